"""A bank's file as it is opened for editing: plain lines for the editor, and what tells this content from any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor import library
from tutor.actions import Gone, House
from tutor.bank import saving
from tutor.bank.edits_fact import fact_text
from tutor.bank.saving import mark_of
from tutor.editing.patch import difference, lines
from tutor.library import Shelved
from tutor.store import Trouble
from tutor.teachers import Teacher, must_teach

MOST_TYPED = 600_000
"""Characters of a bank that the browser edits: some two thousand facts. A larger one is for an editor of one's own."""

_BOM = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")


class Unsaved(Trouble):
    """Nothing was written; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A bank's file for the editor. Line breaks in `text` are all `\\n`; `mark` names this content of the file."""

    bank: str
    path: Path
    text: str
    mark: str


def shelved(house: House, bank_id: str) -> Shelved:
    """Return a bank as it is on the disk now. Raises Gone."""
    found = library.fresh(house.questions, bank_id)
    if found is None:
        raise Gone("That text is not here any more.")
    return found


def open_text(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> Opened:
    """Return a bank's text. Raises NotATeacher, Gone, and Unsaved when the browser cannot edit this file."""
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    data = content(path)
    return Opened(bank_id, path, shown(path, data), mark_of(data))


def content(path: Path) -> bytes:
    """Return what a file holds. Raises Gone and Unsaved."""
    try:
        data = saving.content(path)
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why
    if data is None:
        raise Gone(f"{path.name} is not here any more.")
    return data


def shown(path: Path, data: bytes) -> str:
    """Return a file's text as the editor shows it. Raises Unsaved when it cannot be edited there."""
    try:
        text = data.decode()
    except UnicodeDecodeError as why:
        raise Unsaved(f"{path.name} is not saved as UTF-8. Download it, save it as UTF-8, and upload it.") from why
    if len(text) > MOST_TYPED:
        raise Unsaved(f"{path.name} is too large for the browser. Download it, edit it in your own editor, upload it.")
    return plain(text)


def plain(text: str) -> str:
    """Return a text with line breaks as the editor has them, and without a byte order mark."""
    return _BREAK.sub("\n", text.removeprefix(_BOM))


def as_file(typed: str, before: bytes) -> bytes:
    r"""Return what is typed as the file's bytes: with the byte order mark and the line breaks that the file has.

    Where a file mixes line breaks, lines that stay keep theirs, and new ones take that of the first line.

    >>> as_file("a\nb\n", b"\xef\xbb\xbfa\r\n")
    b'\xef\xbb\xbfa\r\nb\r\n'
    """
    old = before.decode()
    bom = _BOM * old.startswith(_BOM)
    old = old.removeprefix(_BOM)
    breaks = _BREAK.findall(old)
    if len(set(breaks)) > 1:
        return f"{bom}{_mixed(typed, old, breaks[0])}".encode()
    lined = typed.replace("\n", breaks[0]) if breaks else typed
    return f"{bom}{lined}".encode()


def _mixed(typed: str, old: str, new_break: str) -> str:
    """Return `typed` with the old line breaks where lines have stayed."""
    kept, at = list[str](), 0
    theirs = lines(old)
    for hunk in difference(_BREAK.sub("\n", old), typed):
        kept += [*theirs[at : hunk.start], *(line.replace("\n", new_break) for line in hunk.come)]
        at = hunk.start + len(hunk.gone)
    return "".join([*kept, *theirs[at:]])


def line_of(text: str, fact_id: str) -> int:
    """Return the line (from 1) in which a fact begins; 0 when it cannot be found.

    >>> line_of("title: x\\nfacts:\\n- id: a\\n  answer: 1\\n", "a")
    3
    """
    found = fact_text(text, fact_id)
    return text.count("\n", 0, text.find(found)) + 1 if found else 0
