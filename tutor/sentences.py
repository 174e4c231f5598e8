"""Where sentences begin and end in a paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-z_])")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr rev hon gen gov sen rep capt col lt sgt maj cmdr adm pres messrs mme "
    "vs etc cf al ca approx est inc ltd co corp bros e.g i.e viz".split()
)
_COUNTRIES = frozenset("u.s u.k u.n e.u u.s.a u.s.s.r d.c".split())
_OPENERS = frozenset(
    "the a an this that these those it its he she they we i in on at by for from with as but and so if when while "
    "after before since because although however there here what who why how his her their our both each".split()
)
_BEFORE_NUMBERS = frozenset("no nos vol vols fig figs pp jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Short forms only where a number follows: "No. 10", but "He said no. Then …"."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, without the white space around it.

    >>> text = "Mr. Bolton met J. Doe. The U.S. left. It cost 3.5 million! “Why?” he asked."
    >>> [text[a:b] for a, b in spans(text)]
    ['Mr. Bolton met J. Doe.', 'The U.S. left.', 'It cost 3.5 million!', '“Why?” he asked.']
    """
    start = 0
    for end in _ends(text):
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if words := piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(words)


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match.group() != "." or not _abbreviated(text, match.start(), match.end()):
            yield match.end()


def _abbreviated(text: str, dot: int, end: int) -> bool:
    """Tell whether the full stop at `dot` belongs to a short form and does not end a sentence."""
    before = re.search(r"[\w.]*$", text[max(0, dot - 12) : dot])
    word = before.group().lower() if before else ""
    following = re.match(r"\s*[\"'“‘(]*(\w+)", text[end : end + 30])
    after = following.group(1).lower() if following else ""
    if word in _COUNTRIES:
        return after not in _OPENERS
    if word in _BEFORE_NUMBERS:
        return after[:1].isdigit()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
