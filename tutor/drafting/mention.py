"""A noun phrase of the article that may be spoken of again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase as it stands in the article: its words and its head."""

    tokens: tuple[Token, ...]
    head: Token

    @property
    def text(self) -> str:
        """Return the words as they stand there."""
        return "".join(t.text_with_ws for t in self.tokens).strip()
