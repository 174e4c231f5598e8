"""Other numbers, years and dates, as plausible as the right one and surely not it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import TypeVar

_YEAR = re.compile(r"(?<![\d.,])(1\d{3}|20\d{2})(?![\d,.]*\d)(?!s)")
_DECADE = re.compile(r"\b(1\d|20)(\d)0s\b")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})(?=(?:st|nd|rd|th)? (?:{'|'.join(_MONTHS)}))|(?<= )(\d{{1,2}})(?=, \d{{4}}|$)")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_SPELT = re.compile(rf"\b(?:{'|'.join(_WORDS[2:])})\b", re.IGNORECASE)
_CENTURIES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CENTURY = re.compile(rf"\b(?:{'|'.join(_CENTURIES)})(?=[ -]century)", re.IGNORECASE)
_NEAR = (-3, 5, -7, 3, 9, -5, 7, -11, 11)
_FAR = (-27, -33, 29, -41, -39)
"""Years off: odd, so that no other cup, election or Olympic year is hit; far when a state may have lasted."""
_OTHER = (1.5, 0.6, 2.5, 2.0, 0.4, 3.0)
_LATEST = 2030
_N = TypeVar("_N", int, float)


def other_years(text: str, taken: frozenset[str], *, lasting: bool) -> Iterator[str]:
    """Yield the text with another year: near, or far off when what is told may have lasted.

    >>> list(islice(other_years("1987", frozenset({"1990"}), lasting=False), 3))
    ['1996', '1982', '1994']
    """
    match = _YEAR.search(text)
    if not match or len(_YEAR.findall(text)) != 1:
        return
    for off in _turned(_FAR if lasting else _NEAR, text):
        year = str(int(match[1]) + off)
        if year not in taken and int(year) < _LATEST:
            yield text[: match.start(1)] + year + text[match.end(1) :]


def other_dates(text: str, taken: frozenset[str], *, lasting: bool) -> Iterator[str]:
    """Yield the text with another day, month, year, decade or century.

    >>> sorted(other_dates("the 1950s", frozenset(), lasting=False))
    ['the 1920s', 'the 1930s', 'the 1970s']
    """
    if not lasting:
        for made in zip_longest(_other_days(text), _other_months(text)):
            yield from (date for date in made if date)
    yield from islice(other_years(text, taken, lasting=lasting), 3)
    yield from _other_decades(text)
    yield from _other_centuries(text)


def _other_days(text: str) -> list[str]:
    match = _DAY.search(text)
    if not match or not _MONTH.search(text):
        return []
    day = int(match[1] or match[2])
    days = [d for d in (day + 10, day - 7, day + 4, day - 12, day + 15) if 1 <= d <= 28]
    return [text[: match.start()] + str(d) + text[match.end() :] for d in days]


def _other_months(text: str) -> list[str]:
    match = _MONTH.search(text)
    if not match:
        return []
    at = _MONTHS.index(match.group())
    return [text[: match.start()] + _MONTHS[(at + off) % 12] + text[match.end() :] for off in (1, -3, 5, -5)]


def _other_decades(text: str) -> Iterator[str]:
    if match := _DECADE.search(text):
        for off in (2, -2, -3):
            decade = int(match[1]) * 10 + int(match[2]) + off
            if decade * 10 < _LATEST:
                yield f"{text[: match.start()]}{decade}0s{text[match.end() :]}"


def _other_centuries(text: str) -> Iterator[str]:
    if match := _CENTURY.search(text):
        at = _CENTURIES.index(match.group().lower())
        for off in (-2, 1, -3):
            if 0 <= at + off < len(_CENTURIES):
                yield text[: match.start()] + _CENTURIES[at + off] + text[match.end() :]


def other_figures(text: str, *, most: float = 1e18) -> Iterator[str]:
    """Yield the text with other numbers, none larger than `most`.

    >>> list(islice(other_figures("2,600 miles"), 3))
    ['5,200 miles', '1,000 miles', '7,800 miles']
    """
    seen = {text}
    for factor in _turned(_OTHER, text):
        made = _SPELT.sub(lambda m, f=factor: _spelt(m.group(), f), text)  # type: ignore[misc]
        made = _FIGURE.sub(lambda m, f=factor: _scaled(m.group(), f), made)  # type: ignore[misc]
        clumsy = re.search(r"\d,\d{3} (?:[mb]illion|thousand)", made)
        biggest = max((float(f.replace(",", "")) for f in _FIGURE.findall(made)), default=0.0)
        if made not in seen and _rising(made) and biggest <= most and not clumsy:
            seen.add(made)
            yield made


def _rising(text: str) -> bool:
    """Tell whether a range still runs from the smaller to the larger."""
    values = [float(f.replace(",", "")) for f in _FIGURE.findall(text)]
    return values == sorted(values) and len(set(values)) == len(values)


def _scaled(figure: str, factor: float) -> str:
    """Return a number times a factor, as round and as written as it was."""
    value, decimals = float(figure.replace(",", "")), len(figure.partition(".")[2])
    if decimals:
        return f"{value * factor:.{decimals}f}"
    significant = max(len(figure.replace(",", "").rstrip("0")), 2)
    step = 10 ** max(len(str(int(value))) - significant, 0)
    scaled = max(round(value * factor / step) * step, 2)
    while scaled == int(value):
        scaled += step
    return f"{scaled:,}" if "," in figure or scaled > 999 else str(scaled)


def _spelt(word: str, factor: float) -> str:
    """Return another small number in words; "two" stays plural. One that is too large for that is left as it is."""
    value = _WORDS.index(word.lower())
    other = max(round(value * factor), 2)
    other = other if other != value else value + 1
    spelt = _WORDS[other] if other < len(_WORDS) else word
    return spelt.capitalize() if word[0].isupper() else spelt


def _turned(values: tuple[_N, ...], text: str) -> tuple[_N, ...]:
    """Return the values, begun somewhere else for each text, so that the right answer is not always the middle one."""
    start = zlib.crc32(text.encode()) % len(values)
    return values[start:] + values[:start]
