"""What stands above the tabs that change a bank's file: what was saved just now, and what is not saved elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.editing import history
from tutor.store import Trouble
from tutor.store.revisions import Revision
from tutor.teachers import Teacher
from tutor.ui.bank_text import unsaved
from tutor.ui.draft_write import remark
from tutor.ui.safe import text

_KEY = "bank-news"
_UNSAVED = '<p class="aside">Under “Text” you have changes that are not saved. This is the file without them.</p>'


def keep(saved: Revision, words: str) -> None:
    """Keep what was saved, to be told when the page is drawn next."""
    st.session_state[_KEY] = (saved, words)


def draw(house: House, teacher: Teacher, bank_id: str) -> None:
    """Say what was saved, and offer to take it back; say so when the editor holds something else than the file."""
    if unsaved(bank_id) is not None:
        st.html(_UNSAVED)
    saved, words = st.session_state.get(_KEY) or (None, "")
    if saved is None or saved.bank != bank_id:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="soft" role="status">{text(words)}</p>')
        if st.button("Undo", key="undo-news", type="tertiary"):
            try:
                history.undo(house, teacher, saved.id, datetime.now(UTC))
            except Trouble as why:
                remark(str(why))
            else:
                st.session_state[_KEY] = None
                st.rerun()
