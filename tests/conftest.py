"""The databases that tests run on: a SQLite file each, and a real PostgreSQL that the tests start themselves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tutor.actions import House
from tutor.store import Store, open_store

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    programs = postgres.programs()
    if programs is None:
        reason = "there is no PostgreSQL on this machine (Debian: apt-get install postgresql)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    server = postgres.Server(programs)
    yield server
    server.remove()


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
