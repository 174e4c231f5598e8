"""The crier: tells the screens of a class that it has moved on, so that no screen has to ask every second.

A screen says which class it shows, in which version. One thread of this process looks twice a second which classes
have changed since (at once, when the change was made here), and has the screens that are behind draw themselves again,
as if their browser had asked. 300 screens that wait cost nothing. Every replica has a crier of its own, and they look
into the same database: it does not matter who of a class is where.

Asking in a browser's place is not in Streamlit's public interface; requirements.txt pins the minor version whose parts
are named in `_ring` and `_session`. If they were to fail, the screens' own slow timer (`seat`) brings every change.
"""

from __future__ import annotations

import logging
import threading
import time

from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from tutor.actions import House
from tutor.classes import attending
from tutor.store import Trouble

_log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds until a change that was made by another replica is seen: one small question to the database each time."""

AT_ONCE = 12
"""Screens that draw at the same time: all of a school at once would get in each other's way, and all be late."""

_BREATH = 0.003
_PATIENCE = 0.25
"""Seconds between two rings; seconds that the crier waits for screens that do not seem to draw at all."""


_BUSY = 0.05
"""Seconds until a session that is drawing just now is looked at again: it may be hearing an answer."""

_ears: dict[str, dict[str, int]] = {}
"""Code → session → the version that it shows. A session that was rung is out until it has drawn itself again."""

_drawing: set[str] = set()
"""Sessions that were rung and have not drawn themselves yet."""

_guard = threading.Lock()
_wake = threading.Event()
_thread: threading.Thread | None = None


def listen(house: House, code: str, version: int) -> None:
    """Have the page that is being drawn drawn again when the class has another version than this."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not runtime.exists():
        return
    with _guard:
        _drawing.discard(context.session_id)
        for ears in _ears.values():
            ears.pop(context.session_id, None)
        _ears.setdefault(code, {})[context.session_id] = version
        _start(house)


def cry() -> None:
    """Look now: something has just changed."""
    _wake.set()


def _start(house: House) -> None:
    global _thread  # noqa: PLW0603 - one crier for the process
    if _thread is None:
        _thread = threading.Thread(target=_watch, args=(house,), name="crier", daemon=True)
        _thread.start()


def _watch(house: House) -> None:
    while _anybody_listens():
        _wake.wait(LOOK_EVERY)
        _wake.clear()
        try:
            versions = attending.versions(house, tuple(_ears))
            attending.read_anew(house, {code for code, _, _ in _behind(versions)})
            _tell(versions)
        except Trouble:
            _log.warning("The classes could not be looked at; trying again", exc_info=True)
        except Exception:
            _log.exception("The crier stumbled: a mistake of ours; trying again")


def _anybody_listens() -> bool:
    global _thread  # noqa: PLW0603 - one crier for the process
    with _guard:
        for code, ears in list(_ears.items()):
            _ears[code] = {session: version for session, version in ears.items() if _session(session)}
            if not _ears[code]:
                del _ears[code]
        if not _ears:
            _thread = None
        return bool(_ears)


def _tell(versions: dict[str, int]) -> None:
    for code, session_id, version in _behind(versions):
        with _guard:
            if _ears.get(code, {}).get(session_id) == version:
                del _ears[code][session_id]
        if session := _session(session_id):
            _wait_for_room()
            _drawing.add(session_id)
            session._event_loop.call_soon_threadsafe(_ring, session)
            time.sleep(_BREATH)


def _wait_for_room() -> None:
    until = time.monotonic() + _PATIENCE
    while len(_drawing) >= AT_ONCE:
        if time.monotonic() > until:
            _drawing.clear()  # left, or on another page: they will not tell
        time.sleep(_BREATH)


def _behind(versions: dict[str, int]) -> list[tuple[str, str, int]]:
    with _guard:
        every = [(code, session, version) for code, ears in _ears.items() for session, version in ears.items()]
    return [(code, session, version) for code, session, version in every if versions.get(code) != version]


def _ring(session: AppSession) -> None:
    """Have a session drawn anew; run on the server's own loop, where every word of a browser arrives too.

    A session that is drawing is left to finish: to stop it might lose the answer that it is just hearing.
    """
    if session._scriptrunner is not None:
        session._event_loop.call_later(_BUSY, _ring, session)
        return
    asked = ClientState()
    asked.CopyFrom(session._client_state)
    asked.ClearField("widget_states")  # buttons pressed and boxes sent before: nothing is to be heard again
    asked.is_auto_rerun = True
    session.request_rerun(asked)


def _session(session_id: str) -> AppSession | None:
    """Return a session that has a browser; one without draws itself when its browser is back."""
    found = runtime.get_instance()._session_mgr.get_active_session_info(session_id)
    return found.session if found else None
