"""A question phrase, and what it takes away from the statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tutor.drafting.wording.saying import Piece
from tutor.drafting.wording.target import Target


@dataclass(frozen=True)
class Phrase:
    """The words that ask ("which year"), and how they stand to the preposition before the answer.

    `prep` is "front" (In which year …), "strand" (What … of?) or "drop" (When …). `bare` marks "who" and "what", after
    which the verb is singular. `gone` are the places of further words that the phrase takes in ("… metres *high*").
    `lead` is the preposition to use when it is not the statement's; `instead` stands where the answer stood.
    """

    words: tuple[Piece, ...]
    prep: Literal["front", "strand", "drop"] = "front"
    bare: bool = False
    gone: frozenset[int] = frozenset()
    lead: str = ""
    instead: str = ""

    def removed(self, target: Target) -> frozenset[int]:
        """Return the places of all words that do not stay where they were."""
        moved = target.indexes() | self.gone
        if target.prep is not None and self.prep != "strand":
            moved |= {target.prep.i}
        if self.prep == "front":
            moved |= {t.i for t in target.lead}
        return moved

    def opening(self, target: Target) -> list[Piece]:
        """Return the words that open the question, with the prepositions that move along."""
        if target.prep is None or self.prep != "front":
            return list(self.words)
        return [*target.lead, self.lead or target.prep.lower_, *self.words]
