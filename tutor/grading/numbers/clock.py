"""Times of the day: 11:40 pm, 23.40 Uhr, half past nine, twenty to twelve at night."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.tables.numbers import FRACTION, SMALL
from tutor.grading.tables.units import CLOCK

_MINUTES_BY_NAME = {"half": 30.0, "quarter": 15.0}
_PAST, _TO = frozenset("past after".split()), frozenset("to before till".split())
_TWELVE = frozenset("midnight noon".split())
_MORNING = frozenset("am morning".split())
_EVENING = frozenset("pm afternoon evening night tonight".split())
OF_DAY = _MORNING | _EVENING | _TWELVE | frozenset(": past o'clock oclock uhr to before".split())
"""A time of day needs one of these."""
_BETWEEN = frozenset("o'clock oclock in the at ,".split())


def clock(tokens: list[str], at: int) -> Quantity | None:
    """Read the time of day that begins at a place, as hours since midnight.

    >>> clock("11 : 45 pm".split(), 0).low, clock("half past nine".split(), 0).values()
    (23.75, (9.5, 21.5))
    """
    read = _told(tokens, at) or _figures(tokens, at)
    if read is None:
        return None
    hours, end, sure = read
    half = _half_of_day(tokens, end)
    if not sure and (half is None or tokens[half[1] - 1] not in ("am", "pm")):
        return None
    time = Quantity(hours, hours, CLOCK, start=at, end=half[1] if half else end)
    if half is not None:
        hours = hours % 12 + 12 * half[0] if hours < 13 else hours
        return replace(time, low=hours, high=hours)
    return replace(time, other=hours + 12 if hours <= 12 else None)


def _figures(tokens: list[str], at: int) -> tuple[float, int, bool] | None:
    """Read 11:40, 11.40 and 11; only the first is surely a time."""
    hour, point, minute = tokens[at].partition(".")
    if not hour.isdecimal() or len(hour) > 2 or int(hour) > 24:
        spoken = SMALL.get(hour, 0)
        sure = tokens[at + 1 : at + 2] in (["o'clock"], ["oclock"], ["uhr"])
        return (spoken, at + 2 if sure else at + 1, sure) if 1 <= spoken <= 12 else None
    after = tokens[at + 1 : at + 3]
    if point:
        return _whole(hour, minute, at + 1, tokens[at + 1 : at + 2] == ["uhr"])
    if len(after) == 2 and after[0] == ":" and len(after[1]) == 2:
        return _whole(hour, after[1], at + 3, int(hour) > 2)
    if len(after) == 2 and after[0] == "uhr" and len(after[1]) == 2:
        return _whole(hour, after[1], at + 3, True)
    sure = after[:1] in (["o'clock"], ["oclock"], ["uhr"])
    return float(hour), at + 2 if sure else at + 1, sure


def _whole(hour: str, minute: str, end: int, sure: bool) -> tuple[float, int, bool] | None:
    if not minute.isdecimal() or len(minute) != 2 or int(minute) > 59:
        return None
    return int(hour) + int(minute) / 60, end, sure


def _told(tokens: list[str], at: int) -> tuple[float, int, bool] | None:
    """Read "half past nine", "20 minutes to midnight"."""
    at += tokens[at] == "a" and at + 1 < len(tokens)
    minutes = _MINUTES_BY_NAME.get(tokens[at]) or _small(tokens[at])
    place = at + 2 if tokens[at + 1 : at + 2] in (["minutes"], ["min"]) else at + 1
    joint, name = (tokens[place], tokens[place + 1]) if place + 1 < len(tokens) else ("", "")
    hour = 12.0 if name in _TWELVE else _small(name)
    if not 0 < minutes < 60 or not 1 <= hour <= 12 or not (joint in _PAST or joint in _TO):
        return None
    if place + 2 < len(tokens) and tokens[place + 2] in FRACTION:  # a quarter to one third
        return None
    named = name in _TWELVE or tokens[at] in _MINUTES_BY_NAME or place == at + 2
    time = hour + minutes / 60 if joint in _PAST else (hour - 1 or 12) + (60 - minutes) / 60
    if name == "midnight" and joint in _TO:
        time += 12
    return time, place + 2, named or joint == "past"


def _small(token: str) -> float:
    return float(token) if token.isdecimal() and len(token) < 3 else SMALL.get(token, 0.0)


def _half_of_day(tokens: list[str], end: int) -> tuple[bool, int] | None:
    """Tell whether "pm", "at night", "in the morning" follow: true for the second half, and the place after it."""
    for place in range(end, min(end + 4, len(tokens))):
        if tokens[place] in _MORNING or tokens[place] in _EVENING:
            return tokens[place] in _EVENING, place + 1
        if tokens[place] not in _BETWEEN:
            return None
    return None
