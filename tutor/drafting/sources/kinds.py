"""Which kind of file some bytes are: by what they begin with; by the name's ending where that does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, NamedTuple

from tutor.bank.flaws import Stop
from tutor.model import Source

Kind = Literal["plain", "markdown", "page", "pdf", "word"]


class Raw(NamedTuple):
    """What a reader gives: the text as Markdown, and where it says it comes from."""

    text: str
    source: Source = Source()


_ENDINGS: dict[str, Kind] = {".md": "markdown", ".markdown": "markdown", ".html": "page", ".htm": "page"}
_ENDINGS |= {".xhtml": "page"}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": ("this is a Word file that is locked or of an old kind", "save it without password, as .docx"),
    b"{\\rtf": ("this is an RTF file", "save it as .docx or .txt"),
    b"\x1f\x8b": ("this is a packed file", "unpack it first"),
    b"\x89PNG": ("this is a picture", "hand in its text"),
    b"\xff\xd8\xff": ("this is a picture", "hand in its text"),
    b"GIF8": ("this is a picture", "hand in its text"),
}
"""Files whose first bytes tell that no reader here can do anything with them, and what a person can do."""


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a file. Raises Stop for an empty one and for kinds that are no article.

    >>> kind_of(b"%PDF-1.7", "article.txt"), kind_of(b"# Cats", "cats.md"), kind_of(b"<!DOCTYPE html><p>", "-")
    ('pdf', 'markdown', 'page')
    """
    if not data.strip():
        raise Stop((1, 1), "empty", "the file is empty", "hand in the article itself")
    for start, (message, fix) in _OTHERS.items():
        if data.startswith(start):
            raise Stop((1, 1), "kind", message, fix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "word"
    if _PAGE.match(data.lstrip(b"\xef\xbb\xbf")[:4000]):
        return "page"
    return _ENDINGS.get(PurePath(name).suffix.lower(), "plain")


def decode(data: bytes) -> str:
    """Return the text of a text file: UTF-8, UTF-16 with its mark, or what old Windows programs wrote.

    >>> decode("caf\u00e9".encode("cp1252")), decode("caf\u00e9".encode("utf-16"))
    ('café', 'café')
    """
    wide = data.startswith(_BOMS[1:])
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Stop((1, 1), "binary", "this is no text", "hand in a .txt, .md, .html, .pdf or .docx file")


def _is_text(text: str) -> bool:
    """Tell whether hardly anything in it is a control character: these never stand in a text."""
    strange = len(_STRANGE.findall(text))
    return "\0" not in text and strange * 200 <= len(text)


_STRANGE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
