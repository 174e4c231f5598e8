"""The article changes: quotes that moved are found, the others wait for a person beside the nearest sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.__main__ import main
from tutor.bank import read
from tutor.bank.mending import lost_quotes


def edited(questions: Path, old: str, new: str) -> Path:
    article = questions / "lighthouse.md"
    text = article.read_text("utf-8")
    assert old in text
    article.write_text(text.replace(old, new), "utf-8")
    return questions / "lighthouse.yaml"


def test_a_quote_that_moved_is_found_silently(questions: Path) -> None:
    path = edited(questions, "## ", "## New\n\nA paragraph that was not here.\n\n## ")
    assert lost_quotes(path) == ()
    assert read(path).bank


def test_a_quote_that_was_reworded_is_shown_beside_the_nearest_sentence(questions: Path) -> None:
    path = edited(questions, "was built in 1847", "was put up in 1847")
    [lost] = lost_quotes(path)
    assert (lost.fact, lost.times) == ("year", 0)
    assert path.read_text("utf-8").splitlines()[lost.line - 1] == "    quote: was built in 1847"
    assert "was put up in 1847" in lost.offers[0].text


def test_a_quote_that_stands_twice_now_is_shown_with_both_sentences(questions: Path) -> None:
    path = edited(
        questions,
        "She chose a tower of granite",
        "They say: She chose a tower of granite. She chose a tower of granite",
    )
    lost = next(one for one in lost_quotes(path) if one.fact == "stone")
    assert lost.times == 2
    assert lost.offers


def test_a_quote_that_has_no_like_gets_no_offer(questions: Path) -> None:
    (questions / "lighthouse.md").write_text("# X\n\nZzz.\n", "utf-8")
    assert {(lost.times, lost.offers) for lost in lost_quotes(questions / "lighthouse.yaml")} == {(0, ())}


@pytest.mark.parametrize(
    "text", ["", "title: x", "- [", "title: x\narticle: gone.md\nfacts:\n- {id: a, answer: b, quote: c}\n"]
)
def test_a_bank_that_cannot_be_read_has_nothing_to_mend(questions: Path, text: str) -> None:
    path = questions / "lighthouse.yaml"
    path.write_text(text, "utf-8")
    assert lost_quotes(path) == ()
    assert lost_quotes(questions / "none.yaml") == ()


def test_a_person_chooses_and_one_line_changes(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(questions, "was built in 1847", "was put up in 1847")
    before = path.read_text("utf-8").splitlines()
    assert main(["mend", str(path)]) == 1
    told = capsys.readouterr().out
    assert "the quote of “year” does not stand in the article any more" in told
    assert "   the bank says “was built in 1847”\n   1. ¶1 says “" in told
    assert main(["mend", str(path), "year", "1"]) == 0
    after = path.read_text("utf-8").splitlines()
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [
        before.index("    quote: was built in 1847")
    ]
    assert main(["mend", str(path)]) == 0
    assert main(["check", str(path)]) == 0


def test_a_choice_that_proves_nothing_is_not_saved(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = edited(questions, "was built in 1847", "was put up long ago")
    before = path.read_bytes()
    assert main(["mend", str(path), "year", "1"]) == 1
    assert "the quote does not contain the answer “1847”" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert main(["mend", str(path), "year", "9"]) == 1
    assert main(["mend", str(path), "engineer", "1"]) == 1
    assert main(["mend", str(questions / "none.yaml")]) == 1
