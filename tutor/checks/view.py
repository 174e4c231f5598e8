"""What a check looks at: a bank, its facts one by one, and the real grader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from tutor import forms
from tutor.grading import Reference, grade, prepare
from tutor.model import Article, Bank, Fact, Verdict
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
    `memory` is what the grader has said before about a text that is being typed.
    """

    path: str
    spot: Callable[[Where], tuple[int, int]]
    entries: tuple[int, ...]
    whole: bool = True
    memory: Memory | None = None


class Memory:
    """What the grader has said about facts, kept from one check of a text to the next while somebody types it.

    A fact is graded anew when it or the article has changed, not when a neighbour has: what is remembered is quick,
    and not the last word.
    """

    def __init__(self) -> None:
        self._article: Article | None = None
        self._facts: dict[str, tuple[Fact, dict[str, Verdict]]] = {}

    def verdicts(self, fact: Fact, article: Article) -> dict[str, Verdict]:
        """Return what is known about a fact as it stands: answer → verdict; what is found out may be put there."""
        if article is not self._article:
            self._article, self._facts = article, {}
        known = self._facts.get(fact.id)
        if known is None or known[0] != fact:
            known = self._facts[fact.id] = fact, {}
        return known[1]


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
        self._memory = view.memory or Memory()
        self._verdicts: dict[int, dict[str, Verdict]] = {}
        self._references: dict[str, Reference] = {}

    def grade(self, fact: Fact, given: str) -> Verdict:
        """Return what a learner would be told who answers this."""
        verdicts = self._verdicts.get(id(fact))
        if verdicts is None:
            verdicts = self._verdicts[id(fact)] = self._memory.verdicts(fact, self.bank.article)
        if given not in verdicts:
            verdicts[given] = grade(given, self._compiled(fact))
        return verdicts[given]

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
