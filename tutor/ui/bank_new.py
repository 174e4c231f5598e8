"""New banks: from a title and an article, from the example, from uploaded files, or back from the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from tutor import library
from tutor.actions import House
from tutor.editing import shelving
from tutor.model import Problem
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import bank_manage, frame
from tutor.ui.safe import text

_LONGEST = 500_000
_SHOWN = 10


def show(house: House, teacher: Teacher) -> None:
    """Draw the ways to a new bank."""
    if said := st.session_state.pop("added", ""):
        st.html(said)
    with st.expander("New bank"):
        _new(house, teacher)
    with st.expander("Upload a bank"):
        _upload(house, teacher)
    away = shelving.archived(house, teacher, datetime.now(UTC))
    if away:
        with st.expander(f"Archive ({len(away)})"):
            for on_shelf in away:
                _away(house, teacher, on_shelf)


def _new(house: House, teacher: Teacher) -> None:
    with st.form("new-bank", border=False):
        title = st.text_input("Title", max_chars=200, key="new-title")
        article = st.text_area("Paste the article", height=200, max_chars=_LONGEST, key="new-article")
        made = st.form_submit_button("Make the bank", type="primary")
    way = frame.address({"teach": "draft"})
    st.html(
        '<p class="aside">You get a bank with one first fact, and write the others yourself. '
        f'To have facts proposed, use <a href="{way}" target="_self">Draft</a>.</p>'
    )
    example = st.button("Start from an example", key="example")
    if made and not (title.strip() and article.strip()):
        st.error("A new bank needs a title and an article.")
    elif made or example:
        wished = ("", "") if example else (title, article)
        _open(lambda now: shelving.new(house, teacher, *wished, now))


def _upload(house: House, teacher: Teacher) -> None:
    with st.form("upload-bank", border=False, clear_on_submit=True):
        bank = st.file_uploader("The bank’s file", type=["yaml", "yml"], max_upload_size=bank_manage.MAX_MB)
        article = st.file_uploader("Its article, unless that is here already", type=["md", "txt"], max_upload_size=4)
        pressed = st.form_submit_button("Upload")
    if pressed and bank is None:
        st.error("Choose the bank’s file.")
    elif pressed and bank:
        _take(house, teacher, bank, article)


def _take(house: House, teacher: Teacher, bank: Any, article: Any) -> None:
    """Add what was uploaded; a bank of a name that is here is laid beside it in the editor, and not saved."""
    name = shelving.name_of(bank.name)
    if library.get(house.questions, name):
        bank_manage.compare(name, bank.getvalue())
        frame.visit({"teach": "banks", "bank": name, "tab": "text"})
    data = article.getvalue() if article else None
    try:
        added = shelving.add(house, teacher, bank.name, bank.getvalue(), data, datetime.now(UTC))
    except Trouble as why:
        _say(f'<p class="remark" role="alert">{text(str(why))}</p>')
    else:
        if not added.bank:
            _say(_against(bank.name, added.problems))
        frame.visit({"teach": "banks", "bank": added.bank})


def _against(name: str, problems: Sequence[Problem]) -> str:
    rows = "".join(f"<li>Line {p.line}: {text(p.message)} ({text(p.fix)})</li>" for p in problems[:_SHOWN])
    more = f"<p>And {len(problems) - _SHOWN} more.</p>" if len(problems) > _SHOWN else ""
    head = f"<p>Nothing was added. Mend this in <code>{text(name)}</code> first:</p>"
    return f'<div class="remark" role="alert">{head}<ul>{rows}</ul>{more}</div>'


def _away(house: House, teacher: Teacher, on_shelf: library.Shelved) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"away-{on_shelf.id}"):
        title = on_shelf.bank.title if on_shelf.bank else on_shelf.id
        st.html(f'<p class="named"><b dir="auto">{text(title)}</b> <code>{text(on_shelf.path.name)}</code></p>')
        if st.button("Bring back", key=f"back-{on_shelf.id}"):
            _open(lambda now: shelving.restore(house, teacher, on_shelf.id, now))


def _open(deed: Callable[[datetime], str]) -> None:
    """Do something that makes a bank, and go there; or say why not."""
    try:
        name = deed(datetime.now(UTC))
    except Trouble as why:
        _say(f'<p class="remark" role="alert">{text(str(why))}</p>')
    else:
        frame.visit({"teach": "banks", "bank": name})


def _say(words: str) -> None:
    st.session_state["added"] = words
    st.rerun()
