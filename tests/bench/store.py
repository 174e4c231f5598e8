"""What an answer costs to remember: `python -m tests.bench.store`, on SQLite and on PostgreSQL.

Each answer through `actions.say` beside the floor, taken in turns with it: one bare INSERT and COMMIT by the same
driver with the same settings. Then many writers at once: threads, and two processes. Wall-clock times of a busy
machine say little: compare the tenth percentile, and the CPU time of this process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, quantiles
from typing import NamedTuple

from tests import postgres
from tutor import actions, dialogue
from tutor.actions import House, Scene
from tutor.model import Lesson, Turn
from tutor.store import open_store
from tutor.store.codec import decode, encode

TALKS = Path(__file__).resolve().parents[1] / "talks"
BANK = "lighthouse"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWERS = ("1847", "Brinck", "hint", "granite", "wood", "18 miles", "who built it?", "show me", "next", "Ada Brink")
THREADS = 8


class Took(NamedTuple):
    """What one call took: milliseconds on the clock, and of this thread's CPU time."""

    clock: float
    cpu: float


def main() -> None:
    """Measure both databases and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", type=int, default=1000, help="answers to measure (default 1000)")
    count = parser.parse_args().answers
    for url in _databases():
        _measure(url, count)


def _databases() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # a real disk: /tmp may be memory
        yield f"sqlite:///{folder}/bench.db"
    programs = postgres.programs()
    if programs is None:
        print("\nno PostgreSQL on this machine")
        return
    server = postgres.Server(programs)
    try:
        yield server.new_schema()
    finally:
        server.remove()


def _measure(url: str, count: int) -> None:
    house = House(open_store(url), TALKS)
    print(f"\n{house.store.engine.dialect.name:50} {'p10':>7} {'p50':>7} {'p95':>7} {'max':>7} {'CPU':>7}  ms")
    _solo(house, count)
    house.store.close()
    for processes in (1, 2):
        _crowds(url, processes, count)


def _solo(house: House, count: int) -> None:
    """Answer `count` times in a row, each step of the way measured in turns with the others."""
    _sit(house, "warm", 200)
    insert, scene = _bare_insert(house), None
    codec, floor, rules, whole = (list[Took]() for _ in range(4))
    for number in range(count):
        scene, said = _open(house, "solo", scene, number), ANSWERS[number % len(ANSWERS)]
        floor.append(_took(insert))
        codec.append(_took(lambda s=scene: _there_and_back(s.lesson, s.turns[-1])))
        rules.append(_took(lambda s=scene, t=said: dialogue.step(s.lesson, t, s.bank)))
        whole.append(_took(lambda s=scene, t=said, n=number: _say(house, "solo", s, t, n)))
        scene = actions.resume(house, "solo", scene.lesson.id)
    _show("floor: one bare INSERT and COMMIT", floor)
    _show("JSON of a lesson and a turn, there and back", codec)
    _show("the rules alone (dialogue.step)", rules)
    _show("actions.say, whole", whole)
    rest = [Took(w.clock - r.clock, w.cpu - r.cpu) for w, r in zip(whole, rules, strict=True)]
    _show("say without the rules", rest)
    print(f"  say without the rules is {_cut(rest)[1] / _cut(floor)[1]:.1f} x the floor (p10)")


def _there_and_back(lesson: Lesson, turn: Turn) -> None:
    decode(Lesson, encode(lesson))
    decode(Turn, encode(turn))


def _bare_insert(house: House) -> Callable[[], None]:
    """Return the floor: what the driver itself takes to keep one row of a turn's size."""
    connection = house.store.engine.raw_connection().dbapi_connection
    assert connection is not None
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE floor (lesson TEXT, turn INTEGER, data TEXT, PRIMARY KEY (lesson, turn))")
    sqlite = house.store.engine.dialect.name == "sqlite"
    begin, marks = ("BEGIN IMMEDIATE", "?, ?, ?") if sqlite else ("BEGIN", "%s, %s, %s")
    numbers = iter(range(10**9))

    def once() -> None:
        cursor.execute(begin)
        cursor.execute(f"INSERT INTO floor VALUES ({marks})", ("a" * 32, next(numbers), "x" * 600))
        cursor.execute("COMMIT")

    return once


def _took(work: Callable[[], object]) -> Took:
    clock, cpu = time.perf_counter(), time.thread_time()
    work()
    return Took((time.perf_counter() - clock) * 1000, (time.thread_time() - cpu) * 1000)


def _open(house: House, learner: str, scene: Scene | None, number: int) -> Scene:
    """Return the lesson at hand, or a new one when it is finished."""
    if scene and scene.lesson.phase != "done":
        return scene
    return actions.start(house, learner, BANK, "learn", NOW, 1, f"{learner}-{number}")


def _say(house: House, learner: str, scene: Scene, said: str, number: int) -> Scene:
    now = NOW + timedelta(seconds=number)
    return actions.say(house, learner, scene.lesson.id, scene.lesson.turn, said, now)


def _sit(house: House, learner: str, count: int) -> list[Took]:
    """Answer `count` times, as fast as it goes."""
    scene, took = None, []
    for number in range(count):
        scene = _open(house, learner, scene, number)
        took.append(_took(lambda s=scene, n=number: _say(house, learner, s, ANSWERS[n % len(ANSWERS)], n)))
        scene = actions.resume(house, learner, scene.lesson.id)
    return took


def _crowds(url: str, processes: int, count: int) -> None:
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.starmap(_crowd, [(url, f"warm {n}", THREADS) for n in range(processes)])
        began = time.perf_counter()
        crowds = pool.starmap(_crowd, [(url, f"process {n}", count) for n in range(processes)])
        seconds = time.perf_counter() - began
    took = [one for crowd in crowds for one in crowd]
    _show(f"{processes} x {THREADS} writers at once, {len(took) / seconds:.0f} answers a second", took)


def _crowd(url: str, name: str, count: int) -> list[Took]:
    """Have `THREADS` learners answer at once, in this process."""
    house, took = House(open_store(url), TALKS), list[Took]()
    sit = lambda n: took.extend(_sit(house, f"{name}-{n}", count // THREADS))  # noqa: E731
    threads = [threading.Thread(target=sit, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.store.close()
    return took


def _cut(took: list[Took]) -> list[float]:
    """Return the percentiles of the clock: [0] the 5th, [1] the 10th … [18] the 95th."""
    return quantiles((one.clock for one in took), n=20)


def _show(what: str, took: list[Took]) -> None:
    cut, cpu = _cut(took), fmean(one.cpu for one in took)
    longest = max(one.clock for one in took)
    print(f"  {what:48} {cut[1]:7.2f} {cut[9]:7.2f} {cut[18]:7.2f} {longest:7.1f} {cpu:7.2f}", flush=True)


if __name__ == "__main__":
    main()
