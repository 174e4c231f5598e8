"""What was typed in a bank: in lessons, with the verdicts that are kept, and in live classes, where none is kept."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Text, and_, func, or_, select, true, type_coerce

from tutor.model import Verdict
from tutor.store.classes import questions_of
from tutor.store.tables import answers, appeals, attempts, classes, lessons, members


class Said(NamedTuple):
    """An answer that was given to a fact: its verdict, how often, by whom (digests), and how many appeals are open."""

    fact: str
    given: str
    verdict: Verdict
    times: int
    learners: frozenset[str]
    appeals: int


class Vote(NamedTuple):
    """An answer that was typed in a class: to which fact, by whom (a digest), in which vote of which question."""

    code: str
    fact: str
    learner: str
    question: int
    vote: int
    given: str


class Tally(NamedTuple):
    """How many answers a bank was given in lessons, and how many appeals against their verdicts are open."""

    answers: int
    appeals: int


PICKED = ("picked-right", "picked-wrong")
"""Codes of verdicts on options that were picked: the grader is not asked about them."""

_OPEN_APPEAL = and_(appeals.c.lesson == attempts.c.lesson, appeals.c.turn == attempts.c.turn, appeals.c.state == "open")
_WHO = func.aggregate_strings(type_coerce(lessons.c.learner, Text), ",")  # a tenth of the rows, told in one
_WORDS = (attempts.c.fact, attempts.c.given, attempts.c.verdict, attempts.c.code, attempts.c.because)
_OF_MEMBER = and_(members.c.code == answers.c.code, members.c.member == answers.c.member)
_VOTES = select(
    classes.c.code,
    classes.c.questions,
    type_coerce(members.c.learner, Text).label("learner"),
    answers.c.question,
    answers.c.vote,
    answers.c.given,
).select_from(answers.join(classes, classes.c.code == answers.c.code).join(members, _OF_MEMBER))

_COUNTED = select(attempts.c.bank, func.count().label("number")).group_by(attempts.c.bank)
_APPEALED = (  # through the lessons: SQLite would look through every answer for the few that were appealed
    select(lessons.c.bank, func.count().label("number"))
    .select_from(appeals.join(lessons, appeals.c.lesson == lessons.c.id))
    .where(appeals.c.state == "open")
    .group_by(lessons.c.bank)
)


def said(connection: Connection, bank: str, code: str = "", *, picks: bool = False) -> list[Said]:
    """Return what was typed in a bank, in all lessons or those of a class.

    What was picked from options is left out, unless its learner appealed, or `picks` asks for it.
    """
    typed = or_(attempts.c.code.not_in(PICKED), appeals.c.turn.isnot(None))
    query = (
        select(*_WORDS, func.count(), _WHO, func.count(appeals.c.turn))
        .select_from(attempts.join(lessons, attempts.c.lesson == lessons.c.id).outerjoin(appeals, _OPEN_APPEAL))
        .where(attempts.c.bank == bank, true() if picks else typed)
        .group_by(*_WORDS)
    )
    of_class = select(members.c.lesson).where(members.c.code == code)
    rows = connection.execute(query.where(attempts.c.lesson.in_(of_class)) if code else query)
    return [
        Said(fact, given, Verdict(name, code, because), times, frozenset(who.split(",")), appealed)
        for fact, given, name, code, because, times, who, appealed in rows
    ]


def votes(connection: Connection, bank: str, code: str = "") -> list[Vote]:
    """Return what was typed about a bank in all live classes, or in one; what was picked from options is left out."""
    query = _VOTES.where(classes.c.bank == bank)
    rows = connection.execute(query.where(classes.c.code == code) if code else query)
    asked = ((row, questions_of(row.questions)[row.question]) for row in rows)
    return [Vote(r.code, q.fact, r.learner, r.question, r.vote, r.given) for r, q in asked if not q.options]


def tallies(connection: Connection) -> dict[str, Tally]:
    """Return for each bank that was answered in lessons how often it was, and how many appeals are open."""
    appealed = {row.bank: row.number for row in connection.execute(_APPEALED)}
    return {row.bank: Tally(row.number, appealed.get(row.bank, 0)) for row in connection.execute(_COUNTED)}
