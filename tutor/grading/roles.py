"""Who did what to whom: two names of the statement that have changed places around its verb."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.grading.phrases import Answer, Phrase
from tutor.grading.tables.relations import PEOPLE
from tutor.grading.tokens import Word

_PASSIVE = frozenset({"by", "from"})


def swapped(answer: Answer, told: Phrase) -> bool:
    """Tell whether two names stand around a shared verb the other way round.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> told = phrase("In 2014 Russia accused Ukraine of an attack.")
    >>> swapped(read("Ukraine accused Russia"), told), swapped(read("Ukraine was accused by Russia"), told)
    (True, False)
    """
    if sum(w.text in told.names or w.lemma in PEOPLE for w in answer.words) < 2:
        return False
    theirs = {_name(w): p for p, w in reversed(list(enumerate(told.words))) if w.text in told.names}
    mine = {_name(w): p for p, w in enumerate(answer.words) if _name(w) in theirs}
    if len(mine) < 2:
        return False
    for one, at in mine.items():
        for two, beyond in mine.items():
            if (
                at < beyond
                and theirs[one] > theirs[two]
                and _verb_between(answer, (at, beyond), told, (theirs[two], theirs[one]))
            ):
                return True
    return False


def turned_round(answer: Answer, wording: Phrase) -> bool:
    """Tell whether subject and object of a wording's verb have changed places: the Earth hit an asteroid.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> turned_round(read("the Earth hit an asteroid"), phrase("An asteroid hit the Earth."))
    True
    """
    for at, verb in enumerate(wording.words):
        subject, target = _around(wording.words, at)
        if subject is None or target is None or verb.function or _alike(subject, target):
            continue
        for place in answer.places.get(verb.lemma, ()):
            doer, done_to = _around(answer.words, place)
            if doer and done_to and _alike(doer, target) and _alike(done_to, subject):
                return True
    return False


_STAND_INS = frozenset("they them he him she her we us you".split())
_BEFORE_VERB = frozenset("that which who could would will can may might".split())
_BEFORE_NOUN = frozenset("the a an its their his her this some all".split())


def _around(words: Sequence[Word], at: int) -> tuple[Word | None, Word | None]:
    """Return the nouns right before and right after the verb at a place, articles and relatives skipped."""
    before, after = at - 1, at + 1
    if before > 0 and words[before].text in _BEFORE_VERB:
        before -= 1
    while after < len(words) and words[after].text in _BEFORE_NOUN:
        after += 1
    if before < 0 or after >= len(words) or not (_noun(words[before]) and _noun(words[after])):
        return None, None
    return words[before], words[after]


def _noun(one: Word) -> bool:
    return not one.function or one.text in _STAND_INS


def _alike(one: Word, two: Word) -> bool:
    if one.text in _STAND_INS:
        return two.text in _STAND_INS
    return one.lemma == two.lemma or bool(one.senses & two.senses)


def _name(one: Word) -> str:
    return PEOPLE.get(one.lemma, one.lemma)


def _verb_between(answer: Answer, here: tuple[int, int], told: Phrase, there: tuple[int, int]) -> bool:
    """Tell whether a word of both stands between the names in both, and neither sentence is turned round by "by"."""
    mine = answer.words[here[0] + 1 : here[1]]
    theirs = [w for w in told.words[there[0] + 1 : there[1]] if not w.function and w.text not in told.names]
    shared = any(not w.function and any(w.lemma == t.lemma or w.stem == t.stem for t in theirs) for w in mine)
    turned = any(w.text in _PASSIVE for w in mine) != any(w.text in _PASSIVE for w in told.words[there[0] : there[1]])
    return shared and not turned
