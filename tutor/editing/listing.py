"""The list of banks: how many facts and drafts each has, what is wrong with it, when it was changed last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tutor import library
from tutor.actions import House
from tutor.editing.opening import shelved
from tutor.library import Shelved
from tutor.model import Problem
from tutor.teachers import Teacher, must_teach


@dataclass(frozen=True, slots=True)
class Entry:
    """A bank in the list. `served` tells whether learners have it: as it is, or its last good version (`stale`)."""

    id: str
    path: Path
    title: str
    facts: int
    drafts: int
    problems: tuple[Problem, ...]
    served: bool
    stale: bool
    changed: datetime | None


def entries(house: House, teacher: Teacher | None, now: datetime) -> tuple[Entry, ...]:
    """Return every bank on the shelf, by file name. Raises NotATeacher."""
    must_teach(teacher, now)
    return tuple(map(_entry, library.shelf(house.questions)))


def one(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> Entry:
    """Return one bank as it is on the disk now. Raises NotATeacher and Gone."""
    must_teach(teacher, now)
    return _entry(shelved(house, bank_id))


def _entry(on_shelf: Shelved) -> Entry:
    bank = on_shelf.bank
    live = len(bank.live) if bank else 0
    return Entry(
        id=on_shelf.id,
        path=on_shelf.path,
        title=bank.title if bank else on_shelf.id,
        facts=live,
        drafts=len(bank.facts) - live if bank else 0,
        problems=on_shelf.problems,
        served=bank is not None,
        stale=on_shelf.stale,
        changed=next(_changed(on_shelf.path), None),
    )


def _changed(path: Path) -> Iterator[datetime]:
    try:
        yield datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # it has just gone
        return
