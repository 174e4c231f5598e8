"""A learner in a test: begins a lesson at the lighthouse, talks through it, and what the database then holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tutor import actions, dialogue
from tutor.actions import House, Scene
from tutor.model import Mode

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FACTS = ("year", "engineer", "stone", "range", "outages", "strike")
RIGHT = ("1847", "Ada Brink", "granite", "18 miles", "flood, strike and frost", "low wages and the coal")


def begin(house: House, lesson: str = "l1", learner: str = "ann", mode: Mode = "learn", now: datetime = NOON) -> Scene:
    return actions.start(house, learner, "lighthouse", mode, now, 7, lesson)


def talk(house: House, scene: Scene, said: Iterable[str], learner: str = "ann", now: datetime = NOON) -> Scene:
    for words in said:
        scene = actions.say(house, learner, scene.lesson.id, scene.lesson.turn, words, now)
    return scene


def rows(house: House, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    query = f"SELECT {columns} FROM {table}"
    return house.store.read(lambda c: [tuple(row) for row in c.exec_driver_sql(query)])


def everything(house: House) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("learners", "lessons", "turns", "attempts", "appeals", "cards", "reviews")
    return {table: sorted(rows(house, table), key=str) for table in tables}


def check_whole(house: House, learner: str, lesson_id: str = "l1") -> Scene:
    """Check that the rules alone, told the same again, give every turn and the state that the database holds."""
    scene = actions.resume(house, learner, lesson_id, last=100_000)
    assert scene is not None
    lesson, turn = dialogue.begin(lesson_id, scene.bank, scene.lesson.seed, "learn", FACTS)
    assert turn == scene.turns[0]
    for played in scene.turns[1:]:
        lesson, turn = dialogue.step(lesson, played.said, scene.bank)
        assert turn == played
    assert lesson == scene.lesson
    check_rows(house, scene)
    return scene


def check_rows(house: House, scene: Scene) -> None:
    """Check that every verdict and every settled fact of the lesson has its row, and no other has one."""
    of_lesson = f"WHERE lesson = '{scene.lesson.id}' ORDER BY turn"
    graded = [(t.number, t.graded.given, t.graded.verdict.code) for t in scene.turns if t.graded]
    closed = [(t.number, t.closed.fact, t.closed.outcome) for t in scene.turns if t.closed]
    assert rows(house, f"attempts {of_lesson}", "turn, given, code") == graded
    assert rows(house, f"reviews {of_lesson}", "turn, fact, outcome") == closed


def card(house: House, now: datetime = NOON) -> actions.BankCard:
    (only,) = actions.cards(house, "ann", now)
    return only


def asked(scene: Scene) -> tuple[str, ...]:
    assert scene.lesson.asked is not None
    return (scene.lesson.asked.question.fact, *scene.lesson.queue)
