"""One quantity against the key: equal, converted, rounded, near, or another."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.reference import Reference
from tutor.grading.tables.units import AGE, CLOCK, MAY_GO_UNSAID, MEASURES, PARTS_OF_SPEED, TEMPERATURES

_NEAR = 0.03
"""What rounding and conversion may change, as a share."""
_HARDLY = 0.05
"""How far off a true "just over" or "almost" may be, where the key is no exact figure itself."""


def compare(given: Quantity, key: Quantity, reference: Reference) -> str:
    """Return the code of one quantity against the key."""
    unit = reference.unit if key.unit in ("", "degree") else key.unit
    if reference.sort == "year":
        return _compare_year(given, key)
    if unit == CLOCK and not key.is_range:
        return _compare_clock(given, key)
    given = _as_kilo(given, unit)
    scale = _conversion(given, unit, reference, key.sort == "fraction")
    if scale is None:
        return "wrong-unit" if _equal(given, key, 0) else "wrong-number"
    unsaid = scale == _UNSAID
    scale = (1.0, 0.0) if unsaid else scale
    rounding = _rounding(given.unit, unit, key) if scale != (1.0, 0.0) or given.sort == "rate" else 0.0
    if MEASURES.get(unit, ("",))[0] == "share" and not given.unit and 0 < given.high <= 1 and given.low < 1 < key.high:
        scale = (100.0, 0.0)
    if rounding and _rounds_to(given, (key.low - scale[1]) / scale[0]):
        rounding = max(rounding, _HARDLY)
    turned = replace(given, low=given.low * scale[0] + scale[1], high=given.high * scale[0] + scale[1])
    code = _compare_range(turned, key, rounding) if key.is_range else _compare_value(turned, key, reference, rounding)
    if code in ("wrong-number", "wrong-range") and rounding and _equal(given, key, 0):
        return "wrong-unit"
    return "missing-unit" if unsaid and code in ("number", "rounded") else code


def _compare_clock(given: Quantity, key: Quantity) -> str:
    """Compare times of day; a bare 9, 23.40, eleven forty or twenty to twelve is read as one."""
    if given.unit not in ("", CLOCK):
        return "wrong-number"
    times = given.values() if given.unit else _as_times(given)
    off = min((abs(one - two) for one in times for two in key.values()), default=24.0)
    if given.bound:
        return "bound" if off < 0.5 and given.soft else "wrong-number"
    return "number" if off < _MINUTE / 2 else "near-number" if given.approx and off < 0.25 else "wrong-number"


def _as_times(given: Quantity) -> tuple[float, ...]:
    """Return the hours, of either half of the day, that a number without a unit may tell."""
    if given.is_range:  # twenty to twelve
        hours = given.high - given.low / 60
        return (hours, hours + 12) if given.low < 60 and 1 <= given.high <= 12 else ()
    hours, minutes = divmod(given.low, 100) if given.low >= 100 else (int(given.low), given.low % 1 * 100)
    return (hours + minutes / 60, hours + 12 + minutes / 60) if minutes < 60 and hours <= 24 else ()


_MINUTE = 1 / 60


def _rounds_to(given: Quantity, exact: float) -> bool:
    """Tell a whole number in another unit that the exact one rounds to: 9 miles for 8.7."""
    return not given.is_range and given.low == round(exact) and abs(given.low) >= 5


def _as_kilo(given: Quantity, unit: str) -> Quantity:
    """Read the K of 94 K as kelvins where a temperature is asked for, of 14k as kilometres for a length."""
    meant = {"length": "km", "mass": "kg"}.get(MEASURES.get(unit, ("",))[0], "°k" if unit in TEMPERATURES else "")
    if given.letter != "K" or not meant:
        return given
    return replace(given, low=given.low / 1000, high=given.high / 1000, unit=meant, letter="")


_UNSAID = (0.0, 0.0)
"""No factor: a unit was left out that could be another."""


def _conversion(given: Quantity, unit: str, reference: Reference, fraction: bool) -> tuple[float, float] | None:
    """Return factor and offset into the key's unit, None if it measures something else, _UNSAID if none was given."""
    if given.unit == unit or (not given.unit and not unit):
        return 1.0, 0.0
    if not given.unit:
        return (1.0, 0.0) if _may_go_unsaid(unit, reference) else _UNSAID
    if not unit and _counts_itself(given, reference):
        return 1.0, 0.0
    if not unit:
        whole = MEASURES[given.unit][0] == "count" or (MEASURES[given.unit][0] == "share" and fraction)
        return (MEASURES[given.unit][1], 0.0) if whole else None
    if given.unit == "pound" and MEASURES[unit][0] == "mass":
        return MEASURES["pound-weight"][1] / MEASURES[unit][1], 0.0
    if {given.unit, unit} <= TEMPERATURES:
        return _temperature(given.unit, unit)
    one, two = MEASURES[given.unit], MEASURES[unit]
    return (one[1] / two[1], 0.0) if one[0] == two[0] else _of_speed(given.unit, unit, reference)


def _of_speed(given: str, unit: str, reference: Reference) -> tuple[float, float] | None:
    """Convert 5 km an hour where the question says "in an hour" and the key 5 km, or the other way round."""
    speed, length = (given, unit) if given in PARTS_OF_SPEED else (unit, given)
    part, time = PARTS_OF_SPEED.get(speed, ("", ""))
    if not part or MEASURES[length][0] != "length":
        return None
    if time in reference.asked.lemmas:
        factor = MEASURES[part][1] / MEASURES[length][1]
        return (factor if speed == given else 1 / factor), 0.0
    return _UNSAID if speed == unit and part == length else None


def _may_go_unsaid(unit: str, reference: Reference) -> bool:
    measure = MEASURES[unit][0]
    if unit == "year" and not AGE.isdisjoint(reference.asked.tokens):
        return True
    return (
        measure in MAY_GO_UNSAID
        or unit in reference.asked.tokens
        or any(w.lemma == unit for w in reference.asked.words)
    )


def _counts_itself(given: Quantity, reference: Reference) -> bool:
    """Tell whether no unit is meant: the letter of 300m is a million where no unit is wanted."""
    near = (
        reference.asked.words if MEASURES[given.unit][0] == "count" else (*reference.asked.words, *reference.told.words)
    )
    return bool(given.letter) or any(w.lemma == given.unit for w in near)


def _temperature(one: str, two: str) -> tuple[float, float]:
    to_celsius = {"°f": (5 / 9, -160 / 9), "°k": (1.0, -273.15)}
    if one == two or "degree" in (one, two):
        return 1.0, 0.0
    if two == "°c":
        return to_celsius[one]
    factor, offset = to_celsius[two]
    back = 1 / factor, -offset / factor
    if one == "°c":
        return back
    first = to_celsius[one]
    return first[0] * back[0], first[1] * back[0] + back[1]


def _slack(reference: Reference) -> float:
    return _NEAR if reference.about else 0.0


def _equal(given: Quantity, key: Quantity, slack: float) -> bool:
    """Both ends agree, in some reading of the figures."""
    if key.is_range or given.is_range:
        return _close_to(given.low, key.low, slack) and _close_to(given.high, key.high, slack)
    return any(_close_to(one, two, slack) for one in given.values() for two in key.values()[:1])


def _close_to(one: float, two: float, slack: float) -> bool:
    return abs(one - two) <= slack * abs(two) + 1e-9 * max(1.0, abs(two))


def _compare_value(given: Quantity, key: Quantity, reference: Reference, rounding: float) -> str:
    slack = rounding or _slack(reference)
    right = "converted" if rounding else "number"
    if given.is_range:
        return _compare_span(given, key, slack)
    if _equal(given, key, slack):
        agreed = given.bound and given.bound == _asked_bound(reference)
        if agreed or (given.soft and reference.about and not key.bound):  # a bit over 190 for about 193
            return right
        return _bounded(given, key) or right
    if given.soft and reference.about and _close_to(given.low, key.low, _HARDLY) and _is_true(given, key):
        return right
    return _compare_near(given, key, 0.1 if rounding else _about_as(given))


def _compare_span(given: Quantity, key: Quantity, slack: float) -> str:
    """Compare hundreds of, the 770s, or two ends with a single number."""
    inside = given.low <= key.low <= given.high
    if given.sort == "vague":
        return "bound" if inside else "wrong-number"
    if given.sort == "century" and not key.unit:
        return "wrong-number"
    if given.sort == "decade" and not given.unit and not key.unit:
        return "decade" if inside else "wrong-number"
    if slack and _close_to(given.low, key.low, slack) and _close_to(given.high, key.low, slack):
        return "rounded"
    return "bound" if inside and given.high <= 2 * key.low else "wrong-number"


def _compare_near(given: Quantity, key: Quantity, about: float) -> str:
    """Compare a number that is not the key's: rounded, a bound of it, or near it and so flagged."""
    if _rounded(given, key):
        return "rounded"
    if given.bound:
        near = 0.4 <= given.low / key.low <= 2 if key.low else False
        return "bound" if _is_true(given, key) and near else "wrong-number"
    return "near-number" if given.approx and _close_to(given.low, key.low, about) else "wrong-number"


def _rounding(given: str, unit: str, key: Quantity) -> float:
    """Return what another unit may change, as a share: to many a month is four weeks or thirty days."""
    if "month" not in (given, unit):
        return _NEAR
    months = key.high * MEASURES[unit][1] / MEASURES["month"][1]
    return 0.09 if months < 1.1 or {given, unit} & {"week", "fortnight"} else _NEAR


def _about_as(given: Quantity) -> float:
    """Return how far "about" reaches: further from a rounder figure."""
    if given.low in (10, 100, 1000, 1e4, 1e5, 1e6):
        return 0.17
    return 0.05 if given.low % 5 else 0.1


def _is_true(given: Quantity, key: Quantity) -> bool:
    """Tell whether the key lies on the side that a bound leaves open."""
    return given.low < key.low if given.bound == ">" else given.low > key.low


def _asked_bound(reference: Reference) -> str:
    """Return the side the question leaves open: how many at the least, at most."""
    asked = set(reference.asked.tokens)
    return ">" if asked & {"least", "minimum"} else "<" if asked & {"most", "maximum"} else ""


def _rounded(given: Quantity, key: Quantity) -> bool:
    """Tell whether it is the key's figure with fewer digits, two at least: 2.19 for 2.187; a whole number is exact."""
    scale = key.low / (1e9 if abs(key.low) >= 1e9 else 1e6 if abs(key.low) >= 1e6 else 1.0)
    if scale == int(scale) or given.is_range or given.low == 0:
        return False
    return abs(given.low - key.low) <= 0.005 * abs(key.low)


def _bounded(given: Quantity, key: Quantity) -> str:
    """Return the code of the right figure with another bound than the key's, "" when it has none of its own."""
    if not given.bound or given.bound == key.bound:
        return ""
    return "bound" if given.approx or key.approx or given.inclusive else "wrong-number"


def _compare_range(given: Quantity, key: Quantity, rounding: float) -> str:
    if given.sort == "vague":
        return "bound" if given.unit and given.low <= key.high and given.high >= key.low else "wrong-range"
    if key.sort in ("century", "decade"):
        return _compare_years(given, key)
    slack = _end_slack(key, rounding)
    low_right, high_right = abs(given.low - key.low) <= slack, abs(given.high - key.high) <= slack
    if given.is_range:
        return ("converted" if rounding else "number") if low_right and high_right else "wrong-range"
    if given.bound:
        return "one-end" if (low_right if given.bound == ">" else high_right) else "wrong-range"
    return "one-end" if low_right or high_right else "inside-range" if key.low < given.low < key.high else "wrong-range"


def _compare_years(given: Quantity, key: Quantity) -> str:
    """Compare with a century or a decade: the 18th, 1701 to 1800, the twenties."""
    low, high = given.low, given.high
    if key.sort == "century" and given.sort in ("ordinal", "figure", "word") and low == high <= 21:
        low, high = 100 * low - 100, 100 * low
    if given.sort == "decade" and high < 100 and key.sort == "decade":
        low, high = low + key.low // 100 * 100, high + key.low // 100 * 100
    if low < high:
        inside = key.low <= low and high <= key.high and given.sort == "decade"
        early = given.sort == "third" and key.low <= low and high <= key.high + 1
        right = early or (abs(low - key.low) <= 1 and abs(high - key.high) <= 1)
        return "number" if right else "inside-range" if inside else "wrong-range"
    return "inside-range" if key.low <= low <= key.high and not given.bound else "wrong-range"


def _end_slack(key: Quantity, rounding: float) -> float:
    """Return what rounding may change at either end of a converted range: half a degree, or a share of its middle."""
    least = 0.5 if key.high >= 10 or key.unit in TEMPERATURES else 0.1
    return max(rounding * abs(key.middle), least) if rounding else 1e-9


def _compare_year(given: Quantity, key: Quantity) -> str:
    year = key.low
    if given.sort == "decade":
        low = given.low if given.low >= 100 else given.low + year // 100 * 100
        return "decade" if low <= year <= low + 9 else "wrong-number"
    if given.sort == "third":
        return "bound" if given.low <= year <= given.high else "wrong-number"
    if given.sort in ("century", "vague", "ordinal") or (given.unit and given.unit != "year"):
        return "wrong-number"
    if given.is_range and given.low * 100 + given.high == year:  # fifteen-sixty-four
        return "number"
    if given.is_range:
        return "bound" if given.low <= year <= given.high and given.high - given.low <= 10 else "wrong-number"
    if given.low == year or (given.sort == "short-year" and given.low == year % 100):
        return "number" if not given.bound else "wrong-number"
    if given.approx and abs(given.low - year) <= 1:
        return "near-number"
    return "wrong-number"
