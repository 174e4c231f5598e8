"""Choosing between answers: "X or Y", "X / Y", "X? Y?"."""

from __future__ import annotations

from tutor.grading.phrases import Answer
from tutor.grading.tables.grammar import ALTERNATIVES
from tutor.grading.tokens import Word


def sides(answer: Answer) -> list[Answer]:
    """Return the alternatives that an answer leaves open, none when it commits itself.

    >>> from tutor.grading.reading import read
    >>> [side.words for side in sides(read("Moscow or was it Helsinki"))]
    [[moscow], [was, it, helsinki]]
    """
    cuts = [i for i, t in enumerate(answer.tokens) if t in ALTERNATIVES and not _is_fraction(answer.tokens, i)]
    cuts = [i for i in cuts if not _is_margin(answer.tokens, i) and not _is_denied(answer, i)]
    marks = [i for i, t in enumerate(answer.tokens) if t == "?"]
    if not cuts and len(marks) > 1:
        cuts = marks
    maybes = [i for i, t in enumerate(answer.tokens) if t in ("maybe", "perhaps", "possibly")]
    if not cuts and len(maybes) > 1:
        cuts = maybes[1:]
    if not cuts:
        return []
    parts = []
    for low, high in zip([-1, *cuts], [*cuts, len(answer.tokens)], strict=True):
        places = [p for p, at in enumerate(answer.at) if low < at < high]
        if any(_says(answer.words[p]) for p in places):
            parts.append(answer.part(places))
    return parts if len(parts) > 1 else []


def _is_margin(tokens: list[str], at: int) -> bool:
    """Tell "25 or more", which is one number."""
    if tokens[at + 2 : at + 3] == ["than"]:
        return False
    return tokens[at + 1 : at + 2] != [] and tokens[at + 1] in ("more", "less", "fewer", "over", "under", "so", "even")


def _is_denied(answer: Answer, at: int) -> bool:
    """Tell an "or" between two things that are both denied: not from planes or ships."""
    before = [p for p, index in enumerate(answer.at) if index < at][-1:]
    after = [p for p, index in enumerate(answer.at) if index > at and not answer.words[p].function][:1]
    return bool(before and after) and answer.denied.issuperset((*before, *after))


def _says(one: Word) -> bool:
    """Tell a word with content, a number, or a letter that stands for something (T or G)."""
    return not one.function or one.value is not None or (len(one.text) == 1 and one.text not in "ai")


def _is_fraction(tokens: list[str], at: int) -> bool:
    """1/2, km/h, 14/7/1789 are no choices."""
    if tokens[at] != "/":
        return False
    around = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return any(t[0].isdigit() for t in around) or all(len(t) <= 2 for t in around)
