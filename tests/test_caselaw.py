"""A decision stands beside its bank, and `check` tells when bank, article or grader would flip it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.__main__ import main
from tutor.bank import read
from tutor.bank.cases import Case, cases_path, read_case, replay, with_case, without_case
from tutor.bank.edits import add_entry
from tutor.bank.saving import Unsaved, save_checked

SISTER = "the keeper's sister"
ADA = Case("engineer", "correct", "A. Brink")


def decided(questions: Path, *cases: Case) -> Path:
    path = questions / "lighthouse.yaml"
    for case in cases:
        held = cases_path(path)
        held.write_bytes(with_case(held.read_bytes() if held.exists() else None, case))
    return path


def rules(path: Path) -> list[tuple[int, str]]:
    return [(p.line, p.rule) for p in replay(path, read(path).bank)]


def test_decisions_that_hold_are_not_told(questions: Path) -> None:
    path = decided(questions, Case("year", "correct", "1847"), Case("year", "incorrect", "1900"))
    assert rules(path) == []


def test_a_decision_that_is_flipped_is_told_at_its_line(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = decided(questions, Case("year", "correct", "1847"), Case("year", "correct", "1900"))
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert (
        f"{cases_path(path)}:2:1: error: “1900” was accepted by a teacher for “year”, and is graded incorrect" in told
    )
    assert told.rstrip().endswith("[case-flipped]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("accept: [the keeper's sister]", "accept: [somebody else entirely]"),
        ("    accept: [the keeper's sister]\n", ""),
    ],
    ids=["reworded", "deleted"],
)
def test_an_edit_that_would_flip_a_decision_is_not_saved(questions: Path, old: str, new: str) -> None:
    path = questions / "lighthouse.yaml"
    text = add_entry(path.read_text("utf-8"), "engineer", "accept", SISTER)
    assert isinstance(text, str)
    path.write_text(text, "utf-8")
    decided(questions, Case("engineer", "correct", SISTER))
    assert rules(path) == []
    with pytest.raises(Unsaved, match=f"“{SISTER}” was accepted by a teacher for “engineer”"):
        save_checked(path, text.encode(), text.replace(old, new).encode())
    assert path.read_text("utf-8") == text


def test_a_decision_about_a_fact_that_is_gone_is_only_a_warning(questions: Path) -> None:
    path = decided(questions, Case("gone", "correct", "x"))
    assert [(p.level, p.rule) for p in replay(path, read(path).bank)] == [("warning", "case-without-fact")]


def test_decisions_whose_bank_was_renamed_are_told(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = decided(questions, Case("year", "correct", "1847"))
    path.rename(questions / "light.yaml")
    (questions / "lighthouse.md").rename(questions / "light.md")
    main(["check", str(questions)])
    assert f"{cases_path(path)}:1:1: warning: these decisions have no bank" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", ["x", "[]", "{}", '{"fact": 1, "verdict": "correct", "answer": "a"}', "[" * 9999, '{"fact": "year"}']
)
def test_a_line_that_is_no_decision_is_told_at_its_place(questions: Path, line: str) -> None:
    path = decided(questions, Case("year", "correct", "1847"))
    with cases_path(path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert rules(path) == [(3, "case")]


def test_bytes_that_are_no_text_are_told(questions: Path) -> None:
    path = questions / "lighthouse.yaml"
    cases_path(path).write_bytes(b"\xff\xfe{}")
    assert rules(path) == [(1, "encoding")]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.builds(Case, st.text(), st.sampled_from(["correct", "close", "incorrect"]), st.text(max_size=50))))
def test_any_answers_are_kept_one_line_each_and_given_back(cases: list[Case]) -> None:
    held: bytes | None = None
    for case in cases:
        if any("\ud800" <= c <= "\udfff" for c in case.fact + case.answer):
            return
        held = with_case(held, case)
        assert with_case(held, case) == held
    lines = (held or b"").decode().split("\n")[:-1]
    assert [read_case(line) for line in lines] == list(dict.fromkeys(cases))
    for case in reversed(list(dict.fromkeys(cases))):
        held = without_case(held, case)
    assert held is None


def test_taking_one_out_leaves_the_other_lines_byte_for_byte() -> None:
    by_hand = b'{ "fact":"a",  "verdict":"close", "answer":"b" }\r\n# no decision'
    assert without_case(with_case(by_hand, ADA), ADA) == by_hand + b"\n"
    assert json.loads(with_case(None, ADA)) == {"fact": "engineer", "verdict": "correct", "answer": "A. Brink"}
