"""An answer in class is handed in by a plain request, which takes a tenth of what drawing the page takes.

`seatview` draws the form, `answer.js` sends it and shows what is said here, `taking` does what was asked.
"""

from __future__ import annotations

import asyncio
import json
import time
from importlib import import_module
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tutor.teachers import Limit
from tutor.ui import identity, posted

_OFTEN = Limit(20, 10)
"""Answers of one learner in ten seconds: nobody types so fast, and a class presses its options less often."""

_LONGEST = 64_000
"""Bytes. What is too long for an answer, and shorter than this, is told so with the number of letters there may be."""


class HandedIn(NamedTuple):
    """What a page sends: the class's code, the question (from 0), the vote (from 1), and the answer as it was typed."""

    code: str
    question: int
    vote: int
    words: str


async def _hand_in(request: Request) -> Response:
    if not posted.from_here(request):
        return _told(403, "This answer was sent by another page.")
    learner = identity.token(request.cookies)
    if learner is None:
        return _told(401, "Your browser keeps no cookies for this page. Allow them, then load the page again.")
    if request.headers.get("content-type") != "application/json":
        return _told(415, "This is not how a page of ours sends an answer.")
    if _OFTEN.wait(learner, time.monotonic()):
        return _told(429, "That was a lot at once. Wait a few seconds, then send it again.")
    return await _heard(learner, await posted.body(request, _LONGEST))


async def _heard(learner: str, body: bytes | None) -> Response:
    if body is None:
        return _told(413, "That is much longer than an answer in class may be. Please shorten it.")
    handed_in = read(body)
    if handed_in is None:
        return _told(400, "This is not how a page of ours sends an answer.")
    return _told(*await asyncio.to_thread(_take, learner, handed_in))


def read(body: bytes) -> HandedIn | None:
    """Return what a page sent; None when it is not what a page of ours sends, which never sends an empty answer.

    >>> read(b'{"class": "K7MP4", "question": 0, "vote": 1, "words": "in 1874"}')
    HandedIn(code='K7MP4', question=0, vote=1, words='in 1874')
    >>> read(b'{"class": "K7MP4", "question": "0"}'), read(b"words=1874")
    (None, None)
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    match sent:
        case {"class": str(code), "question": int(question), "vote": int(vote), "words": str(words)} if words.strip():
            return HandedIn(code, int(question), int(vote), words)
    return None


def _take(learner: str, handed_in: HandedIn) -> tuple[int, str]:
    # Imported here, in the thread: see `opening`
    taken: tuple[int, str] = import_module("tutor.ui.taking").take(learner, *handed_in)
    return taken


def _told(status: int, told: str) -> Response:
    return JSONResponse({"told": told}, status, headers={"Cache-Control": "no-store"})


ROUTES = [Route("/class/answer", _hand_in, methods=["POST"])]
