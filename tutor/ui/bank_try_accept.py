"""An answer that was tried and deserves better: accepted for everybody, after a look at what that changes."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.deciding import acting
from tutor.deciding.acting import Preview
from tutor.deciding.ruling import Decision
from tutor.editing.trying import Trial, Tried
from tutor.model import Fact
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import answers_view
from tutor.ui.draft_write import remark
from tutor.ui.safe import text

_OPEN, _DONE = "try-accept", "try-accepted"
"""In the session: the decision that is looked at; the one that was made, to be taken back."""


def draw(house: House, teacher: Teacher, trial: Trial, fact: Fact, found: Tried | None) -> None:
    """Draw the way to accept what was typed, when it is an answer that is not right yet."""
    _made(house, teacher, fact)
    if found is None or found.verdict is None or found.verdict.code.startswith("picked"):
        return
    wanted = Decision(fact.id, found.given, "correct")
    if found.verdict.name == "correct":
        return
    if trial.unsaved or trial.stale:
        st.html('<p class="soft">To accept this answer, save the text first.</p>')
    elif st.session_state.get(_OPEN) == wanted:
        _look(house, teacher, trial, wanted)
    elif st.button("Accept this answer", key="try-accept-open"):
        st.session_state[_OPEN] = wanted
        st.rerun()


def _look(house: House, teacher: Teacher, trial: Trial, wanted: Decision) -> None:
    """Draw what accepting would change, and make it so when that is pressed."""
    bank_id = trial.bank.id if trial.bank else ""
    with st.container(key="try-ruling", border=True):
        try:
            shown = acting.preview(house, teacher, bank_id, wanted, datetime.now(UTC))
            st.html(_told(shown))
            with st.container(horizontal=True):
                saved = not shown.blocked and st.button("Save", key="try-accept-save", type="primary")
                if st.button("Leave it as it is", key="try-accept-leave", type="tertiary"):
                    _close(None)
            if saved:
                done = acting.decide(house, teacher, bank_id, wanted, datetime.now(UTC), shown.seen)
                _close((done.record, str(done.effect)))
        except Trouble as why:
            remark(str(why))


def _told(shown: Preview) -> str:
    if shown.blocked:
        return answers_view.blocked(shown.blocked)
    effect = f"<p>{text(str(shown.effect))}</p>"
    return f"{answers_view.change(shown.diff)}{effect}{answers_view.remarks(shown.remarks)}"


def _close(done: object) -> None:
    st.session_state.update({_OPEN: None, _DONE: done})
    st.rerun()


def _made(house: House, teacher: Teacher, fact: Fact) -> None:
    """Say what was accepted just now, and offer to take it back."""
    record, effect = st.session_state.get(_DONE) or (None, "")
    if record is None or record.fact != fact.id:
        return
    with st.container(key="try-news", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">“{text(record.answer)}” is accepted. {text(effect)}</p>')
        if st.button("Undo", key="try-undo", type="tertiary"):
            try:
                acting.undo(house, teacher, record.id, datetime.now(UTC))
            except Trouble as why:
                remark(str(why))
            else:
                _close(None)
