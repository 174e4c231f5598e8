"""A language model's proposals, from a real server on this machine: only what the article says comes through."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tutor import article as articles
from tutor.__main__ import main
from tutor.drafting import llm
from tutor.drafting.endpoint import KEY, Endpoint, Refused, Silent, endpoint
from tutor.drafting.llm import objects
from tutor.drafting.model import Draft, Drafted
from tutor.model import Fact

ARTICLE = articles.parse(
    "# Eels\n\nAristotle believed that eels were born of mud. In 1922 the Danish biologist Johannes Schmidt traced the "
    "smallest larvae to the Sargasso Sea.\n\nThe European Union has forbidden the export of eels since 2010."
)
GOOD = {
    "statement": "The Danish biologist Johannes Schmidt traced the smallest eel larvae to the Sargasso Sea in 1922.",
    "answer": "Johannes Schmidt",
    "quote": "In 1922 the Danish biologist Johannes Schmidt traced the smallest larvae to the Sargasso Sea.",
    "question": "Which Danish biologist traced the smallest eel larvae to the Sargasso Sea in 1922?",
}
SECOND = {
    "statement": "The European Union has forbidden the export of eels since 2010.",
    "answer": "2010",
    "quote": "The European Union has forbidden the export of eels since 2010.",
    "question": "Since which year has the European Union forbidden the export of eels?",
}
Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next of the server's replies, and remembers what it was asked."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[tuple[str, dict[str, str], Any]]]
    replies: ClassVar[Iterator[Reply]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, dict(self.headers), json.loads(body)))
        next(self.replies)(self)

    def send(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(*replies: Reply) -> Iterator[tuple[Endpoint, list[tuple[str, dict[str, str], Any]]]]:
    """Serve these replies in turn, again and again, on a port of this machine."""
    handler = type("Replies", (Handler,), {"replies": cycle(replies), "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/v1"
        yield endpoint(address, "small", {KEY: "s3cret"}, seconds=1), handler.seen
    finally:
        server.shutdown()
        server.server_close()


def says(content: Any) -> Reply:
    return lambda to: to.send(200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())


def proposes(*facts: Any) -> Reply:
    return says(json.dumps({"facts": facts}))


def fails(code: int, **headers: str) -> Reply:
    return lambda to: to.send(code, b'{"error": "s3cret is wrong"}', **headers)


def sleeps(_: Handler) -> None:
    time.sleep(1.5)


def drips(to: Handler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "1000")
    to.end_headers()
    for _ in range(20):
        time.sleep(0.2)
        to.wfile.write(b" ")
        to.wfile.flush()


def hangs_up(to: Handler) -> None:
    to.close_connection = True
    to.connection.close()


def drafted(*replies: Reply, known: tuple[Fact, ...] = (), limit: int | None = None) -> Drafted:
    with served(*replies) as (model, _):
        return llm.draft(ARTICLE, model, known, limit)


def test_a_fact_that_the_article_proves_becomes_a_draft():
    found = drafted(proposes(GOOD))
    [made] = found.drafts
    assert (made.key, made.kind, made.paragraph, made.asks) == ("Johannes Schmidt", "text", 1, (GOOD["question"],))
    assert found.refused == ()


def test_the_model_is_asked_for_by_name_with_the_key_and_the_article():
    with served(proposes(GOOD)) as (model, seen):
        llm.draft(ARTICLE, model)
    [(path, headers, body)] = seen
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer s3cret"
    assert body["model"] == "small"
    assert "¶2 The European Union" in body["messages"][1]["content"]


def test_without_a_key_none_is_sent():
    with served(proposes(GOOD)) as (model, seen):
        llm.draft(ARTICLE, endpoint(model.url, "small", {}))
    assert "Authorization" not in seen[0][1]


INVENTED = [
    ({"quote": "Aristotle loved eels."}, "its quote is not in the article"),
    ({"quote": "eels"}, "its quote stands in the article more than once"),
    ({"answer": "Aristotle"}, "its answer is not in its quote"),
    ({"answer": ["Johannes Schmidt", "Aristotle"]}, "its answer is not in its quote"),
    ({"statement": "Johannes Schmidt traced the larvae to the Sargasso Sea in 1923."}, "a name or a number"),
    ({"statement": "Johannes Schmidt of Harvard traced the larvae to the Sargasso Sea in 1922."}, "a name or a number"),
    ({"statement": ""}, "a part is missing"),
    ({"answer": {"name": "Johannes Schmidt"}}, "a part is missing"),
    ({"answer": []}, "a part is missing"),
    ({"statement": "Johannes Schmidt traced " + "very " * 200 + "small larvae."}, "a part is missing"),
    ({"statement": "He traced the smallest larvae to the Sargasso Sea in 1922."}, "answer-not-in-fact"),
]


@pytest.mark.parametrize(("change", "why"), INVENTED)
def test_what_the_article_does_not_say_is_dropped_and_counted(change: dict[str, Any], why: str):
    found = drafted(proposes({**GOOD, **change}, SECOND))
    assert [draft.key for draft in found.drafts] == ["2010"]
    [(told, count)] = found.refused
    assert why in told or told == why
    assert count == 1


def test_a_question_about_somebody_else_is_left_out_but_the_fact_stays():
    found = drafted(proposes({**GOOD, "question": "Who helped Plato?"}, {**SECOND, "question": "since 2010"}))
    assert [draft.asks for draft in found.drafts] == [(), ()]


def test_what_is_known_and_what_is_said_twice_is_not_drafted_again():
    known = Draft(SECOND["statement"], (("2010",),), "year", SECOND["quote"], 2).fact("x")
    found = drafted(proposes(GOOD, GOOD, SECOND), known=(known,))
    assert [draft.key for draft in found.drafts] == ["Johannes Schmidt"]
    assert dict(found.refused) == {"asks what is asked already": 2}


def test_no_more_drafts_than_wanted():
    assert len(drafted(proposes(GOOD, SECOND), limit=1).drafts) == 1


HALF = json.dumps({"facts": [GOOD, SECOND]})[:-80]


@pytest.mark.parametrize("content", [HALF, f"Sure!\n```json\n{json.dumps([GOOD])}\n```", f"{{}} {json.dumps(GOOD)} {{"])
def test_of_half_an_answer_the_whole_facts_are_read(content: str):
    assert [draft.key for draft in drafted(says(content)).drafts] == ["Johannes Schmidt"]


@pytest.mark.parametrize(
    "content", ["", "I cannot help with that.", "[1, 2]", '{"facts": "none"}', '{"a":' * 50_000, "{" * 9000]
)
def test_an_answer_without_facts_is_counted(content: str):
    found = drafted(says(content))
    assert found.drafts == ()
    assert sum(count for _, count in found.refused) == 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (fails(401), KEY),
        (fails(404), "--model"),
        (fails(302, Location="http://127.0.0.1:9/elsewhere"), "elsewhere"),
        (fails(500), "HTTP 500"),
        (fails(429), "HTTP 429"),
        (sleeps, "too long"),
        (drips, "too long"),
        (hangs_up, "cannot be reached"),
        (lambda to: to.send(200, b"<html>hello</html>"), "no answer"),
        (lambda to: to.send(200, b'{"choices": []}'), "no answer"),
        (lambda to: to.send(200, b"[" * 200_000), "no answer"),
        (lambda to: to.send(200, b"\xff\xfe\x00"), "no answer"),
        (lambda to: to.send(200, b" " * 500_000), "far too much"),
        (says([{"type": "text"}]), "no answer"),
    ],
)
def test_a_server_that_is_of_no_use_is_told_without_the_key(reply: Reply, told: str):
    with pytest.raises(Refused) as refused:
        drafted(reply)
    assert told in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_nobody_there_is_told():
    with pytest.raises(Silent, match="cannot be reached"):
        llm.draft(ARTICLE, Endpoint("http://127.0.0.1:9/v1/chat/completions", "small", seconds=2))


def test_a_question_without_an_answer_costs_only_its_part_of_the_article():
    long = articles.parse("\n\n".join(f"{ARTICLE.paragraph(n).text} {'Filler stands here. ' * 240}" for n in (1, 2)))
    with served(fails(500), proposes(SECOND)) as (model, _):
        found = llm.draft(long, model)
    assert [draft.key for draft in found.drafts] == ["2010"]
    assert dict(found.refused) == {"the model's server is in trouble (HTTP 500)": 1}


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://here/v1", "localhost:11434", "http://", "", "http://a b/", "http://a:99999/",
                "http://me:pass@here/v1", "http://here/v1?key=1", "https://hére/v1", "javascript:alert(1)", "http://[::1/"],
)  # fmt: skip
def test_only_plain_web_addresses_are_asked(address: str):
    with pytest.raises(Refused):
        endpoint(address, "small", {})


def test_the_key_is_not_shown_with_the_endpoint():
    assert "s3cret" not in repr(endpoint("https://here/v1", "small", {KEY: " s3cret\n"}))


def test_objects_are_found_whatever_stands_around_them():
    assert list(objects('{"facts": [1, {"a": 2}]} {"b": {"c": 3}}')) == [{"a": 2}, {"b": {"c": 3}}]


def test_the_command_drafts_with_a_model_and_tells_what_it_dropped(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "eels.md").write_text(f"# Eels\n\n{ARTICLE.paragraph(1).text}\n\n{ARTICLE.paragraph(2).text}\n")
    with served(proposes(GOOD, {**SECOND, "answer": "2011"})) as (model, _):
        code = main(["draft", str(tmp_path / "eels.md"), "--llm", model.url, "--model", "small"])
    told = capfd.readouterr()
    assert code == 0
    assert "left out: 1 × its answer is not in its quote" in told.err
    assert "Johannes Schmidt" in (tmp_path / "eels.yaml").read_text()


@pytest.mark.parametrize("arguments", [["--llm", "http://here/v1"], ["--llm", "file:///etc/passwd", "--model", "x"]])
def test_the_command_says_what_is_missing_and_writes_nothing(arguments: list[str], tmp_path: Path):
    (tmp_path / "eels.md").write_text(f"{ARTICLE.paragraph(1).text}\n")
    assert main(["draft", str(tmp_path / "eels.md"), *arguments]) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["eels.md"]
