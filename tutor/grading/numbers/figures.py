"""One number at its place in a text: figures, words, decimals, fractions, powers."""

from __future__ import annotations

from tutor.grading.tables.numbers import (
    ALSO_OTHER_WORDS,
    DIGITS,
    FRACTION,
    ORDINAL,
    OTHER_FRACTIONS,
    POINT,
    SCALE,
    SIXTY_OR_EIGHTY,
    SMALL,
)
from tutor.grading.tables.units import UNIT
from tutor.grading.tokens import number_of, word

Read = tuple[float, int, str]
"""A number, the place after it, and how it is written: figure, word, ordinal, fraction."""
_AND = frozenset("and und et y e en".split())
_DIX = {"sept": 7.0, "huit": 8.0, "neuf": 9.0}
"""What follows dix in quatre-vingt-dix-sept."""
_ONE_OF = frozenset("a an one un une ein eine".split())


def read_number(tokens: list[str], at: int) -> Read | None:
    """Read the number that begins at a place: its value, where it ends, how it is written; None when none does.

    >>> read_number("three hundred million people".split(), 0)
    (300000000.0, 3, 'word')
    """
    token = tokens[at]
    if token[0].isdigit() or (token[0] == "-" and len(token) > 1):
        return _figures(tokens, at)
    if token in ("minus", "negative") and at + 1 < len(tokens):
        read = read_number(tokens, at + 1)
        return (-read[0], read[1], read[2]) if read and tokens[at + 1] != token else None
    if token in ("half", "a", "an", "quarter", "third") or token in OTHER_FRACTIONS:
        return _article_number(tokens, at)
    return _spelt(tokens, at)


def _at(tokens: list[str], place: int) -> str:
    return tokens[place] if place < len(tokens) else ""


# --- figures ----------------------------------------------------------------------------------------------


def _figures(tokens: list[str], at: int) -> Read | None:
    value = number_of(tokens[at])
    if value is None:
        return None
    over = _over(tokens, at + 1)
    if over:
        return _of_whole(tokens, value / over, at + 3)
    mixed = _over(tokens, at + 2) if _at(tokens, at + 1).isdigit() else 0
    if mixed:
        return _scaled(tokens, value + int(tokens[at + 1][:9]) / mixed, at + 4, "figure")
    value, end = _power(tokens, value, at + 1)
    if _at(tokens, end) in POINT:
        value, end = _decimals(tokens, value, end)
    part = _part(tokens, end)
    if part:
        return _scaled(tokens, value + part[0], part[1], "figure")
    if value < 10 and _at(tokens, end) in FRACTION and tokens[end].endswith("s"):
        return _of_whole(tokens, value * FRACTION[tokens[end]], end + 1)
    if _at(tokens, end) in ("th", "st", "nd", "rd"):
        return value, end + 1, "ordinal"
    return _scaled(tokens, value, end, "figure")


def _over(tokens: list[str], at: int) -> int:
    """Return what a number is divided by: the 3 of / 3; 0 when it is not."""
    below = _at(tokens, at + 1)
    return int(below) if _at(tokens, at) == "/" and below.isdigit() and len(below) < 4 and int(below) <= 100 else 0


def _power(tokens: list[str], value: float, end: int) -> tuple[float, int]:
    """Read 3 x 10^6, 10^6 and 3e6."""
    if _at(tokens, end)[:1] == "e" and tokens[end][1:].isdecimal() and len(tokens[end]) < 4:
        return value * 10.0 ** int(tokens[end][1:]), end + 1
    if tokens[end : end + 3][:2] == ["x", "10"] and tokens[end + 2 : end + 3] == ["^"]:
        exponent = number_of(tokens[end + 3]) if end + 3 < len(tokens) else None
        return (value * 10**exponent, end + 4) if exponent is not None and abs(exponent) < 40 else (value, end)
    if tokens[end : end + 1] == ["^"] and end + 1 < len(tokens):
        exponent = number_of(tokens[end + 1])
        if exponent is not None and abs(exponent) < 40 and 0 < abs(value) <= 100:
            return value**exponent, end + 2
    return value, end


# --- words ------------------------------------------------------------------------------------------------


def _article_number(tokens: list[str], at: int) -> Read | None:
    """Read "half a dozen", "a hundred", "a third", "half", "quarter of a million"."""
    first, second = _at(tokens, at + 1), _at(tokens, at + 2)
    if tokens[at] == "half" and first == "a" and second in SCALE:
        value, end, _ = _scaled(tokens, 1.0, at + 2)
        return value / 2, end, "word"
    if tokens[at] in ("a", "an"):
        if first in SCALE and not first.endswith("s"):
            return _scaled(tokens, 1.0, at + 1)
        if first in FRACTION and first != "second" and first not in ALSO_OTHER_WORDS:
            return _of_whole(tokens, FRACTION[first], at + 2)
        if ORDINAL.get(first, 0) > 6:
            return 1 / ORDINAL[first], at + 2, "fraction"
        return None
    if tokens[at] == "third" and _is_thing(first):  # the third season
        return 3.0, at + 1, "ordinal"
    if tokens[at] in ALSO_OTHER_WORDS and first not in UNIT and tokens[max(0, at - 1)] not in _ONE_OF - {"a"}:
        return None
    return _of_whole(tokens, FRACTION[tokens[at]], at + 1) if tokens[at] in FRACTION else None


def _is_thing(token: str) -> bool:
    """Tell a noun in the singular: "one in three people" comes here as "third people"."""
    if not token.isalpha() or token in SCALE or token in _MANY:
        return False
    one = word(token)
    return not one.function and one.lemma == one.text


_MANY = frozenset({"people"})


def _of_whole(tokens: list[str], value: float, end: int) -> Read:
    """Read what a fraction is taken of: half of 46, three quarters of a million."""
    skip = 1 if _at(tokens, end) == "of" else 0
    if _at(tokens, end + skip) in ("a", "one") and _at(tokens, end + skip + 1) in SCALE:
        whole, after, _ = _scaled(tokens, 1.0, end + skip + 1)
        return value * whole, after, "word"
    whole_at = read_number(tokens, end + 1) if skip and end + 1 < len(tokens) else None
    if whole_at and whole_at[2] != "ordinal" and abs(whole_at[0]) >= 1:
        return value * whole_at[0], whole_at[1], "word"
    if _at(tokens, end) in SCALE and value < 1 and not tokens[end].endswith("s"):  # three quarter million
        return _scaled(tokens, value, end)
    return value, end, "fraction"


def _spelt(tokens: list[str], at: int) -> Read | None:
    first = word(tokens[at])
    if first.value is None or (first.function and tokens[at] not in SMALL):
        return None
    if first.lemma in ORDINAL:
        return first.value, at + 1, "ordinal"
    if first.lemma in SCALE:
        return _scaled(tokens, 1.0, at) if not first.lemma.endswith("s") else None
    if first.lemma not in SMALL:
        return (first.value, at + 1, "word") if len(tokens[at]) > 1 else None
    value, end = _below_hundred(tokens, at)
    year = _year_in_words(tokens, value, end)
    if year:
        return year
    if _at(tokens, end) in POINT:
        value, end = _decimals(tokens, value, end)
    place = end + 1 if _at(tokens, end) == "-" else end
    if value < 10 and _at(tokens, place) in FRACTION and tokens[place] != "second":
        return _of_whole(tokens, value * FRACTION[tokens[place]], place + 1)
    part = _part(tokens, end)
    if part:
        value, end = value + part[0], part[1]
    return _scaled(tokens, value, end)


def _year_in_words(tokens: list[str], value: float, end: int) -> Read | None:
    """Read the second half of a number said in two: nineteen twelve, nineteen-oh-one, three twenty-four."""
    if value > 20 or value != int(value):
        return None
    place = end + 1 if _at(tokens, end) == "-" else end
    zero = place if _at(tokens, place) in ("oh", "o", "nought", "zero") and value >= 10 else -1
    if zero >= 0:
        place = zero + 2 if _at(tokens, zero + 1) == "-" else zero + 1
        digit, after = _below_hundred(tokens, place)
        return (value * 100 + digit, after, "word") if after > place and digit < 10 else None
    rest, after = _below_hundred(tokens, place)
    if after == place:
        return None
    if (place > end and rest >= value) or (value < 10 and tokens[place] not in SMALL):  # ten-twelve is a range
        return None
    if not 10 <= rest < 100 or _scale(tokens, after):
        return None
    return value * 100 + rest, after, "word"


def _decimals(tokens: list[str], value: float, point: int) -> tuple[float, int]:
    """Read what follows the point: two point seven, 2 point 7, three point one four.

    >>> _decimals("three point one four".split(), 3.0, 1)
    (3.14, 4)
    """
    if value != int(value):
        return value, point
    figures, end = "", point + 1
    while end < len(tokens) and (digit := DIGITS.get(tokens[end], tokens[end])).isdecimal() and len(figures) < 9:
        figures, end = figures + digit, end + 1
    if not figures:
        rest, end = _below_hundred(tokens, point + 1)
        figures = f"{rest:.0f}" if end > point + 1 else ""
    return (float(f"{value:.0f}.{figures}"), end) if figures else (value, point)


def _part(tokens: list[str], end: int) -> tuple[float, int] | None:
    """Read "and a half", "and three quarters" after a whole number.

    >>> _part("two and three quarters".split(), 1)
    (0.75, 4)
    """
    if _at(tokens, end) not in _AND:
        return None
    if _at(tokens, end + 1) in FRACTION:  # two and half, dos y media
        name = tokens[end + 1]
        return (FRACTION[name], end + 2) if FRACTION[name] == 0.5 or name in OTHER_FRACTIONS else None
    if _at(tokens, end + 2) not in FRACTION:
        return None
    count = 1.0 if _at(tokens, end + 1) in _ONE_OF else number_of(tokens[end + 1])
    return (count * FRACTION[tokens[end + 2]], end + 3) if count and count < 10 else None


def _below_hundred(tokens: list[str], at: int) -> tuple[float, int]:
    """Read one or more number words below a hundred: 14, 35 ("thirty-five"), 97 ("quatre-vingt-dix-sept")."""
    value = SMALL.get(word(tokens[at]).lemma) if at < len(tokens) else None
    if value is None:
        return 0.0, at
    end = at + 1
    if value == 4 and tokens[at] == "quatre" and _at(tokens, _joined(tokens, end)) in ("vingt", "vingts"):
        value, end = 80.0, _joined(tokens, end) + 1
    if value >= 20:
        most = 20 if tokens[end - 1] in SIXTY_OR_EIGHTY else 10
        place = _joined(tokens, end)
        unit = word(tokens[place]) if place < len(tokens) else None
        if unit is not None and unit.value is not None and 0 < unit.value < most and unit.lemma in SMALL:
            rest = _DIX.get(_at(tokens, place + 2), 0) if unit.text == "dix" and _at(tokens, place + 1) == "-" else 0
            return value + unit.value + rest, place + (3 if rest else 1)
    return value, end


def _joined(tokens: list[str], at: int) -> int:
    """Skip what joins tens and ones: forty-six, vingt et un, treinta y dos."""
    return at + 1 if _at(tokens, at) in ("-", "et", "y") else at


def _scaled(tokens: list[str], value: float, end: int, sort: str = "word") -> Read:
    """Multiply by the scales that follow and add what is below them: two hundred and five thousand."""
    total, smallest = 0.0, float("inf")
    while end < len(tokens):
        place = end + 1 if tokens[end] == "-" and _scale(tokens, end + 1) else end
        factor = _scale(tokens, place)
        if factor and total and not value:  # a thousand million
            total, end = total * factor, place + 1
        elif factor and factor < smallest:
            value, end = (value or 1.0) * factor, place + 1
            if value >= 1000:
                total, value, smallest = total + value, 0.0, max(factor, 1000.0)
        elif factor or sort == "figure" or not (total or value >= 100) or value % 100:
            break
        else:
            small, stop = _rest_of(tokens, end)
            after = _scale(tokens, stop)
            if stop == end or (after == 100 if value else small * after >= smallest):  # another number begins
                break
            value, end = value + small, stop
    return total + value, end, sort


def _scale(tokens: list[str], at: int) -> float:
    return SCALE.get(word(tokens[at]).lemma, 0.0) if at < len(tokens) else 0.0


def _rest_of(tokens: list[str], at: int) -> tuple[float, int]:
    """Read "and five" and "-and-five" after a hundred; the place itself when nothing follows."""
    after = at
    for joint in (["-", "and", "-"], ["and"], ["-"]):
        if tokens[at : at + len(joint)] == joint:
            after = at + len(joint)
            break
    small, stop = _below_hundred(tokens, after)
    return (small, stop) if stop > after and small else (0.0, at)
