"""A statement while its references are read, and what may come of it: a name instead, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from tutor.drafting.memory import Memory
from tutor.drafting.mention import Mention
from tutor.drafting.phrases import Word


class Unclear(Exception):  # noqa: N818 - a reason, caught at once by the drafter
    """A statement cannot be understood alone; the message says why, `token` is the word that is in the way."""

    def __init__(self, why: str, token: Token) -> None:
        super().__init__(why)
        self.token = token


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a statement while they are read, the root of its grammar, and what the article said before.

    `told` are the names that were put in already.
    """

    words: Sequence[Word]
    root: Token | None
    memory: Memory
    told: set[str]

    def before(self, token: Token) -> list[Token]:
        return list(takewhile(lambda t: t != token, self.tokens()))

    def tokens(self) -> Iterator[Token]:
        return (w.token for w in self.words if w.token is not None)


@dataclass(frozen=True, slots=True)
class Swap:
    """What stands for a stretch of tokens, from `first` to `last`; `of` is the head among them. With `every` it is any
    thing of a sort, and keeps its "a".
    """

    mention: Mention
    of: Token
    first: int
    last: int
    every: bool = False


def leads(noun: Token) -> bool:
    """Tell whether a noun is the subject of a main clause."""
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.dep_ in ("ROOT", "conj")
