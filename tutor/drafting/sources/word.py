"""docx → Markdown: a Word file is a zip of XML, of which the text, its headings and its lists are needed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tutor.bank.flaws import Stop
from tutor.drafting.sources.blocks import Block, flat, markdown, titled
from tutor.drafting.sources.kinds import Raw

MAX_PART = 30_000_000
"""Bytes of one part when unpacked: ten times the longest article that is taken."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab", f"{_W}br", f"{_W}cr"}
_HEADING = re.compile(r"heading ([1-6])")


def read(data: bytes) -> Raw:
    """Read a Word file. Raises Stop when it is none, damaged, or far too large inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if "word/document.xml" not in names:
                raise Stop((1, 1), "kind", "this is a zip file, but no Word file", "hand in a .docx file")
            body = _part(packed, "word/document.xml")
            styles = _styles(_part(packed, "word/styles.xml")) if "word/styles.xml" in names else {}
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError):
        message = "this Word file is damaged or locked"
        raise Stop((1, 1), "damaged", message, "open it in Word and save it again, without a password") from None
    return Raw(markdown(titled(_blocks(body, styles))))


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    """Return a part of the file as XML, without ever following what an entity in it names."""
    with packed.open(name) as part:
        data = part.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise Stop((1, 1), "size", "there is far too much text in this file", "draft it chapter by chapter")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _styles(root: Any) -> Mapping[str, str]:
    """Return each style's English name by its id, which Word translates."""
    named = ((style.get(f"{_W}styleId"), style.find(f"{_W}name")) for style in root.iter(f"{_W}style"))
    return {key: name.get(f"{_W}val", "").lower() for key, name in named if key and name is not None}


def _blocks(root: Any, styles: Mapping[str, str]) -> list[Block]:
    words: dict[Any, list[str]] = {}
    for element in root.iter(f"{_W}p", f"{_W}t", *_BREAKS):
        if element.tag == f"{_W}p":
            words.setdefault(element, [])
        elif (paragraph := _paragraph(element)) is not None:
            words.setdefault(paragraph, []).append(element.text or "" if element.tag == f"{_W}t" else " ")
    return [_block(paragraph, flat("".join(told)), styles) for paragraph, told in words.items()]


def _paragraph(element: Any) -> Any:
    """Return the paragraph that a piece of text stands in; None for a second copy kept for old programs."""
    above = list(element.iterancestors(f"{_W}p", _FALLBACK))
    return None if not above or any(a.tag == _FALLBACK for a in above) else above[0]


def _block(paragraph: Any, words: str, styles: Mapping[str, str]) -> Block:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    heading = _HEADING.fullmatch(name)
    if name == "title" or heading:
        return Block(words, int(heading[1]) if heading else 1)
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list ")
    return Block(words, 0, "-" if listed else "")
