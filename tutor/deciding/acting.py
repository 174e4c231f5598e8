"""Decisions shown, made and taken back. The bank's file and the results change together, whatever happens between.

A decision is written down as begun before the file is touched, and as made together with the new results. Who comes
after a crash looks into the file: when the edit is there, the rest is done; when it is not, the decision is withdrawn.
Everything happens under the lock of the folder, so that nobody meets a decision that somebody else is making.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from tutor.actions import Gone, House
from tutor.bank.kept import checked
from tutor.bank.saving import Unsaved, locked, new_errors, save, told
from tutor.deciding import regrading
from tutor.deciding.effect import Effect
from tutor.deciding.papers import (
    Blocked,
    Files,
    bank_across,
    case_of,
    cases_after,
    files_of,
    is_there,
    put_case,
    without,
)
from tutor.deciding.ruling import Decision, Plan, diff, plan
from tutor.model import Bank
from tutor.store import StoreUnavailable, decisions
from tutor.store.decisions import Record
from tutor.teachers import Teacher, must_teach


@dataclass(frozen=True, slots=True)
class Preview:
    """A decision before it is made: the diff of the bank's file, who changes, what stands against it.

    `seen` goes back to `decide`, which then makes exactly this decision or none.
    """

    decision: Decision
    diff: str
    effect: Effect
    blocked: tuple[str, ...]
    remarks: tuple[str, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was made or taken back, and who has changed."""

    record: Record
    diff: str
    effect: Effect


# --- showing ---------------------------------------------------------------------------------------


def preview(house: House, teacher: Teacher | None, bank_id: str, decision: Decision, now: datetime) -> Preview:
    """Return what a decision would do.

    Raises NotATeacher, Gone, StoreUnavailable, and Blocked when the bank has mistakes already.
    """
    must_teach(teacher, now)
    with _plainly():
        found = plan(files_of(house, bank_id), decision)
    effect = Effect({}, {}, 0, 0) if found.blocked else regrading.foreseen(house.store, found.switch)
    return Preview(found.decision, found.diff, effect, found.blocked, found.remarks, found.files.mark)


def history(house: House, teacher: Teacher | None, bank_id: str | None, now: datetime) -> tuple[Record, ...]:
    """Return the decisions about a bank (None: about all), the latest first, with those that were taken back."""
    must_teach(teacher, now)
    return house.store.read(lambda c: decisions.history(c, bank_id))


# --- making ----------------------------------------------------------------------------------------


def decide(  # noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on
    house: House, teacher: Teacher | None, bank_id: str, decision: Decision, now: datetime, seen: str = ""
) -> Done:
    """Make a decision: patch the file, guard it by a case, regrade everybody, settle the appeals, record who and when.

    `seen` is the preview's; without it whatever stands in the file is taken. Raises NotATeacher, Gone,
    StoreUnavailable, and Blocked with the reason when it cannot be made.
    """
    must_teach(teacher, now)
    with _alone(house, now):
        found = plan(files_of(house, bank_id), decision)
        if seen and seen != found.files.mark:
            raise Blocked("The bank has been changed since you looked. Nothing was saved: look at the change again.")
        if found.blocked:
            raise Blocked(found.blocked[0])
        record = _record(found, bank_id, _name(teacher), now)
        house.store.write(lambda c: decisions.begin(c, record))
        _save_or_withdraw(house, record, found)
        with _results_follow():
            put_case(found.files.path, record, there=True)
            effect = regrading.regrade(house.store, record, found.switch, now)
    return Done(replace(record, state="made"), found.diff, effect)


def _name(teacher: Teacher | None) -> str:
    return (teacher.name if teacher else "") or "teacher"


def _record(found: Plan, bank_id: str, who: str, now: datetime) -> Record:
    wished, (before, after) = found.decision, found.lines
    return Record(
        id=secrets.token_hex(8),
        bank=bank_id,
        fact=wished.fact,
        answer=wished.answer,
        verdict=wished.verdict,
        reply=wished.reply,
        edit=found.edit,
        before=before,
        after=after,
        who=who,
        at=now,
    )


def _save_or_withdraw(house: House, record: Record, found: Plan) -> None:
    try:
        save(found.files.path, found.files.data, found.data)
    except Unsaved:
        house.store.write(lambda c: decisions.withdraw(c, record.id))
        raise


# --- taking back -----------------------------------------------------------------------------------


def undo(house: House, teacher: Teacher | None, decision_id: str, now: datetime) -> Done:
    """Take a decision back: the file, the case, the results and the appeals are as before it.

    What has changed elsewhere since stays. Raises NotATeacher, Gone, Blocked, StoreUnavailable.
    """
    must_teach(teacher, now)
    with _alone(house, now):
        record = house.store.read(lambda c: decisions.record(c, decision_id))
        if record is None or record.state != "made":
            raise Gone("That decision is not there to be taken back.")
        files = files_of(house, record.bank)
        data = without(files, record)
        again = _decided_again(house, record)
        after = _sound_without(files, data, cases_after(files.cases, record, there=again))
        undone = replace(record, state="undone", undone_by=_name(teacher), undone_at=now)
        house.store.write(lambda c: decisions.move(c, record.id, "undoing", undone_by=undone.undone_by, undone_at=now))
        try:
            put_case(files.path, record, there=again)
            save(files.path, files.data, data)
        except Unsaved:
            _recover(house, now)
            raise
        with _results_follow():
            effect = regrading.regrade_back(house.store, record, _switch(record, files.bank, after))
    return Done(undone, diff(files.path.name, files.data, data), effect)


def _switch(record: Record, before: Bank, after: Bank) -> regrading.Switch:
    return regrading.Switch(record.bank, record.fact, record.answer, before, after)


def _decided_again(house: House, record: Record) -> bool:
    """Tell whether another decision says the same of the same answer: then its case stays."""
    others = house.store.read(lambda c: decisions.history(c, record.bank))
    return any(r.state == "made" and r.id != record.id and case_of(r) == case_of(record) for r in others)


def _sound_without(files: Files, data: bytes, cases: bytes | None) -> Bank:
    """Return the bank without a decision. Raises Blocked when it would have a mistake then."""
    loaded = checked(files.path, data)
    before = told(files.path, checked(files.path, files.data), files.cases or b"")
    after = told(files.path, loaded, cases or b"")
    if worse := new_errors(before, after):
        raise Blocked(f"Without this decision the bank would have a mistake. Mend that first: {worse[0]}")
    return loaded.bank or files.bank


# --- after a crash ---------------------------------------------------------------------------------


def recover(house: House, now: datetime) -> None:
    """Finish or withdraw what was half done when a program was killed: called when the doors open."""
    if house.store.read(decisions.pending):
        with _alone(house, now):
            pass  # clearing up comes first, whatever is to be done


@contextmanager
def _alone(house: House, now: datetime) -> Iterator[None]:
    """Keep others from deciding meanwhile, and clear up first. What the keeper of the files says is for the screen."""
    try:
        with locked(house.questions.resolve()):
            _recover(house, now)
            yield
    except Unsaved as unsaved:
        raise Blocked(str(unsaved)) from unsaved


@contextmanager
def _results_follow() -> Iterator[None]:
    """Say so when the file is saved and the database is away: the rest is done by whoever comes next."""
    try:
        yield
    except StoreUnavailable as away:
        raise Blocked("The bank is saved. The results follow as soon as the database is back.") from away


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except Unsaved as unsaved:
        raise Blocked(str(unsaved)) from unsaved


def _recover(house: House, now: datetime) -> None:
    for record in house.store.read(decisions.pending):
        with suppress(Gone, Blocked):  # its bank is not here, or has mistakes: it waits until that is mended
            _settle(house, record, files_of(house, record.bank), now)


def _settle(house: House, record: Record, files: Files, now: datetime) -> None:
    there = is_there(files.text, record)
    put_case(files.path, record, there=there or _decided_again(house, record))
    if record.state == "begun" and there:
        before = bank_across(files, record, made=False)
        regrading.regrade(house.store, record, _switch(record, before, files.bank), now)
    elif record.state == "begun":
        house.store.write(lambda c: decisions.withdraw(c, record.id))
    elif there:
        house.store.write(lambda c: decisions.move(c, record.id, "made", undone_by=None, undone_at=None))
    else:
        before = bank_across(files, record, made=True)
        regrading.regrade_back(house.store, record, _switch(record, before, files.bank))
