"""The one house of this process: opened once, shared by every session, ready before the first visitor."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from streamlit import App

from tutor import library
from tutor.actions import House, open_house
from tutor.grading import grade, prepare
from tutor.settings import settings

_log = logging.getLogger(__name__)


@cache
def house() -> House:
    """Return the store and the folder of banks, opened on first use. Raises Trouble while the database is away."""
    return open_house(settings(os.environ))


def warm_up() -> None:
    """Read every bank, grade once, open the database: what the first learner would otherwise wait for."""
    for shelved in library.shelf(settings(os.environ).questions):
        if shelved.bank and shelved.bank.live:
            grade("a first answer", prepare(shelved.bank.live[0], shelved.bank))
    house()


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Warm up before the server takes its first visitor; if that fails the doors open all the same."""
    try:
        await asyncio.to_thread(warm_up)
    except Exception:
        _log.exception("Not everything is ready; the pages say what is missing, and every visit tries again")
    yield
