"""An article's text → numbered paragraphs and sentences, and the places where a quote stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rapidfuzz import fuzz, process

from tutor.model import Article, Citation, Paragraph, Sentence
from tutor.places import fold, places, words_at
from tutor.sentences import spans

_MARKDOWN = MarkdownIt("commonmark").disable(["code", "lheading"])
_RETELLS = re.compile(r"\s*\((?:source|retells)\s+¶+\s*(\d{1,4}(?:\s*[-–,]\s*\d{1,4})*)\)$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", re.MULTILINE)
_CANDIDATES = 200
"""Sentences compared letter by letter with a quote that stands nowhere."""


def parse(text: str, title: str = "", *, plain: bool = False) -> Article:
    """Return the article that `text` holds; Markdown unless `plain`. Any text gives an article, maybe an empty one.

    >>> a = parse("# Pets\\n\\n## Cats\\n\\nCats purr. *Dogs* bark. (source ¶2)")
    >>> a.title, a.paragraph(1).heading, a.paragraph(1).retells
    ('Pets', 'Cats', '2')
    >>> [s.text for s in a.sentences]
    ['Cats purr.', 'Dogs bark.']
    """
    clean = _CONTROL.sub(" ", text)
    blocks = _plain_blocks(clean) if plain else _markdown_blocks(clean)
    heading, found = "", list[Paragraph]()
    for level, words in blocks:
        if level == 1 and not title and not found:
            title = words
        elif level:
            heading = words
        else:
            found.append(_paragraph(len(found) + 1, words, heading))
    return Article(title, tuple(found))


def find(article: Article, quote: str) -> tuple[Citation, ...]:
    """Return every place where `quote` stands literally; white space and curly quotation marks do not matter.

    >>> [c.paragraph for c in find(parse("One cat.\\n\\nTwo cats, one cat."), "cat")]
    [1, 2, 2]
    """
    return tuple(
        Citation(p.number, start, end, p.text[start:end])
        for number, start, end in places(article, quote)
        for p in (article.paragraph(number),)
    )


def standing(article: Article, citation: Citation) -> Citation | None:
    """Return where the cited words stand in an article that may have been edited since; None when nowhere, or twice.

    >>> [cat] = find(parse("A cat sat."), "cat sat")
    >>> standing(parse("It rained.\\n\\nSo a cat sat."), cat).paragraph
    2
    """
    if citation.paragraph <= len(article.paragraphs):
        text = article.paragraph(citation.paragraph).text
        if text[citation.start : citation.end] == citation.quote:
            return citation
    places = find(article, citation.quote)
    return places[0] if len(places) == 1 else None


def nearest(article: Article, quote: str) -> Sentence | None:
    """Return the sentence most like `quote`, None when nothing is like it at all."""
    candidates = _alike(article, quote) or list(article.sentences)
    best = process.extractOne(
        fold(quote), [fold(s.text) for s in candidates], scorer=fuzz.partial_ratio, score_cutoff=40
    )
    return candidates[best[2]] if best else None


def sentence_of(article: Article, citation: Citation) -> Sentence:
    """Return the whole sentence, or sentences, that a citation lies in, as one stretch."""
    paragraph = article.paragraph(citation.paragraph)
    inside = [s for s in paragraph.sentences if s.start < citation.end and citation.start < s.end]
    start = min((s.start for s in inside), default=citation.start)
    end = max((s.end for s in inside), default=citation.end)
    return Sentence(paragraph.number, start, end, paragraph.text[start:end])


def _paragraph(number: int, words: str, heading: str) -> Paragraph:
    mark = _RETELLS.search(words)
    text = words[: mark.start()] if mark else words
    sentences = tuple(Sentence(number, a, b, text[a:b]) for a, b in spans(text))
    return Paragraph(number, text, heading, mark.group(1) if mark else "", sentences)


def _alike(article: Article, quote: str) -> list[Sentence]:
    """Return the sentences that share the quote's rarest words: comparing with all of them would be quadratic."""
    rare = sorted((words_at(article, w) for w in re.findall(r"\w+", fold(quote))), key=len)
    hits = islice(chain.from_iterable(rare), _CANDIDATES)
    found = dict.fromkeys(_sentence_at(article, number, offset) for number, offset in hits)
    return [s for s in found if s]


def _sentence_at(article: Article, number: int, offset: int) -> Sentence | None:
    return next((s for s in article.paragraph(number).sentences if s.start <= offset < s.end), None)


# --- blocks: (heading level or 0, plain text) ------------------------------------------------------


def _plain_blocks(text: str) -> Iterator[tuple[int, str]]:
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        for item in _LIST_MARK.split(block):
            if words := _SPACE.sub(" ", item).strip():
                yield 0, words


def _markdown_blocks(text: str) -> Iterator[tuple[int, str]]:
    level = 0
    for token in _MARKDOWN.parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline":
            if words := _SPACE.sub(" ", _inline(token)).strip():
                yield level, words
            level = 0
        elif token.type == "fence" and (words := _SPACE.sub(" ", token.content).strip()):
            yield 0, words


def _inline(token: Token) -> str:
    return "".join(_leaf(child) for child in token.children or ())


def _leaf(token: Token) -> str:
    if token.type in {"text", "code_inline", "image"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""
