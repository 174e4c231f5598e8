"""A learner's own question → the sentences of the article that speak of it. Never a word that is not in the article."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tutor.model import Article, Sentence
from tutor.text import lemma, words

MOST = 3
"""Sentences quoted at the most."""

_COVERED = 0.6
"""Share of the question's weight that a sentence has to carry to be worth quoting."""

_EMPTY = frozenset(
    "a an the this that these those it its he she they we i you me my your his her their our us them him of in on at "
    "by for from with without as about into to and or but if so not no do does did done be is are was were been being "
    "have has had having can could will would shall should may might must what which who whom whose when where why "
    "how many much long far there here please tell explain say says said mean article text passage know want "
    "happen happened thing things any some just really actually exactly".split()
)


class _Index(NamedTuple):
    sentences: tuple[Sentence, ...]
    bags: tuple[frozenset[str], ...]
    weight: Mapping[str, float]


def search(article: Article, question: str, hidden: frozenset[Sentence] = frozenset()) -> tuple[Sentence, ...]:
    """Return the sentences that speak of what is asked, in reading order; none when the article does not say.

    `hidden` sentences are left out: they would give an open question away.
    """
    index = _index(article)
    asked = _known(_content(question), index.weight)
    total = sum(_weight(index, w) for w in asked)
    if not asked or not total:
        return ()
    scored = sorted(_scored(index, asked, total), key=lambda pair: -pair[0])
    best = [s for score, s in scored if score >= max(_COVERED, 0.85 * scored[0][0])][:MOST]
    return tuple(sorted((s for s in best if s not in hidden), key=lambda s: (s.paragraph, s.start)))


def _scored(index: _Index, asked: frozenset[str], total: float) -> list[tuple[float, Sentence]]:
    return [
        (sum(_weight(index, w) for w in asked & bag) / total, s)
        for s, bag in zip(index.sentences, index.bags, strict=True)
    ]


def _weight(index: _Index, word: str) -> float:
    """Return how telling a word is; one that the article never uses tells most: it says the article is silent."""
    return index.weight.get(word, math.log(1 + len(index.sentences)))


def _content(text: str) -> frozenset[str]:
    return frozenset(lemma(w) for w in words(text) if w not in _EMPTY)


def _known(asked: Iterable[str], weight: Mapping[str, float]) -> frozenset[str]:
    """Return the words with slips of the pen mended where the article has the word that was meant."""
    return frozenset(w if w in weight else _mended(w, weight) for w in asked)


def _mended(word: str, weight: Mapping[str, float]) -> str:
    best = process.extractOne(word, weight.keys(), scorer=fuzz.ratio, score_cutoff=85) if len(word) > 3 else None
    return str(best[0]) if best else word


def _index(article: Article) -> _Index:
    """Return the article's index, made once and kept with it."""
    kept = article.kept.get("lookup")
    if not isinstance(kept, _Index):
        kept = article.kept["lookup"] = _make_index(article)
    return kept


def _make_index(article: Article) -> _Index:
    # A sentence speaks under its heading and its title: "paid 9,000 crowns for it" is about the lighthouse.
    about = {p.number: _content(f"{article.title} {p.heading}") for p in article.paragraphs}
    bags = tuple(_content(s.text) | about[s.paragraph] for s in article.sentences)
    count: dict[str, int] = {}
    for word in (w for bag in bags for w in bag):
        count[word] = count.get(word, 0) + 1
    weight = {w: math.log(1 + len(bags) / n) for w, n in count.items()}
    return _Index(article.sentences, bags, weight)
