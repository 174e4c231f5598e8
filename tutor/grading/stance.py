"""What an answer commits itself to: things only mentioned, reported, or set aside are not what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tutor.grading.phrases import Answer
from tutor.grading.reading import claim
from tutor.grading.reference import Reference
from tutor.grading.tables.grammar import BREAKS
from tutor.grading.tables.stances import (
    BELIEFS,
    CONTRASTS,
    DISOWNING,
    DOUBTS,
    HEDGES,
    NOPES,
    REJECTING,
    RELATIVES,
    SETTING_ASIDE,
    SIDES_OF,
    STARTS,
)
from tutor.grading.tokens import is_word_like, word

_ARTICLES = frozenset("the a an his her its their my our".split())


def committed(answer: Answer, reference: Reference) -> Answer:
    """Return the answer with what it does not stand for marked as denied, and without a belief that it corrects."""
    if STARTS.isdisjoint(answer.tokens):
        return answer
    start = _after_belief(answer.tokens)
    if start:
        answer = claim(answer.text, answer.tokens[start:], True, answer.pleaded)
    known = {*reference.asked.tokens, *(t for w in reference.wordings for t in w.tokens)} - {"?"}
    aside = set(_taken_back(answer, known))
    if reference.sort in ("name", "list"):
        aside |= set(_mentioned(answer, known, reference.sort == "name"))
    aside -= answer.denied
    if not aside:
        return answer
    return replace(answer, denied=answer.denied | aside, before=answer.before | aside, found={}, turned=None)


def _after_belief(tokens: Sequence[str]) -> int:
    """Return where the truth begins that somebody's belief is set against: people think A, but it is B."""
    for at, said in enumerate(tokens):
        if said not in CONTRASTS or not any(_believed(tokens, i) for i in range(at)):
            continue
        rest = [t for t in tokens[at + 1 :] if is_word_like(t)]
        if any((not word(t).function or word(t).value is not None) and t not in HEDGES for t in rest):
            return at + 1
    return 0


def _believed(tokens: Sequence[str], at: int) -> bool:
    """Tell a belief that is not the learner's own of now: "I think A, but B was near" stays with A."""
    mine = at > 0 and tokens[at - 1] in ("i", "i'd", "would", "id")
    return tokens[at] in BELIEFS and not (mine and not tokens[at].endswith(("ought", "ed", "said")))


def _taken_back(answer: Answer, known: set[str]) -> Iterable[int]:
    """Return the word places that the answer itself calls wrong or doubtful; not by a word of the key or question."""
    tokens, at = answer.tokens, _place_of(answer)
    for index, said in enumerate(tokens):
        if said in known:
            continue
        if said in REJECTING and not _sure(tokens, index, ("i", "i'm", "im")):
            yield from _at(at, _clause(tokens, index))
        elif said in DOUBTS and not _sure(tokens, index):
            yield from _at(at, range(index, _clause(tokens, index).stop))
        elif said == "?" and index and _nope(tokens[index + 1 : index + 3]):
            yield from _at(at, range(_clause(tokens, index - 1).start, index))
        elif said == "than" and "rather" in tokens[:index]:
            yield from _at(at, range(index + 1, _clause(tokens, index).stop))


def _mentioned(answer: Answer, known: set[str], disowns: bool) -> Iterable[int]:
    """Return the word places of what only leads to what is meant: near Geneva, a friend of Amundsen's.

    With `disowns` also of a name that did not do it: Scott was too late.
    """
    tokens, at = answer.tokens, _place_of(answer)
    for index, said in enumerate(tokens):
        if said in known:
            continue
        follows = tokens[index + 1 : index + 2]
        if said == "little" and word(follows[0] if follows else "").lemma != "".join(follows):  # small changes
            continue
        if said in SETTING_ASIDE and tokens[max(0, index - 1) : index] not in (["other"], ["else"], ["a"]):
            yield from _at(at, _noun(tokens, index + 1))
        elif (said in SIDES_OF and follows in (["of"], ["to"])) or (said in RELATIVES and follows == ["of"]):
            yield from _at(at, _noun(tokens, index + 2))
        elif said in RELATIVES and index and tokens[index - 1].endswith("'s"):
            yield from _at(at, range(index - 1, index))
        elif disowns and any(tuple(tokens[index : index + len(d)]) == d for d in DISOWNING.get(said, ())):
            yield from _at(at, range(_clause(tokens, index).start, index))


def _nope(tokens: Sequence[str]) -> bool:
    return tokens[:1] != [] and (tokens[0] in NOPES or list(tokens) == ["no", "way"])


def _place_of(answer: Answer) -> dict[int, int]:
    return {index: place for place, index in enumerate(answer.at)}


def _at(at: dict[int, int], indexes: Iterable[int]) -> Iterable[int]:
    return (at[i] for i in indexes if i in at)


def _clause(tokens: Sequence[str], index: int) -> range:
    """Return the indexes of the clause that a token stands in."""
    start = end = index
    while start and tokens[start - 1] not in BREAKS:
        start -= 1
    while end < len(tokens) and tokens[end] not in BREAKS:
        end += 1
    return range(start, end)


def _noun(tokens: Sequence[str], index: int) -> range:
    """Return the indexes of the name or noun that begins here."""
    end = index
    while (
        end < len(tokens) and tokens[end] not in BREAKS and (tokens[end] in _ARTICLES or not word(tokens[end]).function)
    ):
        end += 1
    return range(index, end)


def _sure(tokens: Sequence[str], index: int, more: tuple[str, ...] = ()) -> bool:
    """Tell "no doubt", "not wrong", "I may be wrong"."""
    before = tokens[max(0, index - 3) : index]
    return any(t in ("no", "without", "never", *more) or word(t).negator for t in before)
