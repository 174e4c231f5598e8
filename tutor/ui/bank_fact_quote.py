"""Choosing the words that prove a fact: a paragraph of the article, whose sentences can be pressed."""

from __future__ import annotations

import streamlit as st

from tutor.article import find
from tutor.checks.view import shown
from tutor.model import Article, Paragraph
from tutor.ui.safe import label

_BEGINNING = 60
"""Letters of a paragraph in the list of them."""


def draw(article: Article, name: str, quote_key: str) -> None:
    """Draw a paragraph and its sentences; the one that is pressed becomes the quote, which stands under `quote_key`."""
    quote = str(st.session_state.get(quote_key, ""))
    number = _paragraph(article, name, quote)
    paragraph = article.paragraph(number)
    _sentences(paragraph, f"sentence-{name}-{number}", quote_key)


def _paragraph(article: Article, name: str, quote: str) -> int:
    """Draw the list of paragraphs, at first at the one that is quoted."""
    places = find(article, quote) if quote else ()
    key = f"paragraph-{name}"
    if not 1 <= st.session_state.setdefault(key, places[0].paragraph if places else 1) <= len(article.paragraphs):
        st.session_state[key] = 1
    numbers = range(1, len(article.paragraphs) + 1)
    chosen = st.selectbox("Paragraph of the article", numbers, format_func=lambda n: _named(article, n), key=key)
    return int(chosen)


def _named(article: Article, number: int) -> str:
    return f"¶{number} {shown(article.paragraph(number).text, _BEGINNING)}"


def _sentences(paragraph: Paragraph, key: str, quote_key: str) -> None:
    """Draw the sentences as running text. Pressing one quotes it; to take fewer of its words, edit the quote."""
    texts = [sentence.text for sentence in paragraph.sentences]
    quoted = _holding(texts, str(st.session_state.get(quote_key, "")))
    if st.session_state.get(f"{key}-was") != (now := str(st.session_state.get(quote_key, ""))):
        st.session_state[key] = quoted
    with st.container(key="sentences"):
        picked = st.radio(
            "Press the sentence that proves it", range(len(texts)), format_func=lambda n: label(texts[n]), index=None,
            key=key,
        )  # fmt: skip
    if picked is not None and picked != quoted:
        st.session_state[quote_key] = now = texts[picked]
    st.session_state[f"{key}-was"] = now


def _holding(texts: list[str], quote: str) -> int | None:
    """Return which sentence holds a quote; None when it is none of these, or more than one."""
    found = [n for n, sentence in enumerate(texts) if quote and " ".join(quote.split()) in sentence]
    return found[0] if len(found) == 1 else None
