"""What happens when everybody answers at once: lessons beside the smallest chat there is, one after the other.

    .venv/bin/python -m tests.bench.burst [--learners 100 300] [--rounds 3] [--port 8740]

All learners are in their lessons; then each types one line within the same second. Prints how long they waited for the
reply, the median of the rounds, and the same for the echo chat. Exits 1 when a reply takes twice the echo's time.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.bench.classroom import Entrance, Outcome, Pace, hold
from tests.bench.load import database, nothing, seats, start
from tests.bench.server import serving

AT_ONCE = Pace(seconds=1, every=1)
"""One line each, at a random moment of one second."""


def main() -> int:
    """Measure, print, return 1 when a lesson's reply takes more than twice the echo's time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, nargs="+", default=[100, 300])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8740)
    asked = parser.parse_args()
    slow = False
    for learners in asked.learners:
        ours, floor = (figures(what, learners, asked.rounds, asked.port) for what in ("lessons", "echo"))
        slow |= ours > 2 * floor
    return int(slow)


def figures(what: str, learners: int, rounds: int, port: int) -> float:
    """Print one line of figures; return the p95 in milliseconds."""
    found = [once(what, learners, port) for _ in range(rounds)]
    p50, p95, worst = (median(x.wait(share) for x in found) for share in (0.5, 0.95, 1))
    cpu, problems = median(x.cpu_per_answer for x in found), sum(len(x.problems) for x in found)
    print(
        f"{what:8} {learners} learners within a second: p50 {p50:.0f}, p95 {p95:.0f}, last {worst:.0f} ms; "
        f"{cpu:.1f} ms CPU each; {problems} problems",
        flush=True,
    )
    return p95


def once(what: str, learners: int, port: int) -> Outcome:
    """Return what one burst does to a fresh server."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        if what == "echo":
            return _on("tests/bench/echo_app.py", learners, port, {}, here, nothing)
        return _on("app.py", learners, port, database(here / "burst.db"), here, start)


def _on(script: str, learners: int, port: int, environ: Mapping[str, str], folder: Path, enter: Entrance) -> Outcome:
    with serving(script, port, environ, folder / "server.log") as server:
        return asyncio.run(hold(server, seats(server.url, learners), enter, AT_ONCE))


if __name__ == "__main__":
    sys.exit(main())
