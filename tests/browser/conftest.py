"""A real server with a small bank of its own, and real Chromium. No browser: skipped, with the reason; red in CI."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="pip install -r tests/requirements.txt brings the browser's driver")

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.staff import sign_in
from tests.browser.visit import Visit, close, context

expect.set_options(
    timeout=15_000
)  # of milliseconds: what is seen at once on a quiet machine takes longer beside a bench

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Server:
    """Passage on a free port with its own data, which outlive its process."""

    def __init__(self, folder: Path) -> None:
        self.questions = folder / "questions"
        if not self.questions.exists():
            shutil.copytree(Path(__file__).parent / "bank", self.questions)
        self.log = folder / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = f"sqlite:///{folder / 'passage.db'}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        settings = {"TUTOR_QUESTIONS": str(self.questions), "TUTOR_DATABASE_URL": self.database}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"]
        self.began = time.perf_counter()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "--server.address=127.0.0.1"], cwd=ROOT, env=os.environ | settings, stdout=out, stderr=out
            )
        self._wait()
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _wait(self) -> None:
        while time.perf_counter() < self.began + 60 and self.process and self.process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        pytest.fail(f"the server did not start:\n{self.log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all the tests that leave it alone."""
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for one file of tests, which change its banks."""
    running = Server(tmp_path_factory.mktemp("school")).start()
    yield running
    running.kill()


@pytest.fixture
def teacher(visit: Callable[..., Visit], school: Server) -> Visit:
    """A teacher who has signed in there."""
    return sign_in(visit(school.url), school)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server not started yet, for a test that kills it, starves it, or empties its shelf."""
    mine = Server(tmp_path)
    yield mine
    mine.kill()


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Return a way to come with a fresh browser: another learner every time."""
    opened = []

    def come(url: str = "", **choices: object) -> Visit:
        opened.append(context(chromium, **choices))
        return Visit(opened[-1].new_page(), url or server.url)

    yield come
    for each in opened:
        close(each)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
