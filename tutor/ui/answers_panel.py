"""An answer that is being decided about: what is asked back or told, the change of the file, who changes; then Save.

What is open is kept in the session, with what the teacher has typed and the very change that they have been shown:
only that one is saved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from tutor.actions import House
from tutor.deciding import acting
from tutor.deciding.acting import Preview
from tutor.deciding.listing import Group
from tutor.deciding.ruling import Decision
from tutor.model import VerdictName
from tutor.store import Trouble
from tutor.store.decisions import Record
from tutor.teachers import Teacher
from tutor.ui import answers_made, answers_view
from tutor.ui.safe import text

_OPEN = "answers-open"
_LONGEST = 300
"""Letters of what is asked back or told: a learner reads it under an answer."""

_HEADS: dict[VerdictName, str] = {
    "correct": "Accept “{}”: it is right",
    "close": "Call “{}” close",
    "incorrect": "Reject “{}”: it does not count",
}
_ASKS: dict[VerdictName, tuple[str, str]] = {
    "close": ("What to ask back", "Right country. Which city?"),
    "incorrect": ("What to tell them (you may leave it empty)", "That is the river, not the city."),
}
_AGAIN = "You typed something after this change was shown. Here it is with your words: look again, then save."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a teacher is about to say of an answer; `shown` is what they have seen the change of, `seen` its mark."""

    mark: str
    fact: str
    answer: str
    verdict: VerdictName
    reply: str = ""
    shown: Decision | None = None
    seen: str = ""

    @property
    def decision(self) -> Decision:
        """Return it as a decision."""
        return Decision(self.fact, self.answer, self.verdict, self.reply)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are made: by whom, about which text, looking at a class or at all answers."""

    house: House
    teacher: Teacher
    bank: str
    code: str


def opened(mark: str) -> Opened | None:
    """Return what is being decided about this group of answers."""
    now: Opened | None = st.session_state.get(_OPEN)
    return now if now and now.mark == mark else None


def begin(wish: Opened) -> None:
    """Begin to decide about an answer; pressed again, leave it. What was typed goes along to another verdict."""
    now = opened(wish.mark)
    if now and now.verdict == wish.verdict:
        leave()
    else:
        _keep(replace(wish, reply=st.session_state.get(_field(now), now.reply)) if now else wish)


def leave() -> None:
    """Decide nothing."""
    _keep(None)


def _keep(now: Opened | None) -> None:
    st.session_state[_OPEN] = now


def _field(now: Opened) -> str:
    return f"reply-{now.verdict}-{now.mark}"


def draw(desk: Desk, now: Opened, group: Group, before: Record | None) -> None:
    """Draw what a decision would do, and the way to make it; `before` is the last one about these answers."""
    with st.container(key="ruling", border=True):
        st.html(f'<h3 dir="auto">{text(_HEADS[now.verdict].format(answers_view.short(now.answer)))}</h3>')
        now = replace(now, reply=_reply(now))
        _keep(now)
        if now.verdict == "close" and not now.reply:
            st.html('<p class="soft">Type it, and you see what changes.</p>')
            _cancel(now)
            return
        if st.session_state.get(f"save-{now.mark}"):
            _save(desk, now, group)
        _change(desk, now, group, before)


def _reply(now: Opened) -> str:
    """Draw the field for the teacher's words, if the verdict has any; return them."""
    if now.verdict == "correct":
        return ""
    words, example = _ASKS[now.verdict]
    st.session_state.setdefault(_field(now), now.reply)
    typed = st.text_input(words, key=_field(now), max_chars=_LONGEST, placeholder=example, live="0.4s")
    return " ".join((typed or "").split())


def _change(desk: Desk, now: Opened, group: Group, before: Record | None) -> None:
    """Draw the change and who changes, or what stands against it."""
    try:
        shown = acting.preview(desk.house, desk.teacher, desk.bank, now.decision, datetime.now(UTC))
    except Trouble as why:
        st.html(answers_view.remark(str(why)))
        with st.container(horizontal=True, gap="small"):
            st.button("Try again", key=f"again-{now.mark}", type="primary")
            _cancel(now)
        return
    if shown.blocked:
        st.html(answers_view.blocked(shown.blocked))
        with st.container(horizontal=True, gap="small"):
            if before and before.verdict != now.verdict:
                answers_made.undo(desk.house, desk.teacher, before, "Take back the earlier decision", "first")
            _cancel(now)
        return
    _keep(replace(now, shown=now.decision, seen=shown.seen))
    st.html(_told(shown, group, of_class=bool(desk.code)))
    with st.container(horizontal=True, gap="small"):
        st.button("Save", key=f"save-{now.mark}", type="primary")
        _cancel(now)


def _told(shown: Preview, group: Group, *, of_class: bool) -> str:
    """Return who changes and how, and the lines of the file."""
    everywhere = " It counts for everybody, not only in this class." if of_class else ""
    return (
        f'<p class="effect" role="alert">{text(str(shown.effect))}{text(_settles(group))}{everywhere}</p>'
        f"{answers_view.change(shown.diff)}{answers_view.remarks(shown.remarks)}"
    )


def _settles(group: Group) -> str:
    """Return how many appeals a decision answers."""
    count = answers_view.many(group.appeals, "appeal")
    return f" {count} {'is' if group.appeals == 1 else 'are'} answered." if group.appeals else ""


def _cancel(now: Opened) -> None:
    st.button("Cancel", key=f"cancel-{now.mark}", on_click=leave)


def _save(desk: Desk, now: Opened, group: Group) -> None:
    """Make the decision that was shown; if it cannot be made any more, say why and keep everything."""
    if now.decision != now.shown:
        st.html(answers_view.remark(_AGAIN))
        return
    moment = datetime.now(UTC)
    try:
        done = acting.decide(desk.house, desk.teacher, desk.bank, now.decision, moment, now.seen)
    except Trouble as why:
        st.html(answers_view.remark(str(why)))
        return
    leave()
    answers_made.tell(desk.house, desk.teacher, done, _settles(group))
    st.rerun()
