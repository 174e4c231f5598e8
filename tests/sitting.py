"""A process of its own that answers as fast as it can: `python -m tests.sitting URL QUESTIONS LESSON…`.

Each lesson has a thread and a learner of its name; every turn that was acknowledged is printed as
`lesson turn said`. It goes on for ever: the test that starts it kills it.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from tests.learning import NOON, begin
from tutor import actions
from tutor.actions import House
from tutor.store import open_store

SAID = ("1847", "marble", "hint", "nobody", "18", "why?", "granite")


def main(url: str, questions: str, *lessons: str) -> None:
    """Answer in every lesson at once, for ever."""
    house = House(open_store(url), Path(questions))
    for lesson in lessons:
        threading.Thread(target=sit, args=(house, lesson)).start()


def sit(house: House, lesson: str) -> None:
    scene = begin(house, lesson, learner=lesson)
    while True:
        turn = scene.lesson.turn
        said = f"{SAID[turn % len(SAID)]} {turn}" if turn % 5 else "hint"
        scene = actions.say(house, lesson, lesson, turn, said, NOON, last=1)
        os.write(1, f"{lesson} {turn} {said}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
