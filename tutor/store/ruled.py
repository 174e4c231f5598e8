"""What a learner's lesson has become by the decisions of teachers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, select

from tutor.model import Asked, Lesson, Outcome, VerdictName
from tutor.store.tables import appeals, attempts, decisions, lessons, regrades, reviews


class Ruled(NamedTuple):
    """What a decision did to an answer of a lesson: the verdict it had, the one it has, and the teacher's words."""

    turn: int
    fact: str
    given: str
    was: VerdictName
    now: VerdictName
    reply: str
    at: datetime


_RULED = (
    attempts.c.turn,
    attempts.c.fact,
    attempts.c.given,
    func.coalesce(regrades.c.verdict, attempts.c.verdict),
    attempts.c.verdict.label("now"),
    decisions.c.reply,
    decisions.c.at,
    decisions.c.state,
    regrades.c.turn.isnot(None).label("changed"),
)
_TOUCHED = and_(regrades.c.lesson == attempts.c.lesson, regrades.c.turn == attempts.c.turn)
_SETTLED = and_(appeals.c.lesson == attempts.c.lesson, appeals.c.turn == attempts.c.turn)
_LOOKED_AT = (
    select(*_RULED)
    .select_from(
        lessons.join(attempts, attempts.c.lesson == lessons.c.id)
        .outerjoin(regrades, _TOUCHED)
        .outerjoin(appeals, _SETTLED)
        .join(decisions, decisions.c.id == func.coalesce(regrades.c.decision, appeals.c.decision))
    )
    .where(lessons.c.id == bindparam("the_lesson"), lessons.c.learner == bindparam("whose"))
    .order_by(attempts.c.turn, decisions.c.at)
)


_CLOSED = (
    select(reviews.c.turn, reviews.c.fact, reviews.c.outcome)
    .where(reviews.c.lesson == bindparam("the_lesson"))
    .order_by(reviews.c.turn)
)


def looked_at(connection: Connection, learner: str, lesson: Lesson) -> tuple[Lesson, tuple[Ruled, ...]]:
    """Return a learner's lesson, its facts settled as teachers have decided since, and the latest word on each turn.

    How a fact was settled is read from the reviews: the state of a lesson is what the talk itself has made of it.
    """
    rows = connection.execute(_LOOKED_AT, {"whose": learner, "the_lesson": lesson.id}).all()
    made = [Ruled(*row[:7]) for row in rows if row.state == "made"]
    if any(row.changed for row in rows):
        closed = [tuple(row) for row in connection.execute(_CLOSED, {"the_lesson": lesson.id})]
        since = {fact: turn for turn, fact, _ in closed}
        right = any(r.now == "correct" and r.turn > since.get(r.fact, -1) and r.fact == _asked(lesson) for r in made)
        lesson = replace(lesson, outcomes=_settled(closed), asked=_excused(lesson.asked) if right else lesson.asked)
    return lesson, tuple({ruled.turn: ruled for ruled in made}.values())


def _settled(closed: Iterable[tuple[Any, ...]]) -> tuple[tuple[str, Outcome], ...]:
    """Return how a lesson has settled each fact: right first, and it stays so; right later, and it is repaired."""
    found: dict[str, Outcome] = {}
    for _, fact, outcome in closed:
        if found.get(fact) != "first":
            found[fact] = "repaired" if fact in found and outcome == "first" else outcome
    return tuple(found.items())


def _asked(lesson: Lesson) -> str:
    return lesson.asked.question.fact if lesson.asked else ""


def _excused(asked: Asked | None) -> Asked | None:
    """Return the open question as if nothing had been spent on it: it had been answered rightly."""
    return asked and Asked(asked.question)
