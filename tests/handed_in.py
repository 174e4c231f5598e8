"""Files as teachers hand them in, made by hand: a PDF, a Word file. Small enough to see what is in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from xml.sax.saxutils import escape

Para = tuple[str, str]
"""A style ("", "Heading 1", "List Bullet", "Title") and its words."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(paragraphs: Iterable[Para], more: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file; its style ids are not English, as those of translated Words."""
    paragraphs = list(paragraphs)
    ids = {style: f"S{n}" for n, style in enumerate({style for style, _ in paragraphs if style})}
    styles = "".join(f'<w:style w:styleId="{i}"><w:name w:val="{name}"/></w:style>' for name, i in ids.items())
    body = "".join(_paragraph(ids.get(style, ""), words) for style, words in paragraphs)
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>".encode(),
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return packed.getvalue()


def _paragraph(style: str, words: str) -> str:
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    half = len(words) // 2  # Word cuts its text into runs wherever it likes
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (words[:half], words[half:])
    )
    return f"<w:p>{head}{runs}</w:p>"


Shown = tuple[float, float, str]
"""Size of the letters, height above the foot of the page, words."""


def pdf(pages: Iterable[Iterable[Shown]], *, encrypt: str = "") -> bytes:
    """Return a PDF with these lines on its pages; `encrypt` is the Encrypt dictionary of a locked one."""
    pages = [list(page) for page in pages]
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        drawn = "".join(f"BT /F1 {size} Tf 1 0 0 1 50 {y} Tm ({_escaped(words)}) Tj ET\n" for size, y, words in page)
        stream = zlib.compress(drawn.encode("latin-1"))
        kids.append(f"{len(objects) + 1} 0 R")
        contents = f"{len(objects) + 2} 0 R"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {contents}>>"
        )
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n{stream.decode('latin-1')}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _whole(objects, encrypt)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _whole(objects: list[str], encrypt: str) -> bytes:
    data, places = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    lock = f"/Encrypt {encrypt}/ID[<00><00>]" if encrypt else ""
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + trailer.encode()
