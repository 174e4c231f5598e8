"""One quantity against the key: equal, converted, rounded, near, or another."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.quantities import Quantity
from tutor.grading.reference import Reference
from tutor.grading.tables.units import MAY_GO_UNSAID, MEASURES, TEMPERATURES

_NEAR = 0.03
"""What rounding and conversion may change, as a share."""


def compare(given: Quantity, key: Quantity, reference: Reference) -> str:
    """Return the code of one quantity against the key."""
    unit = reference.unit if key.unit in ("", "degree") else key.unit
    if reference.sort == "year":
        return _compare_year(given, key)
    scale = _conversion(given, unit, reference)
    if scale is None:
        return "wrong-unit" if _equal(given, key, 0) else "wrong-number"
    if not _sane(scale):
        return "missing-unit" if _equal(given, key, _slack(reference)) else "wrong-number"
    converted = scale != (1.0, 0.0)
    if MEASURES.get(unit, ("",))[0] == "share" and not given.unit and 0 < given.high <= 1 and given.low < 1 < key.high:
        scale = (100.0, 0.0)
    turned = replace(given, low=given.low * scale[0] + scale[1], high=given.high * scale[0] + scale[1])
    code = _compare_range(turned, key, converted) if key.is_range else _compare_value(turned, key, reference, converted)
    if code == "wrong-number" and converted and _equal(given, key, 0):
        return "wrong-unit"
    return code


_UNSAID = (0.0, 0.0)


def _sane(scale: tuple[float, float]) -> bool:
    return scale != _UNSAID


def _conversion(given: Quantity, unit: str, reference: Reference) -> tuple[float, float] | None:
    """Return factor and offset into the key's unit, None if it measures something else, _UNSAID if none was given."""
    if given.unit == unit or (not given.unit and not unit):
        return 1.0, 0.0
    if not given.unit:
        return (1.0, 0.0) if _may_go_unsaid(unit, reference) else _UNSAID
    if not unit:
        return (1.0, 0.0) if _counts_itself(given, reference) else None
    if given.unit == "pound" and MEASURES[unit][0] == "mass":
        return MEASURES["pound-weight"][1] / MEASURES[unit][1], 0.0
    if {given.unit, unit} <= TEMPERATURES:
        return _temperature(given.unit, unit)
    one, two = MEASURES[given.unit], MEASURES[unit]
    return (one[1] / two[1], 0.0) if one[0] == two[0] else None


def _may_go_unsaid(unit: str, reference: Reference) -> bool:
    measure = MEASURES[unit][0]
    return (
        measure in MAY_GO_UNSAID
        or unit in reference.asked.tokens
        or any(w.lemma == unit for w in reference.asked.words)
    )


def _counts_itself(given: Quantity, reference: Reference) -> bool:
    """Tell whether no unit is meant: the letter of 300m is a million where no unit is wanted."""
    return bool(given.letter) or any(w.lemma == given.unit for w in (*reference.asked.words, *reference.told.words))


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


def _compare_value(given: Quantity, key: Quantity, reference: Reference, converted: bool) -> str:
    calendar = {MEASURES.get(u, ("",))[0] for u in (given.unit, key.unit)} == {"time"}
    slack = (0.09 if calendar else _NEAR) if converted else _slack(reference)
    if given.sort == "vague":
        return "bound" if given.low <= key.low <= given.high else "wrong-number"
    if given.is_range:
        if slack and _close_to(given.low, key.low, slack) and _close_to(given.high, key.low, slack):
            return "rounded"
        return "bound" if given.low <= key.low <= given.high and given.high <= 2 * key.low else "wrong-number"
    if _equal(given, key, slack):
        if given.bound and given.bound == _asked_bound(reference):
            return "converted" if converted else "number"
        return _bounded(given, key, converted)
    if _rounded(given, key):
        return "rounded"
    if given.bound and given.bound != key.bound:
        right = given.low < key.low if given.bound == ">" else given.low > key.low
        near = 0.5 <= given.low / key.low <= 2 if key.low else False
        return "bound" if right and near else "wrong-number"
    if given.approx and _close_to(given.low, key.low, 0.05 if given.low % 5 else 0.1):
        return "near-number"
    return "wrong-number"


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


def _bounded(given: Quantity, key: Quantity, converted: bool) -> str:
    if given.bound and given.bound != key.bound:
        return "bound" if given.approx or key.approx or (key.bound and given.approx) else "wrong-number"
    return "converted" if converted else "number"


def _compare_range(given: Quantity, key: Quantity, converted: bool) -> str:
    if given.sort == "vague":
        return "bound" if given.unit and given.low <= key.high and given.high >= key.low else "wrong-range"
    if given.sort == "century" and key.sort == "century":
        return "number" if given.low == key.low else "wrong-range"
    slack = max(0.5, 0.03 * (abs(key.low) + abs(key.high)) / 2) if converted else 0.0
    low_right, high_right = abs(given.low - key.low) <= slack + 1e-9, abs(given.high - key.high) <= slack + 1e-9
    if given.is_range:
        return ("converted" if converted else "number") if low_right and high_right else "wrong-range"
    if (given.bound == ">" and low_right) or (given.bound == "<" and abs(given.low - key.high) <= slack + 1e-9):
        return "one-end"
    if given.bound:
        return "wrong-range"
    if low_right or abs(given.low - key.high) <= slack + 1e-9:
        return "one-end"
    return "inside-range" if key.low < given.low < key.high else "wrong-range"


def _compare_year(given: Quantity, key: Quantity) -> str:
    year = key.low
    if given.sort == "decade":
        low = given.low if given.low >= 100 else given.low + year // 100 * 100
        return "decade" if low <= year <= low + 9 else "wrong-number"
    if given.sort in ("century", "vague", "ordinal") or (given.unit and given.unit != "year"):
        return "wrong-number"
    if given.is_range:
        return "bound" if given.low <= year <= given.high and given.high - given.low <= 10 else "wrong-number"
    if given.low == year or (given.sort == "short-year" and given.low == year % 100):
        return "number" if not given.bound else "wrong-number"
    if given.approx and abs(given.low - year) <= 1:
        return "near-number"
    return "wrong-number"
