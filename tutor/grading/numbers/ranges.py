"""Two numbers that make one quantity: 2 to 8, 30 give or take 5, an hour and ten minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.tables.units import MEASURES

_TO = frozenset("to - till until bis through a tot and y und et e la el le der die das den".split())
_AND = frozenset("and y und et e en".split())
BETWEEN = frozenset("between entre zwischen tra fra tussen".split())
_SKIPPED = frozenset("° degrees about roughly approximately around perhaps maybe circa ca ( )".split())
_MARGINS = frozenset(
    {
        ("give", "or", "take"),
        ("plus", "or", "minus"),
        ("plus", "minus"),
        ("plus", "/", "minus"),
        ("±",),
        ("+", "/", "-"),
        ("+", "-"),
    }
)
_OR = (["or"], ["/"], ["oder"], ["ou"], ["o"])
_BELOW = {"hour": ("minute", 60), "foot": ("inch", 12), "kg": ("g", 1000), "m": ("cm", 100)}
"""What a number without a unit counts after these, and how many there are in one: an hour ten, five foot six."""


def ranges_joined(tokens: list[str], found: Sequence[Quantity]) -> list[Quantity]:
    """Join neighbours that make one quantity."""
    out: list[Quantity] = []
    for quantity in found:
        joined = _one_of(out[-1], quantity, tokens) if out else None
        if joined is None:
            if out and not out[-1].unit and quantity.unit and tokens[out[-1].end : quantity.start] in _OR:
                out[-1] = replace(out[-1], unit=quantity.unit)  # 45 or 50 minutes
            out.append(quantity)
        else:
            out[-1] = joined
    return out


def _one_of(one: Quantity, two: Quantity, tokens: list[str]) -> Quantity | None:
    between = [t for t in tokens[one.end : two.start] if t not in _SKIPPED]
    if two.sort == "vague" and between in (["and"], ["and", "a"]):
        return _and_a_few(one, two)
    if one.is_range or two.is_range:
        return None
    if _is_rest(one, two, between):
        factor = MEASURES[two.unit or _BELOW[one.unit][0]][1]
        whole = one.low + two.low * factor / MEASURES[one.unit][1]
        return replace(one, low=whole, high=whole, end=two.end)
    if one.unit and not two.unit and between == ["and"] and two.sort == "fraction" and two.low < 1:  # 1 hour and a half
        return replace(one, low=one.low + two.low, high=one.low + two.low, end=two.end)
    if one.unit and not two.unit and between == ["out", "of"] and 0 < one.low < two.low:
        return replace(one, low=one.low / two.low, high=one.low / two.low, unit="", sort="fraction", end=two.end)
    return _with_margin(one, two, between, tokens) or _range(one, two, between, tokens)


def _and_a_few(one: Quantity, two: Quantity) -> Quantity | None:
    """Read "two months and a few days"."""
    if not one.unit or not two.unit or MEASURES[one.unit][0] != MEASURES[two.unit][0]:
        return None
    whole = one.low + 2 * two.low * MEASURES[two.unit][1] / MEASURES[one.unit][1]  # a few are three to five
    return replace(one, low=whole, high=whole, approx=True, end=two.end) if not one.is_range else None


def _is_rest(one: Quantity, two: Quantity, between: list[str]) -> bool:
    """Tell the minutes after the hours: 1 hour and 30 minutes, an hour ten, five foot six."""
    if not one.unit or two.bound or one.bound or two.low < 0 or between not in ([], ["and"], [","]):
        return False
    if not two.unit:
        below = _BELOW.get(one.unit, ("", 0))[1]
        return between == [] and two.low < below and two.sort in ("figure", "word")
    (kind, large), (other, small) = MEASURES[one.unit], MEASURES[two.unit]
    return kind == other and kind in ("time", "length", "mass") and two.low * small < large


def _with_margin(one: Quantity, two: Quantity, between: list[str], tokens: list[str]) -> Quantity | None:
    """Read "30 give or take 5", "1.5 l plus minus a half", "27.5 million, give or take 2.5"."""
    words = [t for t in between if t not in (",", "of", "by")]
    if two.low < 0 and tokens[two.start] in ("minus", "negative"):
        words.append("minus")
    elif two.low < 0:
        words.append("-")
    if tuple(words) not in _MARGINS or not _same_measure(one, two):
        return None
    margin = abs(two.low) * (one.scale if two.scale == 1 and abs(two.low) * one.scale < abs(one.low) else 1.0)
    low, high = one.low - margin, one.low + margin
    return replace(one, low=low, high=high, unit=two.unit or one.unit, sort="range", end=two.end)


def _range(one: Quantity, two: Quantity, between: list[str], tokens: list[str]) -> Quantity | None:
    turned = _in_unit_of(one, two)
    if turned is None:
        return None
    low, high = turned.low, two.low
    bounds = {one.bound, two.bound} == {">", "<"} and len(between) <= 6
    negative = not between and high < 0 <= low  # 2 -8
    if bounds and one.bound == "<":
        low, high = high, low
    elif negative:
        high = -high
    elif not bounds and not _joins(between, tokens[max(0, one.start - 3) : one.start]):
        return None
    if between == ["-"] and 0 < high < 100 <= low and high > low % 100:
        high += low // 100 * 100  # 1914-18
    if one.other and two.other and one.sort == "figure":  # 1.000 - 1.200: the points mark thousands
        low, high = one.other, two.other
    elif two.scale > 1 and one.scale == 1 and 0 < low < min(1000.0, high / two.scale):
        low *= two.scale  # 25 to 30 million
    if low == high or (bounds and low > high):
        return None
    return replace(
        two, low=low, high=high, unit=two.unit or one.unit, approx=one.approx or two.approx, bound="",
        sort="range", start=one.start, letter="", other=None, denied=one.denied or two.denied,
    )  # fmt: skip


def _in_unit_of(one: Quantity, two: Quantity) -> Quantity | None:
    """Return the first end in the unit of the second, None when they measure different things."""
    if _same_measure(one, two):
        return one
    (kind, large), (other, small) = MEASURES[one.unit], MEASURES[two.unit]
    return replace(one, low=one.low * large / small, scale=0.0) if kind == other else None


def _same_measure(one: Quantity, two: Quantity) -> bool:
    if not one.unit or not two.unit or one.unit == two.unit:
        return True
    return "degree" in (one.unit, two.unit)


def _joins(between: list[str], before: list[str]) -> bool:
    """Tell words that make a range of two numbers: to, and after "between"."""
    if not between or not set(between) <= _TO | {"up", "down", "all", "the", "way", "from"}:
        return False
    return not set(between) & _AND or bool(BETWEEN & set(before))
