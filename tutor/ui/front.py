"""The front door: the frame around every page, and which page an address leads to."""

from __future__ import annotations

import logging

import streamlit as st

from tutor.store import Trouble
from tutor.ui import frame, lesson, notices, reading, shelf, teach
from tutor.ui.house import house
from tutor.ui.identity import learner

_log = logging.getLogger(__name__)


def main() -> None:
    """Draw the lesson, the text or the shelf that the address names; say plainly what is in the way."""
    st.set_page_config(page_title="Passage", layout="wide")
    frame.follow()
    who = learner()
    if who is None:
        notices.no_cookie()
        return
    try:
        _lead(who)
    except Trouble as trouble:
        _log.warning("A page could not be drawn", exc_info=True)
        notices.trouble(trouble)
    except Exception:
        _log.exception("A page could not be drawn: a mistake of ours")
        notices.ours()


def _lead(who: str) -> None:
    place = st.query_params
    if "teach" in place:
        teach.show(house())
    elif lesson_id := place.get("lesson"):
        lesson.show(house(), who, lesson_id)
    elif bank_id := place.get("bank"):
        reading.show(house(), who, bank_id)
    else:
        shelf.show(house(), who)
