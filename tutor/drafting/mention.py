"""A noun phrase of the article that may be spoken of again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase as it stands in the article: its words and its head; `owner` is whose it is, when only that tells
    which one is meant: "Brill's method".
    """

    tokens: tuple[Token, ...]
    head: Token
    owner: Mention | None = None

    @property
    def text(self) -> str:
        """Return the words as they stand there."""
        own = "".join(t.text_with_ws for t in self.tokens).strip()
        return f"{self.owner.text}'s {own}" if self.owner is not None else own
