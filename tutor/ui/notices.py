"""What is said when something is missing or in the way: what happened, that nothing is lost, what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from tutor import counts, journal
from tutor.store import Trouble
from tutor.ui import frame
from tutor.ui.safe import text

_log = logging.getLogger(__name__)


@contextmanager
def guard() -> Iterator[None]:
    """Say plainly what is in the way of a page, or of the fragment of one; the details are in the log."""
    with journal.request() as number:
        try:
            yield
        except Trouble as problem:
            counts.NOTICES.up("trouble")
            _log.warning("A page could not be drawn", exc_info=True)
            trouble(problem, number)
        except Exception:
            counts.NOTICES.up("ours")
            _log.exception("A page could not be drawn: a mistake of ours")
            ours(number)


def page(title: str, body: str, *, again: bool = False) -> None:
    """Draw a page that only says something. `body` is HTML of ours; `again` offers to try once more."""
    st.html(f'{frame.band()}<section class="notice" role="alert"><h1>{text(title)}</h1>{body}</section>')
    with st.container(key="notice-actions", horizontal=True):
        if again:
            st.button("Try again", key="again", type="primary")
        frame.link("All texts", "all-texts", frame.HOME, "secondary" if again else "primary")


def trouble(problem: Trouble, number: str) -> None:
    """Say what is in the way, in the words that the action gave it; by its number it is found in the log."""
    page(
        "Something is in the way",
        f"<p>{text(str(problem))}</p><p>Nothing that you have answered is lost.</p>"
        f"<p>If it stays so, tell your teacher this code: <b>{text(number)}</b></p>",
        again=True,
    )


def ours(number: str) -> None:
    """Say that the mistake is not the learner's; the details are in the log."""
    page(
        "Something went wrong",
        "<p>That is a mistake of ours, not yours. Nothing that you have answered is lost.</p>"
        "<p>Try again; if it stays so, go back to the texts and "
        f"tell your teacher this code: <b>{text(number)}</b></p>",
        again=True,
    )


def no_cookie() -> None:
    """Say why a browser without cookies cannot keep a place."""
    page(
        "Your browser keeps no cookies for this page",
        "<p>Passage needs one to find your place again. It holds a random number: no name, no address. "
        "Allow cookies for this page, then load it again.</p>",
        again=True,
    )


def lesson_gone() -> None:
    """Say that a lesson is another learner's, or gone, or its text is: all read the same, on purpose."""
    page(
        "This lesson is not here",
        "<p>It was begun in another browser, or its text is off the shelf just now. "
        "What you have answered is kept.</p><p>Choose a text and go on from there.</p>",
        again=True,
    )


def text_gone() -> None:
    """Say that a bank was taken off the shelf, or cannot be read just now."""
    page(
        "This text is not here just now",
        "<p>It was taken off the shelf, or its author is still working on it. What you have answered is kept.</p>",
    )


def remark(words: str) -> None:
    """Draw a short remark right above the input, where the eyes are."""
    with st.bottom:
        st.html(f'<p class="remark" role="alert">{text(words)}</p>')
