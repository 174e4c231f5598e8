"""Markdown, as it is; a block of settings on top, as blogs have it, is no part of the article."""

from __future__ import annotations

import re

from tutor.drafting.sources.blocks import Block, markdown, seen
from tutor.drafting.sources.kinds import Raw, decode

_FRONT = re.compile(r"---[^\S\n]*\n(.{0,5000}?)\n---[^\S\n]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.{1,200}?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)


def read(data: bytes) -> Raw:
    """Read a Markdown file."""
    text = seen(decode(data))
    front = _FRONT.match(text)
    if front is None:
        return Raw(text)
    rest = text[front.end() :].lstrip("\n")
    title = _TITLE.search(front[1])
    return Raw(rest if rest.startswith("# ") or not title else f"{markdown([Block(title[1], 1)])}\n{rest}")
