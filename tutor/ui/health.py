"""`/healthz`: is this process up, and does its database answer? For those who run it, and their machines."""

from __future__ import annotations

import asyncio
from importlib import import_module

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

WITHIN = 2.0
"""Seconds in which the database must answer: those who ask every few seconds should not wait for each other."""

_looking: asyncio.Task[bool] | None = None
"""The look that is going on: however many ask, and however long the database hangs, it takes one thread."""


async def _healthz(_: Request) -> Response:
    if await _database_answers():
        return _answer(200, status="ok")
    return _answer(503, status="unavailable", because="the database does not answer")


def _answer(code: int, **told: str) -> Response:
    return JSONResponse(told, code, headers={"Cache-Control": "no-store"})


async def _database_answers() -> bool:
    global _looking  # noqa: PLW0603 - one look for the process
    if _looking is None or _looking.done():
        _looking = asyncio.create_task(asyncio.to_thread(_look))
    try:
        return await asyncio.wait_for(asyncio.shield(_looking), WITHIN)
    except TimeoutError:
        return False


def _look() -> bool:
    # Imported here, in the thread: see `opening`
    try:
        import_module("tutor.ui.house").house().store.ping()
    except import_module("tutor.store").Trouble:
        return False
    return True


ROUTES = [Route("/healthz", _healthz, methods=["GET"])]
