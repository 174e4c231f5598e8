"""A real PostgreSQL of the tests' own: made in a temporary folder, reached by a socket file, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg

_WAIT = 60


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs; None when this machine has none, or nobody to run it."""
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        return None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """One running server; `stop`, `start` and `crash` do what they say to it."""

    def __init__(self, bin_: Path) -> None:
        self.bin = bin_
        # PostgreSQL refuses to run as root; Debian's package brings the user that it runs as
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="passage-pg-"))
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        self._numbers = count(1)
        self._run("initdb", "-D", f"{self.folder}/data", "-U", "passage", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=200"
        self._ctl("start", "-l", f"{self.folder}/log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self._ctl("stop", "-m", mode)

    def crash(self) -> None:
        """Kill it the hard way; the next start recovers from its log."""
        os.kill(int((self.folder / "data/postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        self._ctl("stop", "-m", "immediate", check=False)

    def new_schema(self) -> str:
        """Make an empty schema, which is quick, and return the URL that ends up there."""
        return f"{self._address('postgres')}&options=-csearch_path%3D{self._make('SCHEMA')}"

    def new_database(self, how: str) -> str:
        """Make an empty database in this way and return its URL."""
        return self._address(self._make("DATABASE", how))

    def _make(self, what: str, how: str = "") -> str:
        name = f"t{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE {what} {name} {how}")
        return name

    def _address(self, database: str) -> str:
        return f"postgresql://passage@/{database}?host={self.folder}"

    def remove(self) -> None:
        self._ctl("stop", "-m", "immediate", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ctl(self, *words: str, check: bool = True) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-t", str(_WAIT), *words, check=check)

    def _run(self, program: str, *words: str, check: bool = True) -> None:
        done = subprocess.run(
            [self.bin / program, *words],
            user=self.user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=2 * _WAIT,
            check=False,
        )
        if check and done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")
