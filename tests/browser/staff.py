"""A teacher at a browser: the passcode of a test's server, and signing in with it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visit import Visit


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
