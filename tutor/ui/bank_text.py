"""The tab "Text" of a bank: its file in an editor, problems while typing, what a save would change, and the save.

What is typed lives in the browser (`editor`) until it is saved; the session holds what was last said about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from tutor.actions import House
from tutor.editing import history, live, opening, saving
from tutor.editing.opening import Opened
from tutor.editing.saving import Proposal
from tutor.model import Problem
from tutor.store import Trouble
from tutor.store.revisions import Revision
from tutor.teachers import Teacher
from tutor.ui import editor, notices, signin
from tutor.ui.bank_diff import counted, difference
from tutor.ui.editor import Sent
from tutor.ui.safe import text

_MOST = 100
"""Problems that the editor lists at a time."""


@dataclass
class Desk:
    """What a session knows of one bank's editor.

    `checked` numbers the state of the editor that `problems` are of; `changed` tells whether `typed` was another text
    than the file's when it was typed; `file` is the mark of the file that the editor
    has been given; `saved` the mark of what was saved here, `news` that save; `put` is for the editor to take over.
    """

    checked: int = 0
    problems: tuple[Problem, ...] = ()
    file: str = ""
    typed: str = ""
    changed: bool = False
    proposal: Proposal | None = None
    saved: str = ""
    news: Revision | None = None
    trouble: str = ""
    put: Mapping[str, str] = field(default_factory=dict)


def show(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw the editor of a bank, at the line or fact that the address names."""
    opened = opening.open_text(house, teacher, bank_id, datetime.now(UTC))
    desk = desk_of(bank_id)
    desk.file = ""  # the page is drawn anew: perhaps the editor is a new one, so it is given the text
    _news(house, teacher, desk)
    _edit(house, bank_id, _line(opened))


def desk_of(bank_id: str) -> Desk:
    """Return what this session knows of a bank's editor."""
    desk: Desk = st.session_state.setdefault(f"desk-{bank_id}", Desk())
    return desk


def unsaved(bank_id: str) -> str | None:
    """Return a bank's text as it is typed in this session's editor and not saved; None when it is the file's."""
    desk = desk_of(bank_id)
    return desk.typed if desk.changed else None


def _line(opened: Opened) -> int:
    place = st.query_params
    if fact := place.get("fact"):
        return opening.line_of(opened.text, fact)
    number = place.get("line", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 0


@st.fragment
def _edit(house: House, bank_id: str, line: int) -> None:
    """Draw the editor and what is said about its text; drawn alone whenever the editor sends something."""
    with notices.guard():
        teacher, desk, key = signin.teacher(), desk_of(bank_id), f"editor-{bank_id}"
        if teacher is None:
            st.html(_SIGNED_OUT)
            return
        if sent := editor.sent(key):
            _hear(house, teacher, bank_id, desk, sent)
        opened = opening.open_text(house, teacher, bank_id, datetime.now(UTC))
        desk.changed = (sent is not None or desk.changed) and desk.typed != opened.text
        editor.draw(key, _data(opened, desk, line))
        with st.container(key="proposal"):
            _proposal(house, teacher, bank_id, desk)


_SIGNED_OUT = (
    '<p class="remark" role="alert">You are signed out. What you have typed is kept in this tab: '
    "sign in and open the bank here again.</p>"
)


# --- the editor ------------------------------------------------------------------------------------


def _hear(house: House, teacher: Teacher, bank_id: str, desk: Desk, sent: Sent) -> None:
    """Take note of what the editor sends: check it, and when it was asked, find out what a save would change."""
    now = datetime.now(UTC)
    if sent.put == desk.put.get("id"):
        desk.put = {}
    if sent.text != desk.typed:
        desk.proposal, desk.trouble = None, ""
    desk.typed = sent.text
    try:
        desk.problems = live.problems(house, teacher, bank_id, sent.text, now)
        if sent.what == "review":
            desk.proposal, desk.news = saving.propose(house, teacher, bank_id, sent.text, sent.base, now), None
    except opening.Unsaved as why:
        desk.trouble = str(why)
    desk.checked = sent.number


def _data(opened: Opened, desk: Desk, line: int) -> dict[str, Any]:
    """Return what the editor is told; the text of the file only if it has not got it."""
    found = sorted(desk.problems, key=lambda p: p.level == "warning")
    rest = found[_MOST:]
    data = {
        "bank": opened.bank,
        "mark": opened.mark,
        "saved": opened.mark == desk.saved,
        "checked": desk.checked,
        "problems": [_told(p, opened) for p in found[:_MOST]],
        "more": {"all": len(rest), "errors": sum(p.level == "error" for p in rest)},
        "line": line,
        "put": dict(desk.put),
    }
    if desk.file != opened.mark:
        data["text"] = opened.text
        desk.file = opened.mark
    return data


def _told(problem: Problem, opened: Opened) -> dict[str, Any]:
    return {
        "line": problem.line,
        "col": problem.col,
        "level": problem.level,
        "message": problem.message[:1].upper() + problem.message[1:],
        "fix": problem.fix,
        "here": problem.path == str(opened.path),
        "file": problem.path.rpartition("/")[2],
    }


# --- saving ----------------------------------------------------------------------------------------


def _proposal(house: House, teacher: Teacher, bank_id: str, desk: Desk) -> None:
    """Draw what a save would change, and the way to do it."""
    if desk.trouble:
        _remark(desk.trouble)
    if desk.proposal is None:
        return
    st.html(told(desk.proposal))
    if desk.proposal.errors or not desk.proposal.change:
        return
    with st.container(horizontal=True, key="saving"):
        words = "Save mine over it" if desk.proposal.moved_on else "Save"
        saves = st.button(words, key="save-bank", type="primary")
        takes = desk.proposal.moved_on and st.button("Take the file as it is now", key="take-file")
        closes = st.button("Go on editing", key="close-proposal", type="tertiary")
    if saves:
        _save(house, teacher, bank_id, desk, desk.proposal)
    elif takes:
        desk.proposal = None
        put(bank_id, opening.open_text(house, teacher, bank_id, datetime.now(UTC)).text, "This is the file as it is.")
        st.rerun()
    elif closes:
        desk.proposal = None
        st.rerun(scope="fragment")


def _save(house: House, teacher: Teacher, bank_id: str, desk: Desk, proposal: Proposal) -> None:
    try:
        desk.news = saving.save(house, teacher, bank_id, desk.typed, proposal.seen, datetime.now(UTC))
    except Trouble as why:
        desk.trouble = str(why)
    else:
        desk.saved, desk.trouble = desk.news.after, ""
    desk.proposal = None
    st.rerun()


def put(bank_id: str, typed: str, words: str) -> None:
    """Have the editor take over a text as if it had been typed, and say so."""
    desk_of(bank_id).put = {"id": datetime.now(UTC).isoformat(), "text": typed, "told": words}


def told(proposal: Proposal) -> str:
    """Return what a save would change as HTML."""
    if not proposal.change:
        return '<p class="remark" role="status">Nothing is changed: the file holds just this.</p>'
    few = {None: "", 0: "No fact changes. ", 1: "1 fact changes. "}
    facts = few.get(proposal.facts, f"{proposal.facts} facts change. ")
    head = f'<h3 class="part">What changes</h3><p class="soft" role="status">{facts}{counted(proposal.change)}.</p>'
    moved = _MOVED if proposal.moved_on else ""
    against = _list("Before this can be saved, mend:", proposal.errors)
    new = _list("It can be saved; this is new, and worth a look:", proposal.warnings)
    return f"{head}{moved}{against}{new}{difference(proposal.change)}"


_MOVED = (
    '<p class="remark" role="alert">Somebody has changed this file since you opened it. Below it is compared with what '
    "you have typed: lines with − that you have not touched are theirs, and would go.</p>"
)


def _list(words: str, problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    rows = "".join(f"<li>{_line_of(p)}: {text(p.message)} ({text(p.fix)})</li>" for p in problems[:_MOST])
    return f'<div class="remark"><p>{words}</p><ul>{rows}</ul></div>'


def _line_of(problem: Problem) -> str:
    return f"{text(problem.path.rpartition('/')[2])}, line {problem.line}"


def _news(house: House, teacher: Teacher, desk: Desk) -> None:
    """Say what was saved just now, with the way to take it back."""
    if desk.news is None:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        st.html('<p class="soft" role="status">Saved. Learners have it from now on.</p>')
        if st.button("Undo", key="undo-save", type="tertiary"):
            _undo(house, teacher, desk, desk.news)


def _undo(house: House, teacher: Teacher, desk: Desk, news: Revision) -> None:
    try:
        [back] = history.undo(house, teacher, news.id, datetime.now(UTC))
        desk.saved = back.after
    except Trouble as why:
        desk.trouble = str(why)
    desk.news, desk.proposal = None, None
    st.rerun()


def _remark(words: str) -> None:
    """Say what is in the way, where the eyes are."""
    st.html(f'<p class="remark" role="alert">{text(words)}</p>')
