"""The end of a lesson: what was right, what to come back for, and one "why?" that nobody marks."""

from __future__ import annotations

import random
from dataclasses import replace

from tutor.dialogue import phrases
from tutor.dialogue.agenda import advance
from tutor.dialogue.move import Move
from tutor.model import Bank, Fact, Lesson, Outcome, Say

_MOST_LISTED = 5


def go_on(lesson: Lesson, bank: Bank) -> Move:
    """Return the next question, or the end of the lesson when there is none."""
    following, question = advance(lesson, bank)
    return Move(following, (question,)) if question else _wind_up(following, bank)


def stop(lesson: Lesson, bank: Bank) -> Move:
    """Return the end of the lesson now, as the learner wished."""
    return Move(replace(lesson, phase="done", asked=None), _sum_up(lesson, bank))


def reflected(lesson: Lesson, bank: Bank, *, said_something: bool) -> Move:
    """Return the last words: the passage beside what the learner wrote, never a mark."""
    fact = bank.fact(lesson.last)
    done = replace(lesson, phase="done")
    farewell = Say("note", phrases.DONE)
    if not (said_something and fact):
        return Move(done, (farewell,))
    return Move(done, (Say("reveal", fact.fact, lead=phrases.REFLECTED, cite=fact.citation), farewell))


def counts(lesson: Lesson) -> dict[Outcome, int]:
    """Return how many facts were settled in which way.

    >>> counts(Lesson("l", "b", 1, outcomes=(("a", "first"), ("b", "revealed"))))
    {'first': 1, 'repaired': 0, 'revealed': 1}
    """
    outcomes = [outcome for _, outcome in lesson.outcomes]
    return {
        "first": outcomes.count("first"),
        "repaired": outcomes.count("repaired"),
        "revealed": outcomes.count("revealed"),
    }


def _wind_up(lesson: Lesson, bank: Bank) -> Move:
    if not lesson.outcomes:
        return Move(replace(lesson, phase="done"), (Say("note", phrases.EMPTY),))
    why = _worth_a_why(lesson, bank)
    if why is None:
        return Move(replace(lesson, phase="done"), (*_sum_up(lesson, bank), Say("note", phrases.DONE)))
    asking = replace(lesson, phase="reflecting", last=why.id)
    return Move(asking, (*_sum_up(lesson, bank), Say("question", why.ask, lead=phrases.REFLECT)))


def _worth_a_why(lesson: Lesson, bank: Bank) -> Fact | None:
    facts = [f for f in (bank.fact(fact_id) for fact_id, _ in lesson.outcomes) if f and f.kind == "reason" and f.ask]
    return random.Random(lesson.seed).choice(facts) if facts else None  # noqa: S311 - no secret


def _sum_up(lesson: Lesson, bank: Bank) -> tuple[Say, ...]:
    n = counts(lesson)
    words = phrases.summary(n["first"], n["repaired"], n["revealed"], lesson.total)
    missed = [f for f in (bank.fact(fact_id) for fact_id, o in lesson.outcomes if o == "revealed") if f]
    listed = tuple(Say("note", f.fact, lead="Come back to:", cite=f.citation) for f in missed[:_MOST_LISTED])
    return (Say("summary", words), *listed)
