"""Plain text, typed, saved or pasted → Markdown: which lines belong together, and which are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.drafting.sources.blocks import Block, flat, looks_like_heading, markdown, titled
from tutor.drafting.sources.boilerplate import is_cue
from tutor.drafting.sources.kinds import Raw, decode

_GAP = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_MARK = re.compile(r"\s*(?:([-*•·▪◦])|(\d{1,2}[.)]))\s+(?=\S)")
_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
"""A heading in Markdown, pasted as text."""
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_WRAPPED = 110
"""Letters of the longest line of a text that was broken into lines; longer ones are paragraphs of one line."""
_HEADING = 60


def read(data: bytes) -> Raw:
    """Read a text file."""
    return Raw(markdown(titled(blocks(decode(data)))))


def blocks(text: str) -> list[Block]:
    """Return the paragraphs, list items and headings of a text.

    >>> [b.words for b in blocks("A line that goes\\non here.\\n\\nSo:\\n1. one\\n2. two")]
    ['A line that goes on here.', 'So:', 'one', 'two']
    """
    found = [block for piece in _GAP.split(text) for block in _blocks(piece)]
    return [_headed(block, found[n + 1 : n + 2]) for n, block in enumerate(found)]


def _blocks(piece: str) -> Iterator[Block]:
    """Yield the blocks of a piece without blank lines: broken lines joined, others kept apart."""
    lines = [line for line in piece.split("\n") if line.strip()]
    broken = _is_broken(lines)
    kept: list[str] = []
    for line in lines:
        if kept and (not broken or _MARK.match(line) or _HASHES.match(kept[-1]) or is_cue(line) or is_cue(kept[-1])):
            yield from _block(kept)
            kept = []
        kept.append(line)
    yield from _block(kept)


def _block(lines: list[str]) -> Iterator[Block]:
    joined = "\n".join(lines)
    mark = _MARK.match(joined)
    heading = _HASHES.match(joined)
    words = flat(joined[heading.end() if heading else mark.end() if mark else 0 :])
    if words:
        yield Block(words, len(heading[1]) if heading else 0, (mark[2] or "-") if mark else "")


def _is_broken(lines: list[str]) -> bool:
    """Tell whether lines are one paragraph broken to fit a width: none is long, most end inside a sentence."""
    inner = [line for line in lines[:-1] if not _MARK.match(line)]
    ended = sum(bool(_ENDED.search(line)) for line in inner)
    return max(map(len, lines), default=0) <= _WRAPPED and ended * 2 <= len(inner)


def _headed(block: Block, following: list[Block]) -> Block:
    """Return a short line above a paragraph as the heading that it is."""
    if block.level or block.mark or not following or following[0].mark:
        return block
    heads = len(following[0].words) > 1.5 * _HEADING and looks_like_heading(block.words, _HEADING)
    return block._replace(level=2) if heads else block
