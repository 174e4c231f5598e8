"""How the tables came to be: a list of small steps, each applied once, in order, in every database.

To change the tables, add a step at the end (never edit one that has been released) and say the same in `tables`.
The SQL is what SQLite and PostgreSQL share; SQLite takes TIMESTAMPTZ for what it is given, which is text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from sqlalchemy import Connection

from tutor.store.errors import StoreNewer

_LOCK = 7072016917  # any number that no other program takes as its advisory lock in the same database
_HISTORY = "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the tables: what it brings, and its SQL statements."""

    name: str
    statements: tuple[str, ...]


def _turn_of(table: str) -> str:
    return f"PRIMARY KEY (lesson, turn), FOREIGN KEY (lesson, turn) REFERENCES {table} ON DELETE CASCADE"


STEPS: tuple[Step, ...] = (
    Step(
        "who learns",
        ("CREATE TABLE learners (id TEXT PRIMARY KEY, since TIMESTAMPTZ NOT NULL)",),
    ),
    Step(
        "lessons, each with all that its next step depends on",
        (
            """CREATE TABLE lessons (
                id TEXT PRIMARY KEY, learner TEXT NOT NULL REFERENCES learners ON DELETE CASCADE,
                bank TEXT NOT NULL, mode TEXT NOT NULL, open BOOLEAN NOT NULL, turn INTEGER NOT NULL,
                state TEXT NOT NULL, started TIMESTAMPTZ NOT NULL, touched TIMESTAMPTZ NOT NULL)""",
            "CREATE INDEX lessons_of_learner ON lessons (learner, bank)",
        ),
    ),
    Step(
        "every turn of the talk",
        (
            """CREATE TABLE turns (
                lesson TEXT NOT NULL REFERENCES lessons ON DELETE CASCADE, turn INTEGER NOT NULL,
                data TEXT NOT NULL, at TIMESTAMPTZ NOT NULL, PRIMARY KEY (lesson, turn))""",
        ),
    ),
    Step(
        "every answer as it was given, beside the verdict of the time",
        (
            f"""CREATE TABLE attempts (
                lesson TEXT NOT NULL, turn INTEGER NOT NULL, bank TEXT NOT NULL, fact TEXT NOT NULL,
                form TEXT NOT NULL, question TEXT, given TEXT NOT NULL, verdict TEXT NOT NULL, code TEXT NOT NULL,
                because TEXT NOT NULL, tries INTEGER NOT NULL, hints INTEGER NOT NULL, at TIMESTAMPTZ NOT NULL,
                {_turn_of("turns")})""",
            "CREATE INDEX attempts_at_fact ON attempts (bank, fact)",
        ),
    ),
    Step(
        "appeals: what a learner thinks was right",
        (
            f"""CREATE TABLE appeals (
                lesson TEXT NOT NULL, turn INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
                at TIMESTAMPTZ NOT NULL, decided_at TIMESTAMPTZ, {_turn_of("attempts")})""",
        ),
    ),
    Step(
        "when each fact is due again, and the reviews that made it so",
        (
            """CREATE TABLE cards (
                learner TEXT NOT NULL REFERENCES learners ON DELETE CASCADE, bank TEXT NOT NULL, fact TEXT NOT NULL,
                card TEXT NOT NULL, due TIMESTAMPTZ NOT NULL, PRIMARY KEY (learner, bank, fact))""",
            f"""CREATE TABLE reviews (
                lesson TEXT NOT NULL, turn INTEGER NOT NULL, fact TEXT NOT NULL, outcome TEXT NOT NULL,
                at TIMESTAMPTZ NOT NULL, {_turn_of("turns")})""",
        ),
    ),
    Step(
        "live classes: where each stands, who is in it, what was answered in each vote",
        (
            """CREATE TABLE classes (
                code TEXT PRIMARY KEY, bank TEXT NOT NULL, pace TEXT NOT NULL, questions TEXT NOT NULL,
                state TEXT NOT NULL, at INTEGER NOT NULL, vote INTEGER NOT NULL, version INTEGER NOT NULL,
                made TIMESTAMPTZ NOT NULL, touched TIMESTAMPTZ NOT NULL)""",
            """CREATE TABLE class_members (
                code TEXT NOT NULL REFERENCES classes ON DELETE CASCADE, member TEXT NOT NULL,
                learner TEXT NOT NULL, name TEXT NOT NULL, called TEXT NOT NULL, removed BOOLEAN NOT NULL,
                lesson TEXT REFERENCES lessons ON DELETE SET NULL, joined TIMESTAMPTZ NOT NULL,
                PRIMARY KEY (code, member), UNIQUE (code, learner), UNIQUE (code, called))""",
            """CREATE TABLE class_answers (
                code TEXT NOT NULL, member TEXT NOT NULL, question INTEGER NOT NULL, vote INTEGER NOT NULL,
                given TEXT NOT NULL, at TIMESTAMPTZ NOT NULL, PRIMARY KEY (code, member, question, vote),
                FOREIGN KEY (code, member) REFERENCES class_members ON DELETE CASCADE)""",
        ),
    ),
    Step(
        "what teachers decided about answers, and which verdicts that changed",
        (
            """CREATE TABLE decisions (
                id TEXT PRIMARY KEY, bank TEXT NOT NULL, fact TEXT NOT NULL, answer TEXT NOT NULL,
                verdict TEXT NOT NULL, reply TEXT NOT NULL, edit TEXT NOT NULL, before TEXT NOT NULL,
                after TEXT NOT NULL, who TEXT NOT NULL, at TIMESTAMPTZ NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('begun', 'made', 'undoing', 'undone')),
                undone_by TEXT, undone_at TIMESTAMPTZ)""",
            "CREATE INDEX decisions_of_bank ON decisions (bank, at)",
            f"""CREATE TABLE regrades (
                decision TEXT NOT NULL REFERENCES decisions ON DELETE CASCADE,
                lesson TEXT NOT NULL, turn INTEGER NOT NULL, verdict TEXT NOT NULL, code TEXT NOT NULL,
                because TEXT NOT NULL, {_turn_of("attempts").replace("KEY (", "KEY (decision, ", 1)})""",
            "CREATE INDEX regrades_of_lesson ON regrades (lesson)",
            "ALTER TABLE appeals ADD COLUMN decision TEXT REFERENCES decisions ON DELETE SET NULL",
        ),
    ),
    Step(
        "what teachers saved in banks and articles, and how to take it back",
        (
            """CREATE TABLE revisions (
                id TEXT PRIMARY KEY, bank TEXT NOT NULL, file TEXT NOT NULL, what TEXT NOT NULL,
                patch TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, who TEXT NOT NULL,
                at TIMESTAMPTZ NOT NULL, undoes TEXT, state TEXT NOT NULL CHECK (state IN ('begun', 'made')))""",
            "CREATE INDEX revisions_of_bank ON revisions (bank, at)",
        ),
    ),
)


Copied = Callable[[int, int], AbstractContextManager[None]]
"""Takes the version of an older database and the one that it will have, and keeps a copy of it first."""


def migrate(connection: Connection, copied: Copied, steps: Sequence[Step] = STEPS) -> None:
    """Bring the database up to `steps`, one process at a time, in the transaction of `connection`.

    Raises StoreNewer when the database has steps that this code does not know.
    """
    _one_at_a_time(connection)
    connection.exec_driver_sql(_HISTORY)
    version = known(version_of(connection), len(steps))
    with copied(version, len(steps)) if 0 < version < len(steps) else nullcontext():
        for number in range(version + 1, len(steps) + 1):
            _apply(connection, number, steps[number - 1])


def build(connection: Connection, steps: Sequence[Step]) -> None:
    """Make the tables of these steps in an empty database."""
    connection.exec_driver_sql(_HISTORY)
    for number, step in enumerate(steps, 1):
        _apply(connection, number, step)


def version_of(connection: Connection) -> int:
    """Return how many steps a database has taken; the table of steps must be there."""
    found: int = connection.exec_driver_sql("SELECT COALESCE(MAX(number), 0) FROM schema_steps").scalar_one()
    return found


def known(version: int, steps: int | None = None) -> int:
    """Return `version`. Raises StoreNewer when it has more steps than this program knows."""
    knows = len(STEPS) if steps is None else steps
    if version > knows:
        raise StoreNewer(_newer(version, knows))
    return version


def _one_at_a_time(connection: Connection) -> None:
    """Hold back other processes until the commit; in SQLite, the transaction itself does so."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _apply(connection: Connection, number: int, step: Step) -> None:
    for statement in step.statements:
        connection.exec_driver_sql(statement)
    mark = "%s, %s" if connection.dialect.name == "postgresql" else "?, ?"
    connection.exec_driver_sql(f"INSERT INTO schema_steps VALUES ({mark})", (number, step.name))  # noqa: S608


def _newer(version: int, known: int) -> str:
    return (
        f"The database was written by a newer Passage (its version {version}, this program knows {known}). "
        "Start the newer program again, or name another database in TUTOR_DATABASE_URL."
    )
