"""The database itself: opening, migrating, refusing; what happens when it is locked, full, gone or restarted."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import IntegrityError

from tests import postgres
from tutor.store import Store, StoreNewer, StoreUnavailable, engine, migrations, open_store
from tutor.store.migrations import STEPS, Step

MORE = (*STEPS, Step("a colour for every learner", ("ALTER TABLE learners ADD COLUMN colour TEXT",)))


def sql(store: Store, statement: str) -> list[Any]:
    return store.read(lambda c: [tuple(row) for row in c.exec_driver_sql(statement)])


def add_learner(name: str) -> Callable[[Connection], object]:
    return lambda c: c.exec_driver_sql(f"INSERT INTO learners VALUES ('{name}', '2026-01-01 00:00:00+00:00')")


def names(store: Store) -> list[str]:
    return [name for (name,) in sql(store, "SELECT id FROM learners ORDER BY id")]


# --- opening and migrating -------------------------------------------------------------------------


def test_an_empty_database_gets_every_step_and_says_so(store: Store) -> None:
    assert sql(store, "SELECT number, name FROM schema_steps ORDER BY number") == [
        (number, step.name) for number, step in enumerate(STEPS, 1)
    ]


def test_opening_again_changes_nothing(database_url: str) -> None:
    first = open_store(database_url)
    first.write(add_learner("ann"))
    first.close()
    again = open_store(database_url)
    assert names(again) == ["ann"]
    again.close()


def test_the_tables_are_those_that_the_queries_know(store: Store) -> None:
    from sqlalchemy import inspect

    from tutor.store import tables

    found = inspect(store.engine)
    for table in tables.learners.metadata.tables.values():
        assert {c["name"] for c in found.get_columns(table.name)} == set(table.columns.keys()), table.name
        assert set(found.get_pk_constraint(table.name)["constrained_columns"]) == set(table.primary_key.columns.keys())


def test_an_older_database_is_brought_up_to_date(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_store(database_url)
    old.write(add_learner("ann"))
    old.close()
    use_steps(monkeypatch, MORE)
    new = open_store(database_url)
    assert sql(new, "SELECT id, colour FROM learners") == [("ann", None)]
    new.close()


def test_a_newer_database_is_left_alone_with_a_clear_word(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        use_steps(later, MORE)
        open_store(database_url).close()
    with pytest.raises(
        StoreNewer, match=rf"newer Passage \(its version {len(MORE)}, this program knows {len(STEPS)}\)"
    ):
        open_store(database_url)


def test_a_step_that_fails_leaves_everything_as_it_was(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_store(database_url)
    old.write(add_learner("ann"))
    with monkeypatch.context() as broken:
        use_steps(broken, (*MORE, Step("nonsense", ("CREATE TABLE half (a TEXT)", "CREATE NONSENSE"))))
        with pytest.raises(StoreUnavailable):
            open_store(database_url)
    assert names(old) == ["ann"]
    assert sql(old, "SELECT MAX(number) FROM schema_steps") == [(len(STEPS),)]
    with pytest.raises(StoreUnavailable):
        sql(old, "SELECT * FROM half")
    old.close()
    open_store(database_url).close()


def test_ten_processes_that_start_at_once_make_the_tables_once(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(4) as pool:
        assert pool.map(steps_after_opening, [database_url] * 10) == [len(STEPS)] * 10


def steps_after_opening(url: str) -> int:
    opened = open_store(url)
    found: int = sql(opened, "SELECT COUNT(*) FROM schema_steps")[0][0]
    opened.close()
    return found


def use_steps(monkeypatch: pytest.MonkeyPatch, steps: tuple[Step, ...]) -> None:
    monkeypatch.setattr(engine, "migrate", lambda c, copied: migrations.migrate(c, copied, steps))


def test_an_older_sqlite_file_is_copied_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "passage.db"
    old = open_store(f"sqlite:///{file}")
    old.write(add_learner("ann"))
    use_steps(monkeypatch, MORE)
    open_store(f"sqlite:///{file}").close()
    with sqlite3.connect(tmp_path / f"passage.before-{len(MORE)}.db") as kept:  # `old` is open: its last write is there
        assert kept.execute("SELECT MAX(number) FROM schema_steps").fetchone() == (len(STEPS),)
        assert kept.execute("SELECT id FROM learners").fetchall() == [("ann",)]
    old.close()


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["", "passage.db", "sqlite://", "sqlite:///:memory:", "mysql://root@host/x", "postgresql://h:port/x", "://"]
)
def test_an_address_of_no_database_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"sqlite:///path/to/file\.db or postgresql://"):
        open_store(url)


@pytest.mark.database
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_goes_by_all_its_names(postgres_server: postgres.Server, scheme: str) -> None:
    url = postgres_server.new_schema().replace("postgresql", scheme)
    open_store(f" {url}\n").close()


@pytest.mark.database
def test_a_database_that_cannot_keep_every_language_is_refused(postgres_server: postgres.Server) -> None:
    url = postgres_server.new_database("ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(StoreUnavailable, match=r"LATIN1 text\. Make one with ENCODING 'UTF8'"):
        open_store(url)


def test_a_server_that_is_not_there_is_a_plain_sentence_without_the_password() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store("postgresql://passage:geheim@127.0.0.1:1/passage")
    assert str(caught.value).startswith("Passage cannot reach its database just now")
    assert "geheim" not in repr(caught.value)


@pytest.mark.parametrize("name", ["with space.db", "per%20cent.db", "what?.db", "número#1.db"])
def test_a_sqlite_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    from sqlalchemy import URL

    opened = open_store(URL.create("sqlite", database=str(tmp_path / name)).render_as_string())
    opened.write(add_learner("ann"))
    opened.close()
    assert (tmp_path / name).exists()


# --- what goes wrong -------------------------------------------------------------------------------


def test_work_that_raises_leaves_nothing_behind(store: Store) -> None:
    def half(connection: Connection) -> None:
        add_learner("ann")(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(half)
    assert names(store) == []
    store.write(add_learner("bob"))
    assert names(store) == ["bob"]


def test_a_broken_rule_of_the_tables_is_a_bug_and_not_hidden(store: Store) -> None:
    store.write(add_learner("ann"))
    with pytest.raises(IntegrityError):
        store.write(add_learner("ann"))
    assert names(store) == ["ann"]


def test_a_file_that_another_program_holds_is_a_plain_error_and_then_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    store = open_store(f"sqlite:///{tmp_path}/passage.db")
    with sqlite3.connect(tmp_path / "passage.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert names(store) == []  # reading goes on
        with pytest.raises(StoreUnavailable, match="nothing was recorded"):
            store.write(add_learner("ann"))
        other.execute("ROLLBACK")
    store.write(add_learner("bob"))
    assert names(store) == ["bob"]


@pytest.mark.database
def test_a_row_that_another_program_holds_is_a_plain_error_and_then_works_again(
    postgres_server: postgres.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    store, other = (open_store(url) for url in [postgres_server.new_schema()] * 2)
    store.write(add_learner("ann"))

    def rename(connection: Connection, name: str = "bob") -> None:
        connection.exec_driver_sql(f"UPDATE learners SET id = '{name}'")

    def rename_and_hold(connection: Connection) -> None:
        rename(connection, "cy")
        with pytest.raises(StoreUnavailable):
            store.write(rename)

    other.write(rename_and_hold)
    assert names(store) == ["cy"]
    store.write(rename)
    assert names(store) == ["bob"]
    store.close()
    other.close()


def test_a_full_disk_is_a_plain_error_and_what_was_there_stays(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/passage.db")
    store.write(add_learner("ann"))
    store.close()
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(StoreUnavailable):
        store.write(add_learner("b" * 100_000))
    assert names(store) == ["ann"]
    store.write(add_learner("cy"))
    store.close()


def test_a_file_that_may_not_be_written_is_a_plain_error(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/passage.db")
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = 1"))
    store.close()
    with pytest.raises(StoreUnavailable):
        store.write(add_learner("ann"))
    assert names(store) == []


def test_a_folder_that_cannot_be_made_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path}/data/passage.db")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    content = b"not a database " * 100
    (tmp_path / "passage.db").write_bytes(content)
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path}/passage.db")
    assert (tmp_path / "passage.db").read_bytes() == content


def test_a_file_deleted_under_a_running_server_is_noticed_and_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "passage.db"
    store = open_store(f"sqlite:///{file}")
    store.write(add_learner("ann"))
    aside = file.rename(tmp_path / "aside.db")
    with pytest.raises(StoreUnavailable):
        store.write(add_learner("bob"))
    assert not file.exists()
    aside.rename(file)
    store.write(add_learner("cy"))
    assert names(store) == ["ann", "cy"]
    store.close()


@pytest.mark.database
@pytest.mark.parametrize("how", ["stop", "crash"])
def test_a_server_that_restarts_is_a_plain_error_while_it_is_away_and_none_afterwards(
    postgres_server: postgres.Server, how: str
) -> None:
    store = open_store(postgres_server.new_schema())
    store.write(add_learner("ann"))
    getattr(postgres_server, how)()
    try:
        with pytest.raises(StoreUnavailable):
            store.write(add_learner("bob"))
        with pytest.raises(StoreUnavailable):
            names(store)
    finally:
        postgres_server.start()
    store.write(add_learner("cy"))
    assert names(store) == ["ann", "cy"]
    store.close()


@pytest.mark.database
def test_a_restart_between_two_answers_goes_unnoticed(postgres_server: postgres.Server) -> None:
    store = open_store(postgres_server.new_schema())
    held = [store.engine.connect() for _ in range(4)]  # four connections in the pool, all dead afterwards
    for connection in held:
        connection.close()
    for how in (store.write, store.read):
        postgres_server.stop()
        postgres_server.start()
        how(lambda c: c.exec_driver_sql("SELECT 1"))
    store.close()


def test_many_threads_write_at_once_and_nothing_is_lost(store: Store) -> None:
    store.write(add_learner("0"))

    def count_up() -> None:
        for _ in range(20):
            store.write(lambda c: c.exec_driver_sql("UPDATE learners SET id = CAST(CAST(id AS INTEGER) + 1 AS TEXT)"))

    threads = [threading.Thread(target=count_up) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(store) == ["240"]


def test_sqlite_waits_for_the_disk_at_every_commit_and_reads_beside_a_writer(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/passage.db")
    assert [sql(store, f"PRAGMA {p}") for p in ("synchronous", "journal_mode", "foreign_keys")] == [
        [(2,)],
        [("wal",)],
        [(1,)],
    ]
    store.close()
