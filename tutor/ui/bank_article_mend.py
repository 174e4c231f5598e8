"""A fact whose sentence the article has lost: what it quotes, beside the nearest sentences of the new text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from tutor.article import find, sentence_of
from tutor.bank.mending import Lost
from tutor.bank.shape import MAX_TEXT
from tutor.editing.article import Mend, Way
from tutor.model import Article, Fact
from tutor.ui.draft_write import remark
from tutor.ui.safe import label, text

_WORDS = "words"
_WAYS: Mapping[str, Way] = {"aside": "aside", "out": "out"}
_NAMES = {
    _WORDS: "Other words of the new text …",
    "aside": "Set this fact aside: it stays as a draft and is not asked",
    "out": "Take this fact out of the bank",
}
_LEFT = "Leave it as it is: it is a draft, and not asked"


def draw(lost: Lost, fact: Fact, before: Article, after: Article, name: str) -> tuple[Mend | None, Any]:
    """Draw one such fact; return what the teacher chose, and where to tell what is wrong with that."""
    with st.container(key=f"lost-{name}-{lost.fact}", border=True):
        st.html(_head(lost, fact))
        left, right = st.columns(2, gap="medium")
        left.html(_quoted(lost, before))
        with right:
            mend = _choice(lost, fact, after, f"{name}-{lost.fact}")
        return mend, st.empty()


def _head(lost: Lost, fact: Fact) -> str:
    draft = '<span class="soft">Draft · </span>' if fact.status == "draft" else ""
    asks = f'<h3 dir="auto">{draft}{text(fact.ask or fact.fact or lost.fact)}</h3>'
    return f'<div class="losing">{asks}<p class="soft">Answer: {text(fact.key)}</p></div>'


def _quoted(lost: Lost, before: Article) -> str:
    """Return what the fact quotes, in its old sentence; what the nearest new sentence does not have stands out."""
    places = find(before, lost.quote)
    near = {_bare(word) for word in lost.offers[0].text.split()} if lost.offers else set[str]()
    old = sentence_of(before, places[0]).text if len(places) == 1 else lost.quote
    where = f" · ¶{places[0].paragraph}" if len(places) == 1 else ""
    words = " ".join(text(w) if _bare(w) in near else f"<del>{text(w)}</del>" for w in old.split())
    twice = f'<p class="soft">These words stand in the new text {lost.times} times.</p>' if lost.times else ""
    return (
        f'<div class="lost"><p class="soft">It was proved by{where}</p><blockquote dir="auto">{words}</blockquote>'
        f"{twice}</div>"
    )


def _choice(lost: Lost, fact: Fact, after: Article, name: str) -> Mend | None:
    draft = fact.status == "draft"
    names = {**_NAMES, "aside": _LEFT} if draft else _NAMES
    offers = {f"¶ {offer.text}": offer for offer in lost.offers}  # by its words: what is chosen stays what it was
    old = {_bare(word) for word in lost.quote.split()}

    def said(option: str) -> str:
        if option not in offers:
            return names[option]
        words = (label(w) if _bare(w) in old else f"**{label(w)}**" for w in offers[option].text.split())
        return f"¶{offers[option].paragraph} {' '.join(words)}"

    options, key = [*offers, *names], f"mend-{name}"
    if st.session_state.setdefault(key, "aside" if draft else None) not in options:
        st.session_state[key] = None
    chosen = str(st.radio("What proves it now?", options, format_func=said, index=None, key=key,
                          persist_state="session"))  # fmt: skip
    if chosen in offers:
        return Mend(lost.fact, "quote", offers[chosen].text)
    if chosen == _WORDS:
        return _own_words(lost, after, name)
    return Mend(lost.fact, _WAYS[chosen]) if chosen in _WAYS and not (draft and chosen == "aside") else None


def _own_words(lost: Lost, after: Article, name: str) -> Mend | None:
    typed = st.text_area("The words, as they stand in the new text", key=f"words-{name}", height=90, max_chars=MAX_TEXT,
                         persist_state="session")  # fmt: skip
    times = len(find(after, typed)) if typed.strip() else -1
    if times == 0:
        remark("These words do not stand in the new text. Copy them from it.")
    elif times > 1:
        remark(f"These words stand in it {times} times. Take more of the sentence.")
    return Mend(lost.fact, "quote", typed) if times == 1 else None


def _bare(word: str) -> str:
    return word.strip(".,;:!?“”\"'’()").casefold()
