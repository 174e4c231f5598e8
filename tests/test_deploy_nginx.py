"""nginx at work by deploy/nginx.conf, in front of replicas made up: who is led where, and what is kept from whom."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.nginx import Nginx


class Replica(ThreadingHTTPServer):
    """A server that tells what it was asked, and has one download and one session of its own."""

    def __init__(self, own: str) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.own = own
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Asked(BaseHTTPRequestHandler):
    server: Replica

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        mine = not self.path.startswith(("/media/", "/_stcore/upload_file/")) or self.path.endswith(self.server.own)
        body = json.dumps(dict(self.headers) | {"padding": "x" * 2000}).encode() if mine else b""
        self.send_response(200 if mine else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.path.startswith("/static/"):
            self.send_header("Cache-Control", "public, immutable, max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST = do_GET  # noqa: N815 - the names that they have there

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has there
        """Say nothing."""


@pytest.fixture
def replicas() -> Iterator[dict[int, Replica]]:
    both = [Replica("/of-one"), Replica("/of-two")]
    yield {each.server_port: each for each in both}
    for each in both:
        each.stop()


@pytest.fixture
def front(nginx: str, replicas: dict[int, Replica]) -> Iterator[Nginx]:
    opened = Nginx(nginx, list(replicas))
    yield opened
    opened.remove()


LEARNERS = [f"learner{n:015}" for n in range(16)]


def test_a_learner_is_led_to_the_same_replica_every_time(front, replicas):
    ports = {learner: front.led(learner) for learner in LEARNERS}
    assert set(ports.values()) == set(replicas)
    assert {learner: front.led(learner) for learner in LEARNERS} == ports


def test_who_has_no_cookie_yet_is_led_by_their_address(front):
    assert len({front.led("") for _ in range(8)}) == 1


def test_when_a_replica_is_gone_only_its_own_learners_move(front, replicas):
    before = {learner: front.led(learner) for learner in LEARNERS}
    gone = before[LEARNERS[0]]
    replicas[gone].stop()
    (other,) = set(replicas) - {gone}
    for learner in LEARNERS:
        assert front.ask("/page", learner)[0] == 200
    answered = {line["replica"].rpartition(":")[2] for line in front.lines("/page", len(LEARNERS))}
    assert answered == {str(other)}
    assert {each for each, port in before.items() if port == other} == {
        each for each in LEARNERS if before[each] == front.led(each)
    }


def test_when_both_are_gone_the_page_says_so_and_looks_again(front, replicas):
    for replica in replicas.values():
        replica.stop()
    status, headers, body = front.ask("/?class=K7MP4")
    assert status == 503
    assert headers["content-type"] == "text/html"
    assert headers["cache-control"] == "no-store"
    assert b"Nothing that you have answered is lost" in body
    assert b'http-equiv="refresh"' in body
    assert front.lines("/")[0]["replica"].count("127.0.0.1") == 2
    assert "K7MP4" not in front.log.read_text()


def test_a_replica_is_told_who_asks_and_by_which_address(front):
    said = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    _, _, body = front.ask("/", headers=said)
    heard = json.loads(body)
    assert heard["Host"] == f"127.0.0.1:{front.port}"
    assert heard["X-Forwarded-For"] == "127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "https"
    assert json.loads(front.ask("/")[2])["X-Forwarded-Proto"] == "http"


def test_what_is_sent_is_made_smaller(front):
    _, headers, body = front.ask("/", headers={"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "Accept-Encoding"
    assert b"padding" in gzip.decompress(body)
    assert len(body) < 500


def test_files_that_never_change_are_asked_of_a_replica_once_and_kept_by_the_browser(front, replicas):
    for learner in LEARNERS:
        _, headers, body = front.ask("/static/js/index.abc.js", learner)
        assert headers["cache-control"] == "public, immutable, max-age=31536000"
        assert b"padding" in body
    assert [path for each in replicas.values() for path in each.asked] == ["/static/js/index.abc.js"]
    for replica in replicas.values():
        replica.stop()
    assert front.ask("/static/js/index.abc.js")[0] == 200


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_what_only_the_other_replica_has_is_found_there(front, method):
    place = "/media/" if method == "GET" else "/_stcore/upload_file/"
    for learner in LEARNERS[:4]:
        for own in ("of-one", "of-two"):
            assert front.ask(place + own, learner, method, body=b"x" * 10)[0] == 200
    assert front.ask(f"{place}of-nobody", LEARNERS[0], method)[0] == 404


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics", "/_stcore/agent/interact"])
def test_what_is_for_the_operator_is_not_for_visitors(front, replicas, path):
    assert front.ask(path)[0] == 404
    assert all(not each.asked for each in replicas.values())


def test_only_a_teachers_file_may_be_large(front):
    assert front.ask("/", method="POST", body=b"x" * 100_000)[0] == 413
    assert front.ask("/_stcore/upload_file/of-one", method="PUT", body=b"x" * 100_000)[0] == 200
    too_large = {"Content-Length": str(22 * 2**20)}
    assert front.ask("/_stcore/upload_file/of-one", method="PUT", headers=too_large)[0] == 413


def test_the_log_tells_nothing_of_who_was_there(front):
    front.ask("/?class=K7MP4&lesson=secret", "a-learner-s-own-number")
    (line,) = front.lines("/")
    assert set(line) == {"at", "status", "method", "path", "seconds", "bytes", "replica"}
    log = front.log.read_text()
    assert not any(words in log for words in ("a-learner", "K7MP4", "secret"))
