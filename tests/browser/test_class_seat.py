"""A learner in a class: in by a code, an answer until the lock, a verdict after the reveal, always the same seat."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.staff import Desk, answer, come_in, sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, PHONE, Visit
from tutor.ui.taking import LATE

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(server) -> Desk:
    return Desk(server)


def seat(learner: Visit):
    return learner.page.locator(".seat")


def test_from_the_code_to_the_end(visit, desk):
    learner = visit().open()
    learner.page.get_by_label("Join a class").fill(f" {desk.code[:2].lower()} {desk.code[2:]}")
    learner.page.get_by_role("button", name="Join", exact=True).click()
    learner.page.get_by_role("button", name="Come in").click()
    expect(seat(learner)).to_contain_text("Your teacher starts soon.")
    desk.lead("start")
    expect(seat(learner)).to_contain_text("In which year was the lighthouse lit")
    answer(learner, "1884")
    answer(learner, "1874")
    expect(seat(learner)).to_contain_text("you can change it until it is locked")
    desk.lead("lock")
    expect(seat(learner)).to_contain_text("The answers are locked.")
    expect(learner.box).to_have_count(0)
    desk.lead("vote")
    expect(seat(learner)).to_contain_text("Once more, after talking")
    answer(learner, "in 1874")
    desk.lead("lock", "reveal")
    expect(seat(learner)).to_contain_text("Yes.")
    expect(seat(learner).locator("mark")).to_have_text(
        "The lighthouse of Port Ellan was lit for the first time in 1874."
    )
    desk.lead("next")
    expect(seat(learner)).to_contain_text("How high above the rock")
    expect(seat(learner)).not_to_contain_text("1874")
    desk.lead("end")
    expect(seat(learner)).to_contain_text("You had 1 of 2 right.")
    assert not learner.errors


def test_the_key_is_on_no_frame_before_its_reveal(visit, desk):
    learner = come_in(visit(), desk.code)
    desk.lead("start")
    answer(learner, "long ago")
    desk.lead("lock")
    expect(seat(learner)).to_contain_text("The answers are locked.")
    desk.lead("vote", "lock")
    learner.reload()
    expect(seat(learner)).to_contain_text("You have not answered this one.")
    late = come_in(visit(), desk.code)
    for told in (learner.told, late.told):
        assert not told("1874")
        assert not told("Agnes Torrance")
    desk.lead("reveal")
    expect(seat(learner)).to_contain_text("1874")
    assert not learner.told("Agnes Torrance")


def test_options_are_pressed_and_may_be_changed(visit, desk):
    learner = come_in(visit(), desk.code)
    desk.lead("start", *("lock", "reveal", "next") * 3)
    options = learner.page.locator("form.answer .options button")
    expect(options).to_have_count(4)
    options.nth(2).click()
    expect(options.nth(2)).to_have_attribute("aria-pressed", "true")
    options.nth(0).press("Enter")
    first = options.nth(0).inner_text()
    expect(seat(learner).locator(".given b")).to_have_text(first)
    expect(options.nth(2)).to_have_attribute("aria-pressed", "false")
    learner.reload()
    expect(options.nth(0)).to_have_attribute("aria-pressed", "true")
    assert faults(learner.page) == []
    desk.lead("lock")
    expect(options).to_have_count(0)
    assert desk.board.people[0].given == first


def test_the_same_place_after_f5_on_another_device_and_in_another_window(visit, desk):
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    answer(learner, "1884")
    learner.reload()
    expect(seat(learner).locator(".given b")).to_have_text("1884")
    code = learner.page.locator(".me .code").inner_text()
    window = Visit(learner.page.context.new_page(), learner.url).open(f"?class={desk.code}")
    expect(seat(window).locator(".given b")).to_have_text("1884")

    phone = visit(viewport=PHONE).open(f"?class={desk.code.lower()}")
    phone.page.get_by_text("I was here before").click()
    phone.page.get_by_label("Your return code").fill(code.lower())
    phone.page.get_by_role("button", name="Go on where I was").click()
    expect(seat(phone).locator(".given b")).to_have_text("1884")
    answer(phone, "1874")
    assert [p.given for p in desk.board.people] == ["1874"]


def test_a_dead_network_and_a_dead_server_lose_nothing(visit, own_server):
    desk = Desk(own_server.start())
    learner = come_in(visit(own_server.url), desk.code, "Ann")
    desk.lead("start")
    answer(learner, "1884")
    own_server.kill()
    learner.page.wait_for_timeout(1000)
    own_server.start()
    expect(learner.box).to_be_enabled(timeout=45_000)
    answer(learner, "1874")
    learner.page.context.set_offline(True)
    desk.lead("lock", "reveal")
    learner.page.wait_for_timeout(2000)
    learner.page.context.set_offline(False)
    expect(seat(learner)).to_contain_text("Yes.", timeout=45_000)
    own_server.kill()
    desk.lead("next")
    own_server.start()
    expect(seat(learner)).to_contain_text("How high", timeout=45_000)


def test_while_the_database_is_away_the_page_says_so_and_goes_on_by_itself(visit, own_server):
    desk = Desk(own_server.start())
    learner = come_in(visit(own_server.url), desk.code, "Ann")
    desk.lead("start")
    expect(learner.box).to_be_visible(timeout=15_000)
    file = Path(own_server.database.removeprefix("sqlite:///"))
    file.rename(file.with_suffix(".away"))
    learner.box.fill("1874")
    learner.box.press("Enter")
    expect(seat(learner).get_by_text("Not sent yet. Trying again")).to_be_visible(timeout=15_000)
    window = Visit(learner.page.context.new_page(), learner.url).open(f"?class={desk.code}")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Something is in the way")
    file.with_suffix(".away").rename(file)
    expect(seat(learner).locator(".given b")).to_have_text("1874", timeout=15_000)
    expect(learner.box).to_have_value("")
    expect(window.page.locator(".given b")).to_have_text("1874", timeout=45_000)


def test_who_is_removed_reads_so_and_may_be_let_back(visit, desk):
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    answer(learner, "1884")
    desk.let("Ann", out=True)
    expect(seat(learner)).to_contain_text("You are not in this class just now")
    expect(learner.box).to_have_count(0)
    desk.let("Ann", out=False)
    expect(seat(learner).locator(".given b")).to_have_text("1884")


def test_an_answer_that_comes_too_late_is_told_so(visit, desk):
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    expect(learner.box).to_be_visible()
    learner.page.context.set_offline(True)
    learner.box.fill("1874")
    learner.box.press("Enter")
    expect(seat(learner).get_by_text("Not sent yet. Trying again")).to_be_visible()
    desk.lead("lock")
    learner.page.context.set_offline(False)
    expect(seat(learner)).to_contain_text("The answers are locked.", timeout=30_000)
    expect(seat(learner).get_by_role("alert")).to_have_text(LATE, timeout=15_000)
    assert desk.board.people[0].given == ""


def test_what_is_typed_and_not_sent_outlives_a_drawing_and_a_reload_and_answers_no_other_question(visit, desk):
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    learner.box.press_sequentially("about 18")
    desk.let("Ann", out=True)
    expect(seat(learner)).to_contain_text("You are not in this class just now")
    desk.let("Ann", out=False)
    expect(learner.box).to_have_value("about 18")
    answer(Visit(learner.page.context.new_page(), learner.url).open(f"?class={desk.code}"), "1884")
    learner.reload()
    expect(learner.page.locator(".given b")).to_have_text("1884")
    expect(learner.box).to_have_value("about 18")
    desk.lead("lock", "vote")
    expect(seat(learner)).to_contain_text("Once more")
    expect(learner.box).to_have_value("")


def test_an_answer_in_class_does_not_run_the_page_and_what_is_too_long_stays(visit, desk):
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    expect(learner.box).to_be_visible()
    frames = len(learner.frames)
    answer(learner, "1884")
    learner.box.fill("x" * 501)
    learner.button("Send").click()
    expect(seat(learner).get_by_role("alert").last).to_contain_text("Please shorten it.")
    expect(learner.box).to_have_value("x" * 501)
    assert len(learner.frames) == frames
    answer(learner, "1874")
    expect(seat(learner).get_by_text("shorten")).to_have_count(0)


def test_nicknames_and_answers_are_shown_as_typed(visit, desk):
    hostile = "<img src=x onerror=alert(1)>"[:24]
    learner = come_in(visit(), desk.code, hostile)
    expect(learner.page.locator(".me bdi").first).to_have_text(hostile)
    desk.lead("start")
    answer(learner, "**bold** $x$ <b>1874</b>")
    assert seat(learner).locator("img").count() == 0


def test_a_code_of_no_class_leads_to_another_try(visit, desk):
    learner = visit().open("?class=nonsense")
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("No class here")
    learner.page.get_by_label("Join a class").fill(desk.code)
    learner.page.get_by_label("Join a class").press("Enter")
    expect(learner.page.get_by_label("Your name in this class")).to_be_visible()


def test_at_ones_own_pace_with_hints_and_second_tries(visit, server):
    desk = Desk(server, "self")
    learner = come_in(visit(), desk.code, "Ann")
    desk.lead("start")
    learner.is_asked("In which year")
    learner.say("1884").sees("Not yet.").say("1874").sees("Yes.").is_asked("How high")
    learner.reload().is_asked("How high")
    (person,) = desk.board.people
    assert [outcome for _, outcome in person.lesson.outcomes] == ["repaired"]


@FOR_EVERYBODY
def test_a_seat_is_for_everybody(visit, desk, scheme, size):
    learner = visit(color_scheme=scheme, **({"viewport": size} if size else {}))
    found = {"door": faults(learner.open(f"?class={desk.code}").page)}
    come_in(learner, desk.code)
    found["lobby"] = faults(learner.page)
    for step, words in {"start": "In which year", "lock": "locked", "reveal": "The answer", "end": "Thank you"}.items():
        desk.lead(step)
        expect(seat(learner)).to_contain_text(words)
        if step == "start":
            answer(learner, "1884")
        assert learner.fits()
        found[step] = faults(learner.page)
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_in_the_band_lies_over_anything_else_on_a_phone(visit, server, desk, width):
    learner = come_in(visit(viewport={"width": width, "height": 700}), desk.code, "Ann-Kathrin of the Lighthouse")
    assert overlaps(learner) == []
    learner.start().say("1874")
    learner.page.locator(".where").evaluate("e => e.textContent = 'A title that is longer than any phone is wide'")
    assert overlaps(learner) == []
    sign_in(learner, server)
    assert overlaps(learner) == []


BOXES = """() => {
  const parts = [...document.querySelectorAll('.band > *, .ways > a, .stAppToolbar button, .me > span')];
  const boxes = parts.filter(e => !e.matches('.ways')).map(e => [e.innerText, e.getBoundingClientRect()])
    .filter(([_, box]) => box.width);
  const over = (p, q) => p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1;
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([_, q]) => over(p, q)).map(([b]) => [a, b])); }"""


def overlaps(learner: Visit) -> list[list[str]]:
    """The parts of the head of a page that lie over each other."""
    return learner.page.evaluate(BOXES)
