"""Numbers in an answer: figures or words, with unit, as a range, a bound, or only roughly."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tutor.grading.numbers.bounds import bounded
from tutor.grading.numbers.clock import OF_DAY, clock
from tutor.grading.numbers.figures import read_number
from tutor.grading.numbers.measures import lone_unit, measured
from tutor.grading.numbers.quantity import Quantity
from tutor.grading.numbers.ranges import BETWEEN, ranges_joined
from tutor.grading.numbers.shares import out_of
from tutor.grading.numbers.spans import VAGUE, span
from tutor.grading.tables.numbers import ARTICLES, DECADE, HEARD, OTHER_FRACTIONS, SCALE
from tutor.grading.tokens import word

__all__ = ["Quantity", "quantities"]

MAX_TRIED = 32
"""Words of one answer that are tried as the beginning of a number."""
MAX_FOUND = 16
"""Numbers of one answer that are read: a longer heap of them is no answer."""
_STARTS = frozenset(
    {
        "minus",
        "negative",
        "quarter",
        "third",
        "tens",
        "twice",
        "thrice",
        *ARTICLES,
        *VAGUE,
        *SCALE,
        *DECADE,
        *OTHER_FRACTIONS,
        *HEARD,
    }
)
_TIMES = {("x",): "*", ("*",): "*", ("times",): "*", ("by",): "*", ("multiplied", "by"): "*", ("lots", "of"): "*"}
_PLUS = {("plus",): "+", ("+",): "+", ("more", "than"): "+", ("fewer", "than"): "-", ("less", "than"): "-"}
_SIGNS = _TIMES | _PLUS
_SIGN_STARTS = frozenset(words[0] for words in _SIGNS)


def quantities(tokens: list[str]) -> list[Quantity]:
    """Return the quantities of a text, ranges joined.

    >>> [(q.low, q.high, q.unit) for q in quantities("between 2 and 8 ° c , or 300 miles".split())]
    [(2.0, 8.0, '°c'), (300.0, 300.0, 'mile')]
    """
    if not any(map(_may_begin, tokens)):
        return [Quantity(0, 0, sort="word", end=1)] if tokens == ["none"] else []
    tokens = _plain(tokens)
    found: list[Quantity] = []
    at = tries = 0
    while at < len(tokens) and tries < MAX_TRIED and len(found) < MAX_FOUND:
        one = _one(tokens, at) if _may_begin(tokens[at]) else None
        tries += _may_begin(tokens[at])
        if one is not None:
            found.append(one)
        at = one.end if one is not None else at + 1
    return ranges_joined(tokens, found) if len(found) > 1 else found


@lru_cache(maxsize=1 << 14)
def _may_begin(token: str) -> bool:
    """Tell whether a number can begin with a token; most words of an answer are done with here."""
    return token in _STARTS or word(token).value is not None


def _plain(tokens: list[str]) -> list[str]:
    """Return the tokens with number words as they are spelt, and the "and" after "between" as "to"."""
    tokens = [HEARD.get(t, t) for t in tokens]
    for at, token in enumerate(tokens):
        if token in BETWEEN:
            middle = next((i for i in range(at + 2, min(at + 8, len(tokens) - 1)) if tokens[i] in _AND), 0)
            if middle and _may_begin(tokens[middle + 1]):
                tokens[middle] = "to"
    return tokens


_AND = frozenset("and y und et e en".split())


def _one(tokens: list[str], at: int) -> Quantity | None:
    """Return the quantity that begins at a place, with all that is said of it before and after."""
    special = _times(tokens, at) or _clock(tokens, at) or span(tokens, at) or lone_unit(tokens, at)
    if special is not None:
        return special
    read = read_number(tokens, at)
    if read is None:
        return None
    value, end, sort = share = out_of(tokens, read)
    if share is read:
        value, end = _calculated(tokens, value, end)
    if tokens[end : end + 1] and tokens[end] in ("bc", "bce", "ad", "ce"):
        value, end = (-value if tokens[end][0] == "b" else value), end + 1
    scale = SCALE.get(tokens[end - 1], 1.0)
    other = value * 1000 if tokens[end - 1] == "mil" and sort == "figure" else _other_reading(tokens[at])
    one = Quantity(value, value, sort=sort, start=at, end=end, other=other, scale=scale)
    one = bounded(one, tokens)
    return measured(one, tokens) if share is read else replace(one, other=read[0])  # 7 out of 9: 7, where things count


def _clock(tokens: list[str], at: int) -> Quantity | None:
    """Read a time of day, where one of its words is there at all."""
    time = clock(tokens, at) if not OF_DAY.isdisjoint(tokens) else None
    return bounded(time, tokens) if time is not None else None


def _times(tokens: list[str], at: int) -> Quantity | None:
    """Read "twice" and "twice 23"; "twice as big" is no number."""
    count = {"twice": 2.0, "thrice": 3.0}.get(tokens[at])
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if count is None or after in _AS:
        return None
    read = read_number(tokens, at + 1) if after[:1].isdigit() else None
    if read is None:
        return bounded(Quantity(count, count, sort="word", start=at, end=at + 1), tokens)
    return measured(Quantity(count * read[0], count * read[0], sort=read[2], start=at, end=read[1]), tokens)


_AS = frozenset("as the that its their his her what more".split())


def _calculated(tokens: list[str], value: float, end: int) -> tuple[float, int]:
    """Work out "2 x 23", "8 times 8", "4 fewer than 11": two numbers with nothing else between.

    >>> _calculated("2 x 23".split(), 2.0, 1), _calculated("60 x a minute".split(), 60.0, 1)
    ((46.0, 3), (60.0, 1))
    """
    together = tokens[end] if end < len(tokens) else ""
    if together[:1] == "x" and together[1:].isdecimal():  # 2x23
        return value * float(together[1:9]), end + 1
    for words, sign in _SIGNS.items() if together in _SIGN_STARTS else ():
        after = end + len(words)
        if tuple(tokens[end:after]) != words:
            continue
        after += tokens[after : after + 2] in (["a", "full"], ["the", "full"]) and 2
        read = read_number(tokens, after) if after < len(tokens) and tokens[after] not in ("a", "an") else None
        if read is None or read[2] not in ("figure", "word") or read[0] < 0:
            return value, end
        other = read[0]
        return (value * other if sign == "*" else other + value if sign == "+" else other - value), read[1]
    return value, end


def _other_reading(token: str) -> float | None:
    """1.500 is one and a half, or, where the point marks thousands, fifteen hundred."""
    whole, point, rest = token.partition(".")
    return float(whole + rest) if point and len(rest) == 3 and rest.isdigit() and whole.isdigit() else None
