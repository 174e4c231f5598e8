"""Read first: the whole text in serif, its paragraphs numbered as every verdict will name them."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from tutor import actions, dialogue, library
from tutor.actions import BankCard, House
from tutor.model import Bank
from tutor.ui import frame, notices, shelf
from tutor.ui.passage import Hidden, credit, whole
from tutor.ui.safe import text

_NOTE = (
    '<p class="covering">A lesson on this text is open. '
    "What would give its question away is covered until you have answered.</p>"
)


def show(house: House, learner: str, bank_id: str) -> None:
    """Draw a text to read, and the way into its questions."""
    shelved = library.get(house.questions, bank_id)
    if shelved is None or shelved.bank is None:
        notices.text_gone()
        return
    card = next((c for c in actions.cards(house, learner, datetime.now(UTC)) if c.id == bank_id), None)
    st.html(_page(shelved.bank, _hidden(house, learner, card)))
    if card:
        with frame.row("reading-actions"):
            shelf.buttons(house, learner, card)
            st.html(f'<p class="aside">{card.facts} questions, about {card.minutes} min</p>', width="content")


def _page(bank: Bank, hidden: Hidden) -> str:
    return (
        f'<div class="room">{frame.band()}<section class="page" tabindex="0" aria-label="The text"><div class="sheet">'
        f'<h1 dir="auto">{text(bank.article.title or bank.title)}</h1>{credit(bank.source)}{_NOTE if hidden else ""}'
        f"{whole(bank.article, hidden)}</div></section></div>"
    )


def _hidden(house: House, learner: str, card: BankCard | None) -> Hidden:
    """Return what must stay covered: the open lesson's question may not be looked up in its own text."""
    scene = actions.resume(house, learner, card.open_lesson, last=1) if card and card.open_lesson else None
    return dialogue.hidden(scene.lesson, scene.bank) if scene else frozenset()
