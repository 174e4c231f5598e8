"""Who changes, and how, when a fact is graded anew: verdicts, how lessons were settled, what is due when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from tutor import schedule
from tutor.model import Outcome, Verdict, VerdictName
from tutor.store.decisions import Attempt, Key, Memory, Review
from tutor.store.said import PICKED
from tutor.text import squeezed

Judge = Callable[[str], Verdict]
"""What the grader says of an answer to one fact of one bank."""

_BECOMES: Mapping[VerdictName, str] = {"correct": "right", "close": "close", "incorrect": "wrong"}


@dataclass(frozen=True, slots=True)
class Effect:
    """How many answers of how many learners get which verdict, and how many of those were right before."""

    answers: Mapping[VerdictName, int]
    learners: Mapping[VerdictName, int]
    lost: int
    losers: int

    def __str__(self) -> str:
        """Return it as a sentence.

        >>> print(Effect({"correct": 7}, {"correct": 5}, 0, 0))
        7 answers of 5 learners become right; nobody loses a point.
        >>> print(Effect({"close": 1}, {"close": 1}, 1, 1))
        1 answer of 1 learner becomes close; 1 learner loses a point.
        >>> print(Effect({}, {}, 0, 0))
        No result changes.
        """
        said = [
            f"{_many(self.answers[name], 'answer')} of {_many(self.learners[name], 'learner')} "
            f"{'becomes' if self.answers[name] == 1 else 'become'} {_BECOMES[name]}"
            for name in _BECOMES
            if self.answers.get(name)
        ]
        if not said:
            return "No result changes."
        losers = "nobody loses a point"
        if self.losers:
            losers = f"{_many(self.losers, 'learner')} {'loses' if self.losers == 1 else 'lose'} a point"
        return f"{'; '.join([*said, losers])}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def new_verdicts(attempts: Iterable[Attempt], answer: str, before: Judge, after: Judge) -> dict[Key, Verdict]:
    """Return the verdicts that change because the bank did: those of `answer`, and those that only the edit changes.

    An answer that was graded by another version of the program and would be graded differently today is left alone:
    that is nothing that the teacher has decided. Picked options are not graded.
    """
    wanted, found = squeezed(answer), {}
    for attempt in attempts:
        given = attempt.given
        if attempt.verdict.code in PICKED or (new := after(given)) == attempt.verdict:
            continue
        if squeezed(given) == wanted or before(given) != new:
            found[attempt.key] = new
    return found


def effect(attempts: Iterable[Attempt], new: Mapping[Key, Verdict]) -> Effect:
    """Return who changes; a new reason for the same verdict changes nobody."""
    moved = [(a, new[a.key].name) for a in attempts if a.key in new and new[a.key].name != a.verdict.name]
    lost = [a for a, _ in moved if a.verdict.name == "correct"]
    return Effect(
        {name: sum(now == name for _, now in moved) for name in _BECOMES},
        {name: len({a.learner for a, now in moved if now == name}) for name in _BECOMES},
        len(lost),
        len({a.learner for a in lost}),
    )


def new_outcomes(
    attempts: Sequence[Attempt], new: Mapping[Key, Verdict], reviews: Iterable[Review]
) -> dict[Key, Outcome]:
    """Return how lessons have settled the fact, where a new verdict changes that."""
    touched = {lesson for lesson, _ in new}
    closed = defaultdict[str, list[Review]](list)
    for review in sorted(reviews, key=lambda review: review.turn):
        if review.lesson in touched:
            closed[review.lesson].append(review)
    found: dict[Key, Outcome] = {}
    for lesson, own in groupby((a for a in attempts if a.lesson in touched), key=lambda a: a.lesson):
        found |= _of_lesson(list(own), new, closed[lesson])
    return found


def _of_lesson(own: Sequence[Attempt], new: Mapping[Key, Verdict], closed: Iterable[Review]) -> dict[Key, Outcome]:
    found, since = {}, -1
    for review in closed:
        asking = [a for a in own if since < a.turn <= review.turn]
        since = review.turn
        if any(a.key in new for a in asking):
            outcome = _outcome(asking, new)
            if outcome != review.outcome:
                found[review.lesson, review.turn] = outcome
    return found


def _outcome(asking: Iterable[Attempt], new: Mapping[Key, Verdict]) -> Outcome:
    """Return how a question was settled by these answers: right at once, after help, or not at all."""
    missed = False
    for attempt in asking:
        name = new.get(attempt.key, attempt.verdict).name
        if name == "correct":
            return "repaired" if missed or attempt.hints else "first"
        missed = missed or name == "incorrect"
    return "revealed"


def new_memories(reviews: Sequence[Review], outcomes: Mapping[Key, Outcome]) -> list[Memory]:
    """Return the cards of the learners whose reviews came out differently, played again from the first one."""
    whose = {r.learner for r in reviews if (r.lesson, r.turn) in outcomes}
    theirs = defaultdict[str, list[Review]](list)
    for review in reviews:
        if review.learner in whose:
            theirs[review.learner].append(review)
    return [_memory(learner, theirs[learner], outcomes) for learner in sorted(whose)]


def _memory(learner: str, reviews: Iterable[Review], outcomes: Mapping[Key, Outcome]) -> Memory:
    card, due = None, None
    for review in reviews:
        card, due = schedule.review(card, outcomes.get((review.lesson, review.turn), review.outcome), review.at)
    assert card is not None  # noqa: S101 - a learner is here because of a review
    assert due is not None  # noqa: S101
    return Memory(learner, card, due)


def appeals_of(attempts: Iterable[Attempt], new: Mapping[Key, Verdict], answer: str) -> dict[Key, str]:
    """Return how appeals are settled, if there are any: of the answer itself, and of all that become right."""
    wanted, same = squeezed(answer), cache(squeezed)
    found = {}
    for attempt in attempts:
        name = new.get(attempt.key, attempt.verdict).name
        if same(attempt.given) == wanted or (attempt.key in new and name == "correct"):
            found[attempt.key] = "accepted" if name == "correct" else "rejected"
    return found
