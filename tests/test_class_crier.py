"""The crier, with sessions and a loop made up: who is told, when, and who is left in peace."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tutor.ui import crier


class Loop:
    """The server's loop: what it is asked to do later waits here."""

    def __init__(self) -> None:
        self.later: list[tuple] = []

    def call_soon_threadsafe(self, work, *given):
        work(*given)

    def call_later(self, _seconds, work, *given):
        self.later.append((work, *given))


class Session:
    """A browser's session, which notes how often it was asked to draw itself."""

    def __init__(self) -> None:
        from streamlit.proto.ClientState_pb2 import ClientState

        self._event_loop, self._client_state, self._scriptrunner = Loop(), ClientState(query_string="class=K7MP4"), None
        self._client_state.widget_states.widgets.add(id="an answer", string_value="1874")
        self.asked: list = []

    def request_rerun(self, asked):
        self.asked.append(asked)


@pytest.fixture
def sessions(monkeypatch) -> dict[str, Session]:
    there: dict[str, Session] = {}
    monkeypatch.setattr(crier, "_ears", {})
    monkeypatch.setattr(crier, "_drawing", set())
    monkeypatch.setattr(crier, "_session", there.get)
    monkeypatch.setattr(crier, "_start", lambda house: None)
    monkeypatch.setattr(crier.runtime, "exists", lambda: True)
    return there


def sit(monkeypatch, sessions, name: str, version: int, code: str = "K7MP4") -> Session:
    sessions.setdefault(name, Session())
    monkeypatch.setattr(crier, "get_script_run_ctx", lambda suppress_warning: SimpleNamespace(session_id=name))
    crier.listen(None, code, version)
    return sessions[name]


def test_a_screen_that_is_behind_is_told_once_and_again_when_it_has_drawn_itself(monkeypatch, sessions):
    ann = sit(monkeypatch, sessions, "ann", 1)
    crier._tell({"K7MP4": 1})
    assert ann.asked == []
    crier._tell({"K7MP4": 2})
    crier._tell({"K7MP4": 3})
    assert len(ann.asked) == 1
    sit(monkeypatch, sessions, "ann", 2)
    crier._tell({"K7MP4": 3})
    assert len(ann.asked) == 2


def test_it_asks_for_the_same_page_and_says_nothing_that_was_said_before(monkeypatch, sessions):
    ann = sit(monkeypatch, sessions, "ann", 1)
    crier._tell({})
    (asked,) = ann.asked
    assert asked.query_string == "class=K7MP4"
    assert asked.is_auto_rerun
    assert not asked.widget_states.widgets


def test_a_session_that_is_hearing_an_answer_is_not_interrupted(monkeypatch, sessions):
    ann = sit(monkeypatch, sessions, "ann", 1)
    ann._scriptrunner = object()
    crier._tell({"K7MP4": 2})
    assert ann.asked == []
    ann._scriptrunner = None
    work, *given = ann._event_loop.later.pop()
    work(*given)
    assert len(ann.asked) == 1


def test_who_has_left_is_forgotten_and_the_crier_rests(monkeypatch, sessions):
    sit(monkeypatch, sessions, "ann", 1)
    assert crier._anybody_listens()
    del sessions["ann"]
    assert not crier._anybody_listens()
    assert crier._ears == {}


def test_who_went_to_another_class_hears_of_that_one_only(monkeypatch, sessions):
    ann = sit(monkeypatch, sessions, "ann", 1)
    sit(monkeypatch, sessions, "ann", 7, code="FFFFF")
    crier._tell({"K7MP4": 2, "FFFFF": 7})
    assert ann.asked == []


def test_a_bank_that_another_replica_changed_is_read_before_the_first_screen_is_drawn_from_it(monkeypatch, sessions):
    ann, read = sit(monkeypatch, sessions, "ann", 1), []
    monkeypatch.setattr(crier.attending, "versions", lambda house, codes: dict.fromkeys(codes, 2))
    monkeypatch.setattr(crier.attending, "read_anew", lambda house, codes: read.append((codes, list(ann.asked))))
    crier.cry()
    crier._watch(None)  # it rests when everybody has been told
    assert read == [({"K7MP4"}, [])]
    assert len(ann.asked) == 1


def test_screens_that_never_draw_do_not_stop_the_others(monkeypatch, sessions):
    monkeypatch.setattr(crier, "_PATIENCE", 0.01)
    everybody = [sit(monkeypatch, sessions, f"learner {n}", 1) for n in range(3 * crier.AT_ONCE)]
    crier._tell({"K7MP4": 2})
    assert all(len(session.asked) == 1 for session in everybody)


def test_what_it_asks_of_streamlit_is_there():
    """The parts that no public interface promises; the browser tests use them for real."""
    from streamlit.runtime import Runtime
    from streamlit.runtime.app_session import AppSession

    assert callable(AppSession.request_rerun)
    source = {*AppSession.__init__.__code__.co_names, *Runtime.__init__.__code__.co_names}
    assert {"_session_mgr", "_client_state", "_scriptrunner", "_event_loop"} <= source
