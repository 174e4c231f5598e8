"""Run a coroutine in a test, whatever loop this thread keeps."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: Playwright keeps a loop in this one as long as the browser tests' Chromium lives."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
