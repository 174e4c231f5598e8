"""A worksheet of a bank, for a teacher to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutor.actions import House
from tutor.model import Bank
from tutor.reports.reading import bank_of
from tutor.teachers import Teacher, must_teach
from tutor.worksheet import Choice, Task, fitting, worksheet


@dataclass(frozen=True, slots=True)
class Handout:
    """A worksheet with the bank it is from; `fits` is how many questions could be asked in the forms chosen."""

    bank: Bank
    tasks: tuple[Task, ...]
    version: int
    fits: int


def handout(house: House, teacher: Teacher | None, bank_id: str, choice: Choice, now: datetime) -> Handout:
    """Return a worksheet and all that its key needs. Raises NotATeacher, Gone, Broken."""
    must_teach(teacher, now)
    bank = bank_of(house, bank_id)
    return Handout(bank, worksheet(bank, choice), choice.version, len(fitting(bank, choice.forms)))
