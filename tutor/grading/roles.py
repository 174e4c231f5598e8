"""Who did what to whom: two names of the statement that have changed places around its verb."""

from __future__ import annotations

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


def _name(one: Word) -> str:
    return PEOPLE.get(one.lemma, one.lemma)


def _verb_between(answer: Answer, here: tuple[int, int], told: Phrase, there: tuple[int, int]) -> bool:
    """Tell whether a word of both stands between the names in both, and neither sentence is turned round by "by"."""
    mine = answer.words[here[0] + 1 : here[1]]
    theirs = [w for w in told.words[there[0] + 1 : there[1]] if not w.function and w.text not in told.names]
    shared = any(not w.function and any(w.lemma == t.lemma or w.stem == t.stem for t in theirs) for w in mine)
    turned = any(w.text in _PASSIVE for w in mine) != any(w.text in _PASSIVE for w in told.words[there[0] : there[1]])
    return shared and not turned
