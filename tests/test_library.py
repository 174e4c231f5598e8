"""The shelf: what is read when, and what is served while a file is broken."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tutor import bank as banks
from tutor import library

ARTICLE = "# The mill\n\nIn 1850 the baker Anna Grey opened a mill beside the river Alder.\n"
BANK = """title: The mill
facts:
  - id: opened
    fact: Anna Grey opened the mill in 1850.
    answer: 1850
    ask: In which year did Anna Grey open the mill?
    quote: In 1850 the baker Anna Grey opened a mill
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path / "mill.md", ARTICLE)
    save(tmp_path / "mill.yaml", BANK)
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the list of files read while the test runs."""
    seen: list[Path] = []
    real = banks.read
    monkeypatch.setattr(banks, "read", lambda path, *rest: seen.append(path) or real(path, *rest))
    return seen


_clock = [time.time() - 1_000]


def save(path: Path, text: str) -> None:
    """Write a file as if some seconds had passed since the last one was written."""
    path.write_text(text, "utf-8")
    _clock[0] += 2
    os.utime(path, (_clock[0], _clock[0]))


def mill(folder: Path) -> library.Shelved:
    shelved = library.get(folder, "mill")
    assert shelved
    return shelved


def test_a_bank_is_read_once_and_shared(folder: Path, reads: list[Path]) -> None:
    first = mill(folder)
    assert first.bank
    assert mill(folder).bank is first.bank
    assert [s.bank for s in library.shelf(folder)] == [first.bank]
    assert len(reads) == 1


def test_an_edited_bank_is_picked_up_at_once(folder: Path) -> None:
    old = mill(folder)
    save(folder / "mill.yaml", BANK.replace("title: The mill", "title: Anna's mill"))
    assert mill(folder).bank.title == "Anna's mill"
    assert old.bank.title == "The mill"


def test_an_edited_article_is_picked_up_at_once(folder: Path) -> None:
    mill(folder)
    save(folder / "mill.md", ARTICLE + "\nThe mill ground wheat, rye and oats for two towns.\n")
    assert len(mill(folder).bank.article.paragraphs) == 2


def test_the_last_good_bank_serves_while_a_newer_one_is_broken(folder: Path) -> None:
    good = mill(folder).bank
    save(folder / "mill.yaml", BANK.replace("answer: 1850", "answer: 1851"))
    broken = mill(folder)
    assert broken.stale
    assert broken.bank is good
    assert "answer-not-in-fact" in {p.rule for p in broken.problems}
    save(folder / "mill.yaml", BANK)
    assert not mill(folder).stale
    assert mill(folder).problems == ()


@pytest.mark.parametrize("end", range(0, len(BANK), 23))
def test_a_file_caught_in_the_middle_of_saving_does_no_harm(folder: Path, end: int) -> None:
    good = mill(folder).bank
    save(folder / "mill.yaml", BANK[:end])
    assert (mill(folder).bank is good) == mill(folder).stale
    assert mill(folder).bank
    save(folder / "mill.yaml", BANK)
    assert not mill(folder).stale


@pytest.mark.parametrize("gone", ["mill.yaml", "mill.md"])
def test_a_file_that_vanishes_leaves_the_last_good_bank_to_those_who_learn(folder: Path, gone: str) -> None:
    good = mill(folder).bank
    text = (folder / gone).read_text("utf-8")
    (folder / gone).unlink()
    assert mill(folder).bank is good
    assert mill(folder).stale
    save(folder / gone, text)
    assert not mill(folder).stale


def test_a_deleted_bank_is_not_offered_any_more(folder: Path) -> None:
    mill(folder)
    (folder / "mill.yaml").unlink()
    assert library.shelf(folder) == ()


def test_a_broken_bank_stands_on_the_shelf_without_harm_to_the_others(folder: Path) -> None:
    save(folder / "broken.yaml", "title: [")
    broken, good = library.shelf(folder)
    assert (broken.id, broken.bank, broken.stale) == ("broken", None, False)
    assert broken.problems
    assert good.bank


def test_a_fault_of_the_program_costs_one_bank_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(folder / "other.yaml", BANK.replace("title", "article: mill.md\ntitle"))
    real = banks.read

    def read(path: Path, *rest: Any) -> banks.Loaded:
        if path.stem == "mill":
            raise ZeroDivisionError
        return real(path, *rest)

    monkeypatch.setattr(banks, "read", read)
    faulty, other = library.shelf(folder)
    assert [p.rule for p in faulty.problems] == ["fault"]
    assert other.bank


def test_editors_spare_copies_and_the_schema_are_no_banks(folder: Path) -> None:
    for name in (".mill.yaml.swp", ".#mill.yaml", "mill.yaml~", "#mill.yaml#", "bank.schema.json", "notes.yml"):
        (folder / name).write_text(BANK)
    assert [s.id for s in library.shelf(folder)] == ["mill"]


@pytest.mark.parametrize("name", ["", ".", "..", "../mill", "sub/mill", "a\0b", "nothing", ".mill", "x" * 5_000])
def test_no_other_name_gives_a_bank(folder: Path, name: str) -> None:
    assert library.get(folder, name) is None


def test_no_folder_is_an_empty_shelf(tmp_path: Path) -> None:
    assert library.shelf(tmp_path / "nowhere") == ()


def test_two_changes_in_the_same_instant_are_both_seen(folder: Path) -> None:
    path = folder / "mill.yaml"
    for title in ("One mill", "Two mill", "Six mill"):
        path.write_text(BANK.replace("The mill", title, 1), "utf-8")
        assert mill(folder).bank.title == title


def test_a_clock_that_runs_ahead_does_not_mean_reading_for_ever(folder: Path, reads: list[Path]) -> None:
    ahead = time.time() + 3_600
    os.utime(folder / "mill.yaml", (ahead, ahead))
    mill(folder)
    mill(folder)
    assert len(reads) == 1


def test_a_thread_that_reads_keeps_nobody_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = mill(folder)
    real, reading, go_on = banks.read, threading.Event(), threading.Event()

    def slowly(path: Path, *rest: Any) -> banks.Loaded:
        reading.set()
        assert go_on.wait(10)
        return real(path, *rest)

    monkeypatch.setattr(banks, "read", slowly)
    save(folder / "mill.yaml", BANK.replace("The mill", "A mill", 1))
    reader = threading.Thread(target=mill, args=(folder,))
    reader.start()
    assert reading.wait(10)
    assert mill(folder) is good
    go_on.set()
    reader.join(10)
    assert mill(folder).bank.title == "A mill"


def test_many_threads_see_one_bank(folder: Path, reads: list[Path]) -> None:
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(mill(folder).bank)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(set(map(id, seen))) == 1
    assert len(reads) == 1


def test_threads_reading_while_a_file_is_saved_over_and_over_never_see_half_a_bank(folder: Path) -> None:
    mill(folder)
    over = threading.Event()
    seen: list[library.Shelved] = []

    def learn() -> None:
        while not over.is_set():
            seen.append(mill(folder))

    learners = [threading.Thread(target=learn) for _ in range(3)]
    for learner in learners:
        learner.start()
    for n in range(30):
        (folder / "mill.yaml").write_text(BANK.replace("The mill", f"Mill {n}", 1)[: None if n % 2 else 60], "utf-8")
        time.sleep(0.005)
    save(folder / "mill.yaml", BANK)
    over.set()
    for learner in learners:
        learner.join(10)
    assert all(s.bank and len(s.bank.facts) == 1 for s in seen)
    assert not mill(folder).stale


def test_asking_again_costs_less_than_a_tenth_of_a_millisecond(folder: Path) -> None:
    mill(folder)
    assert best(lambda: library.get(folder, "mill")) < 0.000_1


def best(work: Callable[[], object], times: int = 200) -> float:
    """Return the seconds of the quickest of many calls: what else runs on the machine is no part of it."""
    return min(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_who_must_see_the_newest_waits_for_whoever_is_reading_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mill(folder)
    save(folder / "mill.yaml", BANK.replace("The mill", "The new mill", 1))
    reading, real = threading.Event(), banks.read

    def slow(path: Path, *rest: Any) -> banks.Loaded:
        reading.set()
        time.sleep(0.2)
        return real(path, *rest)

    monkeypatch.setattr(banks, "read", slow)
    reader = threading.Thread(target=mill, args=(folder,))
    reader.start()
    assert reading.wait(5)
    assert mill(folder).bank.title == "The mill"  # the bank at hand
    assert library.fresh(folder, "mill").bank.title == "The new mill"
    reader.join()


def test_the_newest_of_a_bank_that_nobody_has_read_is_read(folder: Path) -> None:
    assert library.fresh(folder, "mill").bank.title == "The mill"
    assert library.fresh(folder, "nowhere") is None
