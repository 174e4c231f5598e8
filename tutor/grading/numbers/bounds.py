"""What stands around a number and makes it rough or a bound: about 7, more than 7, not over 7, 7 or so."""

from __future__ import annotations

from dataclasses import replace

from tutor.grading.numbers.quantity import Quantity
from tutor.grading.tables.numbers import ABOUT, AT_LEAST, AT_MOST, COMPARING, COMPARING_LESS, HARDLY, NEARLY
from tutor.grading.tables.units import MARKS, TEMPERATURES, UNIT
from tutor.grading.tokens import number_of

_TIME_BOUND = {"before": "<", "until": "<", "till": "<", "after": ">"}
_BEFORE_NUMBERS = frozenset("than to the a just well only at of or is about any before until till after".split())
_NOT = frozenset("not no never none nothing nobody".split())
_REACH = 6
"""Words before a number that may speak of it."""
_ZERO = frozenset("zero 0 freezing null cero nul".split())
_UNDER = frozenset("below under beneath unter sous bajo sotto".split())


def bounded(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Look back over a few words for about, more than, at least, not under, just over, and a mark of money.

    >>> bounded(Quantity(7, 7, start=4, end=5), "not much more than 7".split()).bound
    '<'
    """
    bound = _TIME_BOUND.get(tokens[quantity.start - 1], "") if quantity.start else ""
    approx, soft, denied, inclusive, unit = False, False, False, False, ""
    for back in range(quantity.start - 1, max(-1, quantity.start - _REACH - 1), -1):
        said = tokens[back]
        if said in MARKS:
            unit = MARKS[said]
        elif said in ABOUT:
            approx, soft = True, soft or said in NEARLY
            bound = bound or ("<" if said in AT_MOST else "")
        elif found := _side(tokens, back):
            inclusive = inclusive or (not bound and said in _INCLUSIVE)
            bound = bound or found
        elif bound and (said in _NOT or said.endswith("n't")):
            bound, denied = "<" if bound == ">" else ">", True
        elif said in HARDLY:
            soft = soft or bool(bound)
        elif said == "quite" and tokens[back - 1 : back] == ["not"]:
            bound, soft, denied = "<", True, True
        elif not _goes_on(tokens, back):
            break
    if not (approx or bound or unit):
        return quantity
    return replace(
        quantity, approx=approx, bound=bound, soft=soft, denied=denied, inclusive=inclusive or denied,
        unit=unit or quantity.unit,
    )  # fmt: skip


_INCLUSIVE = frozenset("least minimum most maximum up earliest latest".split())
"""Words of a bound that leaves the number itself possible."""


def _side(tokens: list[str], at: int) -> str:
    """Return which side the word at a place leaves open: ">" for over and more, "<" for under and up to."""
    said = tokens[at]
    if said == "plus" and not at:  # plus 50 degrees
        return ""
    if said in COMPARING or said in AT_LEAST:
        return ">"
    return "<" if said in COMPARING_LESS or said in AT_MOST or tokens[at : at + 2] == ["up", "to"] else ""


def _goes_on(tokens: list[str], at: int) -> bool:
    """Tell a word that may stand between a bound and its number: than, the; in "at the latest in a week", in."""
    said = tokens[at]
    if said == "in":
        return at > 0 and tokens[at - 1] in ("than", "latest", "earliest")
    return said in _BEFORE_NUMBERS or (said == "much" and tokens[at + 1 : at + 2] in (["more"], ["over"], ["less"]))


def qualified(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Read what follows a number and its unit: below zero, or more, at most, +, or so, ish.

    >>> qualified(Quantity(40, 40, "degree", start=0, end=2), "40 degrees below zero".split()).low
    -40
    """
    quantity = _below_zero(quantity, tokens)
    tail = tokens[quantity.end : quantity.end + 3]
    if not tail:
        return quantity
    bound = _bound_after(tail)
    if bound:
        return replace(quantity, bound=bound, inclusive=True)
    if tail[0] in _ROUGHLY or tuple(tail[:2]) in _OR_SO:
        return replace(quantity, approx=True)
    if tail in (["give", "or", "take"], ["more", "or", "less"]):
        return replace(quantity, approx=True)
    return quantity


_ROUGHLY = frozenset("ish approximately roughly approx odd".split())
_OR_SO = frozenset({("or", "so"), ("-", "ish"), ("or", "thereabouts"), ("or", "near"), ("or", "nearly")})
_MORE = frozenset("more over above up upwards longer higher greater older beyond".split())
_LESS = frozenset("less fewer under below shorter lower younger".split())
_LEAST, _MOST = frozenset("least earliest".split()), frozenset("most latest".split())


def _bound_after(tail: list[str]) -> str:
    """Return the side that "or more", "+", "at most" after a number leave open."""
    if (
        tail[0] in ("or", "and")
        and len(tail) > 1
        and not (tail[2:] and (tail[2] == "than" or number_of(tail[2]) is not None))
    ):
        return ">" if tail[1] in _MORE else "<" if tail[1] in _LESS and tail[0] == "or" else ""
    last = tail[2] if tail[:2] == ["at", "the"] and tail[2:] else tail[1] if tail[0] == "at" and tail[1:] else ""
    if tail[0] == "+" or last in _LEAST:
        return ">"
    return "<" if last in _MOST else ""


def _below_zero(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Read "89 degrees below zero" and "40 below freezing, Celsius" as a negative number."""
    end = quantity.end
    after = tokens[end : end + 4]
    if quantity.unit and quantity.unit not in TEMPERATURES:
        return quantity
    if not after or after[0] not in _UNDER or (after[1:] and after[1] not in _ZERO):
        return quantity
    end += len(after[:2])
    scale = next((UNIT[t] for t in after[2:] if UNIT.get(t) in TEMPERATURES and t not in ("°", "degrees")), "")
    value = -abs(quantity.low)
    unit = scale or quantity.unit or "degree"
    return replace(quantity, low=value, high=value, unit=unit, end=end, bound="" if quantity.soft else quantity.bound)
