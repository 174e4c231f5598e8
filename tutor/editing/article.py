"""The article changes: which quotes still stand, which wait for a person, and the save of article and bank in one step.

Nothing is guessed. A quote that stands in the new text exactly once is found there; for every other one a teacher says
what becomes of its fact (`Mend`), and until then nothing is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from tutor import bank as banks
from tutor.actions import House
from tutor.bank import edits, saving
from tutor.bank.companion import parsed
from tutor.bank.files import decode
from tutor.bank.kept import memory_of
from tutor.bank.mending import Lost, Standing, standing
from tutor.bank.sheet import reading
from tutor.checks.memory import Memory
from tutor.editing import live, opening
from tutor.editing.opening import Unsaved
from tutor.editing.saving import File, put_together
from tutor.model import Article, Problem
from tutor.store.revisions import Revision
from tutor.teachers import Teacher, must_teach

Way = Literal["quote", "aside", "out"]

_UNREADABLE = "The bank's text has mistakes. Mend them first, then the article."
_WAITS = frozenset({"quote-not-found", "quote-not-unique"})
"""What the checks call a quote that has lost its place: a teacher decides about each of them."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What becomes of a fact whose quote has lost its place: it quotes other words, it is set aside, it goes out."""

    fact: str
    way: Way
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """A bank's file and its article's, as they are on the disk now."""

    bank: Path
    article: Path
    bank_data: bytes
    article_data: bytes

    @property
    def text(self) -> str:
        """Return the article as it is edited: its line breaks are all `\\n`."""
        return opening.shown(self.article, self.article_data)


@dataclass(frozen=True, slots=True)
class Plan:
    """What both files would hold with a `typed` article and what was decided (`mends`), and what is in the way of it.

    `waiting` names the facts about which nothing is decided yet, or nothing that holds; `problems` are the other errors
    that the bank would have; `refused` says why something that was decided cannot be written.
    """

    papers: Papers
    typed: str
    mends: tuple[Mend, ...]
    article: bytes
    bank: bytes
    waiting: frozenset[str]
    problems: tuple[Problem, ...]
    refused: str = ""


def papers(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> Papers:
    """Return a bank's two files. Raises NotATeacher, Gone, and Unsaved when one of them cannot be edited here."""
    must_teach(teacher, now)
    path = opening.shelved(house, bank_id).path
    data = opening.content(path)
    said = reading(opening.shown(path, data))
    if not isinstance(said, dict):
        raise Unsaved(_UNREADABLE)
    article = path.parent / str(said.get("article") or f"{path.stem}.md")
    if not article.resolve().is_relative_to(path.parent.resolve()):
        raise Unsaved("The article lies outside the folder of banks, so it cannot be edited here.")
    return Papers(path, article, data, opening.content(article))


def current(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> Article:
    """Return a bank's article as it is on the disk now, also while the bank has mistakes.

    Raises NotATeacher, Gone and Unsaved.
    """
    must_teach(teacher, now)
    on_shelf = opening.shelved(house, bank_id)
    if on_shelf.bank and not on_shelf.stale:
        return on_shelf.bank.article
    found = papers(house, teacher, bank_id, now)
    return _read(found, found.article_data)


# --- planning --------------------------------------------------------------------------------------


def stands(found: Papers, typed: str) -> Standing:
    """Return how the quotes stand in another text of the article. Raises Unsaved when the bank's text is unreadable."""
    return _stands(found, found.bank_data.decode(), _as_file(typed, found.article_data))


def plan(found: Papers, typed: str, mends: Sequence[Mend]) -> Plan:
    """Return what the files would hold with another text of the article and what was decided about lost quotes.

    An answer is not graded anew because the article has changed: the last word has `save`. Raises Unsaved when the
    bank's text cannot be read, or the article not be written.
    """
    with live.no_sweeping():
        return _plan(found, typed, mends, memory_of(found.bank))


def _plan(found: Papers, typed: str, mends: Sequence[Mend], memory: Memory | None = None) -> Plan:
    data, text = _as_file(typed, found.article_data), found.bank_data.decode()
    bank, refused = _mended(text, mends)
    after = _stands(found, bank, data)
    waiting = frozenset(lost.fact for lost in after.lost if not is_draft(after, lost))
    was, then = live.whole(found.bank, found.bank_data), banks.parse(bank, str(found.bank), after.bank.article, memory)
    worse = saving.new_errors((*was.problems, *was.cases), saving.told(found.bank, then))
    problems = tuple(p for p in worse if p.rule not in _WAITS)
    return Plan(found, typed, tuple(mends), data, bank.encode(), waiting, problems, refused)


def _stands(found: Papers, bank: str, data: bytes) -> Standing:
    before, after = (_read(found, each) for each in (found.article_data, data))
    stands_ = standing(bank, found.bank.stem, before, after)
    if stands_ is None:
        raise Unsaved(_UNREADABLE)
    return stands_


def _as_file(typed: str, before: bytes) -> bytes:
    if len(typed) > opening.MOST_TYPED:
        raise Unsaved("That is too long for the page. Change the article's file in an editor of your own.")
    try:
        return opening.as_file(typed.replace("\r\n", "\n").replace("\r", "\n"), before)
    except UnicodeError as why:
        raise Unsaved("There is a character in it that no file can hold.") from why


def is_draft(stands: Standing, lost: Lost) -> bool:
    """Tell whether a fact is a draft: nobody is asked it, so its quote may wait."""
    fact = stands.bank.fact(lost.fact)
    return fact is not None and fact.status == "draft"


def _read(found: Papers, data: bytes) -> Article:
    return parsed(decode(data)[0], plain=found.article.suffix.lower() == ".txt")


def _mended(text: str, mends: Sequence[Mend]) -> tuple[str, str]:
    """Return a bank's text after what was decided, and why the last of it could not be written if so."""
    for mend in mends:
        after = _one_mended(text, mend)
        if isinstance(after, edits.Refused):
            return text, f"“{mend.fact}” cannot be changed: {after.why}."
        text = after
    return text, ""


def _one_mended(text: str, mend: Mend) -> str | edits.Refused:
    if mend.way == "quote":
        return edits.set_field(text, mend.fact, "quote", " ".join(mend.quote.split())) if mend.quote.strip() else text
    if mend.way == "aside":
        return edits.set_field(text, mend.fact, "status", "draft")
    return edits.delete_fact(text, mend.fact)


# --- saving ----------------------------------------------------------------------------------------


def save(house: House, teacher: Teacher | None, bank_id: str, looked_at: Plan, now: datetime) -> tuple[Revision, ...]:
    """Save the article and the bank together, as they were planned; return the one or two saves that this was.

    Raises NotATeacher, Gone, StoreUnavailable, and Unsaved when a quote is open, the bank would have a mistake, or one
    of the files holds something else by now.
    """
    found = papers(house, teacher, bank_id, now)
    if found != looked_at.papers:
        raise Unsaved("The text was changed by somebody else meanwhile. Nothing was saved: look at it again.")
    wanted = _plan(found, looked_at.typed, looked_at.mends)
    if obstacle := in_the_way(wanted):
        raise Unsaved(f"Nothing was saved. {obstacle}")
    files = File(found.article, found.article_data, wanted.article), File(found.bank, found.bank_data, wanted.bank)
    changed = [file for file in files if file.before != file.after]
    return put_together(house, teacher, bank_id, changed, now, "article") if changed else ()


def in_the_way(wanted: Plan) -> str:
    """Return what is in the way of saving, "" when nothing is."""
    waiting = len(wanted.waiting)
    if waiting:
        return f"{waiting} {'fact waits' if waiting == 1 else 'facts wait'} for you to say what becomes of them."
    if wanted.refused or not wanted.problems:
        return wanted.refused
    first = wanted.problems[0]
    return f"{first.message[:1].upper()}{first.message[1:]} ({first.fix})."
