"""`/metrics`: for the host alone, in Prometheus's format, without a word of a learner's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import Answer, ask
from tutor import __version__, counts
from tutor.actions import House
from tutor.counts import Counter, Histogram, gauge
from tutor.store import StoreUnavailable
from tutor.ui import house as houses
from tutor.ui import metrics

TOKEN = "a-token-of-the-host"
LABEL = r'[a-z_]+="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(rf"passage_[a-z_]+(?:\{{{LABEL}(?:,{LABEL})*\}})? [0-9.e+-]+")


def read(client: str = "127.0.0.1", **headers: str) -> Answer:
    return ask(metrics.ROUTES, "/metrics", client, **headers)


@pytest.fixture(autouse=True)
def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_token", lambda: "")


@pytest.fixture
def at_home(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(houses, "house", lambda: house)
    return house


@pytest.fixture
def _numberless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_families", lambda: iter([gauge("passage_x", "X.", 1)]))


# --- who may read ----------------------------------------------------------------------------------

WITHOUT_A_TOKEN = [
    ("127.0.0.1", {}, 200),
    ("127.8.9.1", {"host": "127.0.0.1"}, 200),
    ("::1", {"host": "[::1]:8501"}, 200),
    ("::ffff:127.0.0.1", {}, 200),
    ("10.0.0.7", {}, 403),
    ("", {}, 403),
    ("testclient", {}, 403),
    ("127.0.0.1", {"x_forwarded_for": "127.0.0.1"}, 403),
    ("127.0.0.1", {"x_forwarded_for": ""}, 403),
    ("127.0.0.1", {"forwarded": "for=10.0.0.7"}, 403),
    ("127.0.0.1", {"x_real_ip": "10.0.0.7"}, 403),
    ("127.0.0.1", {"x_forwarded_proto": "https"}, 403),
    ("127.0.0.1", {"via": "1.1 proxy"}, 403),
    ("127.0.0.1", {"host": "passage.school.org"}, 403),
    ("127.0.0.1", {"host": "evil.example:8501"}, 403),
    ("127.0.0.1", {"host": ""}, 403),
    ("10.0.0.7", {"authorization": "Bearer "}, 403),
]
WITH_A_TOKEN = [
    ("10.0.0.7", {"authorization": f"Bearer {TOKEN}"}, 200),
    ("127.0.0.1", {"authorization": f"bearer {TOKEN}", "x_forwarded_for": "10.0.0.7", "host": "school.org"}, 200),
    ("127.0.0.1", {}, 403),
    ("10.0.0.7", {"authorization": f"Bearer {TOKEN}x"}, 403),
    ("10.0.0.7", {"authorization": "Bearer "}, 403),
    ("10.0.0.7", {"authorization": TOKEN}, 403),
    ("10.0.0.7", {"authorization": f"Basic {TOKEN}"}, 403),
    ("10.0.0.7", {"authorization": "Bearer \xe9\xff"}, 403),
]


@pytest.mark.usefixtures("_numberless")
@pytest.mark.parametrize(("client", "headers", "status"), WITHOUT_A_TOKEN)
def test_without_a_token_only_this_machine_reads_and_never_through_a_proxy(
    client: str, headers: dict[str, str], status: int
) -> None:
    assert read(client, **headers).status == status


@pytest.mark.usefixtures("_numberless")
@pytest.mark.parametrize(("client", "headers", "status"), WITH_A_TOKEN)
def test_with_a_token_who_shows_it_reads_and_nobody_else(
    client: str, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "_token", lambda: TOKEN)
    assert read(client, **headers).status == status


def test_who_is_refused_is_told_how_and_sees_no_number() -> None:
    answer = read("10.0.0.7")
    assert "TUTOR_METRICS_TOKEN" in answer.text
    assert "passage_" not in answer.text


# --- what they read --------------------------------------------------------------------------------


def values(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in lines), lines
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.usefixtures("at_home")
def test_the_numbers_of_a_house_are_there_in_the_format() -> None:
    answer = read()
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    found = values(answer.text)
    assert any(name.startswith(f'passage_build_info{{version="{__version__}"') for name in found)
    assert found["passage_database_up"] == 1
    assert found["passage_classes_open"] == 0
    assert found["passage_store_writes_waiting"] == 0
    assert {s: found[f'passage_banks{{state="{s}"}}'] for s in ("good", "stale", "broken")} == {
        "good": 1,
        "stale": 0,
        "broken": 0,
    }


def test_a_broken_bank_and_an_open_class_are_counted(at_home: House) -> None:
    (at_home.questions / "other.yaml").write_text("title: [")
    columns = "code, bank, pace, questions, state, at, vote, version, made, touched"
    for code, state in (("AAAAA", "asking"), ("BBBBB", "ended"), ("CCCCC", "lobby")):
        now = "2026-01-01T00:00:00+00:00"
        row = f"'{code}', 'b', 'teacher', '', '{state}', 0, 1, 1, '{now}', '{now}'"
        at_home.store.write(lambda c, r=row: c.exec_driver_sql(f"INSERT INTO classes ({columns}) VALUES ({r})"))
    found = values(read().text)
    assert (found['passage_banks{state="broken"}'], found["passage_classes_open"]) == (1, 2)


def test_while_the_database_is_away_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> House:
        raise StoreUnavailable("away")

    monkeypatch.setattr(houses, "house", away)
    found = values(read().text)
    assert found["passage_database_up"] == 0
    assert "passage_answer_seconds_count" in found
    assert "passage_classes_open" not in found


def test_what_the_database_does_not_do_is_counted(tmp_path: Path) -> None:
    from tutor.store import open_store

    before = values(counts.text([counts.STORE_ERRORS.family()]))
    with pytest.raises(StoreUnavailable):
        open_store("postgresql://passage@127.0.0.1:1/passage")
    after = values(counts.text([counts.STORE_ERRORS.family()]))
    assert after == {name: number + 1 for name, number in before.items()}


@given(st.lists(st.floats(0, 20)))
def test_a_histogram_counts_every_time_once_and_each_step_holds_those_below(times: list[float]) -> None:
    histogram = Histogram("passage_x", "X.", (0.1, 1.0, 5.0))
    for seconds in times:
        histogram.took(seconds)
    found = values(counts.text([histogram.family()]))
    for end in ("0.1", "1", "5"):
        assert found[f'passage_x_bucket{{le="{end}"}}'] == sum(t <= float(end) for t in times)
    assert found['passage_x_bucket{le="+Inf"}'] == found["passage_x_count"] == len(times)
    assert found["passage_x_sum"] == pytest.approx(sum(times))


@given(st.text())
def test_whatever_a_label_says_it_stays_on_its_line(said: str) -> None:
    said = said.translate(dict.fromkeys(range(0x0B, 0x0E))).replace("\x85", "")
    text = counts.text([gauge("passage_x", "X.", {said: 1}, "state")])
    (line,) = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert SAMPLE.fullmatch(line)
    assert line.count("\n") == 0


def test_a_counter_begins_at_nought_for_all_that_is_known() -> None:
    counter = Counter("passage_x_total", "X.", "verdict", ("correct", "close"))
    counter.up("close")
    assert counts.text([counter.family()]).splitlines()[2:] == [
        'passage_x_total{verdict="correct"} 0',
        'passage_x_total{verdict="close"} 1',
    ]
