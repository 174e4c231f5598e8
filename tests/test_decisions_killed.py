"""kill -9 at every step of a decision, and at any moment: no decision without its edit, nor the other way round."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.deciding import ACCEPT, EVE, LATER, ODD, accept, bank_file, class_of, everything, verdicts
from tests.learning import rows
from tutor.actions import House
from tutor.bank import saving
from tutor.bank.cases import cases_path
from tutor.deciding import acting
from tutor.deciding.acting import decide, history, recover, undo
from tutor.store import Store, open_store
from tutor.ui import house as doors

FORK = multiprocessing.get_context("fork")


def in_another_process(work: Callable[[House], object], url: str, questions: Path) -> Any:
    """Start `work` on a house of its own in a process that can be killed."""

    def run() -> None:
        work(House(open_store(url), questions))

    process = FORK.Process(target=run, daemon=True)
    process.start()
    return process


def killed_at(step: int) -> Callable[[str], None]:
    """Return what kills this process when it is called for the `step`-th time."""
    calls = iter(range(1, step))

    def count(_: str) -> None:
        if next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def counted(work: Callable[[House], object], step: int) -> Callable[[House], object]:
    """Return `work`, killed before or after the step-th thing it writes: to the database, or to a file."""

    def run(house: House) -> None:
        tick = killed_at(step)
        for owner, name in ((Store, "write"), (saving, "_swap"), (Path, "unlink")):
            setattr(owner, name, _ticking(getattr(owner, name), tick))
        work(house)

    return run


def _ticking(wrapped: Callable[..., Any], tick: Callable[[str], None]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        tick("before")
        result = wrapped(*args, **kwargs)
        tick("after")
        return result

    return run


def check_all_or_nothing(house: House) -> bool:
    """Check that file, case, results and record agree, and return whether the decision stands."""
    recover(house, LATER)
    assert rows(house, "decisions WHERE state IN ('begun', 'undoing')") == []
    made = any(record.state == "made" for record in history(house, EVE, "lighthouse", LATER))
    assert (ODD in bank_file(house).read_text("utf-8")) == made
    assert cases_path(bank_file(house)).exists() == made
    assert (verdicts(house)["bob", 2] == "correct") == made
    assert rows(house, "appeals", "state") == [("accepted" if made else "open",)]
    assert all(path.suffix in (".md", ".yaml", ".jsonl") for path in house.questions.iterdir())
    return made


@pytest.fixture
def waiting(house: House, database_url: str) -> tuple[House, str, dict[str, Any]]:
    """A class that waits for a decision, the address of its database, and how everything was before."""
    class_of(house)
    return house, database_url, everything(house)


def test_a_decision_killed_at_any_of_its_steps_is_made_or_is_not(waiting: tuple[House, str, dict[str, Any]]) -> None:
    house, url, before = waiting
    found = []
    for step in range(1, 100):
        child = in_another_process(counted(accept, step), url, house.questions)
        child.join()
        found.append(check_all_or_nothing(house))
        if found[-1]:
            [decision] = [r for r in history(house, EVE, "lighthouse", LATER) if r.state == "made"]
            undo(house, EVE, decision.id, LATER)
        assert everything(house) == before
        if child.exitcode == 0:
            break
    assert child.exitcode == 0
    assert {False, True} == set(found)
    assert len(found) > 8  # so many steps were cut short


def test_an_undo_killed_at_any_of_its_steps_is_made_or_is_not(waiting: tuple[House, str, dict[str, Any]]) -> None:
    house, url, before = waiting
    found = []
    for step in range(1, 100):
        decision = accept(house)
        child = in_another_process(
            counted(lambda h, d=decision: undo(h, EVE, d, LATER), step), url, house.questions
        )  # fmt: skip
        child.join()
        found.append(check_all_or_nothing(house))
        if found[-1]:
            undo(house, EVE, decision, LATER)
        assert everything(house) == before
        if child.exitcode == 0:
            break
    assert child.exitcode == 0
    assert {False, True} == set(found)
    assert len(found) > 8


def _for_ever(house: House) -> None:
    while True:
        done = decide(house, EVE, "lighthouse", ACCEPT, LATER)
        undo(house, EVE, done.record.id, LATER)


def test_two_teachers_deciding_for_ever_killed_at_any_moment_leave_all_or_nothing(
    waiting: tuple[House, str, dict[str, Any]],
) -> None:
    house, url, before = waiting
    dice = random.Random(7)
    for _ in range(6):
        children = [in_another_process(_for_ever, url, house.questions) for _ in range(2)]
        time.sleep(0.3 + dice.random())
        for child in children:
            os.kill(child.pid, signal.SIGKILL)
            child.join()
        if check_all_or_nothing(house):
            made = [record for record in history(house, EVE, "lighthouse", LATER) if record.state == "made"]
            for record in sorted(made, key=lambda record: record.edit != "none"):  # said again: goes first
                undo(house, EVE, record.id, LATER)
        assert everything(house) == before


def test_a_fact_edited_by_hand_after_a_crash_is_told_from_the_edit(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_of(house)
    monkeypatch.setattr(acting, "put_case", _crash)
    with pytest.raises(KeyboardInterrupt):
        accept(house)
    monkeypatch.undo()
    path = bank_file(house)
    path.write_text(path.read_text("utf-8").replace("    kind: person\n", "    kind: person  # she\n"), "utf-8")
    assert check_all_or_nothing(house)
    assert "    kind: person  # she\n" in path.read_text("utf-8")


def test_a_decision_whose_edit_was_taken_out_by_hand_after_a_crash_is_withdrawn(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_of(house)
    monkeypatch.setattr(acting, "put_case", _crash)
    with pytest.raises(KeyboardInterrupt):
        accept(house)
    monkeypatch.undo()
    path = bank_file(house)
    path.write_text(path.read_text("utf-8").replace(f"    accept: [{ODD}]\n", "    why: New.\n"), "utf-8")
    assert not check_all_or_nothing(house)
    assert history(house, EVE, "lighthouse", LATER) == ()


def _crash(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_doors_open_with_nothing_left_half_done(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class_of(house)
    monkeypatch.setattr(acting, "put_case", _crash)
    with pytest.raises(KeyboardInterrupt):
        accept(house)
    monkeypatch.undo()
    monkeypatch.setattr(doors, "house", lambda: house)
    doors.warm_up()
    assert rows(house, "decisions", "state") == [("made",)]
