"""A learner's seat in a class: come in, answer, see what came of it. Every change comes by itself.

The crier has the page drawn again when the class moves on. Its input belongs to one question and one vote, so a word
can never answer another. When the browser was cut off, the page asks again by itself (`frame.anew`): the server may be
another one now. A slow timer is there for the day when the crier fails.
"""

from __future__ import annotations

import logging
import secrets
import time
from datetime import UTC, datetime
from time import perf_counter
from typing import NamedTuple

import streamlit as st

from tutor import journal
from tutor.actions import House, TooLong
from tutor.classes import attending
from tutor.classes.attending import NotHere
from tutor.classes.marking import bank_of
from tutor.classroom import LONGEST_NAME, read_code
from tutor.store import StoreUnavailable, Trouble
from tutor.store.classes import Said, Seat
from tutor.ui import crier, frame, lesson, seatview
from tutor.ui.desk import MOST_TYPED
from tutor.ui.safe import Html, label, text

_log = logging.getLogger(__name__)

SLOW, SLOW_WHILE_ASKING = 15, 60
"""Seconds between two looks of a screen for itself; slowest while there is a box on it."""

SENDING = 5.0
"""Seconds that a busy server may take to send what it has drawn. A timer that fires in between makes Streamlit forget
the drawing: whoever has just answered would not see it, though the answer is kept. So it is drawn again."""

_LATE = "The answers were locked before this one arrived. It could not be counted."


class At(NamedTuple):
    """What this session has on screen: the class, its version, the question and vote that its input belongs to."""

    code: str
    version: int
    question: int
    vote: int
    options: tuple[str, ...]


def show(house: House, learner: str, typed: str) -> None:
    """Draw the seat of this learner in the class of this code, or the door.

    While the database is away, the page says so (`front`), keeps what was typed, and looks again by itself.
    """
    code = read_code(typed)
    try:
        _show(house, learner, code)
    except StoreUnavailable:
        at: At | None = st.session_state.get("seat")
        if at and (words := _heard(at)):
            st.session_state["kept"] = (_key(at), words)
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
    _screen(house, learner, seat)
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


def _screen(house: House, learner: str, seat: Seat) -> None:
    """Record what was answered on the screen as it was, then draw it as it is now."""
    at: At | None = st.session_state.get("seat")
    code, remark = seat.room.code, ""
    heard = _heard(at) if at and at.code == code else ""
    if at and heard:
        remark = _record(house, learner, seat, at, heard)
        seat = attending.look(house, learner, code)
    now = _here(seat)
    moved = at is not None and (at.version, at.code) != (now.version, code)
    st.session_state["seat"] = now
    _just_drawn()
    if seat.room.state != "ended":
        crier.listen(house, code, seat.room.version)
    st.html(Html(seatview.seat_page(seat, _inner(house, seat, fresh=moved))))
    if remark:
        st.html(f'<p class="remark" role="alert">{text(remark)}</p>')
    first = _desk(now, seat.given) if _asked(seat) else ""
    if first and not heard:
        _record(house, learner, seat, now, first)  # from before a restart: this session had not drawn the box yet
        st.rerun()
    frame.anew()
    st.session_state.pop("kept", None)  # only now: a run that is stopped half-way has shown nobody their words


def _has_own_lesson(seat: Seat) -> bool:
    return bool(seat.me and not seat.me.removed) and (seat.room.pace, seat.room.state) == ("self", "asking")


def _asked(seat: Seat) -> bool:
    return bool(seat.me and not seat.me.removed) and (seat.room.pace, seat.room.state) == ("teacher", "asking")


def _here(seat: Seat) -> At:
    room = seat.room
    return At(room.code, room.version, room.at, room.vote, room.question.options if _asked(seat) else ())


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


def _record(house: House, learner: str, seat: Seat, at: At, words: str) -> str:
    """Record an answer; return what is to be said when it could not be counted. The words stay in the box then."""
    st.session_state["kept"], began = (_key(at), words), perf_counter()
    try:
        taken = attending.answer(house, learner, at.code, Said(at.question, at.vote, words), datetime.now(UTC))
    except TooLong as problem:
        return str(problem)
    st.session_state.pop("kept", None)
    if taken:
        fact = seat.room.questions[at.question].fact
        journal.answered(seat.room.bank, fact, "later", "", perf_counter() - began)
    return "" if taken else _LATE


def _heard(at: At) -> str:
    state = st.session_state
    if typed := state.get(_key(at)):
        return str(typed)
    return next((option for n, option in enumerate(at.options) if state.get(f"{_key(at)}-{n}")), "")


def _desk(at: At, given: str) -> str:
    """Draw what an answer is given with; return what it tells, which is news only to a session just begun."""
    if not at.options:
        return _box(_key(at), "Change your answer" if given else "Your answer")
    with st.container(key="options-class", gap="xsmall"):
        pressed = [o for n, o in enumerate(at.options) if _option(o, f"{_key(at)}-{n}", chosen=o == given)]
    return pressed[0] if pressed else ""


def _box(key: str, placeholder: str) -> str:
    kept_key, words = st.session_state.get("kept", ("", ""))
    if kept_key == key:
        st.session_state[key] = words
    with st.container(key="answer-box"):  # right below the question, not at the far end of a large screen
        typed = st.chat_input(placeholder, key=key, max_chars=MOST_TYPED, submit_mode="disable")
    return "" if kept_key == key else typed or ""


def _option(words: str, key: str, *, chosen: bool) -> bool:
    return st.button(label(words), key=key, width="stretch", type="primary" if chosen else "secondary")


def _key(at: At) -> str:
    return f"class-{at.code}-{at.question}-{at.vote}"


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
    at: At | None = st.session_state.get("seat")
    try:
        version = attending.versions(house, [code]).get(code)
    except Trouble:
        _log.warning("The class could not be looked at; trying again", exc_info=True)
        return
    if at is None or version != at.version:
        st.rerun()
