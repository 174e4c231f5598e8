"""A file is the old one or the new one, and nobody's change is overwritten."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tutor.bank import saving
from tutor.bank.saving import Changed, Unsaved, content, locked, save, save_checked

BANK = (Path(__file__).parent / "talks/lighthouse.yaml").read_bytes()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    save(path, b"old", b"new\r\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new\r\n", 0o640)
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_comes_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.cases.jsonl"
    save(path, None, b"one")
    assert path.read_bytes() == b"one"
    save(path, b"one", None)
    assert not path.exists()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to("real.yaml")
    save(link, b"old", b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


@pytest.mark.parametrize(("there", "seen"), [(b"other", b"old"), (None, b"old"), (b"other", None)])
def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path, there: bytes | None, seen: bytes | None) -> None:
    path = tmp_path / "a.yaml"
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(Changed, match=r"a\.yaml has been changed by somebody else"):
        save(path, seen, b"new")
    assert content(path) == there


def test_what_cannot_be_written_stays_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(saving.os, "access", lambda *_: False)
    with pytest.raises(Unsaved, match="write-protected"):
        save(path, b"old", b"new")
    monkeypatch.undo()
    monkeypatch.setattr(saving.os, "fsync", _full_disk)
    with pytest.raises(Unsaved, match="No space left"):
        save(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def _full_disk(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_lock_that_is_not_let_go_is_told(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Unsaved, match="Somebody else is saving"), locked(tmp_path, patience=0.05):
        pass


def test_twenty_writers_in_turns_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"")

    def add(number: int) -> None:
        with locked(tmp_path):
            seen = content(path)
            assert seen is not None
            save(path, seen, seen + f"{number}\n".encode())

    threads = [threading.Thread(target=add, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, path.read_text().split())) == list(range(20))


WRITER = """
import sys
from pathlib import Path
from tutor.bank.saving import content, locked, save
path = Path(sys.argv[1])
print("go", flush=True)
while True:
    for letter in (b"a", b"b"):
        with locked(path.parent):
            save(path, content(path), letter * 3_000_000)
"""


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * 3_000_000)
    for number in range(0, 36, 5):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(0.001 * number)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        found = path.read_bytes()
        assert len(found) == 3_000_000
        assert len(set(found)) == 1
    with locked(tmp_path):
        save(path, path.read_bytes(), b"done")
    assert names(tmp_path) == ["a.yaml"]  # nor is anything left behind


# --- checked ---------------------------------------------------------------------------------------


def test_a_bank_with_a_new_mistake_is_not_saved(questions: Path) -> None:
    path = questions / "lighthouse.yaml"
    with pytest.raises(Unsaved, match=r"lighthouse\.yaml:\d+:\d+: error: the quote does not stand in the article"):
        save_checked(path, BANK, BANK.replace(b"quote: by the engineer Ada", b"quote: by the engineer Eva"))
    assert path.read_bytes() == BANK


def test_a_bank_that_has_a_mistake_already_may_be_saved_when_it_gets_no_other(questions: Path) -> None:
    path = questions / "lighthouse.yaml"
    bad = BANK.replace(b"quote: by the engineer Ada", b"quote: by the engineer Eva")
    path.write_bytes(bad)
    better = b"# a remark moves every line\n" + bad
    assert save_checked(path, bad, better).bank is None
    assert path.read_bytes() == better
    worse = better.replace(b"quote: She chose a tower", b"quote: She picked a tower")
    with pytest.raises(Unsaved, match="the quote does not stand in the article"):
        save_checked(path, better, worse)


def test_a_new_bank_is_saved_only_when_it_is_sound(questions: Path) -> None:
    path = questions / "second.yaml"
    with pytest.raises(Unsaved, match="a bank begins with"):
        save_checked(path, None, b"- no bank")
    assert not path.exists()
    assert save_checked(path, None, BANK).bank
    assert path.read_bytes() == BANK
