"""How long `check` takes, against PyYAML's bare C-loader compose of the same file: python tests/bench/checking.py

A bank is generated with an article that grows with it. The grader's own calls are counted apart: they are what the
checks are for. Goals: all the rest in at most 3 × compose, and ten times the facts in at most 12 × the time.
"""

from __future__ import annotations

import contextlib
import gc
import io
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tutor import __main__ as main  # noqa: E402 - the house is found by its path, installed or not
from tutor.checks import view  # noqa: E402

P = ParamSpec("P")
T = TypeVar("T")
SIZES = (1_000, 10_000)
ROUNDS = 3
TIMES_COMPOSE, TIMES_TEN = 3, 12
_HEADS = "mill bridge school tower harbour market chapel library station theatre".split()
_HANDS = "weavers fishers printers bakers masons sailors farmers teachers smiths painters".split()


def write(folder: Path, facts: int) -> Path:
    """Write a bank of so many facts, and its article: a paragraph for every five."""
    told = [_told(n) for n in range(facts)]
    paragraphs = (" ".join(told[n : n + 5]) for n in range(0, facts, 5))
    (folder / "towns.md").write_text("# Towns\n\n" + "\n\n".join(paragraphs), "utf-8")
    path = folder / "towns.yaml"
    path.write_text("title: Towns\nfacts:\n" + "".join(_entry(n) for n in range(facts)), "utf-8")
    return path


def _town(n: int) -> str:
    """Return a name of letters only, a different one for each number."""
    syllables = ("ba", "do", "ke", "li", "mu", "na", "po", "ra", "se", "tu")
    return "".join(syllables[int(digit)] for digit in f"{n:05}").capitalize()


def _year(n: int) -> int:
    return 1200 + n % 800


def _told(n: int) -> str:
    return f"In {_year(n)} the {_HANDS[n % 10]} of {_town(n)} opened their {_HEADS[n // 10 % 10]} beside the river."


def _entry(n: int) -> str:
    year, town, head, hands = _year(n), _town(n), _HEADS[n // 10 % 10], _HANDS[n % 10]
    return f"""\
  - id: {town.lower()}
    fact: The {hands} of {town} opened their {head} in {year}.
    answer: {year}
    ask: In which year did the {hands} of {town} open their {head}?
    quote: In {year} the {hands} of {town} opened their {head}
    accept: [in {year}, the year {year}]
    close:
      the {year // 100 + 1}th century: Which year of it?
    wrong: {{{year + 10}: Ten years too late., {year - 10}: , {year + 100}: A century too late.}}
    why: The river had changed its bed a few years before, and there was room for building.
"""


class Meter:
    """Adds up the time spent in the functions it has wrapped."""

    def __init__(self) -> None:
        self.spent = 0.0

    def around(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return the function with its time taken."""

        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.spent += time.process_time() - start

        return timed


@dataclass(frozen=True)
class Row:
    """CPU seconds for one bank."""

    facts: int
    size: int
    compose: float
    grader: float
    rest: float

    @property
    def line(self) -> str:
        """Return one line of the table."""
        size, times = self.size / 1e6, self.rest / self.compose
        seconds = f"{self.compose:>9.2f}  {self.grader:>9.2f}  {self.rest:>9.2f}"
        return f"{self.facts:>7,}  {size:>6.1f}  {seconds}  {times:>10.2f}"


def measure(folder: Path, facts: int) -> Row:
    """Return the best of a few rounds, garbage collected before each."""
    path = write(folder, facts)
    text = path.read_text("utf-8")
    compose = min(_seconds(lambda: yaml.compose(text, Loader=yaml.CLoader)) for _ in range(ROUNDS))
    grader, rest = min((_checked(path) for _ in range(ROUNDS)), key=sum)
    return Row(facts, len(text), compose, grader, rest)


def _checked(path: Path) -> tuple[float, float]:
    """Return the seconds of the grader and of all the rest of `python -m tutor check`, once it is loaded."""
    meter, plain = Meter(), (view.prepare, view.grade)
    view.prepare, view.grade = (meter.around(f) for f in plain)
    out, codes = io.StringIO(), list[int]()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            seconds = _seconds(lambda: codes.append(main.main(["check", str(path)])))
    finally:
        view.prepare, view.grade = plain
    if codes != [0] or not out.getvalue().endswith("facts: no errors, no warnings.\n"):
        raise SystemExit(f"the generated bank is not clean: the figures would mean nothing\n{out.getvalue()[:2000]}")
    return meter.spent, seconds - meter.spent


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def bench() -> int:
    """Print the table; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), 50)  # dictionaries are read on first use
        rows = [measure(Path(folder), facts) for facts in SIZES]
    print("  facts      MB  compose s   grader s     rest s   × compose")
    for row in rows:
        print(row.line)
    growth = (rows[-1].grader + rows[-1].rest) / (rows[0].grader + rows[0].rest)
    most = max(row.rest / row.compose for row in rows)
    print(f"the rest takes {most:.2f} × compose (goal {TIMES_COMPOSE})")
    print(f"ten times the facts take {growth:.1f} × the time (goal {TIMES_TEN})")
    return int(most > TIMES_COMPOSE or growth > TIMES_TEN)


if __name__ == "__main__":
    sys.exit(bench())
