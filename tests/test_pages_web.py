"""What goes round the pages: the cookie that knows a learner, the headers, the clothes."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.datastructures import MutableHeaders

from tests.loops import run
from tutor.store.turnstile import Turnstile
from tutor.ui import turns
from tutor.ui.dress import Dress
from tutor.ui.identity import COOKIE, Identity

PAGE = b"<html><head><title>Streamlit</title></head><body></body></html>"
TOKEN = "abcdefghijklmnopqrstuv"
HTML = {"content-type": "text/html; charset=utf-8", "content-length": str(len(PAGE)), "etag": "x"}


def server(status: int, headers: dict[str, str], body: bytes):
    """The smallest server: it always answers the same, in two pieces."""

    async def app(scope, receive, send):
        app.asked = scope
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:]})

    return app


def ask(app, accept: str = "text/html", scheme: str = "http", **headers: str) -> tuple[MutableHeaders, bytes]:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "scheme": scheme, "path": "/", "headers": [(b"accept", accept.encode()), *sent]}
    said: list[dict] = []

    async def send(message):
        said.append(message)

    run(app(scope, None, send))
    return MutableHeaders(scope=said[0]), b"".join(m.get("body", b"") for m in said[1:])


def cookie(headers: MutableHeaders) -> str:
    return headers.get("set-cookie", "")


def test_a_new_browser_gets_a_token_that_scripts_cannot_read():
    first, second = (cookie(ask(Identity(server(200, HTML, PAGE)))[0]) for _ in range(2))
    assert re.fullmatch(rf"{COOKIE}=[\w-]{{22}}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax", first)
    assert first != second


def test_a_known_browser_keeps_its_token():
    headers, _ = ask(Identity(server(200, HTML, PAGE)), cookie=f'other={{"a": "b;c"}}; {COOKIE}={TOKEN}; x=y')
    assert cookie(headers).startswith(f"{COOKIE}={TOKEN};")


@pytest.mark.parametrize("token", ["", "short", "a" * 23, "é" * 22, "<script>aaaaaaaaaaaaaa"])
def test_a_token_that_is_none_of_ours_is_replaced(token):
    headers, _ = ask(Identity(server(200, HTML, PAGE)), cookie=f"{COOKIE}={token}")
    assert not cookie(headers).startswith(f"{COOKIE}={token};")


def test_over_https_the_cookie_stays_there():
    assert "; Secure" in cookie(ask(Identity(server(200, HTML, PAGE)), scheme="https")[0])
    assert "; Secure" in cookie(ask(Identity(server(200, HTML, PAGE)), x_forwarded_proto="https")[0])


def test_a_page_that_is_not_modified_brings_the_cookie_too():
    """A browser that lost its cookie but not its cache asks for the page with an etag."""
    assert cookie(ask(Identity(server(304, {}, b"")))[0])


def test_files_get_no_cookie():
    headers, _ = ask(Identity(server(200, {"content-type": "text/javascript"}, b"1")), accept="*/*")
    assert not cookie(headers)
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_is_dressed_and_its_length_is_right():
    headers, body = ask(Dress(server(200, HTML, PAGE)))
    assert b"<style>" in body
    assert headers["content-length"] == str(len(body))
    assert "etag" not in headers


def test_a_page_is_always_asked_for_whole():
    app = server(200, HTML, PAGE)
    ask(Dress(app), if_none_match="x", if_modified_since="yesterday")
    assert {name for name, _ in app.asked["headers"]} == {b"accept"}


@pytest.mark.parametrize("kind", ["text/css", "application/json", ""])
def test_what_is_no_page_passes_as_it_is(kind):
    headers, body = ask(Dress(server(200, {"content-type": kind, "etag": "x"}, b"</head>whatever")))
    assert body == b"</head>whatever"
    assert headers["etag"] == "x"


@pytest.mark.parametrize("wrap", [Identity, Dress])
def test_a_websocket_passes(wrap):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    run(wrap(app)({"type": "websocket"}, None, None))
    assert seen == ["websocket"]


def test_pages_are_drawn_in_turns_and_out_of_turn_when_nothing_moves(monkeypatch):
    monkeypatch.setattr(turns, "_turnstile", Turnstile(0.05))
    with turns.turn(), ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        pool.submit(_drawn).result()
        assert time.monotonic() - began >= 0.05
    assert _drawn() < 0.05


def _drawn() -> float:
    """Draw nothing; return the seconds that this waited for its turn."""
    began = time.monotonic()
    with turns.turn():
        return time.monotonic() - began
