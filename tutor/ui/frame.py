"""The frame around every page: the band on top, and links that keep their place in the address."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from tutor.ui.safe import text

Place = Mapping[str, str]
"""A page, as the address names it: {"bank": …} a text to read, {"lesson": …} a lesson, {"class": …} a seat in a class,
{"teach": …} a teacher's page, nothing the shelf."""

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


def anew() -> None:
    """Draw the button that a page which waits presses itself when its connection was cut and is back (see `dress`).

    The server may be another one now: it knows nothing of this page, nor of its timers, until the page asks for itself.
    """
    st.button("Look again", key="anew")


def address(to: Place) -> str:
    """Return the address of a page for a link in our own HTML: safe in an attribute, under any base path.

    >>> address({"bank": "a b"}), address(HOME)
    ('./?bank=a+b', './')
    """
    return text(f"./?{urlencode(to)}" if to else "./")


def band(title: str = "", links: Mapping[str, Place] | None = None, end: str = "") -> str:
    """Return the band on top as HTML: the way home, where one is, and at its right end where else one may go.

    `end` is HTML of ours that stands last.
    """
    where = f'<h1 class="where" dir="auto">{text(title)}</h1>' if title else ""
    ways = "".join(f'<a href="{address(to)}" target="_self">{text(words)}</a>' for words, to in (links or {}).items())
    home = f'<a class="home" href="{address(HOME)}" target="_self">Passage</a>'
    return f'<nav class="band" aria-label="Passage">{home}{where}{ways}{end}</nav>'


def row(key: str) -> AbstractContextManager[object]:
    """Return a row for buttons, at the bottom of the page and always in view."""
    return st.bottom.container(key=key, horizontal=True, vertical_alignment="center", gap="xsmall")
