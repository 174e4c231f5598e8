"""Item analysis: what came of each fact when learners first met it, and what they answered that was not right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

from tutor.checks.coverage import bare
from tutor.model import Bank, Fact, Paragraph, Verdict
from tutor.reporting.shares import ENOUGH_OTHERS, Share, tells_apart

How = Literal["first", "repaired", "revealed", "missed", "left"]
"""What came of a meeting: right first time; right after help (a hint, a second try, in class a talk); not even then, so
that the answer was shown; missed, and not answered again; or left unsettled."""


class Meeting(NamedTuple):
    """A learner (a digest) met a fact, when, and what came of it."""

    learner: str
    fact: str
    at: datetime
    how: How


class Given(NamedTuple):
    """Answers to a fact that say the same: verdict, how often, by how many learners, how many appeals wait."""

    fact: str
    answer: str
    verdict: Verdict
    times: int
    learners: int
    appeals: int


@dataclass(frozen=True, slots=True)
class Item:
    """A fact as its learners met it first. A learner counts once, with the first meeting.

    `given` are the answers that were not right, those of most learners first. `apart` says how far the fact tells
    strong learners from weak ones; None while there are not enough answers.
    """

    fact: Fact
    hows: Mapping[How, int]
    given: tuple[Given, ...] = ()
    apart: float | None = None
    appeals: int = 0

    @property
    def first(self) -> Share:
        """Return how many of those who met it had it right first time."""
        return Share(self.hows.get("first", 0), sum(self.hows.values()))

    @property
    def helped(self) -> Share:
        """Return how many of those who answered again after help got it."""
        got = self.hows.get("repaired", 0)
        return Share(got, got + self.hows.get("revealed", 0))


@dataclass(frozen=True, slots=True)
class Report:
    """What the answers of a bank say. `learners` met its facts, `answers` were given, `items` stand as in the bank.

    `unasked` are the paragraphs that tell something which nobody was asked about.
    `since` and `until` are the first and last meeting; None when there was none.
    """

    bank: Bank
    items: tuple[Item, ...]
    given: tuple[Given, ...]
    learners: int
    answers: int
    unasked: tuple[Paragraph, ...]
    since: datetime | None = None
    until: datetime | None = None

    @property
    def first(self) -> Share:
        """Return how many of all meetings were right first time."""
        return Share(sum(i.first.right for i in self.items), sum(i.first.of for i in self.items))

    @property
    def appeals(self) -> int:
        """Return how many appeals wait."""
        return sum(item.appeals for item in self.items)


def report(bank: Bank, meetings: Iterable[Meeting], given: Sequence[Given]) -> Report:
    """Return the report of a bank; meetings may come in any order, those with facts that are gone are left aside."""
    first = first_meetings(m for m in meetings if bank.fact(m.fact))
    hows, apart, answers = _hows(first), _apart(first), _by_fact(given)
    items = tuple(_item(f, hows.get(f.id, {}), answers.get(f.id, ()), apart.get(f.id)) for f in bank.facts)
    times = [m.at for m in first]
    return Report(
        bank=bank,
        items=tuple(i for i in items if i.fact.status == "live" or i.first.of),
        given=tuple(given),
        learners=len({m.learner for m in first}),
        answers=sum(g.times for g in given),
        unasked=tuple(bare(replace(bank, facts=tuple(f for f in bank.facts if f.id in hows), kept={}))),
        since=min(times, default=None),
        until=max(times, default=None),
    )


def first_meetings(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return each learner's first meeting with each fact: later ones tell of memory, not of the question."""
    found: dict[tuple[str, str], Meeting] = {}
    for meeting in meetings:
        known = found.get(key := (meeting.learner, meeting.fact))
        if known is None or meeting.at < known.at:
            found[key] = meeting
    return list(found.values())


def _item(fact: Fact, hows: Mapping[How, int], given: Sequence[Given], apart: float | None) -> Item:
    not_right = sorted((g for g in given if g.verdict.name != "correct"), key=lambda g: (-g.learners, -g.times))
    return Item(fact, hows, tuple(not_right), apart, sum(g.appeals for g in given))


def _hows(first: Iterable[Meeting]) -> Mapping[str, Counter[How]]:
    found = defaultdict[str, Counter[How]](Counter)
    for meeting in first:
        found[meeting.fact][meeting.how] += 1
    return found


def _apart(first: Sequence[Meeting]) -> Mapping[str, float | None]:
    """Return for each fact how far it tells learners apart."""
    met = Counter(m.learner for m in first)
    right = Counter(m.learner for m in first if m.how == "first")
    learners = defaultdict[str, list[tuple[bool, float]]](list)
    for meeting in first:
        if (others := met[meeting.learner] - 1) >= ENOUGH_OTHERS:
            has = meeting.how == "first"
            learners[meeting.fact].append((has, (right[meeting.learner] - has) / others))
    return {fact: tells_apart(own) for fact, own in learners.items()}


def _by_fact(given: Iterable[Given]) -> Mapping[str, list[Given]]:
    found = defaultdict[str, list[Given]](list)
    for one in given:
        found[one.fact].append(one)
    return found
