"""The projector: the class on the wall, to be read from the back row. No names, no ranks, no clock."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.classes import results, running
from tutor.classes.running import Board
from tutor.classroom import Group
from tutor.teachers import Teacher
from tutor.ui import board, frame, notices, seatview, signin
from tutor.ui.invitation import invitation
from tutor.ui.safe import text

MOST_GROUPS = 6
"""What a wall holds in large letters; the rest is counted."""


def show(house: House, teacher: Teacher) -> None:
    """Draw the wall of the class that the address names."""
    code = st.query_params.get("class", "")
    running.board(house, teacher, code, datetime.now(UTC))  # a class that is gone is said once, not every second
    _wall(house, code)
    frame.anew()


@st.fragment(run_every=board.EVERY)
def _wall(house: House, code: str) -> None:
    teacher = signin.still()
    with notices.guard():
        board.follow(house, teacher, code)
        found = running.board(house, teacher, code, datetime.now(UTC))
        st.html(_page(house, teacher, found))
        board.steps(house, teacher, found.room)


def _page(house: House, teacher: Teacher, found: Board) -> str:
    room = found.room
    if room.state == "lobby":
        return f'<div class="wall"><h1>{text(found.bank.title)}</h1>{invitation(room, "large")}{_here(found)}</div>'
    if room.state == "ended":
        return f'<div class="wall"><h1>Thank you.</h1>{_total(house, teacher, found)}</div>'
    inner = _own_pace(found) if room.pace == "self" else _question(found)
    return f'<div class="wall">{invitation(room, "small")}{inner}</div>'


def _here(found: Board) -> str:
    count = len(found.present)
    return f'<p class="tally">{count} {"is" if count == 1 else "are"} here.</p>'


def _own_pace(found: Board) -> str:
    done = sum(p.lesson is not None and p.lesson.phase == "done" for p in found.present)
    return (
        f'<h1 dir="auto">{text(found.bank.title)}</h1><p>Each at their own pace.</p>'
        f'<p class="tally">{done} of {len(found.present)} have finished.</p>'
    )


def _question(found: Board) -> str:
    room = found.room
    asked = f'<h1 dir="auto">{seatview.stem(room.question)}</h1>'
    if room.state == "revealed":
        return asked + _answer(found)
    if room.state == "locked":
        first = f"<h2>First vote</h2>{_groups(found.first_vote)}<h2>Second vote</h2>" if found.first_vote else ""
        return f"{asked}{first}{_groups(found.groups)}{_tally(found)}"
    again = "<p>Talk about it with your neighbours, then answer once more.</p>" if room.vote > 1 else ""
    options = "".join(f"<li>{text(option)}</li>" for option in room.question.options)
    return f"{asked}{f'<ol class=offered>{options}</ol>' if options else ''}{again}{_tally(found)}"


def _tally(found: Board) -> str:
    return f'<p class="tally">{found.answered} of {len(found.present)} have answered.</p>'


def _groups(groups: tuple[Group, ...]) -> str:
    return board.group_list(groups, verdicts=False, most=MOST_GROUPS)


def _answer(found: Board) -> str:
    fact = found.bank.fact(found.room.question.fact)
    told = seatview.answer_and_proof(fact, found.bank) if fact else ""
    before = sum(g.size for g in found.first_vote if g.verdict == "correct")
    earlier = f" In the first vote it was {before}." if found.first_vote else ""
    right = f"{found.right} of {found.answered} have it right.{earlier}" if found.answered else ""
    return f'<div class="told">{told}</div><p class="tally">{right}</p>'


def _total(house: House, teacher: Teacher, found: Board) -> str:
    """Return what the class did together; nobody's part in it."""
    all_of_it = results.results(house, teacher, found.room.code, datetime.now(UTC)).last.values()
    right = sum(g.verdict.name == "correct" for g in all_of_it)
    together = f"Together you gave {right} right answers of {len(all_of_it)}." if all_of_it else ""
    home = f'<a href="{frame.address(frame.HOME)}" target="_self">Passage</a>'
    return f'<p class="tally">{together}</p><p>{home}</p>'
