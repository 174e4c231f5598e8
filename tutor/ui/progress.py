"""How far a lesson is: "12 of 47", and which paragraphs of the article are done, begun or left."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from tutor.model import Bank, Lesson

State = Literal["done", "begun", "left"]


class Share(NamedTuple):
    """How many of a paragraph's facts in this lesson are settled."""

    paragraph: int
    settled: int
    facts: int

    @property
    def state(self) -> State:
        """Return the one word for it."""
        if self.settled == self.facts:
            return "done"
        return "begun" if self.settled else "left"


def shares(lesson: Lesson, bank: Bank) -> tuple[Share, ...]:
    """Return the share of every paragraph that this lesson asks about, in reading order."""
    settled = {fact for fact, _ in lesson.outcomes}
    facts = _facts(lesson)
    places = {f.id: f.citation.paragraph for f in bank.facts if f.citation}
    total = Counter(places.get(f, 0) for f in facts)
    done = Counter(places.get(f, 0) for f in facts & settled)
    return tuple(Share(number, done[number], total[number]) for number in sorted(total) if number)


def position(lesson: Lesson) -> tuple[int, int]:
    """Return which question this is, of how many: a fact that comes back keeps its number.

    >>> position(Lesson("l", "b", 1, outcomes=(("a", "first"),), total=3))
    (1, 3)
    """
    settled = {fact for fact, _ in lesson.outcomes}
    fresh = lesson.asked is not None and lesson.asked.question.fact not in settled
    return min(len(settled) + fresh, lesson.total), lesson.total


def strip(lesson: Lesson, bank: Bank) -> str:
    """Return the article as a thin line, a stretch for each paragraph, filled as its facts are settled."""
    cells = "".join(
        f'<i style="flex-grow:{s.facts}"><b style="width:{100 * s.settled // s.facts}%"></b></i>'
        for s in shares(lesson, bank)
    )
    return f'<div class="strip" role="img" aria-label="{len(lesson.outcomes)} of {lesson.total} settled">{cells}</div>'


def paragraph_map(lesson: Lesson, bank: Bank, now: int = 0) -> str:
    """Return the paragraphs as a row of small numbers: done, begun, left, and which one is shown."""
    cells = "".join(_cell(share, share.paragraph == now) for share in shares(lesson, bank))
    return f'<ol class="map" aria-label="Paragraphs">{cells}</ol>' if cells else ""


def _cell(share: Share, now: bool) -> str:
    shown = ' aria-current="true"' if now else ""
    return f'<li class="{share.state}"{shown}>¶{share.paragraph}<span class="sr"> {share.state}</span></li>'


def _facts(lesson: Lesson) -> set[str]:
    asked = {lesson.asked.question.fact} if lesson.asked else set[str]()
    return {fact for fact, _ in lesson.outcomes} | set(lesson.queue) | asked
