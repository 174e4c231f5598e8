"""Opening the doors: the server answers at once, and gets ready while the first browser is still loading the page."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from streamlit import App

from tutor import journal
from tutor.settings import settings
from tutor.ui import signin

_A_DAY = 24 * 3600


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Warm up beside the first visitor; who is faster waits for the other, nobody does anything twice."""
    journal.set_up(settings(os.environ).log)
    warming = asyncio.create_task(asyncio.to_thread(_warm_up))
    tidying = asyncio.create_task(_tidy_up(warming))
    yield
    tidying.cancel()
    await warming


async def _tidy_up(ready: asyncio.Task[None]) -> None:
    await ready
    while True:
        await asyncio.to_thread(import_module("tutor.ui.house").forget_old_classes)
        await asyncio.sleep(_A_DAY)


def _warm_up() -> None:
    signin.announce()
    # Imported here, in the thread: the database's and the rules' modules take a second that the browser needs too.
    import_module("tutor.ui.front")
    import_module("tutor.ui.house").warm_up()
    journal.note("the doors are open")
