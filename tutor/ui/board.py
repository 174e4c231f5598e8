"""The live board: where the class stands, what comes next, who is in, who has answered what. Drawn every second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from tutor.actions import House
from tutor.classes import running
from tutor.classes.running import Board, Person
from tutor.classroom import Group, Room, Step, offers
from tutor.model import VerdictName
from tutor.teachers import Teacher
from tutor.ui import board_tools, crier, frame, notices, seatview, signin
from tutor.ui.invitation import invitation, warning
from tutor.ui.safe import inline, text

EVERY = 1
"""Seconds between two looks; one board for each class, so it may ask the database."""

LABELS: dict[Step, str] = {
    "start": "Start",
    "lock": "Lock the answers",
    "unlock": "Unlock",
    "vote": "Vote again",
    "reveal": "Reveal the answer",
    "next": "Next question",
    "end": "End the class",
}
MOST_GROUPS = 30
_WORDS: dict[VerdictName, str] = {"correct": "right", "close": "close", "incorrect": "not right"}


def show(house: House, teacher: Teacher, code: str) -> None:
    """Draw the board of a class."""
    found = running.board(house, teacher, code, datetime.now(UTC))  # a class that is gone is said once, not each second
    st.session_state["board"] = board_tools.stamp(found)
    _board(house, code)
    board_tools.draw(house, teacher, found)
    frame.anew()


@st.fragment(run_every=EVERY)
def _board(house: House, code: str) -> None:
    teacher = signin.still()
    with notices.guard():
        follow(house, teacher, code)
        found = running.board(house, teacher, code, datetime.now(UTC))
        st.html(_head(found))
        steps(house, teacher, found.room)
        if asked := _asked(found):
            st.html(asked)
        st.html(_told(found))
        if board_tools.stamp(found) != st.session_state.get("board"):
            st.rerun()


# --- steps -----------------------------------------------------------------------------------------


def follow(house: House, teacher: Teacher, code: str) -> None:
    """Take the step that was pressed on the board as it was last drawn, before it is drawn again."""
    version, offered = st.session_state.get(f"steps-{code}", (0, ()))
    wished = next((step for step in offered if st.session_state.get(_key(code, step))), None)
    if wished:
        take(house, teacher, code, version, wished)


def take(house: House, teacher: Teacher, code: str, version: int, wished: Step) -> None:
    """Take a step, and have the screens of the class hear of it at once."""
    running.lead(house, teacher, code, version, wished, datetime.now(UTC))
    crier.cry()


def steps(house: House, teacher: Teacher, room: Room) -> None:
    """Draw the steps that may be taken now, the usual one first; the end asks once more."""
    known = f"steps-{room.code}" in st.session_state
    st.session_state[f"steps-{room.code}"] = (room.version, offers(room))
    pressed: Step | None = None
    with st.container(key="steps", horizontal=True, gap="small"):
        for n, step in enumerate(s for s in offers(room) if s != "end"):
            pressed = step if st.button(LABELS[step], key=_key(room.code, step), type=_look(n)) else pressed
        if "end" in offers(room):
            with st.popover("End"):
                st.text("The class is over for everybody. Its results are kept.")
                pressed = "end" if st.button(LABELS["end"], key=_key(room.code, "end")) else pressed
    if pressed and not known:  # pressed before a restart: this session had not drawn the step yet
        take(house, teacher, room.code, room.version, pressed)


def _look(n: int) -> Literal["primary", "secondary"]:
    return "secondary" if n else "primary"


def _key(code: str, step: Step) -> str:
    return f"step-{code}-{step}"


# --- what is seen ----------------------------------------------------------------------------------


def _head(found: Board) -> str:
    room = found.room
    projector = frame.address({"teach": "projector", "class": room.code})
    after = frame.address({"teach": "classes", "results": room.code})
    invite = invitation(room) + warning(room) if room.state == "lobby" else ""
    return (
        f'<div class="board"><p class="line"><b class="code">{room.code}</b> '
        f'<span dir="auto">{text(found.bank.title)}</span>'
        f'<span class="links"><a href="{projector}" target="_blank">Projector view</a> '
        f'<a href="{after}" target="_self">Results</a></span></p>{invite}</div>'
    )


def _asked(found: Board) -> str:
    """Return the question and its answer: what stays while answers come in, so that an opened answer stays open."""
    room = found.room
    if room.pace == "self" or room.state in {"lobby", "ended"}:
        return ""
    fact = found.bank.fact(room.question.fact)
    key = seatview.answer_and_proof(fact, found.bank) if fact else "<p>It was taken out of the bank.</p>"
    again = " · second vote" if room.vote > 1 else ""
    options = "".join(f"<li>{text(option)}</li>" for option in room.question.options)
    return (
        f'<div class="board"><p class="soft">Question {room.at + 1} of {len(room.questions)}{again}</p>'
        f'<div class="ask"><p dir="auto">{seatview.stem(room.question)}</p></div>'
        f"{f'<ol class=offered>{options}</ol>' if options else ''}"
        f'<details class="look"><summary>The answer, for your eyes only</summary><div class="told">{key}</div>'
        "</details></div>"
    )


def _told(found: Board) -> str:
    """Return what changes by the second: who has answered what, who is in."""
    room = found.room
    if room.state == "ended":
        return '<div class="board"><p>This class is over.</p></div>'
    inner = "" if room.state == "lobby" else _paces(found) if room.pace == "self" else _answers(found)
    return f'<div class="board">{inner}{_people(found)}</div>'


def _answers(found: Board) -> str:
    right = f", {found.right} of them right" if found.room.state in {"locked", "revealed"} else ""
    return (
        f'<p class="tally" role="status">{found.answered} of {len(found.present)} have answered{right}.</p>'
        f"{group_list(found.groups, verdicts=True)}"
    )


def group_list(groups: Sequence[Group], *, verdicts: bool, most: int = MOST_GROUPS) -> str:
    """Return groups of equal answers, largest first: their count, their words, and to teachers the verdict."""
    rows = "".join(_group(g, verdict=_WORDS[g.verdict] if verdicts else "") for g in groups[:most])
    rest = sum(g.size for g in groups[most:])
    more = f'<li class="soft">and {rest} other answer{"" if rest == 1 else "s"}</li>' if rest else ""
    return f'<ol class="groups">{rows}{more}</ol>' if rows else ""


def _group(group: Group, verdict: str) -> str:
    told = f'<span class="{group.verdict}"><b class="lead">{verdict}</b></span>' if verdict else ""
    words = f'<span class="words" dir="auto">{text(group.words)}</span>'
    return f'<li><span class="size">{group.size}×</span> {words} {told}</li>'


def _people(found: Board) -> str:
    if not found.present:
        return '<p class="soft">Nobody is here yet.</p>'
    asking = found.room.pace == "teacher" and found.room.state != "lobby"
    names = "".join(_chip(p, asking=asking) for p in found.present)
    return f'<h2 class="part">Here: {len(found.present)}</h2><ul class="people">{names}</ul>'


def _chip(person: Person, *, asking: bool) -> str:
    done = asking and bool(person.given)
    heard = f'<span class="sr"> {"has answered" if done else "not yet"}</span>' if asking else ""
    look = ' class="done"' if done else ""
    return f"<li{look}>{inline(person.member.name)}{' ✓' if done else ''}{heard}</li>"


def _paces(found: Board) -> str:
    heads = "".join(f"<th>{words}</th>" for words in ("Learner", "Settled", "Is at", "On it so far"))
    rows = "".join(_pace(p) for p in found.present)
    return f'<table class="sheet-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _pace(person: Person) -> str:
    lesson = person.lesson
    name = f'<th scope="row">{inline(person.member.name)}</th>'
    if lesson is None:
        return f"<tr>{name}<td>0</td><td>has not begun</td><td>–</td></tr>"
    settled = f"<td>{len(lesson.outcomes)} of {lesson.total}</td>"
    if lesson.asked is None:
        where = "finished" if lesson.phase == "done" else "between two questions"
        return f"<tr>{name}{settled}<td>{where}</td><td>–</td></tr>"
    asked = lesson.asked
    spent = ", ".join([_counted(asked.tries, "try", "tries"), _counted(asked.hints, "hint", "hints")]).strip(", ")
    return f'<tr>{name}{settled}<td dir="auto">{text(asked.question.stem)}</td><td>{spent or "–"}</td></tr>'


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
