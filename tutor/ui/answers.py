"""The Answers page of teachers: what was answered, equal answers together; accept, call close or reject them.

The address names the text, and the class if it is about one: `/?teach=answers&bank=NAME&class=CODE`. Without a bank it
is the one with most appeals. `&fact=ID` begins with one question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from tutor import library
from tutor.actions import House
from tutor.classes import running
from tutor.deciding import acting, listing, looking
from tutor.library import Shelved
from tutor.store.classes import Entry
from tutor.store.said import Tally
from tutor.teachers import Teacher
from tutor.ui import answers_list, answers_made, answers_view

_TEXT, _CLASS = "answers-text", "answers-class"
_NONE = Tally(0, 0)


def show(house: House, teacher: Teacher) -> None:
    """Draw the answers to a text."""
    now = datetime.now(UTC)
    shelved = library.shelf(house.questions)
    if not shelved:
        st.html(answers_view.no_texts())
        return
    tallies = listing.waiting(house, teacher, now)
    bank_id, code = _chosen(shelved, tallies, running.entries(house, teacher, now))
    answers_made.news(house, teacher, bank_id)
    records = acting.history(house, teacher, bank_id, now)
    here = library.fresh(house.questions, bank_id)
    if wrong := answers_view.broken(here):
        with st.container(key="answers-broken", gap="xsmall"):
            st.html(wrong)
            st.button("Try again", key="answers-again")
    groups = listing.answers(house, teacher, bank_id, now, code)
    scene = looking.scene(here.bank if here else None, groups, records)
    answers_list.draw(house, bank_id, code, scene, sound=not wrong)
    answers_made.history(house, teacher, records, scene.bank)


# --- which text, which class -----------------------------------------------------------------------


def _chosen(shelved: Sequence[Shelved], tallies: Mapping[str, Tally], entries: Sequence[Entry]) -> tuple[str, str]:
    """Draw what to choose from: a text, and a class on it; return what is chosen. The address keeps it."""
    titles = {one.id: _title(one, tallies.get(one.id, _NONE)) for one in shelved}
    place = st.query_params
    most = max(titles, key=lambda id_: (tallies.get(id_, _NONE).appeals, tallies.get(id_, _NONE).answers))
    bank_id = place["bank"] if place.get("bank") in titles else most
    codes = {e.room.code: f"Class {e.room.code}, {e.touched:%d %b %Y}" for e in entries if e.room.bank == bank_id}
    code = place["class"] if place.get("class") in codes else ""
    st.session_state.update({_TEXT: bank_id, _CLASS: code})
    with st.container(key="answers-place", horizontal=True):
        st.selectbox("Text", list(titles), format_func=lambda id_: titles.get(id_, ""), key=_TEXT, on_change=_go_text)
        if codes:
            given = {"": "All lessons and classes", **codes}
            st.selectbox(
                "Given in", list(given), format_func=lambda c: given.get(c, c), key=_CLASS, on_change=_go_class
            )
    return bank_id, code


def _title(one: Shelved, tally: Tally) -> str:
    title = one.bank.title if one.bank else one.id
    return f"{title} ({answers_view.many(tally.appeals, 'appeal')})" if tally.appeals else title


def _go_text() -> None:
    st.query_params.from_dict({"teach": "answers", "bank": st.session_state[_TEXT]})


def _go_class() -> None:
    code = st.session_state[_CLASS]
    place = {"teach": "answers", "bank": st.session_state[_TEXT]}
    st.query_params.from_dict({**place, "class": code} if code else place)
