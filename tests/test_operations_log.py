"""The log tells what happened and when, and never what was answered, by whom, or with which cookie."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.bench import tab
from tests.bench.server import serving
from tests.bench.tab import Tab
from tests.loops import run
from tests.test_pages import BANK, drawn, open_page, say, start
from tutor import actions, journal
from tutor.actions import House
from tutor.classes import attending, running
from tutor.classes.attending import Said
from tutor.settings import settings
from tutor.store import StoreUnavailable, open_store
from tutor.teachers import Teacher
from tutor.ui import crier, front, taking

SECRET = "purple walrus"
COOKIE = "abcdefghijklmnopqrstuv"
NICKNAME = "Zebediah"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged as JSON, while the test runs."""
    loggers = [logging.root, *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    before = [(one, one.handlers, one.propagate, one.level) for one in loggers]
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    journal.set_up("json")
    yield written
    for one, handlers, propagate, level in before:
        one.handlers, one.propagate = handlers, propagate
        one.setLevel(level)


def events(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


# --- a whole session -------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    opened = House(open_store(f"sqlite:///{tmp_path}/passage.db"), BANK)
    for its in (front, taking):
        monkeypatch.setattr(its, "house", lambda: opened)
    monkeypatch.setattr(front, "learner", lambda: COOKIE)
    monkeypatch.setattr(crier, "listen", lambda *_: None)  # there is no server whose screens could be rung
    yield opened
    opened.store.close()


def test_a_lesson_and_a_class_leave_no_answer_name_or_cookie_in_the_log(
    house: House, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = start(open_page())
    for words in (SECRET, "1874", f"is it {SECRET}?", "hint"):
        say(lesson, words)
    play_in_a_class(house)
    for problem in (KeyError(SECRET), IntegrityError("x", {"a": SECRET}, ValueError(SECRET)), StoreUnavailable("away")):
        monkeypatch.setattr(actions, "say", lambda *_, p=problem: (_ for _ in ()).throw(p))
        say(open_page(lesson=lesson.query_params["lesson"]), SECRET)
    told = log.getvalue()
    assert not [word for word in (SECRET, SECRET.split(maxsplit=1)[0], COOKIE, NICKNAME) if word in told]
    answers = [e for e in events(log) if e["event"] == "answered"]
    assert [(e["bank"], e["fact"]) for e in answers] == [("harbour", f) for f in ("first-lit",) * 2 + ("height",)] + [
        ("harbour", "first-lit")
    ]
    assert (answers[1]["code"], answers[-1]["code"]) == ("same", "later")
    assert all(e["ms"] > 0 and len(e["request"]) == 4 for e in answers)
    assert sum("traceback" in e for e in events(log)) == 3


def play_in_a_class(house: House) -> None:
    now = datetime.now(UTC)
    teacher = Teacher(now + timedelta(hours=1), "t")
    room = running.open_class(house, teacher, "harbour", ("first-lit",), "teacher", now, lambda n: n // 2)
    seat = open_page(**{"class": room.code})
    seat.text_input(key="name-in-class").set_value(NICKNAME).run()
    next(b for b in seat.button if b.label == "Come in").click().run()
    running.lead(house, teacher, room.code, attending.look(house, COOKIE, room.code).room.version, "start", now)
    drawn(seat.run())
    assert taking.take(COOKIE, room.code, 0, 1, SECRET) == (200, "")
    (answer,) = house.store.read(lambda c: [tuple(r) for r in c.exec_driver_sql("SELECT given FROM class_answers")])
    assert answer == (SECRET,)
    assert attending.answer(house, COOKIE, room.code, Said(0, 1, SECRET), now)


def test_the_id_on_a_notice_is_that_of_the_log(house: House, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    for problem in (RuntimeError("ours"), StoreUnavailable("away")):
        monkeypatch.setattr(actions, "cards", lambda *_, p=problem: (_ for _ in ()).throw(p))
        page = drawn(open_page())
        assert f"tell your teacher this code: <b>{events(log)[-1]['request']}</b>" in page
    assert len({e["request"] for e in events(log) if "request" in e}) == 2


def test_what_the_database_says_of_a_failed_statement_has_no_values(house: House) -> None:
    with pytest.raises(IntegrityError) as caught:
        house.store.write(lambda c: c.exec_driver_sql("INSERT INTO turns VALUES (?, 1, ?, '')", (SECRET, SECRET)))
    assert SECRET not in str(caught.value)


# --- one line --------------------------------------------------------------------------------------


def test_an_event_is_one_line_with_what_is_known(log: io.StringIO) -> None:
    with journal.request() as number, journal.request() as inner:
        journal.answered("harbour", "first-lit", "close", "unit", 0.0123)
    assert number == inner
    (event,) = events(log)
    assert datetime.fromisoformat(event.pop("time")).tzinfo
    assert event == {
        "level": "info",
        "event": "answered",
        "bank": "harbour",
        "fact": "first-lit",
        "code": "unit",
        "ms": 12.3,
        "request": number,
    }


def test_an_exception_is_one_event_with_the_places_where_it_and_its_causes_were_raised(log: io.StringIO) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise StoreUnavailable("The database is away.") from error
    except StoreUnavailable:
        logging.getLogger("tutor.ui.notices").exception("A page could not be drawn")
    (event,) = events(log)
    assert event["where"] == "tutor.ui.notices"
    lines = event["traceback"].splitlines()
    assert lines[-1] == "tutor.store.errors.StoreUnavailable: The database is away."
    assert sum(line.startswith("builtins.ValueError: (") for line in lines) == 1
    assert "int(SECRET)" in event["traceback"]
    assert SECRET not in event["traceback"]


def test_an_exception_that_is_its_own_cause_ends(log: io.StringIO) -> None:
    error = ValueError("round")
    other = KeyError("and round")
    error.__cause__, other.__cause__ = other, error
    assert len(list(journal.told_of(error))) == 2


def test_other_programs_in_this_process_write_in_the_same_form(log: io.StringIO) -> None:
    logging.getLogger("streamlit.runtime").warning("a word\nof theirs")
    logging.getLogger("brand.new").error("two")
    assert [(e["where"], e["event"]) for e in events(log)] == [
        ("streamlit.runtime", "a word\nof theirs"),
        ("brand.new", "two"),
    ]


def test_what_was_silenced_stays_silent(log: io.StringIO) -> None:
    requests = logging.getLogger("uvicorn.access")
    requests.handlers, requests.propagate = [], False  # as uvicorn leaves it when it is told to write no requests down
    requests.setLevel(logging.INFO)
    journal._take_over(logging.root.handlers[0])
    requests.info('203.0.113.9:4711 - "GET /?class=K7MP4 HTTP/1.1" 200')
    assert log.getvalue() == ""


def test_as_plain_text_only_what_somebody_should_look_at_is_told() -> None:
    """In a process of its own: plain text is what holds when nothing is set."""
    script = (
        "from tutor import journal; import logging; journal.set_up('text'); "
        "journal.note('nothing special'); journal.note('odd', level=logging.WARNING, bank='b')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.endswith(" WARNING odd bank=b\n")
    assert done.stderr.count("\n") == 1


def test_another_form_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"TUTOR_LOG is 'xml'\. Write json or text"):
        settings({"TUTOR_LOG": "xml"})
    assert settings({"TUTOR_LOG": "json"}).log == "json"


# --- a real server ---------------------------------------------------------------------------------


def test_a_real_server_logs_lines_of_json_and_shows_its_health_and_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "visit", lambda _: f"passage={COOKIE}")
    port = free_port()
    environ = {"TUTOR_LOG": "json", "TUTOR_DATABASE_URL": f"sqlite:///{tmp_path}/p.db", "TUTOR_QUESTIONS": str(BANK)}
    with serving("app.py", port, environ, tmp_path / "log") as server:
        health, numbers = run(play(Tab(server.url)))
    assert json.loads(health) == {"status": "ok"}
    assert 'passage_answers_total{verdict="incorrect"} 1' in numbers
    assert 'passage_answers_total{verdict="correct"} 1' in numbers
    assert "passage_answer_seconds_count 2" in numbers
    assert "passage_sessions 1" in numbers
    written = (tmp_path / "log").read_text()
    told = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert [e["event"] for e in told].count("answered") == 2
    assert [e["event"] for e in told].count("the doors are open") == 1
    assert SECRET not in written
    assert COOKIE not in written
    rest = [line for line in written.splitlines() if line.strip() and not line.startswith("{")]
    assert all("Teachers sign in" in line or "URL" in line or "app" in line for line in rest), rest


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def play(learner: Tab) -> list[str]:
    """Answer twice; return what the server then says of its health and its numbers."""
    await learner.open()
    await learner.press("start-harbour")
    await learner.type(SECRET)
    await learner.type("1874")
    return [await asyncio.to_thread(fetch, f"{learner.url}/{page}") for page in ("healthz", "metrics")]


def fetch(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())
