"""Markdown, as it is; a block of settings on top, as blogs have it, is no part of the article."""

from __future__ import annotations

import re

from tutor.bank.flaws import Stop
from tutor.drafting.sources.blocks import Block, markdown, seen
from tutor.drafting.sources.kinds import Raw, decode

_SIGNS = re.compile(r"[*_\[\]`<]")
_MOST_SIGNS = 100_000
"""Signs of emphasis, links and code; a text made of them would be read for minutes."""
_FRONT = re.compile(r"---[^\S\n]*\n(.{0,5000}?)\n---[^\S\n]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.{1,200}?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)


def read(data: bytes) -> Raw:
    """Read a Markdown file. Raises Stop for one that is mostly signs."""
    text = seen(decode(data))
    if len(_SIGNS.findall(text)) > _MOST_SIGNS:
        message = f"the file has more than {_MOST_SIGNS:,} signs of emphasis, links or code"
        raise Stop((1, 1), "signs", message, "save it as plain text (.txt), or hand in a part of it")
    front = _FRONT.match(text)
    if front is None:
        return Raw(text)
    rest = text[front.end() :].lstrip("\n")
    title = _TITLE.search(front[1])
    return Raw(rest if rest.startswith("# ") or not title else f"{markdown([Block(title[1], 1)])}\n{rest}")
