"""Ask one of our web addresses in a test, without a server and without a library that speaks HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import BaseRoute

from tests.loops import run


class Answer(NamedTuple):
    status: int
    headers: Headers
    text: str


def ask(
    routes: Sequence[BaseRoute], path: str, client: str = "127.0.0.1", method: str = "GET", **headers: str
) -> Answer:
    """Send a request from the address `client`; `x_real_ip="…"` is the header X-Real-IP."""
    named = {"host": "localhost:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "scheme": "http",
        "query_string": b"",
        "server": ("localhost", 8501),
        "client": (client, 50000),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    run(Starlette(routes=routes)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body.decode())
