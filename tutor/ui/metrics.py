"""`/metrics`: the numbers of this process in Prometheus's text format, for its host and nobody else.

With TUTOR_METRICS_TOKEN set, whoever shows it may read them. Without, only who asks on this very machine, under its
own name and through no proxy: behind one, everybody seems to be here.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import platform
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import runtime

from tutor import __version__, counts
from tutor.counts import Family, gauge
from tutor.settings import settings
from tutor.teachers import same

if TYPE_CHECKING:
    from tutor.actions import House

_log = logging.getLogger(__name__)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_REFUSED = "Only from this machine, or with the token in TUTOR_METRICS_TOKEN (Authorization: Bearer …).\n"
_HERE = {"localhost", "127.0.0.1", "[::1]"}
_PORT = re.compile(r":\d+$")


# --- who may read ----------------------------------------------------------------------------------


@cache
def _token() -> str:
    return settings(os.environ).metrics_token


def may_read(request: Request, token: str) -> bool:
    """Tell whether this request shows the token, or, where none is set, comes from this machine itself."""
    if token:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and same(shown, token)
    return _is_from_here(request) and not any(name in request.headers for name in _FORWARDED)


def _is_from_here(request: Request) -> bool:
    """Tell whether the address and the name asked for are this machine's own: any page may have its name lead here."""
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback) and _PORT.sub("", request.headers.get("host", "")) in _HERE


async def _metrics(request: Request) -> Response:
    if not may_read(request, _token()):
        return PlainTextResponse(_REFUSED, 403)
    families = await asyncio.to_thread(lambda: list(_families()))
    return Response(counts.text(families), headers={"Content-Type": _TYPE, "Cache-Control": "no-store"})


# --- what they read --------------------------------------------------------------------------------


def _families() -> Iterator[Family]:
    yield Family(
        "passage_build_info", "gauge", "What runs.", (counts.Sample("", (("version", __version__), _python()), 1),)
    )
    if runtime.exists():
        sessions = runtime.get_instance()._session_mgr.num_active_sessions()
        yield gauge("passage_sessions", "Browsers that are connected.", sessions)
    yield from (counted.family() for counted in counts.COUNTED)
    yield from _of_the_house()


def _python() -> tuple[str, str]:
    return "python", platform.python_version()


def _of_the_house() -> Iterator[Family]:
    """Yield what the database and the shelf know; while the database is away, that it is."""
    trouble = import_module("tutor.store").Trouble
    try:
        house = import_module("tutor.ui.house").house()
        open_classes = house.store.read(import_module("tutor.store.figures").open_classes)
    except trouble:
        yield gauge("passage_database_up", "Whether the database answers.", 0)
        return
    yield gauge("passage_database_up", "Whether the database answers.", 1)
    yield gauge("passage_classes_open", "Classes that are not over.", open_classes)
    yield gauge("passage_store_writes_waiting", "Writes that wait for their turn.", house.store.waiting)
    yield gauge("passage_banks", "Banks on the shelf; a stale one is served as it was before.", _banks(house), "state")


def _banks(house: House) -> dict[str, float]:
    shelf = import_module("tutor.library").shelf(house.questions)
    states = Counter("broken" if s.bank is None else "stale" if s.stale else "good" for s in shelf)
    return {state: states[state] for state in ("good", "stale", "broken")}


ROUTES = [Route("/metrics", _metrics, methods=["GET"])]
