"""What a class costs that waits, how soon all its screens show the next question, and what a burst of answers does
(beside what it does to the smallest chat there is).

    .venv/bin/python -m tests.bench.waiting [--learners 300] [--seconds 20] [--port 8720]

Learners sit in a class over the page's own protocol, with the slow timer of the page running as a browser runs it.
The class is led from this process, as from another replica: the server has to find out by itself. Exits 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.bench.server import ROOT, Server, serving
from tests.bench.tab import Tab
from tutor import library
from tutor.actions import House
from tutor.classes import attending, running
from tutor.classroom import Room, Step
from tutor.store import open_store
from tutor.teachers import Teacher

BANK = "inf-treaty"
ARRIVING_PER_SECOND = 15
STEPS = 3
"""Questions that are opened, one after the other; each is a measurement."""

PATIENCE = 12  # seconds until what was to be seen is looked at
LONGEST_WAIT = 30.0  # seconds until a screen counts as left behind

HEAD = (
    "POST /class/answer HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: passage={1}\r\n"
    "Content-Type: application/json\r\nContent-Length: {2}\r\n\r\n"
)
"""What a browser says before an answer; it says more, but nothing that we look at."""


class Ear(Tab):
    """A tab that listens: to what the server draws by itself, and at what time."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.heard: list[tuple[float, str]] = []

    async def listen(self) -> None:
        """Note every piece of HTML that comes, until the tab is closed."""
        while True:
            message = self._received(ForwardMsg.FromString(await self._socket.recv(decode=False)))
            if message.WhichOneof("type") == "delta":
                written: list[str] = []
                self._draw(message, written)
                self.heard += [(time.perf_counter(), words) for words in written]

    async def answer(self, words: str) -> float:
        """Send an answer; return the seconds until it was seen."""
        widget = self._find("chat_input")
        state = WidgetState(id=widget.id)
        state.chat_input_value.data = words
        began = time.perf_counter()
        await self._socket.send(self._request(state, widget.fragment))
        await asyncio.sleep(PATIENCE)
        return self.when(words, began)

    def when(self, words: str, since: float) -> float:
        """Return the seconds from `since` until these words came; LONGEST_WAIT when they did not."""
        return next((at - since for at, said in self.heard if at >= since and words in said), LONGEST_WAIT)


class Seat(Ear):
    """A tab in a class, with the timer of its page."""

    def __init__(self, url: str, code: str) -> None:
        super().__init__(url)
        self._query = f"class={code}"
        self.watch, self.every = "", 0.0
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter]

    @property
    def learner(self) -> str:
        """Return the token in this tab's cookie: who it is to the server."""
        request = self._socket.request
        found = re.search(r"passage=([\w-]{22})", request.headers["Cookie"] if request else "")
        return found[1] if found else ""

    async def sit_down(self) -> None:
        """Draw the page again, now that this learner is in the class; keep a connection for answers, as a browser."""
        await self._run(WidgetState())
        host = urlsplit(self.url)
        self._line = await asyncio.open_connection(host.hostname, host.port)

    async def answer(self, words: str) -> float:
        """Hand in an answer to the open question; return the seconds until the server said that it is taken."""
        place = {"class": self._query.partition("=")[2], "question": STEPS - 1, "vote": 1}
        body = json.dumps({**place, "words": words}).encode()
        began = time.perf_counter()
        self._line[1].write(HEAD.format(urlsplit(self.url).netloc, self.learner, len(body)).encode() + body)
        said = await self._line[0].readuntil(b"\r\n\r\n")
        await self._line[0].readexactly(int(re.search(rb"content-length: (\d+)", said)[1]))  # type: ignore[index]
        return time.perf_counter() - began if said.startswith(b"HTTP/1.1 200") else LONGEST_WAIT

    async def poll(self) -> None:
        """Fire the slow timer of the page, from a random moment on, as a browser does."""
        await asyncio.sleep(random.uniform(0, self.every))
        while True:
            await self._socket.send(self._request(WidgetState(), self.watch))
            await asyncio.sleep(self.every)

    def _received(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "auto_rerun":
            self.watch, self.every = message.auto_rerun.fragment_id, message.auto_rerun.interval
        return super()._received(message)


@dataclass
class Desk:
    """The teacher's side, in this process."""

    house: House
    teacher: Teacher = field(default_factory=lambda: Teacher(datetime.now(UTC) + timedelta(hours=1)))

    def open(self) -> Room:
        shelved = library.get(self.house.questions, BANK)
        assert shelved is not None
        assert shelved.bank is not None
        facts = [f.id for f in shelved.bank.live if f.ask]
        return running.open_class(
            self.house, self.teacher, BANK, facts, "teacher", datetime.now(UTC), secrets.randbelow
        )

    def lead(self, code: str, *steps: Step) -> Room:
        room = running.board(self.house, self.teacher, code, datetime.now(UTC)).room
        for step in steps:
            room = running.lead(self.house, self.teacher, code, room.version, step, datetime.now(UTC))
        return room


def main() -> int:
    """Measure, print, return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8720)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/passage.db"
        environ = {"TUTOR_DATABASE_URL": url, "TUTOR_QUESTIONS": str(ROOT / "questions")}
        with serving("app.py", asked.port, environ, Path(folder) / "server.log") as server:
            desk = Desk(House(open_store(url), ROOT / "questions"))
            met = asyncio.run(measure(server, desk, asked.learners, asked.seconds))
        with serving("tests/bench/echo_app.py", asked.port, {}, Path(folder) / "echo.log") as server:
            echoed, cost = asyncio.run(floor(server, asked.learners))
    print(f"the same burst on the smallest chat there is: {told(echoed)}; {cost:.1f} ms CPU each")
    return 0 if met else 1


async def measure(server: Server, desk: Desk, learners: int, seconds: float) -> bool:
    """Fill the class, wait, open questions, have everybody answer at once; print what came out."""
    room = desk.open()
    seats = [Seat(server.url, room.code) for _ in range(learners)]
    await arrive(seats[:1], desk.house, room.code)
    memory = server.memory
    await arrive(seats[1:], desk.house, room.code)
    tasks = [asyncio.create_task(work) for seat in seats for work in (seat.listen(), seat.poll())]
    await asyncio.sleep(3)
    cpu = server.cpu
    await asyncio.sleep(seconds)
    waiting = (server.cpu - cpu) / seconds
    shown = await open_questions(seats, desk, room.code)
    answered, cost = await burst(seats, server)
    kept = running.board(desk.house, desk.teacher, room.code, datetime.now(UTC)).answered
    grown = (server.memory - memory) / learners
    for task in tasks:
        task.cancel()
    print(f"{learners} screens that wait: {100 * waiting:.0f} % of a core (goal 50)")
    print(f"next question on every screen: {told(shown)}")
    print(f"all answer within a second: {told(answered)}; {cost:.1f} ms CPU each; {kept} of {learners} kept")
    print(f"memory: {grown:.2f} MB a learner")
    return waiting <= 0.5 and at(shown, 0.95) <= 3 and kept == learners


async def floor(server: Server, learners: int) -> tuple[list[float], float]:
    """Return what the same burst does to a chat that only repeats what is typed."""
    seats = [Ear(server.url) for _ in range(learners)]
    for seat in seats:
        await seat.open()
    tasks = [asyncio.create_task(seat.listen()) for seat in seats]
    found = await burst(seats, server)
    for task in tasks:
        task.cancel()
    return found


async def arrive(seats: list[Seat], house: House, code: str) -> None:
    """Have everybody come into the class, a few a second."""
    for seat in seats:
        await seat.open()
        attending.join(house, seat.learner, code, "", datetime.now(UTC), secrets.randbelow)
        await seat.sit_down()
        await asyncio.sleep(1 / ARRIVING_PER_SECOND)


async def open_questions(seats: list[Seat], desk: Desk, code: str) -> list[float]:
    """Open questions one after the other; return how long every screen took to show each."""
    waits: list[float] = []
    before: tuple[Step, ...] = ()
    for _ in range(STEPS):
        await asyncio.to_thread(desk.lead, code, *before)
        await asyncio.sleep(6)
        began = time.perf_counter()
        room = await asyncio.to_thread(desk.lead, code, "next" if before else "start")
        await asyncio.sleep(PATIENCE)
        waits += [seat.when(f"Question {room.at + 1} of", began) for seat in seats]
        before = ("lock", "reveal")
    return waits


async def burst(seats: Sequence[Ear], server: Server) -> tuple[list[float], float]:
    """Have everybody answer within a second; return how long each waited, and the CPU milliseconds of an answer."""
    cpu = server.cpu

    async def one(seat: Ear) -> float:
        await asyncio.sleep(random.random())
        return await seat.answer("an answer of mine")

    waits, _ = await asyncio.gather(asyncio.gather(*map(one, seats)), asyncio.sleep(PATIENCE))
    return waits, 1000 * (server.cpu - cpu) / len(seats)


def told(waits: list[float]) -> str:
    """Return waiting times in words."""
    return f"p50 {at(waits, 0.5):.2f}, p95 {at(waits, 0.95):.2f}, last {max(waits):.2f} s"


def at(waits: list[float], share: float) -> float:
    """Return the time within which this share was done."""
    return sorted(waits)[round(share * (len(waits) - 1))]


if __name__ == "__main__":
    sys.exit(main())
