"""An article that was edited: which quotes have lost their place, and the sentences that each may have become.

Quotes that still stand exactly once are found anew whenever a bank is read, wherever they have moved to. The others
wait here for a person: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from tutor.article import find, sentence_of
from tutor.bank import files
from tutor.bank.build import build
from tutor.bank.companion import read_article
from tutor.bank.flaws import Stop
from tutor.bank.loading import load
from tutor.bank.shape import BankShape
from tutor.bank.validate import validate
from tutor.model import Article, Bank, Fact, Sentence
from tutor.places import fold

MOST_OFFERED = 3
"""Sentences that are offered for one quote."""

_ALIKE = 40
"""Below this, of 100, a sentence has nothing to do with a quote."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote that stands nowhere, or in several places: where it is in the bank, and sentences to choose from.

    Each of `offers` stands in the article exactly once, so it can take the quote's place as it is. `times` is how often
    the quote stands there now.
    """

    fact: str
    line: int
    quote: str
    times: int
    offers: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bank's quotes stand in an article: `kept` of them in one place each, `moved` of these in a paragraph with
    another number than before; the others are `lost`. `bank` holds the facts as they stand there.
    """

    bank: Bank
    kept: int
    moved: int
    lost: tuple[Lost, ...]


def lost_quotes(path: Path) -> tuple[Lost, ...]:
    """Return the quotes of a bank that have no single place in its article; none when it cannot be read at all.

    What else is wrong with the bank does not matter here: `check` tells it.
    """
    try:
        text, _ = files.decode(files.read_bytes(path, files.MAX_BANK))
    except Stop:
        return ()
    shape, lines = _laid(text)
    if shape is None:
        return ()
    article, _ = read_article(path, path.parent / (shape.article or f"{path.stem}.md"), (1, 1))
    return tuple(_lost(build(shape, path.stem, article), lines)) if article else ()


def standing(text: str, bank_id: str, before: Article, after: Article) -> Standing | None:
    """Return how the quotes of a bank's text stand in an article that takes another's place.

    None when the text cannot be read as a bank.
    """
    shape, lines = _laid(text)
    if shape is None:
        return None
    old, new = build(shape, bank_id, before), build(shape, bank_id, after)
    kept = [(a.citation, b.citation) for a, b in zip(old.facts, new.facts, strict=True) if b.citation]
    moved = sum(bool(was and now and was.paragraph != now.paragraph) for was, now in kept)
    return Standing(new, len(kept), moved, tuple(_lost(new, lines)))


def _laid(text: str) -> tuple[BankShape | None, list[int]]:
    """Return what a bank's text says, and the line of each fact's quote."""
    tree = load(files.clean(text)[0])
    shape, entries, _ = validate(tree)
    return shape, [tree.spot(("facts", entry, "quote"))[0] for entry in entries] if shape else []


def _lost(bank: Bank, lines: Sequence[int]) -> Iterator[Lost]:
    for fact, line in zip(bank.facts, lines, strict=True):
        if fact.citation is None:
            found = find(bank.article, fact.quote)
            around = tuple(sentence_of(bank.article, place) for place in found)
            offers = _single(bank.article, around) if found else _nearest(bank.article, fact)
            yield Lost(fact.id, line, fact.quote, len(found), tuple(offers)[:MOST_OFFERED])


def _nearest(article: Article, fact: Fact) -> Iterator[Sentence]:
    """Yield the sentences that are most like a quote, the nearest first."""
    sentences = article.sentences
    texts = [fold(s.text) for s in sentences]
    best = process.extract(fold(fact.quote), texts, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=9)
    return _single(article, (sentences[place] for _, _, place in best))


def _single(article: Article, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    return (s for s in sentences if len(find(article, s.text)) == 1)
