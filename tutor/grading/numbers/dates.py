"""Dates in their forms: 14 July 1789, July 14th, 14/7/1789, 1789-07-14, '89."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tutor.grading.numbers.figures import read_number
from tutor.grading.tables.calendar import ALSO_WORDS, MONTH
from tutor.grading.tables.grammar import ALTERNATIVES
from tutor.grading.tables.numbers import ORDINAL
from tutor.grading.tokens import number_of, roman, word

_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{2,4})")
_FOREIGN = frozenset({"mars", "mai", "mar"})
_ROMAN_MONTH = re.compile(r"\b([0-9]{1,2})\.? ?/?(x?i{1,3}|i?[vx]|vi{1,3}|ix)[. /]{1,2}([0-9]{3,4})\b")
ERA = dict.fromkeys("bc bce".split(), "bc") | dict.fromkeys("ad ce".split(), "ad")
"""Before or after the year 1."""
_MONTH_YEAR = re.compile(r"(?<![0-9./-])(0?[1-9]|1[0-2])/([12][0-9]{3})(?![0-9./-])")
_BRIEF = re.compile(r"(?:on |am |the |in )*([0-9]{1,2})[./-]([0-9]{4}|[0-9]{1,2})\.?")
_SHORT = re.compile(r"(?<![0-9])'([0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it was given; None is what was left out.

    `swap` marks that day and month may be the other way round.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    swap: bool = False
    era: str = ""

    def conflicts(self, other: Date) -> bool:
        """Tell whether some part that both give differs."""
        if self.era and other.era and self.era != other.era:
            return True
        plain = any(_differ(a, b) for a, b in zip(self.parts, other.parts, strict=True))
        if plain and self.swap:
            return any(_differ(a, b) for a, b in zip((self.month, self.day, self.year), other.parts, strict=True))
        return plain

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Return day, month, year."""
        return self.day, self.month, self.year

    def lacks(self, key: Date) -> list[str]:
        """Return what the key has and this one does not.

        >>> Date(month=7).lacks(Date(14, 7, 1789))
        ['day', 'year']
        """
        names = ("day", "month", "year")
        return [n for n, mine, theirs in zip(names, self.parts, key.parts, strict=True) if theirs and not mine]


def _differ(one: int | None, two: int | None) -> bool:
    if one is None or two is None or one == two:
        return False
    return not (min(one, two) < 100 <= max(one, two) and one % 100 == two % 100)


def dates(text: str, tokens: list[str]) -> list[Date]:
    """Return the dates of a folded text and its tokens.

    >>> dates("the fourteenth of july, '89", "the fourteenth of july , ' 89".split())
    [Date(day=14, month=7, year=89, swap=False, era='')]
    >>> dates("7/14/1789", [])
    [Date(day=14, month=7, year=1789, swap=False, era='')]
    """
    found = [d for m in _NUMERIC.finditer(text) if (d := _from_figures(m[1], m[3], m[4]))]
    found = found or [Date(int(m[1]), roman(m[2]), int(m[3])) for m in _ROMAN_MONTH.finditer(text)]
    found = found or [Date(month=int(m[1]), year=int(m[2])) for m in _MONTH_YEAR.finditer(text)]
    found = found or _spelt(tokens)
    era = next((ERA[t] for t in tokens if t in ERA), "") if found else ""
    return [replace(d, era=era) for d in found] if era else found


def _from_figures(one: str, two: str, three: str) -> Date | None:
    if len(one) == 4:
        return Date(int(three), int(two), int(one)) if int(two) <= 12 and int(three) <= 31 else None
    first, second, year = int(one), int(two), int(three)
    if second > 12 >= first:
        first, second = second, first
        return Date(first, second, year) if first <= 31 else None
    return Date(first, second, year, swap=first <= 12) if first <= 31 and second <= 12 else None


def _spelt(tokens: list[str]) -> list[Date]:
    """Read every month with the day and the year beside it; "the fifth month" when none is named."""
    found = []
    for at, token in enumerate(tokens):
        month = MONTH.get(token) or MONTH.get(word(token).lemma)
        if month is None:
            continue
        day, year = _beside(tokens, at)
        if day is None and year is None and token in ALSO_WORDS and not _is_month(tokens, at):
            continue
        found.append(Date(day, month, year))
    if len(found) == 1 and found[0].year is None:
        return [replace(found[0], year=_year_in_front(tokens, found[0].day))]
    return found or _counted_months(tokens)


def _year_in_front(tokens: list[str], day: int | None) -> int | None:
    """Read the year that stands before the month, or far behind: in 1919, on 28 June."""
    years = [int(t) for t in tokens if len(t) == 4 and t.isdecimal() and 1000 <= int(t) <= 2200 and int(t) != day]
    return years[0] if len(years) == 1 else None


def _is_month(tokens: list[str], at: int) -> bool:
    """Tell whether may, march, mars is the month: alone, after "in", or one of two to choose from."""
    around = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    if not ALTERNATIVES.isdisjoint(around):
        return True
    return (at > 0 and tokens[at - 1] in ("of", "in")) or (len(tokens) <= 2 and tokens[at] not in _FOREIGN)


def _counted_months(tokens: list[str]) -> list[Date]:
    """Read "the fifth or sixth month".

    >>> [d.month for d in _counted_months("5 th or 6 th month of the year".split())]
    [5, 6]
    """
    at = next((i for i, t in enumerate(tokens) if t in ("month", "months")), 0)
    if not at or not (tokens[at - 1] in _ORDINAL_ENDS or tokens[at - 1] in ORDINAL):
        return []
    values = [number_of(t) for t in tokens[max(0, at - 6) : at] if t in ORDINAL or t.isdecimal()]
    return [Date(month=int(v)) for v in values if v and 1 <= v <= 12]


_ORDINAL_ENDS = frozenset("st nd rd th".split())


def _beside(tokens: list[str], at: int) -> tuple[int | None, int | None]:
    """Look at most five tokens each way for the day, and after the month for the year."""
    day, used = _day_before(tokens[max(0, at - 5) : at][::-1]), 0
    rest = tokens[at + 1 : at + 9]
    if day is None:
        day, used = _day_after(rest)
    return day, _year(rest[used:], day)


def _day_before(near: list[str]) -> int | None:
    """Read the day before the month, from the month back."""
    for at, token in enumerate(near):
        value = number_of(token)
        if value is not None and 1 <= value <= 31 and token not in ("x", "v", "i"):
            beside = [t for t in near[at + 1 : at + 3] if t != "-"][:1] if value < 10 and token.isalpha() else []
            return int(value + next((v for t in beside if (v := number_of(t)) in (20.0, 30.0) and t.isalpha()), 0.0))
        if token not in _JOINTS:
            return None
    return None


_JOINTS = frozenset("of the st nd rd th . de - day".split())


def _day_after(rest: list[str]) -> tuple[int | None, int]:
    """Read the day after the month and count its tokens: 14th, the fourteenth, twenty-ninth.

    >>> _day_after("the twenty - ninth , nineteen twelve".split())
    (29, 4)
    """
    start = next((i for i, t in enumerate(rest[:3]) if t not in (".", "the")), 0)
    value = number_of(rest[start]) if start < len(rest) else None
    if value is None or not 1 <= value <= 31 or rest[start] in ("x", "v", "i"):
        return None, 0
    used = start + 1
    if value in (20, 30) and rest[start].isalpha():
        place = used + 1 if rest[used : used + 1] == ["-"] else used
        ones = number_of(rest[place]) if place < len(rest) and rest[place].isalpha() else None
        if ones and ones < 10:
            value, used = value + ones, place + 1
    return int(value), used + (rest[used : used + 1] != [] and rest[used] in _ORDINAL_ENDS)


def _year(rest: list[str], day: int | None) -> int | None:
    """Read the year in what follows the month and the day: 1912, '12, nineteen twelve, ninety-three."""
    for at, token in enumerate(rest):
        read = read_number(rest, at) if number_of(token) is not None and token not in ("x", "v", "i") else None
        if read is None or read[2] == "ordinal":
            continue
        value = read[0]
        if read[1] < len(rest) and rest[read[1]] in ERA and value != day:
            return int(value)
        if 100 <= value <= 2200 or (at and rest[at - 1] == "'" and value < 100):
            return int(value)
        if (not token.isalpha() and day is not None and value < 100) or (token.isalpha() and 32 <= value < 100):
            return int(value) if value == int(value) else None
    return None


def brief_dates(text: str, key: Date) -> list[Date]:
    """Read figures that are a date only because one is asked for: 23.1. or 23/1, and 04/93 where no day is wanted.

    >>> brief_dates("23.1.", Date(23, 1, 1960)), brief_dates("04/93", Date(month=4, year=1993))[0].parts
    ([Date(day=23, month=1, year=None, swap=False, era='')], (None, 4, 93))
    """
    found = _BRIEF.fullmatch(text.strip())
    if not found:
        return []
    one, two = int(found[1]), int(found[2])
    if key.day is None or len(found[2]) == 4:
        return [Date(month=one, year=two)] if 1 <= one <= 12 and key.year else []
    if two > 12 >= one:
        one, two = two, one
    return [Date(one, two, swap=one <= 12)] if one <= 31 and two <= 12 else []


def year_of(text: str) -> int | None:
    """Return a year written with an apostrophe.

    >>> year_of("since '14")
    14
    """
    short = _SHORT.search(text)
    return int(short[1]) if short else None
