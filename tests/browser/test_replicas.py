"""A class on two replicas behind nginx, as deploy/ sets them up: one is killed, comes back, and the other is killed."""

from __future__ import annotations

import csv
import io
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.browser.staff import Desk, answer, come_in, give
from tests.browser.visit import Visit, close, context
from tests.nginx import Nginx

pytestmark = [pytest.mark.browser, pytest.mark.database]

PASSCODE = "rain-hat-cloud"

LATE = 5.0
"""Seconds. It takes half a second on a machine with nothing else to do (pytest -rP tells); this is no bench."""

WATCH = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...at) {
    super(...at);
    const times = {};
    sockets.push(times);
    this.addEventListener("message", () => times.heard ??= Date.now());
    this.addEventListener("close", () => times.closed = Date.now());
  }
};
window.await_words = words => {
  window.shown = new Promise(done => {
    const look = () => document.body.textContent.includes(words) && (done(Date.now()), watch.disconnect());
    const watch = new MutationObserver(look);
    watch.observe(document.body, {subtree: true, childList: true, characterData: true});
    look();
  });
};
"""
"""Notes in the browser itself when a connection was cut and when a new one brought the first word."""


class School:
    """nginx, two replicas on one database and one folder of banks, and the browsers of those who come."""

    def __init__(self, folder: Path, database: str, nginx: str, chromium: Browser) -> None:
        self.replicas = {each.port: each for each in (Server(folder), Server(folder))}
        for each in self.replicas.values():
            each.database = database
        self.front = Nginx(nginx, list(self.replicas))
        self.chromium = chromium
        self.browsers: list[BrowserContext] = []
        self.start()

    def start(self) -> None:
        """Start the replicas that are not there."""
        with ThreadPoolExecutor() as together:
            list(together.map(Server.start, (each for each in self.replicas.values() if each.process is None)))

    def comes(self, port: int) -> Visit:
        """Let somebody come whose cookie leads to this replica."""
        opened = context(self.chromium)
        self.browsers.append(opened)
        opened.add_init_script(WATCH)
        opened.add_cookies([{"name": "passage", "value": self.token(port), "url": self.front.url}])
        return Visit(opened.new_page(), self.front.url)

    def comes_to_nobody(self) -> Page:
        """Let somebody open the address while nobody is there."""
        self.browsers.append(opened := context(self.chromium))
        page = opened.new_page()
        page.goto(self.front.url)
        return page

    def token(self, port: int) -> str:
        until = time.monotonic() + 30  # nginx tries a replica that was gone again after five seconds
        while time.monotonic() < until:
            if self.front.led(token := secrets.token_urlsafe(16)) == port:
                return token
        pytest.fail("nginx leads nobody to one of the replicas")

    def kill(self, port: int) -> float:
        """Kill a replica as a power cut would; return when, as browsers tell the time."""
        self.replicas[port].kill()
        return time.time() * 1000

    def close(self) -> None:
        for each in self.browsers:
            close(each)
        self.front.remove()
        for replica in self.replicas.values():
            replica.kill()


@pytest.fixture(scope="module")
def both(postgres_server, nginx, chromium, tmp_path_factory) -> Iterator[School]:
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("TUTOR_TEACHER_PASSCODE", PASSCODE)
        environ.setenv("STREAMLIT_SERVER_COOKIE_SECRET", secrets.token_hex())
        opened = School(tmp_path_factory.mktemp("school"), postgres_server.new_schema(), nginx, chromium)
        yield opened
        opened.close()


@pytest.fixture
def school(both) -> School:
    """The school with both replicas there."""
    both.start()
    return both


def seconds_out(visits: dict[str, Visit], since: float) -> dict[str, float]:
    """Wait until everybody's page hears of a server again; return how long that took."""
    found = {}
    for name, each in visits.items():
        each.page.wait_for_function("since => sockets.some(s => s.heard > since)", arg=since, timeout=30_000)
        heard = each.page.evaluate("since => Math.min(...sockets.map(s => s.heard).filter(at => at > since))", since)
        found[name] = (heard - since) / 1000
    return found


def press(teacher: Visit, name: str, learners: dict[str, Visit], words: str) -> float:
    """Take a step of the class; return the seconds until the last screen shows these words."""
    for each in learners.values():
        each.page.evaluate("words => await_words(words)", words)
    began = time.time() * 1000
    teacher.button(name).click()
    return max((each.page.evaluate("() => shown") - began) / 1000 for each in learners.values())


def sheet(results: Visit) -> list[dict[str, str]]:
    """The class's answers, as a teacher saves them."""
    with results.page.expect_download() as coming:
        results.button("Download all answers (CSV)").click()
    return list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8-sig"))))


def told(out: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in out.items())


def given(learner: Visit) -> str:
    return learner.page.locator(".given b").inner_text()


def test_a_class_goes_on_when_a_replica_dies_and_when_it_comes_back_and_the_other_dies(school):
    here, there = school.replicas
    teacher = school.comes(here).open("?teach=classes")
    give(teacher, PASSCODE)
    expect(teacher.button("Open the class")).to_be_visible(timeout=30_000)
    teacher.button("Open the class").click()
    code = teacher.page.locator(".code-big").inner_text()
    places = {"Ann": here, "Bo": here, "Cy": there}
    learners = {name: come_in(school.comes(port), code, name) for name, port in places.items()}
    started = press(teacher, "Start", learners, "In which year")
    assert started < LATE

    for name in ("Ann", "Cy"):
        answer(learners[name], "1884")
    learners["Bo"].box.fill("about 1874")
    died = school.kill(here)
    moved = {"teacher": teacher, "Ann": learners["Ann"], "Bo": learners["Bo"]}
    out = seconds_out(moved, died)
    assert max(out.values()) < LATE
    assert not learners["Cy"].page.evaluate("() => sockets.some(s => s.closed)")

    assert given(learners["Ann"]) == "1884"
    expect(learners["Bo"].box).to_have_value("about 1874")
    learners["Bo"].box.press("Enter")
    expect(learners["Bo"].page.locator(".given b")).to_have_text("about 1874", timeout=15_000)
    answer(learners["Ann"], "1874")
    expect(teacher.page.locator(".tally")).to_contain_text("3 of 3 have answered")
    press(teacher, "Lock the answers", learners, "The answers are locked")

    results = Visit(teacher.page.context.new_page(), teacher.url).open(f"?teach=classes&results={code}")
    school.replicas[here].start()
    learners["Ed"] = come_in(school.comes(here), code, "Ed")
    assert len(sheet(results)) == 3, "what the other replica drew is not found by way of this one"
    press(teacher, "Reveal the answer", learners, "lit for the first time in 1874")
    press(teacher, "Next question", learners, "How high above the rock")
    died = school.kill(there)
    out_again = seconds_out({name: each for name, each in learners.items() if name != "Ed"}, died)
    assert max(out_again.values()) < LATE
    for learner in learners.values():
        answer(learner, "41 metres")
    press(teacher, "Lock the answers", learners, "The answers are locked")
    lines = sheet(results.reload())
    assert len(lines) == 3 + 4
    first = {line["learner"]: line["answer"] for line in lines if "year" in line["question"]}
    assert first == {"Ann": "1874", "Bo": "about 1874", "Cy": "1884"}
    print(f"seconds until a step is on every screen: {started:.2f}; out: {told(out)}; out again: {told(out_again)}")


def test_while_both_are_away_the_page_says_so_kindly_and_goes_on_by_itself(school):
    here, there = school.replicas
    desk = Desk(school.replicas[here])
    learner = come_in(school.comes(here), desk.code, "Ann")
    desk.lead("start")
    learner.box.fill("about 1874")
    school.kill(here)
    school.kill(there)
    learner.box.press("Enter")
    with learner.page.expect_response(lambda response: response.status == 503):
        pass
    line = learner.page.locator(".cut .stConnectionStatus")
    expect(line).to_be_visible()
    assert "Connecting again" in line.evaluate("e => getComputedStyle(e, '::after').content")
    expect(learner.page.get_by_role("dialog")).to_have_count(0)
    expect(school.comes_to_nobody().get_by_role("heading")).to_have_text("Passage is not here just now")
    school.replicas[there].start()
    expect(learner.page.locator(".given b")).to_have_text("about 1874", timeout=30_000)
    expect(line).to_have_count(0)
