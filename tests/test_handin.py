"""An answer in class as a plain request: who may send it, what comes of it, and what is never said or kept of it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import secrets

import pytest
from starlette.applications import Starlette

from tests.learning import NOON, rows
from tests.loops import run
from tests.test_classes import code, dice, join, lead  # noqa: F401 - fixtures
from tutor import counts, journal
from tutor.actions import House
from tutor.classes import running
from tutor.store import StoreUnavailable
from tutor.teachers import Limit, Teacher
from tutor.ui import handin, taking

ANN = "ann".ljust(22, "-")
"""A learner's token: 22 signs."""

HERE = {"host": "school.org", "content-type": "application/json", "cookie": f"passage={ANN}"}


@pytest.fixture
def asking(house: House, code: str, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: F811
    """A class that asks its first question, with one learner in it, on a server of its own."""
    monkeypatch.setattr(taking, "house", lambda: house)
    monkeypatch.setattr(handin, "_OFTEN", Limit(20, 10))
    join(house, code, ANN)
    lead(house, code, "start")
    return code


def send(body: bytes, **changes: str | None) -> tuple[int, str]:
    """Send one request; return the status and what is told."""
    named = HERE | {name.replace("_", "-"): value for name, value in changes.items()}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/class/answer",
        "scheme": "http",
        "query_string": b"",
        "client": ("10.0.0.7", 5),
        "server": ("school.org", 80),
        "headers": [(name.encode(), value.encode()) for name, value in named.items() if value],
    }
    said: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def sent(message):
        said.append(message)

    run(Starlette(routes=handin.ROUTES)(scope, receive, sent))
    return said[0]["status"], json.loads(said[1]["body"])["told"]


def answer(code: str, words: str = "1847", question: int = 0, vote: int = 1, **changes: str | None):  # noqa: F811
    place = {"class": code, "question": question, "vote": vote}
    return send(json.dumps({**place, "words": words}).encode(), **changes)


def kept(house: House) -> list[str]:
    return [given for (given,) in rows(house, "class_answers", "given")]


def test_an_answer_is_taken_and_a_later_one_takes_its_place(house, asking):
    assert answer(asking, "1850") == (200, "")
    assert answer(asking, " 1847 ", origin="http://school.org") == (200, "")
    assert kept(house) == ["1847"]


@pytest.mark.parametrize("steps", ["lock", "lock reveal", "lock vote", "lock reveal next", "end"])
def test_when_the_class_has_moved_on_it_is_too_late(house, asking, steps):
    lead(house, asking, steps)
    assert answer(asking) == (409, taking.LATE)
    assert kept(house) == []


@pytest.mark.parametrize(("question", "vote"), [(1, 1), (-1, 1), (0, 2), (0, 0), (10**30, 1)])
def test_only_the_open_question_in_its_vote_is_answered(house, asking, question, vote):
    assert answer(asking, question=question, vote=vote)[0] == 409
    assert kept(house) == []


def test_who_was_taken_out_or_never_came_in_answers_nothing(house, asking):
    (person,) = running.board(house, TEACHER, asking, NOON).people
    running.let(house, TEACHER, asking, person.member.member, NOON, out=True)
    assert answer(asking)[0] == 409
    assert answer(asking, cookie=f"passage={'x' * 22}")[0] == 409
    assert kept(house) == []


TEACHER = Teacher(NOON.replace(year=NOON.year + 1))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"origin": "https://elsewhere.org"}, 403),
        ({"origin": "null"}, 403),
        ({"cookie": None}, 401),
        ({"cookie": "passage=short"}, 401),
        ({"cookie": f"passage={'x' * 21}!"}, 401),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": None}, 415),
    ],
)
def test_only_a_page_of_ours_in_a_browser_with_our_cookie_sends_answers(house, asking, changes, status):
    found, told = answer(asking, **changes)
    assert found == status
    assert told
    assert kept(house) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words=1847",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 60_000,
        b'{"class": "K7MP4", "question": 0, "vote": 1}',
        b'{"class": "K7MP4", "question": "0", "vote": 1, "words": "1847"}',
        b'{"class": "K7MP4", "question": 0, "vote": 1, "words": " "}',
        b'{"class": 5, "question": 0, "vote": 1, "words": "1847"}',
        b'{"class": "K7MP4", "question": ' + b"9" * 5000 + b', "vote": 1, "words": "1847"}',
    ],
)
def test_what_no_page_of_ours_sends_is_refused(asking, body):
    assert send(body)[0] == 400


@pytest.mark.parametrize("other", ["", "K7MP4", "k7mp4", "\0", "\ud83d", "x" * 999])
def test_of_a_class_that_is_not_there_it_is_said_so(asking, other):
    assert answer(other)[0] == 404


@pytest.mark.parametrize("words", ["\0", "\ud83d", "😀" * 250, "'; DROP TABLE classes; --", "\u202e1847"])
def test_any_words_are_an_answer(house, asking, words):
    assert answer(asking, words) == (200, "")
    assert len(kept(house)) == 1


@pytest.mark.parametrize("letters", [501, 10_000, 70_000])
def test_what_is_too_long_is_refused_in_words(house, asking, letters):
    status, told = answer(asking, "x" * letters)
    assert status == 413
    assert "shorten it" in told
    assert kept(house) == []


def test_too_many_at_once_wait_and_others_do_not(house, asking):
    other = "bo".ljust(22, "-")
    join(house, asking, other)
    assert {answer(asking)[0] for _ in range(20)} == {200}
    status, told = answer(asking)
    assert status == 429
    assert "Wait a few seconds" in told
    assert answer(asking, cookie=f"passage={other}") == (200, "")


@pytest.mark.parametrize(
    ("problem", "status", "kind"), [(StoreUnavailable("away"), 503, "trouble"), (KeyError("1847"), 500, "ours")]
)
def test_while_it_cannot_be_kept_the_page_is_told_to_send_it_again(asking, monkeypatch, problem, status, kind):
    def fails(*_):
        raise problem

    before = noticed(kind)
    monkeypatch.setattr(taking.attending, "answer", fails)
    assert answer(asking)[0] == status
    assert noticed(kind) == before + 1


def noticed(kind: str) -> float:
    return next(s.value for s in counts.NOTICES.family().samples if kind in dict(s.labels).values())


def test_the_log_knows_the_fact_and_never_the_words_or_who_it_was(asking, monkeypatch):
    written, secret = io.StringIO(), secrets.token_hex()
    handler = logging.StreamHandler(written)
    handler.setFormatter(journal.Json())
    log = logging.getLogger("tutor")
    monkeypatch.setattr(log, "handlers", [handler])
    log.setLevel(logging.INFO)
    assert answer(asking, secret) == (200, "")
    (event,) = [json.loads(line) for line in written.getvalue().splitlines() if "answered" in line]
    assert (event["bank"], event["fact"], event["code"]) == ("lighthouse", "year", "later")
    assert event["ms"] > 0
    for words in (secret, ANN, asking):
        assert words not in written.getvalue()


def test_answers_that_arrive_together_are_all_kept(house, asking):
    who = [f"learner {n}".replace(" ", "-").ljust(22, "-") for n in range(30)]
    join(house, asking, *who)

    async def all_at_once():
        body = json.dumps({"class": asking, "question": 0, "vote": 1, "words": "1847"}).encode()
        return await asyncio.gather(*(handin._heard(each, body) for each in who))

    assert {reply.status_code for reply in run(all_at_once())} == {200}
    assert len(kept(house)) == 30
