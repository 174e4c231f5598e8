"""Opening the doors: the server answers at once, and gets ready while the first browser is still loading the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from streamlit import App

from tutor.ui import signin


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Warm up beside the first visitor; who is faster waits for the other, nobody does anything twice."""
    warming = asyncio.create_task(asyncio.to_thread(_warm_up))
    yield
    await warming


def _warm_up() -> None:
    signin.announce()
    # Imported here, in the thread: the database's and the rules' modules take a second that the browser needs too.
    import_module("tutor.ui.front")
    import_module("tutor.ui.house").warm_up()
