"""The same place again: after F5, after a power cut, in a second window; and nobody in anybody else's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


def test_f5_in_the_middle_keeps_the_place(visit):
    learner = visit().start().say("1874").is_asked("How high")
    learner.say("31 feet").sees("Not yet.")
    learner.reload().is_asked("How high").sees("Not yet.")
    learner.say("31 metres").sees("Yes.").is_asked("first keeper")


def test_the_shelf_leads_back_to_the_open_lesson(visit):
    learner = visit().start().say("1874")
    learner.page.get_by_role("link", name="Passage").click()
    expect(learner.page.locator(".card")).to_contain_text("1 of 6 learned")
    learner.button("Go on").click()
    learner.is_asked("How high")
    learner.page.go_back()
    expect(learner.page.locator(".card")).to_be_visible()


def test_a_power_cut_in_the_middle_loses_nothing(visit, own_server):
    learner = visit(own_server.start().url).start().say("1874").is_asked("How high")
    own_server.kill()
    learner.page.wait_for_timeout(1000)
    own_server.start()
    expect(learner.box).to_be_enabled(timeout=20_000)
    learner.say("31 metres").sees("Yes.").is_asked("first keeper")
    learner.reload().is_asked("first keeper")
    own_server.kill()
    own_server.start()
    expect(learner.button("Show me")).to_be_enabled(timeout=20_000)
    learner.press("Show me").sees("The answer:")


def test_two_learners_do_not_mix(visit):
    one, other = visit().start(), visit().start()
    one.say("1874").is_asked("How high")
    other.is_asked("In which year").say("1884").sees("Not yet.")
    one.reload().is_asked("How high")
    other.reload().is_asked("In which year").sees("Not yet.")
    assert "1884" not in one.words
    other.open(one.page.url.removeprefix(one.url).lstrip("/"))
    expect(other.page.get_by_role("heading", level=1)).to_have_text("This lesson is not here")


def test_two_windows_of_one_learner_are_one_lesson(visit):
    first = visit().start()
    second = Visit(first.page.context.new_page(), first.url)
    second.page.goto(first.page.url)
    second.is_asked("In which year")
    first.say("1874").is_asked("How high")
    second.box.fill("eighteen seventy-four or so")
    second.box.press("Enter")
    expect(second.page.locator(".remark")).to_contain_text("another window")
    expect(second.box).to_have_value("eighteen seventy-four or so")
    second.is_asked("How high").say("31 metres").is_asked("first keeper")
    first.reload().is_asked("first keeper")


def test_the_cookie_comes_with_the_page_and_stays(visit):
    learner = visit().open()
    cookie = next(c for c in learner.page.context.cookies() if c["name"] == "passage")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["expires"] > 0
    learner.reload()
    again = next(c for c in learner.page.context.cookies() if c["name"] == "passage")
    assert again["value"] == cookie["value"]


def test_an_address_of_a_text_leads_to_it(visit):
    learner = visit().open("?bank=harbour")
    expect(learner.page.locator(".sheet")).to_contain_text("Agnes Torrance was the first keeper.")
    expect(learner.button("Start")).to_be_visible()
    learner.open("?bank=nothing")
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("This text is not here just now")
    learner.open("?lesson=nothing")
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("This lesson is not here")
