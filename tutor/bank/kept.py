"""A bank's file checked once for each content: it is looked at, decided upon, saved and served within a minute."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypeVar

from tutor import bank as banks
from tutor.bank import Loaded, files
from tutor.bank.flaws import Stop
from tutor.bank.saving import mark_of
from tutor.checks.memory import Memory

_MOST_KEPT = 8
_MOST_TYPED = 1_000_000
"""Bytes of a bank that is checked while it is typed: of a larger one nothing is remembered, fact by fact."""
_RACY = 20_000_000
"""Nanoseconds in which a change may leave no trace in a file's time of change."""

K = TypeVar("K")
V = TypeVar("V")
_kept: dict[tuple[Path, str], tuple[str, Loaded]] = {}
_memories: dict[Path, Memory] = {}


def checked(path: Path, data: bytes) -> Loaded:
    """Return what a bank's file with this content is, checked: once for each content and each state of its article."""
    key = path, mark_of(data)
    known = _kept.pop(key, None)
    if known is None or known[0] != _article_mark(known[1]):
        started, memory = time.time_ns(), Memory() if len(data) <= _MOST_TYPED else None
        loaded = banks.read(path, data, memory)
        if memory:
            _keep(_memories, path, memory)
        known = _article_mark(loaded), loaded
        if _changed_since(loaded.article, started - _RACY):
            return loaded
    _keep(_kept, key, known)
    return known[1]


def memory_of(path: Path) -> Memory:
    """Return what is remembered of a bank's facts, for checks while it is typed: at first, what the last check knew."""
    memory = _memories.pop(path, None) or Memory()
    _keep(_memories, path, memory)
    return memory


def _keep(shelf: dict[K, V], key: K, value: V) -> None:
    while len(shelf) >= _MOST_KEPT:
        shelf.pop(next(iter(shelf), key), None)
    shelf[key] = value


def _article_mark(loaded: Loaded) -> str:
    try:
        return mark_of(files.read_bytes(loaded.article, files.MAX_ARTICLE)) if loaded.article else ""
    except Stop as stop:
        return stop.flaw.message


def _changed_since(article: Path | None, moment: int) -> bool:
    """Tell whether an article was written after a moment: then it may not be the one that was read."""
    try:
        return article is not None and article.stat().st_mtime_ns >= moment
    except (OSError, ValueError):
        return True
