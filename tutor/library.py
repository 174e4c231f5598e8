"""The shelf: a folder's banks, read again when a file changes; the last good one serves while a newer is broken."""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tutor import bank as banks
from tutor.bank import files
from tutor.bank.flaws import Stop
from tutor.bank.kept import checked
from tutor.model import Bank, Problem

_log = logging.getLogger(__name__)
_RACY = 20_000_000
"""Nanoseconds after a change in which another change may leave no trace in the time of change."""
_SKEW = 2_000_000_000
_Stamp = tuple[tuple[int, int, int] | None, ...]
"""Time of change, size and number of a bank's file and of its article's; None for a file that is not there."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A place on the shelf: the last good bank, what is wrong with the files now, whether they are newer than it."""

    id: str
    path: Path
    bank: Bank | None
    problems: tuple[Problem, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read from which article, and how the files looked just before; a stamp of None asks to read again."""

    shelved: Shelved
    article: str
    stamp: _Stamp | None


_seen: dict[str, _Seen] = {}
_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


def shelf(folder: Path) -> tuple[Shelved, ...]:
    """Return the banks in `folder` by file name, each as it is on the disk now; none when there is no such folder."""
    try:
        names = sorted(name for name in os.listdir(folder) if is_bank(name))  # noqa: PTH208 - names are all it needs
    except OSError:
        return ()
    return tuple(_current(f"{folder}{os.sep}{name}") for name in names)


def get(folder: Path, bank_id: str) -> Shelved | None:
    """Return one bank as it is on the disk now; None when there is no such file and never was.

    A bank whose file has gone goes on serving those who are learning from it. Two looks at the disk are all this
    costs when nothing has changed, so it can be asked on every answer.
    """
    name = f"{bank_id}.yaml"
    path = f"{folder}{os.sep}{name}"
    if path in _seen:
        return _current(path)
    plain = is_bank(name) and not {"/", "\\", "\0"} & set(bank_id)
    return _current(path) if plain and os.path.isfile(path) else None  # noqa: PTH113 - a Path costs ten times the look


def fresh(folder: Path, bank_id: str) -> Shelved | None:
    """Return one bank as it is on the disk now, after whoever is reading it: what was just decided must be seen."""
    path = f"{folder}{os.sep}{bank_id}.yaml"
    if path not in _seen:
        return get(folder, bank_id)
    with _lock(path):
        return _read(path, _seen.get(path))


def is_bank(name: str) -> bool:
    """Tell whether a file of this name is a bank, and no editor's lock or spare copy."""
    return name.endswith(".yaml") and not name.startswith((".", "~", "#"))


def _current(path: str) -> Shelved:
    seen = _seen.get(path)
    if seen and seen.stamp is not None and seen.stamp == _stamp(path, seen.article):
        return seen.shelved
    lock = _lock(path)
    if not lock.acquire(blocking=seen is None):
        return seen.shelved if seen else _current(path)  # another thread is reading: the bank at hand will do
    try:
        return _read(path, _seen.get(path))
    finally:
        lock.release()


def _lock(path: str) -> threading.Lock:
    with _locks_guard:
        return _locks.setdefault(path, threading.Lock())


def _read(path: str, seen: _Seen | None) -> Shelved:
    """Read a bank anew, unless another thread has just done so."""
    if seen and seen.stamp is not None and seen.stamp == _stamp(path, seen.article):
        return seen.shelved
    started = time.time_ns()
    loaded = _loaded(Path(path))
    shelved = _shelve(Path(path), loaded, seen.shelved if seen else None)
    article = str(loaded.article or "")
    stamp = _stamp(path, article)
    _seen[path] = _Seen(shelved, article, None if _racy(stamp, started) else stamp)
    return shelved


def _loaded(path: Path) -> banks.Loaded:
    """Read a bank; a fault of ours costs this one bank and not the shelf."""
    try:
        return checked(path, files.read_bytes(path, files.MAX_BANK))
    except Stop:
        return banks.read(path)  # it says why there are no bytes
    except Exception:
        _log.exception("%s could not be read: a fault of the program, not of the file", path)
        return banks.Loaded(
            None, (Problem(str(path), 1, 1, "error", "the program failed on it", "see the log", "fault"),)
        )


def _shelve(path: Path, loaded: banks.Loaded, last: Shelved | None) -> Shelved:
    if loaded.bank is None and last and last.bank:
        return replace(last, problems=loaded.problems, stale=True)
    return Shelved(path.stem, path, loaded.bank, loaded.problems, stale=False)


def _stamp(path: str, article: str) -> _Stamp:
    return (_look(path), _look(article) if article else None)


def _look(path: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path costs ten times the look
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _racy(stamp: _Stamp, started: int) -> bool:
    """Tell whether a file may have changed while it was read; a clock that is seconds off is another matter."""
    return any(look is not None and -_SKEW < started - look[0] < _RACY for look in stamp)
