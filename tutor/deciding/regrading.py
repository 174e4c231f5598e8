"""The results of a fact after a decision: verdicts, how lessons settled it, when it is due; each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property

from sqlalchemy import Connection

from tutor.deciding.effect import Effect, Judge, appeals_of, effect, new_memories, new_outcomes, new_verdicts
from tutor.grading import grade, prepare
from tutor.model import Bank, Verdict
from tutor.store import Store, decisions, said
from tutor.store.decisions import Attempt, Key, Record

_LATE = timedelta(minutes=5)
"""How long before a decision an answer may have been begun that is recorded after it."""
_SWEEPS = 3


def judge(bank: Bank, fact_id: str) -> Judge | None:
    """Return what the grader says of answers to a fact, each graded once; None when the bank has no such fact."""
    fact = bank.fact(fact_id)
    if fact is None:
        return None
    reference = prepare(fact, bank)
    return cache(lambda given: grade(given, reference))


@dataclass(frozen=True)
class Switch:
    """One bank taking the place of another because of what was decided about an answer to a fact.

    No slots: what the grader says is asked once.
    """

    bank_id: str
    fact: str
    answer: str
    before: Bank
    after: Bank

    @cached_property
    def judges(self) -> tuple[Judge, Judge] | None:
        """Return what the grader said and says; None when the fact is in only one of the banks."""
        was, becomes = judge(self.before, self.fact), judge(self.after, self.fact)
        return (was, becomes) if was and becomes else None

    def verdicts(self, attempts: Sequence[Attempt]) -> dict[Key, Verdict]:
        """Return the verdicts that change."""
        return new_verdicts(attempts, self.answer, *self.judges) if self.judges else {}

    def effect(self, connection: Connection, attempts: Sequence[Attempt], new: Mapping[Key, Verdict]) -> Effect:
        """Return who changes; in live classes too, of which no verdict is kept, so that it changes by itself."""
        if not self.judges:
            return effect(attempts, new)
        was = self.judges[0]
        votes = (v for v in said.votes(connection, self.bank_id) if v.fact == self.fact)
        live = [_as_attempt(vote, was(vote.given)) for vote in votes]
        return effect([*attempts, *live], {**new, **self.verdicts(live)})


def _as_attempt(vote: said.Vote, verdict: Verdict) -> Attempt:
    place = f"{vote.code} {vote.question} {vote.learner}"
    return Attempt(place, vote.vote, vote.learner, vote.given, verdict, 0)


def foreseen(store: Store, switch: Switch) -> Effect:
    """Return who would change."""

    def look(connection: Connection) -> Effect:
        attempts = decisions.attempts_at(connection, switch.bank_id, switch.fact)
        return switch.effect(connection, attempts, switch.verdicts(attempts))

    return store.read(look)


def regrade(store: Store, record: Record, switch: Switch, now: datetime) -> Effect:
    """Regrade everybody and call the decision made; then look for answers that the old bank graded meanwhile."""
    done = store.write(lambda c: _regrade(c, record, switch, now))
    for _ in range(_SWEEPS):
        late = store.read(lambda c: decisions.attempts_at(c, record.bank, record.fact, now - _LATE))
        if not switch.verdicts(late):
            break
        store.write(lambda c: _regrade(c, record, switch, now))
    return done


def _regrade(connection: Connection, record: Record, switch: Switch, now: datetime) -> Effect:
    attempts = decisions.attempts_at(connection, record.bank, record.fact)
    new = switch.verdicts(attempts)
    decisions.keep_verdicts(connection, record.id, (a for a in attempts if a.key in new))
    decisions.settle(connection, record.id, appeals_of(attempts, new, record.answer), now)
    _change(connection, record, attempts, new)
    decisions.move(connection, record.id, "made")
    return switch.effect(connection, attempts, new)


def regrade_back(store: Store, record: Record, switch: Switch) -> Effect:
    """Give every answer that a decision changed the verdict it had, and later ones what the bank says without it."""
    return store.write(lambda c: _regrade_back(c, record, switch))


def _regrade_back(connection: Connection, record: Record, switch: Switch) -> Effect:
    attempts = decisions.attempts_at(connection, record.bank, record.fact)
    kept = decisions.verdicts_before(connection, record.id)
    new = switch.verdicts(attempts) | {a.key: kept[a.key] for a in attempts if a.key in kept}
    new = {a.key: new[a.key] for a in attempts if a.key in new and new[a.key] != a.verdict}
    _change(connection, record, attempts, new)
    decisions.reopen(connection, record.id)
    decisions.move(connection, record.id, "undone")
    return switch.effect(connection, attempts, new)


def _change(connection: Connection, record: Record, attempts: Sequence[Attempt], new: Mapping[Key, Verdict]) -> None:
    """Give answers their new verdicts, and all that follows from them."""
    if not new:
        return
    decisions.regrade(connection, new)
    reviews = decisions.reviews_at(connection, record.bank, record.fact)
    outcomes = new_outcomes(attempts, new, reviews)
    decisions.set_outcomes(connection, outcomes)
    decisions.remember(connection, record.bank, record.fact, new_memories(reviews, outcomes))
