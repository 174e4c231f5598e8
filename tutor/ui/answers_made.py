"""What was decided about answers: the last decision with its Undo at once, and the history of all with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from tutor.actions import House
from tutor.classes import running
from tutor.classes.attending import NotHere
from tutor.deciding import acting
from tutor.deciding.acting import Done
from tutor.model import Bank
from tutor.store import Trouble
from tutor.store.decisions import Record
from tutor.teachers import Teacher
from tutor.ui import answers_view, crier
from tutor.ui.safe import inline, named, text

_NEWS, _SHOWN = "answers-news", "answers-history"
_SIZE = 10
"""Decisions of the history that are shown at a time."""


class News(NamedTuple):
    """What has just happened to a text, as HTML; and the decision that can be taken back, if there is one."""

    bank: str
    told: str
    record: Record | None


def tell(house: House, teacher: Teacher, done: Done, also: str = "") -> None:
    """Keep a decision that was made or taken back as the latest news, and have live classes draw it."""
    record = done.record
    made = record.state == "made"
    lead = (
        f"Saved: “{inline(answers_view.short(record.answer))}” {answers_view.IS[record.verdict]}."
        if made
        else "Taken back."
    )
    told = f"<b>{lead}</b> {text(str(done.effect))}{text(also)}"
    st.session_state[_NEWS] = News(record.bank, told, record if made else None)
    _draw_classes(house, teacher, record.bank, datetime.now(UTC))


def _draw_classes(house: House, teacher: Teacher, bank_id: str, now: datetime) -> None:
    """Have the classes that look at a verdict just now draw it anew."""
    for entry in running.entries(house, teacher, now):
        if entry.room.bank == bank_id and entry.room.state in {"locked", "revealed"}:
            with suppress(NotHere):
                running.show_again(house, teacher, entry.room.code, now)
    crier.cry()


def news(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw what has just happened, and the way to take it back."""
    now: News | None = st.session_state.get(_NEWS)
    if now is None or now.bank != bank_id:
        return
    with st.container(key="made", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p role="alert">{now.told}</p>')
        if now.record:
            undo(house, teacher, now.record, "Undo", "now")


def undo(house: House, teacher: Teacher, record: Record, words: str, where: str) -> None:
    """Draw the way to take a decision back; when it cannot be, say why."""
    what = named(words, f"“{answers_view.short(record.answer, 70)}” {answers_view.IS[record.verdict]}")
    if not st.button(what, key=f"say-undo-{where}-{record.id}"):
        return
    try:
        tell(house, teacher, acting.undo(house, teacher, record.id, datetime.now(UTC)))
    except Trouble as why:
        st.session_state[_NEWS] = News(record.bank, text(str(why)), None)
    st.rerun()


def history(house: House, teacher: Teacher, records: Sequence[Record], bank: Bank | None) -> None:
    """Draw what was decided about a text, the latest first."""
    if not records:
        return
    most = st.session_state.get(_SHOWN, _SIZE)
    with st.expander(f"What was decided ({len(records):,})", key="decisions"):
        for record in records[:most]:
            with st.container(key=f"decision-{record.id}", horizontal=True, vertical_alignment="center"):
                st.html(answers_view.decided(record, bank))
                if record.state == "made":
                    undo(house, teacher, record, "Undo", "then")
        if len(records) > most and st.button("Show earlier ones", key="answers-earlier", type="tertiary"):
            st.session_state[_SHOWN] = most + _SIZE
            st.rerun()
