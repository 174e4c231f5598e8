"""A teacher hands in an article, reviews what was drafted, and what is accepted is asked: with mouse, keys, a phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.staff import sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, Visit
from tests.handed_in import word
from tutor import bank as banks
from tutor.actions import House
from tutor.drafting.apart import Result
from tutor.drafting.model import Draft
from tutor.drafts import making
from tutor.model import Bank, Source
from tutor.store import open_store
from tutor.teachers import Teacher

pytestmark = pytest.mark.browser
EEL = Path(__file__).parents[1] / "sources" / "eel.txt"
DROP_ZONE = "presentation-role-conflict: ['section']"
"""Streamlit's own place to drop a file is "presentation" and still takes the focus; its button beside it is sound."""
TEXT = """# The eel

In 1922 the Danish biologist Johannes Schmidt traced the smallest larvae to the Sargasso Sea. <b>He</b> was *glad*.

The European Union has forbidden the export of eels since 2010, and most of its members obey.

Nobody has ever seen an eel spawn in the wild, though many expeditions have looked for one.
"""
COPIES = count(1)
DRAFTS = (
    Draft(
        "Johannes Schmidt traced the larvae of eels to the Sargasso Sea in 1922.",
        (("Johannes Schmidt",),),
        "person",
        "In 1922 the Danish biologist Johannes Schmidt traced the smallest larvae to the Sargasso Sea.",
        1,
        ("Who traced the larvae of eels to the Sargasso Sea in 1922?",),
    ),
    Draft(
        "The European Union has forbidden the export of eels since 2010.",
        (("2010",),),
        "year",
        "The European Union has forbidden the export of eels since 2010",
        2,
    ),
)


@pytest.fixture
def eel(school: Server, tmp_path: Path) -> str:
    """A new text with two drafts, and no fact on its third paragraph."""
    now = datetime.now(UTC)
    house = House(open_store(f"sqlite:///{tmp_path / 'none.db'}"), school.questions)
    text = f"{TEXT}\nCopy {next(COPIES)}.\n"  # the same article again would go into the bank that is there
    return making.keep(house, Teacher(now + timedelta(hours=1)), now, Result(text, Source(), None, (), DRAFTS, ()))


@pytest.fixture
def teacher(visit, school: Server) -> Visit:
    return sign_in(visit(school.url), school).open("?teach=draft")


def on_disk(school: Server, name: str) -> Bank:
    bank = banks.read(school.questions / f"{name}.yaml").bank
    assert bank
    return bank


def review(teacher: Visit, name: str) -> Visit:
    teacher.open(f"?teach=draft&text={name}")
    expect(teacher.button("Accept Shortcut A")).to_be_visible()
    return teacher


def statement(teacher: Visit):
    return teacher.page.locator(".statement")


def field(teacher: Visit, name: str):
    return teacher.page.get_by_label(name, exact=True)


# --- handing in ------------------------------------------------------------------------------------


def test_a_pasted_article_becomes_drafts_and_an_accepted_one_is_asked(teacher, school, visit):
    field(teacher, "Paste the article").fill(EEL.read_text())
    teacher.button("Draft facts").click()
    expect(teacher.button("Stop")).to_be_visible()
    expect(teacher.button("Accept Shortcut A")).to_be_visible(timeout=60_000)
    expect(teacher.page.get_by_text("Cut at “More from River Post”: 2 paragraphs were left out.")).to_be_visible()
    name = teacher.page.url.rpartition("=")[2]
    assert on_disk(school, name).live == ()
    teacher.button("Accept Shortcut A").click()
    expect(teacher.page.get_by_text("Accepted.")).to_be_visible()
    assert len(on_disk(school, name).live) == 1
    visit(school.url).start(name)
    assert not teacher.errors


def test_a_word_file_is_drafted_too(teacher, school):
    paragraphs = [("Title", "The Danish eel"), *(("", line) for line in EEL.read_text().split("\n\n")[1:3])]
    file = {"name": "eel.docx", "mimeType": "application/octet-stream", "buffer": word(paragraphs)}
    teacher.page.locator("input[type=file]").set_input_files(file)
    expect(teacher.page.get_by_text("eel.docx")).to_be_visible()
    teacher.button("Draft facts").click()
    expect(teacher.button("Accept Shortcut A")).to_be_visible(timeout=60_000)
    expect(teacher.page.get_by_role("heading", name="The Danish eel")).to_be_visible()


def test_what_cannot_be_drafted_is_told_and_the_text_stays(teacher):
    field(teacher, "Paste the article").fill("The cat sat.")
    teacher.button("Draft facts").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="the text has 3 words")).to_be_visible(timeout=30_000)
    expect(field(teacher, "Paste the article")).to_have_value("The cat sat.")
    field(teacher, "Paste the article").fill("")
    teacher.button("Draft facts").click()
    expect(teacher.page.get_by_text("Paste an article, or choose a file.")).to_be_visible()


def test_drafting_can_be_stopped_and_writes_nothing(teacher, school):
    before = sorted(school.questions.iterdir())
    field(teacher, "Paste the article").fill(EEL.read_text() * 20)
    teacher.button("Draft facts").click()
    teacher.button("Stop").click()
    expect(field(teacher, "Paste the article")).to_have_value(EEL.read_text() * 20)
    expect(teacher.button("Stop")).to_have_count(0)
    assert sorted(school.questions.iterdir()) == before


# --- reviewing -------------------------------------------------------------------------------------


def test_accept_drop_and_undo_by_key(teacher, school, eel):
    review(teacher, eel)
    expect(statement(teacher)).to_contain_text("Johannes Schmidt")
    teacher.page.keyboard.press("l")
    expect(statement(teacher)).to_contain_text("The European Union")
    teacher.page.keyboard.press("d")
    expect(teacher.page.get_by_text("Dropped.")).to_be_visible()
    assert len(on_disk(school, eel).facts) == 1
    teacher.page.keyboard.press("u")
    expect(teacher.page.locator("[class*=st-key-row-]")).to_have_count(2)
    assert len(on_disk(school, eel).facts) == 2
    teacher.page.locator("[class*=st-key-row-] button").first.click()
    expect(statement(teacher)).to_contain_text("Johannes Schmidt")
    teacher.page.keyboard.press("a")
    expect(teacher.page.get_by_text("1 draft to look at · 1 question asked")).to_be_visible()
    teacher.page.keyboard.press("a")
    expect(teacher.page.get_by_text("Every draft is looked at.")).to_be_visible()
    assert [fact.key for fact in on_disk(school, eel).live] == ["Johannes Schmidt", "2010"]


def test_the_chosen_wording_is_the_one_that_is_asked(teacher, school, eel):
    review(teacher, eel)
    gap = teacher.page.get_by_test_id("stRadio").locator("label").filter(has_text="traced the larvae of eels to").last
    gap.click()
    teacher.button("Accept Shortcut A").click()
    expect(teacher.page.get_by_text("Accepted.")).to_be_visible()
    assert on_disk(school, eel).live[0].ask == ""


def test_a_reworded_draft_is_saved_or_told_why_not(teacher, school, eel):
    review(teacher, eel)
    teacher.page.keyboard.press("e")
    field(teacher, "Answer, as it stands in the statement").fill("Somebody Else")
    teacher.button("Save and accept").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="Nothing was saved")).to_be_visible()
    expect(field(teacher, "Answer, as it stands in the statement")).to_have_value("Somebody Else")
    field(teacher, "Answer, as it stands in the statement").fill("1922")
    field(teacher, "Question; without one the statement is asked with a gap").fill("When were the larvae traced?")
    teacher.button("Save and accept").click()
    expect(teacher.page.get_by_text("Accepted.")).to_be_visible()
    assert [(f.key, f.ask) for f in on_disk(school, eel).live] == [("1922", "When were the larvae traced?")]


def test_a_fact_of_ones_own_with_a_suggested_question(teacher, school, eel):
    review(teacher, eel)
    teacher.button("¶3").click()
    field(teacher, "Statement").fill("Charles Darwin looked for the eel in 1840.")
    field(teacher, "Answer, as it stands in the statement").fill("1840")
    teacher.button("Suggest questions").click()
    suggestion = teacher.page.locator(".st-key-suggestions button").first
    expect(suggestion).to_be_visible(timeout=30_000)
    asked = suggestion.inner_text().replace("\u2060", "")
    suggestion.click()
    expect(field(teacher, "Question; without one the statement is asked with a gap")).to_have_value(asked)
    field(teacher, "Statement").fill("Nobody has ever seen an eel spawn in the wild.")
    field(teacher, "Answer, as it stands in the statement").fill("spawn")
    field(teacher, "Question; without one the statement is asked with a gap").fill("")
    teacher.button("Add this fact").click()
    expect(teacher.page.get_by_text("Added.")).to_be_visible()
    assert [fact.key for fact in on_disk(school, eel).live] == ["spawn"]
    expect(teacher.button("¶3")).to_have_count(0)


def test_what_stands_in_a_text_is_never_a_tag(teacher, eel):
    review(teacher, eel)
    expect(teacher.page.locator(".where-it-says")).to_contain_text("He was glad.")
    assert teacher.page.locator(".where-it-says b, .where-it-says em").count() == 0


def test_a_reload_keeps_what_was_decided(teacher, eel):
    review(teacher, eel).page.keyboard.press("a")
    expect(teacher.page.get_by_text("Accepted.")).to_be_visible()
    teacher.reload()
    expect(teacher.page.get_by_text("1 draft to look at · 1 question asked")).to_be_visible()


def test_two_teachers_at_one_text(teacher, visit, school, eel):
    review(teacher, eel)
    other = review(sign_in(visit(school.url), school), eel)
    other.page.keyboard.press("d")
    expect(other.page.get_by_text("Dropped.")).to_be_visible()
    teacher.button("Accept Shortcut A").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="not there any more")).to_be_visible()
    expect(statement(teacher)).to_contain_text("The European Union")
    assert on_disk(school, eel).live == ()


def test_nobody_else_sees_drafts(visit, school, eel):
    somebody = visit(school.url).open(f"?teach=draft&text={eel}")
    expect(somebody.page.get_by_label("Passcode")).to_be_visible()
    assert not somebody.told("Johannes Schmidt")


@FOR_EVERYBODY
def test_the_pages_are_for_everybody(visit, school, eel, scheme, size):
    teacher = sign_in(visit(school.url, color_scheme=scheme, **({"viewport": size} if size else {})), school)
    found = {"new": [fault for fault in faults(teacher.open("?teach=draft").page) if DROP_ZONE not in fault]}
    assert teacher.fits()
    found["review"] = faults(review(teacher, eel).page)
    assert teacher.fits()
    teacher.button("Edit Shortcut E").click()
    expect(field(teacher, "Statement")).to_be_visible()
    found["edit"] = faults(teacher.page)
    teacher.button("¶3").click()
    expect(teacher.button("Add this fact")).to_be_visible()
    found["own"] = faults(teacher.page)
    assert teacher.fits()
    assert {page: lines for page, lines in found.items() if lines} == {}
