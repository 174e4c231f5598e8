"""The Draft page of teachers: an article goes in, drafts come out, and a person decides which of them are asked.

The address names the text that is reviewed: `/?teach=draft&text=NAME`; without it, an article is handed in.
"""

from __future__ import annotations

import streamlit as st

from tutor.actions import House
from tutor.teachers import Teacher
from tutor.ui import draft_new, draft_review


def show(house: House, teacher: Teacher) -> None:
    """Draw the review of the text that the address names, or the place to hand in an article."""
    if bank_id := st.query_params.get("text"):
        draft_review.show(house, teacher, bank_id)
    else:
        draft_new.show(house, teacher)
