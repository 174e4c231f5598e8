"""A teacher edits a bank in a browser: problems while typing, nothing lost, the change shown, saved and taken back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.staff import sign_in
from tests.browser.test_access import faults
from tests.browser.test_draft import DROP_ZONE
from tests.browser.visit import FOR_EVERYBODY, Visit

SLOW = 15_000


def on_disk(school: Server, name: str = "harbour") -> str:
    return (school.questions / f"{name}.yaml").read_text("utf-8")


def edit(teacher: Visit, place: str = "") -> Visit:
    teacher.open(f"?teach=banks&bank=harbour{place}")
    expect(box(teacher)).to_be_visible(timeout=SLOW)
    expect(heading(teacher)).to_have_text("Nothing to mend", timeout=SLOW)
    return teacher


def box(teacher: Visit):
    return teacher.page.get_by_label("The bank’s text")


def heading(teacher: Visit):
    return teacher.page.locator(".problems h3")


def type_behind(teacher: Visit, words: str, typed: str) -> None:
    """Put the cursor behind some words of the text, and type."""
    box(teacher).evaluate(
        "(box, words) => { box.focus(); const at = box.value.indexOf(words) + words.length;"
        "box.setSelectionRange(at, at); }",
        words,
    )
    teacher.page.keyboard.type(typed)


def row(teacher: Visit) -> int:
    """The line in which the cursor stands."""
    return int(box(teacher).evaluate("box => box.value.slice(0, box.selectionStart).split('\\n').length"))


def look(teacher: Visit) -> Visit:
    teacher.button("See what changes").click()
    expect(teacher.page.get_by_role("heading", name="What changes")).to_be_visible(timeout=SLOW)
    return teacher


def test_a_mistake_is_told_while_typing_a_reload_keeps_it_and_the_mended_text_is_saved_and_taken_back(teacher, school):
    before = on_disk(school)
    edit(teacher)
    type_behind(teacher, "title: ", '"')
    expect(heading(teacher)).to_have_text("1 to mend", timeout=SLOW)
    teacher.reload()
    expect(teacher.page.get_by_text("Your changes from before are here again.")).to_be_visible(timeout=SLOW)
    expect(heading(teacher)).to_have_text("1 to mend", timeout=SLOW)
    look(teacher)
    expect(teacher.page.get_by_text("Before this can be saved, mend:")).to_be_visible()
    expect(teacher.button("Save")).to_have_count(0)
    type_behind(teacher, 'title: "The light at Port Ellan', '"')
    expect(heading(teacher)).to_have_text("Nothing to mend", timeout=SLOW)
    look(teacher)
    expect(teacher.page.locator(".difference .gone code")).to_have_text("title: The light at Port Ellan")
    expect(teacher.page.locator(".difference .come code")).to_have_text('title: "The light at Port Ellan"')
    assert on_disk(school) == before
    teacher.button("Save").click()
    expect(teacher.page.get_by_text("Saved. Learners have it from now on.")).to_be_visible(timeout=SLOW)
    assert on_disk(school) == before.replace("title: The light at Port Ellan", 'title: "The light at Port Ellan"')
    teacher.button("Undo").click()
    expect(box(teacher)).to_have_value(before, timeout=SLOW)
    assert on_disk(school) == before
    teacher.button("History").click()
    expect(teacher.page.get_by_text("Took a save back")).to_be_visible(timeout=SLOW)
    assert not teacher.errors


def test_what_somebody_new_to_yaml_gets_wrong_is_told_with_its_line(teacher, school):
    before = on_disk(school)
    edit(teacher)
    for old, new, told in (
        ("    answer: 31 metres", "   answer: 31 metres", "Line 15"),
        ("ask: How high above", 'ask: "How high above', "Line 16"),
        ("id: keeper", "id: height", "Line 19"),
        ("quote: The tower stands 31", "quote: The tower is 31", "Line 17"),
    ):
        box(teacher).fill(before.replace(old, new, 1))
        problem = teacher.page.locator(".problems li button").filter(has_text=told).first
        expect(problem).to_be_visible(timeout=SLOW)
        expect(problem).to_contain_text("To do:")
        problem.click()
        assert f"Line {row(teacher)}" == told
    teacher.button("Discard changes").click()
    expect(box(teacher)).to_have_value(before)
    assert on_disk(school) == before


def test_the_keyboard_indents_and_gets_out_again(teacher):
    edit(teacher, "&tab=text&fact=keeper")
    assert row(teacher) == 19
    page = teacher.page
    type_behind(teacher, "  - id: keeper", "")
    for key in ("End", "Enter", "Tab", "x"):
        page.keyboard.press(key)
    assert "  - id: keeper\n      x\n" in box(teacher).input_value()
    page.keyboard.press("Shift+Tab")
    assert "  - id: keeper\n    x\n" in box(teacher).input_value()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(teacher.button("See what changes")).to_be_focused()
    teacher.button("Discard changes").click()


def test_a_file_that_changed_meanwhile_is_shown_and_what_was_typed_stays(teacher, school):
    before = on_disk(school)
    edit(teacher)
    type_behind(teacher, "why: The town had waited", " very")
    theirs = before.replace("31 metres above the rock.\n    answer", "31 metres above the rocks.\n    answer", 1)
    (school.questions / "harbour.yaml").write_text(theirs, "utf-8")
    look(teacher)
    expect(teacher.page.get_by_text("Somebody has changed this file since you opened it.")).to_be_visible()
    expect(teacher.page.locator(".difference .gone").first).to_contain_text("had waited long")
    assert "waited very long" in box(teacher).input_value()
    teacher.button("Take the file as it is now").click()
    expect(box(teacher)).to_have_value(theirs, timeout=SLOW)
    (school.questions / "harbour.yaml").write_text(before, "utf-8")


def test_an_example_is_archived_and_comes_back(teacher, school):
    teacher.open("?teach=banks")
    teacher.page.get_by_text("New bank", exact=True).click()
    teacher.button("Start from an example").click()
    expect(box(teacher)).to_be_visible(timeout=SLOW)
    teacher.button("Manage").click()
    teacher.button("Put it into the archive").click()
    teacher.page.get_by_text("Archive (1)").click()
    assert (school.questions / "archive/the-mill-at-lowbridge.yaml").exists()
    teacher.button("Bring back").click()
    expect(box(teacher)).to_be_visible(timeout=SLOW)
    assert on_disk(school, "the-mill-at-lowbridge")
    assert not teacher.errors


def test_nobody_else_sees_a_bank(visit, school):
    somebody = visit(school.url).open("?teach=banks&bank=harbour")
    expect(somebody.page.get_by_label("Passcode")).to_be_visible()
    assert not somebody.told("31 metres")


@FOR_EVERYBODY
def test_the_pages_are_for_everybody(visit, school, size, scheme):
    teacher = sign_in(visit(school.url, color_scheme=scheme, **({"viewport": size} if size else {})), school)
    found = {"list": faults(teacher.open("?teach=banks").page)}
    assert teacher.fits()
    edit(teacher)
    type_behind(teacher, "id: keeper", " # who")
    box(teacher).fill(box(teacher).input_value().replace("accept", "acept"))
    look(teacher)
    found["text"] = faults(teacher.page)
    assert teacher.fits()
    for tab in ("History", "Manage"):
        teacher.button(tab).click()
        expect(teacher.page.get_by_role("button", name="See what changes")).to_have_count(0)
        found[tab] = [fault for fault in faults(teacher.page) if DROP_ZONE not in fault]
        assert teacher.fits()
    assert {page: lines for page, lines in found.items() if lines} == {}
