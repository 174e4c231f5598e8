"""What is written and read, one small function each, on a connection that the Store lends."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, and_, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tutor import schedule
from tutor.model import Graded, Lesson, Turn
from tutor.store.codec import decode, encode
from tutor.store.tables import appeals, attempts, cards, learners, lessons, reviews, turns

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Card(NamedTuple):
    """A fact that the learner has met: its FSRS card and when it is due."""

    bank: str
    fact: str
    card: str
    due: datetime


class Talk(NamedTuple):
    """A lesson, the last of its turns in order, and the numbers of those that were appealed."""

    lesson: Lesson
    turns: tuple[Turn, ...]
    appealed: frozenset[int]


class Step(NamedTuple):
    """The lesson before and after a turn, and the turn."""

    before: Lesson
    after: Lesson
    turn: Turn


# --- reading ---------------------------------------------------------------------------------------


def talk(connection: Connection, learner: str, lesson_id: str, last: int) -> Talk | None:
    """Return this learner's lesson with its `last` turns; None when there is none of that id."""
    query = select(lessons.c.state).where(lessons.c.id == lesson_id, lessons.c.learner == learner)
    state = connection.execute(query).scalar()
    if state is None:
        return None
    lesson = decode(Lesson, state)
    rows = connection.execute(_turns(lesson, last)).all()
    return Talk(lesson, tuple(decode(Turn, row.data) for row in rows), frozenset(r.turn for r in rows if r.appealed))


def turn(connection: Connection, learner: str, lesson_id: str, number: int) -> Turn | None:
    """Return one turn of this learner's lesson; None when there is none."""
    ours = (lessons.c.id == lesson_id, lessons.c.learner == learner, turns.c.turn == number)
    found = connection.execute(
        select(turns.c.data).join_from(turns, lessons, turns.c.lesson == lessons.c.id).where(*ours)
    )
    data = found.scalar()
    return None if data is None else decode(Turn, data)


def _turns(lesson: Lesson, last: int) -> Select[Any]:
    """Select them, and leave what another tab has played since the lesson was read for the next look."""
    ours = and_(turns.c.lesson == lesson.id, turns.c.turn >= lesson.turn - last, turns.c.turn < lesson.turn)
    appeal = and_(appeals.c.lesson == turns.c.lesson, appeals.c.turn == turns.c.turn)
    columns = (turns.c.turn, turns.c.data, appeals.c.turn.isnot(None).label("appealed"))
    return select(*columns).select_from(turns.outerjoin(appeals, appeal)).where(ours).order_by(turns.c.turn)


def open_lessons(connection: Connection, learner: str) -> dict[str, str]:
    """Return bank → the id of the lesson that was touched last among those not finished."""
    query = select(lessons.c.bank, lessons.c.id).where(lessons.c.learner == learner, lessons.c.open)
    return {row.bank: row.id for row in connection.execute(query.order_by(lessons.c.touched))}


def met(connection: Connection, learner: str, bank: str | None = None) -> tuple[Card, ...]:
    """Return a card for every fact that the learner has met, in `bank` or in all of them."""
    query = select(cards.c.bank, cards.c.fact, cards.c.card, cards.c.due).where(cards.c.learner == learner)
    rows = connection.execute(query if bank is None else query.where(cards.c.bank == bank))
    return tuple(Card(*row) for row in rows)


# --- writing ---------------------------------------------------------------------------------------


def begin(connection: Connection, learner: str, lesson: Lesson, first: Turn, now: datetime) -> None:
    """Record a new lesson with its first turn, in place of the open one of its kind. Twice is once."""
    if connection.execute(select(lessons.c.id).where(lessons.c.id == lesson.id)).scalar() is not None:
        return
    _unless_there(connection, learners, id=learner, since=now)
    same = (lessons.c.learner == learner, lessons.c.bank == lesson.bank, lessons.c.mode == lesson.mode)
    connection.execute(update(lessons).where(*same, lessons.c.open).values(open=False))
    row = {"id": lesson.id, "learner": learner, "bank": lesson.bank, "mode": lesson.mode, "started": now}
    if _unless_there(connection, lessons, **row, **_state(lesson, now)):
        _add(connection, turns, lesson=lesson.id, turn=first.number, data=encode(first), at=now)


def play(connection: Connection, learner: str, step: Step, now: datetime) -> bool:
    """Record one step whole: turn, attempt, lesson, appeal, review. False: another was faster, nothing is recorded."""
    before, after, turn = step
    ours = (lessons.c.id == before.id, lessons.c.turn == before.turn)
    if not connection.execute(update(lessons).where(*ours).values(**_state(after, now))).rowcount:
        return False
    _add(connection, turns, lesson=before.id, turn=turn.number, data=encode(turn), at=now)
    if turn.graded:
        _add(connection, attempts, **_attempt(before, turn, turn.graded), at=now)
    if turn.appeals >= 0:
        appeal(connection, before.id, turn.appeals, now)
    if turn.closed:
        _review(connection, learner, step, now)
    return True


def appeal(connection: Connection, lesson_id: str, turn: int, now: datetime) -> None:
    """Record that the learner thinks this attempt was right. Twice is once."""
    _unless_there(connection, appeals, lesson=lesson_id, turn=turn, state="open", at=now)


def _state(lesson: Lesson, now: datetime) -> dict[str, Any]:
    return {"state": encode(lesson), "turn": lesson.turn, "open": lesson.phase != "done", "touched": now}


def _attempt(before: Lesson, turn: Turn, graded: Graded) -> dict[str, Any]:
    """Return the attempt's row: with the question as it stood, so that its verdict can be computed again."""
    return {
        "lesson": before.id,
        "turn": turn.number,
        "bank": before.bank,
        "fact": graded.fact,
        "form": graded.form,
        "question": encode(before.asked.question) if before.asked else None,
        "given": graded.given,
        "verdict": graded.verdict.name,
        "code": graded.verdict.code,
        "because": graded.verdict.because,
        "tries": graded.tries,
        "hints": graded.hints,
    }


def _review(connection: Connection, learner: str, step: Step, now: datetime) -> None:
    """Log the review and reschedule the fact; the learner's other lessons wait, so that no review gets lost."""
    lesson, _, turn = step
    assert turn.closed is not None  # noqa: S101 - play asks
    connection.execute(select(learners.c.id).where(learners.c.id == learner).with_for_update())
    key = {"learner": learner, "bank": lesson.bank, "fact": turn.closed.fact}
    ours = [cards.c[name] == value for name, value in key.items()]
    known = connection.execute(select(cards.c.card).where(*ours)).scalar()
    card, due = schedule.review(known, turn.closed.outcome, now)
    if known is None:
        _add(connection, cards, **key, card=card, due=due)
    else:
        connection.execute(update(cards).where(*ours).values(card=card, due=due))
    log = {"fact": turn.closed.fact, "outcome": turn.closed.outcome, "at": now}
    _add(connection, reviews, lesson=lesson.id, turn=turn.number, **log)


def _add(connection: Connection, table: Table, **row: Any) -> None:
    connection.execute(insert(table), row)


def _unless_there(connection: Connection, table: Table, **row: Any) -> bool:
    """Add the row; False when there is one with its key."""
    adding = _INSERTS[connection.dialect.name](table).on_conflict_do_nothing()
    return bool(connection.execute(adding, row).rowcount)
