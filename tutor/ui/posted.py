"""What a browser sends to a route of ours: whether a page of ours sent it, and its body, if that is not too large."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request


def from_here(request: Request) -> bool:
    """Tell whether a page of ours sent this: browsers say where a request comes from."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).hostname == request.url.hostname


async def body(request: Request, most: int) -> bytes | None:
    """Return what was sent; None when it is more than `most` bytes, of which the rest is not read."""
    read = b""
    async for piece in request.stream():
        read += piece
        if len(read) > most:
            return None
    return read
