"""Files changed whole or not at all: the old one or the new one, never half of it, and nobody's change overwritten.

Who saves holds the folder's lock, so that two programs of ours take turns; an editor, which knows no lock, is noticed
because the file is not what was read any more. Nothing is left beside the files: the lock is on the folder itself.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from tutor.bank import Loaded, read
from tutor.bank.cases import replay
from tutor.model import Problem

try:
    import fcntl
except ImportError:  # Windows, where one teacher alone runs the commands: comparing the bytes has to do
    fcntl = None  # type: ignore[assignment]

PATIENCE = 10.0
"""Seconds to wait for somebody else who is saving in the same folder."""

_PAUSE = 0.01
_LEFT = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
_LINE = re.compile(r"\bline \d+")


class Unsaved(Exception):  # noqa: N818 - what it says is for the teacher
    """Nothing was written, and why: `str()` is a plain sentence."""


class Changed(Unsaved):
    """The file is not what it was when it was looked at."""


def mark_of(data: bytes) -> str:
    """Return what tells one content of a file from another.

    >>> mark_of(b"title: x")[:8]
    'f318f050'
    """
    return sha256(data).hexdigest()


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other programs of ours from saving in a folder meanwhile. Raises Unsaved when one does not end."""
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Unsaved(f"The folder {folder} cannot be opened: {error.strerror}.") from error
    try:
        _wait(handle, time.monotonic() + patience)
        _clear_up(folder)
        yield
    finally:
        os.close(handle)  # the lock goes with it, also when the process is killed


def _wait(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise Unsaved("Somebody else is saving in this folder just now. Try again in a moment.") from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise Unsaved(f"This folder cannot be locked, so nothing is saved in it: {error.strerror}.") from error
        else:
            return


def _clear_up(folder: Path) -> None:
    """Delete what somebody left who was killed while saving: nobody else is saving now."""
    for path in folder.glob(".*.tmp"):
        if _LEFT.fullmatch(path.name):
            path.unlink(missing_ok=True)


def content(path: Path) -> bytes | None:
    """Return what a file holds; None when there is none. Raises Unsaved when it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # a name with NUL in it is nobody's
        return None
    except OSError as error:
        raise Unsaved(f"{path.name} cannot be read: {error.strerror}.") from error


def save(path: Path, seen: bytes | None, new: bytes | None) -> None:
    """Put `new` in the place of what was `seen` in a file (None: no file), under the folder's lock.

    When this returns it is on the disk. Raises Changed when the file holds something else by now, and Unsaved when
    it cannot be written; either way the file is as it was.
    """
    path = path.resolve()
    if content(path) != seen:
        raise Changed(f"{path.name} has been changed by somebody else meanwhile. Nothing was saved: look at it again.")
    if new == seen:
        return
    try:
        _replace(path, new)
    except OSError as error:
        raise Unsaved(f"{path.name} cannot be written: {error.strerror}. Nothing was saved.") from error


def _replace(path: Path, new: bytes | None) -> None:
    if new is None:
        path.unlink()
    else:
        _swap(path, new)
    _flush(path.parent)


def _swap(path: Path, new: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "the file is write-protected")
    written = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with written.open("xb") as file:
            file.write(new)
            file.flush()
            _dress_like(path, file.fileno())
            os.fsync(file.fileno())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _dress_like(path: Path, handle: int) -> None:
    """Give a new file the rights and, as far as we may, the owner of the old one."""
    if fcntl is None:
        return
    with suppress(FileNotFoundError):
        old = path.stat()
        with suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _flush(folder: Path) -> None:
    """Have the folder itself on the disk, so that a power cut does not bring the old name back."""
    if fcntl is not None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- what a save may not bring --------------------------------------------------------------------


def save_checked(path: Path, seen: bytes | None, new: bytes) -> Loaded:
    """Save a bank's file as `save` does, unless it would have an error that it has not now: Unsaved then.

    Returns what was saved, checked.
    """
    loaded = read(path, new)
    if worse := new_errors(told(path, read(path, seen)) if seen is not None else [], told(path, loaded)):
        raise Unsaved(f"Nothing was saved, for the bank would have a mistake: {worse[0]}")
    with locked(path.parent.resolve()):
        save(path, seen, new)
    return loaded


def told(path: Path, loaded: Loaded, cases: bytes | None = None) -> list[Problem]:
    """Return what `check` tells of a bank: its own problems, and the teacher's decisions that do not hold any more."""
    return [*loaded.problems, *replay(path, loaded.bank, cases)]


def new_errors(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """Return the errors that were not there before; one that only moved to another line was."""
    known = Counter(map(_same, before))
    found = []
    for problem in after:
        if known[_same(problem)]:
            known[_same(problem)] -= 1
        elif problem.level == "error":
            found.append(problem)
    return found


def _same(problem: Problem) -> tuple[str, str, str]:
    return problem.level, problem.rule, _LINE.sub("", problem.message)
