"""The front door: the frame around every page, and which page an address leads to."""

from __future__ import annotations

import streamlit as st

from tutor.ui import frame, lesson, notices, reading, seat, shelf, teach, turns
from tutor.ui.house import house
from tutor.ui.identity import learner


def main() -> None:
    """Draw the page that the address names; say plainly what is in the way."""
    st.set_page_config(page_title="Passage", layout="wide")
    frame.follow()
    who = learner()
    if who is None:
        notices.no_cookie()
        return
    with notices.guard():
        _lead(who)


def _lead(who: str) -> None:
    place = st.query_params
    if "teach" in place:
        teach.show(house())
        return
    with turns.turn():
        _learn(who)


def _learn(who: str) -> None:
    place = st.query_params
    if "class" in place:
        seat.show(house(), who, place["class"])
    elif lesson_id := place.get("lesson"):
        lesson.show(house(), who, lesson_id)
    elif bank_id := place.get("bank"):
        reading.show(house(), who, bank_id)
    else:
        shelf.show(house(), who)
