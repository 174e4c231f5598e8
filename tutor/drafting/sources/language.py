"""Is it English? Told by the words that every English text is full of and hardly any other text has."""

from __future__ import annotations

import re

from tutor.bank.flaws import Stop
from tutor.model import Article

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and with that by from this which his it they are their had been were would who not you your its".split()
)
_SHARE = 0.06
"""Of all words. English has 0.15 to 0.4 of them (0.12 in dense lists of names), other languages up to 0.03."""
_ENOUGH = 12
"""Words from which on the share tells anything."""
_LOOKED_AT = 60_000


def english_share(text: str) -> float:
    """Return which part of the words is English for sure.

    >>> english_share("the cat of the house") > 0.5 > english_share("die Katze in dem Haus")
    True
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    return sum(w in _ENGLISH for w in words) / len(words) if words else 0.0


def check_language(article: Article) -> None:
    """Raise Stop when the article is not in English."""
    text = " ".join(p.text for p in article.paragraphs)
    if len(text.split()) < _ENOUGH and all(c.isascii() for c in text if c.isalpha()):
        return
    if english_share(text) < _SHARE:
        raise Stop((1, 1), "language", "the text is not in English", "drafting knows English only")
