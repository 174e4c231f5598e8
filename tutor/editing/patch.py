"""The difference of two texts, line by line: to be shown, and to be taken back when other lines have changed since.

>>> change = difference("a\\nb\\nc\\n", "a\\nB\\nc\\n")
>>> change
(Hunk(start=1, at=1, above=('a\\n',), gone=('b\\n',), come=('B\\n',), below=('c\\n',)),)
>>> taken_back("new first line\\na\\nB\\nc\\n", change)
'new first line\\na\\nb\\nc\\n'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

_AROUND = 3
"""Lines above and below a change that tell where it belongs, as other tools keep them too."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Hunk(NamedTuple):
    """Lines `gone` from line `start` of the old text, and those that have `come` at line `at` of the new (from 0)."""

    start: int
    at: int
    above: tuple[str, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]
    below: tuple[str, ...]


def lines(text: str) -> list[str]:
    r"""Return the lines of a text, each with its line break: what an editor and YAML take for one.

    >>> lines("a\r\nb\u2028c\rd")
    ['a\r\n', 'b\u2028c\r', 'd']
    """
    return _LINE.findall(text)


def difference(before: str, after: str) -> tuple[Hunk, ...]:
    """Return what became of the lines of a text."""
    old, new = lines(before), lines(after)
    return tuple(_hunk(old, new, *stretches) for stretches in _changed(old, new))


def _hunk(old: list[str], new: list[str], lost: slice, won: slice) -> Hunk:
    above, below = new[max(0, won.start - _AROUND) : won.start], new[won.stop : won.stop + _AROUND]
    return Hunk(lost.start, won.start, tuple(above), tuple(old[lost]), tuple(new[won]), tuple(below))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Yield where lines differ. Most edits are in one place, so what is the same at both ends is not compared again."""
    head = _same_lines(old, new)
    tail = min(_same_lines(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, a, b, c, d in middle.get_opcodes():
        if tag != "equal":
            yield slice(head + a, head + b), slice(head + c, head + d)


def _same_lines(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def taken_back(text: str, change: Sequence[Hunk]) -> str | None:
    """Return a text without a change, wherever its lines stand by now; None when they were changed further."""
    now = lines(text)
    places = [_place(now, hunk) for hunk in change]
    if None in places or places != sorted(places, key=lambda place: place or 0):
        return None
    for place, hunk in reversed(list(zip(places, change, strict=True))):
        now[place : (place or 0) + len(hunk.come)] = hunk.gone
    return "".join(now)


def _place(now: Sequence[str], hunk: Hunk) -> int | None:
    """Return the line where the new lines of a change stand; None when that is not clear.

    With all the lines around them it is the place nearest to where they were put. Some of those may have changed:
    with fewer of them, or none, there must be one place only.
    """
    if not (hunk.above or hunk.come or hunk.below):  # everything was deleted
        return None if now else 0
    places = list(_fits(now, hunk, _AROUND))
    for around in range(_AROUND - 1, -1, -1):
        if places:
            break
        places = list(_fits(now, hunk, around))
        places = places if len(places) == 1 else []
    return min(places, key=lambda place: abs(place - hunk.at), default=None)


def _fits(now: Sequence[str], hunk: Hunk, around: int) -> Iterator[int]:
    """Yield where the new lines of a change stand, with so many of the lines above and below them."""
    above, below = hunk.above[len(hunk.above) - min(around, len(hunk.above)) :], hunk.below[:around]
    wanted = [*above, *hunk.come, *below]
    for n in range(len(now) - len(wanted) + 1) if wanted else ():
        if now[n] == wanted[0] and list(now[n : n + len(wanted)]) == wanted:
            yield n + len(above)


def written(change: Sequence[Hunk]) -> str:
    """Return a change as text to keep."""
    return json.dumps(change, ensure_ascii=False)


def read(kept: str) -> tuple[Hunk, ...]:
    """Return a change that `written` wrote.

    >>> read(written(difference("a", "b"))) == difference("a", "b")
    True
    """
    return tuple(Hunk(start, at, *map(tuple, parts)) for start, at, *parts in json.loads(kept))
