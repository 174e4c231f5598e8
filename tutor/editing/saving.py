"""What was typed is shown line by line, checked as a whole, and saved: the old file or the new one, and its history.

A revision is written down as begun before the file is touched, and as made after it. Who comes after a crash looks
into the file: holds it what was to be saved, the revision is made; does it not, the revision is withdrawn. Of files
that are saved together, all are written then or none: those that were are put back.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tutor.actions import House
from tutor.bank import saving
from tutor.bank.saving import mark_of, new_errors
from tutor.editing import live, patch
from tutor.editing.opening import MOST_TYPED, Unsaved, as_file, content, shelved
from tutor.editing.patch import Hunk
from tutor.model import Bank, Problem
from tutor.store import StoreUnavailable, revisions
from tutor.store.revisions import Revision
from tutor.teachers import Teacher, must_teach


class File(NamedTuple):
    """A file, what it holds, what it is to hold, and the save that this takes back if it does."""

    path: Path
    before: bytes
    after: bytes
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change before it is saved. `errors` stand against it, `warnings` are new and may be saved.

    `facts` is how many facts are changed, added or gone; None when that cannot be told. `moved_on`: the file is not
    what the editor had opened. `seen` goes back to `save`, which then saves over exactly this content or not at all.
    """

    change: tuple[Hunk, ...]
    facts: int | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    moved_on: bool
    seen: str


def propose(house: House, teacher: Teacher | None, bank_id: str, typed: str, base: str, now: datetime) -> Proposal:
    """Return what saving `typed` would do to a bank's file; `base` is the mark of what the editor had opened.

    Raises NotATeacher, Gone and Unsaved.
    """
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    before = content(path)
    after = _as_file(typed, before)
    was, then = live.whole(path, before), live.whole(path, after)
    return Proposal(
        change=patch.difference(before.decode(), after.decode()),
        facts=_facts_changed(was.bank, then.bank),
        errors=_standing_against(was, then),
        warnings=_new_warnings(was, then),
        moved_on=base != mark_of(before),
        seen=mark_of(before),
    )


def save(
    house: House, teacher: Teacher | None, bank_id: str, typed: str, seen: str, now: datetime, what: str = "text"
) -> Revision:
    """Save what was typed over the content that was `seen` (a proposal's), and keep how to take it back.

    `what` tells the history where it was made. Raises NotATeacher, Gone, StoreUnavailable, and Unsaved when the text
    has an error, a teacher's decision would not hold, or the file holds something else by now.
    """
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    before = content(path)
    if mark_of(before) != seen:
        raise Unsaved(f"{path.name} has been changed by somebody else meanwhile. Nothing was saved: look at it again.")
    after = _as_file(typed, before)
    if after == before:
        raise Unsaved("Nothing was saved, for nothing is changed.")
    if errors := _standing_against(live.whole(path, before), live.whole(path, after)):
        raise Unsaved(f"Nothing was saved. Line {errors[0].line}: {errors[0].message} ({errors[0].fix}).")
    return put(house, teacher, bank_id, path, before, after, now, what)


def put(
    house: House,
    teacher: Teacher | None,
    bank_id: str,
    path: Path,
    before: bytes,
    after: bytes,
    now: datetime,
    what: str,
) -> Revision:
    """Put `after` in the place of `before` in a bank's file or its article, and keep how to take it back.

    Nothing is checked here but that the file is what it was. Raises NotATeacher, Unsaved and StoreUnavailable.
    """
    return put_together(house, teacher, bank_id, [File(path, before, after)], now, what)[0]


def put_together(
    house: House, teacher: Teacher | None, bank_id: str, files: Sequence[File], now: datetime, what: str
) -> tuple[Revision, ...]:
    """Do this to several files as one step: all of them are written or none, also when the program is killed."""
    must_teach(teacher, now)
    new = tuple(_revision(house, teacher, bank_id, file, now, what) for file in files)
    beside = min((file.path for file in files), key=lambda path: len(path.parts))  # the bank: an article may lie deeper
    with alone(house, beside):
        house.store.write(lambda c: revisions.begin(c, *new))
        try:
            for file in files:
                saving.save(file.path, file.before, file.after)
        except saving.Unsaved:
            _settle(house, beside.parent)
            raise
        _note(house, new)
    return tuple(replace(one, state="made") for one in new)


def _revision(house: House, teacher: Teacher | None, bank_id: str, file: File, now: datetime, what: str) -> Revision:
    return Revision(
        id=secrets.token_hex(8),
        bank=bank_id,
        file=file.path.relative_to(house.questions).as_posix(),
        what=what,
        patch=patch.written(patch.difference(file.before.decode(), file.after.decode())),
        before=mark_of(file.before),
        after=mark_of(file.after),
        who=(teacher.name if teacher else "") or "teacher",
        at=now,
        undoes=file.undoes,
    )


def _note(house: House, new: Sequence[Revision]) -> None:
    try:
        house.store.write(lambda c: revisions.made(c, *(one.id for one in new)))
    except StoreUnavailable as away:
        raise Unsaved("The text is saved. Its history follows as soon as the database is back.") from away


@contextmanager
def alone(house: House, path: Path) -> Iterator[None]:
    """Keep others from saving beside this file meanwhile, and settle first what a crash has left open.

    What the keeper of the files says is for the screen: Unsaved.
    """
    try:
        with saving.locked(path.resolve().parent):
            _settle(house, path.parent)
            yield
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why


def recover(house: House) -> None:
    """Settle what was half saved when a program was killed: called when the doors open."""
    for folder in {(house.questions / one.file).parent for one in house.store.read(revisions.pending)}:
        with alone(house, folder / "any"):
            pass  # clearing up comes first, whatever is to be done


def _settle(house: House, folder: Path) -> None:
    """Find out what became of the saves in a folder that were begun; of files saved together, all or none."""
    steps: dict[tuple[object, ...], list[Revision]] = {}
    for one in house.store.read(revisions.pending):
        steps.setdefault((one.bank, one.at, one.who, one.what), []).append(one)
    for parts in steps.values():
        if folder in {(house.questions / part.file).parent for part in parts}:
            _settle_step(house, parts)


def _settle_step(house: House, parts: Sequence[Revision]) -> None:
    there = [part for part in parts if mark_of(saving.content(house.questions / part.file) or b"") == part.after]
    if len(there) == len(parts):
        house.store.write(lambda c: revisions.made(c, *(part.id for part in parts)))
        return
    for part in there:
        path = house.questions / part.file
        data = saving.content(path) or b""
        was = patch.taken_back(data.decode(), patch.read(part.patch))
        if was is not None and mark_of(was.encode()) == part.before:
            saving.save(path, data, was.encode())
    house.store.write(lambda c: revisions.withdraw(c, *(part.id for part in parts)))


# --- what stands against it ------------------------------------------------------------------------


def _as_file(typed: str, before: bytes) -> bytes:
    if len(typed) > MOST_TYPED:
        raise Unsaved("That is too large for the browser. Nothing was saved.")
    try:
        return as_file(typed, before)
    except UnicodeError as why:
        raise Unsaved("There is a character in it that no file can hold. Nothing was saved.") from why


def _standing_against(was: live.Whole, then: live.Whole) -> tuple[Problem, ...]:
    """Return the errors of the new text, and the decisions of teachers that would not hold any more."""
    own = [p for p in then.problems if p.level == "error"]
    return (*own, *new_errors(was.cases, then.cases))


def _new_warnings(was: live.Whole, then: live.Whole) -> tuple[Problem, ...]:
    known = {(p.rule, p.message) for p in was.problems}
    return tuple(p for p in then.problems if p.level == "warning" and (p.rule, p.message) not in known)


def _facts_changed(was: Bank | None, then: Bank | None) -> int | None:
    if was is None or then is None:
        return None
    old, new = ({fact.id: fact for fact in bank.facts} for bank in (was, then))
    return sum(old.get(id_) != new.get(id_) for id_ in {*old, *new})
