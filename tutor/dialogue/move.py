"""One move of the talk: where it leaves the lesson, and what the tutor says and settles on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tutor.model import Closed, Graded, Lesson, Say


class Move(NamedTuple):
    """What a handler returns; `step` makes a numbered turn of it."""

    lesson: Lesson
    says: tuple[Say, ...]
    graded: Graded | None = None
    closed: Closed | None = None
    appeals: int = -1

    def then(self, other: Move) -> Move:
        """Return this move followed by another one's lesson and sayings."""
        return self._replace(lesson=other.lesson, says=(*self.says, *other.says))

    def after(self, *says: Say) -> Move:
        """Return this move with something said before it."""
        return self._replace(says=(*says, *self.says))


def note(lesson: Lesson, text: str) -> Move:
    """Return a move that only says something."""
    return Move(lesson, (Say("note", text),))


def spend(lesson: Lesson, *, tries: int = 0, hints: int = 0, closes: int = 0, partial: str = "") -> Lesson:
    """Return the lesson with something spent on the open question."""
    asked = lesson.asked
    assert asked is not None  # noqa: S101 - the caller has an open question
    return replace(
        lesson,
        asked=replace(
            asked,
            tries=asked.tries + tries,
            hints=asked.hints + hints,
            closes=asked.closes + closes,
            partial=partial or asked.partial,
        ),
    )
