"""The editor for a bank's text: a plain text box with line numbers and problems beside it, as a Streamlit component.

It sends what is typed after a pause (`typed`) or when asked for the changes (`review`); it keeps an unsaved copy in
the browser's tab, so that a reload or a lost session costs nothing. What it is given: see `draw`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sent:
    """What the editor says: the text, which of its states this is (they are counted), and the mark of its file.

    `put` is the id of what it took over last.
    """

    what: Literal["typed", "review"]
    number: int
    text: str
    base: str
    put: str


def sent(key: str) -> Sent | None:
    """Return what the editor has just sent; ask before it is drawn."""
    heard = st.session_state.get(key) or {}
    return _read("review", heard.get("review")) or _read("typed", heard.get("typed"))


def draw(key: str, data: Mapping[str, Any]) -> None:
    """Draw the editor.

    `data` holds the bank's id; its file's `mark`, with its `text` unless the editor has it already, and whether it was
    `saved` from here; the `problems` of the editor's state number `checked`; which `line` to open at; and what to
    `put` into the editor as if it were typed, with an `id`.
    """
    _component()(key=key, data=data, on_typed_change=_nothing, on_review_change=_nothing)


@cache
def _component() -> Any:
    """Register the component: at its first use, for it brings pandas, and learners' pages do without."""
    html, css, js = ((_HERE / f"editor.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component("passage_editor", html=html, css=css, js=js)


def _read(what: Literal["typed", "review"], sent: Any) -> Sent | None:
    """Return what a browser has sent, if it is what an editor of ours sends."""
    if not isinstance(sent, dict):
        return None
    number, text, base, put = (sent.get(name) for name in ("number", "text", "base", "put"))
    if isinstance(number, int) and isinstance(text, str) and isinstance(base, str) and isinstance(put, str):
        return Sent(what, number, text, base, put)
    return None


def _nothing() -> None:
    """Do nothing: Streamlit wants a callback for each thing that can be sent."""
