"""The unit of a number: 300 miles, an hour and a half, 5 m/s, 0.2 cubic metres, 1h10."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from tutor.grading.numbers.bounds import bounded, qualified
from tutor.grading.numbers.quantity import Quantity
from tutor.grading.tables.numbers import ARTICLES, FRACTION, SHORT_SCALE
from tutor.grading.tables.units import (
    BEFORE_UNIT,
    IN_BETWEEN,
    MEASURES,
    MONEY,
    ONLY_AFTER_DIGITS,
    SPEEDS,
    TEMPERATURES,
    UNIT,
)
from tutor.grading.tokens import word

_DEGREES = frozenset("° degree degrees deg grad grados degres gradi".split())
_CERTAIN = frozenset("k bn mn tn mio mill mrd".split())
"""Letters after a number that can be nothing but millions and the like."""


def measured(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Read the unit after a number, and what follows it.

    >>> measured(Quantity(48, 48, end=1), "48 us gallons".split()).unit
    'gallon'
    """
    return qualified(_with_unit(quantity, tokens), tokens)


def _with_unit(quantity: Quantity, tokens: list[str]) -> Quantity:
    end = quantity.end
    end += tokens[end : end + 1] == ["-"] and tokens[end + 1 : end + 2] != [] and tokens[end + 1] in UNIT
    if end >= len(tokens):
        return quantity
    if quantity.sort == "fraction" and tokens[end] == "of":  # three quarters of an hour
        end += 2 if tokens[end + 1 : end + 2] and tokens[end + 1] in ARTICLES else 1
        if tokens[end : end + 1] and tokens[end] in ONLY_AFTER_DIGITS and tokens[end - 1] == "of":
            return quantity
    figures = tokens[quantity.end - 1][-1:].isdigit()
    quantity, end = _multiplied(quantity, tokens, end) if figures else (quantity, end)
    unit, after = _unit_at(tokens, end, figures)
    if not unit:
        return _hours_and(quantity, tokens, end)
    money = quantity.unit if quantity.unit in MONEY else unit
    return replace(quantity, unit=money, end=after, letter=quantity.letter if len(unit) == 1 else "")


def _multiplied(quantity: Quantity, tokens: list[str], end: int) -> tuple[Quantity, int]:
    """Read a letter that multiplies: 350bn, $3m, 25m years; a lone m may be metres, and is kept for later."""
    factor = SHORT_SCALE.get(tokens[end], 0) if end < len(tokens) else 0
    if not factor:
        return quantity, end
    unit = _unit_at(tokens, end + 1, True)[0] if len(tokens[end + 1 : end + 2]) else ""
    of_unit = bool(unit) and len(tokens[end + 1]) > 1 and tokens[end] != tokens[end + 1]
    if tokens[end] not in _CERTAIN and quantity.unit not in MONEY and not of_unit:
        return replace(quantity, letter=tokens[end], end=end + 1), end
    value = quantity.low * factor
    kept = "K" if tokens[end] == "k" and not unit else ""  # 94 K: kelvins, where a temperature is asked for
    return replace(quantity, low=value, high=value, scale=factor, letter=kept, end=end + 1), end + 1


def _unit_at(tokens: list[str], end: int, figures: bool) -> tuple[str, int]:
    """Return the unit that begins at a place, "" for none, and the place after it."""
    name = tokens[end] if end < len(tokens) else ""
    after = tokens[end + 1] if end + 1 < len(tokens) else ""
    if name in _DEGREES:
        scale = UNIT.get(after, "")
        return (scale, end + 2) if scale in TEMPERATURES else ("degree", end + 1)
    if (name, UNIT.get(after, "")) in BEFORE_UNIT:
        return BEFORE_UNIT[name, UNIT[after]], end + 2
    if name in ("per", "pour", "por", "pro") and after in ("cent", "hundred", "ciento", "cento"):
        return "%", end + 2
    if name in IN_BETWEEN and len(after) > 2 and unit_called(after):
        return unit_called(after), end + 2
    unit = unit_called(name) if _may_be_unit(name, figures) else ""
    if after in ("per", "a", "an", "/") and MEASURES.get(unit, ("",))[0] == "length":
        speed = SPEEDS.get((unit, UNIT.get("".join(tokens[end + 2 : end + 3]), "")))
        return (speed, end + 3) if speed else (unit, end + 1)
    if after == "^" and unit + "".join(tokens[end + 2 : end + 3]) in MEASURES:
        return unit + tokens[end + 2], end + 3
    return unit, end + 1


def _may_be_unit(name: str, figures: bool) -> bool:
    if figures or name not in ONLY_AFTER_DIGITS:
        return bool(name)
    return len(name) > 1 and name not in ("second", "seconds", "mi")


@lru_cache(maxsize=1 << 13)
def unit_called(name: str) -> str:
    """Return the unit of a name, also where it is misspelt by a letter and no word of its own.

    >>> unit_called("kilometres"), unit_called("huors"), unit_called("hour's"), unit_called("cheese")
    ('km', 'hour', 'hour', '')
    """
    if name in UNIT:
        return UNIT[name]
    if not name[:1].isalpha():
        return ""
    known = word(name)
    if known.lemma in UNIT and known.lemma not in ONLY_AFTER_DIGITS:
        return UNIT[known.lemma]
    if known.known or len(name) < 4 or known.value is not None:
        return ""
    return next(
        (unit for one, unit in UNIT.items() if len(one) > 3 and OSA.distance(one, name, score_cutoff=1) < 2), ""
    )


def _hours_and(quantity: Quantity, tokens: list[str], end: int) -> Quantity:
    """Read 1h10: the minutes hang on the h."""
    name = tokens[end] if end < len(tokens) else ""
    if len(name) < 2 or name[0] != "h" or not name[1:].isdecimal() or int(name[1:3]) > 59 or len(name) > 3:
        return quantity
    value = quantity.low + int(name[1:]) / 60
    return replace(quantity, low=value, high=value, unit="hour", end=end + 1)


def lone_unit(tokens: list[str], at: int) -> Quantity | None:
    """Read a unit without a number: a fortnight, half a month, half an hour, an hour and a half.

    >>> lone_unit("an hour and a half".split(), 0).low
    1.5
    """
    if tokens[at] not in ARTICLES:
        return None
    half = tokens[at] == "half"
    end = at + 1
    if half and tokens[end : end + 1] and tokens[end] in ("a", "an", "-"):
        end += 1
    name = tokens[end] if end < len(tokens) else ""
    if name not in UNIT or name in ONLY_AFTER_DIGITS or MEASURES[UNIT[name]][0] == "angle":
        return None
    value = 0.5 if half else 1.0
    unit, after = _unit_at(tokens, end, False)
    more = tokens[after : after + 3]
    part = (
        next((m for m in more[1:] if m in FRACTION), "") if more[:1] in (["and"], ["und"], ["et"], ["y"], ["e"]) else ""
    )
    if part and (more[1] == part or more[1] in ARTICLES):
        value, after = value + FRACTION[part], after + more.index(part) + 1
    one = Quantity(value, value, unit, sort="word", start=at, end=after)
    return qualified(bounded(one, tokens), tokens)
