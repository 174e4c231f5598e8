"""The tab "Article" of a bank: a new text of the article, and what becomes of the facts whose sentence it has lost.

What is typed and chosen is kept in the session until it is saved or thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from tutor.actions import House
from tutor.bank.files import decode
from tutor.bank.mending import Standing
from tutor.editing import article as articles
from tutor.editing import opening, patch
from tutor.editing.article import Mend, Papers, Plan
from tutor.editing.beside import beside
from tutor.model import Problem
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import bank_article_mend, bank_news, notices, signin
from tutor.ui.bank_diff import counted, difference
from tutor.ui.bank_fact_fields import told
from tutor.ui.draft_write import remark
from tutor.ui.safe import text

KINDS = ["md", "txt"]
MAX_MB = 4


@st.fragment
def show(house: House, _: Teacher, bank_id: str) -> None:
    """Draw the tab; it is drawn again by itself, so it asks again who is there."""
    teacher = signin.still()
    with notices.guard():
        try:
            found = articles.papers(house, teacher, bank_id, datetime.now(UTC))
            bank_news.draw(house, teacher, bank_id)
            typed = _text(bank_id, found)
            _changes(house, teacher, bank_id, found, typed)
        except opening.Unsaved as why:
            st.html(f'<p class="lede">{text(str(why))}</p>')


# --- the text --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text on the desk: the file it began with, what it has become, and which round this is."""

    file: str
    typed: str
    round: int


def _sheets() -> dict[str, Sheet]:
    found: dict[str, Sheet] = st.session_state.setdefault("article-sheets", {})
    return found


def _sheet(bank_id: str, found: Papers) -> Sheet:
    """Return the text on the desk; one in which nothing was typed is the file's as it is now."""
    sheet = _sheets().get(bank_id)
    if sheet is None or (sheet.typed == sheet.file and sheet.file != found.text):
        sheet = _sheets()[bank_id] = Sheet(found.text, found.text, sheet.round + 1 if sheet else 0)
    return sheet


def _put(bank_id: str, file: str, typed: str) -> Sheet:
    """Have another text on the desk, and every choice made anew."""
    sheet = _sheets()[bank_id] = Sheet(file, typed, _sheets()[bank_id].round + 1)
    return sheet


def _text(bank_id: str, found: Papers) -> Sheet:
    """Draw the article to be edited, pasted over, or taken from a file; return it as it is typed."""
    sheet = _sheet(bank_id, found)
    st.html(_INTRO)
    place = st.container()
    with st.expander("Take the text from a file"):
        given = _uploaded(bank_id)
    if given is not None:
        sheet = _put(bank_id, sheet.file, given)
    with place:
        st.session_state.setdefault(key := f"article-{bank_id}-{sheet.round}", sheet.typed)
        typed = str(st.text_area("The article", key=key, height=320, max_chars=opening.MOST_TYPED))
        st.button("See what changes", key="article-look")
    if found.text not in (sheet.file, typed):
        st.html(_MOVED_ON)
    if typed != sheet.typed:
        sheet = _sheets()[bank_id] = Sheet(sheet.file, typed, sheet.round)
    return sheet


_MOVED_ON = (
    '<p class="remark" role="status">Somebody has changed the article since you began. Saving puts your text in its '
    "place.</p>"
)
_INTRO = (
    '<p class="aside">Edit the article, or paste a new text over it. Quotes that still stand are found by themselves; '
    "where a sentence is lost, you choose what proves the fact now. A blank line ends a paragraph.</p>"
)


def _uploaded(bank_id: str) -> str | None:
    """Draw the place for a file; return its text when it has just been given."""
    key = f"article-file-{bank_id}"
    given = st.file_uploader("Markdown or plain text", type=KINDS, max_upload_size=MAX_MB, key=key)
    taken = f"article-taken-{bank_id}"
    if given is None or st.session_state.get(taken) == given.file_id:
        return None
    st.session_state[taken] = given.file_id
    words, flaws = decode(given.getvalue())
    if flaws:
        remark(f"{given.name}: {flaws[0].message}. Save it as UTF-8 first.")
        return None
    return words.replace("\r\n", "\n")


# --- what changes ----------------------------------------------------------------------------------


def _changes(house: House, teacher: Teacher, bank_id: str, found: Papers, sheet: Sheet) -> None:
    """Draw how the quotes stand in the text, the facts that wait, and the way to save."""
    stands = articles.stands(found, sheet.typed)
    st.html(_summary(stands))
    before, name = articles.current(house, teacher, bank_id, datetime.now(UTC)), f"{bank_id}-{sheet.round}"
    drawn = {lost.fact: bank_article_mend.draw(lost, fact, before, stands.bank.article, name)
             for lost in stands.lost if (fact := stands.bank.fact(lost.fact))}  # fmt: skip
    mends = [mend for mend, _ in drawn.values() if mend]
    if sheet.typed != found.text or mends:
        wanted = articles.plan(found, sheet.typed, mends)
        _tell(wanted, drawn)
        _end(house, teacher, bank_id, wanted)


def _summary(stands: Standing) -> str:
    moved = f", {stands.moved} in a paragraph that has another number now" if stands.moved else ""
    kept = f"{'1 quote still stands' if stands.kept == 1 else f'{stands.kept} quotes still stand'} exactly once{moved}."
    if not stands.lost:
        lost = "Nothing is lost."
    elif len(stands.lost) == 1:
        lost = "<b>1 fact has lost its sentence:</b>"
    else:
        lost = f"<b>{len(stands.lost)} facts have lost their sentence:</b>"
    return f'<h3 class="part">What is quoted</h3><p role="status">{kept} {lost}</p>'


def _tell(wanted: Plan, drawn: Mapping[str, tuple[Mend | None, Any]]) -> None:
    """Say what is wrong with what was chosen, beside the fact that it is about, or above the way to save."""
    found = beside(wanted.bank.decode(), str(wanted.papers.bank), wanted.problems)
    elsewhere = list[Problem]()
    for (fact, _), problems in found.items():
        if fact in drawn:
            drawn[fact][1].html(told(problems))
        else:
            elsewhere += problems
    if elsewhere:
        st.html(told(elsewhere))


def _end(house: House, teacher: Teacher, bank_id: str, wanted: Plan) -> None:
    """Draw what changes in the two files, and the way to save it."""
    st.html(_diffs(wanted))
    with st.container(key="article-end", horizontal=True):
        saved = st.button("Save the article", key="article-save", type="primary")
        if st.button("Start over", key="article-over", type="tertiary"):
            _put(bank_id, wanted.papers.text, wanted.papers.text)
            st.rerun()
    if saved and (obstacle := articles.in_the_way(wanted)):
        remark(f"Not saved yet. {obstacle}")
    elif saved:
        try:
            done = articles.save(house, teacher, bank_id, wanted, datetime.now(UTC))
        except Trouble as why:
            remark(str(why))
        else:
            del _sheets()[bank_id]
            bank_news.keep(done[0], "The article is saved, and its bank with it.")
            st.rerun()


def _diffs(wanted: Plan) -> str:
    """Return what changes in the bank's file, and folded what changes in the article's, which is long."""
    papers = wanted.papers
    article, bank = (patch.difference(before.decode(), after.decode()) for before, after in (
        (papers.article_data, wanted.article), (papers.bank_data, wanted.bank)))  # fmt: skip
    lines, shown = text(papers.article.name), '<h3 class="part">What changes in the files</h3>'
    if article:
        shown += f"<details><summary>{lines}: {counted(article)}</summary>{difference(article)}</details>"
    if bank:
        shown += f'<p class="soft">{text(papers.bank.name)}: {counted(bank)}</p>{difference(bank)}'
    return shown
