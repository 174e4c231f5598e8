"""Files that are saved together, and are one step of a bank's history: taken back, they go back together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tutor.actions import House
from tutor.editing.opening import Unsaved
from tutor.editing.saving import put
from tutor.store.revisions import Revision
from tutor.teachers import Teacher


class File(NamedTuple):
    """A file, what it holds and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


def put_all(  # noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on
    house: House, teacher: Teacher | None, bank_id: str, files: Sequence[File], now: datetime, what: str
) -> tuple[Revision, ...]:
    """Write every file that changes, or none: when one cannot be written, those before it are put back.

    Raises NotATeacher, Unsaved and StoreUnavailable.
    """
    done = list[tuple[File, Revision]]()
    try:
        for file in files:
            if file.before != file.after:
                done.append((file, put(house, teacher, bank_id, *file, now, what)))
    except Unsaved:
        for file, new in reversed(done):
            put(house, teacher, bank_id, file.path, file.after, file.before, now, "undo", new.id)
        raise
    return tuple(new for _, new in done)
