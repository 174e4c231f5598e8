"""When learners met facts: in lessons, where it is kept what came of it, and in live classes, where it is not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, and_, case, except_, exists, func, select, type_coerce

from tutor.model import Question
from tutor.store.classes import questions_of
from tutor.store.tables import answers, attempts, classes, lessons, members, reviews


class Met(NamedTuple):
    """A learner (a digest) met a fact in a lesson, when, and its outcome.

    It is "missed" when it was revealed and not answered again after help, and "left" when it is not settled.
    """

    learner: str
    fact: str
    at: datetime
    how: str


class Voted(NamedTuple):
    """What a learner (a digest) answered to a question of a live class in one vote (from 1), and when."""

    learner: str
    code: str
    question: Question
    vote: int
    given: str
    at: datetime


_LEARNER = type_coerce(lessons.c.learner, Text)
_AGAIN = (  # only the lesson's own attempts are looked at: (lesson, turn) is their key
    exists()
    .where(attempts.c.lesson == reviews.c.lesson, attempts.c.fact == reviews.c.fact)
    .where(attempts.c.tries + attempts.c.hints > 0)
)
_HOW = case((and_(reviews.c.outcome == "revealed", ~_AGAIN), "missed"), else_=reviews.c.outcome)
_OF_MEMBER = and_(members.c.code == answers.c.code, members.c.member == answers.c.member)
_VOTED = select(
    type_coerce(members.c.learner, Text).label("learner"),
    classes.c.code,
    classes.c.questions,
    answers.c.question,
    answers.c.vote,
    answers.c.given,
    answers.c.at,
).select_from(answers.join(classes, classes.c.code == answers.c.code).join(members, _OF_MEMBER))


def met(connection: Connection, bank: str, code: str = "") -> list[Met]:
    """Return what came of every fact of a bank that was settled or answered, in all lessons or those of a class."""
    return [Met(*row) for query in (_settled(bank), _left(bank)) for row in connection.execute(_in_class(query, code))]


def voted(connection: Connection, bank: str, code: str = "") -> list[Voted]:
    """Return what was answered in all live classes over a bank, or in one, in the order of the votes."""
    query = _VOTED.where(classes.c.bank == bank).order_by(answers.c.vote)
    rows = connection.execute(query.where(classes.c.code == code) if code else query)
    return [Voted(r.learner, r.code, questions_of(r.questions)[r.question], r.vote, r.given, r.at) for r in rows]


def _settled(bank: str) -> Select[Any]:
    return (
        select(_LEARNER, reviews.c.fact, reviews.c.at, _HOW)
        .join_from(reviews, lessons, reviews.c.lesson == lessons.c.id)
        .where(lessons.c.bank == bank)
        .order_by(reviews.c.at, reviews.c.lesson, reviews.c.turn)
    )


def _left(bank: str) -> Select[Any]:
    """Return what was answered in a lesson that did not settle it: of both tables, only the keys are compared."""
    answered = select(attempts.c.lesson, attempts.c.fact).where(attempts.c.bank == bank)
    left = except_(answered, select(reviews.c.lesson, reviews.c.fact)).subquery()
    its = and_(attempts.c.lesson == left.c.lesson, attempts.c.fact == left.c.fact)
    return (
        select(_LEARNER, left.c.fact, func.min(attempts.c.at), type_coerce("left", Text))
        .select_from(left.join(attempts, its).join(lessons, lessons.c.id == left.c.lesson))
        .group_by(lessons.c.id, _LEARNER, left.c.fact)
    )


def _in_class(query: Select[Any], code: str) -> Select[Any]:
    return query.where(lessons.c.id.in_(select(members.c.lesson).where(members.c.code == code))) if code else query
