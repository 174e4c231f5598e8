"""What an answer adds to the right name: another place, another thing, a nation or a deed that is not its own."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.grading.align import Alignment
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.tables.grammar import BREAKS, GENERIC, TITLES
from tutor.grading.tables.relations import CAPITAL_OF, COUNTRY_OF, PEOPLE, homes, wider
from tutor.grading.tokens import Word
from tutor.model import Verdict

_LOCATING = frozenset({"an", "am", "in", "near"})


def objection(answer: Answer, best: Alignment, wording: Phrase, reference: Reference) -> Verdict | None:
    """Return the verdict on an answer that names the right one but says something else of it, or None."""
    if len(answer.words) <= len(best.places):
        return None
    if (
        _denies_question(answer, best, reference)
        or _another_did(answer, best, wording, reference)
        or _done_to_key(answer, best, reference)
    ):
        return verdict("swapped")
    if _rival_first(answer, best, wording, reference):
        return verdict("undecided")
    if _possessed(answer, best, reference):
        return verdict("different")
    place = _other_place(answer, best, reference)
    if place:
        return verdict("elsewhere", given=place.capitalize())
    return verdict("also-wrong") if _false_nation(answer, wording, reference) else None


def _denies_question(answer: Answer, best: Alignment, reference: Reference) -> bool:
    """Tell "Lie was the second one, not the first" where the first was asked for."""
    asked = {w.lemma for w in reference.asked.content}
    denied = [answer.words[p] for p in answer.denied - answer.before - best.places]
    own = [w for w in denied if not w.function and w.lemma not in GENERIC]
    return not reference.negative and bool(own) and all(w.lemma in asked for w in own)


def _another_did(answer: Answer, best: Alignment, wording: Phrase, reference: Reference) -> bool:
    """Tell that the question's verb has another name of the passage beside it, and the key elsewhere."""
    asked = {w.lemma for w in reference.asked.content if w.text not in reference.asked.names}
    if "by" in answer.tokens:
        return False
    for place, one in enumerate(answer.words):
        if one.lemma in asked and not one.function and place not in best.places and one.text != one.lemma:
            before, after = _clause(answer, place)
            if not best.places & set(before) and _rivals(answer, (before, after), best, wording, reference):
                return True
    return False


def _done_to_key(answer: Answer, best: Alignment, reference: Reference) -> bool:
    """Tell "Gutenberg lent Fust the money" where the question is who lent Gutenberg the money."""
    asked = reference.asked.words
    at = _subject_verb(asked)
    here = answer.places.get(asked[at].lemma, ()) if at else ()
    if len(here) != 1 or here[0] in best.places or not best.places or min(best.places) < here[0]:
        return False
    before = _clause(answer, here[0])[0]
    others = {w.lemma for w in asked[at + 1 :] if not w.function}
    passive = any(answer.words[p].text in _PASSIVE for p in (*before, here[0] + 1) if p < len(answer.words))
    return not passive and any(answer.words[p].lemma in others for p in before)


_PASSIVE = frozenset("is are was were be been being by who that which did does do had has".split())


def _subject_verb(asked: Sequence[Word]) -> int:
    """Return the place of the verb right behind "who" or "which hormone" in a question for the doer, else 0."""
    if not asked or asked[0].text not in ("who", "what", "which"):
        return 0
    for at in range(1, min(4, len(asked))):
        if asked[at].function:
            return 0
        if asked[at].text != asked[at].lemma and (at > 1 or asked[0].text != "which"):
            return at
    return 0


def _rival_first(answer: Answer, best: Alignment, wording: Phrase, reference: Reference) -> bool:
    """Tell that somebody else is named, and the right one only in what is added: Scott, a month before Amundsen."""
    if answer.corrected:
        return False
    first = 0
    while first + 1 < len(answer.words) and not _breaks(answer, first + 1):
        first += 1
    said = [answer.words[p] for p in range(first + 1)]
    if any(w.text in _RELATIVE for w in said):
        return False
    if first + 1 == len(answer.words) or (best.places | answer.denied) & set(range(first + 1)):
        return False
    between = answer.tokens[answer.at[first] + 1 : answer.at[first + 1] + 1]
    if len(between) == 1 and between[0] in _RELATIVE:  # the passenger who was arrested was Mrs Parks
        return False
    if said[0].text in _PLACING and not {said[0].text, "where"} & {*reference.asked.tokens[:1]}:
        return False
    rivals = [w for p, w in enumerate(said) if _rival(w, wording, reference) and not _owner(answer, p)]
    rest = [w for w in said if not w.function and w not in rivals]
    if not rivals:
        return 0 < len(rest) <= 2 and all(_other_thing(w, wording, reference) for w in rest)
    return all(w.lemma in reference.asked.lemmas or w.text in TITLES for w in rest)


def _other_thing(one: Word, wording: Phrase, reference: Reference) -> bool:
    """Tell a thing that the passage speaks of, and neither beside the key nor as what the key is."""
    near = {w.lemma for w in reference.beside} | reference.asked.lemmas | wording.lemmas
    kind = wider(*(w.lemma for w in wording.content))
    return one.lemma in reference.told.lemmas and one.lemma not in near and one.lemma not in kind


def _owner(answer: Answer, place: int) -> bool:
    """Tell the country of "the president of Russia", "Russia's president"."""
    return answer.tokens[answer.at[place]].endswith("'s") or (place > 0 and answer.words[place - 1].text == "of")


_RELATIVE = frozenset("who which that whose where whom".split())
_PLACING = frozenset("in at on from near by for with of to as".split())


def _rivals(
    answer: Answer, around: tuple[range, range], best: Alignment, wording: Phrase, reference: Reference
) -> bool:
    """Tell a rival before the verb where the question asks who did it, or after it when the key came earlier."""
    before, after = around
    who = not _DO & set(reference.asked.tokens)
    if any(_rival(answer.words[p], wording, reference) for p in before):
        return who
    late = bool(best.places) and max(best.places) < after.start
    return late and any(_rival(answer.words[p], wording, reference) for p in after)


_DO = frozenset("did does do whom to at in by with".split())


def _clause(answer: Answer, place: int) -> tuple[range, range]:
    """Return the places before and after a verb, as far as its clause goes, at most four each way."""
    first = last = place
    while first and place - first < 4 and not _breaks(answer, first):
        first -= 1
    while last + 1 < len(answer.words) and last - place < 5 and not _breaks(answer, last + 1):
        last += 1
    return range(first, place), range(place + 1, last + 1)


def _breaks(answer: Answer, place: int) -> bool:
    """Tell whether a new clause begins at a word."""
    between = answer.tokens[answer.at[place - 1] + 1 : answer.at[place] + 1]
    return any(t in BREAKS or t == "and" for t in between)


def _rival(one: Word, wording: Phrase, reference: Reference) -> bool:
    """Tell another name of the passage, that the question did not give."""
    named = one.text in reference.told.names or one.lemma in PEOPLE or one.lemma in CAPITAL_OF
    return named and not one.function and one.lemma not in reference.asked.lemmas and one.lemma not in wording.lemmas


def _possessed(answer: Answer, best: Alignment, reference: Reference) -> bool:
    """Tell "Ohm's law", where ohm itself was meant: another thing called after it."""
    for place in best.places:
        after = place + 1
        if not answer.tokens[answer.at[place]].endswith("'s") or after >= len(answer.words) or after in best.places:
            continue
        thing = answer.words[after]
        own = not thing.function and thing.lemma not in reference.asked.lemmas and thing.lemma not in GENERIC
        if own and thing.lemma not in _TENURES:
            return True
    return False


_TENURES = frozenset("presidency government administration time reign rule term office era day year".split())
"""What belongs to somebody and stands for him: Trump's presidency."""


def _other_place(answer: Answer, best: Alignment, reference: Reference) -> str:
    """Return a place right behind the name, told nowhere, that would make it another: Frankfurt an der Oder."""
    if not best.hits or max(best.places, default=0) + 1 >= len(answer.words):
        return ""
    last = max(best.places)
    if not any(h.word.text in w.names for h in best.hits for w in reference.wordings):
        return ""
    between = answer.tokens[answer.at[last] + 1 : answer.at[last] + 4]
    if not between or between[0] not in _LOCATING:
        return ""
    named = next((w for w in answer.words[last + 1 : last + 5] if not w.function), None)
    if named is None or _known_place(named, reference) or (named.known and named.lemma in GENERIC):
        return ""
    return named.text


def _known_place(one: Word, reference: Reference) -> bool:
    said = one.lemma in reference.told.lemmas or one.lemma in reference.context
    nation = one.lemma in CAPITAL_OF or one.lemma in PEOPLE
    places = [w.lemma for p in reference.wordings for w in p.content if w.lemma in COUNTRY_OF]
    around = frozenset[str]().union(*map(homes, places))
    return (
        said
        or one.value is not None
        or (nation and (not places or PEOPLE.get(one.lemma, one.lemma) in around))
        or one.function
        or _plain(one)
    )


def _plain(one: Word) -> bool:
    """Tell a common word: it names no place."""
    return one.known and bool(one.senses)


def _false_nation(answer: Answer, wording: Phrase, reference: Reference) -> bool:
    """Tell a nation, or "the capital of", that is not the one the passage or the table gives the key."""
    words = answer.words
    key = {w.lemma for w in wording.content}
    for place, one in enumerate(words):
        nation = PEOPLE.get(one.lemma, one.lemma)
        if nation in CAPITAL_OF and any(w.lemma == "capital" for w in words[max(0, place - 3) : place]):
            return CAPITAL_OF[nation] not in key and not {"capital", one.lemma} <= key
        if one.lemma in PEOPLE and one.lemma not in wording.lemmas and nation not in key:
            near = {PEOPLE.get(w.lemma, w.lemma) for w in reference.beside}
            told = {PEOPLE.get(w.lemma, w.lemma) for w in (*reference.told.words, *reference.asked.words)}
            if near & set(CAPITAL_OF) and nation not in told:
                return True
    return False
