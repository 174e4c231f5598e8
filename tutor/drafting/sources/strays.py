"""Last paragraphs that speak of something else: nothing is cut for that, a person is told to look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from statistics import fmean

from tutor.model import Article

_WORD = re.compile(r"[^\W\d_]{4,}|\d{4}")
_STEM = 6
"""Letters by which words are compared: "missile" and "missiles" are one."""
_TELLING = 8
"""Words of a paragraph from which on it tells what it is about."""
_EVERYWHERE = frozenset(
    word[:_STEM]
    for word in "that this with from have been were they their which would about there also other some more than when "
    "what into only over such after most them these could being between during through many where while because "
    "however before those both each very will must should does like make made year years time first people".split()
)
_STRANGE = 0.14
"""Share of a stranger's words that the first half of the article has too; in a clean article it is 0.1 to 0.5."""


def strays(article: Article) -> Iterator[str]:
    """Yield a warning when two or more last paragraphs have hardly a word in common with the first half."""
    told = {p.number: words for p in article.paragraphs if len(words := _words(p.text)) >= _TELLING}
    half = [n for n in told if n <= (len(article.paragraphs) + 1) // 2]
    if len(half) < 3:
        return
    usual = fmean(_shared(told[n], [told[m] for m in half if m != n]) for n in half)
    later = {n: _shared(told[n], [told[m] for m in half]) for n in told if n > half[-1]}
    tail = list(takewhile(lambda n: later[n] < 0.75 * usual, sorted(later, reverse=True)))
    if len(tail) >= 2 and fmean(later[n] for n in tail) < min(_STRANGE, usual / 2):
        yield f"from ¶{tail[-1]} on the text speaks of something else; delete what is no part of the article"


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())} - _EVERYWHERE


def _shared(words: set[str], others: list[set[str]]) -> float:
    return len(words & set().union(*others)) / len(words)
