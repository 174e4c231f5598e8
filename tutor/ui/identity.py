"""Who is learning: a random token in a cookie that only the server reads. No name, no account, never logged."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "passage"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_BYTES = 16
"""128 random bits: nobody guesses another learner's token."""

_KEPT = 400 * 24 * 3600
"""Seconds; the longest that browsers keep a cookie. Every visit starts them anew."""

_HEADERS = {
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; "  # blob: the bank's editor
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
}
"""What the page may load: its own server and nothing else, whatever a text that it shows might ask for."""


class Identity:
    """ASGI middleware: gives every browser its token with the page, before the page opens its websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; put the headers, and on a page the cookie, into its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def learner() -> str | None:
    """Return the token of who is looking at this page; None when the browser keeps no cookies."""
    return token(st.context.cookies)


def token(cookies: Mapping[str, str]) -> str | None:
    """Return the token among a request's cookies; None when there is none of ours."""
    shown = cookies.get(COOKIE, "")
    return shown if _TOKEN.fullmatch(shown) else None


def _add_headers(headers: MutableHeaders, scope: Scope) -> None:
    headers.setdefault("X-Content-Type-Options", "nosniff")
    request = Headers(scope=scope)
    if not _is_page(request, headers):
        return
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.append("Set-Cookie", _cookie(request, secure=scope.get("scheme") == "https"))


def _is_page(request: Headers, response: Headers) -> bool:
    """Tell whether this is a page; "not modified" has no type of its own, so the request tells."""
    return "text/html" in (response.get("content-type") or request.get("accept", ""))


def _cookie(request: Headers, *, secure: bool) -> str:
    known = token(cookie_parser(request.get("cookie", ""))) or secrets.token_urlsafe(_BYTES)
    flags = "; Secure" if secure or request.get("x-forwarded-proto", "") == "https" else ""
    return f"{COOKIE}={known}; Path=/; Max-Age={_KEPT}; HttpOnly; SameSite=Lax{flags}"
