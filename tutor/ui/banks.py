"""The Banks page of teachers: the list of banks, and one bank with its tabs.

The address names both: `/?teach=banks` is the list, `/?teach=banks&bank=ID&tab=text` a bank. Only the chosen tab is
drawn. `&fact=FACT` or `&line=N` opens the text with that fact, or that line, in view.

To add a tab, write a module with `show(house, teacher, bank_id)` and give it a line in `TABS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from tutor.actions import House
from tutor.editing import listing
from tutor.editing.listing import Entry
from tutor.teachers import Teacher
from tutor.ui import bank_article, bank_fact, bank_history, bank_list, bank_manage, bank_text, bank_try, frame
from tutor.ui.safe import text


class Tab(NamedTuple):
    """A part of a bank's page: what its tab says, and what draws it."""

    name: str
    show: Callable[[House, Teacher, str], None]

    @property
    def key(self) -> str:
        """Return its name in the address: `one-fact` for “One fact”."""
        return self.name.lower().replace(" ", "-")


TABS: tuple[Tab, ...] = (
    Tab("Text", bank_text.show),
    Tab("One fact", bank_fact.show),
    Tab("Try it", bank_try.show),
    Tab("Article", bank_article.show),
    Tab("History", bank_history.show),
    Tab("Manage", bank_manage.show),
)
"""In the order in which they stand. An unknown name in the address leads to the first."""


def show(house: House, teacher: Teacher) -> None:
    """Draw the bank that the address names, or the list."""
    if bank_id := st.query_params.get("bank"):
        _bank(house, teacher, bank_id)
    else:
        bank_list.show(house, teacher)


def _bank(house: House, teacher: Teacher, bank_id: str) -> None:
    asked = st.query_params.get("tab")
    here = next((tab for tab in TABS if tab.key == asked), TABS[0])
    st.html(_head(listing.one(house, teacher, bank_id, datetime.now(UTC))))
    with st.container(key="bank-tabs", horizontal=True, gap="small", vertical_alignment="center"):
        for tab in TABS:
            _tab(bank_id, tab, here)
    with st.container(key=f"bank-{here.key}"):
        here.show(house, teacher, bank_id)


def _tab(bank_id: str, tab: Tab, here: Tab) -> None:
    if tab is here:
        st.html(f'<b class="tab" aria-current="page">{text(tab.name)}</b>')
    else:
        frame.link(tab.name, f"tab-{tab.key}", {"teach": "banks", "bank": bank_id, "tab": tab.key})


def _head(bank: Entry) -> str:
    back = frame.address({"teach": "banks"})
    return (
        f'<header class="bank"><h2 dir="auto"><a href="{back}" target="_self">All banks</a> {text(bank.title)}</h2>'
        f'<p class="soft">{bank_list.state(bank)} <span class="ways-on">{_ways(bank)}</span></p></header>'
    )


def _ways(bank: Entry) -> str:
    """Return what else can be done with a bank: see what learners make of it, put it on paper."""
    pages = {"Report": "report", "Print a worksheet": "print"}
    return "".join(
        f'<a href="{frame.address({"teach": page, "bank": bank.id})}" target="_self">{words}</a>'
        for words, page in pages.items()
    )
