"""Checks of the bank as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checks.view import Desk, Finding
from tutor.model import Bank, Paragraph
from tutor.text import words

_SHOWN = 8


def paragraph_without_fact(desk: Desk) -> Iterator[Finding]:
    """Require that every paragraph of the article has a fact. One of a few words, or one that only asks, needs none."""
    if not desk.whole or any(fact.citation is None for _, fact in desk.facts):
        return  # the fact that is missing may be the one whose quote is not right yet
    if found := bare(desk.bank):
        shown = ", ".join(f"¶{p.number}" for p in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        count = "1 paragraph has" if len(found) == 1 else f"{len(found)} paragraphs have"
        yield Finding(
            ("article",), f"{count} no fact: {shown}", f"write one, such as on “{found[0].text[:50].strip()}…”"
        )


def bare(bank: Bank) -> list[Paragraph]:
    """Return the paragraphs that tell something and have no fact."""
    cited = {fact.citation.paragraph for fact in bank.facts if fact.citation}
    return [p for p in bank.article.paragraphs if p.number not in cited and _tells(p)]


def _tells(paragraph: Paragraph) -> bool:
    return len(words(paragraph.text)) >= 8 and not all(s.text.endswith("?") for s in paragraph.sentences)
