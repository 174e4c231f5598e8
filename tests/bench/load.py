"""What an answer costs, and what a school does to the server.

    .venv/bin/python -m tests.bench.load [--learners 300] [--seconds 60] [--every 10] [--port 8700]

Learners work over the page's own protocol: each opens the page, starts the bank, and types right and wrong answers,
"hint", "show me" and "next", one line every so often from a random moment on. First a school: `--learners` of them on
a server of their own, which is then killed with kill -9; every line that was answered on screen has to be in its
database, in order. Then a third as many on Passage and, in the same seconds, on the smallest chat there is, with the
same settings: the price of an answer beside its floor, whatever else the machine is doing. Servers and learners run
on this machine and stop by themselves, in five minutes. Exits 1 when a goal is missed.
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
from collections.abc import Awaitable, Iterator
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
        here = Path(folder)
        print(
            f"{asked.learners} learners, a line each per {asked.every:g} s at random, {asked.seconds:g} s", flush=True
        )
        first = first_question(here, asked.port)
        school = lessons(here, asked.port, asked.learners, pace)
        in_database = kept(here / "lessons.db", school)
        pair = side_by_side(here, asked.port, max(1, asked.learners // 3), pace)
    rows = table(first, school, in_database, *pair)
    show(rows, school, *pair)
    return 0 if all(row.met for row in rows) else 1


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--port", type=int, default=8700, help="this one and the next are used")
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


async def start(tab: Tab) -> None:
    """Start the bank from the shelf."""
    await tab.press(START)


async def nothing(_: Tab) -> None:
    """Go straight to the keyboard: an echo needs no start."""


def lessons(folder: Path, port: int, learners: int, pace: Pace) -> Outcome:
    """Return what a school's lessons cost; the server is killed right after the last reply."""
    with serving("app.py", port, database(folder / "lessons.db"), folder / "lessons.log") as server:
        outcome = asyncio.run(hold(server, seats(server.url, learners), start, pace))
    if outcome.problems:
        print((folder / "lessons.log").read_text()[-3000:], file=sys.stderr)
    return outcome


def side_by_side(folder: Path, port: int, learners: int, pace: Pace) -> tuple[Outcome, Outcome]:
    """Return what the same lines cost Passage and a chat that only repeats them, in the same seconds."""
    with (
        serving("app.py", port, database(folder / "pair.db"), folder / "pair.log") as passage,
        serving("tests/bench/echo_app.py", port + 1, {}, folder / "echo.log") as echo,
    ):
        rooms = (
            hold(passage, seats(passage.url, learners), start, pace),
            hold(echo, seats(echo.url, learners), nothing, pace),
        )
        return asyncio.run(together(*rooms))


async def together(one: Awaitable[Outcome], other: Awaitable[Outcome]) -> tuple[Outcome, Outcome]:
    """Wait for both."""
    both = await asyncio.gather(one, other)
    return both[0], both[1]


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


def table(first: float, school: Outcome, in_database: int, passage: Outcome, echo: Outcome) -> list[Row]:
    """Return what was measured beside what was promised."""
    ratio = passage.cpu_per_answer / echo.cpu_per_answer
    said = sum(len(x.said) for x in school.learners)
    troubles = sum(len(room.problems) for room in (school, passage, echo))
    wait, memory = school.wait(0.95), school.memory_per_learner
    return [
        Row("CPU per answer ÷ echo chat's", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5),
        Row("answer on screen, p95", f"{wait:.0f} ms", "≤ 100 ms", wait <= 100),
        Row("memory per learner", f"{memory:.2f} MB", "≤ 0.3 MB", memory <= 0.3),
        Row("errors", str(troubles), "0", troubles == 0),
        Row("answers lost after kill -9", f"{said - in_database} of {said}", "0", 0 < said == in_database),
        Row("start of server → first question", f"{first:.1f} s", "≤ 5 s", first <= 5),
    ]


def show(rows: list[Row], school: Outcome, passage: Outcome, echo: Outcome) -> None:
    """Print the table, and beside it what it is made of."""
    for row in rows:
        print(f"{'ok  ' if row.met else 'MISS'}  {row.what:34}{row.came_out:>12}   goal {row.goal}")
    for name, x in (("school", school), ("Passage, a third", passage), ("echo, a third", echo)):
        waits = " / ".join(f"{x.wait(share):.0f}" for share in (0.5, 0.95, 0.99))
        print(f"      {name:17} {x.cpu_per_answer:5.2f} ms CPU an answer, p50/p95/p99 {waits} ms")
    print(f"      load average of the last minute: {os.getloadavg()[0]:.1f}")
    for problem in sorted({p for room in (school, passage, echo) for p in room.problems})[:10]:
        print(f"      {problem}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
