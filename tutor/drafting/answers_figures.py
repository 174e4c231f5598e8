"""Years, dates, quantities and counts in a statement that are worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tutor.checks.kinds import is_unit, kind_of
from tutor.drafting.answer import Answer, made
from tutor.text import fold

_YEAR = re.compile(r"(?<![\d,.-])(?:1\d{3}|20\d{2})(?![\d,-]|\.\d|s\b)")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHOLE_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}})(?!\d)"
)
"""A day or a month with its year: never asked for by half."""
_DURATION = re.compile(
    r"(?:\d+|[a-z]+teen|[a-z]+ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"(?:years|days|weeks|months|decades|centuries)"
)
_DECADE = re.compile(r"\b(?:1\d|20)\d0s\b|\b\d{1,2}(?:st|nd|rd|th) century\b")


def figures(doc: Doc) -> Iterator[Answer]:
    dates = list(_whole_dates(doc))
    yield from dates
    for ent in doc.ents:
        if ent.label_ == "DATE" and not any(d.start < ent.end and ent.start < d.end for d in dates):
            yield from _date(ent)
        elif ent.label_ in ("MONEY", "PERCENT", "QUANTITY"):
            yield from _quantity(ent)
    for token in doc:
        if token.pos_ == "NUM" and token.dep_ == "nummod":
            yield from _times(token) if token.nbor().lower_ == "times" else _count(token)


def _whole_dates(doc: Doc) -> Iterator[Answer]:
    """Yield "6 December 1917" whole, wherever the parser sees the date begin."""
    for match in _WHOLE_DATE.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None and not _half_range(doc, span.start, span.end) and not _either(span):
            yield made(span, "date", 0.9)


def _date(ent: Span) -> Iterator[Answer]:
    text = ent.text
    inside = _DECADE.search(text)
    if inside:
        yield Answer((inside[0],), "text", 0.7, ent.start, ent.end)
        return
    years = _YEAR.findall(text)
    if _half_range(ent.doc, ent.start, ent.end) or _either(ent):
        return
    if len(years) == 1 and kind_of(text) == "date":
        yield made(ent, "date", 0.9)
    elif len(years) == 1:
        yield Answer((years[0],), "year", 0.9, ent.start, ent.end)
    elif not years and _DURATION.fullmatch(text):
        yield made(ent, "quantity", 0.75)


def _quantity(ent: Span) -> Iterator[Answer]:
    start, end = ent.start, ent.end
    doc = ent.doc
    while start < end and doc[start].lower_ in (
        "the",
        "a",
        "an",
        "about",
        "around",
        "some",
        "approximately",
        "roughly",
        "nearly",
        "almost",
        "between",
        "from",
        "over",
    ):
        if doc[start].lower_ in ("between", "from"):
            return
        start += 1
    if start > 0 and doc[start - 1].text == "$":
        start -= 1
    if start < end and any(c.isdigit() for c in doc[start:end].text) and doc[end - 1].pos_ != "ADP":
        if (end < len(doc) and doc[end].text == "-") or _half_range(doc, start, end):
            return
        yield made(doc[start:end], "quantity", 0.85)


def _times(token: Token) -> Iterator[Answer]:
    """Yield "more than ten times"."""
    start = token.i
    while start > 0 and token.doc[start - 1].lower_ in ("more", "less", "fewer", "than", "about", "nearly", "almost"):
        start -= 1
    span = token.doc[start : token.i + 2]
    if len(span) <= 5 and not (start and token.doc[start - 1].pos_ == "DET"):
        yield made(span, "quantity", 0.8)


def _either(ent: Span) -> bool:
    """Tell whether a date is one of several, or not certain: "in 1655 and 1664", "in 1773 or earlier"."""
    doc = ent.doc
    before, after = doc[max(0, ent.start - 1)], doc[min(ent.end, len(doc) - 1)]
    if after.lower_ in ("or", "'s") or before.lower_ in ("–", "-", "between", "or", "±"):
        return True
    near = doc[max(0, ent.start - 3) : ent.start].text + doc[ent.end : ent.end + 3].text
    return (before.lower_ in ("and", "to", "until") or after.lower_ in ("and", "to", ",")) and bool(
        re.search(r"\b\d{4}\b", near)
    )


def _half_range(doc: Doc, start: int, end: int) -> bool:
    """Tell whether this is one end of "nine to twelve hours"."""
    if start > 0 and doc[start - 1].text in ("±", "–", "/", "×"):
        return True
    before = start > 1 and doc[start - 1].lower_ in ("to", "and", "or", "-") and doc[start - 2].pos_ == "NUM"
    behind = end + 1 < len(doc) and doc[end].lower_ in ("to", "and", "or", "-") and doc[end + 1].pos_ == "NUM"
    return before or behind


def _count(token: Token) -> Iterator[Answer]:
    """Yield "48" of "48 states", and "330 metres" whole."""
    noun = token.head
    if (
        noun.i <= token.i
        or noun.i > token.i + 4
        or token.lower_ in ("one", "1")
        or noun.ent_type_ in ("MONEY", "PERCENT")
    ):
        return
    if _YEAR.fullmatch(token.text) or (token.i and token.nbor(-1).text in ("$", "£", "€", "-")):
        return
    first = token.i
    while first > 0 and token.doc[first - 1].head == token and token.doc[first - 1].dep_ == "compound":
        first -= 1
    doc = token.doc
    if _half_range(doc, first, token.i + 1) or (first and doc[first - 1].lower_ in ("all", "both", "these", "those")):
        return
    if is_unit(fold(noun.lower_)) and noun.i == token.i + 1:
        yield made(doc[first : noun.i + 1], "quantity", 0.85)
    elif noun.pos_ == "NOUN" and noun.tag_ == "NNS":
        yield made(doc[first : token.i + 1], "number", 0.8)
