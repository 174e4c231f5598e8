"""A worksheet on paper, for teachers: choose what is on it, see it, print it. The address: `/?teach=print&bank=NAME`.

On paper there is nothing but the sheets: `style.css` leaves the band and the choices away.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from tutor import library
from tutor.actions import Gone, House
from tutor.model import Form
from tutor.reports.handing_out import Handout, handout
from tutor.reports.reading import bank_of
from tutor.teachers import Teacher
from tutor.ui import frame, paper
from tutor.worksheet import Choice

_FORMS: dict[Form, str] = {
    "typed": "Open question",
    "gap": "Gap",
    "choice": "Choice",
    "truefalse": "True or false",
}
_SHEET, _BOTH, _KEY = "Worksheet", "Worksheet and key", "Key"
_AT_FIRST = 10
"""Questions on a sheet unless the teacher says otherwise: one page, mostly."""

_PRINT = (
    '<button type="button" id="print-now">Print</button>'
    '<script>document.getElementById("print-now").onclick = () => window.print();</script>'
)
"""A constant of ours: the only way for a page to ask for paper is a line of script."""


class Papers(NamedTuple):
    """What a teacher has chosen to have on paper: which worksheet, which of its sheets, and the article or not."""

    choice: Choice
    sheets: str
    article: bool


def show(house: House, teacher: Teacher) -> None:
    """Draw the choices and the sheets."""
    bank_id = st.query_params.get("bank", "")
    shelved = library.get(house.questions, bank_id)
    if shelved is None:
        raise Gone("That text is not here any more.")
    bank = bank_of(house, bank_id)
    st.html(frame.band(bank.title, {"Report": {"teach": "report", "bank": bank_id}, "Banks": {"teach": "banks"}}))
    with st.container(key="print-choices"):
        wished = _choose(len(bank.live))
    _draw(handout(house, teacher, bank_id, wished.choice, datetime.now(UTC)), wished)


def _choose(most: int) -> Papers:
    """Draw what can be chosen."""
    st.html('<h2 class="part">Print a worksheet</h2>')
    named = st.pills("Questions asked as", list(_FORMS.values()), selection_mode="multi", default=list(_FORMS.values()))
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        count = st.number_input("How many", 1, max(most, 1), min(_AT_FIRST, max(most, 1)), key="print-count", width=140)
        version = st.number_input("Version", 1, 9999, 1, key="print-version", width=140, help=_VERSIONS)
        sheets = st.selectbox("On paper", [_BOTH, _SHEET, _KEY], key="print-sheets", width=240)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        shuffled = st.checkbox("Shuffle the order", key="print-shuffled")
        article = st.checkbox("The article too", key="print-article")
        st.html(_PRINT, unsafe_allow_javascript=True, width="content")
    forms = [form for form, words in _FORMS.items() if words in named]
    return Papers(Choice(forms, int(count), int(version), shuffled), sheets, article)


_VERSIONS = "Another number is another sheet: other questions, forms and options. The same number is always the same."


def _draw(made: Handout, wished: Papers) -> None:
    """Draw the sheets as they will be on paper."""
    if not made.tasks:
        st.html('<p class="remark" role="status">No question of this text can be asked so. Choose another form.</p>')
        return
    if len(made.tasks) < wished.choice.count:
        st.html(f'<p class="aside few">Only {made.fits} questions of this text can be asked so.</p>')
    parts = [paper.article(made.bank)] if wished.article and wished.sheets != _KEY else []
    parts += [paper.sheet(made)] if wished.sheets != _KEY else []
    parts += [paper.key(made)] if wished.sheets != _SHEET else []
    st.html(f'<div class="papers">{"".join(parts)}</div>')
