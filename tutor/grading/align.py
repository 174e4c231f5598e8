"""Laying an answer beside a wording: which of its words are there, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tutor.grading.phrases import Answer, Phrase
from tutor.grading.sounds import sound
from tutor.grading.spelling import is_slip, joined_slip, swapped_letters
from tutor.grading.tables.grammar import GENERIC, LOSING
from tutor.grading.tables.relations import BROADER, CAPITAL_OF, DECIDING, OPPOSITES, PEOPLE
from tutor.grading.tokens import Word

How = Literal["same", "spelt", "sense", "family", "narrower", "broader", "opposite"]
_SEPARATE = frozenset("the a an of and or to is was".split())
_WIDER: dict[str, frozenset[str]] = {
    narrow: frozenset(wide for wide, all_of in BROADER.items() if narrow in all_of)
    for narrow in frozenset().union(*BROADER.values())
}
_WORTH: dict[How, float] = {"same": 1.0, "spelt": 1.0, "sense": 0.95, "family": 0.9, "opposite": 0.9}
_WORTH |= {"narrower": 0.8, "broader": 0.3}


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of the wording found in the answer: at which places, and how."""

    word: Word
    places: tuple[int, ...]
    how: How


@dataclass(slots=True)
class Alignment:
    """What of a wording was found, what not, and what was found only with a "not" too many or too few."""

    hits: list[Hit] = field(default_factory=list)
    missing: list[Word] = field(default_factory=list)
    contrary: list[Word] = field(default_factory=list)

    @property
    def places(self) -> set[int]:
        """Return every place of the answer that matched."""
        return {p for hit in self.hits for p in hit.places}

    @property
    def share(self) -> float:
        """Return how much of the wording was found, 0 to 1; words that tell little weigh half."""
        found = sum(weight(hit.word) * _WORTH[hit.how] for hit in self.hits)
        total = sum(weight(hit.word) for hit in self.hits) + sum(map(weight, self.missing))
        return found / total if total else 0.0

    @property
    def said(self) -> list[Word]:
        """Return the words of the wording that were found."""
        return [hit.word for hit in self.hits]

    @property
    def spelt(self) -> list[Word]:
        """Return the words that were there but misspelt."""
        return [hit.word for hit in self.hits if hit.how == "spelt"]


def weight(one: Word) -> float:
    """Return what a word of a wording weighs; one that tells little half."""
    if one.value is not None and one.value >= 1000:  # a year beside a reason is rarely its point
        return 0.5
    if one.lemma in GENERIC or one.function:
        return 0.5
    return 1.4 if one.lemma in DECIDING else 1.0


def align(
    wanted: Iterable[Word],
    answer: Answer,
    wording: Phrase,
    taken: frozenset[str] = frozenset(),
    loose: bool = False,
) -> Alignment:
    """Find each wanted word in what the answer claims; `loose` lets related words do, as in a retelling."""
    out = Alignment()
    turned: list[Hit] = []
    said_denied = answer.denied - answer.before if wording.denied else answer.denied
    for one in wanted:
        denied = one in wording.denied
        hit = find(one, answer, taken, loose) or (_denied_opposite(one, answer, denied) if loose else None)
        if hit and hit.how == "opposite":
            out.hits.append(hit)
            continue
        agreeing = tuple(p for p in hit.places if (p in said_denied) == denied) if hit else ()
        if hit and not agreeing and denied and not LOSING.isdisjoint(answer.places):
            agreeing = hit.places
        if hit and agreeing:
            out.hits.append(Hit(one, agreeing, hit.how))
            continue
        out.missing.append(one)
        if hit:
            out.contrary.append(one)
            turned.append(Hit(one, hit.places, hit.how))
    if turned and any(hit.how == "opposite" for hit in out.hits):  # "lose the race" for "not win the race"
        out.hits += turned
        out.missing = [w for w in out.missing if w not in out.contrary]
        out.contrary = []
    if out.hits and out.missing:
        _initials(out, answer, wording)
        _beside(out, answer, taken)
    return out


def find(wanted: Word, answer: Answer, taken: frozenset[str], loose: bool) -> Hit | None:
    """Find one word, once: several wordings hold the same words."""
    key = (wanted, loose, not taken)
    if key not in answer.found:
        answer.found[key] = _find(wanted, answer, taken, loose)
    hit = answer.found[key]
    return hit if isinstance(hit, Hit) else None


def _find(wanted: Word, answer: Answer, taken: frozenset[str], loose: bool) -> Hit | None:
    """Find one word: itself, its number, its other names, a slip of it, run-together words, its family."""
    exact = answer.places.get(wanted.lemma) or answer.places.get(wanted.text)
    if exact:
        return Hit(wanted, tuple(exact), "same")
    if wanted.value is not None:
        return _by_value(wanted, answer)
    kind: How
    for kind, places in (
        ("sense", _by_sense(wanted, answer, loose)),
        ("sense", _by_people(wanted, answer)),
        ("spelt", _by_slip(wanted, answer, taken)),
        ("spelt", _run_together(wanted, answer)),
        ("family", _by_family(wanted, answer) if loose else ()),
        ("broader", _by_broader(wanted, answer) if loose else ()),
    ):
        if places:
            return Hit(wanted, places, kind)
    return None


def _denied_opposite(wanted: Word, answer: Answer, denied: bool) -> Hit | None:
    """Find "not hot" for cool, and "lose" for not win."""
    others = OPPOSITES.get(wanted.lemma)
    if not others or not (answer.denied or denied):
        return None
    places = tuple(p for p, w in enumerate(answer.words) if w.lemma in others and (p in answer.denied) != denied)
    return Hit(wanted, places, "opposite") if places else None


def _by_value(wanted: Word, answer: Answer) -> Hit | None:
    places = tuple(p for p, w in enumerate(answer.words) if w.value == wanted.value)
    return Hit(wanted, places, "same") if places else None


def _by_sense(wanted: Word, answer: Answer, loose: bool) -> tuple[int, ...]:
    mine = wanted.senses if loose else wanted.same
    if not mine or mine.isdisjoint(answer.senses if loose else answer.same):
        return ()
    if loose:
        return tuple(p for p, w in enumerate(answer.words) if not mine.isdisjoint(w.senses))
    return tuple(p for p, w in enumerate(answer.words) if not mine.isdisjoint(w.same))


def _by_people(wanted: Word, answer: Answer) -> tuple[int, ...]:
    """Find the country for its people and the people for their country: British, Britain."""
    country = PEOPLE.get(wanted.lemma) or (wanted.lemma if wanted.lemma in CAPITAL_OF else "")
    if not country:
        return ()
    return tuple(p for p, w in enumerate(answer.words) if w.lemma == country or PEOPLE.get(w.lemma) == country)


def _by_slip(wanted: Word, answer: Answer, taken: frozenset[str]) -> tuple[int, ...]:
    for place in answer.strange:
        if is_slip(answer.words[place], wanted, taken):
            return (place,)
    return ()


def _run_together(wanted: Word, answer: Answer) -> tuple[int, ...]:
    """Find "moss cow" for moscow, neighbours that read as one word; and "gunpowder" for powder."""
    size = len(wanted.text)
    if size < 5 or not wanted.text.isalpha():
        return ()
    words, first = answer.words, wanted.sound[:1]
    for place in range(len(words) - 1):
        one, two = words[place].text, words[place + 1].text
        if answer.at[place + 1] - answer.at[place] > 1 or one in _SEPARATE or two in _SEPARATE:
            continue
        if (
            abs(len(one) + len(two) - size) < 4
            and words[place].sound[:1] == first
            and (len(one) > 2 or not words[place].function)
        ):
            joined = one + two
            if joined_slip(joined, wanted, sound(joined)):
                return (place, place + 1)
    return ()


def _by_family(wanted: Word, answer: Answer) -> tuple[int, ...]:
    """Find a word of the same family: infects for infected, government for governed, Russian for Russia."""
    stem = wanted.stem
    return tuple(p for p, w in enumerate(answer.words) if w.stem == stem) if len(stem) > 2 else ()


def _by_broader(wanted: Word, answer: Answer) -> tuple[int, ...]:
    wide = _WIDER.get(wanted.lemma)
    return tuple(p for p, w in enumerate(answer.words) if w.lemma in wide) if wide else ()


def _initials(out: Alignment, answer: Answer, wording: Phrase) -> None:
    """Let a single letter stand for a name's word once another word of it is there: V. Putin."""
    letters = {w.text: p for p, w in enumerate(answer.words) if len(w.text) == 1}
    named = [w for w in out.missing if w.text in wording.names and w.text[0] in letters]
    for missing in [w for w in named if w.value is None and w.text.upper() not in wording.text]:  # not the A of AB
        out.missing.remove(missing)
        out.hits.append(Hit(missing, (letters[missing.text[0]],), "same"))


def _beside(out: Alignment, answer: Answer, taken: frozenset[str]) -> None:
    """Accept a rougher slip right beside a word that is there: Nu Start, New Strat."""
    near = {p + step for p in out.places for step in (-1, 1)} - out.places
    for missing in [w for w in out.missing if w.text.isalpha() and w not in out.contrary]:
        for place in near:
            if 0 <= place < len(answer.words) and place not in answer.denied:
                given = answer.words[place]
                if given.text not in taken and swapped_letters(given, missing):
                    out.missing.remove(missing)
                    out.hits.append(Hit(missing, (place,), "spelt"))
                    break
