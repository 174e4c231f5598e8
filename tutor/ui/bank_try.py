"""The tab "Try it" of a bank: a question as learners meet it, and what they would be told, while one types.

What is tried is the bank as it stands in the editor, saved or not. An answer that deserves better is accepted here.
"""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.dialogue import MAX_SAID
from tutor.editing import trying
from tutor.editing.trying import Trial, Tried
from tutor.model import Bank, Fact, Form, Question, Say, VerdictName
from tutor.teachers import Teacher
from tutor.ui import bank_text, bank_try_accept, notices, signin, talk
from tutor.ui.passage import proof
from tutor.ui.safe import text

_FORMS: dict[Form, str] = {
    "typed": "As a question",
    "gap": "With a gap",
    "choice": "As a choice",
    "truefalse": "True or false",
    "evidence": "Which sentence says so",
}
_MARKS: dict[VerdictName, str] = {"correct": "✓", "close": "≈", "incorrect": "↻"}


@st.fragment
def show(house: House, _: Teacher, bank_id: str) -> None:
    """Draw the tab; it is drawn again by itself, so it asks again who is there."""
    teacher = signin.still()
    with notices.guard():
        trial = trying.trial(house, teacher, bank_id, bank_text.unsaved(bank_id), datetime.now(UTC))
        st.html(_state(trial))
        if trial.bank and trial.bank.facts:
            _try(house, teacher, trial, trial.bank)


def _state(trial: Trial) -> str:
    """Return which version of the bank is tried, when that needs saying."""
    if trial.bank is None:
        return '<p class="lede">There is nothing to try yet: the text has mistakes. Mend them under “Text”.</p>'
    if trial.unsaved:
        return '<p class="aside" role="status">This is the text as you have it in the editor. It is not saved yet.</p>'
    if trial.stale:
        said = "The text has mistakes just now. This is its last good version, which learners have."
        return f'<p class="remark" role="status">{said}</p>'
    return '<p class="aside">What you try here counts for nobody, and is not kept.</p>'


def _try(house: House, teacher: Teacher, trial: Trial, bank: Bank) -> None:
    left, right = st.columns([5, 3], gap="large")
    with left:
        fact, form = _chosen(bank)
        asked = trying.question(fact, bank, form)
        st.html(_question(asked))
        said = _box(bank, fact, form)
        found = trying.answer(teacher, bank, asked, said, datetime.now(UTC)) if said.strip() else None
        st.html(_reaction(found, asked))
        bank_try_accept.draw(house, teacher, trial, fact, found)
    with right:
        st.html(_proof(bank, fact))


def _chosen(bank: Bank) -> tuple[Fact, Form]:
    """Draw what to try: which fact, in which form."""
    facts = {fact.id: fact for fact in bank.facts}
    asked = st.query_params.get("fact", "")
    st.session_state.setdefault(key := f"try-fact-{bank.id}", asked if asked in facts else next(iter(facts)))
    if st.session_state[key] not in facts:
        st.session_state[key] = next(iter(facts))
    chosen = st.selectbox("Question", list(facts), format_func=lambda id_: _named(facts[id_]), key=key,
                          persist_state="session")  # fmt: skip
    fact = facts[str(chosen)]
    forms = trying.offered(fact, bank)
    if len(forms) == 1:
        return fact, forms[0]
    form = st.segmented_control(
        "Asked", forms, format_func=lambda form: _FORMS[form], default=forms[0], required=True, key=f"try-as-{fact.id}"
    )
    return fact, form


def _named(fact: Fact) -> str:
    return ("Draft: " if fact.status == "draft" else "") + (fact.ask or fact.fact or fact.quote)


def _question(asked: Question) -> str:
    options = "".join(f"<li>{text(option)}</li>" for option in asked.options)
    listed = f'<ol class="tried-picks">{options}</ol>' if options else ""
    return f"{talk.question(Say('question', asked.stem))}{listed}"


def _box(bank: Bank, fact: Fact, form: Form) -> str:
    """Draw the box for an answer; return what has been typed in it so far, also before Enter."""
    key = f"try-said-{bank.id}-{fact.id}-{form}"
    return str(st.text_input("An answer", key=key, max_chars=MAX_SAID, live=True, persist_state="session"))


def _reaction(found: Tried | None, asked: Question) -> str:
    """Return what a learner would be told, and for the teacher the verdict with its code."""
    if found is None:
        how = "Type a letter, or the words of an option." if asked.options else "Type what a learner might say."
        return f'<div class="tried" role="status"><p class="soft">{how}</p></div>'
    told = "".join(_say(say, found) for say in found.says)
    return f'<div class="tried" role="status">{told}{_verdict(found)}</div>'


def _say(say: Say, found: Tried) -> str:
    lead = f'{_mark(say, found)}<b class="lead">{text(say.lead)}</b> ' if say.lead else ""
    if say.tone == "hint" and not say.lead:
        lead = '<b class="lead">Hint:</b> '
    return f'<div class="say {say.tone}"><p dir="auto">{lead}{text(say.text)}</p></div>'


def _mark(say: Say, found: Tried) -> str:
    if found.verdict is None or say.tone != found.verdict.name:
        return ""
    return f'<span class="mark" aria-hidden="true">{_MARKS[found.verdict.name]}</span>'


def _verdict(found: Tried) -> str:
    if found.verdict is None:
        return '<p class="soft judged">This is not taken for an answer, so nothing is marked.</p>'
    verdict = found.verdict
    said = any(verdict.because in say.text for say in found.says)
    reason = "" if said else f" · {text(verdict.because)}"
    return f'<p class="soft judged">Verdict: <b>{verdict.name}</b>{reason} · code <code>{text(verdict.code)}</code></p>'


def _proof(bank: Bank, fact: Fact) -> str:
    """Return the passage that proves the fact, which learners see after their answer."""
    if fact.citation is None:
        return '<p class="remark">The quote of this draft has no single place in the article.</p>'
    where = f"Where it says so · ¶{fact.citation.paragraph}"
    return (
        f'<aside class="where-it-says" aria-label="{where}"><h3>{where}</h3>'
        f"<blockquote>{proof(bank.article, fact.citation)}</blockquote></aside>"
    )
