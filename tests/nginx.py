"""A real nginx of the tests' own, run by deploy/nginx.conf as it stands there; only the addresses are the tests'."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"


def program() -> str | None:
    """Return nginx; Debian puts it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Nginx:
    """nginx on a free port, in front of replicas on these ports of this machine."""

    def __init__(self, nginx: str, replicas: Sequence[int]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path(tempfile.mkdtemp(prefix="passage-nginx-"))
        self.log = self.folder / "log"
        for name in ("nginx.conf", "listen.conf", "replicas.conf"):
            shutil.copy(DEPLOY / name, self.folder)
        self._replace("listen.conf", r"^listen .*;", f"listen 127.0.0.1:{self.port};")
        lines = iter(replicas)
        self._replace("replicas.conf", r"(?<=^server )[\d.:]+", lambda _: f"127.0.0.1:{next(lines)}")
        assert next(lines, None) is None, "deploy/replicas.conf names fewer replicas than this test has"
        self._start(nginx)

    def _replace(self, name: str, old: str, new: Any) -> None:
        file = self.folder / name
        file.write_text(re.sub(old, new, file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    def _start(self, nginx: str) -> None:
        # Started by root, nginx would give its work to somebody who may not look into this folder
        more = " user root;" if os.geteuid() == 0 else ""
        command = [nginx, "-e", "stderr", "-p", f"{self.folder}/", "-c", f"{self.folder}/nginx.conf"]
        with self.log.open("ab") as out:
            self._process = subprocess.Popen([*command, "-g", f"daemon off;{more}"], stdout=out, stderr=out)
        until = time.monotonic() + 10
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)
        raise RuntimeError(f"nginx did not start:\n{self.log.read_text()[-3000:]}")

    def ask(self, path: str, cookie: str = "", method: str = "GET", **more: Any) -> tuple[int, dict[str, str], bytes]:
        """Send one request; return the status, the headers (in small letters) and the body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": f"passage={cookie}"} if cookie else {}
        connection.request(method, path, headers=headers | more.pop("headers", {}), **more)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def led(self, cookie: str) -> int:
        """Return the port of the replica that the learner with this cookie is led to."""
        path = f"/led-{time.monotonic_ns()}"
        self.ask(path, cookie)
        return int(self.lines(path)[0]["replica"].rpartition(":")[2])

    def lines(self, path: str, wanted: int = 1) -> list[dict[str, Any]]:
        """Return what nginx wrote down of the requests for this path, as soon as there are as many as wanted."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            every = (json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{"))
            if len(found := [line for line in every if line["path"] == path]) >= wanted:
                return found
            time.sleep(0.01)
        raise RuntimeError(f"nginx did not log {wanted} requests for {path}")

    def remove(self) -> None:
        """Stop it, and drop its folder."""
        self._process.terminate()
        self._process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
