"""What a check looks at: a bank, its facts one by one, and the real grader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from tutor import forms
from tutor.checks.memory import Known, Memory
from tutor.grading import Reference, grade, prepare
from tutor.model import Bank, Fact, Verdict
from tutor.text import squeezed, words

Where = tuple[str | int, ...]
"""The way to a value in the file: ("facts", 3, "quote")."""


class Finding(NamedTuple):
    """Where something is not right, what, and what to do."""

    where: Where
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class View:
    """The file behind a bank: its path, where a value stands in it, which of its entries the facts are.

    `whole` is False when entries were left out because they cannot be read: then nothing can be said to be missing.
    `memory` is what is known from the last check of a text that is being typed.
    """

    path: str
    spot: Callable[[Where], tuple[int, int]]
    entries: tuple[int, ...]
    whole: bool = True
    memory: Memory | None = None


class Desk:
    """A bank laid out for checking. Facts come with the way to them; what several checks need is made once."""

    def __init__(self, bank: Bank, view: View) -> None:
        self.bank = bank
        self.whole = view.whole
        self.facts: tuple[tuple[Where, Fact], ...] = tuple(
            (("facts", entry), fact) for entry, fact in zip(view.entries, bank.facts, strict=True)
        )
        self._spot = view.spot
        self.squeezed = cache(squeezed)
        self.told = cache(told)
        self._references: dict[str, Reference] = {}
        memory, article = view.memory, bank.article
        self._known: dict[int, Known] = {id(f): memory.of(f, article) for _, f in self.facts} if memory else {}

    def grade(self, fact: Fact, given: str) -> Verdict:
        """Return what a learner would be told who answers this."""
        known = self._known.get(id(fact))
        if known is None:
            return grade(given, self._compiled(fact))
        if given not in known.verdicts:
            known.verdicts[given] = grade(given, self._compiled(fact))
        return known.verdicts[given]

    def alone(self, name: str, check: Callable[[Desk], Iterator[Finding]]) -> Iterator[Finding]:
        """Yield what a check finds that looks at each fact alone; it is not asked again about facts that are known."""
        if not self._known:
            yield from check(self)
            return
        facts = {where: self._known[id(fact)] for where, fact in self.facts}
        fresh = tuple((where, fact) for where, fact in self.facts if name not in facts[where].findings)
        for where, _ in fresh:
            facts[where].findings[name] = []
        for where, message, fix in check(self._only(fresh)):
            facts[where[:2]].findings[name].append((where[2:], message, fix))
        for where, known in facts.items():
            yield from (Finding((*where, *way), message, fix) for way, message, fix in known.findings[name])

    def _only(self, facts: tuple[tuple[Where, Fact], ...]) -> Desk:
        """Return this desk with some of its facts on it."""
        smaller = copy(self)
        smaller.facts = facts
        smaller.__dict__.pop("stems", None)
        return smaller

    def _compiled(self, fact: Fact) -> Reference:
        reference = self._references.get(fact.id)
        if reference is None or reference.fact is not fact:
            reference = self._references[fact.id] = prepare(fact, self.bank)
        return reference

    def line(self, where: Where) -> int:
        """Return the line in which a value stands."""
        return self._spot(where)[0]

    @cached_property
    def stems(self) -> tuple[tuple[Where, Fact, str], ...]:
        """Return each fact with its question: as asked, else with a gap; without those that have none."""
        stems = ((where, fact, fact.ask or forms.gapped(fact)) for where, fact in self.facts)
        return tuple((where, fact, stem) for where, fact, stem in stems if stem)


def shown(text: str, limit: int = 60) -> str:
    """Return `text` on one line and short enough for a message.

    >>> shown("a  b" + "c" * 99)
    'a bcccccccccccccccccccccccccccccccccccccccccccccccccccccccc…'
    """
    flat = " ".join(text[: 4 * limit].split())
    return flat if len(flat) <= limit and len(text) <= 4 * limit else flat[: limit - 1] + "…"


def told(text: str) -> str:
    """Return the words of a text so that `in` finds whole words only.

    >>> told("the INF") in told("What did the INF Treaty ban?")
    True
    """
    return f" {' '.join(words(text))} "


def standing(words_: str, text: str) -> Iterator[int]:
    """Yield where `words_` stand in `text`, letter for letter and not as parts of other words.

    >>> list(standing("US", "The US, not RUSSIA or USA; the US."))
    [4, 31]
    """
    at = text.find(words_)
    while at >= 0:
        end = at + len(words_)
        if not (_in_word(text[max(0, at - 1) : at]) or _in_word(text[end : end + 1])):
            yield at
        at = text.find(words_, at + 1)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def rights(fact: Fact) -> Iterator[tuple[Where, str]]:
    """Yield every wording that is right or, in a list, right for an item, and the way to it from the fact."""
    for item in fact.answer:
        yield from ((("answer",), text) for text in item)
    yield from ((("accept", n), text) for n, text in enumerate(fact.accept))
