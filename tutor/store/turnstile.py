"""Who writes next: one at a time, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque


class Turnstile:
    """Lets one thread through at a time, first come, first served.

    A long queue that moves is worth waiting in: somebody's answer is in it. TimeoutError is raised only when nobody
    has been let through for `patience` seconds.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._busy = False
        self._passed = 0

    @property
    def waiting(self) -> int:
        """Return how many stand in the queue."""
        return len(self._queue)

    def __enter__(self) -> None:
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            mine, seen = threading.Lock(), self._passed
            mine.acquire()
            self._queue.append(mine)
        while not mine.acquire(timeout=self._patience):
            seen = self._still_moves(mine, seen)

    def _still_moves(self, mine: threading.Lock, seen: int) -> int:
        """Return how many have passed; leave the queue and raise TimeoutError when those were all `seen` before."""
        with self._guard:
            if self._passed == seen and mine in self._queue:
                self._queue.remove(mine)
                raise TimeoutError("the queue of writers does not move")
            return self._passed

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._passed += 1
            self._busy = bool(self._queue)
            if self._busy:
                self._queue.popleft().release()
