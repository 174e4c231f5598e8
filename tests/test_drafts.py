"""Drafts live in the bank's file: accepting, editing, dropping one changes its lines there and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tutor import bank as banks
from tutor.actions import Gone, House
from tutor.bank.naming import file_name
from tutor.drafting.apart import DraftOrder, Result
from tutor.drafting.model import Draft
from tutor.drafting.writing import entries
from tutor.drafts import making, reviewing
from tutor.drafts.filing import Change, Unsaved
from tutor.drafts.reviewing import Wanted
from tutor.model import Source
from tutor.store import open_store
from tutor.teachers import NotATeacher, Teacher

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEACHER = Teacher(NOW + timedelta(hours=1))
TEXT = """# Eels & Co

In 1922 the Danish biologist Johannes Schmidt traced the smallest larvae to the Sargasso Sea.

The European Union has forbidden the export of eels since 2010, and most of its members obey.

Nobody has ever seen an eel spawn in the wild, though many expeditions have looked for one.
"""
SCHMIDT = Draft(
    "Johannes Schmidt traced the larvae of eels to the Sargasso Sea in 1922.",
    (("Johannes Schmidt",),),
    "person",
    "In 1922 the Danish biologist Johannes Schmidt traced the smallest larvae to the Sargasso Sea.",
    1,
    ("Who traced the larvae of eels to the Sargasso Sea in 1922?", "Which man traced the larvae?"),
)
UNION = Draft(
    "The European Union has forbidden the export of eels since 2010.",
    (("2010",),),
    "year",
    "The European Union has forbidden the export of eels since 2010",
    2,
    ("Since which year has the European Union forbidden the export of eels?",),
)
MAN, BAN = (entry["id"] for entry in entries([SCHMIDT, UNION]))
MADE = Result(TEXT, Source(publisher="River Post"), None, (), (UNION, SCHMIDT), ())


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "questions").mkdir()
    return House(open_store(f"sqlite:///{tmp_path / 'passage.db'}"), tmp_path / "questions")


@pytest.fixture
def eels(house: House) -> str:
    return making.keep(house, TEACHER, NOW, MADE)


def file(house: House) -> str:
    return (house.questions / "eels-co.yaml").read_text()


def test_drafts_and_their_article_become_a_new_bank_that_asks_nothing_yet(house: House, eels: str):
    loaded = banks.read(house.questions / "eels-co.yaml")
    assert eels == "eels-co"
    assert loaded.bank is not None
    assert (loaded.bank.title, loaded.bank.source.publisher, loaded.bank.live) == ("Eels & Co", "River Post", ())
    assert [fact.id for fact in loaded.bank.facts] == [MAN, BAN]
    assert (house.questions / "eels-co.md").read_text() == TEXT


def test_a_second_text_of_that_name_overwrites_nothing(house: House, eels: str):
    before = file(house)
    assert making.keep(house, TEACHER, NOW, replace(MADE, text=TEXT + "\nAnother end.\n")) == "eels-co-2"
    assert file(house) == before


def test_an_article_that_is_here_already_gets_only_what_is_new(house: House, eels: str):
    before = file(house)
    assert making.keep(house, TEACHER, NOW, MADE) == "eels-co"
    assert file(house) == before
    sea = replace(SCHMIDT, answer=(("the Sargasso Sea",),), asks=("To which sea did Schmidt trace eels?",))
    assert making.keep(house, TEACHER, NOW, replace(MADE, drafts=(UNION, sea))) == "eels-co"
    assert file(house).startswith(before)
    assert file(house).count("status: draft") == 3


def test_more_drafts_come_behind_what_is_there_without_those_that_clash(house: House, eels: str):
    path = house.questions / "eels-co.yaml"
    path.write_text(path.read_text() + "  # my own remark\n")
    sea = replace(SCHMIDT, answer=(("the Sargasso Sea",),), asks=("To which sea did Schmidt trace eels?",))
    making.keep(house, TEACHER, NOW, replace(MADE, drafts=(UNION, sea)), "eels-co")
    assert "# my own remark" in file(house)
    facts = reviewing.review(house, TEACHER, NOW, "eels-co").bank.facts
    assert [fact.id for fact in facts] == [MAN, BAN, "johannes-schmidt-traced-larvae"]


def test_the_order_for_more_names_what_is_known(house: House, eels: str):
    order = making.order(house, TEACHER, NOW, "eels-co")
    assert order.data.decode() == TEXT
    assert ("2010", UNION.statement, UNION.quote) in order.known


def test_the_review_is_in_the_articles_order_and_names_paragraphs_without_a_fact(house: House, eels: str):
    review = reviewing.review(house, TEACHER, NOW, "eels-co")
    assert [fact.key for fact in review.drafts] == ["Johannes Schmidt", "2010"]
    assert review.bare == (3,)


def test_an_accepted_draft_is_asked_and_only_its_own_line_goes(house: House, eels: str):
    before = file(house).splitlines()
    reviewing.accept(house, TEACHER, NOW, "eels-co", BAN)
    assert [line for line in before if line not in file(house).splitlines()] == []
    assert len(file(house).splitlines()) == len(before) - 1
    bank = reviewing.review(house, TEACHER, NOW, "eels-co").bank
    assert [fact.id for fact in bank.live] == [BAN]


def test_a_draft_is_accepted_as_it_was_reworded(house: House, eels: str):
    wanted = Wanted("The man who traced them was the Dane Johannes Schmidt.", "Johannes Schmidt", "Who traced eels?")
    reviewing.accept(house, TEACHER, NOW, "eels-co", MAN, wanted)
    [fact] = reviewing.review(house, TEACHER, NOW, "eels-co").bank.live
    assert (fact.fact, fact.key, fact.ask) == (wanted.fact, wanted.answer, wanted.ask)


def test_without_a_question_the_gap_is_asked(house: House, eels: str):
    reviewing.accept(house, TEACHER, NOW, "eels-co", BAN, Wanted(UNION.statement, "2010"))
    [fact] = reviewing.review(house, TEACHER, NOW, "eels-co").bank.live
    assert fact.ask == ""


WRONG = [
    (Wanted("The Union forbids the export of eels.", "2010", "Since when?"), "answer"),
    (Wanted(UNION.statement, "2011", "Since when is it forbidden?"), "2011"),
    (Wanted("", "2010"), "needs a statement"),
    (Wanted(UNION.statement, " "), "needs a statement"),
    (Wanted(UNION.statement, "2010\x07"), "invisible"),
]


@pytest.mark.parametrize(("wanted", "told"), WRONG)
def test_what_would_be_a_mistake_is_not_saved(house: House, eels: str, wanted: Wanted, told: str):
    before = file(house)
    with pytest.raises(Unsaved, match=told):
        reviewing.accept(house, TEACHER, NOW, "eels-co", BAN, wanted)
    assert file(house) == before


def test_what_is_doubtful_is_saved_with_a_remark(house: House, eels: str):
    change = reviewing.accept(
        house, TEACHER, NOW, "eels-co", BAN, Wanted(UNION.statement, "2010", "What happened in 2010?")
    )
    assert any("answer" in remark for remark in change.remarks)
    assert reviewing.accept(house, TEACHER, NOW, "eels-co", MAN).remarks == ()


def test_a_dropped_draft_is_gone_and_comes_back_letter_for_letter(house: House, eels: str):
    before = file(house)
    change = reviewing.drop(house, TEACHER, NOW, "eels-co", BAN)
    assert BAN not in [fact.id for fact in reviewing.review(house, TEACHER, NOW, "eels-co").drafts]
    reviewing.undo(house, TEACHER, NOW, change)
    assert file(house) == before


def test_nothing_is_taken_back_over_somebody_elses_change(house: House, eels: str):
    change = reviewing.drop(house, TEACHER, NOW, "eels-co", BAN)
    path = house.questions / "eels-co.yaml"
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(Unsaved, match="changed by somebody else"):
        reviewing.undo(house, TEACHER, NOW, change)
    assert "# mine" in file(house)


def test_the_last_fact_of_a_bank_cannot_be_dropped(house: House, eels: str):
    reviewing.drop(house, TEACHER, NOW, "eels-co", BAN)
    with pytest.raises(Unsaved, match="only fact"):
        reviewing.drop(house, TEACHER, NOW, "eels-co", MAN)


def test_a_fact_of_the_teachers_own_is_asked_at_once(house: House, eels: str):
    quote = "Nobody has ever seen an eel spawn in the wild"
    reviewing.add(house, TEACHER, NOW, "eels-co", Wanted("Eels were never seen to spawn in the wild.", "spawn"), quote)
    [fact] = reviewing.review(house, TEACHER, NOW, "eels-co").bank.live
    assert (fact.key, fact.quote) == ("spawn", quote)
    assert reviewing.review(house, TEACHER, NOW, "eels-co").bare == ()


def test_a_text_that_is_not_there_is_told(house: House):
    for ask in (reviewing.review, making.order):
        with pytest.raises(Gone):
            ask(house, TEACHER, NOW, "nowhere")
    with pytest.raises(Gone):
        reviewing.drop(house, TEACHER, NOW, "../../etc", "x")


def test_a_bank_with_mistakes_is_mended_first(house: House, eels: str):
    path = house.questions / "eels-co.yaml"
    path.write_text(path.read_text().replace(f"quote: {UNION.quote}", "quote: No"))
    with pytest.raises(Unsaved, match="Mend the file first"):
        reviewing.review(house, TEACHER, NOW, "eels-co")


@pytest.mark.parametrize("nobody", [None, Teacher(NOW - timedelta(seconds=1))])
def test_only_a_teacher_gets_anything_done(house: House, eels: str, nobody: Teacher | None):
    before = file(house)
    change = Change("eels-co", before.encode(), b"")
    deeds = [
        lambda: making.order(house, nobody, NOW, "eels-co"),
        lambda: making.draft(nobody, NOW, DraftOrder("a.txt", b"")),
        lambda: making.keep(house, nobody, NOW, MADE),
        lambda: reviewing.review(house, nobody, NOW, "eels-co"),
        lambda: reviewing.accept(house, nobody, NOW, "eels-co", BAN),
        lambda: reviewing.drop(house, nobody, NOW, "eels-co", BAN),
        lambda: reviewing.add(house, nobody, NOW, "eels-co", Wanted("a", "b"), "c"),
        lambda: reviewing.undo(house, nobody, NOW, change),
        lambda: reviewing.suggest(nobody, NOW, []),
    ]
    for deed in deeds:
        with pytest.raises(NotATeacher):
            deed()
    assert file(house) == before


@pytest.mark.parametrize("title", ["../../etc/passwd", "CON", "???", "Ünïcode ß", "a" * 300, "日本語"])
def test_any_title_makes_a_plain_file_name(title: str):
    name = file_name(title, [])
    assert name.strip("-") == name != ""
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) <= 40
