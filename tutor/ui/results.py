"""After a class, for teachers: how each question went, how each learner did, all of it as a sheet; and its deletion."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.classes import results as found_out
from tutor.classes import running
from tutor.classes.results import Results, Tally
from tutor.teachers import Teacher
from tutor.ui import frame, seatview
from tutor.ui.safe import inline, text

_WRONG = 3
"""Wrong answers shown of a question: the ones that most gave."""


def show(house: House, teacher: Teacher, code: str) -> None:
    """Draw what came of a class."""
    found = found_out.results(house, teacher, code, datetime.now(UTC))
    st.html(_head(found))
    with st.container(key="results-actions", horizontal=True, gap="small"):
        st.download_button("Download all answers (CSV)", found_out.sheet(found), f"class-{code}.csv", "text/csv")
        decide = {"teach": "answers", "bank": found.room.bank, "class": code}
        frame.link("Accept or reject answers", "to-answers", decide, "secondary")
        frame.link("Back to the class", "to-board", {"teach": "classes", "class": code}, "secondary")
        report = {"teach": "report", "bank": found.room.bank, "class": code}
        frame.link("What to mend", "to-report", report, "secondary")
        with st.popover("Delete this class"):
            st.text("Its learners' names, answers and lessons in it are deleted for good.")
            if st.button("Delete everything in it", key=f"delete-{code}"):
                running.delete(house, teacher, code, datetime.now(UTC))
                frame.visit({"teach": "classes"})
    st.html(_questions(found) + _people(found))


def _head(found: Results) -> str:
    last = found.last.values()
    total = _share(Tally(len(last), sum(g.verdict.name == "correct" for g in last)))
    return (
        f'<p class="line"><b class="code">{found.room.code}</b> <span dir="auto">{text(found.bank.title)}</span></p>'
        f'<p class="aside">The last answer of each learner counts, by the bank of today. In all: {total}.</p>'
    )


def _questions(found: Results) -> str:
    rows = "".join(_question(found, n) for n in range(len(found.room.questions)))
    return (
        '<h2 class="part">Questions</h2><table class="sheet-table"><thead><tr><th>No.</th><th>Question</th>'
        f"<th>Right</th><th>Most given, not right</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _question(found: Results, number: int) -> str:
    wrong = [g for g in found.groups(number) if g.verdict != "correct"][:_WRONG]
    given = "<br>".join(f"{g.size}× {inline(g.words)}" for g in wrong)
    return (
        f'<tr><th scope="row">{number + 1}</th><td dir="auto">{seatview.stem(found.room.questions[number])}</td>'
        f"<td>{_share(found.of_question(number))}</td><td>{given or '–'}</td></tr>"
    )


def _people(found: Results) -> str:
    rows = "".join(
        f'<tr><th scope="row">{inline(p.name)}</th><td>{_share(found.of_member(p.member))}</td></tr>'
        for p in found.people
    )
    head = "<thead><tr><th>Learner</th><th>Right</th></tr></thead>"
    return (
        f'<h2 class="part">Learners</h2><table class="sheet-table">{head}<tbody>{rows}</tbody></table>' if rows else ""
    )


def _share(tally: Tally) -> str:
    """Return a share in words.

    >>> _share(Tally(27, 19)), _share(Tally(0, 0))
    ('19 of 27', 'no answers')
    """
    return f"{tally.right} of {tally.answered}" if tally.answered else "no answers"
