"""The frame around every page: the band on top, links that keep their place in the address, and pieces of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Literal

import streamlit as st

from tutor.ui.safe import text

Place = Mapping[str, str]
"""A page, as the address names it: {"bank": …} a text to read, {"lesson": …} a lesson, nothing the shelf."""

HOME: Place = {}


def follow() -> None:
    """Go where the link leads that was pressed on the page as it was last drawn. Call first in every run."""
    links: dict[str, Place] = st.session_state.get("links", {})
    pressed = next((to for key, to in links.items() if st.session_state.get(key)), None)
    if pressed is not None:
        st.query_params.from_dict(pressed)
    st.session_state["followed"] = pressed is not None
    st.session_state["links"] = {}


def link(label: str, key: str, to: Place, kind: Literal["primary", "secondary", "tertiary"] = "tertiary") -> None:
    """Draw a button that leads to another page of ours."""
    st.session_state["links"][key] = to
    if st.button(label, key=key, type=kind) and not st.session_state["followed"]:
        visit(to)  # a press from before a restart: this session had not drawn the link yet


def visit(to: Place) -> None:
    """Go to another page now."""
    st.query_params.from_dict(to)
    st.rerun()


def band(title: str = "") -> AbstractContextManager[object]:
    """Draw the band on top: the way home, where one is. What is drawn inside stands at its right end."""
    with st.container(key="band", horizontal=True, vertical_alignment="center", gap="small"):
        link("Passage", "home", HOME)
        if title:
            st.html(f'<h1 class="where" dir="auto">{text(title)}</h1>', width="content")
        return st.container(key="band-right", horizontal=True, horizontal_alignment="right", gap="small")


def actions(key: str) -> AbstractContextManager[object]:
    """Return a row for buttons, at the bottom of the page and always in view."""
    return st.bottom.container(key=key, horizontal=True, vertical_alignment="center", gap="xsmall")
