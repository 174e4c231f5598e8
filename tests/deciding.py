"""A teacher in a test, and a class that has answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.learning import NOON, begin, rows, talk
from tutor import actions
from tutor.actions import House, Scene
from tutor.deciding.acting import decide
from tutor.deciding.ruling import Decision
from tutor.teachers import Teacher

LATER = NOON + timedelta(hours=1)
EVE = Teacher(LATER + timedelta(days=1), "eve")
ODD = "the sister of the harbour master"
ACCEPT = Decision("engineer", ODD, "correct")


def sitting(house: House, learner: str, *said: str) -> Scene:
    """Have a learner answer the first questions of the lighthouse: the year, then the engineer."""
    return talk(house, begin(house, lesson=f"of {learner}", learner=learner), said, learner=learner)


def class_of(house: House) -> None:
    """Three learners who name the engineer oddly: ann twice, bob and then rightly, cid with a hint; dan is right."""
    sitting(house, "ann", "1847", ODD, f"It was {ODD}!")
    sitting(house, "bob", "1847", ODD.upper(), "Ada Brink")
    sitting(house, "cid", "1847", "hint", ODD, "show me")
    sitting(house, "dan", "1847", "Ada Brink")
    actions.appeal(house, "ann", "of ann", 2, NOON)


def bank_file(house: House) -> Path:
    return house.questions / "lighthouse.yaml"


def verdicts(house: House, fact: str = "engineer") -> dict[tuple[Any, ...], str]:
    """Return learner's lesson and turn → verdict."""
    found = rows(house, f"attempts WHERE fact = '{fact}' ORDER BY lesson, turn", "lesson, turn, verdict")
    return {(lesson.removeprefix("of "), turn): verdict for lesson, turn, verdict in found}


def outcomes(house: House, fact: str = "engineer") -> dict[str, str]:
    found = rows(house, f"reviews WHERE fact = '{fact}' ORDER BY lesson, turn", "lesson, outcome")
    return {lesson.removeprefix("of "): outcome for lesson, outcome in found}


def everything(house: House) -> dict[str, Any]:
    """Return what a decision may touch: files and results. What is kept about decisions themselves is left out."""
    tables = {
        table: sorted(rows(house, table), key=str) for table in ("attempts", "reviews", "cards", "appeals", "lessons")
    }
    return {**tables, **{path.name: path.read_bytes() for path in house.questions.iterdir()}}


def accept(house: House, decision: Decision = ACCEPT) -> str:
    return decide(house, EVE, "lighthouse", decision, LATER).record.id
