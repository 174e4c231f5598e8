"""Answers that are true but too wide: the country for the city, a description for the name."""

from __future__ import annotations

from functools import lru_cache

from tutor.grading.phrases import Answer
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.tables.grammar import GENERIC, PLAIN, PRONOUNS, ROLES
from tutor.grading.tables.relations import CAPITAL_OF, PEOPLE, PLACES, homes, wider
from tutor.grading.tokens import Word
from tutor.model import Verdict


def less_specific(answer: Answer, reference: Reference) -> Verdict | None:
    """Return close for an answer that is true of the key but names something wider, or only describes it."""
    return (
        _place(answer, reference)
        or _kind(answer, reference)
        or _description(answer, reference)
        or _role(answer, reference)
        or _portrait(answer, reference)
    )


def _portrait(answer: Answer, reference: Reference) -> Verdict | None:
    """Return close for what the passage says of the right one: a boy of fourteen who had diabetes."""
    said = [w for w in answer.content if w.lemma not in reference.asked.lemmas and w.lemma not in GENERIC | PLAIN]
    beside = {w.lemma for w in reference.beside if w.text not in reference.told.names}
    least = 1 if reference.person or beside.issuperset(w.lemma for w in said) else 2
    if len(said) < least or answer.denied or len(said) == len(answer.words) or answer.tokens[0] in PRONOUNS:
        return None
    fits = [
        w
        for w in said
        if w.lemma in reference.around or w.stem in reference.around or not w.senses.isdisjoint(reference.around)
    ]
    if len(said) == 1 and said[0].text != said[0].lemma and "one" not in answer.tokens:  # several, and one is asked for
        return None
    if any(w.text in reference.told.names for w in said[-1:]):  # ends in another name
        return None
    return verdict("description") if len(fits) >= least and len(fits) >= 0.7 * len(said) else None


def _kind(answer: Answer, reference: Reference) -> Verdict | None:
    """Return close for the kind of thing, or where it lies: fuel for petrol, a big city in Canada for Toronto."""
    said = [w for w in answer.content if w.lemma not in reference.asked.lemmas and w.lemma not in GENERIC]
    if not said or answer.denied or reference.person or any("_" in name for name in _named(tuple(said))):
        return None  # North Korea is no wider than Seoul
    for wording in reference.wordings:
        kinds = wider(*(w.lemma for w in wording.content))
        kinds -= wording.lemmas
        fits = [w for w in said if w.lemma in kinds or PEOPLE.get(w.lemma) in kinds]
        if fits and all(w in fits or w.lemma in PLAIN or w.lemma in reference.told.lemmas for w in said):
            return verdict("less-specific")
    return None


def _role(answer: Answer, reference: Reference) -> Verdict | None:
    """Return close for a person's people and profession instead of the name, if the passage names no others."""
    said = answer.content
    people = {PEOPLE[w.lemma] for w in said if w.lemma in PEOPLE}
    roles = [w for w in said if w.lemma in ROLES]
    if not reference.person or answer.denied or not people or len(people) + len(roles) < len(said):
        return None
    if not roles and not people & {PEOPLE.get(w.lemma, w.lemma) for w in (*reference.beside, *reference.told.words)}:
        return None
    near = (*reference.told.words, *reference.asked.words)
    told = {PEOPLE.get(w.lemma, w.lemma) for w in near if w.lemma in PEOPLE or w.lemma in CAPITAL_OF}
    return verdict("description") if not told or people <= told else None


def _place(answer: Answer, reference: Reference) -> Verdict | None:
    """Country or region for city, capital for country, "the capital of Russia"."""
    said = _named(tuple(w for p, w in enumerate(answer.words) if p not in answer.denied))
    places, asked = set(said), {*_named(reference.asked.words), *reference.asked.lemmas}
    for wording in reference.wordings:
        key = (_named(wording.words) or ("",))[-1]
        around = homes(key)
        told = around.intersection(PEOPLE.get(name, name) for name in said) - asked
        if told:
            capital = "capital" in places and any(CAPITAL_OF.get(home) == key for home in told)
            others = places - around - PLAIN - {"capital", "city", "town", "place", "country"} - asked
            if capital or not others - PEOPLE.keys():
                return verdict("less-specific", because="" if not capital else "Yes, the capital. What is it called?")
        if CAPITAL_OF.get(key) in places and len(said) <= 2:
            return verdict("less-specific", because="That is its capital. Which country?")
    return None


_FIRST = frozenset(name.split("_", 1)[0] for name in (*PLACES, *PEOPLE) if "_" in name)
"""Words that names of several words begin with."""


@lru_cache(maxsize=1 << 12)
def _named(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the words with content, and as one those that together name a place or its people: south_korea.

    >>> from tutor.grading.tokens import word
    >>> _named(tuple(word(w) for w in "the rainy south of los angeles".split()))
    ('rainy', 'south', 'los_angeles')
    """
    out: list[str] = []
    at = 0
    while at < len(words):
        sizes = (3, 2) if words[at].text in _FIRST else ()
        joined = ("_".join(w.text for w in words[at : at + size]) for size in sizes)
        found = next((j for j in joined if j in PLACES or j in PEOPLE), "")
        if found or not words[at].function:
            out.append(found or words[at].lemma)
        at += found.count("_") + 1
    return tuple(out)


def _description(answer: Answer, reference: Reference) -> Verdict | None:
    """Words that stand beside the key in the passage, with a common noun among them, and no other name."""
    said = [w for w in answer.content if w.lemma not in reference.asked.lemmas and w.lemma not in GENERIC]
    if not said or any(p in answer.denied for p in range(len(answer.words))):
        return None
    if not reference.beside:
        return None
    around = {x for w in reference.beside for x in (w.lemma, w.stem, PEOPLE.get(w.lemma, w.lemma))}
    fits = [w for w in said if {w.lemma, w.stem, PEOPLE.get(w.lemma, w.lemma)} & around or _same_sense(w, reference)]
    nouns = [w for w in fits if w.text not in reference.told.names and w.lemma not in PEOPLE]
    enough = len(fits) == len(said) or (len(fits) >= 3 and len(fits) >= 0.6 * len(said))
    return verdict("description") if enough and nouns and len(nouns) + len(fits) > 2 else None


def _same_sense(given: Word, reference: Reference) -> bool:
    return bool(given.senses) and any(not given.senses.isdisjoint(w.senses) for w in reference.beside)
