"""Learners' pages are drawn one after the other, first come, first served.

When everybody answers at once, every page is a thread of this one process, and Python runs one thread at a time:
hundreds that push each other aside make all of them late. In turns each page costs less, and the first is on its screen
long before the last is begun: 300 at once are done in two thirds of the time (`tests/bench/burst.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from tutor.store.turnstile import Turnstile

PATIENCE = 3.0
"""Seconds in which nobody was done, until a page is drawn out of turn: then the database is slow, not Python."""

_turnstile = Turnstile(PATIENCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn, and keep it until the block ends."""
    with ExitStack() as kept:
        with suppress(TimeoutError):
            kept.enter_context(_turnstile)
        yield
