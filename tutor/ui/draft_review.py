"""Reviewing drafts, one at a time: choose the wording of the question; accept, edit, drop or leave it, also by key.

What is decided is in the bank's file at once. The session holds only where one is, what can be taken back, and the
wordings that were found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from tutor import forms
from tutor.actions import House
from tutor.drafts import reviewing
from tutor.drafts.filing import Change
from tutor.drafts.reviewing import Review, Wanted
from tutor.model import Fact, Paragraph
from tutor.store import Trouble
from tutor.teachers import Teacher
from tutor.ui import draft_new, draft_view, frame
from tutor.ui.draft_write import form, pick_sentence, remark
from tutor.ui.safe import label, text

_ROW = 60
"""Letters of a statement on either side of its answer, in the list."""


_LIST = 40
"""Drafts in the list at a time, around the one on the desk."""
_BARE = 12
"""Paragraphs without a fact that are offered at a time."""


def show(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw the review of a text."""
    if st.session_state.get("more"):
        st.session_state["more"] = False
        draft_new.more(house, teacher, bank_id)
    if st.session_state.get("reviewed") != bank_id:
        st.session_state.update({"reviewed": bank_id, "at": "", "editing": "", "bare": None, "news": ("", None)})
    review = reviewing.review(house, teacher, datetime.now(UTC), bank_id)
    st.html(draft_view.head(review))
    _bare(review)
    _news(house, teacher, bank_id)
    left, right = st.columns([5, 3], gap="large")
    with left, st.container(key="desk"):
        _gone(review)
        _desk(house, teacher, review)
    with right, st.container(key="drafts"):
        _list(review)
        _ways(bank_id)


def _desk(house: House, teacher: Teacher, review: Review) -> None:
    """Draw what is on the desk: a paragraph to write a fact on, a draft to reword, or the draft to look at."""
    number, fact = st.session_state.get("bare"), _current(review)
    if number in review.bare:
        _write(house, teacher, review, review.bank.article.paragraph(number))
    elif fact is None:
        st.html(_all_done(review))
    elif st.session_state.get("editing") == fact.id:
        _edit(house, teacher, review, fact)
    else:
        _look(house, teacher, review, fact)


def _gone(review: Review) -> None:
    """Say so when the draft that was on the desk was decided on elsewhere; nothing is done to the one in its place."""
    at = st.session_state.get("at")
    if at and at not in [fact.id for fact in review.drafts]:
        remark("That draft is not there any more: somebody else has decided on it, or the file was changed.")
        st.session_state["at"] = ""


def _look(house: House, teacher: Teacher, review: Review, fact: Fact) -> None:
    st.session_state["at"] = fact.id
    st.html(draft_view.card(fact, review.drafts.index(fact) + 1, len(review.drafts)))
    ask = _wording(teacher, review, fact)
    with st.container(key="verdict", horizontal=True):
        # The draft's name is in the keys: what was pressed on one draft is never done to the next.
        accepted = st.button("Accept", key=f"accept-{fact.id}", type="primary", shortcut="A")
        edit = st.button("Edit", key=f"edit-{fact.id}", shortcut="E")
        dropped = st.button("Drop", key=f"drop-{fact.id}", shortcut="D")
        later = st.button("Later", key=f"later-{fact.id}", shortcut="L")
    st.html(draft_view.passage(review, fact))
    bank = review.bank.id
    if accepted:
        wanted = Wanted(fact.fact, fact.key, ask) if ask != fact.ask else None
        _decide("Accepted.", fact, review, lambda now: reviewing.accept(house, teacher, now, bank, fact.id, wanted))
    elif dropped:
        st.session_state["dropped"] = (*st.session_state.get("dropped", ()), (fact.key, fact.fact, fact.quote))
        _decide("Dropped.", fact, review, lambda now: reviewing.drop(house, teacher, now, bank, fact.id))
    elif edit or later:
        _to(fact.id if edit else _next(review, fact), editing=fact.id if edit else "")


def _wording(teacher: Teacher, review: Review, fact: Fact) -> str:
    """Draw the wordings of a draft's question to choose from; return the chosen one, "" for the gap."""
    found = st.session_state.get("wordings", {}).get((fact.fact, fact.key), ())
    asks = list(dict.fromkeys([*([fact.ask] if fact.ask else []), *found]))
    gap = forms.gapped(fact) if forms.sound(fact, review.bank, "gap") else ""
    asks += [""] if gap or not asks else []
    chosen = str(
        st.radio(
            "How it is asked",
            asks,
            format_func=lambda ask: label(ask or gap or fact.fact),
            key=f"ask-{fact.id}",
        )
    )
    if (fact.fact, fact.key) not in st.session_state.get("wordings", {}):
        _more_wordings(teacher, review)
    return chosen


def _more_wordings(teacher: Teacher, review: Review) -> None:
    """Find the wordings of all drafts again, as after a reload: one process does for all."""
    if st.button("Other wordings", key="other-wordings", type="tertiary", shortcut="W"):
        with st.spinner("Looking for questions …"):
            asks = reviewing.suggest(teacher, datetime.now(UTC), review.drafts)
        found = {(fact.fact, fact.key): words for fact, words in zip(review.drafts, asks, strict=True)}
        st.session_state["wordings"] = {**st.session_state.get("wordings", {}), **found}
        st.rerun()


def _edit(house: House, teacher: Teacher, review: Review, fact: Fact) -> None:
    """Let a person reword a draft."""
    wanted = form(teacher, fact.id, fact, "Save and accept")
    st.html(draft_view.passage(review, fact))
    if wanted == "cancel":
        _to(fact.id)
    elif wanted:
        bank = review.bank.id
        _decide("Accepted.", fact, review, lambda now: reviewing.accept(house, teacher, now, bank, fact.id, wanted))


def _write(house: House, teacher: Teacher, review: Review, paragraph: Paragraph) -> None:
    """Let a person write a fact on a paragraph that has none."""
    st.html(draft_view.paragraph(paragraph))
    name = f"own-{paragraph.number}"
    quote = pick_sentence([s.text for s in paragraph.sentences], name)
    wanted = form(teacher, name, Fact("new", "", (), quote), "Add this fact")
    if wanted == "cancel":
        _to(st.session_state.get("at", ""))
    elif wanted:
        bank = review.bank.id
        _decide("Added.", None, review, lambda now: reviewing.add(house, teacher, now, bank, wanted, quote))


def _to(fact_id: str, **more: object) -> None:
    """Put a draft on the desk."""
    st.session_state.update({"at": fact_id, "editing": "", "bare": None, **more})
    st.rerun()


def _decide(said: str, fact: Fact | None, review: Review, deed: Callable[[datetime], Change]) -> None:
    """Do what was decided and go on to the next draft; what cannot be saved is told, and nothing is lost."""
    following = _next(review, fact) if fact else st.session_state.get("at", "")
    try:
        change = deed(datetime.now(UTC))
    except Trouble as why:  # another teacher may have been here
        remark(str(why))
    else:
        _to(following, news=(said, change))


def _news(house: House, teacher: Teacher, bank_id: str) -> None:
    """Draw what has just happened, and the way to take it back."""
    draft_new.failure()
    name, made = st.session_state.get("drafted", ("", None))
    if made and name == bank_id and (made.cut or made.warnings):
        body = draft_view.told_cut(made.cut) + "".join(f"<p>{text(w)}.</p>" for w in made.warnings)
        st.html(f'<div class="told-cut">{body}</div>')
    said, change = st.session_state.get("news", ("", None))
    if change is None or change.bank != bank_id:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        remarks = "".join(f" <span>{text(r)}</span>" for r in change.remarks)
        st.html(f'<p class="soft" role="status">{text(said)}{remarks}</p>')
        if st.button("Undo", key="undo", type="tertiary", shortcut="U"):
            _undo(house, teacher, change)


def _undo(house: House, teacher: Teacher, change: Change) -> None:
    st.session_state["news"] = ("", None)
    try:
        reviewing.undo(house, teacher, datetime.now(UTC), change)
    except Trouble as why:
        remark(str(why))
    else:
        st.rerun()


# --- where one is ----------------------------------------------------------------------------------


def _current(review: Review) -> Fact | None:
    at = st.session_state.get("at")
    return next((fact for fact in review.drafts if fact.id == at), next(iter(review.drafts), None))


def _next(review: Review, fact: Fact) -> str:
    """Return the draft behind this one; behind the last comes the first."""
    ids = [draft.id for draft in review.drafts]
    return ids[(ids.index(fact.id) + 1) % len(ids)] if fact.id in ids else ""


def _list(review: Review) -> None:
    """Draw the drafts in the article's order; pressing one puts it on the desk."""
    current = _current(review)
    if review.drafts:
        st.html("<h3>Drafts</h3>")
    first = max(0, review.drafts.index(current) - _LIST // 4) if current else 0
    for fact in review.drafts[first : first + _LIST]:
        here = fact is current and st.session_state.get("bare") not in review.bare
        with st.container(key=f"row-{'here' if here else 'there'}-{fact.id}"):
            if st.button(_row(fact), key=f"go-{fact.id}", type="tertiary"):
                _to(fact.id)


def _row(fact: Fact) -> str:
    """Return a draft as one row, the first item of its answer in bold."""
    place = f"¶{fact.citation.paragraph} " if fact.citation else ""
    before, key, after = (fact.fact or fact.ask).partition(fact.answer[0][0])
    bold = f"**{label(key)}**" if key else ""
    return place + _label(_end(before)) + bold + _label(_start(after))


def _label(words: str) -> str:
    """Return a piece of a label with the space that it has at either end."""
    return " " * words.startswith(" ") + label(words) + " " * (words.endswith(" ") and bool(words.strip()))


def _start(words: str) -> str:
    return words if len(words) <= _ROW else words[:_ROW].rsplit(" ", 1)[0] + " …"


def _end(words: str) -> str:
    return words if len(words) <= _ROW else "… " + words[-_ROW:].split(" ", 1)[-1]


def _bare(review: Review) -> None:
    """Draw the paragraphs that no fact is about; pressing one lets a person write a fact on it."""
    if not review.bare:
        return
    with st.container(key="bare-ones", horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.html('<p class="soft">Write a fact on</p>')
        for number in review.bare[:_BARE]:
            if st.button(f"¶{number}", key=f"bare-{number}"):
                _to(st.session_state.get("at", ""), bare=number)
        if len(review.bare) > _BARE:
            st.html(f'<p class="soft">and {len(review.bare) - _BARE} more</p>')


def _ways(bank_id: str) -> None:
    with st.container(key="ways-on", horizontal=True):
        if st.button("Draft more", key="draft-more"):
            st.session_state["more"] = True
            st.rerun()
        frame.link("Another article", "another", {"teach": "draft"})
    name, made = st.session_state.get("drafted", ("", None))
    if made and name == bank_id:
        st.html(draft_view.left_out(made.refused))


def _all_done(review: Review) -> str:
    live = len(review.bank.live)
    many = "One question is" if live == 1 else f"{live} questions are"
    return (
        '<section class="draft"><p class="statement">Every draft is looked at.</p>'
        f'<p>{many if live else "No questions are"} asked now. <a href="{frame.address({"bank": review.bank.id})}" '
        f'target="_self">See the text as learners do</a> · <a href="{frame.address({"teach": "classes"})}" '
        'target="_self">Open a class</a></p></section>'
    )
