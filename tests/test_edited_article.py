"""A bank that is edited while somebody learns from it: the lesson goes on, and no citation points elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.learning import begin, talk
from tutor import actions
from tutor.actions import House


def _edit(questions: Path, name: str, old: str, new: str) -> None:
    path = questions / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_passage_that_moved_is_cited_where_it_stands_now(house: House, questions: Path) -> None:
    talk(house, begin(house), ["1847"])
    _edit(
        questions, "lighthouse.md", "## The builders", "## The town\n\nPort Selby lies on the sea.\n\n## The builders"
    )
    scene = actions.resume(house, "ann", "l1")
    assert scene is not None
    (cite,) = [say.cite for say in scene.turns[1].says if say.cite]
    assert (cite.paragraph, scene.bank.article.paragraph(2).text[cite.start : cite.end]) == (2, cite.quote)


def test_a_passage_that_is_gone_is_not_cited_and_the_lesson_goes_on(house: House, questions: Path) -> None:
    scene = talk(house, begin(house), ["1847"])
    _edit(questions, "lighthouse.md", "was built in 1847 by", "was put up in the year 1847 by")
    _edit(questions, "lighthouse.yaml", "quote: was built in 1847", "quote: was put up in the year 1847")
    scene = talk(house, scene, ["Ada Brink"])
    assert [say.cite for say in scene.turns[1].says] == [None, None]
    assert scene.turns[2].graded is not None
    assert scene.turns[2].graded.verdict.name == "correct"


def test_a_broken_bank_goes_on_as_it_last_was(house: House, questions: Path) -> None:
    scene = talk(house, begin(house), ["1847"])
    _edit(questions, "lighthouse.yaml", "quote: by the engineer Ada Brink", "quote: by the engineer Eva Brink")
    scene = talk(house, scene, ["Ada Brink", "granite"])
    assert [t.graded and t.graded.verdict.name for t in scene.turns[1:]] == ["correct"] * 3


def test_a_fact_taken_out_of_the_bank_is_passed_over(house: House, questions: Path) -> None:
    scene = begin(house)
    text = (questions / "lighthouse.yaml").read_text(encoding="utf-8")
    before, rest = text.split("  - id: year\n")
    (questions / "lighthouse.yaml").write_text(before + "  - id: engineer\n" + rest.split("  - id: engineer\n")[1])
    scene = talk(house, scene, ["1847"])
    assert scene.turns[1].says[0].text.startswith("That question was taken out of the bank.")
    assert scene.lesson.asked is not None
    assert scene.lesson.asked.question.fact == "engineer"
