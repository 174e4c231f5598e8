"""Nothing that was acknowledged is lost, and nothing is written twice: races, kill -9, a database that goes away."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest

from tests import postgres
from tests.learning import NOON, begin, check_whole, everything, rows, talk
from tutor import actions, dialogue
from tutor.actions import House
from tutor.store import StoreUnavailable, engine, open_store, records

ROOT = Path(__file__).resolve().parents[1]
TURNS = 25


# --- races -----------------------------------------------------------------------------------------


def racer(house: House, name: str, learner: str = "ann") -> list[str]:
    """Play turns 1 to TURNS as fast as it goes, each whether or not another was faster; return what was said."""
    return [
        actions.say(house, learner, "l1", turn, f"hint {name}", NOON, last=1).turns[-1].said for turn in range(1, TURNS)
    ]


def raced(url: str, questions: str, name: str) -> None:
    house = House(open_store(url), Path(questions))
    racer(house, name)
    house.store.close()


def test_threads_that_race_for_every_turn_see_one_winner_each(house: House) -> None:
    begin(house)
    said: list[list[str]] = []
    threads = [threading.Thread(target=lambda n=n: said.append(racer(house, f"{n}"))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 4
    assert check_whole(house, "ann").lesson.turn == TURNS


def test_two_processes_that_race_for_every_turn_see_one_winner_each(house: House, database_url: str) -> None:
    begin(house)
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(2) as pool:
        pool.starmap(raced, [(database_url, str(house.questions), name) for name in ("left", "right")])
    assert check_whole(house, "ann").lesson.turn == TURNS


def test_the_slower_of_two_gets_what_the_faster_recorded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin(house)
    step, raced = dialogue.step, []

    def slow(*given):  # type: ignore[no-untyped-def]
        if not raced:
            raced.append(True)
            raced.append(talk(house, scene, ["1847"]))
        return step(*given)

    monkeypatch.setattr(dialogue, "step", slow)
    slower = actions.say(house, "ann", "l1", 1, "1902", NOON)
    assert slower == raced[1]
    assert rows(house, "attempts", "given") == [("1847",)]


def test_two_lessons_that_settle_the_same_fact_at_once_both_count(house: House) -> None:
    scenes = [begin(house, lesson) for lesson in ("l1", "l2", "l3", "l4")]
    threads = [threading.Thread(target=talk, args=(house, scene, ["1847"])) for scene in scenes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(house, "reviews", "COUNT(*)") == [(4,)]
    (card,) = house.store.read(lambda c: records.met(c, "ann"))
    known = None
    for _ in range(4):
        known, due = records.schedule.review(known, "first", NOON)
    assert (card.card, card.due) == (known, due)


# --- kill -9 ---------------------------------------------------------------------------------------


def test_kill_nine_loses_no_acknowledged_answer_and_the_lessons_go_on(house: House, database_url: str) -> None:
    acknowledged: dict[str, dict[int, str]] = defaultdict(dict)
    for seconds in (0.5, 0.8, 0.3):
        for line in killed_after(seconds, database_url, house.questions):
            lesson, turn, said = line.split(" ", 2)
            acknowledged[lesson][int(turn)] = said
    assert sum(map(len, acknowledged.values())) > 20
    for lesson, answers in acknowledged.items():
        scene = check_whole(house, lesson, lesson)
        assert answers.items() <= {turn.number: turn.said for turn in scene.turns}.items()
        assert talk(house, scene, ["hint"], lesson).lesson.turn == scene.lesson.turn + 1


def killed_after(seconds: float, url: str, questions: Path) -> list[str]:
    """Let a process answer in three lessons for so long, kill it in the middle, and return what it had acknowledged."""
    command = [sys.executable, "-m", "tests.sitting", url, str(questions), "l1", "l2", "l3"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        lines = [first, *process.stdout]
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


# --- a database that goes away ---------------------------------------------------------------------


def test_an_answer_that_fails_half_way_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin(house)
    before = everything(house)

    def torn(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as failing:
        failing.setattr(records, "_review", torn)  # the last thing written
        with pytest.raises(StoreUnavailable, match="nothing was recorded"):
            talk(house, scene, ["1847"])
    assert everything(house) == before
    assert talk(house, scene, ["1847"]).lesson.turn == 2


@pytest.mark.database
@pytest.mark.parametrize("how", ["stop", "crash"])
def test_postgresql_restarts_in_mid_lesson_and_the_same_answer_is_taken_afterwards(
    postgres_server: postgres.Server, questions: Path, how: str
) -> None:
    house = House(open_store(postgres_server.new_schema()), questions)
    scene = talk(house, begin(house), ["1847"])
    getattr(postgres_server, how)()
    try:
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match="Try again in a moment"):
                talk(house, scene, ["Ada Brink"])
    finally:
        postgres_server.start()
    scene = talk(house, scene, ["Ada Brink"])
    assert [t.said for t in scene.turns] == ["", "1847", "Ada Brink"]
    house.store.close()


@pytest.mark.database
def test_an_answer_whose_commit_was_cut_off_is_taken_once(
    postgres_server: postgres.Server, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server commits, the line breaks before it can say so: the work is done again, and finds itself done."""
    house = House(open_store(postgres_server.new_schema()), questions)
    scene = begin(house)
    commit, cut = house.store.engine.dialect.do_commit, []

    def commit_and_cut(connection):  # type: ignore[no-untyped-def]
        commit(connection)
        if not cut:
            cut.append(True)
            connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(house.store.engine.dialect, "do_commit", commit_and_cut)
    scene = talk(house, scene, ["1847"])
    assert (scene.lesson.turn, rows(house, "attempts", "given")) == (2, [("1847",)])
    house.store.close()


def test_a_locked_file_is_a_plain_error_and_the_same_answer_is_taken_afterwards(
    tmp_path: Path, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    house = House(open_store(f"sqlite:///{tmp_path}/passage.db"), questions)
    scene = begin(house)
    other = sqlite3.connect(tmp_path / "passage.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        talk(house, scene, ["1847"])
    assert actions.resume(house, "ann", "l1") == scene
    other.close()
    assert talk(house, scene, ["1847"]).lesson.turn == 2
    house.store.close()


def test_when_every_connection_is_taken_it_is_a_plain_error(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin(house)
    monkeypatch.setattr(house.store.engine.pool, "_timeout", 0.05)
    taken = [house.store.engine.connect() for _ in range(16)]
    with pytest.raises(StoreUnavailable):
        talk(house, scene, ["1847"])
    for connection in taken:
        connection.close()
    assert talk(house, scene, ["1847"]).lesson.turn == 2


def test_a_file_that_has_gone_is_a_plain_error_for_every_action(tmp_path: Path, questions: Path) -> None:
    house = House(open_store(f"sqlite:///{tmp_path}/passage.db"), questions)
    scene = begin(house)
    (tmp_path / "passage.db").unlink()
    for action in (
        lambda: actions.cards(house, "ann", NOON),
        lambda: actions.resume(house, "ann", "l1"),
        lambda: talk(house, scene, ["1847"]),
        lambda: begin(house, "l2"),
        lambda: actions.appeal(house, "ann", "l1", 1, NOON),
    ):
        with pytest.raises(StoreUnavailable):
            action()
    house.store.close()
