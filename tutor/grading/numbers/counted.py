"""What a number counts: the right figure of other things, in another unit, or per another time, is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.phrases import Answer
from tutor.grading.reference import Reference
from tutor.grading.tables.relations import wider
from tutor.grading.tables.units import DIMENSIONS, MEASURES, UNIT
from tutor.grading.tokens import Word, word
from tutor.text import fold

_PER = frozenset("a an per each every one / in".split())
_HOW_MANY = re.compile(r"\bhow (?:many|much) (?:of )?(?:the )?([a-z]{3,})")


def counts_other(answer: Answer, quantity: Quantity, reference: Reference) -> str:
    """Return "wrong-unit" or "other-thing" when the number is of something else than the question asks, else ""."""
    if reference.sort not in ("number", "range"):
        return ""
    if _other_side(answer, quantity, reference):
        return "other-thing"
    if answer.tokens[quantity.end : quantity.end + 1] == ["times"] and _measure(reference.unit) == "time":
        return "wrong-unit"  # four times a year is not every four years
    if _other_rate(answer, quantity, reference) or _other_measure(quantity, reference):
        return "wrong-unit"
    return "other-thing" if _other_things(answer, quantity, reference) else ""


def rates(tokens: Sequence[str], start: int = 0) -> set[str]:
    """Return the units of time that a text counts by: a year, per day, in one day.

    >>> rates("2 % a month".split())
    {'month'}
    """
    found = set()
    for at in range(start + 1, len(tokens)):
        unit = UNIT.get(tokens[at], "")
        if unit and tokens[at - 1] in _PER and MEASURES[unit][0] == "time" and len(tokens[at]) > 2:
            found.add(unit)
    return found


def _rates(answer: Answer, quantity: Quantity, reference: Reference) -> tuple[set[str], set[str]]:
    """Return the times that the answer counts by after a number, and those that the question and the key count by."""
    mine = rates(answer.tokens[: quantity.end + 8], quantity.end - 1)
    return mine, rates(reference.asked.tokens).union(*(rates(w.tokens) for w in reference.wordings)) if mine else set()


def _other_rate(answer: Answer, quantity: Quantity, reference: Reference) -> bool:
    mine, theirs = _rates(answer, quantity, reference)
    return bool(mine and theirs) and mine.isdisjoint(theirs) and quantity.sort != "rate"


def per_wanted_time(answer: Answer, quantity: Quantity, reference: Reference) -> Quantity | None:
    """Return a rate counted by the time that the question counts by (1 a second is 60 a minute), None when it is."""
    mine, theirs = _rates(answer, quantity, reference)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return None
    factor = MEASURES[theirs.pop()][1] / MEASURES[mine.pop()][1]
    return replace(quantity, low=quantity.low * factor, high=quantity.high * factor, sort="rate")


def _other_side(answer: Answer, quantity: Quantity, reference: Reference) -> bool:
    """Tell a height where a depth is asked for, and what was before where the question asks for after."""
    asked, after = reference.asked.tokens, answer.tokens[quantity.end : quantity.end + 2]
    if not after:
        return False
    if after[0] in _WHEN:
        return _WHEN[after[0]] in asked and after[0] not in asked
    wanted = {DIMENSIONS[t] for t in asked if t in DIMENSIONS}
    said = DIMENSIONS.get("above" if after == ["above", "sea"] else after[0], "")
    return len(wanted) == 1 and bool(said) and said not in wanted and _measure(reference.unit) == "length"


def _measure(unit: str) -> str:
    return MEASURES[unit][0] if unit else ""


_WHEN = {"before": "after", "after": "before"}


def _other_measure(quantity: Quantity, reference: Reference) -> bool:
    """Tell a unit where things are counted: 7 minutes for 7 players, dollars where marks were asked for."""
    if not quantity.unit or quantity.letter or reference.unit or MEASURES[quantity.unit][0] in ("share", "count"):
        return False
    counted = _counted(reference)
    return counted is not None and UNIT.get(counted.text) != quantity.unit and counted.lemma != quantity.unit


def _counted(reference: Reference) -> Word | None:
    """Return what the question wants the number of: players in "how many players"."""
    found = _HOW_MANY.search(fold(reference.fact.ask))
    return word(found[1]) if found else None


def _other_things(answer: Answer, quantity: Quantity, reference: Reference) -> bool:
    """Tell a count of things that neither the question nor the passage speaks of beside that number: 206 teeth."""
    noun = _noun_after(answer, quantity)
    if noun is None or quantity.unit:
        return False
    if _is_share(reference) and quantity.high > 1:
        return not any(noun.lemma == w.lemma for w in reference.asked.words) or noun.text == "people"
    if reference.unit or reference.sort != "number":
        return False
    asked = (*reference.asked.words, *(w for p in reference.wordings for w in p.words))
    near = (*asked, *_beside(reference, quantity))
    if any(noun.lemma == w.lemma or noun.senses & w.senses for w in near) or _are_people(noun, asked):
        return False
    return len(answer.words) <= 4 or (quantity.start <= 1 and noun.lemma in reference.told.lemmas)


def _are_people(noun: Word, asked: Sequence[Word]) -> bool:
    """Tell "190 men" and "190 people" where soldiers or voters are asked for."""
    if noun.lemma not in _PEOPLE:
        return False
    return any(w.lemma in _PERSONS or not _PEOPLE.isdisjoint(wider(w.lemma)) for w in asked if not w.function)


_PEOPLE = frozenset("people person man individual soul human citizen worker national".split())
_PERSONS = frozenset(
    "inhabitant resident victim member player student pupil visitor guest passenger survivor fighter troop prisoner "
    "refugee settler tourist spectator guard delegate candidate child adult".split()
)


def _is_share(reference: Reference) -> bool:
    return any(_measure(q.unit) == "share" or q.sort == "fraction" for q in reference.numbers)


def _noun_after(answer: Answer, quantity: Quantity) -> Word | None:
    """Return the plural noun right after a number."""
    nouns = [answer.words[p] for p, at in enumerate(answer.at) if at == quantity.end]
    if not nouns or nouns[0].function or not nouns[0].known:
        return None
    one = nouns[0]
    plural = one.text in _PLURALS or (one.text.endswith("s") and one.lemma != one.text)
    return one if plural else None


_PLURALS = frozenset("people pence men women children mice teeth feet geese".split())


def _beside(reference: Reference, quantity: Quantity) -> list[Word]:
    """Return the words that follow the number in the passage."""
    told = reference.told.words
    return [w for at, one in enumerate(told) if one.value == quantity.low for w in told[at + 1 : at + 4]]


def in_units_of(token: str, unit: str) -> bool:
    """Tell a slip of the wanted unit's name: moths after a number where months are wanted."""
    names = [name for name, one in UNIT.items() if one == unit and len(name) > 3]
    return len(token) > 3 and any(_one_slip(token, name) for name in names) and word(token).lemma not in UNIT


def _one_slip(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1 or one[0] != two[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one[at + 1 :] == two[at + 1 :] or one[at:] == two[at + 1 :] or one[at + 1 :] == two[at:]
