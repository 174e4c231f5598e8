"""A backup holds everything of one moment, and goes into every database; a file that is none touches nothing."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import BOTH
from tests.deciding import EVE, accept, class_of
from tests.learning import NOON, begin, check_whole, talk
from tutor import actions, keeping
from tutor.__main__ import main
from tutor.actions import House
from tutor.bank import saving
from tutor.classes import attending, running
from tutor.classes.attending import Said
from tutor.keeping import Kept, NotEmpty, Restored, backup, examined, restore
from tutor.store import Store, StoreNewer, StoreUnavailable, archive, clean, copying, migrations, open_store
from tutor.store.archive import NoBackup
from tutor.store.engine import reach
from tutor.store.shape import Column, shape

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHAPE = shape(migrations.STEPS)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    return store.snapshot(lambda c: {name: list(copying.rows(c, name, columns)) for name, columns in SHAPE.items()})


def keep(house: House, path: Path) -> Kept:
    return backup(house.store, house.questions, path, NOW)


def put_back(house: House, path: Path, *, force: bool = False) -> Restored:
    with examined(path) as good:
        return restore(house, good, path.with_name("before.zip"), NOW, force=force)


def lived_in(house: House) -> House:
    """Lessons, an appeal, a decision with what it changed, and a class with an answer."""
    class_of(house)
    accept(house)
    room = running.open_class(house, EVE, "lighthouse", ("year", "stone"), "teacher", NOON, lambda n: n // 2)
    attending.join(house, "ann", room.code, "Änne 🙂", NOON, lambda n: n // 3)
    running.lead(house, EVE, room.code, attending.look(house, "ann", room.code).room.version, "start", NOON)
    attending.answer(house, "ann", room.code, Said(0, 1, "1847\n„quoted“"), NOON)
    return house


@pytest.fixture(params=BOTH)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An empty house of each kind in turn, in which a backup is put back."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/other.db" if sqlite else request.getfixturevalue("postgres_server").new_schema()
    opened = House(open_store(url), tmp_path / "other questions")
    yield opened
    opened.store.close()


@pytest.fixture
def small(tmp_path: Path, questions: Path) -> Iterator[House]:
    """A house on SQLite in which one lesson was begun."""
    opened = House(open_store(f"sqlite:///{tmp_path}/small.db"), questions)
    talk(opened, begin(opened), ["1847", "hint"])
    yield opened
    opened.store.close()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[House]:
    """An empty house on SQLite."""
    opened = House(open_store(f"sqlite:///{tmp_path}/target.db"), tmp_path / "there")
    yield opened
    opened.store.close()


# --- there and back --------------------------------------------------------------------------------


def test_everything_comes_back_in_either_database(house: House, other: House, tmp_path: Path) -> None:
    kept = keep(lived_in(house), tmp_path / "b.zip")
    done = put_back(other, tmp_path / "b.zip")
    assert everything(other.store) == everything(house.store)
    assert all(everything(house.store)[name] for name in SHAPE if name != "revisions")
    assert {p.name: p.read_bytes() for p in other.questions.iterdir()} == {
        p.name: p.read_bytes() for p in house.questions.iterdir()
    }
    assert (done.kept.rows, done.kept.files, done.copy, done.strangers) == (kept.rows, 3, None, ())
    scene = actions.resume(other, "dan", "of dan")
    assert scene is not None
    assert talk(other, scene, ["granite"], learner="dan").lesson.turn == scene.lesson.turn + 1


def test_the_same_content_is_the_same_backup_whichever_database_it_was_in(
    house: House, other: House, tmp_path: Path
) -> None:
    keep(lived_in(house), tmp_path / "b.zip")
    put_back(other, tmp_path / "b.zip")
    keep(other, tmp_path / "c.zip")
    assert manifest(tmp_path / "b.zip") == manifest(tmp_path / "c.zip")


TEXT = st.text(max_size=20).map(clean)
CELLS = {
    "text": TEXT,
    "number": st.integers(-(2**31) + 1, 2**31 - 1),
    "flag": st.booleans(),
    "moment": st.datetimes(timezones=st.just(UTC)).map(lambda t: t.isoformat(timespec="microseconds")),
}


def any_rows(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({c.name: CELLS[c.kind] for c in SHAPE[name]})
    key = tuple(c.name for c in SHAPE[name] if c.key)
    return st.lists(row, max_size=5, unique_by=lambda r: tuple(r[k] for k in key))


@QUICK
@given(learners=any_rows("learners"), classes=any_rows("classes"))
def test_whatever_was_typed_comes_back(
    small: House, other: House, tmp_path: Path, learners: list[dict[str, Any]], classes: list[dict[str, Any]]
) -> None:
    given_ = {"learners": learners, "classes": classes}

    def fill(connection: Any) -> None:
        for name in reversed(list(SHAPE)):
            connection.exec_driver_sql(f"DELETE FROM {name}")
        for name, found in given_.items():
            copying.put(connection, name, SHAPE[name], found)

    small.store.write(fill)
    (tmp_path / "b.zip").unlink(missing_ok=True)
    keep(small, tmp_path / "b.zip")
    put_back(other, tmp_path / "b.zip", force=True)
    found = everything(other.store)
    for name, rows in given_.items():
        assert sorted(found[name], key=in_order) == sorted(rows, key=in_order)


def in_order(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)


def test_only_its_owner_may_read_it_and_half_of_one_is_never_there(small: House, tmp_path: Path) -> None:
    keep(small, tmp_path / "b.zip")
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    (small.questions / "huge.md").write_bytes(b"x" * (archive.LARGEST_FILE + 1))
    with pytest.raises(NoBackup, match=r"huge\.md is larger than 50 MB"):
        keep(small, tmp_path / "c.zip")
    assert not [p for p in tmp_path.iterdir() if "c.zip" in p.name]
    with pytest.raises(NoBackup, match="cannot be written: No such file or directory"):
        keep(small, tmp_path / "nowhere" / "c.zip")


def test_hidden_files_and_what_lies_outside_the_folder_are_left_out(small: House, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (small.questions / "link.txt").symlink_to(tmp_path / "secret.txt")
    (small.questions / ".hidden").write_text("x")
    (small.questions / "more").mkdir()
    (small.questions / "more" / "ä b.md").write_text("kept")
    keep(small, tmp_path / "b.zip")
    assert set(manifest(tmp_path / "b.zip")["files"]) == {"lighthouse.md", "lighthouse.yaml", "more/ä b.md"}


# --- while people learn ----------------------------------------------------------------------------


SAID = ("1847", "Ada Brink", "marble", "granite")


def test_a_backup_under_writes_is_of_one_moment(house: House, tmp_path: Path) -> None:
    ends = threading.Event()

    def learn(name: str) -> None:
        n = 0
        while not ends.is_set():
            n += 1
            talk(house, begin(house, f"{name}-{n}", learner=f"{name}-{n}"), SAID, learner=f"{name}-{n}")

    threads = [threading.Thread(target=learn, args=(name,)) for name in ("ann", "bob", "cid")]
    for thread in threads:
        thread.start()
    paths = [tmp_path / f"{n}.zip" for n in range(4)]
    try:
        sizes = [keep(house, path).rows["turns"] for path in paths]
    finally:
        ends.set()
        for thread in threads:
            thread.join()
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0], "nobody wrote meanwhile"
    for path in paths:
        back = House(open_store(f"sqlite:///{path}.db"), house.questions)
        put_back(back, path)
        for lesson in [row["id"] for row in everything(back.store)["lessons"]][-20:]:
            check_whole(back, lesson, lesson)
        back.store.close()


def test_those_who_learn_go_on_while_a_backup_is_put_back(house: House, tmp_path: Path) -> None:
    scene = talk(house, begin(house), ["1847"])
    keep(house, tmp_path / "b.zip")
    ahead = talk(house, scene, ["Ada Brink", "granite"])
    put_back(house, tmp_path / "b.zip", force=True)
    assert actions.resume(house, "ann", "l1") == scene
    shown = actions.say(house, "ann", "l1", ahead.lesson.turn, "18 miles", NOON + timedelta(1), seen=ahead)
    assert shown == scene
    assert talk(house, scene, ["Ada Brink"]).lesson.turn == scene.lesson.turn + 1


# --- what is in the way ----------------------------------------------------------------------------


def test_what_is_there_is_replaced_only_by_force_and_kept(house: House, small: House, tmp_path: Path) -> None:
    lived_in(house)
    before, bank = everything(house.store), (house.questions / "lighthouse.yaml").read_bytes()
    (small.questions / "lighthouse.yaml").write_bytes(b"# another\n" + bank)
    (tmp_path / "s").mkdir()
    keep(House(small.store, small.questions), tmp_path / "s" / "b.zip")
    (small.questions / "lighthouse.yaml").write_bytes(bank)  # both houses have the same folder
    with pytest.raises(NotEmpty, match=r"4 learners, .*lighthouse\.yaml.*--force"):
        put_back(house, tmp_path / "s" / "b.zip")
    assert (everything(house.store), (house.questions / "lighthouse.yaml").read_bytes()) == (before, bank)
    (house.questions / "mine.md").write_text("a stranger")
    done = put_back(house, tmp_path / "s" / "b.zip", force=True)
    assert everything(house.store) == everything(small.store)
    assert (house.questions / "lighthouse.yaml").read_bytes().startswith(b"# another")
    assert (house.questions / "mine.md").read_text() == "a stranger"
    assert "mine.md" in done.strangers
    assert done.copy is not None
    put_back(house, done.copy.path, force=True)
    assert (everything(house.store), (house.questions / "lighthouse.yaml").read_bytes()) == (before, bank)


def test_a_database_that_refuses_leaves_the_files_as_they_were(
    small: House, target: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(small, tmp_path / "b.zip")
    target.questions.mkdir()
    (target.questions / "lighthouse.yaml").write_text("mine")

    def refuse(_: object) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr(target.store, "write", refuse)
    with pytest.raises(StoreUnavailable):
        put_back(target, tmp_path / "b.zip", force=True)
    assert {p.name: p.read_text() for p in target.questions.iterdir()} == {"lighthouse.yaml": "mine"}


@pytest.mark.parametrize("moment", ["between the files", "before the database"])
def test_killed_half_way_it_is_run_again(moment: str, small: House, tmp_path: Path) -> None:
    keep(small, tmp_path / "b.zip")
    url, there = f"sqlite:///{tmp_path}/target.db", tmp_path / "there"
    process = multiprocessing.get_context("fork").Process(target=restore_and_die, args=(url, there, tmp_path, moment))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    target = House(open_store(url), there)
    assert not any(everything(target.store).values())
    put_back(target, tmp_path / "b.zip", force=True)
    assert everything(target.store) == everything(small.store)
    assert sorted(p.name for p in there.iterdir()) == ["lighthouse.md", "lighthouse.yaml"]
    target.store.close()


def restore_and_die(url: str, there: Path, folder: Path, moment: str) -> None:
    target = House(open_store(url), there)
    calls = iter([None] if moment == "between the files" else [])
    monkeypatch = pytest.MonkeyPatch()

    def saved(*given_: Any) -> None:
        if next(calls, moment) == "between the files":
            os.kill(os.getpid(), signal.SIGKILL)
        saving.save(*given_)

    monkeypatch.setattr(keeping, "save", saved)
    monkeypatch.setattr(target.store, "write", lambda _: os.kill(os.getpid(), signal.SIGKILL))
    put_back(target, folder / "b.zip")


# --- older and newer -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, len(migrations.STEPS)))
def test_a_backup_of_an_older_version_is_brought_up_to_date(version: int, target: House, tmp_path: Path) -> None:
    store = engine_at(tmp_path / "old.db", version)
    store.write(lambda c: c.exec_driver_sql("INSERT INTO learners VALUES ('ann', '2026-01-01T00:00:00.000000+00:00')"))
    backup(store, tmp_path / "no questions", tmp_path / "b.zip", NOW)
    store.close()
    assert manifest(tmp_path / "b.zip")["schema"] == version
    put_back(target, tmp_path / "b.zip")
    found = everything(target.store)
    assert [r["id"] for r in found["learners"]] == ["ann"]
    assert set(found) == set(SHAPE)


def engine_at(file: Path, version: int) -> Store:
    """Return a database of an older version, as it is."""
    store = reach(f"sqlite:///{file}")
    store.write(lambda c: migrations.build(c, migrations.STEPS[:version]))
    return store


def test_a_backup_of_a_newer_program_is_refused(small: House, tmp_path: Path) -> None:
    keep(small, tmp_path / "b.zip")
    changed(tmp_path / "b.zip", lambda m: m | {"schema": len(migrations.STEPS) + 1})
    with pytest.raises(StoreNewer), examined(tmp_path / "b.zip"):
        pass
    changed(tmp_path / "b.zip", lambda m: m | {"format": 2})
    with pytest.raises(NoBackup, match="newer Passage"), examined(tmp_path / "b.zip"):
        pass


# --- files that are no backups ---------------------------------------------------------------------


def manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as packed:
        found: dict[str, Any] = json.loads(packed.read("manifest.json"))
    return found


def repack(path: Path, edit: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    """Write the zip anew with other parts."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in edit(parts).items():
            packed.writestr(name, data)


def changed(path: Path, edit: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Change the manifest only."""
    repack(path, lambda p: p | {"manifest.json": json.dumps(edit(json.loads(p["manifest.json"]))).encode()})


def forged(path: Path, parts: dict[str, bytes], rows: int | None = None) -> None:
    """Put other parts in, with a manifest that agrees."""

    def agree(m: dict[str, Any]) -> dict[str, Any]:
        for name, data in parts.items():
            kind, _, rest = name.partition("/")
            lines = data.count(b"\n") if rows is None else rows
            part = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": lines}
            m["tables" if kind == "tables" else "files"][rest.removesuffix(".jsonl")] = part
        return m

    repack(path, lambda p: p | parts)
    changed(path, agree)


def row(**cells: Any) -> bytes:
    return json.dumps({"id": "x", "since": "2026-01-01T00:00:00+00:00"} | cells).encode() + b"\n"


def table(name: str, *rows: bytes, count: int | None = None) -> Callable[[Path], None]:
    return lambda path: forged(path, {f"tables/{name}.jsonl": b"".join(rows)}, count)


def hidden(name: str) -> Callable[[Path], None]:
    return lambda path: forged(path, {f"questions/{name}": b"x"})


ORPHAN = {"lesson": "none", "turn": 1, "data": "", "at": "2026-01-01T00:00:00+00:00"}
BAD: dict[str, tuple[Callable[[Path], Any], str]] = {
    "not there": (Path.unlink, "There is no file"),
    "a folder": (lambda p: (p.unlink(), p.mkdir()), "cannot be read: Is a directory"),
    "empty": (lambda p: p.write_bytes(b""), "damaged, cut off or another kind of file"),
    "a text": (lambda p: p.write_text("title: The lighthouse"), "another kind of file"),
    "another zip": (lambda p: repack(p, lambda _: {"a.txt": b"hello"}), "no backup of Passage"),
    "a zip with another manifest": (lambda p: changed(p, lambda _: {"name": "app"}), "no backup of Passage"),
    "another program's": (lambda p: changed(p, lambda m: m | {"program": "moodle"}), "no backup of Passage"),
    "a manifest that is no JSON": (lambda p: repack(p, lambda x: x | {"manifest.json": b"{"}), "no backup of Passage"),
    "a part too few": (lambda p: repack(p, lambda x: {n: d for n, d in x.items() if "turns" not in n}), "its parts"),
    "a part too many": (lambda p: repack(p, lambda x: x | {"more": b""}), "its parts are not those that it lists"),
    "a changed part": (
        lambda p: repack(p, lambda x: x | {"tables/turns.jsonl": x["tables/turns.jsonl"].replace(b"1", b"2", 1)}),
        "tables/turns.jsonl is not what was written",
    ),
    "a table too few": (
        lambda p: (
            repack(p, lambda x: {n: d for n, d in x.items() if "reviews" not in n}),
            changed(p, lambda m: m | {"tables": {n: t for n, t in m["tables"].items() if n != "reviews"}}),
        ),
        "its tables are not those of its version",
    ),
    "a table of nobody's": (table("sqlite_master", b""), "its tables are not those of its version"),
    "a bomb": (lambda p: forged(p, {"questions/a.md": b"0" * 49_000_000}), "too large when it is unpacked"),
    "a file outside": (hidden("../../evil.sh"), "no backup of Passage holds"),
    "a file at the root": (hidden("/etc/evil"), "no backup of Passage holds"),
    "a hidden file": (hidden(".evil"), "no backup of Passage holds"),
    "no JSON": (table("learners", b"{\n"), "tables/learners.jsonl, line 1 is no row"),
    "deep JSON": (table("learners", b"[" * 200_000 + b"\n"), "line 1 is no row"),
    "a list": (table("learners", b"[1]\n"), "line 1 is no row"),
    "an odd column": (table("learners", row(), row(id="y", name="Ann")), "line 2 is no row"),
    "a column too few": (table("learners", b'{"id": "x"}\n'), "line 1 is no row"),
    "a number for a text": (table("learners", row(id=5)), "odd value in “id”"),
    "a text for a time": (table("learners", row(since="yesterday")), "odd value in “since”"),
    "a time of nowhere": (table("learners", row(since="2026-01-01T00:00:00")), "odd value in “since”"),
    "half a letter": (table("learners", row(id="\ud800")), "odd value in “id”"),
    "NUL": (table("learners", row(id="\0")), "odd value in “id”"),
    "nothing where there must be": (table("learners", row(since=None)), "the rows of “learners” do not go together"),
    "twice the same": (table("learners", row(), row()), "the rows of “learners” do not go together"),
    "an orphan": (table("turns", json.dumps(ORPHAN).encode() + b"\n"), "the rows of “turns” do not go together"),
    "another count": (table("revisions", b"", count=3), "has 0 rows, and not as many as it says"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_no_backup_is_refused_in_words_and_touches_nothing(
    what: str, small: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, (spoil, told) = tmp_path / "b.zip", BAD[what]
    keep(small, path)
    spoil(path)
    monkeypatch.setenv("TUTOR_DATABASE_URL", f"sqlite:///{tmp_path}/fresh/new.db")
    monkeypatch.setenv("TUTOR_QUESTIONS", f"{tmp_path}/fresh/questions")
    assert main(["restore", str(path), "--force"]) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert not (tmp_path / "fresh").exists()
    assert not (tmp_path / "evil.sh").exists()


@QUICK
@given(data=st.data())
def test_a_file_cut_or_changed_anywhere_is_refused_or_the_same(
    small: House, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "b.zip"
    if not path.exists():
        keep(small, path)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    cut, bit = data.draw(st.booleans()), 1 << data.draw(st.integers(0, 7))
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
    try:
        with examined(spoilt) as good:
            assert not cut
            found = {n: list(copying.rows(good.source, n, c)) for n, c in good.of.items()}
    except (NoBackup, StoreNewer):
        return
    assert found == everything(small.store)


# --- in a terminal ---------------------------------------------------------------------------------


def test_a_backup_is_written_and_put_back_in_a_terminal(
    small: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUTOR_DATABASE_URL", f"sqlite:///{tmp_path}/small.db")
    monkeypatch.setenv("TUTOR_QUESTIONS", str(small.questions))
    (tmp_path / "kept").mkdir()
    assert main(["backup", str(tmp_path / "kept")]) == 0
    (path,) = (tmp_path / "kept").iterdir()
    assert path.name.startswith("passage-20")
    told = capsys.readouterr().out
    assert "1 learner, 1 lesson, 1 answer, and 2 files of questions" in told
    assert main(["backup", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["restore", str(path)]) == 1
    assert "The database holds 1 learner" in capsys.readouterr().err
    assert main(["restore", str(path), "--force"]) == 0
    told = capsys.readouterr().out
    assert "Put back, as of 20" in told
    (copy,) = tmp_path.glob("before-restore-*.zip")
    assert f"is kept in {copy}" in told


def test_where_nobody_has_learned_there_is_nothing_to_back_up_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUTOR_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    assert main(["backup", str(tmp_path / "b.zip")]) == 1
    assert "There is no database yet" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_tables_are_filled_in_an_order_in_which_each_refers_to_earlier_ones() -> None:
    order = list(SHAPE)
    for one, another in (
        ("lessons", "turns"),
        ("turns", "attempts"),
        ("decisions", "appeals"),
        ("decisions", "regrades"),
    ):
        assert order.index(one) < order.index(another)
    assert SHAPE["learners"] == (Column("id", "text", True), Column("since", "moment", False))
    assert Column("open", "flag", False) in SHAPE["lessons"]
