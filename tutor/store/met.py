"""When learners met facts: in lessons, where it is kept what came of it, and in live classes, where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Row, Select, Text, and_, func, select, type_coerce
from sqlalchemy import cast as sql_cast

from tutor.model import Question
from tutor.reporting.items import How, Meeting
from tutor.store.classes import questions_of
from tutor.store.tables import answers, attempts, classes, lessons, members, reviews


class Voted(NamedTuple):
    """What a learner (a digest) answered to a question of a live class in one vote (from 1), and when."""

    learner: str
    code: str
    question: Question
    vote: int
    given: str
    at: datetime


_LESSON = (lessons.c.id, type_coerce(lessons.c.learner, Text).label("learner"), lessons.c.started)
_FACT = type_coerce(attempts.c.fact, Text)
_REVIEW = sql_cast(reviews.c.turn, Text) + " " + reviews.c.outcome + " " + reviews.c.fact
_TRIED = (  # a row for each lesson: telling a hundred thousand facts row by row takes five times as long
    select(
        *_LESSON,
        func.aggregate_strings(_FACT, " ").label("facts"),
        func.aggregate_strings(_FACT, " ").filter(attempts.c.tries + attempts.c.hints > 0).label("again"),
    )
    .join_from(lessons, attempts, attempts.c.lesson == lessons.c.id)
    .group_by(lessons.c.id)
)
_SETTLED = (
    select(*_LESSON, func.aggregate_strings(type_coerce(_REVIEW, Text), ",").label("told"))
    .join_from(lessons, reviews, reviews.c.lesson == lessons.c.id)
    .group_by(lessons.c.id)
)
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


def met(connection: Connection, bank: str, code: str = "") -> list[Meeting]:
    """Return what came of every fact of a bank that was settled or answered, in all lessons or those of a class.

    What was revealed and not answered again after help is "missed"; what was answered and not settled is "left".
    The meetings of a lesson stand in their order, and all have the time at which it was begun.
    """
    tried, settled = (_by_lesson(connection, query, bank, code) for query in (_TRIED, _SETTLED))
    return [
        meeting
        for id_, lesson in (tried | settled).items()
        for meeting in _meetings(lesson, tried.get(id_), settled.get(id_))
    ]


def voted(connection: Connection, bank: str, code: str = "") -> list[Voted]:
    """Return what was answered in all live classes over a bank, or in one, in the order of the votes."""
    query = _VOTED.where(classes.c.bank == bank).order_by(answers.c.vote)
    rows = connection.execute(query.where(classes.c.code == code) if code else query)
    return [Voted(r.learner, r.code, questions_of(r.questions)[r.question], r.vote, r.given, r.at) for r in rows]


def _by_lesson(connection: Connection, query: Select[Any], bank: str, code: str) -> dict[str, Row[Any]]:
    of_class = select(members.c.lesson).where(members.c.code == code)
    of_bank = query.where(lessons.c.bank == bank)
    rows = connection.execute(of_bank.where(lessons.c.id.in_(of_class)) if code else of_bank)
    return {row.id: row for row in rows}


def _meetings(lesson: Row[Any], tried: Row[Any] | None, settled: Row[Any] | None) -> Iterator[Meeting]:
    """Yield what came of the facts of a lesson, as a row of each query tells."""
    learner, at = lesson.learner, lesson.started
    told = _told(settled.told) if settled else []
    again = set((tried.again or "").split()) if tried else set[str]()
    for _, how, fact in told:
        yield Meeting(learner, fact, at, "missed" if how == "revealed" and fact not in again else how)
    answered = set(tried.facts.split()) if tried else set[str]()
    for fact in sorted(answered - {fact for _, _, fact in told}):
        yield Meeting(learner, fact, at, "left")


def _told(told: str) -> list[tuple[int, How, str]]:
    """Return the turn, outcome and fact of each review of a lesson, in their order."""
    parts = (one.split(" ") for one in told.split(","))
    return cast("list[tuple[int, How, str]]", sorted((int(turn), how, fact) for turn, how, fact in parts))
