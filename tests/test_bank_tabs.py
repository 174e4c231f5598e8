"""One fact by a form, a bank tried out, an article changed: what three tabs of the Banks page do to the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.test_edits_any_bank import many, same_but
from tests.yaml_styles import Written, banks
from tutor.__main__ import main
from tutor.actions import Gone, House
from tutor.bank import saving
from tutor.bank.edits_fact import replace_fact
from tutor.editing import article, fact, history, trying
from tutor.editing.article import Mend, Plan
from tutor.editing.fact import Filled, Proposal
from tutor.editing.form import KEYS, Form, shown, written
from tutor.editing.opening import Unsaved
from tutor.editing.saving import recover
from tutor.model import Bank
from tutor.store import open_store
from tutor.teachers import NotATeacher, Teacher

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEACHER = Teacher(NOW + timedelta(hours=1))
BANK = "lighthouse"
TAX = Form(fact="The money for the lighthouse came from a tax on herring.", answer="herring",
           quote="The money came from a tax on herring.")  # fmt: skip


@pytest.fixture
def school(questions: Path, tmp_path: Path) -> Iterator[House]:
    opened = House(open_store(f"sqlite:///{tmp_path}/school.db"), questions)
    yield opened
    opened.store.close()


def bank_file(school: House) -> Path:
    return school.questions / f"{BANK}.yaml"


def article_file(school: House) -> Path:
    return school.questions / f"{BANK}.md"


def lines_changed(before: bytes, after: bytes) -> list[str]:
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in new if line not in old] + [f"- {line}" for line in old if line not in new]


# --- a form ----------------------------------------------------------------------------------------


@many
@given(banks())
def test_a_form_in_which_nothing_was_typed_says_what_the_file_says(bank: Written) -> None:
    for raw in bank.data["facts"]:
        assert written(shown(raw), [], raw) == raw


@many
@given(banks())
def test_a_field_that_was_typed_changes_and_no_other_byte(bank: Written) -> None:
    raw = bank.data["facts"][0]
    form = replace(shown(raw), why="So it was: really.", draft=True)
    text = replace_fact(bank.text, raw["id"], written(form, ["why", "draft"], raw))
    if isinstance(text, str):
        assert same_but(bank, text, raw["id"]) == {**raw, "why": "So it was: really.", "status": "draft"}


FIELDS: list[tuple[str, Any, Any]] = [
    ("answer", "rye", "rye"),
    ("answer", "rye; oats", ["rye", "oats"]),
    ("answer", "rye; oats / oat", ["rye", ["oats", "oat"]]),
    ("answer", " Anna Grey /  Grey ", ["Anna Grey", "Grey"]),
    ("answer", "5 km/h", "5 km/h"),
    ("accept", "one\n\n two  words ", ["one", "two words"]),
    ("wrong", (("1840", ""), ("", "lost"), ("1901", "The flood.")), {"1840": "", "1901": "The flood."}),
    ("wrong", (("1840", ""),), ["1840"]),
    ("close", (("the 1850s", "Which year?"),), {"the 1850s": "Which year?"}),
    ("must", "river / water\nsteep", [["river", "water"], ["steep"]]),
    ("hints", "Look up.", ["Look up."]),
    ("forms", ("typed", "gap"), ["typed", "gap"]),
    ("order", True, "true"),
    ("draft", True, "draft"),
    ("why", "   ", None),
    ("kind", "person", "person"),
]


@pytest.mark.parametrize(("field", "typed", "data"), FIELDS)
def test_what_is_typed_is_written_as_a_bank_wants_it(field: str, typed: Any, data: Any) -> None:
    raw = {"id": "x", "fact": "It ground rye and oats for Anna Grey."}
    new = written(replace(Form(), **{field: typed}), [field], raw)
    assert new.get("status" if field == "draft" else field) == data


@pytest.mark.parametrize(
    ("field", "typed", "data"), [row for row in FIELDS if row[2] and row[1] != " Anna Grey /  Grey "]
)
def test_what_was_written_is_shown_and_written_again_the_same(field: str, typed: Any, data: Any) -> None:
    raw = {"id": "x", "fact": "It ground rye and oats.", "status" if field == "draft" else field: data}
    assert written(shown(raw), KEYS, raw) == raw


def test_wordings_of_one_answer_are_not_read_as_a_list() -> None:
    raw = {"id": "x", "fact": "Rye, also called oats here, grew.", "kind": ""}
    assert written(Form(answer="Rye / oats"), ["answer"], raw)["answer"] == [["Rye", "oats"]]


def test_several_things_are_a_list_also_where_the_statement_does_not_say_them() -> None:
    new = written(Form(answer="rye; oats"), ["answer"], {"id": "x", "fact": "It ground two grains."})
    assert new == {"id": "x", "fact": "It ground two grains.", "answer": ["rye", "oats"], "kind": "list"}


# --- a fact ----------------------------------------------------------------------------------------


def typed(school: House, fact_id: str, **fields: Any) -> tuple[Filled, Proposal]:
    filled = fact.fill(school, TEACHER, BANK, fact_id, NOW)
    return filled, fact.propose(school, TEACHER, BANK, filled, replace(filled.form, **fields), NOW)


def test_one_field_is_one_line_and_it_can_be_taken_back(school: House) -> None:
    before = bank_file(school).read_bytes()
    _, wanted = typed(school, "stone", why="Granite does not rot.")
    assert (wanted.blocked, wanted.elsewhere) == ("", ())
    saved = fact.save(school, TEACHER, BANK, wanted, NOW)
    assert lines_changed(before, bank_file(school).read_bytes()) == ["    why: Granite does not rot."]
    assert [past.words for past in history.history(school, TEACHER, BANK, NOW)] == ["Edited one fact"]
    history.undo(school, TEACHER, saved.id, NOW + timedelta(seconds=1))
    assert bank_file(school).read_bytes() == before


def test_a_new_fact_comes_at_the_end_under_a_name_of_its_own(school: House) -> None:
    before = bank_file(school).read_bytes()
    wanted = fact.propose(school, TEACHER, BANK, Filled("", Form()), TAX, NOW)
    assert (wanted.id, wanted.blocked) == ("money-lighthouse-came-tax", "")
    fact.save(school, TEACHER, BANK, wanted, NOW)
    assert bank_file(school).read_bytes().startswith(before)
    assert main(["check", str(bank_file(school))]) == 0
    assert fact.names(school, TEACHER, BANK, NOW)[wanted.id] == TAX.fact


@pytest.mark.parametrize(
    ("fields", "beside", "words"),
    [
        ({"quote": "She chose a tower of marble"}, "quote", "The quote does not stand in the article"),
        ({"answer": "marble"}, "answer", "The answer “marble” does not stand in the statement"),
        ({"accept": "marble"}, "wrong", "“marble” is listed as wrong, and is graded correct"),
        ({"need": "two"}, "need", "two"),
        ({"answer": ""}, "", "A fact needs “answer”"),
        ({"wrong": (("granite", "No."),)}, "wrong", "granite"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_saved(
    school: House, fields: dict[str, Any], beside: str, words: str
) -> None:
    before = bank_file(school).read_bytes()
    _, wanted = typed(school, "stone", **fields)
    assert any(words.lower() in problem.message.lower() for problem in wanted.beside[beside])
    assert wanted.blocked
    with pytest.raises(Unsaved, match="Nothing was saved"):
        fact.save(school, TEACHER, BANK, wanted, NOW)
    assert bank_file(school).read_bytes() == before


def test_two_teachers_in_two_fields_of_a_fact_lose_nothing(school: House) -> None:
    filled = fact.fill(school, TEACHER, BANK, "stone", NOW)
    _, other = typed(school, "stone", ask="Which stone did she choose?")
    fact.save(school, TEACHER, BANK, other, NOW)
    mine = fact.propose(school, TEACHER, BANK, filled, replace(filled.form, why="It lasts."), NOW)
    fact.save(school, TEACHER, BANK, mine, NOW)
    now = fact.fill(school, TEACHER, BANK, "stone", NOW).form
    assert (now.ask, now.why) == ("Which stone did she choose?", "It lasts.")


def test_two_teachers_in_one_field_are_told(school: House) -> None:
    filled = fact.fill(school, TEACHER, BANK, "stone", NOW)
    _, other = typed(school, "stone", why="It lasts.")
    fact.save(school, TEACHER, BANK, other, NOW)
    mine = fact.propose(school, TEACHER, BANK, filled, replace(filled.form, why="It is hard."), NOW)
    assert "somebody has changed “why” of this fact meanwhile" in mine.blocked
    assert not mine.changes


def test_what_was_proposed_for_another_file_is_not_saved(school: House) -> None:
    _, mine = typed(school, "stone", why="It lasts.")
    bank_file(school).write_bytes(bank_file(school).read_bytes() + b"# by hand\n")
    with pytest.raises(Unsaved, match="changed by somebody else"):
        fact.save(school, TEACHER, BANK, mine, NOW)


def test_only_teachers_and_only_facts_that_are_there(school: House) -> None:
    with pytest.raises(NotATeacher):
        fact.names(school, None, BANK, NOW)
    with pytest.raises(NotATeacher):
        article.papers(school, None, BANK, NOW)
    with pytest.raises(Gone):
        fact.fill(school, TEACHER, BANK, "nothing", NOW)
    bank_file(school).write_text("title: [", "utf-8")
    with pytest.raises(Unsaved, match="Mend them there first"):
        fact.names(school, TEACHER, BANK, NOW)
    with pytest.raises(Unsaved, match="mistakes"):
        article.papers(school, TEACHER, BANK, NOW)


# --- trying ----------------------------------------------------------------------------------------


def served(school: House) -> Bank:
    bank = trying.trial(school, TEACHER, BANK, None, NOW).bank
    assert bank
    return bank


@pytest.mark.parametrize(
    ("said", "verdict", "code", "words"),
    [
        ("granite", "correct", "same", "Ada Brink chose a tower of granite."),
        ("marble", "incorrect", "listed-wrong", ""),
        ("grannite", "correct", "spelling", "Spelt"),
        ("hint", None, None, "Look at ¶1"),
        ("who built the lighthouse?", None, None, "The article says:"),
    ],
)
def test_an_answer_gets_what_a_learner_would_be_told(
    school: House, said: str, verdict: str | None, code: str | None, words: str
) -> None:
    bank = served(school)
    stone = bank.fact("stone")
    assert stone
    tried = trying.answer(TEACHER, bank, trying.question(stone, bank, "typed"), said, NOW)
    assert (tried.verdict and tried.verdict.name, tried.verdict and tried.verdict.code) == (verdict, code)
    assert words in tried.says[0].text


def test_every_form_that_is_offered_can_be_answered(school: House) -> None:
    bank = served(school)
    for one in bank.facts:
        for form in trying.offered(one, bank):
            asked = trying.question(one, bank, form)
            right = asked.options[asked.right] if asked.options else one.key
            tried = trying.answer(TEACHER, bank, asked, right, NOW)
            assert tried.verdict
            assert (one.id, form, tried.verdict.name) == (one.id, form, "correct")


def test_what_is_typed_in_the_editor_is_tried_and_what_cannot_be_read_is_not(school: House) -> None:
    text = bank_file(school).read_text("utf-8")
    new = trying.trial(school, TEACHER, BANK, text.replace("answer: granite", "answer: tower"), NOW)
    assert new.unsaved
    assert new.bank
    assert new.bank.facts[2].key == "tower"
    assert trying.trial(school, TEACHER, BANK, text, NOW).unsaved is False
    broken = trying.trial(school, TEACHER, BANK, text.replace("title:", "titel:"), NOW)
    assert (broken.stale, broken.unsaved, broken.bank) == (True, False, served(school))


# --- the article -----------------------------------------------------------------------------------


def planned(school: House, old: str, new: str, *mends: Mend) -> Plan:
    found = article.papers(school, TEACHER, BANK, NOW)
    assert old in found.text
    return article.plan(found, found.text.replace(old, new), mends)


def test_quotes_that_have_only_moved_are_counted_and_not_asked_about(school: House) -> None:
    before = bank_file(school).read_bytes()
    found = article.papers(school, TEACHER, BANK, NOW)
    moved = found.text.replace("## The builders", "## The town\n\nPort Selby lies on the sea.\n\n## The builders")
    stands = article.stands(found, moved)
    assert (stands.kept, stands.moved, stands.lost) == (6, 6, ())
    saves = article.save(school, TEACHER, BANK, article.plan(found, moved, ()), NOW)
    assert [save.file for save in saves] == ["lighthouse.md"]
    assert bank_file(school).read_bytes() == before
    assert main(["check", str(bank_file(school))]) == 0


@pytest.mark.parametrize(
    ("mend", "line"),
    [
        (
            Mend("year", "quote", "The lighthouse was put up in 1847 by the engineer Ada Brink."),
            "quote: The lighthouse",
        ),
        (Mend("year", "quote", "put up in 1847"), "quote: put up in 1847"),
        (Mend("year", "aside"), "status: draft"),
        (Mend("year", "out"), ""),
    ],
)
def test_a_lost_quote_waits_until_a_teacher_has_decided(school: House, mend: Mend, line: str) -> None:
    files = bank_file(school).read_bytes(), article_file(school).read_bytes()
    change = "The lighthouse of Port Selby was built in 1847", "The lighthouse was put up in 1847"
    waiting = planned(school, *change)
    assert waiting.waiting == {"year"}
    with pytest.raises(Unsaved, match="1 fact waits"):
        article.save(school, TEACHER, BANK, waiting, NOW)
    assert (bank_file(school).read_bytes(), article_file(school).read_bytes()) == files
    saves = article.save(school, TEACHER, BANK, planned(school, *change, mend), NOW)
    assert {save.file for save in saves} == {"lighthouse.md", "lighthouse.yaml"}
    assert line in bank_file(school).read_text("utf-8")
    assert main(["check", str(bank_file(school))]) == 0
    [past] = history.history(school, TEACHER, BANK, NOW)
    assert (past.words, len(past.changes)) == ("Edited the article", 2)
    history.undo(school, TEACHER, past.id, NOW + timedelta(seconds=1))
    assert (bank_file(school).read_bytes(), article_file(school).read_bytes()) == files


@pytest.mark.parametrize("quote", ["stands nowhere", "the", "  "])
def test_words_that_do_not_stand_there_once_decide_nothing(school: House, quote: str) -> None:
    wanted = planned(school, "was built in 1847", "was put up in 1847", Mend("year", "quote", quote))
    assert wanted.waiting == {"year"}


def test_a_sentence_that_proves_nothing_is_told_and_not_saved(school: House) -> None:
    wanted = planned(school, "was built in 1847", "was put up", Mend("year", "quote", "She chose a tower of granite."))
    assert not wanted.waiting
    assert article.in_the_way(wanted).startswith("The quote does not contain the answer “1847”")
    with pytest.raises(Unsaved):
        article.save(school, TEACHER, BANK, wanted, NOW)


def test_a_quote_that_stands_twice_now_is_lost_and_neither_place_is_guessed(school: House) -> None:
    wanted = planned(
        school, "She chose a tower of granite.", "She chose a tower of granite. Yes: She chose a tower of granite."
    )
    assert wanted.waiting == {"stone"}


def test_a_draft_may_wait(school: House) -> None:
    text = bank_file(school).read_text("utf-8").replace("- id: year\n", "- id: year\n    status: draft\n")
    bank_file(school).write_text(text, "utf-8")
    wanted = planned(school, "was built in 1847", "was put up in 1847")
    assert not wanted.waiting
    article.save(school, TEACHER, BANK, wanted, NOW)
    assert main(["check", str(bank_file(school))]) == 0


def test_an_article_that_was_edited_elsewhere_is_mended_here(school: House) -> None:
    served(school)
    article_file(school).write_text(
        article_file(school).read_text("utf-8").replace("was built in", "was put up in"), "utf-8"
    )
    assert planned(school, "", "").waiting == {"year"}
    article.save(school, TEACHER, BANK, planned(school, "", "", Mend("year", "quote", "was put up in 1847")), NOW)
    assert main(["check", str(bank_file(school))]) == 0


def test_line_ends_and_the_mark_at_the_start_stay(school: House) -> None:
    article_file(school).write_bytes(b"\xef\xbb\xbf" + article_file(school).read_bytes().replace(b"\n", b"\r\n"))
    before = article_file(school).read_bytes()
    article.save(school, TEACHER, BANK, planned(school, "9,000 crowns", "8,000 crowns"), NOW)
    assert article_file(school).read_bytes() == before.replace(b"9,000", b"8,000")


def test_a_file_that_somebody_has_changed_since_is_left_alone(school: House) -> None:
    wanted = planned(school, "9,000 crowns", "8,000 crowns")
    article_file(school).write_bytes(article_file(school).read_bytes() + b"\nNew.\n")
    with pytest.raises(Unsaved, match="somebody else"):
        article.save(school, TEACHER, BANK, wanted, NOW)


class Killed(BaseException):
    """The program ends here: nothing after it is done."""


@pytest.mark.parametrize("ends", [saving.Unsaved("The disk is full."), Killed()], ids=["disk full", "killed"])
@pytest.mark.parametrize("step", ["save", "undo"])
def test_article_and_bank_are_written_both_or_none(
    school: House, monkeypatch: pytest.MonkeyPatch, ends: BaseException, step: str
) -> None:
    wanted = planned(school, "was built in 1847", "was put up in 1847", Mend("year", "aside"))
    later = NOW + timedelta(seconds=1)
    act: Callable[[], object] = partial(article.save, school, TEACHER, BANK, wanted, NOW)
    if step == "undo":
        [saved, _] = article.save(school, TEACHER, BANK, wanted, NOW)
        act = partial(history.undo, school, TEACHER, saved.id, later)
    files = bank_file(school).read_bytes(), article_file(school).read_bytes()
    plainly, touched = saving.save, list[Path]()

    def save(path: Path, *contents: bytes) -> None:
        if touched and path != touched[0]:
            monkeypatch.undo()
            raise ends
        touched.append(path)
        plainly(path, *contents)

    monkeypatch.setattr(saving, "save", save)
    with pytest.raises((Unsaved, Killed)):
        act()
    recover(school)
    assert touched
    assert (bank_file(school).read_bytes(), article_file(school).read_bytes()) == files
    assert len(history.history(school, TEACHER, BANK, later)) == (1 if step == "undo" else 0)


def test_an_article_outside_the_folder_is_not_edited(school: House) -> None:
    (school.questions.parent / "secret.md").write_text("Secret.\n", "utf-8")
    text = bank_file(school).read_text("utf-8").replace("article: lighthouse.md", "article: ../secret.md")
    bank_file(school).write_text(text, "utf-8")
    with pytest.raises(Unsaved, match="outside"):
        article.papers(school, TEACHER, BANK, NOW)
