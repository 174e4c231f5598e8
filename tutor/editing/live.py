"""A bank's text checked while it is typed, and as a whole before it is saved.

The checks ask the real grader about every answer that a bank lists; that is most of what they cost. What was found
about a fact that has not changed since is remembered (`checks.memory`), so that an edit costs what the edit changes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor import bank as banks
from tutor.actions import House
from tutor.bank.cases import replay
from tutor.bank.kept import checked, memory_of
from tutor.editing.opening import MOST_TYPED, Unsaved, shelved
from tutor.model import Bank, Problem
from tutor.teachers import Teacher, must_teach


@dataclass(frozen=True, slots=True)
class Whole:
    """A text checked as `check` would: the bank, what is wrong with it, and which teachers' decisions do not hold."""

    bank: Bank | None
    problems: tuple[Problem, ...]
    cases: tuple[Problem, ...]


def problems(house: House, teacher: Teacher | None, bank_id: str, typed: str, now: datetime) -> tuple[Problem, ...]:
    """Return what is wrong with a text while it is typed, by place. Raises NotATeacher, Gone and Unsaved.

    The last word has `whole`: a fact whose neighbour has got another answer is not graded anew here.
    """
    must_teach(teacher, now)
    if len(typed) > MOST_TYPED:
        raise Unsaved("That is too large for the browser.")
    path = shelved(house, bank_id).path
    with no_sweeping():
        return banks.read(path, typed.encode("utf-8", "replace"), memory_of(path)).problems


@contextmanager
def no_sweeping() -> Iterator[None]:
    """Keep Python from looking for rubbish on the way: a large bank is many objects, and none is rubbish yet."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def whole(path: Path, data: bytes) -> Whole:
    """Return everything that `check` finds in a bank's file with this content."""
    loaded = checked(path, data)
    return Whole(loaded.bank, loaded.problems, tuple(replay(path, loaded.bank)))
