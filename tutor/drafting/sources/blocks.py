"""The blocks of a text (headings, paragraphs, list items) and how they are written in Markdown, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tutor.bank.files import INVISIBLE


class Block(NamedTuple):
    """One block: its words, its heading level (0: none), its mark when it is a list item ("-", "2.")."""

    words: str
    level: int = 0
    mark: str = ""


MAX_TITLE = 120
"""Letters; a longer line is no title."""

_SIGN = re.compile(r"([\\`*_\[\]])|(<)(?=[a-zA-Z/!?])|(&)(?=#?\w{1,40};)")
_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^(?=[#>+~-])(?=#{1,6}(?:\s|$)|>|[+-](?:\s|$)|~~~|(?:-\s*){3,}$)")
_CLOSING = re.compile(r"(?=#+$)(?<!#)")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_NOTE = re.compile(r"(?<=\S)\[(?:\d{1,3}|citation needed|note \d{1,2})\]")
_SPACE = re.compile(r"\s+")
_UNSEEN = str.maketrans(
    {"\xad": "", "\u200b": "", "\u2060": "", "\ufeff": "", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)


def seen(words: str) -> str:
    """Return text without what cannot be seen, and what no bank can quote; joined letters taken apart.

    >>> seen("co\u00adat \ufb01ne")
    'coat fine'
    """
    return INVISIBLE.sub(" ", words.translate(_UNSEEN))


def flat(words: str) -> str:
    """Return text on one line, without letters that cannot be seen nor marks of notes.

    >>> flat("a  \ufb01ne\\n co\u00adat ")
    'a fine coat'
    """
    return _SPACE.sub(" ", _NOTE.sub("", seen(words))).strip()


def markdown(blocks: Iterable[Block]) -> str:
    r"""Return blocks as Markdown that reads back as the same words.

    >>> print(markdown([Block("Cats", 1), Block("1. * is a sign"), Block("purr", 0, "-")]), end="")
    # Cats
    <BLANKLINE>
    1\. \* is a sign
    <BLANKLINE>
    - purr
    """
    return "\n\n".join(_written(b) for b in blocks if b.words) + "\n"


def titled(blocks: list[Block]) -> list[Block]:
    """Return the blocks, the first one a title when it looks like one and none is there.

    >>> titled([Block("Why cats purr"), Block("Cats purr.")])[0].level
    1
    """
    first = blocks[0] if len(blocks) > 1 else None
    if first is None or first.level == 1 or first.mark or not looks_like_heading(first.words, MAX_TITLE):
        return blocks
    return [first._replace(level=1), *blocks[1:]]


def looks_like_heading(words: str, most: int) -> bool:
    """Tell whether words may be a heading: few letters, no end of a sentence but a question or an exclamation."""
    ended = _ENDED.search(words)
    return len(words) <= most and words[:1].isalnum() and (not ended or ended.group()[0] in "?!")


def _written(block: Block) -> str:
    words = _SIGN.sub(r"\\\g<0>", block.words)
    words = _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else "\\", words)
    if block.level:
        closed = _CLOSING.sub(r"\\", words)
        return f"{'#' * min(block.level, 6)} {closed}"
    return f"{block.mark} {words}" if block.mark else words
