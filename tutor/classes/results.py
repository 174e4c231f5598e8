"""What came of a class: for each question, for each learner, and as a sheet. Verdicts are by the bank of today."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tutor.actions import House
from tutor.classes.attending import NotHere
from tutor.classes.marking import bank_of, verdict
from tutor.classroom import Group, Room, groups
from tutor.model import Bank, Verdict
from tutor.store import classes as kept
from tutor.store.classes import Member
from tutor.teachers import Teacher, must_teach

_COLUMNS = ("class", "learner", "number", "question", "vote or try", "answer", "verdict", "reason", "right answer")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula; nobody's answer is to be run."""


class Given(NamedTuple):
    """One answer: who, to which question (from 0), in which vote or try (from 1), what, and its verdict."""

    member: Member
    question: int
    turn: int
    given: str
    verdict: Verdict


class Tally(NamedTuple):
    """How a question or a learner did: how many were answered, and how many of those rightly."""

    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Results:
    """All answers of a class. Counted is the last one of each learner to each question."""

    room: Room
    bank: Bank
    people: tuple[Member, ...]
    given: tuple[Given, ...]

    @property
    def last(self) -> Mapping[tuple[str, int], Given]:
        """Return the last answer of each (member, question)."""
        return {(g.member.member, g.question): g for g in sorted(self.given, key=lambda g: g.turn)}

    def of_question(self, number: int) -> Tally:
        """Return how the class did on a question."""
        return _tally(g for (_, question), g in self.last.items() if question == number)

    def of_member(self, member: str) -> Tally:
        """Return how somebody did."""
        return _tally(g for (who, _), g in self.last.items() if who == member)

    def groups(self, number: int) -> tuple[Group, ...]:
        """Return the last answers to a question, equal ones together."""
        return groups((g.given, g.verdict.name) for (_, q), g in self.last.items() if q == number)


def results(house: House, teacher: Teacher | None, code: str, now: datetime) -> Results:
    """Return what came of a class so far. Raises NotHere, NotATeacher."""
    must_teach(teacher, now)
    room = house.store.read(lambda c: kept.room(c, code))
    if room is None:
        raise NotHere("This class is not here. It may have been deleted.")
    bank = bank_of(house, room.bank)
    people = house.store.read(lambda c: kept.people(c, code))
    who = {p.member: p for p in people}
    found = _led(house, room, who, bank) if room.pace == "teacher" else _own_pace(house, room, who, bank)
    return Results(room, bank, people, tuple(found))


def sheet(found: Results) -> bytes:
    """Return all answers as CSV, one line each."""
    return written(_COLUMNS, _rows(found))


def _rows(found: Results) -> Iterator[Sequence[object]]:
    for g in sorted(found.given, key=lambda g: (g.question, g.member.name, g.turn)):
        fact = found.bank.fact(found.room.questions[g.question].fact)
        stem, key = found.room.questions[g.question].stem, fact.key if fact else ""
        row = (found.room.code, g.member.name, g.question + 1, stem, g.turn, g.given, g.verdict.name)
        yield *row, g.verdict.because, key


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV, as spreadsheets open it: UTF-8 with a mark, and no formula in it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([plain(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> plain("=1+1"), plain("in 1987")
    ("'=1+1", 'in 1987')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _tally(last: Iterable[Given]) -> Tally:
    names = [g.verdict.name for g in last]
    return Tally(len(names), names.count("correct"))


def _led(house: House, room: Room, who: Mapping[str, Member], bank: Bank) -> Iterator[Given]:
    for a in house.store.read(lambda c: kept.given(c, room.code)):
        yield Given(who[a.member], a.question, a.vote, a.given, verdict(bank, room.questions[a.question], a.given))


def _own_pace(house: House, room: Room, who: Mapping[str, Member], bank: Bank) -> Iterator[Given]:
    """Yield the answers given in the members' own lessons; a fact may have been asked there in another form."""
    number = {q.fact: n for n, q in enumerate(room.questions)}
    tries: dict[tuple[str, str], int] = {}
    for a in house.store.read(lambda c: kept.own_attempts(c, room.code)):
        if a.question.fact in number:
            tried = tries[a.member, a.question.fact] = tries.get((a.member, a.question.fact), 0) + 1
            yield Given(who[a.member], number[a.question.fact], tried, a.given, verdict(bank, a.question, a.given))
