"""What may be asked for in a statement."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from tutor.model import Kind

LEADS = frozenset("the a an its their his her this that these those some any all both another".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be asked for: the words in the statement (several for a list), the kind, and how good it looks."""

    items: tuple[str, ...]
    kind: Kind
    score: float
    start: int
    end: int


def made(span: Span, kind: Kind, score: float) -> Answer:
    """Return these words of a statement as an answer."""
    return Answer((span.text,), kind, score, span.start, span.end)
