"""The results of a fact after a decision: verdicts, how lessons settled it, when it is due; each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tutor.deciding.effect import Effect, Judge, appeals_of, effect, new_memories, new_outcomes, new_verdicts
from tutor.grading import grade, prepare
from tutor.model import Bank, Verdict
from tutor.store import Store, decisions
from tutor.store.decisions import Attempt, Key, Record

_LATE = timedelta(minutes=5)
"""How long before a decision an answer may have been begun that is recorded after it."""
_SWEEPS = 3


def verdicts(attempts: Sequence[Attempt], fact: str, answer: str, before: Bank, after: Bank) -> dict[Key, Verdict]:
    """Return the verdicts that change from one bank to the other; none when the fact is in only one of them."""
    was, becomes = judge(before, fact), judge(after, fact)
    return new_verdicts(attempts, answer, was, becomes) if was and becomes else {}


def judge(bank: Bank, fact_id: str) -> Judge | None:
    """Return what the grader says of answers to a fact; None when the bank has no such fact."""
    fact = bank.fact(fact_id)
    if fact is None:
        return None
    reference = prepare(fact, bank)
    return lambda given: grade(given, reference)


def regrade(store: Store, record: Record, before: Bank, after: Bank, now: datetime) -> Effect:
    """Regrade everybody and call the decision made; then look for answers that the old bank graded meanwhile."""
    done = store.write(lambda c: _regrade(c, record, before, after, now))
    for _ in range(_SWEEPS):
        late = store.read(lambda c: decisions.attempts_at(c, record.bank, record.fact, now - _LATE))
        if not verdicts(late, record.fact, record.answer, before, after):
            break
        store.write(lambda c: _regrade(c, record, before, after, now))
    return done


def _regrade(connection: Connection, record: Record, before: Bank, after: Bank, now: datetime) -> Effect:
    attempts = decisions.attempts_at(connection, record.bank, record.fact)
    new = verdicts(attempts, record.fact, record.answer, before, after)
    decisions.keep_verdicts(connection, record.id, (a for a in attempts if a.key in new))
    decisions.settle(connection, record.id, appeals_of(attempts, new, record.answer), now)
    _change(connection, record, attempts, new)
    decisions.move(connection, record.id, "made")
    return effect(attempts, new)


def regrade_back(store: Store, record: Record, before: Bank, after: Bank) -> Effect:
    """Give every answer that a decision changed the verdict it had, and later ones what the bank says without it."""
    return store.write(lambda c: _regrade_back(c, record, before, after))


def _regrade_back(connection: Connection, record: Record, before: Bank, after: Bank) -> Effect:
    attempts = decisions.attempts_at(connection, record.bank, record.fact)
    kept = decisions.verdicts_before(connection, record.id)
    new = verdicts(attempts, record.fact, record.answer, before, after)
    back = new | {a.key: kept[a.key] for a in attempts if a.key in kept}
    back = {a.key: back[a.key] for a in attempts if a.key in back and back[a.key] != a.verdict}
    _change(connection, record, attempts, back)
    decisions.reopen(connection, record.id)
    decisions.move(connection, record.id, "undone")
    return effect(attempts, back)


def _change(connection: Connection, record: Record, attempts: Sequence[Attempt], new: Mapping[Key, Verdict]) -> None:
    """Give answers their new verdicts, and all that follows from them."""
    if not new:
        return
    decisions.regrade(connection, new)
    reviews = decisions.reviews_at(connection, record.bank, record.fact)
    outcomes = new_outcomes(attempts, new, reviews)
    decisions.set_outcomes(connection, outcomes)
    decisions.remember(connection, record.bank, record.fact, new_memories(reviews, outcomes))
