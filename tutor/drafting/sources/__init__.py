"""What a teacher hands in (txt, md, html, pdf, docx, or text from a pipe) → the article as Markdown, with its title.

`read` never raises: what cannot be used comes back as a `Problem` that says what to do. Each kind of file has a reader
of its own; all give Markdown, from which one place cuts what is no part of the article (boilerplate.py).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tutor import article as articles
from tutor.bank import files
from tutor.bank.flaws import Stop, problems
from tutor.drafting.model import Cut
from tutor.drafting.sources.boilerplate import cut
from tutor.drafting.sources.kinds import Raw, kind_of
from tutor.drafting.sources.language import check_language
from tutor.drafting.sources.strays import strays
from tutor.model import Article, Problem, Source

__all__ = ["MAX_BYTES", "Manuscript", "load", "read"]

MAX_BYTES = 20_000_000
"""Bytes of a file that is handed in; of the text in it, `files.MAX_ARTICLE` counts."""
MIN_WORDS = 20
"""Words of an article: less has no three facts in it."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as it was handed in: Markdown, ready to be written beside a bank, and where it comes from.

    `cut` names what was left out; `warnings` are sentences on what a person should look at.
    """

    text: str
    article: Article
    source: Source = field(default_factory=Source)
    cut: Cut | None = None
    warnings: tuple[str, ...] = ()


def load(path: Path, *, keep_all: bool = False) -> Manuscript | Problem:
    """Read a file, or standard input when `path` is "-". `keep_all` cuts nothing."""
    if str(path) == "-":
        return read(sys.stdin.buffer.read(MAX_BYTES + 1), "-", keep_all=keep_all)
    try:
        data = files.read_bytes(path, MAX_BYTES)
    except Stop as stop:
        return problems(str(path), [stop.flaw])[0]
    return read(data, str(path), keep_all=keep_all)


def read(data: bytes, name: str, *, keep_all: bool = False) -> Manuscript | Problem:
    """Read the bytes of a file called `name`, whose ending counts where the bytes do not tell.

    >>> words = "The cat of the house sat on the mat, and it was the first of the cats that sat there, not the last."
    >>> read(words.encode(), "cat.txt").article.paragraphs[0].text == words
    True
    >>> read(b"The cat sat.", "cat.txt").message
    'the text has 3 words'
    """
    try:
        return _read(data, name, keep_all=keep_all)
    except Stop as stop:
        return problems(name, [stop.flaw])[0]


def _read(data: bytes, name: str, *, keep_all: bool) -> Manuscript:
    if len(data) > MAX_BYTES:
        raise Stop((1, 1), "size", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it into several")
    raw = _reader(kind_of(data, name))(data)
    _check_size(raw.text)
    text, left_out = (raw.text, None) if keep_all else cut(raw.text)
    article = articles.parse(text)
    _check(article)
    return Manuscript(text, article, raw.source, left_out, tuple(strays(article)))


def _reader(kind: str) -> Callable[[bytes], Raw]:
    """Return the reader of a kind; the libraries for HTML and PDF are only imported for these."""
    reader: Callable[[bytes], Raw] = import_module(f"tutor.drafting.sources.{kind}").read
    return reader


def _check_size(text: str) -> None:
    """Raise Stop when the article's file could not be read again from beside its bank."""
    if len(text.encode()) > files.MAX_ARTICLE:
        limit = f"the text is longer than {files.MAX_ARTICLE // 1_000_000} million letters"
        raise Stop((1, 1), "size", limit, "draft it chapter by chapter")


def _check(article: Article) -> None:
    words = sum(len(p.text.split()) for p in article.paragraphs)
    if not words:
        raise Stop((1, 1), "empty", "there is no text in it", "hand in the article itself")
    check_language(article)
    if words < MIN_WORDS:
        many = "1 word" if words == 1 else f"{words} words"
        raise Stop((1, 1), "short", f"the text has {many}", f"an article needs {MIN_WORDS} at least")
