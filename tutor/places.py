"""Where a quote stands in an article, found by its rarest word: 10,000 quotes are 10,000 look-ups, not scans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice, takewhile

from tutor.model import SAME_MARKS, Article

Place = tuple[int, int, int]
"""Paragraph, start, end."""

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return `text` with plain quotation marks and single spaces; on an article's own text no character moves.

    >>> fold("“Yes”,  he said")
    '"Yes", he said'
    """
    return " ".join(text.translate(SAME_MARKS).split())


def places(article: Article, quote: str) -> Iterator[Place]:
    """Yield where the folded `quote` stands in the article, in reading order."""
    wanted = fold(quote)
    if not wanted:
        return
    rare = _rarest(article, wanted)
    for number, paragraph in enumerate(article.folded, 1) if rare is None else _named(article, rare):
        yield from ((number, at, at + len(wanted)) for at in _all(paragraph, wanted))


def words_at(article: Article, word: str) -> Sequence[tuple[int, int]]:
    """Return (paragraph, offset) of each place where `word` stands as a whole word."""
    return article.words.get(word, ())


def _rarest(article: Article, wanted: str) -> Sequence[tuple[int, int]] | None:
    """Return the places of the quote's rarest inner word, or of its last of two; None when all of it may be inside one.

    Its ends may be parts of words: a last word stands wherever one begins with it.
    """
    words = _WORD.findall(wanted)
    if len(words) == 2:
        return _begun_with(article, words[1])
    return min((words_at(article, w) for w in words[1:-1]), key=len) if len(words) > 2 else None


def _begun_with(article: Article, start: str) -> Sequence[tuple[int, int]]:
    words = article.kept.get("sorted words")
    if not isinstance(words, list):
        words = article.kept["sorted words"] = sorted(article.words)
    begun = takewhile(lambda word: word.startswith(start), islice(words, bisect_left(words, start), None))
    return sorted(chain.from_iterable(article.words[word] for word in begun))


def _named(article: Article, at: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    return ((number, article.folded[number - 1]) for number, _ in groupby(n for n, _ in at))


def _all(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
