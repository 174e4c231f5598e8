"""A whole lesson as a learner has it: right, close, wrong, a hint, choices, an appeal, and the end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import in_view

pytestmark = pytest.mark.browser


def test_a_whole_lesson_from_the_shelf_to_its_end(visit):
    learner = visit().open()
    page = learner.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("where it says so")
    expect(page.locator(".card")).to_contain_text("6 questions")
    learner.button("Read first").click()
    expect(page.locator(".para").first).to_contain_text("lit for the first time in 1874")
    expect(page.locator(".para small").first).to_have_text("retells source ¶1")
    page.locator(".st-key-start-harbour button").click()

    learner.is_asked("In which year was the lighthouse lit")
    learner.say("1884").sees("Not yet.").sees("Ten years too late.").sees("Look at ¶1")
    learner.press("Hint").sees("The lighthouse of Port Ellan was lit for the first time in")
    learner.say("1874").sees("Yes.").is_asked("How high above the rock")
    expect(page.locator(".panel mark")).to_have_text("The lighthouse of Port Ellan was lit for the first time in 1874.")
    learner.say("31").sees("Close.")
    expect(learner.button("I think my answer is right")).to_be_visible()
    learner.say("31 metres").sees("Yes.").is_asked("Who was the first keeper")
    expect(learner.button("I think my answer is right")).to_have_count(0)
    learner.say("Brigid Kearney").sees("Not yet.")
    learner.press("I think my answer is right").sees("Passed on to your teacher.")
    expect(learner.button("I think my answer is right")).to_have_count(0)
    learner.press("Show me").sees("The answer:").sees("Agnes Torrance")
    expect(learner.question).to_have_count(0)
    learner.press("Next").is_asked("What did the lamp burn")
    learner.press("whale oil").sees("Yes.").is_asked("True or false?")
    learner.press("True" if "Dunmore" in learner.question.inner_text() else "False").sees("Yes.")
    learner.is_asked("Why did the harbour board move the light")
    learner.say("because of the fog").sees("Yes.").is_asked("Once more:")
    learner.say("Agnes Torrance").sees("right first time")
    assert in_view(learner.question)
    learner.is_asked("In your own words:").say("the fog").sees("Thank you.")
    expect(page.locator(".figures dd")).to_have_text(["4", "2", "0"])
    expect(learner.button("All texts")).to_be_visible()
    learner.button("All texts").click()
    expect(page.locator(".card")).to_contain_text("6 of 6 learned")


def test_the_newest_turn_and_the_open_question_are_always_in_view(visit):
    learner = visit().start()
    for words in ["nothing", "who was the keeper of the light?", "hint", "what did the board do?", "1874", "30 feet"]:
        learner.say(words)
        assert in_view(learner.newest), words
        assert in_view(learner.question), words
        assert in_view(learner.box), words


def test_only_what_makes_sense_now_is_offered(visit):
    learner = visit().start()
    for absent in ["Next", "Choices", "I think my answer is right"]:
        expect(learner.button(absent)).to_have_count(0)
    learner.press("Show me")
    for absent in ["Hint", "Show me", "Skip", "I think my answer is right"]:
        expect(learner.button(absent)).to_have_count(0)
    expect(learner.button("Next")).to_be_visible()


def test_earlier_turns_come_back_when_asked_for(visit):
    learner = visit().start()
    for n in range(9):
        learner.box.fill(f"what about number {n}?")
        learner.box.press("Enter")
        learner.sees(f"number {n}?")
    assert "number 0?" not in learner.words
    learner.page.get_by_role("link", name="Show what was said before").click()
    expect(learner.turns.nth(1)).to_contain_text("number 0?")
    assert in_view(learner.newest)
