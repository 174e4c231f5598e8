"""Rewording a draft, or writing a fact of one's own, with suggestions how its question could be worded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from tutor.drafts import reviewing
from tutor.drafts.reviewing import Wanted
from tutor.model import Fact, Wordings
from tutor.teachers import Teacher
from tutor.ui.safe import label, text

_LONGEST = 1_000
"""Letters of a statement or a question: what a bank takes."""
_LONGEST_ANSWER = 300


def form(teacher: Teacher, name: str, fact: Fact, save: str) -> Wanted | Literal["cancel"] | None:
    """Draw the fields of a fact, filled with what it is; return what was typed once `save` is pressed."""
    keys = {part: f"{part}-{name}" for part in ("fact", "answer", "ask")}
    if chosen := st.session_state.pop(f"chosen-{name}", ""):
        st.session_state[keys["ask"]] = chosen
    with st.form(f"write-{name}", border=False):
        statement = st.text_area("Statement", fact.fact, key=keys["fact"], height=90, max_chars=_LONGEST)
        answer = st.text_input("Answer, as it stands in the statement", fact.key if fact.answer else "",
                               key=keys["answer"], max_chars=_LONGEST_ANSWER)  # fmt: skip
        ask = st.text_input("Question; without one the statement is asked with a gap", fact.ask, key=keys["ask"],
                            max_chars=_LONGEST)  # fmt: skip
        with st.container(horizontal=True):
            saved = st.form_submit_button(save, type="primary")
            suggest = st.form_submit_button("Suggest questions")
            cancelled = st.form_submit_button("Cancel", type="tertiary")
    wanted = Wanted(" ".join(statement.split()), " ".join(answer.split()), " ".join(ask.split()))
    suggestions(teacher, name, wanted, asked=suggest)
    if cancelled:
        return "cancel"
    return wanted if saved else None


def suggestions(teacher: Teacher, name: str, wanted: Wanted, *, asked: bool) -> None:
    """Draw wordings of the question, found when `asked`; pressing one puts it into its field."""
    kept = f"suggested-{name}"
    if asked:
        with st.spinner("Looking for questions …"):
            st.session_state[kept] = (wanted.fact, wanted.answer, _found(teacher, wanted))
    statement, answer, asks = st.session_state.get(kept, ("", "", None))
    if asks is None or (statement, answer) != (wanted.fact, wanted.answer):
        return
    if not asks:
        st.html('<p class="soft" role="status">No sound question was found. The gap is always there.</p>')
    with st.container(key="suggestions", gap="xsmall"):
        if asks:
            st.html('<p class="soft" role="status">Press one to use it:</p>')
        for number, ask in enumerate(asks):
            if st.button(label(ask), key=f"use-{name}-{number}"):
                st.session_state[f"chosen-{name}"] = ask
                st.rerun()


def _found(teacher: Teacher, wanted: Wanted) -> Wordings:
    if not wanted.answer or wanted.answer.split(";")[0].strip() not in wanted.fact:
        return ()
    [asks] = reviewing.suggest(teacher, datetime.now(UTC), [reviewing.written(wanted)])
    return asks


def pick_sentence(sentences: list[str], name: str) -> str:
    """Draw the sentences of a paragraph; return the one that is to prove the fact."""
    if len(sentences) < 2:
        return "".join(sentences)
    return str(st.radio("The sentence that proves it", sentences, format_func=label, key=f"quote-{name}"))


def remark(words: str) -> None:
    """Say what is in the way of saving, right where it was pressed."""
    st.html(f'<p class="remark" role="alert">{text(words)}</p>')
