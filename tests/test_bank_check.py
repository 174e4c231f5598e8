"""`python -m tutor check` and `schema`: what they print, where, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.__main__ import main
from tutor.bank.schema import schema
from tutor.commands.check import summary

ROOT = Path(__file__).resolve().parents[1]
BANKS = Path(__file__).parent / "banks"
QUOTE = BANKS / "quote-not-unique.yaml"
WARNING = BANKS / "said-twice.yaml"


def test_text_has_one_line_a_problem_and_a_summary_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(QUOTE)]) == 1
    out, err = capsys.readouterr()
    assert out == (
        f"{QUOTE}:8:12: error: the quote stands in the article 2 times, in ¶1 "
        "(take more of the sentence into the quote) [quote-not-unique]\n"
    )
    assert err == "1 bank, no facts: 1 error, no warnings.\n"


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(WARNING)]) == 0
    assert capsys.readouterr().err == "1 bank, 1 fact: no errors, 1 warning.\n"


def test_json_is_a_list_of_problems(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", str(QUOTE), str(WARNING)])
    first, second = json.loads(capsys.readouterr().out)
    assert (first["rule"], first["line"], first["level"]) == ("quote-not-unique", 8, "error")
    assert second["path"] == str(WARNING)


def test_github_shows_them_beside_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "github", str(BANKS / "alias.yaml")])
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith(f"::error file={BANKS}/alias.yaml,line=8,col=30,title=alias::*years stands inside")


def test_github_escapes_what_would_end_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "50%,x.yaml"
    path.write_text("titel: 100% of it\n")
    main(["check", "--format", "github", str(path)])
    assert "file=" + str(path).replace("%", "%25").replace(",", "%2C") in capsys.readouterr().out


def test_a_folder_means_its_banks_and_names_that_are_no_banks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").write_bytes(WARNING.read_bytes())
    (tmp_path / "story.md").write_bytes((BANKS / "story.md").read_bytes())
    (tmp_path / "b.yml").write_text("title: x")
    assert main(["check", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert f"{tmp_path}/b.yml:1:1: warning: banks end in .yaml (rename it to b.yaml) [file]" in out
    assert err.startswith("1 bank, 1 fact")


def test_an_empty_folder_and_a_missing_file_are_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path), str(tmp_path / "nowhere.yaml")]) == 1
    out = capsys.readouterr().out
    assert "there is no bank in this folder" in out
    assert "there is no such file" in out


def test_without_a_path_the_folder_questions_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("questions:1:1: error:")


def test_summary_counts_in_words() -> None:
    assert summary(0, 0, []) == "no banks, no facts: no errors, no warnings."


def test_schema_is_written_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path)]) == 0
    assert (tmp_path / "bank.schema.json").read_text("utf-8") == schema()
    assert main(["schema", str(tmp_path / "nowhere")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_runs_as_a_module_and_says_what_it_can_do() -> None:
    helped = run("-m", "tutor", "--help")
    assert helped.returncode == 0
    assert all(command in helped.stdout for command in ("check", "grade", "schema", "talk"))
    wrong = run("-m", "tutor", "chekc")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_a_terminal_that_lacks_letters_and_one_that_stops_listening_see_no_traceback() -> None:
    command = f"PYTHONIOENCODING=ascii {sys.executable} -m tutor check tests/banks"
    for shell in (command, f"{command} | head -c 10", f"{command} --format json | head -n 1"):
        done = subprocess.run(shell, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.stdout
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


def test_checking_does_not_load_the_pages() -> None:
    done = run("-X", "importtime", "-m", "tutor", "check", "tests/banks/said-twice.yaml")
    assert done.returncode == 0
    assert not any(f"| {name}\n" in done.stderr for name in ("streamlit", "sqlalchemy", "pandas"))
