"""Handing in an article: pasted or as a file, drafted with progress that can be stopped, then off to the review."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from tutor import library
from tutor.actions import House
from tutor.drafting.apart import DraftOrder, Result
from tutor.drafts import making
from tutor.library import Shelved
from tutor.model import Problem
from tutor.teachers import Teacher
from tutor.ui import frame
from tutor.ui.draft_view import left_out, told_cut
from tutor.ui.safe import text

KINDS = ["txt", "md", "html", "htm", "pdf", "docx"]
MAX_MB = 20
MAX_PASTED = 500_000
"""Letters; a longer text comes as a file."""

_INTRO = (
    '<p class="lede">Bring an article in English. Passage proposes facts from it, each with the sentence that proves '
    "it. Nothing is asked before you have accepted it.</p>"
)


def show(house: House, teacher: Teacher) -> None:
    """Draw the form, and below it the texts that have drafts waiting."""
    place = st.empty()
    with place.container(key="draft-new"):
        st.html(_INTRO)
        failure()
        order, title = _form()
        _texts(house)
    if order:
        place.empty()  # what is drawn below must not stand among the remains of the form
        with st.container(key="drafting"):
            _draft(house, teacher, order, "", title)


def more(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draft more facts from the article of a text that is there."""
    order = making.order(house, teacher, datetime.now(UTC), bank_id)
    dropped = st.session_state.get("dropped", ())
    _draft(house, teacher, replace(order, known=(*order.known, *dropped)), bank_id, "")


def _form() -> tuple[DraftOrder | None, str]:
    """Draw the form; return what was handed in with it just now, and its title."""
    with st.form("article", border=False):
        pasted = st.text_area("Paste the article", height=240, max_chars=MAX_PASTED, key="pasted")
        given = st.file_uploader("or choose a file", type=KINDS, max_upload_size=MAX_MB, key="given")
        title = st.text_input("Title for your learners (optional)", max_chars=120, key="title")
        keep_all = st.checkbox("Keep everything, even what looks like the page around the article", key="keep-all")
        pressed = st.form_submit_button("Draft facts", type="primary")
    if not pressed:
        return None, ""
    if given is None and not pasted.strip():
        st.error("Paste an article, or choose a file.")
        return None, ""
    name, data = (given.name, given.getvalue()) if given else ("pasted.txt", pasted.encode("utf-8", "replace"))
    return DraftOrder(name, data, keep_all, limit=making.AT_ONE_GO), title


def _draft(house: House, teacher: Teacher, order: DraftOrder, bank_id: str, title: str) -> None:
    """Draft while the page shows how far it is. Whatever is pressed meanwhile ends this run, and so the drafting."""
    st.html('<h2 class="step">Drafting</h2>')
    bar = st.progress(0.0, "Reading the article …")
    st.button("Stop", key="stop")
    with closing(making.draft(teacher, datetime.now(UTC), order)) as told:
        for said in told:
            if isinstance(said, Problem):
                _fail(_failed(said))
            elif isinstance(said, Result):
                _keep(house, teacher, said, bank_id, title)
            elif said.of:
                bar.progress(said.done / said.of, f"{said.done} of {said.of} sentences")
            else:
                bar.progress(0.0, "Reading the article …")


def _keep(house: House, teacher: Teacher, made: Result, bank_id: str, title: str) -> None:
    """Write what was drafted, and go to its review; without a single draft, say why."""
    if not made.drafts:
        _fail(_nothing(made))
    name = making.keep(house, teacher, datetime.now(UTC), made, bank_id, title)
    st.session_state["wordings"] = {(d.statement, d.key): d.asks for d in made.drafts}
    st.session_state["drafted"] = (name, made)
    frame.visit({"teach": "draft", "text": name})


def _fail(message: str) -> None:
    """Go back to where one was, with what was handed in still there, and say why."""
    st.session_state["failed"] = message
    st.rerun()


def failure() -> None:
    """Say why nothing was drafted just now, if so."""
    if message := st.session_state.pop("failed", ""):
        st.html(message)


def _failed(problem: Problem) -> str:
    return (
        f'<div class="remark" role="alert"><p>That could not be drafted: {text(problem.message)}.</p>'
        f"<p>What to do: {text(problem.fix)}.</p></div>"
    )


def _nothing(made: Result) -> str:
    return (
        '<div class="remark" role="alert"><p>There is no new fact in it that is safe to ask.</p>'
        f"{told_cut(made.cut)}{left_out(made.refused)}</div>"
    )


def _texts(house: House) -> None:
    """Draw the texts, those with drafts waiting first."""
    shelved = [on_shelf for on_shelf in library.shelf(house.questions) if on_shelf.bank]
    if not shelved:
        return
    st.html('<h2 class="step">Texts that are here</h2>')
    for on_shelf in sorted(shelved, key=lambda s: -_waiting(s)):
        _text(on_shelf)


def _text(on_shelf: Shelved) -> None:
    bank, waiting = on_shelf.bank, _waiting(on_shelf)
    if bank is None:
        return
    with st.container(key=f"text-{on_shelf.id}", horizontal=True, vertical_alignment="center"):
        count = f"{waiting} drafts wait" if waiting > 1 else "1 draft waits" if waiting else "No drafts"
        st.html(f'<p class="named"><b dir="auto">{text(bank.title)}</b> <span class="soft">{count}</span></p>')
        to = {"teach": "draft", "text": on_shelf.id}
        frame.link("Review" if waiting else "Open", f"to-{on_shelf.id}", to, "secondary" if waiting else "tertiary")


def _waiting(on_shelf: Shelved) -> int:
    return len(on_shelf.bank.facts) - len(on_shelf.bank.live) if on_shelf.bank else 0
