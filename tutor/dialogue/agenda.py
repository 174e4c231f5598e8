"""What comes next: the queue of facts, what comes back after three others, and what has been settled."""

from __future__ import annotations

from dataclasses import replace

from tutor import forms
from tutor.dialogue import phrases
from tutor.model import Asked, Bank, Fact, Lesson, Outcome, Question, Say

COMES_BACK_AFTER = 3
"""Other facts asked before a missed one returns."""

MOST_RETURNS = 2
"""After that the fact waits for another day."""


def asked_fact(lesson: Lesson, bank: Bank) -> Fact | None:
    """Return the fact that is being asked; None when nothing is, or when the bank has lost it."""
    return bank.fact(lesson.asked.question.fact) if lesson.asked else None


def settle(lesson: Lesson, fact: str, outcome: Outcome) -> Lesson:
    """Return the lesson with a fact settled; a missed fact comes back, and once recalled counts as repaired."""
    before = dict(lesson.outcomes)
    now: Outcome = "repaired" if before.get(fact) and outcome == "first" else outcome
    settled = replace(lesson, outcomes=tuple({**before, fact: now}.items()), last=fact)
    return _bring_back(settled, fact) if outcome == "revealed" else settled


def postpone(lesson: Lesson) -> Lesson:
    """Return the lesson with the open question moved to the end."""
    assert lesson.asked is not None  # noqa: S101 - the caller has an open question
    return replace(lesson, queue=(*lesson.queue, lesson.asked.question.fact))


def advance(lesson: Lesson, bank: Bank) -> tuple[Lesson, Say | None]:
    """Return the lesson with its next question on screen; no question when the queue is empty.

    Facts that the bank no longer has, or that became drafts, are passed over.
    """
    for at, fact_id in enumerate(lesson.queue):
        fact = bank.fact(fact_id)
        if fact and fact.status == "live":
            question = forms.ask(fact, bank, forms.preferred(fact, bank), lesson.seed)
            asking = replace(lesson, phase="asking", asked=Asked(question), queue=lesson.queue[at + 1 :])
            return asking, put(question, phrases.AGAIN if fact_id in dict(lesson.outcomes) else "")
    return replace(lesson, asked=None, queue=()), None


def put(question: Question, lead: str = "") -> Say:
    """Return a question as the tutor says it."""
    return Say("question", question.stem, lead=lead, options=question.options)


def _bring_back(lesson: Lesson, fact: str) -> Lesson:
    times = dict(lesson.returns).get(fact, 0)
    others = tuple(f for f in lesson.queue if f != fact)
    if not others or times >= MOST_RETURNS:
        return replace(lesson, queue=others)
    queue = (*others[:COMES_BACK_AFTER], fact, *others[COMES_BACK_AFTER:])
    return replace(lesson, queue=queue, returns=tuple({**dict(lesson.returns), fact: times + 1}.items()))
