"""Classes, for teachers: open a new one, go to one that is there. With `class=CODE` in the address, that class."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from tutor import forms, library
from tutor.actions import House
from tutor.classes import running
from tutor.classes.attending import NotHere
from tutor.classroom import Pace, Room
from tutor.model import Bank, Fact
from tutor.store.classes import Entry
from tutor.teachers import Teacher
from tutor.ui import board, frame, results
from tutor.ui.safe import label, text

_AT_FIRST = 10
"""Questions ticked unless the teacher says otherwise: what an hour holds, with time to talk."""

_PACES: dict[Pace, str] = {
    "teacher": "Together: I say when a question is locked, shown, and over",
    "self": "Each at their own pace, with hints and second tries",
}
STATES = {
    "lobby": "not started",
    "asking": "under way",
    "locked": "under way",
    "revealed": "under way",
    "ended": "over",
}


def show(house: House, teacher: Teacher) -> None:
    """Draw the class that the address names, or the list."""
    place = st.query_params
    if place.get("results"):
        results.show(house, teacher, place["results"])
    elif place.get("class"):
        board.show(house, teacher, place["class"])
    else:
        _new(house, teacher)
        _list(house, teacher)


# --- a new one -------------------------------------------------------------------------------------


def _new(house: House, teacher: Teacher) -> None:
    banks = {s.id: s.bank for s in library.shelf(house.questions) if s.bank and s.bank.live}
    if not banks:
        st.html("<p>There is no text to hold a class on yet.</p>")
        return
    with st.container(key="new-class", border=True):
        st.html('<h2 class="part">A new class</h2>')
        bank_id = st.selectbox("Text", list(banks), format_func=lambda id_: banks[id_].title, key="new-class-bank")
        pace = st.radio("Pace", list(_PACES), format_func=lambda p: _PACES[p], key="new-class-pace")
        with st.expander("Choose the questions"):
            chosen = _questions(banks[bank_id])
        st.html(f'<p class="aside">{len(chosen)} question{"" if len(chosen) == 1 else "s"} chosen.</p>')
        if st.button("Open the class", key="open-class", type="primary"):
            _open(house, teacher, bank_id, chosen, pace)


def _questions(bank: Bank) -> list[str]:
    """Draw a box to tick for every question; return those that are ticked."""
    with st.container(horizontal=True, gap="small"):
        _tick(bank, "All", len(bank.live))
        _tick(bank, f"The first {_AT_FIRST}", _AT_FIRST)
        _tick(bank, "None", 0)
    return [
        f.id for n, f in enumerate(bank.live) if st.checkbox(label(stem(f, bank)), n < _AT_FIRST, key=_key(bank, f))
    ]


def _tick(bank: Bank, words: str, most: int) -> None:
    if st.button(words, key=f"tick-{bank.id}-{words}", type="tertiary"):
        for n, fact in enumerate(bank.live):
            st.session_state[_key(bank, fact)] = n < most


def _key(bank: Bank, fact: Fact) -> str:
    return f"ask-{bank.id}-{fact.id}"


def stem(fact: Fact, bank: Bank) -> str:
    """Return how a fact is asked, for a list of questions: without its options."""
    return forms.ask(fact, bank, forms.preferred(fact, bank), 0).stem


def _open(house: House, teacher: Teacher, bank_id: str, facts: Sequence[str], pace: Pace) -> None:
    try:
        room = running.open_class(house, teacher, bank_id, facts, pace, datetime.now(UTC), secrets.randbelow)
    except NotHere as problem:
        st.html(f'<p class="remark" role="alert">{text(str(problem))}</p>')
        return
    frame.visit({"teach": "classes", "class": room.code})


# --- those that are there --------------------------------------------------------------------------


def _list(house: House, teacher: Teacher) -> None:
    entries = running.entries(house, teacher, datetime.now(UTC))
    if entries:
        st.html(f'<h2 class="part">Your classes</h2>{"".join(_row(house, e) for e in entries)}')


def _row(house: House, entry: Entry) -> str:
    room = entry.room
    shelved = library.get(house.questions, room.bank)
    title = shelved.bank.title if shelved and shelved.bank else room.bank
    people = f"{entry.members} learner{'' if entry.members == 1 else 's'}"
    to, after = board_place(room), {"teach": "classes", "results": room.code}
    return (
        f'<section class="entry row"><a class="code" href="{frame.address(to)}" target="_self">{room.code}</a>'
        f'<span dir="auto">{text(title)}</span><span class="soft">{people} · {STATES[room.state]} · '
        f'{entry.touched:%d %b %Y}</span><a href="{frame.address(after)}" target="_self">Results</a></section>'
    )


def board_place(room: Room) -> frame.Place:
    """Return the page from which a class is led."""
    return {"teach": "classes", "class": room.code}
