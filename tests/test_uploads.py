"""Only a teacher's browser can send a file to the server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.loops import run
from tutor.teachers import SIGNED_IN_FOR, new_pass
from tutor.ui import signin, uploads
from tutor.ui.uploads import Uploads

FILE = "/school/_stcore/upload_file/session/file"
NOW = datetime.now(UTC)


def status(path: str, cookie: str, method: str = "PUT") -> int:
    """Send a request through the door; 200 is what stands behind it."""
    sent: list[Any] = []

    async def behind(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"cookie", cookie.encode())]}
    run(Uploads(behind)(scope, None, send))  # type: ignore[arg-type]
    return int(sent[0]["status"])


@pytest.fixture(autouse=True)
def _passcode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "passcode", lambda: "rain-hat-cloud")
    monkeypatch.setattr(signin, "has_accounts", lambda: False)


def test_a_teacher_sends_a_file():
    assert status(FILE, f"{signin.COOKIE}={new_pass('rain-hat-cloud', NOW)}") == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "passage=abcdefghijklmnopqrstuv",
        f"{signin.COOKIE}=",
        f"{signin.COOKIE}={new_pass('another-one', NOW)}",
        f"{signin.COOKIE}={new_pass('rain-hat-cloud', NOW - SIGNED_IN_FOR - timedelta(seconds=1))}",
        "_streamlit_user=somebody",
    ],
)
def test_nobody_else_does(cookie: str):
    assert status(FILE, cookie) == 403


def test_with_accounts_the_page_itself_looks_who_it_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(signin, "has_accounts", lambda: True)
    assert status(FILE, "_streamlit_user=somebody") == 200
    assert status(FILE, "") == 403


@pytest.mark.parametrize(("path", "method"), [("/", "GET"), ("/_stcore/health", "GET"), (FILE, "DELETE")])
def test_everything_else_passes(path: str, method: str):
    assert status(path, "", method) == 200


@pytest.mark.parametrize(("session", "found"), [("here", 200), ("elsewhere", 404)])
def test_a_file_of_a_page_on_another_replica_is_not_found_here(monkeypatch, session, found):
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    here = SimpleNamespace(is_active_session=lambda asked: asked == "here")
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: here)
    teacher = f"{signin.COOKIE}={new_pass('rain-hat-cloud', NOW)}"
    assert status(f"/school/_stcore/upload_file/{session}/file", teacher) == found
    assert status(f"/school/_stcore/upload_file/{session}/file", "") == 403
