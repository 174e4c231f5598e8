"""A teacher who does not like YAML: a fact by a form, answers tried while typing, an article changed, all by mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.staff import sign_in
from tests.browser.test_access import SETTLED, faults
from tests.browser.visit import FOR_EVERYBODY, Visit
from tutor import bank as banks
from tutor.model import Bank

pytestmark = pytest.mark.browser
TABS = ("one-fact", "try-it", "article")


def on_disk(school: Server) -> Bank:
    bank = banks.read(school.questions / "harbour.yaml").bank
    assert bank
    return bank


def go(teacher: Visit, tab: str) -> Visit:
    teacher.open(f"?teach=banks&bank=harbour&tab={tab}")
    expect(teacher.page.locator(f".st-key-bank-{tab} .stSelectbox, .st-key-bank-{tab} textarea").first).to_be_visible()
    teacher.page.wait_for_function(SETTLED)
    return teacher


def field(teacher: Visit, name: str):
    return teacher.page.get_by_role("textbox", name=re.compile(f"^{name}"))


def leave(teacher: Visit) -> None:
    """Leave a field by keyboard; that is when it is looked at."""
    teacher.page.keyboard.press("Tab")
    teacher.page.wait_for_timeout(300)
    teacher.page.wait_for_function(SETTLED)


def test_a_new_fact_is_made_from_a_sentence_and_taken_back(teacher, school):
    before = (school.questions / "harbour.yaml").read_bytes()
    go(teacher, "one-fact")
    teacher.page.get_by_text("Sailors had asked for it after two wrecks in one winter.").click()
    expect(field(teacher, "Quote")).to_have_value("Sailors had asked for it after two wrecks in one winter.")
    field(teacher, "Statement").fill("Sailors asked for the lighthouse of Port Ellan after two wrecks in one winter.")
    field(teacher, "Answer").fill("three wrecks")
    leave(teacher)
    wrong = teacher.page.locator(".st-key-fact-fields .flaws .error")
    expect(wrong).to_contain_text("“three wrecks” does not stand in the statement")
    teacher.button("Add this fact").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="Not saved yet.")).to_be_visible()
    field(teacher, "Answer").fill("two wrecks")
    leave(teacher)
    expect(teacher.page.locator(".flaws .error")).to_have_count(0)
    expect(teacher.page.locator(".difference .come").filter(has_text="answer: two wrecks")).to_be_visible()
    teacher.button("Add this fact").click()
    expect(teacher.page.get_by_text("The fact is added at the end of the bank.")).to_be_visible()
    assert (on_disk(school).facts[-1].key, on_disk(school).facts[-1].quote[:7]) == ("two wrecks", "Sailors")
    teacher.button("Undo").click()
    expect(teacher.page.get_by_text("The fact is added")).to_have_count(0)
    assert (school.questions / "harbour.yaml").read_bytes() == before
    assert not teacher.errors


def test_what_is_typed_in_the_form_is_there_after_a_look_at_another_tab(teacher):
    go(teacher, "one-fact")
    field(teacher, "Statement").fill("The ferry comes from Dunmore.")
    leave(teacher)
    teacher.button("Try it").click()
    expect(teacher.page.get_by_label("An answer")).to_be_visible()
    teacher.button("One fact").click()
    expect(field(teacher, "Statement")).to_have_value("The ferry comes from Dunmore.")


def test_answers_are_judged_while_they_are_typed_and_one_is_accepted(teacher, school):
    go(teacher, "try-it")
    box, told = teacher.page.get_by_label("An answer"), teacher.page.locator(".tried")
    for said, words in [
        ("1874", "Verdict: correct"),
        ("1884", "Ten years too late."),
        ("hint", "not taken for an answer"),
        ("eighteen seventy-four", "Verdict: correct"),
        ("before the telephone", "Verdict: incorrect"),
    ]:
        box.fill(said)
        expect(told).to_contain_text(words)
        expect(box).to_be_focused()
    teacher.button("Accept this answer").click()
    expect(teacher.page.get_by_text("accept: [before the telephone]")).to_be_visible()
    teacher.button("Save").click()
    expect(teacher.page.get_by_text("“before the telephone” is accepted.")).to_be_visible()
    expect(told).to_contain_text("Verdict: correct")
    assert on_disk(school).facts[0].accept == ("before the telephone",)
    teacher.button("Undo").click()
    expect(told).to_contain_text("Verdict: incorrect")
    assert on_disk(school).facts[0].accept == ()


def test_an_article_changes_and_a_lost_sentence_waits_for_the_teacher(teacher, school):
    files = [(school.questions / name).read_bytes() for name in ("harbour.md", "harbour.yaml")]
    go(teacher, "article")
    box = teacher.page.get_by_label("The article", exact=True)
    new = box.input_value().replace("The tower stands 31 metres", "The tower rises 31 metres")
    box.fill(new.replace("## The people", "## A dog\n\nThere was a dog.\n\n## The people"))
    teacher.button("See what changes").click()
    expect(teacher.page.get_by_text("1 fact has lost its sentence:")).to_be_visible()
    teacher.button("Save the article").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="1 fact waits for you")).to_be_visible()
    teacher.page.locator("[class*=st-key-lost-] label").filter(has_text="rises").first.click()
    expect(teacher.page.locator(".difference .come").filter(has_text="quote: The tower rises")).to_be_visible()
    teacher.button("Save the article").click()
    expect(teacher.page.get_by_text("The article is saved, and its bank with it.")).to_be_visible()
    height, keeper = on_disk(school).facts[1:3]
    assert height.quote == "The tower rises 31 metres above the rock."
    assert keeper.citation
    assert keeper.citation.paragraph == 4
    teacher.button("Undo").click()
    expect(teacher.page.get_by_text("The article is saved")).to_have_count(0)
    assert [(school.questions / name).read_bytes() for name in ("harbour.md", "harbour.yaml")] == files


@FOR_EVERYBODY
def test_the_tabs_are_for_everybody(visit, school, scheme, size):
    teacher = sign_in(visit(school.url, color_scheme=scheme, **({"viewport": size} if size else {})), school)
    found = {}
    for tab in TABS:
        go(teacher, tab)
        if tab == "article":
            box = teacher.page.get_by_label("The article", exact=True)
            box.fill(box.input_value().replace("The tower stands 31", "The tower rises 31"))
            teacher.button("See what changes").click()
            expect(teacher.page.get_by_text("1 fact has lost its sentence:")).to_be_visible()
        elif tab == "one-fact":
            field(teacher, "Statement").fill("A lighthouse of a kind stood there.")
            leave(teacher)
            expect(teacher.page.locator(".flaws").first).to_be_visible()
        else:
            teacher.page.get_by_label("An answer").fill("1900")
            expect(teacher.page.locator(".tried")).to_contain_text("Verdict:")
        found[tab] = faults(teacher.page)
        assert teacher.fits()
    assert {tab: lines for tab, lines in found.items() if lines} == {}
