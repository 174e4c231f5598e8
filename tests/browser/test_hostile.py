"""What anybody may type is shown as typed; what must not be known yet is nowhere; nobody else is called."""

from __future__ import annotations

import os
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">",
    "<b>bold</b> &amp; <style>*{display:none}</style>",
    "$x^2$ :red[red] ![](http://example.org/x.png) [a](javascript:alert(1)) `code` **bold**",
    "\u202eright to left\u202c \u2067isolated",
    "😀👩‍👩‍👧 é ñ 中文 عربى",
    "{{7*7}} ${7*7} %s \\n </textarea></div>",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_was_typed_is_shown_as_typed(visit, words):
    learner = visit().start().say(words)
    you = learner.newest.locator(".you")
    assert you.evaluate("e => e.lastChild.textContent") == words
    assert you.locator("*").count() == 1, "only our own label for screen readers"
    assert learner.page.title() == "Passage"
    learner.reload()
    assert learner.newest.locator(".you").evaluate("e => e.lastChild.textContent") == words
    assert not learner.errors
    assert strangers(learner) == []


def test_an_option_with_signs_in_it_is_shown_as_written(visit):
    learner = visit().start()
    for _ in range(3):
        learner.press("Show me").press("Next")
    option = learner.page.locator(".st-key-options button").filter(has_text="coal")
    assert option.inner_text().replace("\u2060", "") == "*coal* :red[gas] $x$"
    assert option.locator("em, .katex, img, a").count() == 0
    option.click()
    learner.sees("*coal* :red[gas] $x$").sees("Not yet.")


def test_nul_and_spaces_and_nothing(visit):
    learner = visit().start()
    learner.say("   ").sees("Type your answer")
    learner.say("a\0b").sees("a�b")
    assert not learner.errors


def test_too_long_is_refused_kindly_and_stays_in_the_box(visit):
    learner = visit().start()
    long = "word " * 20_000
    learner.box.fill(long)
    learner.box.press("Enter")
    expect(learner.page.locator(".remark")).to_contain_text("100,000 characters")
    expect(learner.box).to_have_value(long)
    learner.is_asked("In which year")
    learner.say("1874").sees("Yes.")
    expect(learner.page.locator(".remark")).to_have_count(0)


def test_the_answer_is_on_no_frame_before_its_time(visit):
    """Facts that the learner has not been shown are not sent, wherever they would have stood."""
    learner = visit().start()
    learner.press("Hint").press("Hint").say("what about the lighthouse?").say("in which year was it lit?")
    assert not learner.told("1874")
    learner.page.get_by_role("link", name="The text").click()
    expect(learner.page.locator(".covering")).to_be_visible()
    assert not learner.told("1874")
    learner.button("Go on").click()
    learner.say("1874").is_asked("How high")
    assert learner.told("1874")


def test_a_fact_that_comes_back_covers_what_was_said_of_it(visit):
    learner = visit().start().press("Show me").press("Next")
    for words in ["31 metres", "Agnes Torrance", "whale oil"]:
        learner.say(words)
    learner.is_asked("Once more: In which year")
    assert "1874" not in learner.words
    expect(learner.page.locator(".covered-turn")).to_have_count(1)
    learner.say("1874").sees("Yes.")
    assert learner.words.count("1874") > 2


def test_the_page_calls_nobody_else(visit):
    learner = visit().start().say("1874").press("Show me")
    learner.open("?bank=harbour")
    assert strangers(learner) == []
    assert not learner.errors


def test_the_page_may_load_only_from_its_own_server(visit):
    response = visit().page.goto(visit().url)
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"


def test_the_first_question_is_on_screen_within_five_seconds_of_the_start(visit, own_server):
    learner = visit(own_server.url)
    own_server.start()
    learner.start()
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert time.perf_counter() - own_server.began < 5 * busy, "5 s on a machine that does nothing else"


def strangers(learner) -> list[str]:
    """The addresses asked for that are not the server's own."""
    ours = (learner.url, learner.url.replace("http", "ws"), "data:", "blob:")
    return [address for address in learner.requests if not address.startswith(ours)]
