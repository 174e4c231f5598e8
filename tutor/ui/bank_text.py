"""The tab "Text" of a bank: its file, as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.editing import opening
from tutor.teachers import Teacher


def show(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw the text."""
    opened = opening.open_text(house, teacher, bank_id, datetime.now(UTC))
    st.code(opened.text, "yaml", line_numbers=True, wrap_lines=True)
