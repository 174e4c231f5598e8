"""HTML → Markdown: trafilatura finds the article in the page; we write down its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from tutor.bank.flaws import Stop
from tutor.drafting.sources.blocks import Block, flat, markdown
from tutor.drafting.sources.kinds import Raw, decode
from tutor.model import Source

_BLOCKS = {"p", "quote", "item", "code"}
_INNER = {"p", "item", "list", "quote"}
MAX_PAGE = 2_000_000
"""Letters of a page without what only browsers need: four times the longest article, with the page around it."""
_TAG = re.compile(r"<(/?)(script|style|svg|template)\b", re.IGNORECASE)
_NOTE = re.compile(r"<sup\b[^>]{0,200}>\s*(?:<span\b[^>]{0,200}>\s*)?<a\b[^>]{0,500}>[^<]{0,20}</a>[^/]{0,20}</sup>")
"""A link to a note; an exponent is no link."""
_PICTURE = re.compile(r"data:[^\"')>\s]{200,}")


def read(data: bytes) -> Raw:
    """Read a web page. Raises Stop when no article is found in it, or when it is far too large."""
    text = _NOTE.sub("", _PICTURE.sub("", "".join(_for_people(decode(data)))))
    if len(text) > MAX_PAGE:
        raise Stop((1, 1), "size", "there is far too much in this page", "paste the text of the article instead")
    page = trafilatura.bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = getattr(page, "body", None)
    blocks = list(_walk(body)) if body is not None else []
    if not blocks:
        raise Stop((1, 1), "page", "no article is found in this page", "paste its text instead")
    title = flat(getattr(page, "title", None) or "")
    return Raw(markdown(_with_title(blocks, title)), _source(page, title))


def _for_people(page: str) -> Iterator[str]:
    """Yield the page without its scripts, styles and drawings: saved pages hold megabytes of them."""
    at, inside = 0, ""
    for tag in _TAG.finditer(page):
        name = tag[2].lower()
        if not inside and not tag[1]:
            yield page[at : tag.start()]
            at, inside = tag.start(), name
        elif inside == name and tag[1]:
            at, inside = page.find(">", tag.end()) + 1 or len(page), ""
    yield page[at:]


def _walk(element: Any) -> Iterator[Block]:
    for child in element:
        words = flat("".join(child.itertext())) if isinstance(child.tag, str) else ""
        if child.tag == "head" and words:
            yield Block(words, int(child.get("rend", "h2")[-1]))
        elif child.tag in _BLOCKS and not any(inner.tag in _INNER for inner in child):
            yield Block(words, 0, "-" if child.tag == "item" else "")
        else:
            yield from _walk(child)


def _with_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks with exactly one title, on top."""
    first = next((b.words for b in blocks if b.level == 1), title)
    rest = [b._replace(level=2) if b.level == 1 else b for b in blocks if (b.words, b.level) != (first, 1)]
    return [Block(first, 1), *rest] if first else rest


def _source(page: Any, title: str) -> Source:
    told = (getattr(page, name, None) or "" for name in ("sitename", "author", "date", "url"))
    publisher, author, date, url = (flat(str(words))[:200] for words in told)
    return Source(title, publisher, author, date, url if url.startswith(("https://", "http://")) else "")
