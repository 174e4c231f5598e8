"""Before the tables change there is a copy; a change that fails, or is killed half way, changes nothing."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.learning import NOON, begin, everything, talk
from tutor.actions import House
from tutor.keeping import examined, restore
from tutor.store import StoreUnavailable, engine, migrations, open_store
from tutor.store.migrations import STEPS, Step
from tutor.store.precaution import rows_copied

BECOMES = len(STEPS) + 1
GOOD = Step("a colour for every learner", ("ALTER TABLE learners ADD COLUMN colour TEXT",))
HALF = Step("half of one", ("CREATE TABLE half (a TEXT)", "CREATE NONSENSE"))


def use(monkeypatch: pytest.MonkeyPatch, *more: Step) -> None:
    monkeypatch.setattr(engine, "migrate", lambda c, copied: migrations.migrate(c, copied, (*STEPS, *more)))


def lived_in(url: str, questions: Path) -> dict[str, Any]:
    """Answer in a lesson, and return all that the database then holds."""
    house = House(open_store(url), questions)
    talk(house, begin(house), ["1847", "hint"])
    found = everything(house)
    house.store.close()
    return found


def held(url: str, questions: Path) -> dict[str, Any]:
    house = House(open_store(url), questions)
    try:
        return everything(house)
    finally:
        house.store.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/passage.db"


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "before" in path.name)


# --- SQLite ----------------------------------------------------------------------------------------


def test_a_change_that_fails_half_way_leaves_the_file_as_it_was_and_names_its_copy(
    url: str, tmp_path: Path, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lived_in(url, questions)
    with monkeypatch.context() as broken:
        use(broken, GOOD, HALF)
        for _ in range(2):  # whoever starts it again and again fills no disk
            with pytest.raises(StoreUnavailable, match=rf"as it was, and a copy .* passage\.before-{BECOMES + 1}"):
                open_store(url)
    assert copies(tmp_path) == [f"passage.before-{BECOMES + 1}.db"]
    assert held(url, questions) == before
    (tmp_path / f"passage.before-{BECOMES + 1}.db").replace(tmp_path / "passage.db")
    for left in ("passage.db-wal", "passage.db-shm"):
        (tmp_path / left).unlink(missing_ok=True)
    assert held(url, questions) == before


def test_the_last_copies_are_kept_and_nothing_else_is_deleted(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(url).close()
    for name in ("passage.before-9x.db", "other.before-1.db", "passage.before-1.zip"):
        (tmp_path / name).write_text("a person's")
    more = [Step(f"step {n}", (f"CREATE TABLE t{n} (a TEXT)",)) for n in range(5)]
    for n in range(5):
        use(monkeypatch, *more[: n + 1])
        open_store(url).close()
    numbers = range(len(STEPS) + 3, len(STEPS) + 6)
    assert copies(tmp_path) == sorted(
        ["passage.before-9x.db", "other.before-1.db", "passage.before-1.zip"]
        + [f"passage.before-{n}.db" for n in numbers]
    )
    for n in numbers:
        with sqlite3.connect(tmp_path / f"passage.before-{n}.db") as kept:
            assert kept.execute("SELECT MAX(number) FROM schema_steps").fetchone() == (n - 1,)


def test_without_room_for_a_copy_nothing_is_changed(
    url: str, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lived_in(url, questions)
    (tmp_path / f"passage.before-{BECOMES}.db").mkdir()
    (tmp_path / f"passage.before-{BECOMES}.db" / "x").touch()
    with monkeypatch.context() as changed:
        use(changed, GOOD)
        with pytest.raises(StoreUnavailable, match="cannot be written first"):
            open_store(url)
    assert held(url, questions) == before


@pytest.mark.parametrize("moment", ["while it is copied", "before a step", "in a step", "before the commit"])
def test_killed_in_the_middle_of_a_change_the_next_start_goes_on_as_if_nothing_had_been(
    moment: str, url: str, questions: Path, tmp_path: Path
) -> None:
    before = lived_in(url, questions)
    process = multiprocessing.get_context("fork").Process(target=open_and_die, args=(url, moment))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert held(url, questions) == before
    with pytest.MonkeyPatch.context() as changed:
        use(changed, GOOD)
        open_store(url).close()
    assert copies(tmp_path) == [f"passage.before-{BECOMES}.db"]
    with sqlite3.connect(tmp_path / "passage.db") as now, sqlite3.connect(tmp_path / copies(tmp_path)[0]) as kept:
        assert [row[1] for row in now.execute("PRAGMA table_info(learners)")] == ["id", "since", "colour"]
        assert [row[1] for row in kept.execute("PRAGMA table_info(learners)")] == ["id", "since"]
        assert now.execute("SELECT COUNT(*) FROM turns").fetchone() == (len(before["turns"]),)


def open_and_die(url: str, moment: str) -> None:
    """Change the tables, and be killed at this moment."""
    monkeypatch = pytest.MonkeyPatch()
    use(monkeypatch, GOOD)
    apply = migrations._apply

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def apply_and_die(*given: Any) -> None:
        apply(*given)
        die()

    if moment == "while it is copied":
        monkeypatch.setattr(Path, "replace", die)
    elif moment == "before a step":
        monkeypatch.setattr(migrations, "_apply", die)
    elif moment == "in a step":
        monkeypatch.setattr(migrations, "_apply", apply_and_die)
    else:
        monkeypatch.setattr("sqlalchemy.engine.base.Connection._commit_impl", die)
    open_store(url)


# --- PostgreSQL ------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_postgresql_database_is_written_into_the_folder_of_backups_as_it_was(
    postgres_server: postgres.Server, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_url = postgres_server.new_schema()
    before = lived_in(server_url, questions)
    with monkeypatch.context() as changed:
        use(changed, GOOD, HALF)
        with pytest.raises(StoreUnavailable, match=rf"passage\.before-{BECOMES + 1}\.zip"):
            open_store(server_url, tmp_path / "backups")
    assert held(server_url, questions) == before
    kept = tmp_path / "backups" / f"passage.before-{BECOMES + 1}.zip"
    back = House(open_store(f"sqlite:///{tmp_path}/back.db"), questions)
    with examined(kept) as good:
        restore(back, good, tmp_path / "before.zip", NOON)
    assert {name: len(rows) for name, rows in everything(back).items()} == {n: len(r) for n, r in before.items()}
    back.store.close()


@pytest.mark.database
def test_without_a_folder_the_log_says_whose_the_copy_is(
    postgres_server: postgres.Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server_url = postgres_server.new_schema()
    open_store(server_url).close()
    use(monkeypatch, GOOD)
    with caplog.at_level(logging.WARNING, "tutor"):
        open_store(server_url).close()
    assert "nothing was copied, for TUTOR_BACKUPS names no folder" in caplog.text


def test_a_backup_that_cannot_be_written_stops_the_change(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with (
        pytest.raises(StoreUnavailable, match="cannot be written first"),
        rows_copied(lambda _: None, tmp_path / "file" / "x", 1, 2),
    ):
        raise AssertionError("the tables were changed")
