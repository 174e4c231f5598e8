"""Namesakes: the right name with something beside it that makes it another person's or place's."""

from __future__ import annotations

from tutor.grading.align import Alignment, Hit, align
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reference import Reference
from tutor.grading.tables.grammar import AFTER_NAMES, OTHER_THINGS, TITLES
from tutor.grading.tables.relations import FIRST_NAMES, PLACES
from tutor.grading.tokens import Word


def namesake(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return the word that shows that another one of the name is meant, else ""."""
    return (
        _other_first_name(best, wording, answer, reference)
        or _other_last_name(best, wording, answer, reference)
        or _another(best, wording, answer, reference)
    )


def surname(wording: Phrase) -> Word:
    """Return the last word of a name that is no title: Jr. and MBE are none."""
    return next((w for w in reversed(wording.content) if w.text not in AFTER_NAMES), wording.content[-1])


def _other_first_name(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return a first name that the key does not have, right before its last name (Ian Fleming), else ""."""
    last = surname(wording)
    full = next((w for w in reference.wordings if len(w.content) > 1 and surname(w) is last), None)
    hit: Hit | None = next((h for h in best.hits if h.word is last), None)
    if not reference.person or full is None or hit is None or not hit.places[0]:
        return ""
    place = hit.places[0] - 1
    before = answer.words[place]
    if place in best.places or before.function or before.text in TITLES or answer.at[place + 1] - answer.at[place] > 1:
        return ""
    return "" if _known_name(before, full, answer, reference) else before.text


def _other_last_name(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return a last name that the key does not have, right after its first name (Leonardo DiCaprio), else ""."""
    first = wording.content[0]
    full = next((w for w in reference.wordings if len(w.content) > 1 and w.content[0] is first), None)
    hit = next((h for h in best.hits if h.word is first), None)
    if not reference.person or full is None or hit is None or hit.places[-1] + 1 >= len(answer.words):
        return ""
    place = hit.places[-1] + 1
    after = answer.words[place]
    if place in best.places or after.function or after.known or answer.at[place] - answer.at[place - 1] > 1:
        return ""
    return "" if align(full.content[1:], answer, full, reference.taken).hits else after.text


def _another(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return what makes another person or place of the name: Elizabeth II, George H. Bush, New York for York."""
    if not wording.names:
        return ""
    near = sorted(best.places)
    known = {w.text for w in wording.words} | reference.asked.lemmas | reference.told.lemmas
    for place in (near[0] - 1, *range(near[0] + 1, near[-1]), near[-1] + 1):
        if 0 <= place < len(answer.words) and not {answer.words[place].text, answer.words[place].lemma} & known:
            found = _makes_another(place, (near[0], near[-1]), wording, answer, reference)
            if found and place not in best.places:
                return found
    return ""


def _makes_another(place: int, ends: tuple[int, int], wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return the other name that a word beside or in a name makes of it, else ""."""
    given, (first, last) = answer.words[place], (answer.words[ends[0]], answer.words[ends[1]])
    if place == ends[1] + 1:
        if _regnal(given) and any(_regnal(w) and w.value != given.value for w in wording.words):
            return given.text.upper()
        if reference.person and given.text in TITLES and given.text.capitalize() in answer.text:
            return given.text.capitalize()  # Martin Luther King is not Martin Luther
        if f"{last.text}_{given.text}" in PLACES:  # Mexico City is not Mexico
            return f"{last.text} {given.text}"
    if reference.person and _other_initial(given, reference):
        return given.text.upper()
    first_name = given.text in FIRST_NAMES and not reference.person  # George Washington is not where it was
    if place == ends[0] - 1 and (first_name or given.text in OTHER_THINGS or f"{given.text}_{first.text}" in PLACES):
        return f"{given.text.capitalize()} {first.text}"
    return ""


def _other_initial(given: Word, reference: Reference) -> bool:
    """Tell a single letter that none of the key's words begins with."""
    letters = {w.text[0] for p in reference.wordings for w in p.words} | {"a", "i"}
    return len(given.text) == 1 and given.text.isalpha() and given.text not in letters


def _regnal(one: Word) -> bool:
    return one.text == "i" or (one.value is not None and one.value < 30)


def _known_name(before: Word, full: Phrase, answer: Answer, reference: Reference) -> bool:
    """Tell whether the word before the last name is the key's, its initial or short form, or a word of the text."""
    mine = full.content[:-1]
    if align(mine, answer, full, reference.taken).hits:
        return True
    spoken = before.lemma in reference.told.lemmas or before.lemma in reference.asked.lemmas
    initial = before.text[0] in {w.text[0] for w in mine}
    heard = any(w.sound == before.sound and len(w.text) > 3 for w in mine)
    return len(before.text) < 3 or initial or heard or (spoken and before.text not in reference.told.names)
