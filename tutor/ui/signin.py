"""Signing in: teachers show a passcode, or an account of their school. Every page and action for teachers asks here.

The passcode goes over plain HTTP requests of its own (`ROUTES`), because only a response can set a cookie that no
script reads. The pass in that cookie is looked at again in every run: see `teacher`.
"""

from __future__ import annotations

import logging
import os
import time
from datetime import UTC, datetime
from functools import cache
from urllib.parse import parse_qs

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.errors import StreamlitAuthError

from tutor.settings import Settings, settings
from tutor.teachers import (
    SIGNED_IN_FOR,
    Limit,
    Teacher,
    is_staff,
    new_pass,
    own_passcode,
    read_pass,
    same,
)
from tutor.ui import frame, posted
from tutor.ui.safe import text

COOKIE = "passage-teacher"
_log = logging.getLogger(__name__)

_BY_ADDRESS, _BY_ANYBODY = Limit(8, 300), Limit(60, 300)
"""Wrong passcodes in five minutes: from one address (a school may be behind one), and from everywhere."""

_LONGEST = 2000  # bytes of a sign-in
_ended: set[str] = set()
"""Passes that were signed out while a page of theirs was still open in this process; a restart closes those pages."""

_TOLD = {
    "out": "You are signed out.",
    "no": "That is not the passcode. It stands in the terminal where Passage was started.",
    "wait": "That was tried too often just now. Wait five minutes, then try again.",
}


# --- who is a teacher ------------------------------------------------------------------------------


def teacher(now: datetime | None = None) -> Teacher | None:
    """Return the teacher who looks at this page, None for anybody else. Ask again in every run and every fragment."""
    now = now or datetime.now(UTC)
    shown = st.context.cookies.get(COOKIE, "")
    signed_in = read_pass(shown, passcode(), now) if shown and shown not in _ended else None
    return signed_in or _with_account(now)


def still() -> Teacher:
    """Return the teacher who looks at a fragment; without one the whole page is drawn anew: the way in."""
    return teacher() or st.rerun()


def _with_account(now: datetime) -> Teacher | None:
    """Return the teacher whom the school's sign-in service vouches for, if their address is on the staff's list."""
    if not has_accounts() or not st.user.get("is_logged_in"):
        return None
    address = str(st.user.get("email") or "")
    checked = st.user.get("email_verified") is not False
    return Teacher(now + SIGNED_IN_FOR, address) if checked and is_staff(address, _settings().staff) else None


def has_accounts() -> bool:
    """Tell whether this host has set up accounts (OpenID Connect): a section [auth] in .streamlit/secrets.toml."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


@cache
def _settings() -> Settings:
    return settings(os.environ)


@cache
def passcode() -> str:
    """Return the teachers' passcode: the host's, else the one that Passage made for itself."""
    return _settings().passcode or own_passcode(_settings().data)


def announcement() -> str:
    """Return what the terminal says of signing in. A passcode of the host's own is not repeated."""
    if not _settings().passcode:
        alone = _settings().database_url.startswith("sqlite")
        others = "" if alone else " Other replicas do not know it: with more than one, set TUTOR_TEACHER_PASSCODE."
        return f"Teachers sign in at /?teach with the passcode: {passcode()}{others}"
    short = " It is short: with ten characters or more it is hard to guess." if len(passcode()) < 10 else ""
    return f"Teachers sign in at /?teach with the passcode in TUTOR_TEACHER_PASSCODE.{short}"


def announce() -> None:
    """Say it, beside the address that the server prints."""
    try:
        print(f"\n  {announcement()}\n", flush=True)
    except (OSError, ValueError) as error:
        _log.error("Nobody can sign in as a teacher: %s", error)


# --- the page --------------------------------------------------------------------------------------


def show() -> None:
    """Draw the way in; who comes here to leave, leaves their account too."""
    if leaving() and has_accounts() and st.user.get("is_logged_in"):
        st.logout()
    told = _TOLD.get(st.query_params.get("said", ""), "")
    st.html(frame.band() + _form(told))
    if has_accounts():
        _accounts()


def _form(told: str) -> str:
    remark = f'<p class="remark" role="alert">{text(told)}</p>' if told else ""
    return (
        '<section class="notice signin"><h1>For teachers</h1>'
        "<p>Run a class, look at answers, write questions. Learners need no account and nothing of this.</p>"
        f'{remark}<form method="post" action="./teacher/sign-in">'
        '<label for="passcode">Passcode</label>'
        '<div class="field"><input id="passcode" name="passcode" type="password" required maxlength="200"'
        ' autocomplete="current-password"><button type="submit">Sign in</button></div></form>'
        '<p class="aside">Passage prints it in the terminal when it starts.</p></section>'
    )


def _accounts() -> None:
    if st.user.get("is_logged_in"):
        st.text(
            f"You are signed in as {st.user.get('email') or 'somebody'}, who is not on this school's list of staff."
        )
        if st.button("Sign out", key="account-out"):
            st.logout()
    elif st.button("Sign in with your school account", key="account-in"):
        try:
            st.login()
        except StreamlitAuthError:
            _log.exception("Signing in with an account is not set up rightly")
            st.text("Accounts are not set up rightly on this server; the log says why. The passcode works.")


def leaving() -> bool:
    """Tell whether this is the page after "Sign out"."""
    return st.query_params.get("said") == "out"


def out_form() -> str:
    """Return the way out as HTML, for the band."""
    return '<form class="out" method="post" action="./teacher/sign-out"><button type="submit">Sign out</button></form>'


# --- the requests ----------------------------------------------------------------------------------


async def _sign_in(request: Request) -> Response:
    if not posted.from_here(request):
        return PlainTextResponse("This form belongs to another page.", 403)
    said = "" if (right := await _is_right(request)) else "no"
    if right is None:
        said = "wait"
    answer = _back(said)
    if right:
        _set_cookie(request, answer, new_pass(passcode(), datetime.now(UTC)), int(SIGNED_IN_FOR.total_seconds()))
    return answer


async def _is_right(request: Request) -> bool | None:
    """Tell whether the passcode in the request is right; None when there were too many tries to look at it."""
    address, now = request.client.host if request.client else "", time.monotonic()
    if _BY_ADDRESS.wait(address, now) or _BY_ANYBODY.wait("", now):
        _log.warning("Too many wrong passcodes")
        return None
    right = same(await _field(request, "passcode"), passcode())
    if right:
        _BY_ADDRESS.forgive(address)
    return right


async def _sign_out(request: Request) -> Response:
    if not posted.from_here(request):
        return PlainTextResponse("This form belongs to another page.", 403)
    shown = request.cookies.get(COOKIE, "")
    if read_pass(shown, passcode(), datetime.now(UTC)):
        _ended.add(shown)
    answer = _back("out")
    _set_cookie(request, answer, "", 0)
    return answer


ROUTES = [
    Route("/teacher/sign-in", _sign_in, methods=["POST"]),
    Route("/teacher/sign-out", _sign_out, methods=["POST"]),
]


def _back(said: str) -> Response:
    """Return the way back to the page; the address is relative, so that it holds under any base path."""
    return RedirectResponse(f"../?teach=classes{f'&said={said}' if said else ''}", 303)


def _set_cookie(request: Request, answer: Response, value: str, seconds: int) -> None:
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    answer.set_cookie(COOKIE, value, max_age=seconds, path="/", httponly=True, secure=secure, samesite="strict")


async def _field(request: Request, name: str) -> str:
    body = await posted.body(request, _LONGEST) or b""
    return parse_qs(body.decode("utf-8", "replace")).get(name, [""])[0]
