"""Shares told in two numbers: nineteen out of twenty, one in five, 97 in every hundred."""

from __future__ import annotations

from tutor.grading.numbers.figures import Read, read_number

_OUT_OF = (
    ("out", "of", "every"),
    ("out", "of", "each"),
    ("out", "of", "a"),
    ("in", "every"),
    ("in", "each"),
    ("of", "every"),
    ("out", "of"),
    ("of",),
    ("in",),
)
_OUT_STARTS = frozenset(words[0] for words in _OUT_OF)


def out_of(tokens: list[str], read: Read) -> Read:
    """Read "nineteen out of twenty", "97 in every hundred" and "one in five" as fractions.

    >>> out_of("nine out of every ten".split(), (9.0, 1, "word"))
    (0.9, 5, 'fraction')
    """
    value, end, sort = read
    if tokens[end : end + 1] == [] or tokens[end] not in _OUT_STARTS or sort == "ordinal":
        return read
    joint = next((j for j in _OUT_OF if tuple(tokens[end : end + len(j)]) == j), ())
    after = end + len(joint)
    whole = read_number(tokens, after) if joint and after < len(tokens) else None
    if whole is None or whole[2] == "ordinal" or not 0 < value < whole[0] or whole[0] > 1000 or value != int(value):
        return read
    return value / whole[0], whole[1], "fraction"
