"""Judging an answer where the key is a number, a range, a year or a date."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.dates import Date, dates, year_of
from tutor.grading.phrases import Answer
from tutor.grading.quantities import Quantity, quantities
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.tables.calendar import ALSO_WORDS, MONTH
from tutor.grading.tables.grammar import ALTERNATIVES
from tutor.grading.tables.numbers import SOUNDS_LIKE
from tutor.grading.tables.units import MAY_GO_UNSAID, MEASURES, TEMPERATURES, shown
from tutor.model import Verdict
from tutor.text import fold

_NEAR = 0.03
"""What rounding and conversion may change, as a share."""


def judge_number(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the quantity that fits the key best; another one beside it may make it a choice of two."""
    found = _claimed(answer, reference)
    if not found and (heard := quantities(answer.tokens)):
        return verdict(
            "negated"
            if any(_compare(q, k, reference) in _INSIDE for q in heard for k in reference.numbers)
            else "different"
        )
    found = found or _heard(answer.tokens)
    if not found:
        return verdict("no-number" if reference.sort in ("number", "range") else "different")
    judged = [
        (max((_compare(q, key, reference) for key in _keys(q, reference)), key=_RANK.__getitem__), q) for q in found
    ]
    best, quantity = max(judged, key=lambda pair: _RANK[pair[0]])
    rivals = [q for code, q in judged if code in _OUTSIDE and q is not quantity]
    if best == "one-end" and _both_ends(found, reference):
        return verdict("number")
    if best in _INSIDE and _of_something_else(answer, quantity, reference):
        return verdict("other-thing")
    if best in _INSIDE and _undecided(answer, quantity, rivals):
        return verdict("undecided")
    return _said(best, reference)


_INSIDE = ("same", "number", "converted", "rounded")
_OUTSIDE = ("wrong-number", "wrong-unit", "wrong-range", "decade", "near-number", "wrong-year")
_RANK = {
    code: rank
    for rank, code in enumerate(
        "wrong-number wrong-range wrong-year wrong-unit bound inside-range one-end decade near-number missing-unit "
        "rounded converted "
        "number".split()
    )
}


def _heard(tokens: list[str]) -> list[Quantity]:
    """Read words that sound like numbers, "to" only when nothing else does: too to ate is 2 to 8."""
    if len(tokens) > 40:
        return []
    spelt = [SOUNDS_LIKE.get(t, t) if t != "to" else t for t in tokens]
    return quantities(spelt) or quantities([SOUNDS_LIKE.get(t, t) for t in tokens])


def _claimed(answer: Answer, reference: Reference) -> list[Quantity]:
    """Return the quantities that are not denied ("1987, not 1991")."""
    denied = {answer.at[p] for p in answer.denied}
    found = quantities(answer.tokens)
    short = year_of(fold(answer.text))
    if short is not None:
        found = [replace(q, sort="short-year") if q.low == short else q for q in found]
    found = [q for q in found if not _in_date(q, answer.tokens)] if reference.sort in ("number", "range") else found
    return [q for q in found if q.start not in denied]


def _of_something_else(answer: Answer, quantity: Quantity, reference: Reference) -> bool:
    """Tell a bare count of things that neither question nor passage speaks of: 206 teeth."""
    if quantity.unit or reference.unit or reference.sort != "number" or len(answer.words) > 3:
        return False
    nouns = [answer.words[p] for p, at in enumerate(answer.at) if at == quantity.end]
    if not nouns or nouns[0].function or not nouns[0].known or nouns[0].lemma == nouns[0].text:
        return False
    near = (*reference.asked.words, *reference.told.words, *(w for p in reference.wordings for w in p.words))
    return not any(nouns[0].lemma == w.lemma or nouns[0].senses & w.senses for w in near)


def _keys(given: Quantity, reference: Reference) -> tuple[Quantity, ...]:
    """Return the wordings to compare with: the key, and those of the others that are in the same unit."""
    return (reference.numbers[0], *(key for key in reference.numbers[1:] if not given.unit or key.unit == given.unit))


def _both_ends(found: list[Quantity], reference: Reference) -> bool:
    """Both ends in two statements: started in 1881, finished in 1885."""
    ends = [q.low for q in found if not q.is_range and not q.bound]
    return any(key.is_range and ends == [key.low, key.high] for key in reference.numbers)


def _in_date(quantity: Quantity, tokens: list[str]) -> bool:
    """Tell a number that is the day of a date."""
    beside = (*tokens[max(0, quantity.start - 1) : quantity.start], *tokens[quantity.end : quantity.end + 1])
    return not quantity.unit and any(t in MONTH and t not in ALSO_WORDS for t in beside)


def _undecided(answer: Answer, right: Quantity, rivals: list[Quantity]) -> bool:
    """Another number stands on the other side of an "or"."""
    for rival in rivals:
        low, high = sorted((right.end, rival.start) if rival.start >= right.end else (rival.end, right.start))
        if set(answer.tokens[low:high]) & ALTERNATIVES:
            return True
    return False


def _said(code: str, reference: Reference) -> Verdict:
    if code == "wrong-unit":
        return verdict(code, unit=shown(reference.unit) if reference.unit else "something else")
    if code == "wrong-number" and reference.sort == "year":
        return verdict("wrong-year")
    return verdict(code)


# --- two quantities ---------------------------------------------------------------------------------------


def _compare(given: Quantity, key: Quantity, reference: Reference) -> str:
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
        return _bounded(given, key, converted)
    if _rounded(given, key):
        return "rounded"
    if given.bound and given.bound != key.bound:
        right = given.low < key.low if given.bound == ">" else given.low > key.low
        near = 0.5 <= given.low / key.low <= 2 if key.low else False
        return "bound" if right and near else "wrong-number"
    if given.approx and _close_to(given.low, key.low, 0.05):
        return "near-number"
    return "wrong-number"


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


# --- dates ----------------------------------------------------------------------------------------------------


def judge_date(answer: Answer, reference: Reference) -> Verdict:
    """Judge day, month and year: all there, some missing, or one wrong."""
    key = reference.dates[0]
    found = dates(fold(answer.text), answer.tokens) or _year_only(answer, reference)
    if not found:
        return verdict("different")
    if _two_days(answer):
        return verdict("undecided")
    right = [d for d in found if any(not d.conflicts(k) for k in reference.dates)]
    if not right:
        return verdict("wrong-date")
    if len(right) < len(found) and set(answer.tokens) & ALTERNATIVES:
        return verdict("undecided")
    missing = min((d.lacks(key) for d in right), key=len)
    return verdict("part-of-date", missing=" and the ".join(missing)) if missing else verdict("date")


def _year_only(answer: Answer, reference: Reference) -> list[Date]:
    return [
        Date(year=int(q.low))
        for q in _claimed(answer, reference)
        if q.sort in ("figure", "word", "short-year") and 10 <= q.low <= 2200
    ]


def _two_days(answer: Answer) -> bool:
    """14 or 15 July."""
    return any(
        t in ALTERNATIVES and answer.tokens[i - 1][0].isdigit() and answer.tokens[i + 1][0].isdigit() and t != "/"
        for i, t in enumerate(answer.tokens[1:-1], 1)
    )
