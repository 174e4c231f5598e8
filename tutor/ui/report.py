"""The report, for teachers: what the answers of a text say about its questions, and what to mend first.

The address names the text and, if not all of the time is meant, the class: `/?teach=report&bank=NAME&class=CODE`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from tutor import library
from tutor.actions import House
from tutor.classes import running
from tutor.reporting.items import Report
from tutor.reports import reading, sheets
from tutor.store.classes import Entry
from tutor.teachers import Teacher
from tutor.ui import frame, report_view

_ALL = "All of the time"


def show(house: House, teacher: Teacher) -> None:
    """Draw the report of the text that the address names; else of the one whose class was last."""
    titles = {s.id: s.bank.title for s in library.shelf(house.questions) if s.bank}
    if not titles:
        st.html("<p>There is no text yet.</p>")
        return
    classes = running.entries(house, teacher, datetime.now(UTC))
    bank, code = _place(titles, classes)
    with st.container(key="report-of", horizontal=True, gap="small", vertical_alignment="bottom"):
        _choose(bank, code, titles, classes)
    _draw(reading.report(house, teacher, bank, datetime.now(UTC), code), code)


def _place(titles: Mapping[str, str], classes: Sequence[Entry]) -> tuple[str, str]:
    """Return the text and the class that the address names; a class of another text is none."""
    last = next((e.room.bank for e in classes if e.room.bank in titles), next(iter(titles)))
    bank = st.query_params.get("bank", last)
    bank = bank if bank in titles else last
    code = st.query_params.get("class", "")
    return bank, code if any((e.room.code, e.room.bank) == (code, bank) for e in classes) else ""


def _choose(bank: str, code: str, titles: Mapping[str, str], classes: Sequence[Entry]) -> None:
    """Draw what can be chosen; go there when something else was."""
    ids, codes = list(titles), ["", *(e.room.code for e in classes if e.room.bank == bank)]
    named = {e.room.code: _named(e) for e in classes}
    text_ = st.selectbox("Text", ids, ids.index(bank), format_func=lambda id_: titles[id_], key=f"report-bank-{bank}")
    class_ = st.selectbox(
        "Answers", codes, codes.index(code), format_func=lambda c: named.get(c, _ALL), key=f"report-class-{bank}-{code}"
    )
    if text_ != bank:
        frame.visit({"teach": "report", "bank": text_})
    if class_ != code:
        frame.visit(_here(bank, class_))


def _draw(found: Report, code: str) -> None:
    order = st.query_params.get("order") == "hard"
    here = _here(found.bank.id, code)
    st.html(report_view.head(found) + report_view.things(found))
    with st.container(key="report-actions", horizontal=True, gap="small"):
        _ways_on(found, code)
    st.html(report_view.table(found, hardest_first=order, here=here) + report_view.unasked(found))


def _ways_on(found: Report, code: str) -> None:
    """Draw the ways on: the sheets, a worksheet on paper, of a class its learners."""
    name = f"{found.bank.id}{f'-{code}' if code else ''}"
    if found.answers:
        st.download_button(
            "Questions (CSV)", lambda: sheets.facts(found), f"{name}-questions.csv", "text/csv", on_click="ignore"
        )
        st.download_button(
            "Answers (CSV)", lambda: sheets.answers(found), f"{name}-answers.csv", "text/csv", on_click="ignore"
        )
    frame.link("Print a worksheet", "to-print", {"teach": "print", "bank": found.bank.id}, "secondary")
    if code:
        frame.link("Learner by learner", "to-results", {"teach": "classes", "results": code}, "secondary")


def _here(bank: str, code: str) -> frame.Place:
    return {"teach": "report", "bank": bank, **({"class": code} if code else {})}


def _named(entry: Entry) -> str:
    many = f"{entry.members} learner{'' if entry.members == 1 else 's'}"
    return f"Class {entry.room.code} · {entry.touched.day} {entry.touched:%b %Y} · {many}"
