"""One number at its place in a text: figures, words, fractions, powers."""

from __future__ import annotations

from tutor.grading.tables.numbers import FRACTION, ORDINAL, OTHER_FRACTIONS, SCALE, SMALL
from tutor.grading.tokens import number_of, word


def read_number(tokens: list[str], at: int) -> tuple[float, int, str] | None:
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


def _figures(tokens: list[str], at: int) -> tuple[float, int, str] | None:
    value = number_of(tokens[at])
    if value is None:
        return None
    end, sort = at + 1, "figure"
    slash = tokens[end : end + 2]
    if len(slash) == 2 and slash[0] == "/" and slash[1].isdigit() and 0 < int(slash[1][:9]) <= 100:
        return value / int(slash[1]), end + 2, "fraction"
    if tokens[end + 1 : end + 2] == ["/"] and tokens[end].isdigit() and tokens[end + 2 : end + 3]:
        below = tokens[end + 2]
        if below.isdigit() and 0 < int(below[:9]) <= 100:
            return value + int(tokens[end][:9]) / int(below[:9]), end + 3, "figure"
    value, end = _power(tokens, value, end)
    while end < len(tokens) and (scale := SCALE.get(word(tokens[end]).lemma)):
        value, end = value * scale, end + 1
    if tokens[end : end + 1] and tokens[end] in ("th", "st", "nd", "rd"):
        end, sort = end + 1, "ordinal"
    return value, end, sort


def _power(tokens: list[str], value: float, end: int) -> tuple[float, int]:
    """Read 3 x 10^6 and 10^6."""
    if tokens[end : end + 3][:2] == ["x", "10"] and tokens[end + 2 : end + 3] == ["^"]:
        exponent = number_of(tokens[end + 3]) if end + 3 < len(tokens) else None
        return (value * 10**exponent, end + 4) if exponent is not None and abs(exponent) < 40 else (value, end)
    if tokens[end : end + 1] == ["^"] and end + 1 < len(tokens):
        exponent = number_of(tokens[end + 1])
        if exponent is not None and abs(exponent) < 40 and 0 < abs(value) <= 100:
            return value**exponent, end + 2
    return value, end


def _article_number(tokens: list[str], at: int) -> tuple[float, int, str] | None:
    """Read "half a dozen", "a hundred", "a third", "half"."""
    rest = tokens[at + 1 : at + 3]
    if tokens[at] == "half" and rest[:1] == ["a"] and rest[1:] and rest[1] in SCALE:
        return SCALE[rest[1]] / 2, at + 3, "word"
    if tokens[at] in ("a", "an"):
        if rest and rest[0] in SCALE and not rest[0].endswith("s"):
            return _scaled(tokens, 1.0, at + 1)
        if rest and rest[0] in FRACTION and rest[0] != "second":
            return FRACTION[rest[0]], at + 2, "fraction"
        if rest and ORDINAL.get(rest[0], 0) > 6:
            return 1 / ORDINAL[rest[0]], at + 2, "fraction"
        return None
    return (FRACTION[tokens[at]], at + 1, "fraction") if tokens[at] in FRACTION else None


def _spelt(tokens: list[str], at: int) -> tuple[float, int, str] | None:
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
    following = _below_hundred(tokens, end) if 10 <= value <= 20 or value == 0 else None
    if following and following[1] > end and 10 <= following[0] < 100:
        return value * 100 + following[0], following[1], "word"
    if tokens[end : end + 1] and tokens[end] in ("oh", "o") and 10 <= value <= 20:
        digit, after = _below_hundred(tokens, end + 1)
        return value * 100 + digit, after, "word"
    if tokens[end : end + 1] and tokens[end] in FRACTION and value < 10 and tokens[end] != "second":
        return value * FRACTION[tokens[end]], end + 1, "fraction"
    if tokens[end : end + 3][:2] == ["and", "a"] and tokens[end + 2 : end + 3] and tokens[end + 2] in FRACTION:
        return _scaled(tokens, value + FRACTION[tokens[end + 2]], end + 3)
    return _scaled(tokens, value, end)


def _below_hundred(tokens: list[str], at: int) -> tuple[float, int]:
    """Read one or two number words below a hundred: 14, 35 ("thirty-five")."""
    if at >= len(tokens):
        return 0.0, at
    value = SMALL.get(word(tokens[at]).lemma)
    if value is None:
        return 0.0, at
    end = at + 1
    if value >= 20:
        unit_at = end + 1 if tokens[end : end + 1] == ["-"] else end
        unit = word(tokens[unit_at]) if unit_at < len(tokens) else None
        if unit is not None and unit.value is not None and 0 < unit.value < 10 and unit.text.isalpha():
            return value + unit.value, unit_at + 1
    return value, end


def _scaled(tokens: list[str], value: float, end: int) -> tuple[float, int, str]:
    """Multiply by the scales that follow and add what is below them: two hundred and five thousand."""
    total = 0.0
    while end < len(tokens):
        lemma = word(tokens[end]).lemma
        if lemma in SCALE:
            value, end = (value or 1.0) * SCALE[lemma], end + 1
            if value >= 1000:
                total, value = total + value, 0.0
            continue
        after = end + 1 if tokens[end] == "and" else end
        small, stop = _below_hundred(tokens, after)
        started = total or value >= 100
        if stop == after or not started or (after > end and stop == after):
            break
        if value and value % 100:
            break
        value, end = value + small, stop
    return total + value, end, "word"


def out_of(tokens: list[str], value: float, end: int, sort: str) -> tuple[float, int, str]:
    """Read "nineteen out of twenty" and "one in five" as fractions."""
    skip = 2 if tokens[end : end + 2] == ["out", "of"] else 1 if tokens[end : end + 1] == ["in"] else 0
    whole = read_number(tokens, end + skip) if skip and end + skip < len(tokens) else None
    if whole is None or whole[2] == "ordinal" or not 0 < value < whole[0] or whole[0] > 1000 or value != int(value):
        return value, end, sort
    return value / whole[0], whole[1], "fraction"
