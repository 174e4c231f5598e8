"""The first page: what this is, and the texts to learn from, each with the one thing to do next."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from tutor import actions
from tutor.actions import BankCard, House
from tutor.model import Mode
from tutor.ui import frame, seat
from tutor.ui.safe import inline, text

_HERO = """<header class="hero"><h1>A quiz tutor that shows <mark>where it says so</mark></h1>
<p>Answer in your own words. Every verdict comes with the sentence of the text that proves it.</p></header>"""


def show(house: House, learner: str) -> None:
    """Draw the shelf."""
    cards = actions.cards(house, learner, datetime.now(UTC))
    st.html(frame.band() + _HERO)
    with st.container(key="join"):
        seat.join_form("join-form")
    if not cards:
        st.html(_empty(house.questions))
    with st.container(key="shelf"):
        for card in cards:
            _draw(house, learner, card)
    st.html(
        '<p class="footer">No account: this browser keeps your place, and nobody learns your name. '
        f'<a href="{frame.address({"teach": "classes"})}" target="_self">For teachers</a></p>'
    )


def begin(house: House, learner: str, bank_id: str, mode: Mode) -> None:
    """Start a lesson and go to it."""
    lesson_id, seed = secrets.token_urlsafe(9), secrets.randbelow(2**31)
    actions.start(house, learner, bank_id, mode, datetime.now(UTC), seed, lesson_id)
    frame.visit({"lesson": lesson_id})


def next_step(card: BankCard) -> tuple[str, Mode]:
    """Return what a learner does next with a bank: the words on its button, and the kind of lesson.

    Facts that are due come before new ones: they are what is about to be forgotten.
    """
    if card.due:
        return f"Review {card.due}", "review"
    if not card.met:
        return "Start", "learn"
    return ("Learn the rest", "learn") if card.met < card.facts else ("Once more", "learn")


def buttons(house: House, learner: str, card: BankCard) -> None:
    """Draw the one primary button of a bank: go on, review what is due, or start."""
    if card.open_lesson:
        frame.link("Go on", f"on-{card.id}", {"lesson": card.open_lesson}, "primary")
        return
    words, mode = next_step(card)
    if st.button(words, key=f"start-{card.id}", type="primary"):
        begin(house, learner, card.id, mode)


def _draw(house: House, learner: str, card: BankCard) -> None:
    with st.container(key=f"card-{card.id}", border=True):
        st.html(_card(card))
        if card.broken or not card.facts:
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            buttons(house, learner, card)
            frame.link("Read first", f"read-{card.id}", {"bank": card.id})


def _card(card: BankCard) -> str:
    older = (
        '<p class="from">Its author is working on it; this is the last good version.</p>'
        if card.stale and not card.broken
        else ""
    )
    return f'<div class="card"><h2 dir="auto">{text(card.title)}</h2>{_source(card)}{_state(card)}{older}</div>'


def _source(card: BankCard) -> str:
    title = [f"<cite>{inline(card.source.title)}</cite>"] if card.source.title else []
    named = title + ([inline(card.source.publisher)] if card.source.publisher else [])
    return f'<p class="from">From {", ".join(named)}</p>' if named else ""


def _state(card: BankCard) -> str:
    if card.broken:
        return '<p class="from">Its author is still working on it. It cannot be learned from just now.</p>'
    if not card.facts:
        return '<p class="from">Nothing to ask in it yet.</p>'
    filled = f'<i style="flex-grow:1"><b style="width:{100 * card.met // card.facts}%"></b></i>'
    met = f"{card.met} of {card.facts} learned" if card.met else f"{card.facts} questions"
    due = f'<b class="due">{card.due} due today</b>' if card.due else ""
    return (
        f'<p class="facts"><span>{met}</span><span>about {card.minutes} min</span>{due}</p>'
        f'<div class="strip" role="img" aria-label="{met}">{filled}</div>'
    )


def _empty(folder: Path) -> str:
    return (
        '<section class="notice"><h2>The shelf is empty</h2>'
        f"<p>A text and its questions are two files in <code>{text(str(folder))}</code>: "
        "<code>name.md</code> and <code>name.yaml</code>. Put them there and load this page again.</p></section>"
    )
