"""Backups: everything in one file, and back, on SQLite and PostgreSQL, while people learn.

A file and a database cannot change in one transaction; a restore changes the files first and puts them back should the
database refuse. Both happen under the lock of the folder, so that no decision of a teacher is half in a backup.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.exc import DBAPIError, IntegrityError

from tutor.actions import House
from tutor.bank.saving import content, locked, save
from tutor.store import Store, Trouble, archive, copying, migrations
from tutor.store.archive import Backup, Manifest, NoBackup, is_plain
from tutor.store.shape import Shape, shape


class NotEmpty(Trouble):
    """Something is there already that a restore would replace."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds: rows of each table, files of the questions."""

    path: Path
    rows: Mapping[str, int]
    files: int


@dataclass(frozen=True, slots=True)
class Examined:
    """A backup that fits: when it was made, the files of the questions, and its rows in a database of their own."""

    kept: Kept
    made: str
    files: Mapping[str, bytes]
    source: Connection
    of: Shape


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `copy` holds what was there before; `strangers` are files that the backup does not know."""

    kept: Kept
    made: str
    copy: Kept | None
    strangers: tuple[str, ...]


# --- keeping ---------------------------------------------------------------------------------------


def backup(store: Store, questions: Path, path: Path, now: datetime) -> Kept:
    """Write everything to `path` as it is at one moment, whatever version the tables have.

    Raises StoreUnavailable, StoreNewer, Unsaved when the folder is busy, and NoBackup when it cannot be written.
    """
    with _alone(questions):
        return _write(store, _files(questions), path, now)


def _write(store: Store, files: Mapping[str, Path], path: Path, now: datetime) -> Kept:
    return _kept(path, store.snapshot(lambda c: archive.write(path, c, _version(c), files, now)))


def _kept(path: Path, manifest: Manifest) -> Kept:
    return Kept(path, {name: part.rows for name, part in manifest.tables.items()}, len(manifest.files))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_steps"):
        return 0
    return migrations.known(migrations.version_of(connection))


@contextmanager
def _alone(questions: Path) -> Iterator[None]:
    with locked(questions) if questions.is_dir() else nullcontext():
        yield


def _files(folder: Path) -> dict[str, Path]:
    """Return what is in the folder of questions by its name there: no hidden files, and nothing that lies elsewhere."""
    home = folder.resolve()
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if is_plain(name) and path.resolve().is_relative_to(home)}


# --- putting back ----------------------------------------------------------------------------------


@contextmanager
def examined(path: Path) -> Iterator[Examined]:
    """Look at all of a backup, and bring it up to date if it is older; nothing of anybody's is touched.

    Raises NoBackup, and StoreNewer for the backup of a newer program.
    """
    with archive.opened(path) as found, _rebuilt(found) as (source, of):
        yield Examined(_kept(path, found.manifest), found.manifest.made, found.files(), source, of)


def restore(house: House, good: Examined, copy: Path, now: datetime, *, force: bool = False) -> Restored:
    """Put a backup in the place of what is there, which is kept in `copy` first.

    Raises Unsaved, StoreUnavailable, and NotEmpty when something would be replaced and it is not to be forced.
    """
    house.questions.mkdir(parents=True, exist_ok=True)
    with _alone(house.questions):
        there = house.store.read(lambda c: copying.count(c, good.of))
        changed = [name for name, new in good.files.items() if content(house.questions / name) not in {None, new}]
        full = bool(any(there.values()) or changed)
        if full and not force:
            raise NotEmpty(_in_the_way(there, changed))
        kept = _write(house.store, _files(house.questions), copy, now) if full else None
        with _files_put(house.questions, good.files):
            house.store.write(lambda target: copying.replace_all(target, good.source, good.of))
        strangers = tuple(name for name in _files(house.questions) if name not in good.files)
    return Restored(good.kept, good.made, kept, strangers)


def _in_the_way(there: Mapping[str, int], changed: list[str]) -> str:
    held = f"The database holds {say(there)}. " if any(there.values()) else ""
    files = f"These files of the questions would be replaced: {', '.join(changed)}. " if changed else ""
    return f"{held}{files}Nothing was changed. With --force it is replaced, and a copy of it is kept."


@contextmanager
def _rebuilt(found: Backup) -> Iterator[tuple[Connection, Shape]]:
    """Yield the backup as a database of its own, brought up to date: what does not fit there fits nowhere."""
    version = migrations.known(found.manifest.schema)
    steps = migrations.STEPS[:version]
    with tempfile.TemporaryDirectory(prefix="passage-") as folder:
        engine = create_engine("sqlite://", creator=lambda: _scratch(Path(folder) / "backup.db"))
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            migrations.build(connection, steps)
            _fill(connection, found, shape(steps))
            migrations.migrate(connection, lambda *_: nullcontext(), migrations.STEPS)
            yield connection, shape(migrations.STEPS)
        engine.dispose()


def _scratch(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    return connection


def _fill(connection: Connection, found: Backup, of: Shape) -> None:
    if set(of) != set(found.manifest.tables):
        raise NoBackup("The backup is damaged: its tables are not those of its version.")
    for name, columns in of.items():
        try:
            rows = copying.put(connection, name, columns, found.rows(name, columns))
        except IntegrityError as error:
            raise NoBackup(f"The backup is damaged: the rows of “{name}” do not go together.") from error
        except DBAPIError as error:
            raise NoBackup(f"The backup cannot be unpacked in {tempfile.gettempdir()}: {error.orig}.") from error
        if rows != found.manifest.tables[name].rows:
            raise NoBackup(f"The backup is damaged: “{name}” has {rows} rows, and not as many as it says.")


@contextmanager
def _files_put(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Put files into the folder; should the block fail, put back what was there."""
    done: list[tuple[Path, bytes | None, bytes]] = []
    try:
        for name, new in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            old = content(path)
            save(path, old, new)
            done.append((path, old, new))
        yield
    except BaseException:
        for path, old, new in reversed(done):
            save(path, new, old)
        raise


# --- in words --------------------------------------------------------------------------------------

_WORDS = {
    "learners": ("learner", "learners"),
    "lessons": ("lesson", "lessons"),
    "attempts": ("answer", "answers"),
    "classes": ("class", "classes"),
    "class_answers": ("answer in classes", "answers in classes"),
    "decisions": ("decision of a teacher", "decisions of teachers"),
}


def say(rows: Mapping[str, int]) -> str:
    """Return in words how much there is.

    >>> say({"learners": 1, "lessons": 3, "turns": 40, "attempts": 0})
    '1 learner, 3 lessons'
    >>> say({"turns": 2})
    '2 rows'
    """
    named = [f"{n:,} {_WORDS[name][n != 1]}" for name in _WORDS if (n := rows.get(name, 0))]
    total = sum(rows.values())
    return ", ".join(named) or (f"{total:,} row{'' if total == 1 else 's'}" if total else "nothing yet")
