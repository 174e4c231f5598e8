"""Texts, for teachers: every bank of the folder, how many questions it has, and what is wrong with it, line by line."""

from __future__ import annotations

import streamlit as st

from tutor import library
from tutor.actions import House
from tutor.library import Shelved
from tutor.model import Problem
from tutor.teachers import Teacher
from tutor.ui.safe import text

_MOST = 20
"""Problems shown of one bank; the command tells all."""


def show(house: House, _: Teacher) -> None:
    """Draw the list."""
    shelved = library.shelf(house.questions)
    rows = "".join(map(_row, shelved)) or "<p>There is no text yet.</p>"
    st.html(
        f'<p class="aside">They are files in <code>{text(str(house.questions))}</code>: a text, and its questions '
        f"beside it. What you save there is here at once.</p>{rows}"
    )


def _row(shelved: Shelved) -> str:
    bank = shelved.bank
    live = len(bank.live) if bank else 0
    drafts = len(bank.facts) - live if bank else 0
    count = f"{live} questions" + (f", {drafts} drafts" if drafts else "")
    state = {True: "The last good version serves.", False: ""}[shelved.stale] if bank else "Not served."
    return (
        f'<section class="entry"><h2 dir="auto">{text(bank.title if bank else shelved.id)}</h2>'
        f'<p class="aside"><code>{text(shelved.path.name)}</code> · {count} · {_health(shelved)} {state}</p>'
        f"{_problems(shelved.problems)}</section>"
    )


def _health(shelved: Shelved) -> str:
    errors = sum(p.level == "error" for p in shelved.problems)
    remarks = len(shelved.problems) - errors
    told = [f"{errors} to mend"] * bool(errors) + [f"{remarks} to look at"] * bool(remarks)
    return f"{', '.join(told) or 'nothing to mend'}."


def _problems(problems: tuple[Problem, ...]) -> str:
    if not problems:
        return ""
    lines = "".join(f"<li>{_problem(p)}</li>" for p in problems[:_MOST])
    more = len(problems) - _MOST
    rest = f"<p>And {more} more: <code>python -m tutor check</code> tells all.</p>" if more > 0 else ""
    return f'<details class="problems"><summary>What to look at</summary><ul>{lines}</ul>{rest}</details>'


def _problem(problem: Problem) -> str:
    return f"line {problem.line}: {text(problem.message)}" + (f" ({text(problem.fix)})" if problem.fix else "")
