"""The tab "One fact" of a bank: a form for one fact, for those who do not like YAML.

What is typed is kept in the session, fact by fact, until it is saved or thrown away; the file changes only then, and
only the lines of what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.drafts.reviewing import Wanted
from tutor.editing import article as articles
from tutor.editing import fact as facts
from tutor.editing import opening, patch
from tutor.editing.fact import Filled, Proposal
from tutor.editing.form import ITEMS, WORDINGS, Form
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import bank_fact_quote, bank_news, notices, signin
from tutor.ui.bank_diff import difference
from tutor.ui.bank_fact_fields import Fields, told
from tutor.ui.draft_write import remark, suggestions
from tutor.ui.safe import text

NEW = ""
"""Stands for the id of a fact that is not in the file yet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on the desk: what its fact was when it was opened, what has been typed since, and which round this is."""

    filled: Filled
    typed: Form
    round: int


@st.fragment
def show(house: House, _: Teacher, bank_id: str) -> None:
    """Draw the tab; it is drawn again by itself, so it asks again who is there."""
    teacher = signin.still()
    with notices.guard():
        try:
            fact_id = _chosen(house, teacher, bank_id)
        except opening.Unsaved as why:
            st.html(f'<p class="lede">{text(str(why))}</p>')
            return
        bank_news.draw(house, teacher, bank_id)
        _form(house, teacher, bank_id, fact_id)


def _chosen(house: House, teacher: Teacher, bank_id: str) -> str:
    """Draw the facts to choose from; return the id of the chosen one."""
    names = {NEW: "A new fact", **facts.names(house, teacher, bank_id, datetime.now(UTC))}
    key = f"fact-of-{bank_id}"
    wished = st.session_state.pop("fact-wished", None)
    if wished is not None:
        st.session_state[key] = wished
    if st.session_state.setdefault(key, st.query_params.get("fact", NEW)) not in names:
        st.session_state[key] = NEW
    return str(st.selectbox("Fact", list(names), format_func=lambda id_: names[id_], key=key, persist_state="session"))


def _form(house: House, teacher: Teacher, bank_id: str, fact_id: str) -> None:
    """Draw the form of a fact, what is wrong with it beside each field, and what saving it would change."""
    sheet = _sheet(house, teacher, bank_id, fact_id)
    name = f"{bank_id}-{fact_id or 'new'}-{sheet.round}"
    fields = Fields(name, sheet.typed)
    if chosen := st.session_state.pop(f"chosen-{name}", ""):
        st.session_state[fields.key("ask")] = chosen
    left, right = st.columns([4, 5], gap="large")
    with left, st.container(key="fact-proof"):
        key = fields.start("quote", sheet.typed.quote)
        bank_fact_quote.draw(articles.current(house, teacher, bank_id, datetime.now(UTC)), name, key)
        quote = fields.quote()
    with right, st.container(key="fact-fields"):
        typed = _typed(teacher, fields, name, quote)
    _keep(bank_id, fact_id, replace(sheet, typed=typed))
    if fact_id or typed != sheet.filled.form:
        wanted = facts.propose(house, teacher, bank_id, sheet.filled, typed, datetime.now(UTC))
        fields.tell(wanted.beside)
        with right:
            _end(house, teacher, bank_id, fact_id, wanted)


def _typed(teacher: Teacher, fields: Fields, name: str, quote: str) -> Form:
    """Draw the fields beside the passage; return everything that is typed."""
    fact, answer = fields.statement()
    ask = fields.ask()
    asked = st.button("Suggest questions", key=f"suggest-{name}")
    first = ITEMS.join(item.split(WORDINGS)[0].strip() for item in answer.split(";"))
    suggestions(teacher, name, Wanted(" ".join(fact.split()), first, ask), asked=asked)
    return Form(
        fact=fact,
        answer=answer,
        ask=ask,
        quote=quote,
        accept=fields.lines("accept", "Other right answers, one a line"),
        wrong=fields.pairs("wrong", "Wrong answer", "What to say to it"),
        why=fields.why(),
        **fields.rare(),
    )


# --- what is kept in the session -------------------------------------------------------------------


def _sheets() -> dict[tuple[str, str], Sheet]:
    found: dict[tuple[str, str], Sheet] = st.session_state.setdefault("fact-sheets", {})
    return found


def _sheet(house: House, teacher: Teacher, bank_id: str, fact_id: str) -> Sheet:
    """Return the form that is on the desk; one in which nothing was typed is filled anew when its fact has changed."""
    sheet = _sheets().get((bank_id, fact_id))
    if sheet is None or sheet.typed == sheet.filled.form:
        now = facts.fill(house, teacher, bank_id, fact_id, datetime.now(UTC))
        if sheet is None or now != sheet.filled:
            sheet = _anew(bank_id, fact_id, now)
    return sheet


def _keep(bank_id: str, fact_id: str, sheet: Sheet) -> None:
    _sheets()[bank_id, fact_id] = sheet


def _anew(bank_id: str, fact_id: str, filled: Filled) -> Sheet:
    """Have the form as its file has it, in fields that hold nothing else."""
    st.session_state["fact-round"] = number = st.session_state.get("fact-round", 0) + 1
    _keep(bank_id, fact_id, sheet := Sheet(filled, filled.form, number))
    return sheet


# --- saving ----------------------------------------------------------------------------------------


def _end(house: House, teacher: Teacher, bank_id: str, fact_id: str, wanted: Proposal) -> None:
    """Draw what is wrong with the fact as a whole, what saving changes, and the way to save."""
    if whole := (*wanted.beside.get("", ()), *wanted.elsewhere):
        st.html(told(whole))
    if not wanted.changes and not wanted.blocked:
        return
    if wanted.changes:
        change = patch.difference(wanted.before.decode(), wanted.after.decode())
        st.html(f'<h3 class="part">What changes in the file</h3>{difference(change)}')
    with st.container(key="fact-end", horizontal=True):
        saved = st.button("Save this fact" if fact_id else "Add this fact", key="fact-save", type="primary")
        if st.button("Start over", key="fact-over", type="tertiary"):
            del _sheets()[bank_id, fact_id]
            st.rerun()
    if saved and wanted.blocked:
        remark(f"Not saved yet. {wanted.blocked}")
    elif saved:
        _save(house, teacher, bank_id, fact_id, wanted)


def _save(house: House, teacher: Teacher, bank_id: str, fact_id: str, wanted: Proposal) -> None:
    try:
        done = facts.save(house, teacher, bank_id, wanted, datetime.now(UTC))
    except Trouble as why:
        remark(str(why))
        return
    del _sheets()[bank_id, fact_id]
    bank_news.keep(done, "The fact is saved." if fact_id else "The fact is added at the end of the bank.")
    st.session_state["fact-wished"] = wanted.id
    st.rerun()
