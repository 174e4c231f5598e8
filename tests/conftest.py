"""The databases that tests run on: a SQLite file each, and a real PostgreSQL that the tests start themselves.

In CI a browser or database test that cannot run is a failure, not a skip: green must mean that it ran.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests import nginx as nginxes
from tests import postgres
from tutor.actions import House
from tutor.store import Store, open_store

MUST_RUN = ("browser", "database")
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    programs = postgres.programs()
    if programs is None:
        _cannot_run("there is no PostgreSQL on this machine (Debian: apt-get install postgresql)")
    server = postgres.Server(programs)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def nginx() -> str:
    """The program."""
    return nginxes.program() or _cannot_run("there is no nginx on this machine (Debian: apt-get install nginx)")


def _cannot_run(reason: str) -> NoReturn:
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/passage.db"
    server: postgres.Server = request.getfixturevalue("postgres_server")
    return server.new_schema()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store on an empty database of each kind in turn."""
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A folder with one small bank, the lighthouse, that a test may edit."""
    folder = tmp_path / "questions"
    folder.mkdir()
    for name in ("lighthouse.md", "lighthouse.yaml"):
        shutil.copy(Path(__file__).parent / "talks" / name, folder / name)
    return folder


@pytest.fixture
def house(store: Store, questions: Path) -> House:
    """A house with an empty database of each kind in turn, and the lighthouse on its shelf."""
    return House(store, questions)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test marked `browser` or `database` into a failure when CI is set."""
    report = yield
    mark = next(filter(item.get_closest_marker, MUST_RUN), None)
    if os.environ.get("CI") and mark and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a {mark} test was skipped in CI: {call_reason(report)}"
    return report


def call_reason(report: pytest.TestReport) -> str:
    """Return why the test was skipped: pytest keeps it as the third of (file, line, reason)."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole test file (`importorskip`) into a failure when CI is set."""
    report = yield
    if os.environ.get("CI") and report.skipped and isinstance(collector, pytest.Module):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: the whole file was skipped in CI: {report.longrepr}"
    return report
