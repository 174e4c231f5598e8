"""What to do something about: a list of small rules, each looks at one fact; its docstring is its manual.

A rule speaks only when the answers bear it out: of a share it takes the bound of the interval that speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tutor.model import VerdictName
from tutor.reporting.items import Item, Report

JUDGED = 5
"""Learners from which on a share is judged at all."""

SAME_WRONG = 3
"""Learners who must have given the same answer before it stands against the key: two may have sat side by side."""

_HARD, _EASY, _HELP = 0.5, 0.85, 0.5
_COUNTS_AS: dict[VerdictName, str] = {"correct": "right", "close": "close", "incorrect": "wrong"}


class Concern(NamedTuple):
    """What a rule says of a fact: its name, a headline, what was seen, what to do, how many learners it is about."""

    rule: str
    headline: str
    seen: str
    todo: str
    learners: int


Rule = Callable[[Item], Iterator[Concern]]


def appeals_wait(item: Item) -> Iterator[Concern]:
    """Learners think that their answer is right, and wait for a teacher's word."""
    if count := item.appeals:
        seen = "1 learner thinks their answer is right." if count == 1 else f"{count} answers wait for your word."
        yield Concern("appeals-wait", "Somebody waits for you", seen, "Look at the answers, and decide.", count)


def strong_do_no_better(item: Item) -> Iterator[Concern]:
    """Learners who do well on the other facts do no better on this one than the rest (a negative correlation)."""
    if item.apart is not None and item.apart < 0:
        seen = f"Those who do well elsewhere do no better here than the others (−{-item.apart:.2f})."
        todo = "Read the question as they do: can it be meant in two ways? Is the key right?"
        missed = item.first.of - item.first.right
        yield Concern("strong-do-no-better", "Strong learners do no better", seen, todo, missed)


def other_answer_leads(item: Item) -> Iterator[Concern]:
    """One answer that does not count was given by more learners than were right first time, and by three at least."""
    top = item.given[0] if item.given else None
    if top and top.learners >= SAME_WRONG and top.learners > item.first.right:
        counts = _COUNTS_AS[top.verdict.name]
        seen = (
            f"{top.learners} learners said “{top.answer}”, which counts as {counts}; "
            f"{item.first.right} had it right first time."
        )
        todo = "Is it right as well? Then accept it. If not, tell them why: give that answer a reply."
        yield Concern("other-answer-leads", "Another answer leads", seen, todo, top.learners)


def hard(item: Item) -> Iterator[Concern]:
    """Even the upper bound of the share right first time is below one half: most learners miss it."""
    if item.first.of >= JUDGED and item.first.high < _HARD:
        seen = "By these answers, fewer than half of all learners would have it at once."
        todo = "Does the question say what it wants? Does the text say it plainly?"
        yield Concern("hard", "Most miss it", seen, todo, item.first.of - item.first.right)


def help_fails(item: Item) -> Iterator[Concern]:
    """Of those who answered again after a hint, even the upper bound of the share that got it is below one half."""
    if item.helped.of >= JUDGED and item.helped.high < _HELP:
        seen = f"Of {item.helped.of} who tried again after a hint, {item.helped.right} got it."
        yield Concern("help-fails", "The help does not help", seen, "Write a hint of your own for it.", item.helped.of)


def easy(item: Item) -> Iterator[Concern]:
    """Even the lower bound of the share right first time is above 85 %: nobody learns anything new from it."""
    if item.first.of >= JUDGED and item.first.low > _EASY:
        seen = "By these answers, more than 85 % of all learners would have it at once."
        todo = "Keep it to begin with, or ask it without options."
        yield Concern("easy", "Nearly everybody has it", seen, todo, 0)


RULES: Sequence[Rule] = (appeals_wait, strong_do_no_better, other_answer_leads, hard, help_fails, easy)
"""The most urgent first."""


def concerns(item: Item) -> tuple[Concern, ...]:
    """Return what the rules say of a fact, the most urgent first."""
    return tuple(concern for rule in RULES for concern in rule(item))


def first_things(report: Report, most: int = 3) -> tuple[tuple[Item, tuple[Concern, ...]], ...]:
    """Return the facts that most need a teacher, each with its concerns, first the one for which it was taken.

    One of each kind, the most urgent kind first, and of a kind the fact with most learners; if there is room, again.
    An easy fact needs nobody.
    """
    left = {item.fact.id: (item, concerns(item)) for item in report.items}
    found = list[tuple[Item, tuple[Concern, ...]]]()
    for rule in [_name(rule) for rule in RULES if rule is not easy] * most:
        if own := [(one, item) for item, said in left.values() for one in said if one.rule == rule]:
            one, item = max(own, key=lambda each: each[0].learners)
            _, said = left.pop(item.fact.id)
            found.append((item, (one, *(other for other in said if other is not one))))
    return tuple(found[:most])


def _name(rule: Rule) -> str:
    return rule.__name__.replace("_", "-")
