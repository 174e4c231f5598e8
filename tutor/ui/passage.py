"""The article on screen: paragraphs in serif, the sentence that proves it highlighted, what must wait covered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from tutor.article import sentence_of
from tutor.model import Article, Citation, Paragraph, Sentence, Source
from tutor.ui.safe import inline, text

Look = Literal["plain", "marked", "covered"]
Hidden = frozenset[Sentence]

COVERED = "covered until you have answered"
_BAR = "\u2003 " * 10
"""What fills a covered stretch: spaces that wrap. Its length tells nothing of the words beneath."""


def prose(paragraph: Paragraph, marked: Sentence | None = None, hidden: Hidden = frozenset()) -> str:
    """Return the text of a paragraph, `marked` highlighted, every sentence of `hidden` a blank bar.

    >>> prose(Paragraph(1, "One. Two."), Sentence(1, 5, 9, "Two."))
    'One. <mark>Two.</mark>'
    """
    covers = [s for s in hidden if s.paragraph == paragraph.number]
    marks = [marked] if marked and marked.paragraph == paragraph.number else []
    return "".join(_DRAWN[look](paragraph.text[a:b]) for a, b, look in _stretches(paragraph.text, marks, covers))


def proof(article: Article, cite: Citation, hidden: Hidden = frozenset()) -> str:
    """Return the paragraph a citation lies in, the whole cited sentence highlighted."""
    paragraph = article.paragraph(cite.paragraph)
    return f'<p dir="auto">{prose(paragraph, sentence_of(article, cite), hidden)}</p>'


def is_covered(article: Article, cite: Citation, hidden: Hidden) -> bool:
    """Tell whether a cited sentence has to wait, wholly or in part."""
    if not any(s.paragraph == cite.paragraph for s in hidden):
        return False
    cited = sentence_of(article, cite)
    return any(_overlap(s, cited.start, cited.end) for s in hidden if s.paragraph == cite.paragraph)


def whole(article: Article, hidden: Hidden = frozenset()) -> str:
    """Return the whole article: its headings, its numbered paragraphs, what each retells."""
    parts, heading = list[str](), ""
    for p in article.paragraphs:
        if p.heading != heading:
            heading = p.heading
            parts.append(f'<h2 dir="auto">{text(heading)}</h2>' if heading else "")
        parts.append(_numbered(p, hidden))
    return f'<article class="reading">{"".join(parts)}</article>'


def credit(source: Source) -> str:
    """Return the line that names the source of the article, or "" when the bank names none."""
    named = [f"<cite>{inline(source.title)}</cite>"] if source.title else []
    named += [inline(part) for part in (source.author, source.publisher, source.date) if part]
    address = source.url if source.url.startswith(("https://", "http://")) else ""
    link = f' <a href="{text(address)}" target="_blank">Open the source</a>' if address else ""
    licence = f" Licence: {inline(source.licence)}." if source.licence else ""
    return f'<p class="credit">Source: {", ".join(named)}.{licence}{link}</p>' if named else ""


def _numbered(paragraph: Paragraph, hidden: Hidden) -> str:
    retells = f"<small>retells source ¶{text(paragraph.retells)}</small>" if paragraph.retells else ""
    return (
        f'<div class="para"><span class="num">¶{paragraph.number}</span>'
        f'<p dir="auto">{prose(paragraph, None, hidden)}</p>{retells}</div>'
    )


def _stretches(words: str, marks: Iterable[Sentence], covers: Iterable[Sentence]) -> Iterable[tuple[int, int, Look]]:
    """Yield the text cut where its look changes; a cover wins over a mark."""
    marks, covers = list(marks), list(covers)
    cuts = sorted({0, len(words), *(min(c, len(words)) for s in (*marks, *covers) for c in (s.start, s.end))})
    for start, end in pairwise(cuts):
        covered = any(_overlap(s, start, end) for s in covers)
        marked = any(_overlap(s, start, end) for s in marks)
        yield start, end, "covered" if covered else "marked" if marked else "plain"


def _overlap(sentence: Sentence, start: int, end: int) -> bool:
    return sentence.start < end and start < sentence.end


def _bar(_: str) -> str:
    return f'<span class="covered" role="img" aria-label="{COVERED}">{_BAR}</span>'


_DRAWN = {"plain": text, "marked": lambda words: f"<mark>{text(words)}</mark>", "covered": _bar}
