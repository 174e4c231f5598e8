"""Below the live board: an answer accepted or rejected on the spot, somebody taken out or let back in.

These are not drawn every second: a list would close while somebody chooses from it. They are when `stamp` changes.
"""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.classes import running
from tutor.classes.running import Board
from tutor.classroom import Group
from tutor.deciding import acting
from tutor.deciding.papers import Blocked
from tutor.deciding.ruling import Decision
from tutor.store.classes import Member
from tutor.teachers import Teacher
from tutor.ui import crier
from tutor.ui.safe import text

_MOST_GROUPS = 12
"""Groups with buttons; the Answers page has them all, with what every decision would change."""


def stamp(found: Board) -> tuple[int, tuple[Member, ...]]:
    """Return what these tools depend on: where the class stands, and who is in it."""
    return found.room.version, tuple(p.member for p in found.people)


def draw(house: House, teacher: Teacher, found: Board) -> None:
    """Draw the tools that make sense now."""
    if told := st.session_state.pop("ruled", ""):
        st.html(f'<p class="remark" role="alert">{text(told)}</p>')
    room = found.room
    if room.state in {"locked", "revealed"} and found.groups and not room.question.options:
        with st.expander("Accept or reject an answer"):
            _rulings(house, teacher, found)
    if found.people and room.state != "ended":
        with st.expander("Take somebody out, let them back in"):
            _let(house, teacher, found, out=True)
            if any(p.member.removed for p in found.people):
                _let(house, teacher, found, out=False)


# --- an answer accepted or rejected ----------------------------------------------------------------


def _rulings(house: House, teacher: Teacher, found: Board) -> None:
    st.html('<p class="aside">It becomes one line in the file of the text, and counts for everybody at once.</p>')
    for n, group in enumerate(found.groups[:_MOST_GROUPS]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            accepted = group.verdict == "correct"
            pressed = st.button("Reject" if accepted else "Accept", key=f"rule-{stamp(found)[0]}-{n}")
            st.text(f"{group.size}× {group.words}")
        if pressed:
            _rule(house, teacher, found, group)


def _rule(house: House, teacher: Teacher, found: Board, group: Group) -> None:
    now, room = datetime.now(UTC), found.room
    accepts = group.verdict != "correct"
    decision = Decision(room.question.fact, group.words, "correct" if accepts else "incorrect")
    try:
        acting.decide(house, teacher, room.bank, decision, now)
    except Blocked as problem:
        st.session_state["ruled"] = str(problem)
    else:
        st.session_state["ruled"] = f"“{group.words}” counts as {'right' if accepts else 'not right'} now."
        running.show_again(house, teacher, room.code, now)
        crier.cry()
    st.rerun()


def _let(house: House, teacher: Teacher, found: Board, *, out: bool) -> None:
    names = {p.member.member: p.member.name for p in found.people if p.member.removed != out}
    words = "Take out" if out else "Let back in"
    with st.form(f"let-{out}", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        who = st.selectbox(
            "Who",
            list(names),
            index=None,
            format_func=lambda member: names.get(member, ""),
            key=f"who-{out}",
            width=260,
        )
        pressed = st.form_submit_button(words)
    if pressed and who:
        running.let(house, teacher, found.room.code, who, datetime.now(UTC), out=out)
        crier.cry()
        st.rerun()
