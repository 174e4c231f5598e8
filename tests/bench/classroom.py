"""A room full of learners at their keyboards: each types its lines, one every so often, from a random moment on."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.server import Server
from tests.bench.tab import Tab

CONNECT_PER_SECOND = 20
SECONDS_TO_SETTLE = 2


@dataclass
class Learner:
    """One learner: the lines to type; then those that were answered, how long each took, what went wrong."""

    number: int
    tab: Tab
    lines: Sequence[str]
    said: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)  # seconds, of the lines that were measured
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a room of learners cost the server: CPU milliseconds per answer, megabytes per learner."""

    learners: tuple[Learner, ...]
    cpu_per_answer: float
    memory_per_learner: float

    @property
    def problems(self) -> list[str]:
        """Return everything that went wrong, in words."""
        return [p for x in self.learners for p in (*x.problems, *x.tab.problems)]

    def wait(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers was on screen."""
        waits = sorted(w for x in self.learners for w in x.waits)
        return 1000 * waits[round(share * (len(waits) - 1))] if waits else float("inf")


@dataclass(frozen=True)
class Pace:
    """How long the room is measured, and how many seconds lie between two lines of one learner.

    `lead` seconds before that it types unmeasured, until the talks on screen are as long as they get.
    """

    seconds: float
    every: float
    lead: float = 0


Entrance = Callable[[Tab], Awaitable[object]]  # what a learner does before the first line


async def hold(server: Server, learners: tuple[Learner, ...], enter: Entrance, pace: Pace) -> Outcome:
    """Let everybody in, let them type, and return what it cost the server.

    One visitor goes first: what the server reads once, for all, is no learner's.
    """
    await _visit(Tab(server.url), enter)
    memory = server.memory
    await asyncio.gather(*(_kindly(x, _arrive(x, enter)) for x in learners))
    await asyncio.sleep(SECONDS_TO_SETTLE)
    typing = asyncio.gather(*(_kindly(x, _type(x, pace)) for x in learners if not x.problems))
    await asyncio.sleep(pace.lead)
    cpu, before = server.cpu, sum(len(x.said) for x in learners)
    await typing
    answers = sum(len(x.said) for x in learners) - before
    return Outcome(learners, 1000 * (server.cpu - cpu) / max(1, answers), (server.memory - memory) / len(learners))


async def _kindly(learner: Learner, doing: Awaitable[None]) -> None:
    """Keep one learner's trouble from stopping the room: it is a finding, not a crash of the bench."""
    try:
        await doing
    except Exception as problem:
        learner.problems.append(f"learner {learner.number}: {type(problem).__name__}: {problem}")


async def _visit(tab: Tab, enter: Entrance) -> None:
    await tab.open()
    await enter(tab)
    await tab.close()


async def _arrive(learner: Learner, enter: Entrance) -> None:
    await asyncio.sleep(learner.number / CONNECT_PER_SECOND)
    await learner.tab.open()
    await enter(learner.tab)


async def _type(learner: Learner, pace: Pace) -> None:
    """Type on a fixed schedule, whatever the server does: a late reply counts from when its line was due."""
    began = time.perf_counter()
    due = began + random.Random(learner.number).uniform(0, pace.every)
    for line in learner.lines:
        if due > began + pace.lead + pace.seconds:
            return
        await asyncio.sleep(max(0, due - time.perf_counter()))
        await learner.tab.type(line)
        if not learner.tab.can_type:
            raise RuntimeError(f"{line!r} was refused: {learner.tab.text[-200:]}")
        learner.said.append(line)
        if due > began + pace.lead:
            learner.waits.append(time.perf_counter() - due)
        due += pace.every
