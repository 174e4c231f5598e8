"""A bank is checked once for each content of its file and its article, whoever asks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tutor import bank as banks
from tutor import library
from tutor.bank.kept import checked, memory_of
from tutor.checks.memory import Memory

QUESTIONS = Path(__file__).resolve().parents[1] / "questions"
LONG_AGO = 1_700_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a bank in a folder of its own, with its article, both old."""
    for name in ("inf-treaty.yaml", "inf-treaty.md"):
        shutil.copy(QUESTIONS / name, tmp_path / name)
        os.utime(tmp_path / name, (LONG_AGO, LONG_AGO))
    return tmp_path / "inf-treaty.yaml"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the list of banks that are checked while the test runs."""
    seen, real = list[Path](), banks.read

    def read(path: Path, *rest: Any) -> banks.Loaded:
        seen.append(path)
        return real(path, *rest)

    monkeypatch.setattr(banks, "read", read)
    return seen


def test_what_was_checked_before_it_was_saved_is_not_checked_again_on_the_shelf(path: Path, reads: list[Path]) -> None:
    new = path.read_bytes().replace(b"title: ", b"title: About ", 1)
    found = checked(path, new)
    path.write_bytes(new)
    assert library.fresh(path.parent, path.stem).bank is found.bank
    assert reads == [path]


def test_another_article_is_another_bank(path: Path, reads: list[Path]) -> None:
    first, article = checked(path, path.read_bytes()), path.with_suffix(".md")
    article.write_text(article.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    second = checked(path, path.read_bytes())
    assert second.bank.article != first.bank.article
    assert len(reads) == 2


def test_an_article_that_is_being_written_may_be_another_one_a_moment_later(path: Path, reads: list[Path]) -> None:
    path.with_suffix(".md").touch()
    checked(path, path.read_bytes())
    checked(path, path.read_bytes())
    assert len(reads) == 2


def test_an_article_that_cannot_be_read_is_a_problem_and_no_fault(path: Path) -> None:
    path.with_suffix(".md").unlink()
    path.with_suffix(".md").mkdir()
    assert [p.rule for p in checked(path, path.read_bytes()).problems] == ["article"]


def test_a_check_that_is_remembered_finds_what_any_check_finds(path: Path) -> None:
    text = path.read_text("utf-8")
    facts = text[text.index("  - id:") :]
    for typed in (
        text,
        text + facts[:900],
        text.replace("accept: [", "accept: [no, "),
        text.replace("quote: ", "why: "),
    ):
        assert banks.read(path, typed.encode(), Memory()) == banks.read(path, typed.encode())


def test_the_first_check_while_somebody_types_knows_what_the_last_whole_check_found(path: Path) -> None:
    checked(path, path.read_bytes())
    facts = banks.read(path).bank.facts
    known = memory_of(path)
    kept = banks.read(path, path.read_bytes(), known).bank
    assert [known.of(fact, kept.article).verdicts != {} for fact in kept.facts] == [True] * len(facts)
