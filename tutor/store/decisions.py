"""What is written and read when a teacher decides about an answer: the decision, new verdicts, settled appeals.

A decision is `begun` before the bank's file is touched and `made` after it, so that whoever comes after a crash knows
what to look for in the file; `undoing` and `undone` are the same on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, cast

from sqlalchemy import Connection, Text, and_, bindparam, delete, insert, select, type_coerce, update

from tutor.model import Outcome, Verdict, VerdictName
from tutor.store.tables import appeals, attempts, cards, decisions, lessons, regrades, reviews

State = Literal["begun", "made", "undoing", "undone"]
EditOf = Literal["none", "added", "replied"]
Key = tuple[str, int]
"""A lesson and a turn of it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it is kept: what was said of which answer, by whom.

    `edit` says what became of the bank's file, `before` and `after` are the fact's lines in it.
    """

    id: str
    bank: str
    fact: str
    answer: str
    verdict: VerdictName
    reply: str
    edit: EditOf
    before: str
    after: str
    who: str
    at: datetime
    state: State = "begun"
    undone_by: str | None = None
    undone_at: datetime | None = None


class Attempt(NamedTuple):
    """An answer to a fact, by whom (a digest), and its verdict as it stands."""

    lesson: str
    turn: int
    learner: str
    given: str
    verdict: Verdict
    hints: int

    @property
    def key(self) -> Key:
        """Return lesson and turn."""
        return self.lesson, self.turn


class Review(NamedTuple):
    """How a learner (a digest) settled a fact in a lesson, and when."""

    learner: str
    lesson: str
    turn: int
    outcome: Outcome
    at: datetime


class Memory(NamedTuple):
    """What a learner (a digest) remembers of a fact, as it is to be kept: an FSRS card and when it is due."""

    learner: str
    card: str
    due: datetime


_AT_FACT = and_(attempts.c.bank == bindparam("the_bank"), attempts.c.fact == bindparam("the_fact"))
_ATTEMPTS = (
    select(
        attempts.c.lesson,
        attempts.c.turn,
        type_coerce(lessons.c.learner, Text),
        attempts.c.given,
        attempts.c.verdict,
        attempts.c.code,
        attempts.c.because,
        attempts.c.hints,
    )
    .join_from(attempts, lessons, attempts.c.lesson == lessons.c.id)
    .where(_AT_FACT)
    .order_by(attempts.c.lesson, attempts.c.turn)
)
_REVIEWS = (
    select(type_coerce(lessons.c.learner, Text), reviews.c.lesson, reviews.c.turn, reviews.c.outcome, reviews.c.at)
    .join_from(reviews, lessons, reviews.c.lesson == lessons.c.id)
    .where(lessons.c.bank == bindparam("the_bank"), reviews.c.fact == bindparam("the_fact"))
    .order_by(reviews.c.at, reviews.c.lesson, reviews.c.turn)
)
_THE_ATTEMPT = and_(attempts.c.lesson == bindparam("the_lesson"), attempts.c.turn == bindparam("the_turn"))
_VERDICT: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("verdict", "code", "because")}
_REGRADE = update(attempts).where(_THE_ATTEMPT).values(**_VERDICT)
_SETTLE = (
    update(appeals)
    .where(appeals.c.lesson == bindparam("the_lesson"), appeals.c.turn == bindparam("the_turn"))
    .where(appeals.c.state == "open")
    .values(state=bindparam("new_state"), decided_at=bindparam("now"), decision=bindparam("the_decision"))
)
_OUTCOME = (
    update(reviews)
    .where(reviews.c.lesson == bindparam("the_lesson"), reviews.c.turn == bindparam("the_turn"))
    .values(outcome=bindparam("new_outcome"))
)
_REMEMBER = (
    update(cards)
    .where(type_coerce(cards.c.learner, Text) == bindparam("whose", type_=Text()))
    .where(cards.c.bank == bindparam("the_bank"), cards.c.fact == bindparam("the_fact"))
    .values(card=bindparam("new_card"), due=bindparam("new_due"))
)
# --- reading ---------------------------------------------------------------------------------------


def record(connection: Connection, decision: str) -> Record | None:
    """Return one decision."""
    row = connection.execute(select(decisions).where(decisions.c.id == decision)).first()
    return Record(*row) if row else None


def history(connection: Connection, bank: str | None = None) -> tuple[Record, ...]:
    """Return the decisions that were made about a bank (or all banks), the latest first."""
    query = select(decisions).where(decisions.c.state.in_(("made", "undone")))
    found = query.where(decisions.c.bank == bank) if bank is not None else query
    return tuple(Record(*row) for row in connection.execute(found.order_by(decisions.c.at.desc(), decisions.c.id)))


def pending(connection: Connection) -> tuple[Record, ...]:
    """Return the decisions of which only a part was done when the program ended."""
    query = select(decisions).where(decisions.c.state.in_(("begun", "undoing"))).order_by(decisions.c.at)
    return tuple(Record(*row) for row in connection.execute(query))


def attempts_at(connection: Connection, bank: str, fact: str, since: datetime | None = None) -> list[Attempt]:
    """Return every answer to a fact, or those given `since` some time, in the order of each lesson."""
    query = _ATTEMPTS if since is None else _ATTEMPTS.where(attempts.c.at >= since)
    rows = connection.execute(query, {"the_bank": bank, "the_fact": fact})
    return [
        Attempt(lesson, turn, learner, given, Verdict(cast("VerdictName", name), code, because), hints)
        for lesson, turn, learner, given, name, code, because, hints in rows
    ]


def reviews_at(connection: Connection, bank: str, fact: str) -> list[Review]:
    """Return how a fact was settled by everybody, in the order of time."""
    return [Review(*row) for row in connection.execute(_REVIEWS, {"the_bank": bank, "the_fact": fact})]


def verdicts_before(connection: Connection, decision: str) -> dict[Key, Verdict]:
    """Return the verdicts that a decision changed, as they were."""
    rows = connection.execute(select(regrades).where(regrades.c.decision == decision))
    return {(row.lesson, row.turn): Verdict(row.verdict, row.code, row.because) for row in rows}


# --- writing ---------------------------------------------------------------------------------------


def begin(connection: Connection, new: Record) -> None:
    """Record what is about to be done."""
    connection.execute(insert(decisions), [{name: getattr(new, name) for name in Record.__slots__}])


def withdraw(connection: Connection, decision: str) -> None:
    """Forget a decision that came to nothing."""
    connection.execute(delete(decisions).where(decisions.c.id == decision))


def move(connection: Connection, decision: str, state: State, **columns: Any) -> None:
    """Say how far a decision has come."""
    connection.execute(update(decisions).where(decisions.c.id == decision).values(state=state, **columns))


def keep_verdicts(connection: Connection, decision: str, before: Iterable[Attempt]) -> None:
    """Keep the verdicts that a decision is about to change, unless it has changed them already."""
    known = verdicts_before(connection, decision)
    rows = [
        {"decision": decision, "lesson": a.lesson, "turn": a.turn, **_columns(a.verdict)}
        for a in before
        if a.key not in known
    ]
    if rows:
        connection.execute(insert(regrades), rows)


def regrade(connection: Connection, verdicts: Mapping[Key, Verdict]) -> None:
    """Give attempts other verdicts."""
    rows = [
        {**_at(key), **{f"new_{name}": text for name, text in _columns(verdict).items()}}
        for key, verdict in verdicts.items()
    ]
    if rows:
        connection.execute(_REGRADE, rows)


def settle(connection: Connection, decision: str, states: Mapping[Key, str], now: datetime) -> None:
    """Settle the open appeals of these attempts, each as `accepted` or `rejected`."""
    rows = [{**_at(key), "new_state": state, "now": now, "the_decision": decision} for key, state in states.items()]
    if rows:
        connection.execute(_SETTLE, rows)


def reopen(connection: Connection, decision: str) -> None:
    """Open the appeals again that a decision has settled."""
    connection.execute(
        update(appeals).where(appeals.c.decision == decision).values(state="open", decided_at=None, decision=None)
    )


def set_outcomes(connection: Connection, outcomes: Mapping[Key, Outcome]) -> None:
    """Say anew how facts were settled."""
    rows = [{**_at(key), "new_outcome": outcome} for key, outcome in outcomes.items()]
    if rows:
        connection.execute(_OUTCOME, rows)


def remember(connection: Connection, bank: str, fact: str, memories: Sequence[Memory]) -> None:
    """Keep what these learners remember of a fact."""
    rows = [
        {"whose": m.learner, "the_bank": bank, "the_fact": fact, "new_card": m.card, "new_due": m.due} for m in memories
    ]
    if rows:
        connection.execute(_REMEMBER, rows)


def _at(key: Key) -> dict[str, Any]:
    return {"the_lesson": key[0], "the_turn": key[1]}


def _columns(verdict: Verdict) -> dict[str, str]:
    return {"verdict": verdict.name, "code": verdict.code, "because": verdict.because}
