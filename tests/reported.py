"""Learners who have answered, in tests and before the eyes: through the store's own functions, as many as wished.

    .venv/bin/python -m tests.reported QUESTIONS BANK DATABASE LEARNERS

fills a database so that one can look at the report of a bank with as many learners.
"""

from __future__ import annotations

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from tests.learning import NOON
from tutor import actions
from tutor.actions import House, Scene
from tutor.model import Fact, Question
from tutor.store import open_store

HARD, MISLED, ODD = 3, 5, "quite something else"
"""Every so many facts one is hard; another has a wrong answer that most learners give."""


def class_of(house: House, bank_id: str, count: int, now: datetime = NOON, seed: int = 1) -> None:
    """Have so many learners answer a bank, from strong to weak; the same seed is always the same class."""
    dice = random.Random(seed)
    for number in range(count):
        skill = (number + 0.5) / count
        sit(house, bank_id, f"learner {number}", skill, dice, now + timedelta(minutes=number))


def sit(house: House, bank_id: str, learner: str, skill: float, dice: random.Random, now: datetime) -> None:
    """Have a learner go through a lesson; who is missed often stops before its end."""
    scene = actions.start(house, learner, bank_id, "learn", now, 7, f"of {learner}")
    for _ in range(dice.choice((15, 60, 200))):
        if scene.lesson.phase not in {"asking", "paused"}:
            return
        appealed = scene.lesson.contested
        scene = _said(house, scene, learner, skill, dice, now)
        if scene.lesson.contested not in {-1, appealed} and dice.random() < 0.03:
            scene = actions.appeal(house, learner, scene.lesson.id, scene.lesson.contested, now)


def _said(house: House, scene: Scene, learner: str, skill: float, dice: random.Random, now: datetime) -> Scene:
    asked, said = scene.lesson.asked, "next"
    if asked:
        fact = scene.bank.fact(asked.question.fact)
        assert fact
        right = dice.random() < _chance(scene, fact, skill, asked.hints)
        said = _right(fact, asked.question) if right else _wrong(fact, asked.question, dice)
    return actions.say(house, learner, scene.lesson.id, scene.lesson.turn, said, now, last=1)


def _chance(scene: Scene, fact: Fact, skill: float, hints: int) -> float:
    place = scene.bank.live.index(fact)
    if place % 11 == HARD:
        return 0.15 + 0.1 * hints
    if place % 11 == MISLED:
        return 0.45 - 0.35 * skill  # the strong ones think too far
    return 0.45 + 0.5 * skill + 0.15 * hints


def _right(fact: Fact, question: Question) -> str:
    return question.options[question.right] if question.options else fact.key


def _wrong(fact: Fact, question: Question, dice: random.Random) -> str:
    picks = [option for n, option in enumerate(question.options) if n != question.right]
    return dice.choice(picks or [*fact.wrong, *fact.close, ODD, "I am not sure, maybe the other one", "hint"])


if __name__ == "__main__":
    folder, bank, url, learners = sys.argv[1:]
    class_of(House(open_store(url), Path(folder)), bank, int(learners))
