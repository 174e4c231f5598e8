"""Numbers in an answer: figures or words, with unit, as a range, a bound, or only roughly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tutor.grading.figures import out_of, read_number
from tutor.grading.tables.numbers import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    COMPARING,
    COMPARING_LESS,
    DECADE,
    FRACTION,
    HEARD,
    OTHER_FRACTIONS,
    SCALE,
    SHORT_SCALE,
    SMALL,
)
from tutor.grading.tables.units import MEASURES, MONEY, ONLY_AFTER_DIGITS, TEMPERATURES, UNIT
from tutor.grading.tokens import number_of, word

_VAGUE = frozenset("few several many some numerous couple".split())
MAX_TRIED = 32
"""Words of one answer that are tried as the beginning of a number."""
_STARTS = frozenset(
    {"minus", "negative", "half", "a", "an", "quarter", "third", "one", *_VAGUE, *SCALE, *DECADE, *OTHER_FRACTIONS}
)
_TO = frozenset("to - till until bis through and a y und et e la el le der die das den".split())
_MARKS_BEFORE = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_TIME_BOUND = {"before": "<", "until": "<", "till": "<", "after": ">"}
_BEFORE_NUMBERS = frozenset("than to the a just well only at of or is about any before until till after".split())
_AND = frozenset("and y und et e en".split())
_BETWEEN = frozenset("between entre zwischen tra fra tussen".split())
_NOT = frozenset("not no never n't".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range from `low` to `high`, in a unit ("" for none).

    `bound` is ">" or "<" when the text says only more or less than it. `sort` tells how it was written:
    figure, word, ordinal, fraction, range, decade, century, vague (hundreds of, a few).
    `start` and `end` are token places; `letter` is a multiplier or a unit: the m of 300m.
    """

    low: float
    high: float
    unit: str = ""
    approx: bool = False
    bound: str = ""
    sort: str = "figure"
    start: int = 0
    end: int = 0
    letter: str = ""
    other: float | None = None

    @property
    def is_range(self) -> bool:
        """Tell whether two ends were given."""
        return self.low != self.high

    @property
    def middle(self) -> float:
        """Return the number, or what lies between the ends."""
        return (self.low + self.high) / 2

    def values(self) -> tuple[float, ...]:
        """Return every reading of the number: 300m may be millions, 1.500 may be thousands."""
        more = [self.low * SHORT_SCALE[self.letter]] if self.letter else []
        return (self.low, *more, *([self.other] if self.other is not None else []))


def quantities(tokens: list[str]) -> list[Quantity]:
    """Return the quantities of a text, ranges joined.

    >>> [(q.low, q.high, q.unit) for q in quantities("between 2 and 8 ° c , or 300 miles".split())]
    [(2.0, 8.0, '°c'), (300.0, 300.0, 'mile')]
    """
    found: list[Quantity] = []
    tokens = [HEARD.get(t, t) for t in tokens]
    at = 0
    tries = 0
    while at < len(tokens) and tries < MAX_TRIED:
        one = _one(tokens, at) if _may_begin(tokens[at]) else None
        tries += _may_begin(tokens[at])
        if one is None:
            at += 1
            continue
        found.append(one)
        at = one.end
    return _joined(tokens, found)


@lru_cache(maxsize=1 << 14)
def _may_begin(token: str) -> bool:
    """Tell whether a number can begin with a token; most words of an answer are done with here."""
    return token in _STARTS or word(token).value is not None


def _one(tokens: list[str], at: int) -> Quantity | None:
    special = _half_of(tokens, at) or _vague(tokens, at) or _decade(tokens, at) or _lone_unit(tokens, at)
    if special is not None:
        return special
    read = read_number(tokens, at)
    if read is None:
        return None
    value, end, sort = read
    value, end, sort = out_of(tokens, value, end, sort)
    if tokens[end : end + 1] and tokens[end] in ("bc", "bce", "ad", "ce"):
        value, end = (-value if tokens[end][0] == "b" else value), end + 1
    quantity = Quantity(value, value, sort=sort, start=at, end=end, other=_other_reading(tokens[at]))
    return _with_unit(_with_bound(quantity, tokens), tokens)


def _half_of(tokens: list[str], at: int) -> Quantity | None:
    """Read "half of 46"."""
    if (
        tokens[at] in FRACTION
        and tokens[at + 1 : at + 2] == ["of"]
        and at + 2 < len(tokens)
        and tokens[at + 2].isdigit()
    ):
        value = FRACTION[tokens[at]] * float(tokens[at + 2][:9])
        return Quantity(value, value, start=at, end=at + 3)
    return None


def _lone_unit(tokens: list[str], at: int) -> Quantity | None:
    """Read "a fortnight", "half a month", "half an hour"."""
    if tokens[at] not in ("a", "an", "one", "half"):
        return None
    half = tokens[at] == "half"
    end = at + 2 if half and tokens[at + 1 : at + 2] and tokens[at + 1] in ("a", "an") else at + 1
    name = tokens[end] if end < len(tokens) else ""
    if name not in UNIT or name in ONLY_AFTER_DIGITS or MEASURES[UNIT[name]][0] == "angle":
        return None
    value = 0.5 if half else 1.0
    more = tokens[end + 1 : end + 4]
    if more[:2] == ["and", "a"] and more[2:] and more[2] in FRACTION:
        return _with_bound(
            Quantity(1 + FRACTION[more[2]], 1 + FRACTION[more[2]], UNIT[name], sort="word", start=at, end=end + 4),
            tokens,
        )
    return _with_bound(Quantity(value, value, UNIT[name], sort="word", start=at, end=end + 1), tokens)


def _other_reading(token: str) -> float | None:
    """1.500 is one and a half, or, where the point marks thousands, fifteen hundred."""
    whole, point, rest = token.partition(".")
    return float(whole + rest) if point and len(rest) == 3 and rest.isdigit() and whole.isdigit() else None


# --- what stands around a number ------------------------------------------------------------------------


def _vague(tokens: list[str], at: int) -> Quantity | None:
    """Read "hundreds of millions", "thousands", "a few weeks"."""
    token = tokens[at]
    if token in SCALE and token.endswith("s"):
        low, end = SCALE[token], at + 1
        while tokens[end : end + 1] == ["of"] and end + 1 < len(tokens) and tokens[end + 1] in SCALE:
            low, end = low * SCALE[tokens[end + 1]], end + 2
        name = tokens[end + 1] if tokens[end : end + 1] == ["of"] and end + 1 < len(tokens) else ""
        of_what = UNIT.get(name, "") if name not in ONLY_AFTER_DIGITS else ""
        return Quantity(low, low * 9.99, of_what, sort="vague", start=at, end=end + 2 if of_what else end)
    if token in _VAGUE and at + 1 < len(tokens):
        end = at + 2 if tokens[at + 1] == "of" else at + 1
        unit = UNIT.get(tokens[end]) if end < len(tokens) else None
        if unit and tokens[end] not in ONLY_AFTER_DIGITS:
            return Quantity(2, 9, unit, sort="vague", start=at, end=end + 1)
        if end < len(tokens) and tokens[end] in SCALE:
            return Quantity(2 * SCALE[tokens[end]], 9 * SCALE[tokens[end]], sort="vague", start=at, end=end + 1)
    return None


def _decade(tokens: list[str], at: int) -> Quantity | None:
    """Read "1980s", "'80s", "eighties", "18th century"."""
    token = tokens[at]
    if token in DECADE:
        century = 100 * _century(tokens[at - 1]) if at else 0
        low = century + DECADE[token]
        return Quantity(low, low + 9, sort="decade", start=at, end=at + 1)
    if token.isdigit() and len(token) in (2, 4) and token.endswith("0") and _plural(tokens, at + 1):
        end = at + 1 + _plural(tokens, at + 1)
        low, sort = float(token), "century" if token.endswith("00") and len(token) == 4 else "decade"
        return Quantity(low, low + (99 if sort == "century" else 9), sort=sort, start=at, end=end)
    value = number_of(token)
    end = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1] in ("th", "st", "nd", "rd", "-") else at + 1
    if value and 1 <= value <= 21 and tokens[end : end + 1] == ["century"]:
        return Quantity(100 * value - 100, 100 * value, sort="century", start=at, end=end + 1)
    return None


def _plural(tokens: list[str], at: int) -> int:
    """Count the tokens of a plural ending after figures: s, or ' and s."""
    return 1 if tokens[at : at + 1] == ["s"] else 2 if tokens[at : at + 2] == ["'", "s"] else 0


def _century(token: str) -> float:
    value = SMALL.get(token)
    return value if value is not None and 10 <= value <= 20 else 0.0


def _with_bound(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Look back over at most five words for about, more than, at least, not under."""
    bound = _TIME_BOUND.get(tokens[quantity.start - 1], "") if quantity.start else ""
    approx, unit = False, ""
    for back in range(quantity.start - 1, max(-1, quantity.start - 6), -1):
        said = tokens[back]
        if said in _MARKS_BEFORE:
            unit = _MARKS_BEFORE[said]
        elif said in ABOUT:
            approx = True
            bound = bound or ("<" if said in AT_MOST else "")
        elif found := _bound_of(tokens, back):
            bound = bound or found
        elif said in _NOT and bound:
            bound = "<" if bound == ">" else ">"
        elif said not in _BEFORE_NUMBERS:
            break
    return replace(quantity, approx=approx, bound=bound, unit=unit or quantity.unit)


def _bound_of(tokens: list[str], at: int) -> str:
    """Return which side the word at a place leaves open: ">" for over and more, "<" for under and up to."""
    said = tokens[at]
    if said in COMPARING or said in AT_LEAST:
        return ">"
    return "<" if said in COMPARING_LESS or said in AT_MOST or tokens[at : at + 2] == ["up", "to"] else ""


def _with_unit(quantity: Quantity, tokens: list[str]) -> Quantity:
    """Read the unit after the number, and "or more", "or so", "+" after that."""
    end = quantity.end
    if tokens[end : end + 1] == ["-"] and tokens[end + 1 : end + 2] and tokens[end + 1] in UNIT:
        end += 1
    name = tokens[end] if end < len(tokens) else ""
    figures = tokens[quantity.end - 1][-1:].isdigit()
    if name in ("°", "degree", "degrees", "deg", "grad", "grados", "degres") and end + 1 < len(tokens):
        scale = UNIT.get(tokens[end + 1], "")
        unit, end = (scale, end + 2) if scale in TEMPERATURES else ("degree", end + 1)
        quantity = replace(quantity, unit=unit, end=end)
    elif name in ("square", "sq") and UNIT.get("".join(tokens[end + 1 : end + 2])) in ("km", "mile", "m"):
        area = {"km": "km2", "mile": "sqmi", "m": "m2"}[UNIT[tokens[end + 1]]]
        quantity = replace(quantity, unit=area, end=end + 2)
    elif name == "per" and tokens[end + 1 : end + 2] in (["cent"], ["hundred"]):
        quantity = replace(quantity, unit="%", end=end + 2)
    elif _is_unit(name, figures):
        quantity = replace(quantity, unit=quantity.unit if quantity.unit in MONEY else UNIT[name], end=end + 1)
    if figures and name in SHORT_SCALE:
        quantity = replace(quantity, letter=name, end=max(end + 1, quantity.end))
        if name in ("k", "bn", "mn", "tn", "mio") or quantity.unit in MONEY:
            value = quantity.low * SHORT_SCALE[name]
            quantity = replace(
                quantity, low=value, high=value, letter="", unit=quantity.unit if quantity.unit in MONEY else ""
            )
    return _after(quantity, tokens)


def _is_unit(name: str, figures: bool) -> bool:
    if name in UNIT and (figures or name not in ONLY_AFTER_DIGITS):
        return True
    if name in UNIT:
        return len(name) > 1 and name not in ("second", "seconds", "mi")
    slip = word(name).lemma if name.isalpha() else ""
    return slip in UNIT and slip not in ONLY_AFTER_DIGITS


def _after(quantity: Quantity, tokens: list[str]) -> Quantity:
    tail = tokens[quantity.end : quantity.end + 3]
    ending = tail[:1] in (["or"], ["and"]) and not (tail[2:] and number_of(tail[2]) is not None)
    if tail[:1] == ["+"] or (ending and tail[1:2] in (["more"], ["over"], ["above"], ["up"])):
        return replace(quantity, bound=">")
    if tail[:1] == ["or"] and tail[1:2] in (["less"], ["fewer"], ["under"], ["below"]):
        return replace(quantity, bound="<")
    if tail[:1] in (["ish"], ["approximately"], ["roughly"], ["approx"]) or tail[:2] in (["or", "so"], ["-", "ish"]):
        return replace(quantity, approx=True)
    return quantity


# --- ranges ------------------------------------------------------------------------------------------------


def _joined(tokens: list[str], found: list[Quantity]) -> list[Quantity]:
    """Join neighbours into ranges: 2 to 8, 30 give or take 5, not under 2 and not over 8."""
    out: list[Quantity] = []
    for quantity in found:
        joined = _range(out[-1], quantity, tokens) if out else None
        if joined is None:
            out.append(quantity)
        else:
            out[-1] = joined
    return out


def _range(one: Quantity, two: Quantity, tokens: list[str]) -> Quantity | None:
    if one.is_range or two.is_range:
        return None
    if _is_rest(one, two, tokens):
        whole = one.low + two.low * MEASURES[two.unit][1] / MEASURES[one.unit][1]
        return replace(one, low=whole, high=whole, end=two.end)
    if not _same_measure(one, two):
        return None
    between = [t for t in tokens[one.end : two.start] if t not in ("°", "degrees", "about", "roughly", "(", ")")]
    unit = two.unit or one.unit
    span = {"unit": unit, "start": one.start, "end": two.end, "sort": "range", "approx": one.approx or two.approx}
    if between in (["give", "or", "take"], ["plus", "or", "minus"], ["±"], ["+", "/", "-"], ["plus", "minus"]):
        return replace(one, low=one.low - two.low, high=one.low + two.low, **span)  # type: ignore[arg-type]
    low, high = one.low, two.low
    if between == ["-"] and 0 < high < 100 <= low and high > low % 100:
        high += low // 100 * 100  # 1914-18
    if not between and two.low < 0 and one.low >= 0:
        return replace(one, high=-high, bound="", **span)  # type: ignore[arg-type]
    if {one.bound, two.bound} == {">", "<"} and len(between) <= 6:
        ends = (low, high) if one.bound == ">" else (high, low)
        return replace(one, low=ends[0], high=ends[1], bound="", **span) if ends[0] < ends[1] else None  # type: ignore[arg-type]
    if not _joins(between, tokens[max(0, one.start - 3) : one.start]):
        return None
    if one.other and two.other:  # 1.000 - 1.200: the points mark thousands
        low, high = one.other, two.other
    return replace(one, low=low, high=high, bound="", **span) if low != high else None  # type: ignore[arg-type]


def _joins(between: list[str], before: list[str]) -> bool:
    """Tell words that make a range of two numbers: to, and after "between"."""
    if not between or not set(between) <= _TO | {"up", "down", "all", "the", "way", "from"}:
        return False
    return not set(between) & _AND or bool(_BETWEEN & set(before))


def _is_rest(one: Quantity, two: Quantity, tokens: list[str]) -> bool:
    """Tell the minutes after the hours: 1 hour and 30 minutes."""
    if not one.unit or not two.unit or two.bound or tokens[one.end : two.start] not in ([], ["and"], [","]):
        return False
    (kind, large), (other, small) = MEASURES[one.unit], MEASURES[two.unit]
    return kind == other and kind in ("time", "length", "mass") and small < large


def _same_measure(one: Quantity, two: Quantity) -> bool:
    if not one.unit or not two.unit or one.unit == two.unit:
        return True
    return "degree" in (one.unit, two.unit)
