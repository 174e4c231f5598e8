"""Everybody is cut off at once and comes back; then the server is killed, and everybody comes back.

    .venv/bin/python -m tests.bench.dropped [--learners 300] [--port 8760]

Learners sit in a class and have answered the open question, each in words of its own. All connections are cut in the
same moment and all tabs connect again at once; then the same with a server killed by kill -9 and started anew. Each tab
has to show its own seat with its own answer. Exits 1 when one answer is lost or one learner is displaced.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.server import ROOT, serving
from tests.bench.waiting import STEPS, Desk, Seat, arrive, told
from tutor.actions import House
from tutor.classes import running
from tutor.classroom import Room
from tutor.store import open_store


def main() -> int:
    """Measure, print, return 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--port", type=int, default=8760)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(Path(folder), asked.learners, asked.port))


async def measure(folder: Path, learners: int, port: int) -> int:
    """Fill the class, have everybody answer, cut everybody off twice; return 1 when anything was lost."""
    url = f"sqlite:///{folder}/passage.db"
    environ = {"TUTOR_DATABASE_URL": url, "TUTOR_QUESTIONS": str(ROOT / "questions")}
    with ExitStack() as servers:
        server = servers.enter_context(serving("app.py", port, environ, folder / "server.log"))
        desk = Desk(House(open_store(url), ROOT / "questions"))
        room, seats = await seated(server.url, desk, learners)
        lost = await back("cut off and back", seats, desk, room)
        servers.close()
        servers.enter_context(serving("app.py", port, environ, folder / "again.log"))
        lost += await back("kill -9, restarted", seats, desk, room)
    return int(lost > 0)


async def seated(url: str, desk: Desk, learners: int) -> tuple[Room, list[Seat]]:
    """Return a class in which everybody has answered the open question."""
    room = desk.open()
    seats = [Seat(url, room.code) for _ in range(learners)]
    await arrive(seats, desk.house, room.code)
    desk.lead(room.code, "start", *["lock", "reveal", "next"] * (STEPS - 1))
    for seat in seats:
        await seat.answer(words(seat))
    return room, seats


def words(seat: Seat) -> str:
    """Return what this learner answers."""
    return f"answer of {seat.learner[:8]}"


async def back(what: str, seats: list[Seat], desk: Desk, room: Room) -> int:
    """Cut everybody off and have them back at once; print what came of it, return how much was lost."""
    mine = [words(seat) for seat in seats]
    await asyncio.gather(*(seat.close() for seat in seats))
    began = time.perf_counter()
    waits = await asyncio.gather(*(_one(seat, began) for seat in seats))
    kept = running.board(desk.house, desk.teacher, room.code, datetime.now(UTC)).answered
    displaced = sum(own not in seat.text for seat, own in zip(seats, mine, strict=True))
    print(f"{what}: {told(waits)}; {len(seats) - kept} answers lost, {displaced} learners displaced", flush=True)
    return displaced + len(seats) - kept


async def _one(seat: Seat, began: float) -> float:
    await seat.back()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
