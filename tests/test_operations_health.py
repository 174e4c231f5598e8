"""`/healthz` says whether this process can serve: in time, also when the database hangs, and without a secret."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import pytest

from tests import postgres
from tests.asking import Answer, ask
from tests.loops import run
from tutor.actions import House
from tutor.store import StoreUnavailable, open_store
from tutor.ui import health
from tutor.ui import house as houses


def healthz(method: str = "GET") -> Answer:
    return ask(health.ROUTES, "/healthz", method=method)


def serve(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr(houses, "house", lambda: house)


def test_a_process_whose_database_answers_is_well(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, house)
    answer = healthz()
    assert (answer.status, json.loads(answer.text)) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"
    assert healthz("HEAD").status == 200


def test_a_file_that_is_gone_is_not_well_and_no_path_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"sqlite:///{tmp_path}/passage.db")
    serve(monkeypatch, House(store, tmp_path))
    (tmp_path / "passage.db").unlink()
    answer = healthz()
    assert (answer.status, json.loads(answer.text)) == (
        503,
        {"status": "unavailable", "because": "the database does not answer"},
    )
    store.close()


@pytest.mark.database
def test_a_server_that_is_away_is_not_well_and_then_is(
    postgres_server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(postgres_server.new_schema())
    serve(monkeypatch, House(store, tmp_path))
    postgres_server.stop()
    try:
        assert healthz().status == 503
    finally:
        postgres_server.start()
    assert healthz().status == 200
    store.close()


def test_a_house_that_cannot_be_opened_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> House:
        raise StoreUnavailable("passage:geheim@db is away")

    monkeypatch.setattr(houses, "house", away)
    answer = healthz()
    assert answer.status == 503
    assert "geheim" not in answer.text


def test_many_who_ask_a_database_that_hangs_are_told_in_time_and_take_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    goes_on, looks = threading.Event(), []

    def hang() -> bool:
        looks.append(threading.get_ident())
        return goes_on.wait(10)

    async def ask() -> list[bool]:
        told = [await health._database_answers() for _ in range(2)]
        told += await asyncio.gather(*(health._database_answers() for _ in range(30)))
        goes_on.set()
        return told

    monkeypatch.setattr(health, "_look", hang)
    monkeypatch.setattr(health, "WITHIN", 0.05)
    assert run(ask()) == [False] * 32
    assert len(looks) == 1
