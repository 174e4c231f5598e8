"""The tables as queries see them. How they come to be in a database: `migrations`.

Learners are kept as a digest of their cookie: who reads the database cannot take a learner's place.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, DateTime, Dialect, Integer, MetaData, Table, Text, TypeDecorator

from tutor.store.codec import clean


class Words(TypeDecorator[str]):
    """Text that anybody may have typed: what a database refuses is replaced on the way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """Return `value` cleaned."""
        return value if value is None else clean(value)


class Learner(TypeDecorator[str]):
    """A learner's cookie, of which only the digest goes in; an empty one is nobody's and raises ValueError."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str:
        """Return the digest: 32 hexadecimal digits."""
        if not value:
            raise ValueError("a learner needs an id")
        return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Moment(TypeDecorator[datetime]):
    """A time in UTC: timestamptz in PostgreSQL; in SQLite ISO text, which sorts by time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> DateTime | Text:
        """Return the column's type in this database."""
        return DateTime(timezone=True) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Return `value` (aware) as the column keeps it."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: datetime | str | None, _: Dialect) -> datetime | None:
        """Return the time, aware, in UTC."""
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
        return found and found.astimezone(UTC)


_META = MetaData()

learners = Table("learners", _META, Column("id", Learner, primary_key=True), Column("since", Moment))

lessons = Table(
    "lessons",
    _META,
    Column("id", Words, primary_key=True),
    Column("learner", Learner),
    Column("bank", Words),
    Column("mode", Words),
    Column("open", Boolean),
    Column("turn", Integer),
    Column("state", Words),
    Column("started", Moment),
    Column("touched", Moment),
)

turns = Table(
    "turns",
    _META,
    Column("lesson", Words, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("data", Words),
    Column("at", Moment),
)

attempts = Table(
    "attempts",
    _META,
    Column("lesson", Words, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("bank", Words),
    Column("fact", Words),
    Column("form", Words),
    Column("question", Words),
    Column("given", Words),
    Column("verdict", Words),
    Column("code", Words),
    Column("because", Words),
    Column("tries", Integer),
    Column("hints", Integer),
    Column("at", Moment),
)

appeals = Table(
    "appeals",
    _META,
    Column("lesson", Words, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("state", Words),
    Column("at", Moment),
    Column("decided_at", Moment),
    Column("decision", Words),
)

cards = Table(
    "cards",
    _META,
    Column("learner", Learner, primary_key=True),
    Column("bank", Words, primary_key=True),
    Column("fact", Words, primary_key=True),
    Column("card", Words),
    Column("due", Moment),
)

reviews = Table(
    "reviews",
    _META,
    Column("lesson", Words, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("fact", Words),
    Column("outcome", Words),
    Column("at", Moment),
)

classes = Table(
    "classes",
    _META,
    Column("code", Words, primary_key=True),
    Column("bank", Words),
    Column("pace", Words),
    Column("questions", Words),
    Column("state", Words),
    Column("at", Integer),
    Column("vote", Integer),
    Column("version", Integer),
    Column("made", Moment),
    Column("touched", Moment),
)

members = Table(
    "class_members",
    _META,
    Column("code", Words, primary_key=True),
    Column("member", Words, primary_key=True),
    Column("learner", Learner),
    Column("name", Words),
    Column("called", Words),
    Column("removed", Boolean),
    Column("lesson", Words),
    Column("joined", Moment),
)

answers = Table(
    "class_answers",
    _META,
    Column("code", Words, primary_key=True),
    Column("member", Words, primary_key=True),
    Column("question", Integer, primary_key=True),
    Column("vote", Integer, primary_key=True),
    Column("given", Words),
    Column("at", Moment),
)

decisions = Table(
    "decisions",
    _META,
    Column("id", Words, primary_key=True),
    Column("bank", Words),
    Column("fact", Words),
    Column("answer", Words),
    Column("verdict", Words),
    Column("reply", Words),
    Column("edit", Words),
    Column("before", Words),
    Column("after", Words),
    Column("who", Words),
    Column("at", Moment),
    Column("state", Words),
    Column("undone_by", Words),
    Column("undone_at", Moment),
)

regrades = Table(
    "regrades",
    _META,
    Column("decision", Words, primary_key=True),
    Column("lesson", Words, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("verdict", Words),
    Column("code", Words),
    Column("because", Words),
)

revisions = Table(
    "revisions",
    _META,
    Column("id", Words, primary_key=True),
    Column("bank", Words),
    Column("file", Words),
    Column("what", Words),
    Column("patch", Words),
    Column("before", Words),
    Column("after", Words),
    Column("who", Words),
    Column("at", Moment),
    Column("undoes", Words),
    Column("state", Words),
)
