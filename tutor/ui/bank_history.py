"""The tab "History" of a bank: who saved what and when, line by line, and the way to take it back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.deciding import acting
from tutor.editing import history
from tutor.editing.history import Past
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui.bank_diff import counted, difference
from tutor.ui.safe import text

_MOST = 30
"""Saves shown at a time."""


def show(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw what was saved, the latest first."""
    if said := st.session_state.pop("history-said", ""):
        st.html(f'<p class="remark" role="status">{text(said)}</p>')
    found = history.history(house, teacher, bank_id, datetime.now(UTC))
    st.html(_INTRO if found else _NOTHING)
    shown = st.session_state.get(f"past-{bank_id}", _MOST)
    for past in found[:shown]:
        _past(house, teacher, past)
    if len(found) > shown and st.button("Show earlier ones", key="earlier"):
        st.session_state[f"past-{bank_id}"] = shown + _MOST
        st.rerun()


_INTRO = (
    '<p class="aside">What was saved on these pages. What another program changes in the file is not listed here: '
    "for that, keep the folder under version control.</p>"
)
_NOTHING = (
    '<p class="lede">Nothing was saved on these pages yet. Every save will be listed here, with its lines, '
    "and can be taken back.</p>"
)


def _past(house: House, teacher: Teacher, past: Past) -> None:
    with st.container(key=f"past-{past.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_head(past))
        if not past.undone and st.button("Undo", key=f"undo-{past.id}"):
            _undo(house, teacher, past)
    body = "".join(_file(name, past) for name in past.changes)
    if body:
        st.html(f'<details class="problems"><summary>The lines</summary>{body}</details>')


def _head(past: Past) -> str:
    gone = ' <span class="soft">· taken back</span>' if past.undone else ""
    lines = ", ".join(counted(change) for change in past.changes.values()) or "the file stayed as it was"
    return (
        f'<div class="listed"><p class="named"><b dir="auto">{text(past.words)}</b>{gone}</p>'
        f'<p class="aside">{text(past.who)}, {past.at:%-d %B %Y, %H:%M} UTC · {lines}</p></div>'
    )


def _file(name: str, past: Past) -> str:
    return f'<p class="soft"><code>{text(name)}</code></p>{difference(past.changes[name], f"Lines of {name}")}'


def _undo(house: House, teacher: Teacher, past: Past) -> None:
    """Take something back: a save here, a decision where decisions are made."""
    try:
        if past.decision:
            acting.undo(house, teacher, past.id, datetime.now(UTC))
        else:
            history.undo(house, teacher, past.id, datetime.now(UTC))
    except Trouble as why:
        st.session_state["history-said"] = str(why)
    else:
        st.session_state["history-said"] = "It is taken back. That is a save as well: it stands on top of the list."
    st.rerun()
