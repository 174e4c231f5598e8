"""The list of banks: each with its facts, drafts and problems, and when it was changed."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.deciding.listing import waiting
from tutor.editing import listing
from tutor.editing.listing import Entry
from tutor.model import Problem
from tutor.teachers import Teacher
from tutor.ui import bank_new, frame
from tutor.ui.safe import text

_MOST = 20
"""Problems shown of one bank; its editor tells all."""


def show(house: House, teacher: Teacher) -> None:
    """Draw the list."""
    found = listing.entries(house, teacher, datetime.now(UTC))
    st.html(
        f'<p class="aside">They are files in <code>{text(str(house.questions))}</code>: an article, and its questions '
        "beside it. What you save there with another program is here at once.</p>"
    )
    if not found:
        st.html('<p class="lede">There is no bank yet.</p>')
    tallies = waiting(house, teacher, datetime.now(UTC))
    for bank in found:
        _row(bank, tallies[bank.id].appeals if bank.id in tallies else 0)
    with st.container(key="bank-ways"):
        bank_new.show(house, teacher)


def _row(bank: Entry, appeals: int) -> None:
    with st.container(key=f"entry-{bank.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<div class="listed"><h2 dir="auto">{text(bank.title)}</h2><p class="aside">{state(bank)}</p></div>')
        if appeals:
            frame.link(_many(appeals, "appeal"), f"appeals-{bank.id}", {"teach": "answers", "bank": bank.id})
        if bank.drafts:
            frame.link("Review drafts", f"drafts-{bank.id}", {"teach": "draft", "text": bank.id})
        frame.link("Edit", f"edit-{bank.id}", {"teach": "banks", "bank": bank.id}, "secondary")
    if bank.problems:
        st.html(_problems(bank))


def state(bank: Entry) -> str:
    """Return a line on a bank as HTML: its file, how much is in it, what is wrong with it, when it was changed."""
    count = _many(bank.facts, "question") + (f", {_many(bank.drafts, 'draft')}" if bank.drafts else "")
    serves = "" if not bank.stale else " · learners have the last good version"
    state = serves if bank.served else " · learners do not see it"
    when = f" · changed {bank.changed:%-d %B %Y, %H:%M} UTC" if bank.changed else ""
    return f"<code>{text(bank.path.name)}</code> · {count} · {_health(bank)}{state}{when}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _health(bank: Entry) -> str:
    errors = sum(p.level == "error" for p in bank.problems)
    remarks = len(bank.problems) - errors
    told = [f"{errors} to mend"] * bool(errors) + [f"{remarks} to look at"] * bool(remarks)
    return f"{', '.join(told) or 'nothing to mend'}"


def _problems(bank: Entry) -> str:
    lines = "".join(f"<li>{_problem(bank, p)}</li>" for p in bank.problems[:_MOST])
    more = len(bank.problems) - _MOST
    rest = f"<p>And {more} more.</p>" if more > 0 else ""
    return f'<details class="problems"><summary>What to look at</summary><ul>{lines}</ul>{rest}</details>'


def _problem(bank: Entry, problem: Problem) -> str:
    told = f"{text(problem.message)}" + (f" ({text(problem.fix)})" if problem.fix else "")
    if problem.path != str(bank.path):
        return told
    place = frame.address({"teach": "banks", "bank": bank.id, "tab": "text", "line": str(problem.line)})
    return f'<a href="{place}" target="_self">line {problem.line}</a>: {told}'
