"""What is written and read of live classes: where each stands, who is in it, what was answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tutor.classroom import Room, may_answer
from tutor.model import Lesson, Question
from tutor.store.codec import decode, encode
from tutor.store.tables import answers, attempts, classes, learners, lessons, members
from tutor.text import normal


class Member(NamedTuple):
    """Somebody in a class. `member` is also what they type to go on on another device."""

    member: str
    name: str
    removed: bool
    lesson: str | None


class Answer(NamedTuple):
    """What a member answered to a question (from 0) in one vote (from 1)."""

    member: str
    question: int
    vote: int
    given: str


class Said(NamedTuple):
    """An answer as it comes from a screen: to which question (from 0), in which vote (from 1), what."""

    question: int
    vote: int
    given: str


class Attempt(NamedTuple):
    """What a member answered in their own lesson, in a class at everybody's own pace."""

    member: str
    question: Question
    given: str


class Seat(NamedTuple):
    """A class as one browser sees it: itself in it, if it is, and what it has answered to the open question."""

    room: Room
    me: Member | None
    given: str


class Entry(NamedTuple):
    """A class on the teachers' list, and how many are in it."""

    room: Room
    members: int
    touched: datetime


_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_PERSON = (members.c.member, members.c.name, members.c.removed, members.c.lesson)
_THE_CLASS = classes.c.code == bindparam("the_class")
_THE_MEMBER = and_(members.c.code == bindparam("the_class"), members.c.member == bindparam("the_member"))
_OF_LEARNER = and_(members.c.code == bindparam("the_class"), members.c.learner == bindparam("whose"))
_OPEN_ANSWER = and_(
    answers.c.code == members.c.code,
    answers.c.member == members.c.member,
    answers.c.question == classes.c.at,
    answers.c.vote == classes.c.vote,
)
_SEAT = (  # one statement, so one moment
    select(classes, *_PERSON, answers.c.given)
    .select_from(
        classes.outerjoin(
            members, and_(members.c.code == classes.c.code, members.c.learner == bindparam("whose"))
        ).outerjoin(answers, _OPEN_ANSWER)
    )
    .where(_THE_CLASS)
)
_ROOM = select(classes).where(_THE_CLASS)
_ROOM_HELD = _ROOM.with_for_update(read=True)
_WHO = select(members.c.member).where(_OF_LEARNER, members.c.removed.is_(False))
_MEMBERS = select(*_PERSON).where(members.c.code == bindparam("the_class")).order_by(members.c.joined, members.c.member)
_ANSWERS = select(answers.c.member, answers.c.question, answers.c.vote, answers.c.given).where(
    answers.c.code == bindparam("the_class")
)
_LESSONS = (
    select(members.c.member, lessons.c.state)
    .join_from(members, lessons, members.c.lesson == lessons.c.id)
    .where(members.c.code == bindparam("the_class"))
)
_ATTEMPTS = (
    select(members.c.member, attempts.c.question, attempts.c.given)
    .join_from(members, attempts, members.c.lesson == attempts.c.lesson)
    .where(members.c.code == bindparam("the_class"), attempts.c.question.isnot(None))
    .order_by(attempts.c.lesson, attempts.c.turn)
)
_ENTRIES = (
    select(classes, func.count(members.c.member).label("people"))
    .select_from(classes.outerjoin(members, and_(members.c.code == classes.c.code, members.c.removed.is_(False))))
    .group_by(classes.c.code)
    .order_by(classes.c.touched.desc())
)
_STEP = update(classes).where(_THE_CLASS, classes.c.version == bindparam("the_version"))


# --- reading ---------------------------------------------------------------------------------------


def seat(connection: Connection, code: str, learner: str) -> Seat | None:
    """Return a class as this learner's browser sees it; None when there is no class of that code."""
    row = connection.execute(_SEAT, {"the_class": code, "whose": learner}).one_or_none()
    if row is None:
        return None
    me = Member(row.member, row.name, row.removed, row.lesson) if row.member else None
    return Seat(_room(row), me, row.given or "")


def room(connection: Connection, code: str) -> Room | None:
    """Return a class; None when there is none of that code."""
    row = connection.execute(_ROOM, {"the_class": code}).one_or_none()
    return None if row is None else _room(row)


def entries(connection: Connection) -> tuple[Entry, ...]:
    """Return every class, the one used last first."""
    return tuple(Entry(_room(row), row.people, row.touched) for row in connection.execute(_ENTRIES))


def versions(connection: Connection, codes: Collection[str]) -> dict[str, int]:
    """Return code → version of those of `codes` that there are."""
    found = select(classes.c.code, classes.c.version).where(classes.c.code.in_(sorted(codes)))
    return {row.code: row.version for row in connection.execute(found)}


def people(connection: Connection, code: str) -> tuple[Member, ...]:
    """Return everybody who is or was in a class, in the order in which they came."""
    return tuple(Member(*row) for row in connection.execute(_MEMBERS, {"the_class": code}))


def given(connection: Connection, code: str, question: int | None = None) -> tuple[Answer, ...]:
    """Return the answers of a class, or those to one question of it."""
    found: Select[Any] = _ANSWERS if question is None else _ANSWERS.where(answers.c.question == question)
    return tuple(Answer(*row) for row in connection.execute(found, {"the_class": code}))


def own(connection: Connection, code: str, member: str) -> tuple[Answer, ...]:
    """Return the answers of one member."""
    found = _ANSWERS.where(answers.c.member == member)
    return tuple(Answer(*row) for row in connection.execute(found, {"the_class": code}))


def own_lessons(connection: Connection, code: str) -> dict[str, Lesson]:
    """Return member → their own lesson, in a class at everybody's own pace."""
    return {row.member: decode(Lesson, row.state) for row in connection.execute(_LESSONS, {"the_class": code})}


def own_attempts(connection: Connection, code: str) -> tuple[Attempt, ...]:
    """Return what was answered in those lessons, each member's in order."""
    rows = connection.execute(_ATTEMPTS, {"the_class": code})
    return tuple(Attempt(row.member, decode(Question, row.question), row.given) for row in rows)


# --- writing ---------------------------------------------------------------------------------------


def add(connection: Connection, new: Room, now: datetime) -> bool:
    """Record a new class; False when its code is taken."""
    row = {**_state(new, now), "code": new.code, "bank": new.bank, "pace": new.pace, "made": now}
    return _put_once(connection, classes, {**row, "questions": "\n".join(map(encode, new.questions))})


def advance(connection: Connection, before: Room, after: Room, now: datetime) -> bool:
    """Record a step of a class; False when somebody has changed it since `before`."""
    at = {"the_class": before.code, "the_version": before.version}
    return connection.execute(_STEP.values(_state(after, now)), at).rowcount == 1


def join(connection: Connection, code: str, learner: str, newcomer: Member, now: datetime) -> bool:
    """Record a new member. False when this browser, the member's code or the name is there already."""
    called = normal(newcomer.name) or newcomer.name
    row = {"code": code, "learner": learner, "called": called, "joined": now, **newcomer._asdict()}
    return _put_once(connection, members, row)


def answer(connection: Connection, code: str, learner: str, said: Said, now: datetime) -> Room | None:
    """Record an answer in place of an earlier one, and return the class as it is.

    None when the answer is not, or no longer, this learner's to give.
    """
    held = connection.execute(_ROOM_HELD, {"the_class": code}).one_or_none()
    who = connection.execute(_WHO, {"the_class": code, "whose": learner}).scalar()
    room = _room(held) if held else None
    if room is None or who is None or not may_answer(room, said.question, said.vote):
        return None
    put = _put_answer(connection.dialect.name)
    connection.execute(put, {"code": code, "member": who, **said._asdict(), "at": now})
    return room


def remove(connection: Connection, code: str, member: str, removed: bool) -> None:
    """Take a member out of a class, or let them back; their answers stay. Their screen hears of it."""
    connection.execute(update(members).where(_THE_MEMBER).values(removed=removed), _member(code, member))
    connection.execute(update(classes).where(_THE_CLASS).values(version=classes.c.version + 1), {"the_class": code})


def take_seat(connection: Connection, code: str, member: str, learner: str, now: datetime) -> bool:
    """Move a member to another browser, with their lesson; False when there is no such member, or not any more.

    If that browser has sat elsewhere in this class, that seat is left: it is deleted when nothing was answered there.
    """
    found = connection.execute(select(members.c.lesson, members.c.removed).where(_THE_MEMBER), _member(code, member))
    row = found.one_or_none()
    if row is None or row.removed:
        return False
    left = connection.execute(_WHO, {"the_class": code, "whose": learner}).scalar()
    if left not in {None, member}:
        _leave(connection, code, str(left))
    connection.execute(update(members).where(_THE_MEMBER).values(learner=learner), _member(code, member))
    if row.lesson:
        _put_once(connection, learners, {"id": learner, "since": now})
        connection.execute(update(lessons).where(lessons.c.id == row.lesson).values(learner=learner))
    return True


def give_lesson(connection: Connection, code: str, member: str, lesson: str) -> None:
    """Note the lesson of a member, in a class at everybody's own pace."""
    connection.execute(update(members).where(_THE_MEMBER).values(lesson=lesson), _member(code, member))


def drop(connection: Connection, codes: Sequence[str]) -> None:
    """Delete classes with everything that was done in them: their members, answers and lessons."""
    theirs = select(members.c.lesson).where(members.c.code.in_(codes), members.c.lesson.isnot(None))
    connection.execute(delete(lessons).where(lessons.c.id.in_(theirs)))
    connection.execute(delete(classes).where(classes.c.code.in_(codes)))


def older(connection: Connection, than: datetime) -> tuple[str, ...]:
    """Return the codes of the classes in which nothing has happened since: no step, no newcomer, no answer."""
    joined = exists().where(members.c.code == classes.c.code, members.c.joined >= than)
    answered = exists().where(answers.c.code == classes.c.code, answers.c.at >= than)
    learned = exists().where(
        members.c.code == classes.c.code, lessons.c.id == members.c.lesson, lessons.c.touched >= than
    )
    idle = select(classes.c.code).where(classes.c.touched < than, ~joined, ~answered, ~learned)
    return tuple(connection.execute(idle).scalars())


# --- the parts -------------------------------------------------------------------------------------


def _state(room: Room, now: datetime) -> dict[str, Any]:
    return {"state": room.state, "at": room.at, "vote": room.vote, "version": room.version, "touched": now}


def _room(row: Row[Any]) -> Room:
    questions = questions_of(row.questions)
    return Room(row.code, row.bank, row.pace, questions, row.state, row.at, row.vote, row.version, row.made)


@lru_cache(maxsize=200)
def questions_of(lines: str) -> tuple[Question, ...]:
    """Return the questions of a class; they never change, and every screen of the class asks for them."""
    return tuple(decode(Question, line) for line in lines.split("\n") if line)


def _member(code: str, member: str) -> dict[str, str]:
    return {"the_class": code, "the_member": member}


@cache
def _put_answer(dialect: str) -> Any:
    """Return the statement that records an answer in place of an earlier one; it costs more to write than to run."""
    adding = _INSERTS[dialect](answers)
    changed = {"given": adding.excluded.given, "at": adding.excluded.at}
    return adding.on_conflict_do_update(index_elements=list(answers.primary_key), set_=changed)


def _leave(connection: Connection, code: str, member: str) -> None:
    """Have a seat belong to nobody's browser; without answers it is not kept."""
    its = and_(answers.c.code == bindparam("the_class"), answers.c.member == bindparam("the_member"))
    if connection.execute(select(func.count()).where(its), _member(code, member)).scalar():
        nobody = f"left {code} {member}"
        connection.execute(update(members).where(_THE_MEMBER).values(learner=nobody), _member(code, member))
    else:
        connection.execute(delete(members).where(_THE_MEMBER), _member(code, member))


def _put_once(connection: Connection, table: Any, row: dict[str, Any]) -> bool:
    adding = _INSERTS[connection.dialect.name](table).on_conflict_do_nothing()
    return bool(connection.execute(adding.execution_options(preserve_rowcount=True), row).rowcount == 1)
