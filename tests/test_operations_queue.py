"""The queue of writers on SQLite: first come, first served, and nobody gives up while it moves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tutor.store.turnstile import Turnstile


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.001)


def line_up(turnstile: Turnstile, count: int, work: Callable[[int], None]) -> list[threading.Thread]:
    """Have so many threads wait, one after the other."""
    threads = []
    for number in range(count):
        threads.append(threading.Thread(target=pass_through, args=(turnstile, number, work)))
        threads[-1].start()
        until(lambda n=number: turnstile.waiting == n + 1)  # type: ignore[misc]
    return threads


def pass_through(turnstile: Turnstile, number: int, work: Callable[[int], None]) -> None:
    with turnstile:
        work(number)


def test_those_who_wait_pass_in_the_order_in_which_they_came_and_one_at_a_time() -> None:
    turnstile, passed, inside = Turnstile(10), list[int](), threading.Lock()

    def work(number: int) -> None:
        assert inside.acquire(blocking=False)
        passed.append(number)
        time.sleep(0.001)
        inside.release()

    with turnstile:
        threads = line_up(turnstile, 40, work)
    for thread in threads:
        thread.join()
    assert passed == list(range(40))
    assert turnstile.waiting == 0


def test_who_waits_longer_than_the_patience_in_a_queue_that_moves_comes_through() -> None:
    """As 172 learners at once, on a machine so busy that the last of them waits longer than ten seconds."""
    turnstile, passed = Turnstile(1), list[int]()

    def work(number: int) -> None:
        time.sleep(0.15)
        passed.append(number)

    with turnstile:
        threads = line_up(turnstile, 12, work)
    for thread in threads:
        thread.join()
    assert len(passed) == 12, "the last has waited longer than anybody is patient"


def test_in_a_queue_that_stands_still_everybody_gives_up_and_the_next_comes_through() -> None:
    turnstile, late = Turnstile(0.05), list[float]()

    def give_up() -> None:
        began = time.monotonic()
        with pytest.raises(TimeoutError), turnstile:
            raise AssertionError("two at a time")
        late.append(time.monotonic() - began)

    with turnstile:
        threads = [threading.Thread(target=give_up) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(late) == 5
    assert min(late) >= 0.05
    assert turnstile.waiting == 0
    with turnstile:
        pass


def test_work_that_fails_lets_the_next_one_in() -> None:
    turnstile = Turnstile(1)
    with pytest.raises(ZeroDivisionError), turnstile:
        raise ZeroDivisionError
    with turnstile:
        assert turnstile.waiting == 0
