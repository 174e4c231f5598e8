"""Who is a teacher: the passcode, its pass, how often it may be guessed, and the door of every teachers' page."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from streamlit.testing.v1 import AppTest

from tests.loops import run
from tutor.actions import House
from tutor.settings import Settings, settings
from tutor.store import open_store
from tutor.teachers import SIGNED_IN_FOR, Limit, Teacher, is_teacher, new_pass, own_passcode, read_pass, same
from tutor.ui import front, signin, teach

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CODE = "rain-hat-on-the-peg"


# --- the passcode ----------------------------------------------------------------------------------


def test_the_passcode_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    made = own_passcode(tmp_path / "data")
    assert own_passcode(tmp_path / "data") == made
    (file,) = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert own_passcode(tmp_path / "elsewhere") != made


def test_an_emptied_file_is_no_empty_passcode(tmp_path):
    (tmp_path / "teacher-passcode").write_text("\n")
    assert len(own_passcode(tmp_path)) == 14
    assert stat.S_IMODE((tmp_path / "teacher-passcode").stat().st_mode) == 0o600


@given(st.text(max_size=20), st.text(max_size=20))
def test_only_the_passcode_itself_is_right(given_code, passcode):
    assert same(given_code, passcode) == (given_code.strip() == passcode.strip() != "")


@pytest.mark.parametrize("empty", ["", "  "])
def test_no_passcode_lets_nobody_in(empty):
    assert not same(empty, empty)


def test_the_passcode_in_the_environment_wins():
    assert settings({"TUTOR_TEACHER_PASSCODE": f" {CODE} "}).passcode == CODE


def test_the_data_folder_is_where_the_database_is():
    assert Settings(database_url="sqlite:////srv/x/passage.db").data == Path("/srv/x")
    assert Settings(database_url="postgresql://x/y").data.name == "data"


@pytest.mark.parametrize("days", ["0", "-1", "a year", "1.5"])
def test_days_that_are_no_number_of_days_are_refused_in_words(days):
    with pytest.raises(ValueError, match="TUTOR_KEEP_DAYS"):
        settings({"TUTOR_KEEP_DAYS": days})


# --- the pass --------------------------------------------------------------------------------------


def test_a_pass_holds_for_a_school_day():
    shown = new_pass(CODE, NOON)
    late = NOON + SIGNED_IN_FOR
    teacher = read_pass(shown, CODE, late - timedelta(seconds=2))
    assert is_teacher(teacher, late - timedelta(seconds=2))
    assert not is_teacher(teacher, late)
    assert read_pass(shown, CODE, late) is None


def test_a_new_passcode_ends_every_pass():
    assert read_pass(new_pass(CODE, NOON), "another", NOON) is None


def test_a_pass_cannot_be_stretched():
    until, dice, signature = new_pass(CODE, NOON).split(".")
    assert read_pass(f"{int(until) + 1}.{dice}.{signature}", CODE, NOON) is None
    assert read_pass(f"{until}.{dice}x.{signature}", CODE, NOON) is None


@given(st.text())
def test_no_other_text_is_a_pass(shown):
    assert read_pass(shown, CODE, NOON) is None


def test_after_its_tries_an_address_waits_and_another_does_not():
    limit = Limit(3, 60)
    assert [bool(limit.wait("a", t)) for t in range(5)] == [False, False, False, True, True]
    assert not limit.wait("b", 5)
    assert not limit.wait("a", 61)
    limit.forgive("a")
    assert not limit.wait("a", 62)


# --- the requests ----------------------------------------------------------------------------------


@pytest.fixture
def web(monkeypatch) -> Starlette:
    monkeypatch.setattr(signin, "passcode", lambda: CODE)
    monkeypatch.setattr(signin, "_BY_ADDRESS", Limit(3, 300))
    monkeypatch.setattr(signin, "_BY_ANYBODY", Limit(5, 300))
    return Starlette(routes=signin.ROUTES)


def ask(web: Starlette, path: str, body: bytes = b"", method: str = "POST", **headers: str) -> MutableHeaders:
    """Send one request as a server would; the answer's status is among its headers."""
    named = {"host": "testserver", **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "scheme": "http",
        "query_string": b"",
        "client": ("10.0.0.7", 5),
        "server": ("testserver", 80),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()],
    }
    said: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        said.append(message)

    run(web(scope, receive, send))
    found = MutableHeaders(raw=said[0]["headers"])
    found["status"] = str(said[0]["status"])
    return found


def sign_in(web: Starlette, code: str = CODE, **headers: str) -> MutableHeaders:
    return ask(web, "/teacher/sign-in", urlencode({"passcode": code}).encode(), **headers)


def pass_in(answer: MutableHeaders) -> str:
    return answer["set-cookie"].partition("=")[2].partition(";")[0]


def test_the_right_passcode_gets_a_cookie_that_no_script_reads(web):
    answer = sign_in(web)
    for flag in (f"{signin.COOKIE}=", "HttpOnly", "SameSite=strict", f"Max-Age={12 * 3600}", "Path=/"):
        assert flag in answer["set-cookie"]
    assert (answer["status"], answer["location"]) == ("303", "../?teach=classes")
    assert read_pass(pass_in(answer), CODE, datetime.now(UTC))
    assert "Secure" in sign_in(web, x_forwarded_proto="https")["set-cookie"]


@pytest.mark.parametrize("code", ["", "rain", CODE.upper(), "x" * 5000, "\0", "é"])
def test_a_wrong_passcode_gets_none(web, code):
    answer = sign_in(web, code)
    assert "set-cookie" not in answer
    assert "said=no" in answer["location"]


def test_after_three_wrong_ones_even_the_right_one_waits(web):
    for _ in range(3):
        assert "said=no" in sign_in(web, "wrong")["location"]
    assert "said=wait" in sign_in(web)["location"]


def test_guessing_from_everywhere_is_limited_too(web, monkeypatch):
    monkeypatch.setattr(signin, "_BY_ADDRESS", Limit(1000, 300))
    said = [sign_in(web, "wrong")["location"].rpartition("=")[2] for _ in range(7)]
    assert said == ["no"] * 5 + ["wait"] * 2


@pytest.mark.parametrize("path", ["/teacher/sign-in", "/teacher/sign-out"])
def test_a_form_on_another_site_signs_nobody_in_or_out(web, path):
    body = urlencode({"passcode": CODE}).encode()
    assert ask(web, path, body, origin="https://evil.example")["status"] == "403"
    assert ask(web, path, body, origin="null")["status"] == "403"
    assert ask(web, path, body, origin="http://testserver:8501")["status"] == "303"


def test_there_is_nothing_to_get(web):
    assert ask(web, "/teacher/sign-in", method="GET")["status"] == "405"


# --- the door of every page ------------------------------------------------------------------------


@pytest.fixture
def door(tmp_path, monkeypatch, web):
    """A way to open a teachers' page with some cookie; the pages behind the door are the real ones."""
    house = House(open_store(f"sqlite:///{tmp_path}/passage.db"), ROOT / "tests" / "browser" / "bank")
    monkeypatch.setattr(front, "house", lambda: house)
    monkeypatch.setattr(front, "learner", lambda: "somebody")
    cookies: dict[str, str] = {}
    monkeypatch.setattr(type(signin.st.context), "cookies", property(lambda _: cookies))

    def come(shown: str = "", **place: str) -> AppTest:
        cookies.clear()
        cookies.update({signin.COOKIE: shown} if shown else {})
        app = AppTest.from_file(str(ROOT / "tutor" / "ui" / "script.py"), default_timeout=20)
        for name, value in place.items():
            app.query_params[name] = value
        return app.run()

    yield come
    house.store.close()


def drawn(app: AppTest) -> str:
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("page", [*teach.PAGES, "nothing", ""])
@pytest.mark.parametrize(
    "shown",
    ["", "1.2.3", new_pass("another", datetime.now(UTC)), new_pass(CODE, NOON)],
    ids=["none", "made up", "of another house", "run out"],
)
def test_nobody_else_sees_a_page_for_teachers(door, page, shown):
    html = drawn(door(shown, teach=page))
    assert 'action="./teacher/sign-in"' in html
    assert 'class="top"' not in html


@pytest.mark.parametrize("page", [name for name, page in teach.PAGES.items() if not page.bare])
def test_a_teacher_sees_the_page_and_the_way_to_all_others(door, page):
    html = drawn(door(new_pass(CODE, datetime.now(UTC)), teach=page))
    assert f'<h1 class="top">{teach.PAGES[page].name}' in html
    assert html.count('aria-current="page"') == 1
    assert 'action="./teacher/sign-out"' in html


def test_learners_see_nothing_of_the_teachers_pages(door):
    html = drawn(door(new_pass(CODE, datetime.now(UTC))))
    assert "sign-out" not in html


def test_who_signed_out_is_out_on_pages_still_open(door, web):
    shown = pass_in(sign_in(web))
    assert 'class="top"' in drawn(door(shown, teach="banks"))
    left = ask(web, "/teacher/sign-out", cookie=f"{signin.COOKIE}={shown}")
    assert "Max-Age=0" in left["set-cookie"]
    assert 'class="top"' not in drawn(door(shown, teach="banks"))


# --- accounts --------------------------------------------------------------------------------------


class Account(dict):
    """What Streamlit knows of somebody who signed in with an account."""


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"is_logged_in": True, "email": "ann@school.org"}, "ann@school.org"),
        ({"is_logged_in": True, "email": "ANN@school.org", "email_verified": True}, "ANN@school.org"),
        ({"is_logged_in": True, "email": "ann@school.org", "email_verified": False}, None),
        ({"is_logged_in": True, "email": "pupil@school.org"}, None),
        ({"is_logged_in": True}, None),
        ({"is_logged_in": False, "email": "ann@school.org"}, None),
    ],
)
def test_an_account_teaches_only_when_its_address_is_on_the_list(monkeypatch, account, expected):
    monkeypatch.setattr(signin, "has_accounts", lambda: True)
    monkeypatch.setattr(signin, "_settings", lambda: Settings(staff=("ann@school.org",)))
    monkeypatch.setattr(signin.st, "user", Account(account))
    found = signin._with_account(NOON)
    assert (found and found.name) == expected
    assert found is None or isinstance(found, Teacher)


def test_without_a_section_auth_there_are_no_accounts():
    assert not signin.has_accounts()
