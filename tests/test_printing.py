"""Worksheets: fair questions in the forms chosen, the same version the same sheet, and no answer outside the key."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deciding import EVE
from tests.learning import NOON
from tests.test_pages_draw import Shape
from tests.test_report import drawn, teaching
from tutor import forms, library
from tutor.actions import Gone
from tutor.forms import sound
from tutor.model import Bank
from tutor.reports.handing_out import Handout, handout
from tutor.teachers import NotATeacher
from tutor.ui import paper
from tutor.worksheet import PAPER, Choice, fitting, tells, worksheet

__all__ = ["teaching"]
ROOT = Path(__file__).resolve().parents[1]


def load(name: str) -> Bank:
    shelved = library.get(ROOT / "questions", name)
    assert shelved
    assert shelved.bank
    return shelved.bank


INF = load("inf-treaty")
CHOICES = st.builds(
    Choice,
    st.sets(st.sampled_from(PAPER), min_size=1).map(tuple),
    st.integers(1, 60),
    st.integers(1, 9999),
    st.booleans(),
)


@settings(deadline=None, max_examples=40)  # on a busy machine one sheet may take a while
@given(CHOICES)
def test_a_sheet_holds_what_was_chosen_and_only_fair_questions(choice):
    tasks = worksheet(INF, choice)
    assert len(tasks) == min(choice.count, len(fitting(INF, choice.forms)))
    assert len({task.fact.id for task in tasks}) == len(tasks)
    for task in tasks:
        assert task.question.form in choice.forms
        assert sound(task.fact, INF, task.question.form)
        assert task.question == forms.ask(task.fact, INF, task.question.form, choice.version)


@settings(deadline=None, max_examples=40)  # on a busy machine one sheet may take a while
@given(CHOICES)
def test_a_version_is_always_the_same_sheet(choice):
    assert worksheet(INF, choice) == worksheet(load("inf-treaty"), choice)


def test_another_version_is_another_sheet():
    assert len({tuple(t.fact.id for t in worksheet(INF, Choice(version=n))) for n in range(1, 20)}) > 15


def test_questions_stand_in_the_articles_order_unless_shuffled():
    order = [fact.id for fact in INF.live]
    plain, mixed = (worksheet(INF, Choice(count=30, shuffled=shuffled)) for shuffled in (False, True))
    assert [t.fact.id for t in plain] == sorted((t.fact.id for t in plain), key=order.index)
    assert {t.question for t in plain} == {t.question for t in mixed}
    assert plain != mixed


@pytest.mark.parametrize("version", range(1, 9))
def test_no_question_gives_another_away_while_there_are_others(version):
    tasks = worksheet(INF, Choice(version=version))
    assert not [(a.fact.id, b.fact.id) for a in tasks for b in tasks if a is not b and tells(a, b)]


def test_each_form_comes_as_often_as_it_can():
    fits = fitting(INF, PAPER)
    bank = replace(INF, facts=tuple(f for f in INF.live if fits.get(f.id) == PAPER), kept={})
    counts = Counter(task.question.form for task in worksheet(bank, Choice(count=8)))
    assert sorted(counts.values()) == [2, 2, 2, 2]


def test_a_sheet_tells_no_answer_and_the_key_tells_all_with_their_sentence():
    made = Handout(INF, worksheet(INF, Choice(("typed", "gap"), 99)), 1, 99)
    sheet, key = Shape(paper.sheet(made)), Shape(paper.key(made))
    assert (sheet.whole, key.whole) == (True, True)
    asked = re.split(r"(?<=[.?…])", sheet.words)
    assert len(asked) > len(made.tasks)
    for task in made.tasks:
        assert not sound(task.fact, INF, "gap") or task.fact.fact not in sheet.words, task.fact.id
        assert task.fact.quote not in sheet.words, task.fact.id
        assert task.answer in key.words
        assert f"¶{task.fact.citation.paragraph}" in key.words


@pytest.mark.parametrize("form", ["choice", "truefalse"])
def test_nothing_on_a_sheet_marks_the_right_option(form):
    """Whichever option is right, the sheet is drawn the same."""
    made = Handout(INF, worksheet(INF, Choice((form,), 10)), 1, 10)
    other = replace(made, tasks=tuple(replace(t, question=replace(t.question, right=0)) for t in made.tasks))
    assert paper.sheet(made) == paper.sheet(other)
    assert paper.key(made) != paper.key(other)


def test_a_list_has_a_line_for_each_item_and_a_reason_three():
    tasks = {t.fact.id: t for t in worksheet(INF, Choice(("typed",), 99))}
    reason = next(t for t in tasks.values() if t.fact.kind == "reason")
    several = next(t for t in tasks.values() if t.fact.kind == "list")
    assert (reason.lines, several.lines) == (3, several.fact.need)
    assert paper.sheet(Handout(INF, (reason, several), 1, 2)).count("class=line") == 3 + several.fact.need


def test_only_a_teacher_gets_a_worksheet_and_only_of_a_text_that_is_there(house):
    assert handout(house, EVE, "lighthouse", Choice(), NOON).fits == 6
    with pytest.raises(NotATeacher):
        handout(house, None, "lighthouse", Choice(), NOON)
    with pytest.raises(Gone):
        handout(house, EVE, "nothing", Choice(), NOON)


def test_the_page_puts_on_paper_what_is_chosen(house, teaching):
    app = teaching(teach="print", bank="lighthouse")
    assert 'aria-label="Worksheet"' in drawn(app)
    assert 'aria-label="Key"' in drawn(app)
    app.selectbox(key="print-sheets").set_value("Worksheet").run()
    assert 'aria-label="Key"' not in drawn(app)
    app.checkbox(key="print-article").check().run()
    assert 'aria-label="The text"' in drawn(app)
    app.number_input(key="print-count").set_value(6)
    app.button_group[0].set_value(["True or false"]).run()
    assert re.search(r"Only \d questions? of this text can be asked so", drawn(app))
    app.button_group[0].set_value([]).run()
    assert "Choose another form" in drawn(app)


def test_a_text_that_is_gone_is_told(teaching):
    assert "not here any more" in drawn(teaching(teach="print", bank="nothing"))
