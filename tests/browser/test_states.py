"""Nothing there, something broken, the database away: every page says what happened and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BANK = Path(__file__).parent / "bank"


def test_an_empty_shelf_a_broken_bank_and_a_mended_one(visit, own_server):
    empty(own_server)
    learner = visit(own_server.start().url).open()
    expect(learner.page.get_by_role("heading", name="The shelf is empty")).to_be_visible()
    (own_server.questions / "harbour.yaml").write_text("title: [no")
    learner.reload()
    expect(learner.page.locator(".card")).to_contain_text("Its author is still working on it")
    expect(learner.button("Start")).to_have_count(0)
    shutil.copytree(BANK, own_server.questions, dirs_exist_ok=True)
    learner.reload().start().say("1874")
    (own_server.questions / "harbour.yaml").write_text("title: [no")
    learner.say("31 metres").sees("Yes.").is_asked("first keeper")
    learner.open()
    expect(learner.page.locator(".card")).to_contain_text("this is the last good version")
    learner.button("Go on").click()
    learner.is_asked("first keeper")
    own_server.kill()
    empty(own_server)
    own_server.start()
    learner.reload()
    expect(learner.page.locator(".notice")).to_contain_text("its text is off the shelf just now")
    shutil.copytree(BANK, own_server.questions, dirs_exist_ok=True)
    learner.button("Try again").click()
    learner.is_asked("first keeper").say("Agnes Torrance").sees("Yes.")


def test_a_database_that_is_away_is_said_plainly(visit, own_server):
    own_server.database = "postgresql://nobody@127.0.0.1:9/nothing"
    learner = visit(own_server.start().url).open()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("Something is in the way")
    expect(learner.page.get_by_role("alert")).to_contain_text("Nothing that you have answered is lost.")
    assert "Traceback" not in learner.words
    learner.button("Try again").click()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("Something is in the way")


def empty(server) -> None:
    for file in server.questions.iterdir():
        file.unlink()
