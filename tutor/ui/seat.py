"""A learner's seat in a class: come in, answer, see what came of it. Every change comes by itself.

The crier has the page drawn again when the class moves on. An answer goes another way (`handin`): this page is not run
for it. When the browser was cut off, the page asks again by itself (`frame.anew`): the server may be another one now. A
slow timer is there for the day when the crier fails.
"""

from __future__ import annotations

import logging
import secrets
import time
from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.classes import attending
from tutor.classes.attending import NotHere
from tutor.classes.marking import bank_of
from tutor.classroom import LONGEST_NAME, read_code
from tutor.store import StoreUnavailable, Trouble
from tutor.store.classes import Seat
from tutor.ui import crier, frame, lesson, seatview
from tutor.ui.safe import Html, text

_log = logging.getLogger(__name__)

SLOW, SLOW_WHILE_ASKING = 15, 60
"""Seconds between two looks of a screen for itself; slowest while there is a box on it."""

SENDING = 5.0
"""Seconds that a busy server may take to send what it has drawn. A timer that fires in between makes Streamlit forget
the drawing: the screen would stay as it was. So it is drawn again."""


def show(house: House, learner: str, typed: str) -> None:
    """Draw the seat of this learner in the class of this code, or the door.

    While the database is away, the page says so (`front`), and looks again by itself.
    """
    code = read_code(typed)
    try:
        _show(house, learner, code)
    except StoreUnavailable:
        st.session_state["seat"] = None
        _just_drawn()
        _watch(house, code)
        raise


def _show(house: House, learner: str, code: str) -> None:
    try:
        seat = attending.look(house, learner, code)
    except NotHere as problem:
        _another_code(str(problem))
        return
    if seat.me is None:
        _door(house, learner, seat)
        return
    if _has_own_lesson(seat):
        _own_lesson(house, learner, seat)
        return
    _screen(house, seat)
    _watch(house, code, SLOW_WHILE_ASKING if _asked(seat) else SLOW)


# --- coming in -------------------------------------------------------------------------------------


def join_form(key: str, words: str = "Join") -> None:
    """Draw the box for a class's code; a code that was typed leads to its class."""
    with st.form(key, border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = st.text_input("Join a class", placeholder="Code", max_chars=20, key=f"{key}-code", width=180)
        pressed = st.form_submit_button(words)
    if pressed and typed.strip():
        frame.visit({"class": read_code(typed) or typed.strip()[:20]})


def _another_code(told: str) -> None:
    st.html(f'{frame.band()}<section class="notice" role="alert"><h1>No class here</h1><p>{text(told)}</p></section>')
    join_form("again")


def _door(house: House, learner: str, seat: Seat) -> None:
    code = seat.room.code
    if seat.room.state == "ended":
        st.html(
            seatview.seat_page(seat, '<h2 class="big">This class is over</h2><p>There are texts to learn from.</p>')
        )
        frame.link("All texts", "all-texts", frame.HOME, "primary")
        return
    st.html(
        f'{frame.band(f"Class {code}")}<section class="seat door"><h2 class="big">Come in</h2>'
        "<p>Choose a name that your teacher will know, or leave it empty and get a friendly one. "
        "No account, no e-mail.</p></section>"
    )
    with st.container(key="door"):
        _name_form(house, learner, code)
        with st.expander("I was here before, on another device"):
            _return_form(house, learner, code)


def _name_form(house: House, learner: str, code: str) -> None:
    with st.form("name", border=False):
        name = st.text_input("Your name in this class", max_chars=5 * LONGEST_NAME, key="name-in-class")
        pressed = st.form_submit_button("Come in", type="primary")
    if pressed:
        try:
            attending.join(house, learner, code, name, datetime.now(UTC), secrets.randbelow)
        except NotHere as problem:
            st.html(f'<p class="remark" role="alert">{text(str(problem))}</p>')
            return
        st.rerun()


def _return_form(house: House, learner: str, code: str) -> None:
    with st.form("return", border=False):
        typed = st.text_input("Your return code", max_chars=20, key="return-code")
        pressed = st.form_submit_button("Go on where I was")
    if pressed:
        try:
            attending.come_back(house, learner, code, typed, datetime.now(UTC))
        except NotHere as problem:
            st.html(f'<p class="remark" role="alert">{text(str(problem))}</p>')
            return
        st.rerun()


def _own_lesson(house: House, learner: str, seat: Seat) -> None:
    seat = attending.with_lesson(house, learner, seat, datetime.now(UTC), secrets.randbelow)
    crier.listen(house, seat.room.code, seat.room.version)
    if seat.me and seat.me.lesson:
        lesson.show(house, learner, seat.me.lesson)


# --- the seat --------------------------------------------------------------------------------------


def _screen(house: House, seat: Seat) -> None:
    """Draw the class as it is now; the form for the answer is HTML too, and sends it without a run (`handin`)."""
    room, before = seat.room, st.session_state.get("seat")
    now = (room.code, room.version)
    st.session_state["seat"] = now
    _just_drawn()
    if room.state != "ended":
        crier.listen(house, *now)
    st.html(Html(seatview.seat_page(seat, _inner(house, seat, fresh=before not in {None, now}))))
    if _asked(seat):
        st.html(Html(seatview.answer_form(room)))
    frame.anew()


def _has_own_lesson(seat: Seat) -> bool:
    return bool(seat.me and not seat.me.removed) and (seat.room.pace, seat.room.state) == ("self", "asking")


def _asked(seat: Seat) -> bool:
    return bool(seat.me and not seat.me.removed) and (seat.room.pace, seat.room.state) == ("teacher", "asking")


def _inner(house: House, seat: Seat, *, fresh: bool) -> str:
    room = seat.room
    if room.state == "ended":
        bank, shown = attending.looked_back(house, seat)
        return seatview.over(seat, bank, shown)
    if seat.me is None or seat.me.removed:
        return seatview.removed()
    if room.state == "lobby":
        return seatview.waiting(seat)
    if room.state == "asking":
        return seatview.asking(seat, fresh=fresh)
    if room.state == "locked":
        return seatview.locked(seat)
    return seatview.revealed(attending.shown(house, seat), bank_of(house, room.bank))


# --- for the day when the crier fails --------------------------------------------------------------


def _watch(house: House, code: str, every: float = SLOW) -> None:
    """Set the page's own timer."""
    st.fragment(_look_again, run_every=every)(house, code)


def _just_drawn() -> None:
    st.session_state["drawing"], st.session_state["drawn"] = True, time.monotonic()


def _look_again(house: House, code: str) -> None:
    """Draw the page again when it is behind, may not have been sent, or has nothing to show; otherwise do nothing."""
    if st.session_state.pop("drawing", False):
        return
    if time.monotonic() - st.session_state["drawn"] < SENDING:
        st.rerun()
    try:
        version = attending.versions(house, [code]).get(code)
    except Trouble:
        _log.warning("The class could not be looked at; trying again", exc_info=True)
        return
    if st.session_state.get("seat") != (code, version):
        st.rerun()
