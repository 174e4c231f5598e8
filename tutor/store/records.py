"""What is written and read, one small function each, on a connection that the Store lends.

The statements are built once: building one again costs more than the database takes to run it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Table, and_, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tutor import schedule
from tutor.model import Closed, Graded, Lesson, Turn
from tutor.store.codec import decode, encode
from tutor.store.tables import appeals, attempts, cards, learners, lessons, reviews, turns


class Card(NamedTuple):
    """A fact that the learner has met: its FSRS card and when it is due."""

    bank: str
    fact: str
    card: str
    due: datetime


class Talk(NamedTuple):
    """A lesson, the last of its turns in order, the numbers of those that were appealed, when the last was played."""

    lesson: Lesson
    turns: tuple[Turn, ...]
    appealed: frozenset[int]
    touched: datetime


class Step(NamedTuple):
    """The lesson before and after a turn, the turn, and when the one before it was played."""

    before: Lesson
    after: Lesson
    turn: Turn
    touched: datetime | None


_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def _unless_there(table: Table) -> dict[str, Executable]:
    """Return, for each database, the statement that adds a row or, when there is one of its key, does nothing."""
    adding = {name: insert_(table).on_conflict_do_nothing() for name, insert_ in _INSERTS.items()}
    return {name: statement.execution_options(preserve_rowcount=True) for name, statement in adding.items()}


_OF_LEARNER = lessons.c.learner == bindparam("whose")
_THE_LESSON = and_(lessons.c.id == bindparam("the_lesson"), _OF_LEARNER)
_THE_CARD = and_(
    cards.c.learner == bindparam("whose"), cards.c.bank == bindparam("the_bank"), cards.c.fact == bindparam("the_fact")
)
_OF_TURN = and_(appeals.c.lesson == turns.c.lesson, appeals.c.turn == turns.c.turn)

_LAST = and_(turns.c.lesson == lessons.c.id, turns.c.turn >= lessons.c.turn - bindparam("last"))
_TALK = (  # one statement, so one moment: the turns are those that led to the state
    select(lessons.c.state, lessons.c.touched, turns.c.turn, turns.c.data, appeals.c.turn.isnot(None).label("appealed"))
    .select_from(lessons.join(turns, _LAST).outerjoin(appeals, _OF_TURN))
    .where(_THE_LESSON)
    .order_by(turns.c.turn)
)
_TURN = (
    select(turns.c.data)
    .join_from(turns, lessons, turns.c.lesson == lessons.c.id)
    .where(_THE_LESSON, turns.c.turn == bindparam("the_turn"))
)
_OPEN = select(lessons.c.bank, lessons.c.id).where(_OF_LEARNER, lessons.c.open).order_by(lessons.c.touched)
_MET = select(cards.c.bank, cards.c.fact, cards.c.card, cards.c.due).where(cards.c.learner == bindparam("whose"))

_CLOSE_OTHERS = (
    update(lessons)
    .where(_OF_LEARNER, lessons.c.bank == bindparam("the_bank"), lessons.c.mode == bindparam("the_mode"))
    .where(lessons.c.open, lessons.c.id != bindparam("the_lesson"))
    .values(open=False)
)
_ADVANCE = (  # when it was played tells a turn from another of the same number: an old backup may have been put back
    update(lessons).where(
        _THE_LESSON, lessons.c.turn == bindparam("the_turn"), lessons.c.touched == bindparam("seen_touched")
    )
)
_KNOWN = select(cards.c.card).where(_THE_CARD)
_RESCHEDULE = update(cards).where(_THE_CARD, cards.c.card == bindparam("known"))
_NEW = {table: insert(table) for table in (turns, attempts, reviews)}
_NEW_LEARNER, _NEW_LESSON, _NEW_APPEAL, _NEW_CARD = map(_unless_there, (learners, lessons, appeals, cards))


# --- reading ---------------------------------------------------------------------------------------


def talk(connection: Connection, learner: str, lesson_id: str, last: int) -> Talk | None:
    """Return this learner's lesson with its `last` turns (at least 1); None when there is none of that id."""
    rows = connection.execute(_TALK, {"the_lesson": lesson_id, "whose": learner, "last": last}).all()
    if not rows:
        return None
    appealed = frozenset(row.turn for row in rows if row.appealed)
    played = tuple(decode(Turn, row.data) for row in rows)
    return Talk(decode(Lesson, rows[0].state), played, appealed, rows[0].touched)


def turn(connection: Connection, learner: str, lesson_id: str, number: int) -> Turn | None:
    """Return one turn of this learner's lesson; None when there is none."""
    data = connection.execute(_TURN, {"the_lesson": lesson_id, "whose": learner, "the_turn": number}).scalar()
    return None if data is None else decode(Turn, data)


def open_lessons(connection: Connection, learner: str) -> dict[str, str]:
    """Return bank → the id of the lesson that was touched last among those not finished."""
    return {row.bank: row.id for row in connection.execute(_OPEN, {"whose": learner})}


def met(connection: Connection, learner: str) -> tuple[Card, ...]:
    """Return a card for every fact that the learner has met, in all banks."""
    return tuple(Card(*row) for row in connection.execute(_MET, {"whose": learner}))


# --- writing ---------------------------------------------------------------------------------------


def begin(connection: Connection, learner: str, lesson: Lesson, first: Turn, now: datetime) -> None:
    """Record a new lesson with its first turn, in place of the open ones of its kind. Twice is once."""
    name = connection.dialect.name
    connection.execute(_NEW_LEARNER[name], {"id": learner, "since": now})
    row = {"id": lesson.id, "learner": learner, "bank": lesson.bank, "mode": lesson.mode, "started": now}
    if connection.execute(_NEW_LESSON[name], {**row, **_state(lesson, now)}).rowcount == 1:
        same = {"whose": learner, "the_bank": lesson.bank, "the_mode": lesson.mode, "the_lesson": lesson.id}
        connection.execute(_CLOSE_OTHERS, same)
        _add(connection, turns, lesson=lesson.id, turn=first.number, data=encode(first), at=now)


def play(connection: Connection, learner: str, step: Step, now: datetime) -> bool:
    """Record one step whole: turn, attempt, lesson, appeal, review. False: it was not theirs to play."""
    before, after, turn, touched = step
    expected = {"the_lesson": before.id, "whose": learner, "the_turn": before.turn, "seen_touched": touched}
    if connection.execute(_ADVANCE, {**expected, **_state(after, now)}).rowcount != 1:
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
    row = {"lesson": lesson_id, "turn": turn, "state": "open", "at": now, "decided_at": None}
    connection.execute(_NEW_APPEAL[connection.dialect.name], row)


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
    lesson, _, turn, _ = step
    assert turn.closed is not None  # noqa: S101 - play asks
    fact, outcome = turn.closed.fact, turn.closed.outcome
    while not _rescheduled(connection, learner, lesson.bank, turn.closed, now):
        pass  # another lesson of this learner has just reviewed the same fact: look again
    _add(connection, reviews, lesson=lesson.id, turn=turn.number, fact=fact, outcome=outcome, at=now)


def _rescheduled(connection: Connection, learner: str, bank: str, closed: Closed, now: datetime) -> bool:
    """Reschedule the fact; False when its card has changed meanwhile, so that no review gets lost."""
    key = {"whose": learner, "the_bank": bank, "the_fact": closed.fact}
    known = connection.execute(_KNOWN, key).scalar()
    card, due = schedule.review(known, closed.outcome, now)
    new = {"card": card, "due": due}
    if known is not None:
        return connection.execute(_RESCHEDULE, {**key, "known": known, **new}).rowcount == 1
    row = {"learner": learner, "bank": bank, "fact": closed.fact, **new}
    return connection.execute(_NEW_CARD[connection.dialect.name], row).rowcount == 1


def _add(connection: Connection, table: Table, **row: Any) -> None:
    connection.execute(_NEW[table], row)
