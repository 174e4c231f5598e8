"""What was saved in a bank and its article, by whom and when, and how to take it back. Taking back is itself a save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from tutor import article as articles
from tutor import bank as banks
from tutor.actions import Gone, House
from tutor.bank.cases import SAID
from tutor.bank.files import decode
from tutor.bank.kept import checked
from tutor.bank.saving import new_errors, told
from tutor.editing import patch
from tutor.editing.opening import Unsaved, content, shelved
from tutor.editing.patch import Hunk
from tutor.editing.saving import File, put_together, recover
from tutor.model import Problem
from tutor.store import decisions, revisions
from tutor.store.decisions import Record
from tutor.store.revisions import Revision
from tutor.teachers import Teacher, must_teach

_TOLD = {
    "text": "Edited as text",
    "fact": "Edited one fact",
    "article": "Edited the article",
    "title": "Gave it another title",
    "undo": "Took a save back",
}


@dataclass(frozen=True, slots=True)
class Past:
    """Something that was saved: its words, who and when, and what became of the lines of each file.

    `id` is for `undo`; a `decision` about an answer is taken back where it was made. `undone`: it was taken back.
    """

    id: str
    words: str
    who: str
    at: datetime
    changes: Mapping[str, tuple[Hunk, ...]]
    undone: bool
    decision: bool = False


def history(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> tuple[Past, ...]:
    """Return what was saved in a bank, the latest first. Raises NotATeacher, Gone, Unsaved and StoreUnavailable."""
    must_teach(teacher, now)
    shelved(house, bank_id)
    recover(house)
    saves = house.store.read(lambda c: revisions.history(c, bank_id))
    rulings = house.store.read(lambda c: decisions.history(c, bank_id))
    return tuple(sorted([*_saves(saves), *map(_ruling, rulings)], key=lambda past: past.at, reverse=True))


def _saves(found: Sequence[Revision]) -> Iterator[Past]:
    """Yield the saves; article and bank that were saved together are one."""
    undone = set[str | None]()
    for revision in found:  # the latest first: what was taken back may itself be taken back
        if revision.id not in undone:
            undone.add(revision.undoes)
    for _, group in groupby(found, key=_together):
        parts = list(group)
        words = _TOLD.get(parts[0].what, parts[0].what)
        changes = {part.file: patch.read(part.patch) for part in parts}
        yield Past(parts[0].id, words, parts[0].who, parts[0].at, changes, parts[0].id in undone)


def _together(revision: Revision) -> tuple[datetime, str, str]:
    return revision.at, revision.who, revision.what


def _ruling(record: Record) -> Past:
    words = f"{SAID[record.verdict].capitalize()} “{record.answer}”"
    change = patch.difference(f"{record.before}\n", f"{record.after}\n")
    changes = {f"{record.bank}.yaml": change} if change else {}
    return Past(record.id, words, record.who, record.at, changes, record.state == "undone", decision=True)


# --- taking back -----------------------------------------------------------------------------------


def undo(house: House, teacher: Teacher | None, revision_id: str, now: datetime) -> tuple[Revision, ...]:
    """Take a save back; what was changed elsewhere since stays. Return the saves that this was.

    Raises NotATeacher, Gone, StoreUnavailable, and Unsaved when its lines were changed further, or the bank would have
    a mistake that it has not now.
    """
    must_teach(teacher, now)
    found = house.store.read(lambda c: revisions.revision(c, revision_id))
    if found is None or found.state != "made":
        raise Gone("That save is not in the history any more.")
    every = house.store.read(lambda c: revisions.history(c, found.bank))
    parts = [part for part in every if _together(part) == _together(found)]
    steps = {part: _taken_back(house, part) for part in parts}
    _sound(house, found.bank, {_path(house, part): after for part, (_, after) in steps.items()})
    files = [File(_path(house, part), before, after, part.id) for part, (before, after) in steps.items()]
    return put_together(house, teacher, found.bank, files, now, "undo")


def _path(house: House, part: Revision) -> Path:
    return house.questions / part.file


def _taken_back(house: House, part: Revision) -> tuple[bytes, bytes]:
    """Return what the file holds, and what it would hold without this save."""
    before = content(_path(house, part))
    after = patch.taken_back(before.decode("utf-8", "surrogateescape"), patch.read(part.patch))
    if after is None:
        raise Unsaved("The lines of this save have been changed since. Change them by hand, in the tab “Text”.")
    return before, after.encode("utf-8", "surrogateescape")


def _sound(house: House, bank_id: str, files: Mapping[Path, bytes]) -> None:
    """Raise Unsaved when the bank would have a mistake with these contents that it has not now."""
    path = shelved(house, bank_id).path
    now = checked(path, content(path))
    text = files.get(path, content(path))
    article = files.get(now.article) if now.article else None
    if article is None:
        then = checked(path, text)
    else:
        parsed = articles.parse(decode(article)[0], plain=now.article is not None and now.article.suffix == ".txt")
        then = banks.parse(decode(text)[0], str(path), parsed)
    for worse in new_errors(told(path, now), told(path, then))[:1]:
        raise Unsaved(f"Nothing was taken back, for the bank would have a mistake then. {_said(worse)}")


def _said(problem: Problem) -> str:
    return f"Line {problem.line}: {problem.message} ({problem.fix})."
