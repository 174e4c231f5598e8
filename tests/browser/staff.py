"""A teacher in the tests: at a browser with the passcode of the test's server, and as another process of the school.

What is done through `Desk` is not done in the server's own process, just as on a second replica: the screens have to
find out by themselves.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visit import Visit
from tutor import library
from tutor.actions import House
from tutor.classes import running
from tutor.classroom import Pace, Room, Step
from tutor.store import open_store
from tutor.teachers import Teacher


def passcode(server) -> str:
    """The passcode that this server made for itself at its first start."""
    return (Path(server.log).parent / "teacher-passcode").read_text().strip()


def sign_in(teacher: Visit, server, place: str = "?teach=classes") -> Visit:
    """Open a teachers' page and show the passcode."""
    teacher.open(place)
    give(teacher, passcode(server))
    expect(teacher.page.get_by_role("button", name="Sign out")).to_be_visible(timeout=15_000)
    return teacher


def give(teacher: Visit, code: str) -> None:
    teacher.page.get_by_label("Passcode").fill(code)
    teacher.page.get_by_role("button", name="Sign in").click()


class Desk:
    """A class on the server's database, led from another process."""

    def __init__(self, server, pace: Pace = "teacher") -> None:
        self.house = House(open_store(server.database), server.questions)
        self.teacher = Teacher(datetime.now(UTC) + timedelta(hours=1))
        shelved = library.get(server.questions, "harbour")
        facts = [fact.id for fact in shelved.bank.live]
        now = datetime.now(UTC)
        self.code = running.open_class(self.house, self.teacher, "harbour", facts, pace, now, secrets.randbelow).code

    @property
    def board(self) -> running.Board:
        return running.board(self.house, self.teacher, self.code, datetime.now(UTC))

    @property
    def codes(self) -> set[str]:
        """The codes of all classes in the server's database."""
        return {e.room.code for e in running.entries(self.house, self.teacher, datetime.now(UTC))}

    def lead(self, *steps: Step) -> Room:
        for step in steps:
            running.lead(self.house, self.teacher, self.code, self.board.room.version, step, datetime.now(UTC))
        return self.board.room

    def let(self, name: str, *, out: bool) -> None:
        member = next(p.member.member for p in self.board.people if p.member.name == name)
        running.let(self.house, self.teacher, self.code, member, datetime.now(UTC), out=out)


def come_in(learner: Visit, code: str, name: str = "") -> Visit:
    """Join a class and wait for the seat."""
    learner.open(f"?class={code}")
    learner.page.get_by_label("Your name in this class").fill(name)
    learner.page.get_by_role("button", name="Come in").click()
    expect(learner.page.locator(".me")).to_be_visible()
    return learner


def answer(learner: Visit, words: str) -> Visit:
    """Answer the open question of a class, and wait until the screen says so."""
    learner.box.fill(words)
    learner.box.press("Enter")
    expect(learner.page.locator(".given b")).to_have_text(words, timeout=15_000)
    return learner
