"""The tab "Manage" of a bank: its title, its files down and up, a copy, the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.bank.files import decode
from tutor.editing import listing, opening, shelving
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import bank_text, frame
from tutor.ui.safe import text

MAX_MB = 8


def show(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw what can be done with a bank as a whole."""
    if said := st.session_state.pop("managed", ""):
        st.html(f'<p class="remark" role="status">{text(said)}</p>')
    bank = listing.one(house, teacher, bank_id, datetime.now(UTC))
    _title(house, teacher, bank_id, bank.title)
    _down(house, teacher, bank_id)
    _up(bank_id)
    _copy(house, teacher, bank_id)
    _archive(house, teacher, bank_id)


def _part(name: str, words: str) -> None:
    st.html(f'<h3 class="step">{text(name)}</h3><p class="aside">{words}</p>')


def _title(house: House, teacher: Teacher, bank_id: str, title: str) -> None:
    file = text(f"{bank_id}.yaml")
    _part("Title", f"The file stays <code>{file}</code>: what learners have answered is kept under that name.")
    with st.form("retitle", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        wished = st.text_input("Title for your learners", title, max_chars=200, key=f"title-{bank_id}")
        pressed = st.form_submit_button("Save the title")
    if pressed and wished != title:
        _do(lambda now: shelving.retitle(house, teacher, bank_id, wished, now), "The title is saved.")


def _down(house: House, teacher: Teacher, bank_id: str) -> None:
    _part("Download", "The files as they are saved: the questions, the article, and what you decided about answers.")
    with st.container(horizontal=True, key="downloads"):
        for name, data in shelving.files(house, teacher, bank_id, datetime.now(UTC)).items():
            st.download_button(f"Download {name}", data, name, key=f"get-{name}", on_click="ignore")


def _up(bank_id: str) -> None:
    _part("Upload", "A file of questions in place of this one. You see what changes before anything is saved.")
    given = st.file_uploader("The bank’s file", type=["yaml", "yml"], max_upload_size=MAX_MB, key=f"up-{bank_id}")
    if st.button("Compare it with this bank", key="compare", disabled=given is None) and given:
        compare(bank_id, given.getvalue())
        frame.visit({"teach": "banks", "bank": bank_id, "tab": "text"})


def compare(bank_id: str, data: bytes) -> None:
    """Have the editor of a bank take over a file as if it had been typed."""
    words = "This is the file that you have uploaded. It is not saved yet: see what changes."
    bank_text.put(bank_id, opening.plain(decode(data)[0]), words)


def _copy(house: House, teacher: Teacher, bank_id: str) -> None:
    _part("Copy", "A bank of its own, with an article of its own. Learners see both.")
    if st.button("Copy this bank", key="copy"):
        try:
            name = shelving.copy(house, teacher, bank_id, datetime.now(UTC))
        except Trouble as why:
            st.session_state["managed"] = str(why)
            st.rerun()
        else:
            st.session_state["managed"] = "This is the copy. Give it a title of its own."
            frame.visit({"teach": "banks", "bank": name, "tab": "manage"})


def _archive(house: House, teacher: Teacher, bank_id: str) -> None:
    _part(
        "Archive",
        "Learners do not see it any more. Its files wait in the folder <code>archive</code>, their results are kept, "
        "and when you bring it back everybody is where they were.",
    )
    if st.button("Put it into the archive", key="archive"):
        try:
            shelving.archive(house, teacher, bank_id, datetime.now(UTC))
        except Trouble as why:
            st.session_state["managed"] = str(why)
            st.rerun()
        else:
            frame.visit({"teach": "banks"})


def _do(deed: Callable[[datetime], object], words: str) -> None:
    """Do something and say so, or say why not."""
    try:
        deed(datetime.now(UTC))
    except Trouble as why:
        words = str(why)
    st.session_state["managed"] = words
    st.rerun()
