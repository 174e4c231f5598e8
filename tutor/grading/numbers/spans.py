"""Spans that one expression names: hundreds of, a few weeks, the 1980s, the 18th century, the early 19th century."""

from __future__ import annotations

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.tables.numbers import DECADE, SCALE, SMALL
from tutor.grading.tables.units import ONLY_AFTER_DIGITS, UNIT
from tutor.grading.tokens import number_of

VAGUE = frozenset("few several many some numerous couple".split())
_TENS = {"tens": 10.0}
_EARLY = frozenset("early beginning start turn outset dawn".split())
_MIDDLE = frozenset("mid middle".split())
_LATE = frozenset("late end close".split())


def span(tokens: list[str], at: int) -> Quantity | None:
    """Return the span that begins at a place, if any."""
    return _vague(tokens, at) or _decade(tokens, at) or _century(tokens, at)


def _vague(tokens: list[str], at: int) -> Quantity | None:
    """Read "hundreds of millions", "tens of thousands", "a few weeks"."""
    token = tokens[at]
    if token in _TENS or (token in SCALE and token.endswith("s")):
        return _so_many(tokens, at)
    if token in VAGUE and at + 1 < len(tokens):
        end = at + 2 if tokens[at + 1] == "of" else at + 1
        unit = _unit_after(tokens, end)
        if unit:
            return Quantity(2, 9, unit, sort="vague", start=at, end=end + 1)
        if end < len(tokens) and tokens[end] in SCALE:
            unit = _unit_after(tokens, end + 1)
            size = SCALE[tokens[end]]
            return Quantity(2 * size, 9 * size, unit, sort="vague", start=at, end=end + 2 if unit else end + 1)
    return None


def _so_many(tokens: list[str], at: int) -> Quantity:
    """Read "thousands", "hundreds of millions", "dozens of days": two of them at the least."""
    size, end = SCALE.get(tokens[at], 10.0), at + 1
    while tokens[end : end + 1] == ["of"] and end + 1 < len(tokens) and tokens[end + 1] in SCALE:
        size, end = size * SCALE[tokens[end + 1]], end + 2
    of_what = _unit_after(tokens, end + 1) if tokens[end : end + 1] == ["of"] else ""
    return Quantity(2 * size, 9.99 * size, of_what, sort="vague", start=at, end=end + 2 if of_what else end)


def _unit_after(tokens: list[str], at: int) -> str:
    name = tokens[at] if at < len(tokens) else ""
    return UNIT.get(name, "") if name not in ONLY_AFTER_DIGITS else ""


def _decade(tokens: list[str], at: int) -> Quantity | None:
    """Read "1980s", "'80s", "eighties", "nineteen eighties", "the 770s BC"."""
    token = tokens[at]
    if tokens[at + 1 : at + 2] and tokens[at + 1] in DECADE and 10 <= SMALL.get(token, 0) <= 20:
        low = 100 * SMALL[token] + DECADE[tokens[at + 1]]  # the nineteen twenties
        return Quantity(low, low + 9, sort="decade", start=at, end=at + 2)
    if token in DECADE:
        return Quantity(DECADE[token], DECADE[token] + 9, sort="decade", start=at, end=at + 1)
    if token.isdigit() and 2 <= len(token) <= 4 and token.endswith("0") and _plural(tokens, at + 1):
        sort, more = ("century", 99) if token.endswith("00") and len(token) == 4 else ("decade", 9)
        low, end = float(token), at + 1 + _plural(tokens, at + 1)
        if tokens[end : end + 1] in (["bc"], ["bce"]):
            return Quantity(-low - more, -low, sort=sort, start=at, end=end + 1)
        return Quantity(low, low + more, sort=sort, start=at, end=end)
    return None


def _plural(tokens: list[str], at: int) -> int:
    """Count the tokens of a plural ending after figures: s, or ' and s."""
    return 1 if tokens[at : at + 1] == ["s"] else 2 if tokens[at : at + 2] == ["'", "s"] else 0


_AFTER_ORDINAL = frozenset("th st nd rd - . e".split())
_CENTURY = frozenset("century cent jh jahrhundert jahrhunderts siecle siglo secolo eeuw hundreds".split())


def _century(tokens: list[str], at: int) -> Quantity | None:
    """Read "18th century", and the third of it that "early" and "end of the" mean; "the seventeen hundreds"."""
    end = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1] in _AFTER_ORDINAL else at + 1
    value = number_of(tokens[at]) if end < len(tokens) and tokens[end] in _CENTURY else None
    if not value or not 1 <= value <= 21:
        return None
    if tokens[end] == "hundreds":
        return Quantity(100 * value, 100 * value + 99, sort="century", start=at, end=end + 1) if value > 9 else None
    low, before = 100 * value - 100, tokens[max(0, at - 5) : at]
    for names, start in ((_EARLY, 0), (_MIDDLE, 33), (_LATE, 66)):
        if not names.isdisjoint(before):
            return Quantity(low + start, low + start + 34, sort="third", start=at, end=end + 1)
    return Quantity(low, low + 100, sort="century", start=at, end=end + 1)
