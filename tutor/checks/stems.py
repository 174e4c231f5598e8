"""Checks of the questions: can they be understood alone, and do they keep the answers to themselves?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from tutor.checks.references import unresolved_word
from tutor.checks.view import Desk, Finding, Where, rights, shown, told
from tutor.model import Fact
from tutor.text import lemma, normal, words

_SHARE = 0.8
"""Of another question's words, how many a question has to contain to be taken for its answer sheet."""
_SMALL = frozenset(
    "a an the and or of in on at to by for from with as is are was were be been do does did has have had it its "
    "this that these those which what who whom whose when where why how many much not no than then there their they "
    "he she his her him them into about".split()
)


def same_question(desk: Desk) -> Iterator[Finding]:
    """Require that no two facts are asked with the same question: the answer to one would be wrong for the other."""
    first: dict[str, tuple[Where, Fact]] = {}
    for where, fact, stem in desk.stems:
        before, other = first.setdefault(normal(stem), (where, fact))
        if before != where:
            message = f"“{shown(other.id)}” on line {desk.line(before)} asks the same question"
            yield Finding((*where, _stem_key(fact)), message, "say in each question what sets it apart")


def question_tells_answer(desk: Desk) -> Iterator[Finding]:
    """Require that the answer does not stand in the question. One that offers a choice ("A or B?") may name it."""
    for where, fact, stem in desk.stems:
        asked = "" if _offers_choice(stem) else told(stem)
        given = [text for _, text in rights(fact) if desk.told(text) in asked and _weighty(text)]
        if given:
            message = f"the question contains its own answer, “{shown(given[0])}”"
            yield Finding((*where, _stem_key(fact)), message, "reword the question")


def question_tells_another(desk: Desk) -> Iterator[Finding]:
    """Require that a question does not say what a later one asks: its answer together with nearly all of its words."""
    sheets = [_Sheet(where, fact, stem) for where, fact, stem in desk.stems]
    common = Counter(word for sheet in sheets for word in sheet.words)
    holders: dict[str, list[_Sheet]] = {}
    for sheet in sheets:
        for word in sheet.words:
            if common[word] <= _MOST:
                holders.setdefault(word, []).append(sheet)
    for asked in sheets:
        teller = next(_tellers(asked, common, holders), None)
        if teller:
            message = f"this question tells the answer to “{asked.fact.id}”, “{shown(asked.fact.key)}”"
            yield Finding((*teller.where, _stem_key(teller.fact)), message, "reword it, or move it behind that fact")


def unresolved(desk: Desk) -> Iterator[Finding]:
    """Require that statement and question can be understood alone: no "it", "this" or "today" that only the article
    explains.
    """
    for where, fact in desk.facts:
        for key, text in (("fact", fact.fact), ("ask", fact.ask)):
            if word := unresolved_word(text):
                message = f"“{word}” is not clear when this is read alone"
                yield Finding((*where, key), message, "say who, what or when is meant")


def hint_tells_answer(desk: Desk) -> Iterator[Finding]:
    """Require that neither a hint nor the reply to a wrong or close answer contains the answer: the learner tries again
    after it. One that offers a choice ("more, or less?") may name it.
    """
    for where, fact in desk.facts:
        keys = [desk.told(item[0]) for item in fact.answer if _weighty(item[0])]
        for path, said in _said_before_another_try(fact) if keys else ():
            if not _offers_choice(said) and any(key in desk.told(said) for key in keys):
                message = f"this {'hint' if path[0] == 'hints' else 'reply'} contains the answer"
                yield Finding((*where, *path), message, "point to it without saying it")


def _offers_choice(text: str) -> bool:
    """Tell whether a text names alternatives, the right one among them: "A or B?", "between A and B"."""
    return " or " in text or "between" in text.lower()


def _said_before_another_try(fact: Fact) -> Iterator[tuple[Where, str]]:
    yield from ((("hints", n), hint) for n, hint in enumerate(fact.hints))
    yield from ((("close", text), said) for text, said in fact.close.items() if said)
    yield from ((("wrong", text), said) for text, said in fact.wrong.items() if said)


# --- what one question gives away about another ----------------------------------------------------

_MOST = 200
"""A word in more questions than this says nothing about any of them."""


class _Sheet:
    """A question as a set of words."""

    __slots__ = ("fact", "key", "text", "where", "words")

    def __init__(self, where: Where, fact: Fact, stem: str) -> None:
        self.where, self.fact = where, fact
        self.text = told(stem)
        self.key = told(fact.answer[0][0]) if len(fact.answer) == 1 else ""
        self.words = frozenset(lemma(w) for w in words(stem) if w not in _SMALL)


def _tellers(asked: _Sheet, common: Counter[str], holders: dict[str, list[_Sheet]]) -> Iterator[_Sheet]:
    """Yield the earlier questions that hold this one's answer and nearly all of its words.

    Whoever holds four fifths of the words holds one of the rarest fifth: only those are looked at.
    """
    needed = ceil(_SHARE * len(asked.words))
    if not asked.key.strip() or len(asked.words) < 3 or not _weighty(asked.key):
        return
    rarest = sorted(asked.words, key=lambda w: (common[w], w))[: len(asked.words) - needed + 1]
    for other in {id(o): o for word in rarest for o in holders.get(word, ())}.values():
        if other.where < asked.where and asked.key in other.text and len(asked.words & other.words) >= needed:
            yield other


def _weighty(text: str) -> bool:
    """Tell whether an answer has a word that would not stand in a question by chance."""
    return any(w not in _SMALL and (len(w) > 2 or (w.isdigit() and len(w) > 1)) for w in words(text))


def _stem_key(fact: Fact) -> str:
    return "ask" if fact.ask else "fact"
