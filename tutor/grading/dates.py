"""Dates in their forms: 14 July 1789, July 14th, 14/7/1789, 1789-07-14, '89."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tutor.grading.tables.calendar import ALSO_WORDS, MONTH
from tutor.grading.tokens import number_of, roman, word

_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{2,4})")
_FOREIGN = frozenset({"mars", "mai", "mar"})
_ROMAN_MONTH = re.compile(r"\b([0-9]{1,2})\.? ?/?(x?i{1,3}|i?[vx]|vi{1,3}|ix)[. /]{1,2}([0-9]{3,4})\b")
ERA = dict.fromkeys("bc bce".split(), "bc") | dict.fromkeys("ad ce".split(), "ad")
"""Before or after the year 1."""
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
    """Read every month with the day and the year beside it."""
    found = []
    for at, token in enumerate(tokens):
        month = MONTH.get(token) or MONTH.get(word(token).lemma)
        if month is None:
            continue
        day, year = _beside(tokens, at)
        alone = at == 0 or tokens[at - 1] not in ("of", "in")
        if day is None and year is None and token in ALSO_WORDS and alone and (len(tokens) > 2 or token in _FOREIGN):
            continue
        found.append(Date(day, month, year))
    return found


def _beside(tokens: list[str], at: int) -> tuple[int | None, int | None]:
    """Look at most five tokens each way for the day, and after the month for the year."""
    day = _day(tokens[max(0, at - 5) : at][::-1])
    rest = tokens[at + 1 : at + 8]
    if day is None:
        day = _day(rest[:2])
        rest = rest[1:] if day is not None else rest
    return day, _year(rest, day)


def _day(near: list[str]) -> int | None:
    for at, token in enumerate(near):
        value = number_of(token)
        if value is not None and 1 <= value <= 31 and token not in ("x", "v", "i"):
            return int(value + _tens(near, at)) if value < 10 and token.isalpha() else int(value)
        if token not in ("of", "the", "st", "nd", "rd", "th", ".", "de", "-"):
            return None
    return None


def _tens(near: list[str], at: int) -> float:
    """Return the twenty of twenty-ninth; `near` runs either way."""
    beside = [t for t in near[at + 1 : at + 3] if t != "-"][:1]
    return next((v for t in beside if (v := number_of(t)) in (20.0, 30.0) and t.isalpha()), 0.0)


def _year(rest: list[str], day: int | None) -> int | None:
    from_words = " ".join(t for t in rest if t != "-")
    for at, token in enumerate(rest):
        value = number_of(token)
        if value is None or token in ("th", "st"):
            continue
        if rest[at + 1 : at + 2] and rest[at + 1] in ERA and value != day:
            return int(value)
        if 100 <= value <= 2200 or (rest[at - 1] == "'" and value < 100):
            return int(value)
        if 10 <= value <= 20 and token.isalpha():
            return _spoken_year(from_words.split()[-3:], value)
        if value <= 31 and day is not None and not token.isalpha() and value != day:
            return int(value)
    return None


def _spoken_year(words: list[str], first: float) -> int | None:
    values = [v for w in words if (v := number_of(w)) is not None and v < 100]
    if len(values) == 3 and values[0] == first:
        return int(first * 100 + values[1] + values[2])
    if len(values) >= 2 and values[-2] == first:
        return int(first * 100 + values[-1])
    return None


def year_of(text: str) -> int | None:
    """Return a year written with an apostrophe.

    >>> year_of("since '14")
    14
    """
    short = _SHORT.search(text)
    return int(short[1]) if short else None
