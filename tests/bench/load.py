"""What an answer costs: Passage beside the smallest chat there is, with the same settings, in the same run.

    .venv/bin/python -m tests.bench.load [--learners 300] [--seconds 60] [--every 10] [--port 8700]

Real learners' work over the page's own protocol: each opens the page, starts the bank, and types right and wrong
answers, "hint", "show me" and "next", one line every so often from a random moment on. Then the server is killed with
kill -9 and the database is read: every line that was answered on screen has to be there, in order. Servers and
learners run on this machine and stop by themselves. Exits 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

from tests.bench.classroom import Learner, Outcome, Pace, hold
from tests.bench.server import ROOT, serving
from tests.bench.tab import Tab
from tutor import dialogue, library
from tutor.model import Bank, Lesson

BANK = "inf-treaty"
START = f"start-{BANK}"  # the key of its button
HABITS = ("wrong", "right", "right", "wrong", "hint", "right", "right", "show me", "right")
LINES_ON_SCREEN = 5  # from then on both chats draw all that they ever draw
LETTERS = str.maketrans("0123456789", "bcdfghjklm")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, how it came out, the goal, and whether it is met."""

    what: str
    came_out: str
    goal: str
    met: bool


def main() -> int:
    """Measure, print the table, return 1 when a goal is missed."""
    asked = arguments()
    pace = Pace(asked.seconds, asked.every, lead=LINES_ON_SCREEN * asked.every)
    with tempfile.TemporaryDirectory() as folder:
        print(f"{asked.learners} learners, a line each per {asked.every:g} s at random, {asked.seconds:g} s")
        first = first_question(Path(folder), asked.port)
        echo = echo_chat(Path(folder), asked.port + 1, asked.learners, pace)
        passage = lessons(Path(folder), asked.port + 2, asked.learners, pace)
        rows = table(first, echo, passage, kept(Path(folder) / "lessons.db", passage))
    show(rows, echo, passage)
    return 0 if all(row.met for row in rows) else 1


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--port", type=int, default=8700, help="this one and the next two are used")
    return parser.parse_args()


def first_question(folder: Path, port: int) -> float:
    """Return the seconds from starting a server on an empty database to the first question in a real browser."""
    _, turn = dialogue.begin("bench", the_bank(), seed=1)
    with sync_playwright() as p, p.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"]) as browser:
        page = browser.new_page()
        with serving("app.py", port, database(folder / "first.db"), folder / "first.log") as server:
            page.goto(server.url)
            page.locator(f".st-key-{START} button").click()
            page.get_by_text(turn.says[-1].text).first.wait_for()
            return server.age


def echo_chat(folder: Path, port: int, learners: int, pace: Pace) -> Outcome:
    """Return what the same lines cost a chat that only repeats them."""

    async def enter(tab: Tab) -> None:
        """An echo needs no start."""

    with serving("tests/bench/echo_app.py", port, {}, folder / "echo.log") as server:
        return asyncio.run(hold(server, seats(server.url, learners), enter, pace))


def lessons(folder: Path, port: int, learners: int, pace: Pace) -> Outcome:
    """Return what lessons on the bank cost Passage; the server is killed right after the last reply."""

    async def enter(tab: Tab) -> None:
        await tab.press(START)

    with serving("app.py", port, database(folder / "lessons.db"), folder / "passage.log") as server:
        outcome = asyncio.run(hold(server, seats(server.url, learners), enter, pace))
    if outcome.problems:
        print((folder / "passage.log").read_text()[-3000:], file=sys.stderr)
    return outcome


def database(path: Path) -> dict[str, str]:
    """Return the setting that makes Passage keep everything in this SQLite file."""
    return {"TUTOR_DATABASE_URL": f"sqlite:///{path}"}


def the_bank() -> Bank:
    """Return the bank that everybody learns from."""
    shelved = library.get(ROOT / "questions", BANK)
    if shelved is None or shelved.bank is None:
        raise SystemExit(f"questions/{BANK}.yaml cannot be read: python -m tutor check questions")
    return shelved.bank


def seats(url: str, learners: int) -> tuple[Learner, ...]:
    """Return the learners, each with its lines; a wrong answer has its learner's number in it, in letters."""
    lines = list(itertools.islice(script(the_bank()), 200))
    return tuple(
        Learner(i, Tab(url), [line.format(name=str(i).translate(LETTERS)) for line in lines]) for i in range(learners)
    )


def script(bank: Bank) -> Iterator[str]:
    """Yield a learner's lines: the talk played by its own rules, with the habits of a class."""
    lesson, _ = dialogue.begin("bench", bank, seed=1)
    habits = itertools.cycle(HABITS)
    while lesson.phase != "done":
        line = "next" if lesson.phase == "paused" else answer(lesson, bank, next(habits))
        lesson, _ = dialogue.step(lesson, line.format(name="z"), bank)
        yield line


def answer(lesson: Lesson, bank: Bank, habit: str) -> str:
    """Return what a learner with this habit types at the open question."""
    fact = bank.fact(lesson.asked.question.fact) if lesson.asked else None
    if habit == "wrong" or fact is None:
        return "the brown horse of {name}"
    return fact.key if habit == "right" else habit


def kept(path: Path, outcome: Outcome) -> int:
    """Return how many of the answered lines the database holds, each in its place in its learner's lesson."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT lesson, data FROM turns ORDER BY lesson, turn").fetchall()
    by_lesson = itertools.groupby(rows, key=lambda row: row[0])
    talks = [[json.loads(data)["said"] for _, data in turns][1:] for _, turns in by_lesson]
    by_first_line = {talk[0]: talk for talk in talks if talk}
    return sum(
        sum(a == b for a, b in zip(x.said, by_first_line.get(x.said[0], []), strict=False))
        for x in outcome.learners
        if x.said
    )


def table(first: float, echo: Outcome, passage: Outcome, in_database: int) -> list[Row]:
    """Return what was measured beside what was promised."""
    ratio = passage.cpu_per_answer / echo.cpu_per_answer
    said = sum(len(x.said) for x in passage.learners)
    troubles = len(passage.problems) + len(echo.problems)
    return [
        Row("CPU per answer ÷ echo chat's", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5),
        Row("answer on screen, p95", f"{passage.wait(0.95):.0f} ms", "≤ 100 ms", passage.wait(0.95) <= 100),
        Row(
            "memory per learner", f"{passage.memory_per_learner:.2f} MB", "≤ 0.3 MB", passage.memory_per_learner <= 0.3
        ),
        Row("errors", str(troubles), "0", troubles == 0),
        Row("answers lost after kill -9", f"{said - in_database} of {said}", "0", 0 < said == in_database),
        Row("start of server → first question", f"{first:.1f} s", "≤ 5 s", first <= 5),
    ]


def show(rows: list[Row], echo: Outcome, passage: Outcome) -> None:
    """Print the table, and beside it what it is made of."""
    for row in rows:
        print(f"{'ok  ' if row.met else 'MISS'}  {row.what:34}{row.came_out:>12}   goal {row.goal}")
    for name, x in (("Passage", passage), ("echo chat", echo)):
        waits = " / ".join(f"{x.wait(share):.0f}" for share in (0.5, 0.95, 0.99))
        print(f"      {name:10} {x.cpu_per_answer:5.2f} ms CPU an answer, p50/p95/p99 {waits} ms")
    print(f"      load average of the last minute: {os.getloadavg()[0]:.1f}")
    for problem in sorted({*passage.problems, *echo.problems})[:10]:
        print(f"      {problem}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
