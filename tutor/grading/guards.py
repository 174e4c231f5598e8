"""Vetoes: whatever the words have in common, these answers are not right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from tutor.grading.phrases import Answer
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.roles import swapped, turned_round
from tutor.grading.tables.grammar import BREAKS
from tutor.grading.tables.relations import CAPITAL_OF, COUNTRY_OF, OPPOSITES, homes
from tutor.grading.tokens import Word, word
from tutor.model import Verdict
from tutor.text import squeezed, words

_STANDS_FOR = re.compile(r"\b(?:stands? for|short for|abbreviat|in full)", re.IGNORECASE)


def guard(answer: Answer, reference: Reference) -> Verdict | None:
    """Return the verdict of the first guard that objects, or None."""
    objection = _copied(answer, reference)
    if objection is None and reference.sort == "prose":  # beyond this a reason is read claim by claim: claims.py
        objection = _other_degree(answer, reference) or _other_count(answer, reference)
    elif objection is None:
        objection = _denied(answer, reference) or _opposite(answer, reference)
    if objection is None and len(answer.words) > 2 and _swapped(answer, reference):
        return verdict("swapped")
    return objection


def _swapped(answer: Answer, reference: Reference) -> bool:
    if reference.sort == "list" or (reference.sort == "name" and _retells_question(answer, reference)):
        return False
    turned = reference.sort == "name" and any(turned_round(answer, w) for w in reference.wordings)
    return turned or swapped(answer, reference.told)


def _retells_question(answer: Answer, reference: Reference) -> bool:
    """Tell an answer in a whole sentence, whose order is the question's."""
    asked = {w.lemma for w in reference.asked.content}
    return len(asked) > 3 and len(asked & {w.lemma for w in answer.words}) >= 0.8 * len(asked)


def _copied(answer: Answer, reference: Reference) -> Verdict | None:
    """Nothing but words of the question, and the key has others."""
    asked = reference.asked.lemmas
    if reference.sort == "list" and reference.fact.order:  # to be put in order
        return None
    said = {w.lemma for w in answer.words if not w.function}
    if _STANDS_FOR.search(reference.fact.ask) and squeezed(answer.text) in map(squeezed, words(reference.fact.ask)):
        return verdict("copied")
    if said and said <= asked and not _is_key(said, reference):
        return verdict("copied")
    return None


def _is_key(said: set[str], reference: Reference) -> bool:
    """Tell whether a wording made of the question's words was chosen from it, not the whole question copied."""
    wordings = (*reference.wordings, *(p for item in reference.items for p in item))
    return any(len(said) <= len(p.content) + 1 and {w.lemma for w in p.content} <= said for p in wordings)


def _denied(answer: Answer, reference: Reference) -> Verdict | None:
    """Object to a "did not" before a verb of the statement or the question, where those say that it did."""
    for place in answer.clause_denied:
        following = [w for w in answer.words[place + 1 : place + 4] if not w.function][:1]
        if following and _deed(following[0], reference) and not reference.negative:
            return verdict("negated")
    return None


def _deed(one: Word, reference: Reference) -> bool:
    """Tell a word of the question, or one of the passage that is no name and no noun that could be the answer."""
    if one.lemma in reference.asked.lemmas:
        return True
    if one.value is not None:
        return False
    return reference.sort not in ("name", "list") and one.lemma in reference.told.lemmas


def _opposite(answer: Answer, reference: Reference) -> Verdict | None:
    """Object to a word that says the opposite of one in the key or the question, which itself is not there."""
    if reference.sort in ("list", "points"):
        return None
    said = {w.lemma for w in answer.words} | {w.text for w in answer.words}
    for place, given in enumerate(answer.words):
        others = OPPOSITES.get(given.lemma) or OPPOSITES.get(given.text) or _unprefixed(given)
        if reference.sort == "name" and (given.function or not BREAKS.isdisjoint(answer.tokens[: answer.at[place]])):
            continue  # what is said of a name in a later clause is not what was asked
        if not others or given.negator or place in answer.denied or given.lemma in reference.context:
            continue
        meant = next((w for w in reference.denying if w in others), None)
        if meant in reference.asked.lemmas and reference.sort == "name" and not _speaks_of_it(answer, reference):
            continue
        if meant is not None and not _also(meant, said, reference):
            return verdict("opposite", given=given.text)
    return None


def _speaks_of_it(answer: Answer, reference: Reference) -> bool:
    """Tell whether a word of the key is there: then the opposite of the question's word is said of it."""
    key = {w.lemma for p in reference.wordings for w in p.content}
    return any(w.lemma in key for w in answer.words)


_PREFIX = re.compile(r"^(?:in|im|ir|il|un|non|dis|anti)(?=[a-z]{5})")


def _unprefixed(given: Word) -> frozenset[str]:
    """Return the word that a prefix makes the opposite of: complete for incomplete.

    >>> from tutor.grading.tokens import word
    >>> sorted(_unprefixed(word("incomplete"))), sorted(_unprefixed(word("island")))
    (['complete'], [])
    """
    found = _PREFIX.match(given.text)
    bare = given.text[found.end() :] if found else ""
    return frozenset({bare}) if bare and word(bare).known else frozenset()


def _also(meant: str, said: set[str], reference: Reference) -> bool:
    """Tell whether the word itself is there too: in a reason that is contrast, beside a name it is contradiction."""
    return meant in said and not (reference.sort == "name" and meant not in reference.asked.lemmas)


def _other_degree(answer: Answer, reference: Reference) -> Verdict | None:
    """Object to "more tax" or "not enough tax" where the key says "less" or "too much"."""
    said = _degrees(answer.words, {answer.words[p] for p in answer.denied})
    for wording in reference.wordings if said else ():
        for noun, up in _degrees(wording.words, wording.denied).items():
            if said.get(noun, up) != up:
                return verdict("opposite", given="more" if said[noun] else "less")
    return None


_UP = frozenset("more much many most enough plenty".split())
_DOWN = frozenset("less little few fewer least".split())


def _degrees(words: Sequence[Word], denied: Collection[Word]) -> dict[str, bool]:
    """Return the words of which there is more or less, and which of the two: too little food, it cost too much."""
    found = {}
    for at, one in enumerate(words):
        if one.text in _UP or one.text in _DOWN:
            near = [w for w in (*words[at + 1 : at + 2], *words[max(0, at - 2) : at][::-1]) if not w.function]
            if near:
                found[near[0].lemma] = (one.text in _UP) != (one in denied)
    return found


def _other_count(answer: Answer, reference: Reference) -> Verdict | None:
    """Object to "many sellers" where the key says "only one seller"."""
    for wording in reference.wordings:
        for before, noun in pairwise(wording.words):
            if before.text == "single" or (before.text == "one" and "only" in wording.tokens):
                several = [a for a, b in pairwise(answer.words) if b.lemma == noun.lemma and _is_several(a)]
                if several and not {"one", "single", "only"} & set(answer.tokens):
                    return verdict("opposite", given=several[0].text)
    return None


def _is_several(one: Word) -> bool:
    return one.text in _MANY or (one.value is not None and one.value > 1)


_MANY = frozenset("many several lots numerous multiple various".split())


def elsewhere(answer: Answer, wanted: Iterable[Word]) -> str:
    """Return a country or state named after the place that it is not in (Moscow, Idaho), else ""."""
    places = [w.lemma for w in wanted if w.lemma in COUNTRY_OF]
    if not places:
        return ""
    around = frozenset(COUNTRY_OF[p] for p in places).union(*map(homes, places))
    short = len(answer.words) < 5  # "in Moscow, Germany and Russia agreed" names who did
    for place, given in enumerate(answer.words[1:], 1):
        country = COUNTRY_OF.get(given.lemma) or (given.lemma if short and given.lemma in CAPITAL_OF else "")
        before = set(answer.tokens[answer.at[place - 1] + 1 : answer.at[place]]) | {answer.words[place - 1].text}
        if country and country not in around and before & {",", "in", "("}:
            return given.text
    return ""
