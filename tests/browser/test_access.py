"""For everybody: by keyboard alone, for a screen reader, on a phone, at 200 %, in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import PHONE, Visit, in_view

pytest.importorskip("axe_playwright_python", reason="pip install -r tests/requirements.txt brings axe-core")

from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


SETTLED = """() => document.querySelector('.stApp[data-test-script-state="notRunning"]')
    && !document.querySelector('[data-stale="true"]')
    && document.getAnimations().every(a => a.playState !== 'running')"""
"""A busy server's page fades while it waits; what is judged is the page as it stays."""


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong, one line each: nothing is left out, Streamlit's frame neither."""
    page.wait_for_function(SETTLED)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_of_ours(visit, scheme, size):
    learner = visit(color_scheme=scheme, **({"viewport": size} if size else {}))
    found = {"shelf": faults(learner.open().page), "text": faults(learner.open("?bank=harbour").page)}
    learner.start()
    found["first question"] = faults(learner.page)
    for words in ["1884", "1874", "31", "hint", "what about goats?", "31 m"]:
        learner.say(words)
    found["talk"] = faults(learner.page)
    learner.press("Show me").press("Next")
    found["options"] = faults(learner.page)
    learner.press("Finish")
    found["end"] = faults(learner.page)
    found["gone"] = faults(learner.open("?lesson=nothing").page)
    assert {page: lines for page, lines in found.items() if lines} == {}


def test_a_lesson_by_keyboard_alone(visit):
    learner = visit().open()
    tab_to(learner, "Start")
    learner.page.keyboard.press("Enter")
    learner.is_asked("In which year")
    tab_to_box(learner)
    learner.page.keyboard.type("1884")
    learner.page.keyboard.press("Enter")
    learner.sees("Not yet.")
    expect(learner.box).to_be_focused()
    learner.page.keyboard.type("1874")
    learner.page.keyboard.press("Enter")
    learner.sees("Yes.").is_asked("How high")
    tab_to(learner, "Show me", backwards=True)
    learner.page.keyboard.press("Space")
    learner.sees("The answer:")
    tab_to(learner, "Next", backwards=True)
    learner.page.keyboard.press("Enter")
    learner.is_asked("Who was the first keeper")


def test_a_verdict_and_the_next_question_are_announced(visit):
    learner = visit().start().say("1874")
    alerts = [a.inner_text() for a in learner.page.get_by_role("alert").all()]
    assert any("Yes." in a and "The town had waited" in a for a in alerts), alerts
    assert any("How high above the rock" in a for a in alerts), alerts
    assert sorted(live_parts(learner.page)) == ["assertive", "assertive"]
    learner.say("31 feet")
    alerts = [a.inner_text() for a in learner.page.get_by_role("alert").all()]
    assert len(alerts) == 1, "the question did not change, so it is not read again"
    assert "Not yet." in alerts[0]
    learner.reload().is_asked("How high")
    expect(learner.page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("place", ["", "?bank=harbour", "lesson"])
def test_nothing_sticks_out_on_a_phone(visit, place):
    learner = visit(viewport=PHONE, has_touch=True)
    if place == "lesson":
        learner.start().say("1874").say("x" * 300).say("31")
        assert in_view(learner.newest)
    else:
        learner.open(place)
    assert learner.fits()


def test_on_a_phone_the_proof_folds_under_its_verdict(visit):
    learner = visit(viewport=PHONE).start().say("1874")
    fold = learner.newest.locator("summary")
    expect(fold).to_be_visible()
    assert fold.bounding_box()["height"] < 40, "one line"
    expect(learner.page.locator(".panel")).to_be_hidden()
    expect(learner.newest.locator("mark")).to_be_hidden()
    fold.click()
    expect(learner.newest.locator("mark")).to_have_text(
        "The lighthouse of Port Ellan was lit for the first time in 1874."
    )


def test_at_200_percent_all_is_there_and_nothing_sticks_out(visit):
    learner = visit(viewport={"width": 640, "height": 430}, device_scale_factor=2).start().say("1884")
    assert learner.fits()
    for part in [learner.question, learner.box, learner.button("Hint"), learner.button("Finish")]:
        assert in_view(part)
    assert learner.page.locator(".talk").evaluate("e => e.clientHeight") > 60


def test_the_dark_theme_is_dark_all_through(visit):
    learner = visit(color_scheme="dark").start().say("1874")
    colour = "e => getComputedStyle(e).%s.match(/[\\d.]+/g).slice(0, 3).map(Number)"
    assert max(learner.page.locator(".stApp").evaluate(colour % "backgroundColor")) < 40
    assert max(learner.page.locator(".panel").evaluate(colour % "backgroundColor")) < 50
    assert min(learner.question.locator("p").evaluate(colour % "color")) > 200
    assert learner.page.locator(".panel mark").evaluate(colour % "backgroundColor") == [255, 233, 138]


def tab_to(learner: Visit, name: str, *, backwards: bool = False) -> None:
    """Press Tab until the button called `name` has the focus."""
    for _ in range(30):
        if learner.page.evaluate("() => document.activeElement.textContent.trim()") == name:
            return
        learner.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    pytest.fail(f"no way to {name} by Tab")


def tab_to_box(learner: Visit) -> None:
    for _ in range(30):
        if learner.page.evaluate("() => document.activeElement.tagName") == "TEXTAREA":
            return
        learner.page.keyboard.press("Tab")
    pytest.fail("no way to the input by Tab")


def live_parts(page: Page) -> list[str]:
    """How urgently each live part of our own is read out, from the browser's accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    alerts = [n for n in nodes if n.get("role", {}).get("value") == "alert"]
    return [p["value"]["value"] for n in alerts for p in n.get("properties", []) if p["name"] == "live"]
