"""The history of what teachers save: which lines of which file became which, who saved them and when.

A revision is `begun` before the file is touched and `made` after it: who comes after a crash looks into the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from tutor.store.tables import revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """A save. `file` is its name in the folder of banks, `what` says where it was made: "text", "fact", "undo" …

    `patch` is the difference, as `tutor.editing.patch` writes it; `before` and `after` tell the contents of the file
    apart (`bank.saving.mark_of`). `undoes` names the revision that this one takes back.
    """

    id: str
    bank: str
    file: str
    what: str
    patch: str
    before: str
    after: str
    who: str
    at: datetime
    undoes: str | None = None
    state: Literal["begun", "made"] = "begun"


def begin(connection: Connection, *new: Revision) -> None:
    """Record what is about to be saved."""
    connection.execute(insert(revisions), [{name: getattr(one, name) for name in Revision.__slots__} for one in new])


def made(connection: Connection, *saves: str) -> None:
    """Say that these are saved."""
    connection.execute(update(revisions).where(revisions.c.id.in_(saves)).values(state="made"))


def withdraw(connection: Connection, *saves: str) -> None:
    """Forget revisions that came to nothing."""
    connection.execute(delete(revisions).where(revisions.c.id.in_(saves)))


def pending(connection: Connection, file: str = "") -> tuple[Revision, ...]:
    """Return the saves of which nobody knows whether they were made: those of one file, or all."""
    query = select(revisions).where(revisions.c.state == "begun")
    found = connection.execute(query.where(revisions.c.file == file) if file else query)
    return tuple(Revision(*row) for row in found)


def history(connection: Connection, bank: str) -> tuple[Revision, ...]:
    """Return the saves of a bank and its article, the latest first."""
    query = select(revisions).where(revisions.c.bank == bank, revisions.c.state == "made")
    ordered = query.order_by(revisions.c.at.desc(), revisions.c.id)
    return tuple(Revision(*row) for row in connection.execute(ordered))


def revision(connection: Connection, wanted: str) -> Revision | None:
    """Return one save."""
    row = connection.execute(select(revisions).where(revisions.c.id == wanted)).first()
    return Revision(*row) if row else None
