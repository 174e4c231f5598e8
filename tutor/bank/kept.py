"""A bank's file checked once for each content: it is looked at, decided upon and saved within a minute."""

from __future__ import annotations

from pathlib import Path

from tutor.bank import Loaded, read
from tutor.bank.saving import content, mark_of

_MOST_KEPT = 8

_kept: dict[tuple[Path, str], tuple[str, Loaded]] = {}


def checked(path: Path, data: bytes) -> Loaded:
    """Return what a bank's file with this content is, checked: once for each content and each state of its article."""
    key = path, mark_of(data)
    known = _kept.pop(key, None)
    if known is None or known[0] != _article_mark(known[1]):
        loaded = read(path, data)
        known = _article_mark(loaded), loaded
    while len(_kept) >= _MOST_KEPT:
        _kept.pop(next(iter(_kept), key), None)
    _kept[key] = known
    return known[1]


def _article_mark(loaded: Loaded) -> str:
    return mark_of((content(loaded.article) if loaded.article else None) or b"")
