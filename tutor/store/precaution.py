"""A copy before the tables change: should the change go wrong, there is what was there before."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tutor import journal
from tutor.store import archive
from tutor.store.errors import StoreUnavailable

KEPT = 3
"""Copies kept: of the last three changes of the tables."""

Snapshot = Callable[[Callable[[Connection], Any]], Any]


@contextmanager
def file_copied(file: Path, _: int, becomes: int) -> Iterator[None]:
    """Copy the SQLite `file` to passage.before-9.db beside it, when 9 is the version that it will have."""
    with _kept(file, becomes) as copy, closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as out:
        source.backup(out)
    with _told(_name(file, becomes)):
        yield
    _forget(file)


@contextmanager
def rows_copied(snapshot: Snapshot, folder: Path | None, version: int, becomes: int) -> Iterator[None]:
    """Write a backup of a PostgreSQL database into the host's folder; without one, say that it is the host's to do."""
    if folder is None:
        journal.note("the tables change; nothing was copied, for TUTOR_BACKUPS names no folder", level=logging.WARNING)
        yield
        return
    file = folder / "passage.zip"
    with _kept(file, becomes) as copy:
        snapshot(lambda connection: archive.write(copy, connection, version, {}, datetime.now(UTC)))
    with _told(_name(file, becomes)):
        yield
    _forget(file)


@contextmanager
def _kept(file: Path, becomes: int) -> Iterator[Path]:
    """Yield the name for a new copy, which takes its place when it is whole. Raises StoreUnavailable if it is not."""
    copy = file.with_name(f".{_name(file, becomes)}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)  # half of one, from when the program was killed
        yield copy
        if file.exists():
            shutil.copymode(file, copy)
        copy.replace(file.with_name(_name(file, becomes)))
    except (OSError, sqlite3.Error, archive.NoBackup) as error:
        raise StoreUnavailable(
            f"The tables must change, but a copy of the database ({_name(file, becomes)}) cannot be written first. "
            "It was left as it is: make room, or mend the rights of that folder."
        ) from error
    finally:
        with suppress(OSError):
            copy.unlink()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise StoreUnavailable(
            f"The database could not be brought up to date. It is as it was, and a copy of it is kept as {name}."
        ) from error
    journal.note(f"the tables have changed; a copy from before is kept as {name}")


def _name(file: Path, becomes: int) -> str:
    return f"{file.stem}.before-{becomes}{file.suffix}"


def _forget(file: Path) -> None:
    """Delete all but the last copies."""
    ours = re.compile(rf"{re.escape(file.stem)}\.before-(\d+){re.escape(file.suffix)}")
    found = {int(m[1]): path for path in file.parent.iterdir() if (m := ours.fullmatch(path.name))}
    for number in sorted(found)[:-KEPT]:
        found[number].unlink(missing_ok=True)
