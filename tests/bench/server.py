"""A Streamlit server of our own on this machine, started and stopped by the bench, and what it costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and when that was started (time.perf_counter)."""

    url: str
    pid: int
    began: float

    @property
    def age(self) -> float:
        """Return the seconds since its process was started."""
        return time.perf_counter() - self.began

    @property
    def cpu(self) -> float:
        """Return the CPU seconds spent so far, all threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Return the megabytes in memory now."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@contextmanager
def serving(script: str, port: int, environ: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Serve `script` with the project's own settings until the block ends; then kill -9, as a power cut would."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true", f"--server.port={port}"]
    address = "--server.address=127.0.0.1"
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen([*command, address], cwd=ROOT, env=os.environ | environ, stdout=out, stderr=out)
    try:
        _wait_for(port, process, log)
        yield Server(f"http://127.0.0.1:{port}", process.pid, began)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.perf_counter() + SECONDS_TO_START
    while time.perf_counter() < end and process.poll() is None:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=SECONDS_TO_START):
            return  # the port opens before the start-up is over; an answer comes after it
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")
