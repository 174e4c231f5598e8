"""The files of deploy/: what they name is there, and they agree with each other and with Passage."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.web.server.starlette.starlette_server_config import (
    DEFAULT_WEBSOCKET_PING_INTERVAL,
    DEFAULT_WEBSOCKET_PING_TIMEOUT,
)

from tests.nginx import DEPLOY
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
