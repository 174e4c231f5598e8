"""Files are sent to the server by teachers only: nobody else's browser may fill its memory."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from tutor.teachers import read_pass
from tutor.ui import signin

_UPLOAD = "/_stcore/upload_file/"
_ACCOUNT = "_streamlit_user"
"""Streamlit's cookie of who has signed in with an account; it is signed, and read anew by the page itself."""


class Uploads:
    """ASGI middleware: refuses files from browsers without a teacher's pass. Everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a file before a byte of it is read, or pass the request on."""
        sends = scope["type"] == "http" and scope["method"] == "PUT" and _UPLOAD in scope["path"]
        if sends and not _may_send(Request(scope)):
            await PlainTextResponse("Only teachers can send files. Sign in first.", 403)(scope, receive, send)
            return
        if sends and not _is_here(scope["path"]):
            await PlainTextResponse("This page is not on this server.", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _may_send(request: Request) -> bool:
    shown = request.cookies.get(signin.COOKIE, "")
    if shown and read_pass(shown, signin.passcode(), datetime.now(UTC)):
        return True
    return signin.has_accounts() and _ACCOUNT in request.cookies


def _is_here(path: str) -> bool:
    """Tell whether the page that sends is one of this process. "Not found" has nginx ask the next replica for it.

    That happens when a teacher's own replica was away for a while: the page still is where it went meanwhile.
    """
    session = path.partition(_UPLOAD)[2].partition("/")[0]
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
