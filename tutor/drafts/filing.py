"""The files behind drafts: a bank as it is now, changed only where it must be, never so that it has a new mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor import library
from tutor.actions import Gone, House
from tutor.bank import edits, read, saving
from tutor.bank.writing import Unwritable
from tutor.library import Shelved
from tutor.model import Bank, Problem
from tutor.store import Trouble

_FIGURES = re.compile(r"\d+")  # of the lines that a remark names: they move with every edit above


class Unsaved(Trouble):
    """Nothing was written; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a bank's file was and what it became, so that it can be taken back.

    `remarks` are what the checks find doubtful since then, as plain sentences.
    """

    bank: str
    before: bytes
    after: bytes
    remarks: tuple[str, ...] = ()


def path_of(house: House, bank_id: str) -> Path:
    """Return the file of a bank. Raises Gone."""
    return Path(_shelved(house, bank_id).path)


def bank_of(house: House, bank_id: str) -> Bank:
    """Return a bank as its file is now: drafts are not reviewed in an older version. Raises Gone and Unsaved."""
    shelved = _shelved(house, bank_id)
    if shelved.bank is None or shelved.stale:
        first = next(p for p in shelved.problems if p.level == "error")
        raise Unsaved(f"Mend the file first. Line {first.line}: {_told(first)}")
    return shelved.bank


def _shelved(house: House, bank_id: str) -> Shelved:
    shelved = library.get(house.questions, bank_id)
    if shelved is None:
        raise Gone("That text is not here any more.")
    return shelved


def change(house: House, bank_id: str, edit: Callable[[str], str | edits.Refused]) -> Change:
    """Change the text of a bank's file. Raises Gone and Unsaved."""
    path = path_of(house, bank_id)
    try:
        seen = saving.content(path)
        if seen is None:
            raise Gone("That text is not here any more.")
        after = edit(seen.decode())
    except (saving.Unsaved, UnicodeDecodeError, Unwritable) as why:
        raise Unsaved(str(why)) from why
    if isinstance(after, edits.Refused):
        raise Unsaved(f"Nothing was saved: {after.why}.")
    remarks = save(path, seen, after.encode())
    return Change(bank_id, seen, after.encode(), remarks)


def append(house: House, bank_id: str, facts: list[dict[str, Any]]) -> Change:
    """Add facts at the end of a bank. Raises Gone and Unsaved."""
    return change(house, bank_id, lambda text: edits.append_facts(text, facts))


def save(path: Path, seen: bytes, new: bytes) -> tuple[str, ...]:
    """Save a bank unless it would have a mistake that it has not now; return what is newly doubtful in it."""
    before, after = read(path, seen).problems, read(path, new).problems
    for worse in saving.new_errors(before, after)[:1]:
        raise Unsaved(f"Nothing was saved: {_told(worse)}")
    try:
        with saving.locked(path.resolve().parent):
            saving.save(path, seen, new)
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why
    known = {(p.rule, _FIGURES.sub("", p.message)) for p in before}
    doubtful = (p for p in after if (p.rule, _FIGURES.sub("", p.message)) not in known)
    return tuple(_told(p) for p in doubtful if p.rule != "paragraph-without-fact")  # the page shows that all the time


def _told(problem: Problem) -> str:
    return problem.message + (f" ({problem.fix})." if problem.fix else ".")
