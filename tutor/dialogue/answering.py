"""An answer, its verdict, and what follows: yes and on, close and again, not yet and a hint, or the answer shown."""

from __future__ import annotations

from dataclasses import replace

from tutor.dialogue import phrases
from tutor.dialogue.agenda import settle
from tutor.dialogue.ending import go_on
from tutor.dialogue.hints import hint
from tutor.dialogue.move import Move, spend
from tutor.model import Asked, Bank, Closed, Fact, Graded, Lesson, Outcome, Say, Verdict

TRIES = 2
"""Incorrect answers before the answer is shown; true or false leaves nothing to try again."""

_CLOSES_BEFORE_OFFER = 2

PLAIN_CODES = frozenset({"same", "wording", "number", "date", "points-made", "picked-right"})
"""Right answers about whose wording nothing needs to be said."""


def answered(lesson: Lesson, fact: Fact, bank: Bank, given: str, verdict: Verdict) -> Move:
    """Return what follows from a verdict on the open question's answer."""
    asked = lesson.asked
    assert asked is not None  # noqa: S101 - the caller has an open question
    graded = Graded(fact.id, asked.question.form, given, verdict, asked.tries, asked.hints)
    if verdict.name == "correct":
        return _right(lesson, asked, fact, bank, verdict)._replace(graded=graded)
    contested = replace(lesson, contested=lesson.turn)
    if verdict.name == "close":
        return _close(contested, given, verdict)._replace(graded=graded)
    return _wrong(contested, asked, fact, bank, verdict)._replace(graded=graded)


def reveal(lesson: Lesson, fact: Fact) -> Move:
    """Return the answer, the reason and the sentence; the talk pauses, so that they are read."""
    paused = replace(settle(lesson, fact.id, "revealed"), phase="paused", asked=None)
    key = fact.key if fact.key.endswith((".", "!", "?")) else f"{fact.key}."
    text = f"{key[0].upper()}{key[1:]} {fact.why or fact.fact}"
    told = Say("reveal", text, lead=phrases.ANSWER, cite=fact.citation)
    return Move(paused, (told,), closed=Closed(fact.id, "revealed"))


def _right(lesson: Lesson, asked: Asked, fact: Fact, bank: Bank, verdict: Verdict) -> Move:
    outcome: Outcome = "repaired" if asked.tries or asked.hints else "first"
    remark = "" if verdict.code in PLAIN_CODES else _without_yes(verdict.because)
    text = " ".join(filter(None, (remark, fact.why or fact.fact)))
    yes = Say("correct", text, lead=phrases.YES, cite=fact.citation)
    settled = Move(settle(lesson, fact.id, outcome), (yes,), closed=Closed(fact.id, outcome))
    return settled.then(go_on(settled.lesson, bank))


def _without_yes(because: str) -> str:
    """Return a reason without the "yes" that the tutor has just said.

    >>> _without_yes("Yes — spelt Bolton.")
    'Spelt Bolton.'
    """
    rest = because.removeprefix("Yes — ")
    return rest[:1].upper() + rest[1:]


def _close(lesson: Lesson, given: str, verdict: Verdict) -> Move:
    spent = spend(lesson, closes=1, partial=given)
    says = (Say("close", verdict.because, lead=phrases.CLOSE),)
    often = spent.asked is not None and spent.asked.closes > _CLOSES_BEFORE_OFFER
    return Move(spent, (*says, Say("note", phrases.SHOW_OFFER)) if often else says)


def _wrong(lesson: Lesson, asked: Asked, fact: Fact, bank: Bank, verdict: Verdict) -> Move:
    not_yet = Say("incorrect", verdict.because, lead=phrases.NOT_YET)
    limit = 1 if asked.question.form == "truefalse" else TRIES
    if asked.tries + 1 >= limit:
        return reveal(lesson, fact).after(not_yet)
    help_ = hint(fact, bank, asked.hints)
    return Move(spend(lesson, tries=1, hints=1 if help_ else 0), (not_yet, *((help_,) if help_ else ())))
