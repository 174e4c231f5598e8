"""A teacher signs in and out; nobody else sees a page for teachers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.staff import give, passcode, sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, Visit

pytestmark = pytest.mark.browser


def test_a_teacher_signs_in_and_out(visit, server):
    teacher = visit().open()
    teacher.page.get_by_role("link", name="For teachers").click()
    give(teacher, "nobody knows")
    expect(teacher.page.get_by_role("alert")).to_contain_text("That is not the passcode.")
    give(teacher, passcode(server))
    expect(teacher.page.get_by_role("heading", level=1)).to_be_visible()
    cookie = next(c for c in teacher.page.context.cookies() if c["name"] == "passage-teacher")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")

    other = Visit(teacher.page.context.new_page(), teacher.url).open("?teach=banks")
    expect(other.page.get_by_role("button", name="Sign out")).to_be_visible()
    other.page.get_by_role("button", name="Sign out").click()
    expect(other.page.get_by_role("alert")).to_contain_text("You are signed out.")
    teacher.reload()
    expect(teacher.page.get_by_label("Passcode")).to_be_visible()
    assert not teacher.errors


def test_the_terminal_tells_the_passcode(server):
    assert f"Teachers sign in at /?teach with the passcode: {passcode(server)}" in server.log.read_text()


def test_a_cookie_of_ones_own_making_opens_nothing(visit):
    stranger = visit()
    stranger.page.context.add_cookies([{"name": "passage-teacher", "value": "9999999999.x.y", "url": stranger.url}])
    stranger.open("?teach=banks")
    expect(stranger.page.get_by_label("Passcode")).to_be_visible()
    assert not stranger.told("harbour.yaml")


def test_a_teacher_is_a_teacher_after_a_restart(visit, own_server):
    teacher = sign_in(visit(own_server.start().url), own_server, "?teach=banks")
    own_server.kill()
    own_server.start()
    teacher.reload()
    expect(teacher.page.get_by_role("button", name="Sign out")).to_be_visible()


@FOR_EVERYBODY
def test_the_teachers_pages_are_for_everybody(visit, server, scheme, size):
    teacher = visit(color_scheme=scheme, **({"viewport": size} if size else {}))
    found = {"way in": faults(teacher.open("?teach").page)}
    assert teacher.fits()
    sign_in(teacher, server, "?teach=banks")
    found["banks"] = faults(teacher.page)
    assert teacher.fits()
    assert {page: lines for page, lines in found.items() if lines} == {}
