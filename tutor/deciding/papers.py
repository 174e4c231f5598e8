"""A bank's file and the decisions beside it, as they are on the disk now; what a decision has left in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tutor.actions import Gone, House
from tutor.bank.cases import Case, cases_path, with_case, without_case
from tutor.bank.edits import Refused, remove_entry
from tutor.bank.edits_fact import fact_text, revert
from tutor.bank.kept import checked
from tutor.bank.saving import content, mark_of, save
from tutor.bank.sheet import reading, value_at
from tutor.library import is_bank
from tutor.model import Bank, Problem, VerdictName
from tutor.store import Trouble
from tutor.store.decisions import Record

LISTS: dict[VerdictName, str] = {"correct": "accept", "close": "close", "incorrect": "wrong"}
"""Under which key of a fact an answer with this verdict is listed."""


class Blocked(Trouble):
    """The decision cannot be made, or not taken back, and nothing was; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Files:
    """A bank's file and the decisions beside it, and the bank that is read from them."""

    path: Path
    data: bytes
    cases: bytes | None
    bank: Bank
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """Return the text of the bank's file, with its byte order mark if it has one."""
        return self.data.decode()

    @property
    def mark(self) -> str:
        """Return what tells these files from any others."""
        return mark_of(self.data + b"\0" + (self.cases or b""))


def files_of(house: House, bank_id: str) -> Files:
    """Return a bank and its files as they are now. Raises Gone, Unsaved, and Blocked when the bank has mistakes."""
    path = house.questions / f"{bank_id}.yaml"
    data = content(path) if is_bank(path.name) and path.parent == house.questions else None
    if data is None:
        raise Gone("That text is not here any more.")
    loaded = checked(path, data)
    if loaded.bank is None:
        raise Blocked(f"The bank has mistakes. Mend them first: {loaded.problems[0]}")
    return Files(path, data, content(cases_path(path)), loaded.bank, loaded.problems)


# --- what a decision has left in them ---------------------------------------------------------------


def case_of(record: Record) -> Case:
    """Return a decision as a line of case law."""
    return Case(record.fact, record.verdict, record.answer)


def put_case(path: Path, record: Record, *, there: bool) -> None:
    """See that a decision stands beside its bank, or that it does not."""
    cases = content(cases_path(path))
    save(cases_path(path), cases, cases_after(cases, record, there=there))


def cases_after(cases: bytes | None, record: Record, *, there: bool) -> bytes | None:
    """Return the file of decisions with one, or without it."""
    return with_case(cases, case_of(record)) if there else without_case(cases, case_of(record))


def is_there(text: str, record: Record) -> bool:
    """Tell whether the edit of a decision stands in a bank's text, also when the fact was edited further."""
    if record.edit == "none":
        return record.state != "undoing"
    lines = fact_text(text, record.fact)
    if lines in (record.before, record.after):
        return lines == record.after
    entries = _entries(text, record)
    return record.answer in entries and (record.edit == "added" or entries[record.answer] == record.reply)


def _entries(text: str, record: Record) -> dict[str, str]:
    """Return what the fact lists with this verdict, each with its reply."""
    data = reading(text.removeprefix("\ufeff")) or ""
    facts = value_at(data, ("facts",))
    fact = next((f for f in facts or () if isinstance(f, dict) and f.get("id") == record.fact), {})
    listed = value_at(fact, (LISTS[record.verdict],)) or ()
    if isinstance(listed, dict):
        return {text: str(reply) for text, reply in listed.items()}
    return dict.fromkeys([listed] if isinstance(listed, str) else map(str, listed), "")


def without(files: Files, record: Record) -> bytes:
    """Return the bank's file without a decision's edit: the very lines of before, if the fact was not touched since.

    Raises Blocked when only a person can tell what is to stay.
    """
    if record.edit == "none" or not is_there(files.text, record):
        return files.data
    back = revert(files.text, record.fact, record.before, record.after)
    if isinstance(back, Refused) and record.edit == "added":
        back = remove_entry(files.text, record.fact, LISTS[record.verdict], record.answer)
    if isinstance(back, Refused):
        raise Blocked(f"The bank's file cannot be changed back here: {back.why}.")
    return back.encode()


def bank_across(files: Files, record: Record, *, made: bool) -> Bank:
    """Return the bank as it is with a decision, or without it; as it stands when the fact has changed otherwise."""
    here, there = (record.before, record.after) if made else (record.after, record.before)
    text = revert(files.text, record.fact, there, here)
    return files.bank if isinstance(text, Refused) else checked(files.path, text.encode()).bank or files.bank
