"""accept, close, reject and undo in a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.deciding import ODD, class_of, verdicts
from tutor.__main__ import main
from tutor.actions import House
from tutor.bank.cases import cases_path

BANK = "lighthouse"


@pytest.fixture
def at_home(house: House, database_url: str, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house that the commands find by the environment."""
    monkeypatch.setenv("TUTOR_QUESTIONS", str(house.questions))
    monkeypatch.setenv("TUTOR_DATABASE_URL", database_url)
    class_of(house)
    return house


def test_accept_and_undo_bring_one_line_and_everybody_there_and_back(
    at_home: House, capsys: pytest.CaptureFixture[str]
) -> None:
    path = at_home.questions / "lighthouse.yaml"
    before = path.read_bytes()
    assert main(["accept", BANK, "engineer", ODD]) == 0
    told = capsys.readouterr().out
    assert f"\n+    accept: [{ODD}]\n" in told
    assert "4 answers of 3 learners become right; nobody loses a point.\n" in told
    assert told.endswith("Saved. To take it back: python -m tutor undo lighthouse\n")
    assert set(verdicts(at_home).values()) == {"correct"}
    assert main(["check", str(path)]) == 0
    capsys.readouterr()
    assert main(["undo", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"Taken back: “{ODD}” for “engineer”, accepted by ")
    assert path.read_bytes() == before
    assert not cases_path(path).exists()
    assert main(["undo"]) == 1
    assert capsys.readouterr().err == "There is no decision to take back.\n"


def test_the_change_of_the_file_is_one_line_for_git(at_home: House, tmp_path: Path) -> None:
    folder = at_home.questions
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    assert main(["accept", BANK, "engineer", ODD]) == 0
    shown = subprocess.run(["git", "diff", "--numstat"], cwd=folder, check=True, capture_output=True, text=True).stdout
    assert shown == "1\t0\tlighthouse.yaml\n"


def test_close_and_reject_take_their_words(at_home: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["close", BANK, "engineer", ODD, "--ask", "And her name?"]) == 0
    assert f"+      {ODD}: And her name?\n" in capsys.readouterr().out
    assert main(["reject", BANK, "engineer", "Isambard", "--feedback", "No: she."]) == 0
    assert '+      Isambard: "No: she."\n' in capsys.readouterr().out


def test_a_preview_changes_nothing_and_tells_what_blocks(at_home: House, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in at_home.questions.iterdir()}
    assert main(["accept", BANK, "engineer", ODD, "--preview"]) == 0
    assert "Saved" not in capsys.readouterr().out
    assert main(["accept", BANK, "engineer", "granite", "--preview"]) == 1
    assert "Not possible: “granite” is the answer to “stone”" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in at_home.questions.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["accept", "nowhere", "engineer", "x"], "That text is not here any more."),
        (["accept", BANK, "nobody", "x"], "The bank has no fact “nobody”."),
        (["accept", "tests/talks/lighthouse.yaml", "engineer", "x"], "from which banks are served"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    at_home: House, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert main(words) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert why in told.err
