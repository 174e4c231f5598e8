"""Trying a fact as a learner would: its question in each form, and what the tutor says to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor import dialogue, forms
from tutor.actions import House
from tutor.editing import live, opening
from tutor.model import Asked, Bank, Fact, Form, Lesson, Question, Say, Verdict
from tutor.teachers import Teacher, must_teach

_SEED = 1
"""One order of the options: a preview that shuffles them at every letter could not be read."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the tutor says to what was typed; no verdict when it is not taken for an answer ("hint", a question)."""

    given: str
    verdict: Verdict | None
    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The bank that is tried; None when there is none that could be. `unsaved`: it holds what is only typed so far.

    `stale`: the text has mistakes, and this is the last good version.
    """

    bank: Bank | None
    unsaved: bool = False
    stale: bool = False


def trial(house: House, teacher: Teacher | None, bank_id: str, typed: str | None, now: datetime) -> Trial:
    """Return the bank to try: as it is `typed` in the editor, or else as its file is. Raises NotATeacher and Gone."""
    must_teach(teacher, now)
    on_shelf = opening.shelved(house, bank_id)
    if typed is None or opening.shown(on_shelf.path, opening.content(on_shelf.path)) == typed:
        return Trial(on_shelf.bank, stale=on_shelf.stale)
    found = live.whole(on_shelf.path, typed.encode("utf-8", "replace")).bank
    return Trial(found, unsaved=True) if found else Trial(on_shelf.bank, stale=True)


def offered(fact: Fact, bank: Bank) -> Sequence[Form]:
    """Return the forms in which a fact can be asked, the one that learners meet first foremost."""
    first = forms.preferred(fact, bank)
    return (first, *(form for form in forms.offered(fact, bank) if form != first))


def question(fact: Fact, bank: Bank, form: Form) -> Question:
    """Return the question as learners see it."""
    return forms.ask(fact, bank, form, _SEED)


def answer(teacher: Teacher | None, bank: Bank, asked: Question, said: str, now: datetime) -> Tried:
    """Return what a learner would be told who says this as their first answer. Raises NotATeacher."""
    must_teach(teacher, now)
    lesson = Lesson("trying", bank.id, _SEED, asked=Asked(asked), total=1)
    _, turn = dialogue.step(lesson, said, bank)
    if turn.graded is None:
        return Tried(said, None, turn.says)
    right = turn.graded.verdict.name == "correct"
    return Tried(turn.graded.given, turn.graded.verdict, turn.says[:1] if right else turn.says)
