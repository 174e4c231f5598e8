"""The answer in its statement, and the words that a question phrase has to replace."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True)
class Target:
    """The answer in its sentence.

    `unit` are the words that give way to the question phrase: the answer with its article, or the whole phrase that it
    counts or names. `prep` is the preposition that governs the unit, outside it. `noun` is the word counted or named.
    `role` says what the answer is in the unit: all of it, a number, a name behind or before its noun, an owner.
    `lead` are the words that go to the front together with the preposition: "off the coast of which state". `told` is
    whether the preposition is part of the answer ("in the chloroplasts").
    """

    text: str
    span: tuple[Token, ...]
    unit: tuple[Token, ...]
    head: Token
    prep: Token | None = None
    noun: Token | None = None
    role: str = "whole"
    many: int = 1
    lead: tuple[Token, ...] = ()
    told: bool = False

    @property
    def first(self) -> Token:
        """Return the unit's first word."""
        return self.unit[0]

    def indexes(self) -> frozenset[int]:
        """Return the places of the unit's words."""
        return frozenset(t.i for t in self.unit)
