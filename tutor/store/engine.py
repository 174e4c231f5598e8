"""The engine for SQLite or PostgreSQL, and the Store that runs work on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tutor import counts
from tutor.store.errors import StoreUnavailable
from tutor.store.migrations import Copied, migrate
from tutor.store.precaution import file_copied, rows_copied
from tutor.store.turnstile import Turnstile

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds to wait for a lock, a free connection or PostgreSQL's first word before giving up."""

_POOL: dict[str, Any] = {"pool_size": 8, "max_overflow": 8, "pool_timeout": PATIENCE, "pool_use_lifo": True}
_POOL["isolation_level"] = "AUTOCOMMIT"  # reading needs no BEGIN and no ROLLBACK: two round trips saved
_POOL["hide_parameters"] = True  # an error must not quote an answer in the log
_BEGIN = {"postgresql": "BEGIN", "sqlite": "BEGIN IMMEDIATE"}
"""SQLite's takes the write lock at once: a transaction that reads first would find too late that it cannot write."""
_LOOK = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}

_BAD_URL = (
    "TUTOR_DATABASE_URL names no database that Passage knows. Write sqlite:///path/to/file.db "
    "or postgresql://user:password@host/database."
)


class Store:
    """The database that remembers: `read` and `write` run a piece of work on a connection of the pool.

    Both raise StoreUnavailable when the database does not do its part. Work must be safe to run twice: when
    the server has been restarted, the first connections that find out are dead, and their work is done again.
    """

    def __init__(self, engine: Engine) -> None:
        """Serve from `engine`, which begins no transaction by itself."""
        self.engine = engine
        self._begin = _BEGIN[engine.dialect.name]
        # SQLite lets one writer in and has the others ask again and again: 30 threads at once, and the last
        # waits 4 s. With a queue of our own it is 0.3 s
        self._turnstile = Turnstile(PATIENCE) if engine.dialect.name == "sqlite" else None

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` finds; each of its statements sees what is committed at its time."""
        return _twice(lambda: _on(self.engine.connect(), work))

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction: when this returns it is on the disk; when it raises, nothing is."""
        return _twice(lambda: self._write(work))

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self._turnstile or nullcontext(), self.engine.begin() as connection:
            connection.exec_driver_sql(self._begin)
            return work(connection)

    def snapshot(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` finds at one moment of the database, while others go on writing."""
        return _twice(lambda: self._snapshot(work))

    def _snapshot(self, work: Callable[[Connection], T]) -> T:
        with self.engine.begin() as connection:
            connection.exec_driver_sql(_LOOK[self.engine.dialect.name])
            return work(connection)

    @property
    def waiting(self) -> int:
        """Return how many writes wait for their turn."""
        return self._turnstile.waiting if self._turnstile else 0

    def ping(self) -> None:
        """Raise StoreUnavailable unless the database is there, with our tables in it."""
        self.read(lambda connection: connection.exec_driver_sql("SELECT MAX(number) FROM schema_steps").scalar())

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str, backups: Path | None = None) -> Store:
    """Open the database that `url` names, made or brought up to date as needed.

    Before its tables change it is copied: a file beside itself, a PostgreSQL database into the folder `backups`.
    Raises StoreUnavailable when that cannot be; the message holds no password.
    """
    with _plainly():
        store = reach(url)
        file = _file_of(url)
        copied = partial(file_copied, file) if file else partial(rows_copied, store.snapshot, backups)
        return _ready(store, copied)


def reach(url: str) -> Store:
    """Open the database that `url` names as it is, of whatever version. Raises StoreUnavailable."""
    place, file = _place(url), _file_of(url)
    with _plainly():
        return Store(_sqlite(file) if file else _postgresql(place))


def is_there(url: str) -> bool:
    """Tell whether there is a database to reach: `reach` would make the file of an SQLite one."""
    file = _file_of(url)
    return file is None or file.exists()


def _file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None for PostgreSQL."""
    place = _place(url)
    return Path(place.database or "").absolute() if place.drivername == "sqlite" else None


def _place(url: str) -> URL:
    """Return the parsed URL. `postgres://` and `postgresql://` are the same; so are SQLite's with and without file."""
    try:
        place = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise StoreUnavailable(_BAD_URL) from error
    name = place.drivername.partition("+")[0]
    if name in {"postgres", "postgresql"}:
        return place.set(drivername="postgresql+psycopg")
    if name == "sqlite" and place.database not in {None, "", ":memory:"}:
        return place.set(drivername="sqlite")
    raise StoreUnavailable(_BAD_URL)


def _ready(store: Store, copied: Copied) -> Store:
    try:
        store.write(lambda connection: migrate(connection, copied))
    except BaseException:
        store.close()
        raise
    return store


# --- SQLite ----------------------------------------------------------------------------------------


def _sqlite(path: Path) -> Engine:
    """Return the engine for the file `path`, made if it is missing; later connections never make it anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first = sqlite3.connect(path, timeout=PATIENCE)
    first.execute("PRAGMA journal_mode = WAL")
    first.close()
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, **_POOL)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=_file(path)))
    event.listen(engine, "checkout", lambda _, record, __: _still(path, record.info["file"]))
    return engine


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    # FULL: a commit waits for the disk (0.5 ms, where NORMAL takes 0.02), so that an answer that the learner saw
    # acknowledged outlives a power cut. For kill -9 either will do: the kernel has what was written
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _file(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _still(path: Path, file: tuple[int, int] | None) -> None:
    """Have the pool connect anew when the file was deleted or replaced: what goes to the old one is lost."""
    if _file(path) != file:
        raise DisconnectionError(f"{path} is another file now")


# --- PostgreSQL ------------------------------------------------------------------------------------


def _postgresql(place: URL) -> Engine:
    wanted = {"connect_timeout": int(PATIENCE), "application_name": "passage", "client_encoding": "utf8"}
    engine = create_engine(place, connect_args={k: v for k, v in wanted.items() if k not in place.query}, **_POOL)
    event.listen(engine, "connect", _be_patient)
    _speaks_every_language(engine)
    return engine


def _be_patient(connection: Any, _: object) -> None:
    connection.execute(f"SET lock_timeout = {int(PATIENCE * 1000)}")
    connection.commit()


def _speaks_every_language(engine: Engine) -> None:
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreUnavailable(f"The database keeps {encoding} text. Make one with ENCODING 'UTF8' for Passage.")


# --- what goes wrong -------------------------------------------------------------------------------


def _on(connection: Connection, work: Callable[[Connection], T]) -> T:
    with connection:
        return work(connection)


def _twice(work: Callable[[], T]) -> T:
    with _plainly():
        try:
            return work()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return work()


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn what a database says into a sentence for the screen. A broken rule of the tables is a bug: it passes."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeout, sqlite3.Error, OSError) as error:
        counts.STORE_ERRORS.up()
        raise StoreUnavailable(
            "Passage cannot reach its database just now, so nothing was recorded. Try again in a moment."
        ) from error
