"""What was typed is shown line by line, checked as a whole, and saved: the old file or the new one, and its history.

A revision is written down as begun before the file is touched, and as made after it. Who comes after a crash looks
into the file: holds it what was to be saved, the revision is made; does it not, the revision is withdrawn.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

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
    undoes: str | None = None,
) -> Revision:
    """Put `after` in the place of `before` in a bank's file or its article, and keep how to take it back.

    Nothing is checked here but that the file is what it was. Raises NotATeacher, Unsaved and StoreUnavailable.
    """
    must_teach(teacher, now)
    new = Revision(
        id=secrets.token_hex(8),
        bank=bank_id,
        file=path.relative_to(house.questions).as_posix(),
        what=what,
        patch=patch.written(patch.difference(before.decode(), after.decode())),
        before=mark_of(before),
        after=mark_of(after),
        who=(teacher.name if teacher else "") or "teacher",
        at=now,
        undoes=undoes,
    )
    with alone(house, path):
        house.store.write(lambda c: revisions.begin(c, new))
        try:
            saving.save(path, before, after)
        except saving.Unsaved:
            house.store.write(lambda c: revisions.withdraw(c, new.id))
            raise
        _note(house, new)
    return replace(new, state="made")


def _note(house: House, new: Revision) -> None:
    try:
        house.store.write(lambda c: revisions.made(c, new.id))
    except StoreUnavailable as away:
        raise Unsaved("The text is saved. Its history follows as soon as the database is back.") from away


@contextmanager
def alone(house: House, path: Path) -> Iterator[None]:
    """Keep others from saving beside this file meanwhile, and settle first what a crash has left open.

    What the keeper of the files says is for the screen: Unsaved.
    """
    try:
        with saving.locked(path.resolve().parent):
            _settle(house, path)
            yield
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why


def _settle(house: House, path: Path) -> None:
    file = path.relative_to(house.questions).as_posix()
    for open_ in house.store.read(lambda c: revisions.pending(c, file)):
        made = mark_of(saving.content(path) or b"") == open_.after
        step = revisions.made if made else revisions.withdraw
        house.store.write(lambda c, step=step, id_=open_.id: step(c, id_))  # type: ignore[misc]


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
