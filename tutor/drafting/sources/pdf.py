"""PDF → Markdown: a PDF holds lines on pages; which are paragraphs, headings, page numbers is told by their places."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from simplemma import is_known

from tutor.bank.files import MAX_ARTICLE
from tutor.bank.flaws import Stop
from tutor.drafting.sources.blocks import MAX_TITLE, Block, flat, markdown, titled
from tutor.drafting.sources.kinds import Raw

MAX_PAGES = 500
MAX_SECONDS = 60
"""A page that takes longer to read than any honest one ends the reading."""
_BOUNDS: dict[str, Any] = {"zlib_maximum_output_length": 20_000_000, "stream_parsing_work_maximum_count": 1_000_000}
"""Of one stream: bytes when unpacked, and signs to read. A page that is full of words has ten thousand."""
_NUMBER = re.compile(
    r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*|(?:https?|file|about):\S+.*|\d{1,2}/\d{1,2}/\d{2,4}, \d.*",
    re.IGNORECASE,
)
"""The number of a page, and what browsers print around one: an address, a date with the time."""
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?:][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•◦▪·‣–-]|(\d{1,2}[.)]))\s+(?=\S)")
_PARTED = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[a-z]+")


class Line(NamedTuple):
    """One line on a page: its words, the size of its letters, its height above the foot of the page."""

    words: str
    size: float
    height: float


def read(data: bytes) -> Raw:
    """Read a PDF. Raises Stop when it is locked, damaged, scanned, or too long."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every small fault in a file
    try:
        with apply_configuration(**_BOUNDS):
            pages = _pages(_opened(data))
    except LimitReachedError:
        raise Stop((1, 1), "size", "there is far too much in this PDF", "draft it chapter by chapter") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise Stop((1, 1), "damaged", "this PDF is damaged", "print it to a new PDF, or paste its text") from None
    if not any(pages):
        message = "there is no text in this PDF: it holds pictures of pages"
        raise Stop((1, 1), "scanned", message, "let a program with text recognition (OCR) read it first")
    return Raw(markdown(titled(list(_blocks(_without_margins(pages))))))


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:  # a kind of lock that is opened only with one more library
        locked = True
    if locked:
        raise Stop((1, 1), "locked", "this PDF is locked with a password", "save a copy without password")
    if len(reader.pages) > MAX_PAGES:
        raise Stop((1, 1), "size", f"this PDF has more than {MAX_PAGES} pages", "draft it chapter by chapter")
    return reader


def _pages(reader: PdfReader) -> list[list[Line]]:
    end, letters, pages = time.monotonic() + MAX_SECONDS, 0, list[list[Line]]()
    for page in reader.pages:
        pages.append(list(_lines(page)))
        letters += sum(len(line.words) for line in pages[-1])
        if letters > MAX_ARTICLE or time.monotonic() > end:
            raise Stop((1, 1), "size", "there is far too much in this PDF", "draft it chapter by chapter")
    return pages


def _lines(page: PageObject) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they were written."""
    pieces: list[Line] = []

    def take(words: str, page: Any, text: Any, _: Any, size: float) -> None:
        scale = abs((page[3] or page[1] or 1) * (text[3] or text[1] or 1))
        pieces.append(Line(words, size * scale, text[4] * page[1] + text[5] * page[3] + page[5]))

    page.extract_text(visitor_text=take)
    kept: list[Line] = []
    for piece in pieces:
        parts = piece.words.split("\n")
        for part in parts[:-1]:
            yield from _line([*kept, piece._replace(words=part)])
            kept = []
        kept.append(piece._replace(words=parts[-1]))
    yield from _line(kept)


def _line(pieces: list[Line]) -> Iterator[Line]:
    seen = [piece for piece in pieces if piece.words.strip()]
    if seen:
        yield Line(flat("".join(p.words for p in pieces)), max(p.size for p in seen), seen[0].height)


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without their numbers and without what stands at the top or foot of most of them."""
    edges = Counter(key for page in pages for key in {_edge(line) for line in page[:2] + page[-2:]})
    often = {key for key, n in edges.items() if n >= max(2, len(pages) / 2)}
    return [
        [line for n, line in enumerate(page) if 2 <= n < len(page) - 2 or not _is_margin(line, often)] for page in pages
    ]


def _is_margin(line: Line, often: set[str]) -> bool:
    return bool(_NUMBER.fullmatch(line.words)) or _edge(line) in often


def _edge(line: Line) -> str:
    return _DIGITS.sub("0", line.words)


def _blocks(pages: Iterable[list[Line]]) -> Iterator[Block]:
    """Yield the title, when the letters tell it, and then the other blocks."""
    lines = [line for page in pages for line in page]
    usual, largest = median(line.size for line in lines), max(line.size for line in lines)
    blocks = [_block(kept, usual) for kept in _grouped(lines)]
    sizes = [kept[0].size for kept in _grouped(lines)]
    title = next((n for n, size in enumerate(sizes) if size == largest > 1.3 * usual and blocks[n].level), None)
    if title is not None and len(blocks[title].words) <= MAX_TITLE:
        yield blocks.pop(title)._replace(level=1)
    yield from blocks


def _grouped(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each block."""
    steps = [a.height - b.height for a, b in pairwise(lines) if a.size == b.size]
    step = median([s for s in steps if 0 < s < 4 * lines[0].size] or [0])
    width = sorted(len(line.words) for line in lines)[len(lines) * 3 // 4]
    kept: list[Line] = []
    for line in lines:
        if kept and _begins(kept[-1], line, step, width):
            yield kept
            kept = []
        kept.append(line)
    yield kept


def _begins(before: Line, line: Line, step: float, width: int) -> bool:
    """Tell whether a line begins a block: a bullet, other letters, a gap above, a short line before that ended."""
    if abs(before.size - line.size) > 0.5 or _BULLET.match(line.words):
        return True
    if before.height > line.height:  # on the same page and in the same column
        return before.height - line.height > 1.3 * step
    return bool(_ENDED.search(before.words)) and len(before.words) < 0.8 * width


def _block(lines: list[Line], usual: float) -> Block:
    words = ""
    for line in lines:
        words = _joined(words, line.words)
    bullet = _BULLET.match(flat(words))
    if bullet:
        return Block(flat(words)[bullet.end() :], 0, bullet[1] or "-")
    return Block(flat(words), 2 if lines[0].size > 1.15 * usual and len(words) < 200 else 0)


def _joined(before: str, after: str) -> str:
    """Return two lines as one: a word that was parted is one word again, a hyphen of its own stays.

    >>> _joined("kept by fisher-", "men"), _joined("nearly three-", "quarters"), _joined("Hans-", "Joachim")
    ('kept by fishermen', 'nearly three-quarters', 'Hans-Joachim')
    """
    if not (parted := _PARTED.search(before)):
        return f"{before} {after}"
    rest = _WORD.match(after)
    whole = rest is not None and is_known(parted[1] + rest[0], "en")
    return (before[:-1] if whole else before) + after
