"""The files of deploy/: what they name is there, they agree with each other, and nginx does by them what they say."""

from __future__ import annotations

import ast
import gzip
import json
import re
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.web.server.starlette.starlette_server_config import (
    DEFAULT_WEBSOCKET_PING_INTERVAL,
    DEFAULT_WEBSOCKET_PING_TIMEOUT,
)

from tests.nginx import DEPLOY, Nginx
from tutor.settings import Settings
from tutor.ui import identity, signin

ROOT = DEPLOY.parent
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
CONF = (DEPLOY / "nginx.conf").read_text("utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
EXAMPLE = (DEPLOY / ".env.example").read_text("utf-8")


# --- Compose ---------------------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    """Every string in a piece of YAML."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def plain(value: str) -> str:
    """A string of compose.yaml with the defaults of what the environment may say.

    >>> plain("${PASSAGE_PORT:-80}:8080")
    '80:8080'
    """
    return re.sub(r"\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}", lambda found: found[1] or "", value)


def address(service: str) -> str:
    return str(SERVICES[service]["networks"]["default"]["ipv4_address"])


def test_two_replicas_a_database_and_nginx():
    assert list(SERVICES) == ["database", "app1", "app2", "nginx"]
    one, two = ({k: v for k, v in SERVICES[app].items() if k != "networks"} for app in ("app1", "app2"))
    assert one == two


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_looked_after(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["logging"]["options"]["max-size"]


def test_what_asks_for_the_health_of_a_replica_is_python():
    *_, program = SERVICES["app1"]["healthcheck"]["test"]
    assert "/healthz" in program
    ast.parse(program)


@pytest.mark.parametrize("name", SERVICES)
def test_every_file_that_a_service_mounts_is_there(name):
    for volume in map(plain, SERVICES[name].get("volumes", [])):
        here, _, _ = volume.partition(":")
        assert (DEPLOY / here).exists() if here.startswith(".") else here in COMPOSE["volumes"]


def test_every_service_that_another_waits_for_is_there():
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)


def test_what_the_environment_says_stands_in_the_example_and_nothing_else_does():
    used = set(re.findall(r"\$\{(\w+)", "\n".join(strings(COMPOSE))))
    assert used == set(re.findall(r"^#?(\w+)=", EXAMPLE, re.MULTILINE))


def test_what_has_no_default_is_asked_for_and_is_empty_in_the_example():
    asked = set(re.findall(r"\$\{(\w+):\?", "\n".join(strings(COMPOSE))))
    assert asked == set(re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE))
    assert {"TUTOR_TEACHER_PASSCODE", "STREAMLIT_SERVER_COOKIE_SECRET"} <= asked


def test_every_setting_is_one_that_passage_reads():
    settings = (ROOT / "tutor/settings.py").read_text("utf-8")
    named = {name for name in SERVICES["app1"]["environment"] if name.startswith("TUTOR_")}
    assert {name for name in named if f'"{name}"' not in settings} == set()


def test_the_secrets_stay_out_of_git():
    assert (DEPLOY / ".gitignore").read_text("utf-8").split() == [".env"]


def test_replicas_are_where_nginx_looks_for_them():
    port = re.search(r"--server\.port=(\d+)", DOCKERFILE)
    assert port
    listed = re.findall(r"^server ([\d.]+):(\d+) ", (DEPLOY / "replicas.conf").read_text("utf-8"), re.MULTILINE)
    assert listed == [(address("app1"), port[1]), (address("app2"), port[1])]


def test_fixed_addresses_are_in_the_network_and_nobody_else_gets_them():
    (config,) = COMPOSE["networks"]["default"]["ipam"]["config"]
    for service in ("app1", "app2", "nginx"):
        assert ip_address(address(service)) in ip_network(config["subnet"])
        assert ip_address(address(service)) not in ip_network(config["ip_range"])


def test_replicas_believe_nginx_and_nobody_else_for_whom_it_asks():
    assert SERVICES["app1"]["environment"]["FORWARDED_ALLOW_IPS"] == address("nginx")


def test_nginx_finds_its_files_and_listens_where_compose_leads():
    entry = SERVICES["nginx"]["entrypoint"]
    folder = Path(entry[entry.index("-c") + 1]).parent
    mounted = {Path(volume.split(":")[1]) for volume in SERVICES["nginx"]["volumes"]}
    included = re.findall(r"include (\S+);", CONF)
    assert mounted == {folder / name for name in ("nginx.conf", *included)}
    (port,) = SERVICES["nginx"]["ports"]
    assert f"\nlisten {plain(port).split(':')[1]};" in (DEPLOY / "listen.conf").read_text("utf-8")
    written = plain(SERVICES["nginx"]["tmpfs"][0]).split(":")[0]
    assert entry[entry.index("-p") + 1].rstrip("/") == written


@pytest.mark.parametrize(("url", "told"), [("sqlite:///x.db", False), ("postgresql://x/y", True)])
def test_a_passcode_that_other_replicas_do_not_know_is_announced_as_such(monkeypatch, url, told):
    monkeypatch.setattr(signin, "_settings", lambda: Settings(database_url=url))
    monkeypatch.setattr(signin, "passcode", lambda: "rain-hat-cloud")
    assert ("TUTOR_TEACHER_PASSCODE" in signin.announcement()) == told


def test_what_the_guide_names_is_there():
    guide = (DEPLOY / "README.md").read_text("utf-8")
    assert [link for link in re.findall(r"\]\(([^)\s#]+)", guide) if not (DEPLOY / link).exists()] == []
    assert [name for name in re.findall(r"`(tests/[\w./]+)`", guide) if not (ROOT / name).exists()] == []
    named = re.findall(r"docker compose (?:stop|start|restart|exec(?: -T)?|up -d --no-deps)((?: \w+)+)", guide)
    assert {words.split()[0] for words in named} <= set(SERVICES)
    assert set(re.findall(r"`(\w+\.(?:conf|yaml))`", guide)) <= {file.name for file in DEPLOY.iterdir()}


# --- the image -------------------------------------------------------------------------------------


def test_the_image_has_what_the_app_needs_and_its_own_user():
    copied = [line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY")]
    assert set(copied) == {"requirements.txt", ".streamlit/config.toml", "app.py", "tutor", "questions"}
    assert all((ROOT / name).exists() for name in copied)
    kept = re.findall(r"^!(.+)$", (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8"), re.MULTILINE)
    assert set(kept) == set(copied)
    assert re.search(r"^USER [1-9]", DOCKERFILE, re.MULTILINE)


def test_the_image_has_a_python_that_passage_is_checked_with():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]["python_version"]
    assert f"FROM python:{lint}-slim\n" in DOCKERFILE


# --- nginx.conf, read ------------------------------------------------------------------------------


def test_learners_are_told_apart_by_their_cookie():
    assert f"$cookie_{identity.COOKIE} " in CONF


def test_a_page_that_waits_is_not_taken_for_dead():
    stream = re.search(r"location = /_stcore/stream \{.*?proxy_read_timeout (\d+)s;", CONF, re.DOTALL)
    assert stream
    assert int(stream[1]) > DEFAULT_WEBSOCKET_PING_INTERVAL + DEFAULT_WEBSOCKET_PING_TIMEOUT


def test_a_file_as_large_as_teachers_may_send_gets_through():
    most = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    assert f"client_max_body_size {most + 1}m;" in CONF


def test_nginx_takes_the_files_as_they_are(nginx, tmp_path):
    command = [nginx, "-t", "-e", "stderr", "-p", f"{tmp_path}/", "-c", str(DEPLOY / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "test is successful" in done.stderr, done.stderr
    assert "warn" not in done.stderr


# --- nginx, at work --------------------------------------------------------------------------------


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
    assert {line["replica"].rpartition(":")[2] for line in front.lines() if line["path"] == "/page"} == {str(other)}
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
    (line,) = front.lines()
    assert set(line) == {"at", "status", "method", "path", "seconds", "bytes", "replica"}
    assert line["path"] == "/"
    assert "a-learner" not in front.log.read_text()
