"""The list of the Answers page: what is looked for, the questions with their groups of answers, page by page.

It is a fragment: choosing, searching and opening a decision do not read all the answers again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

import streamlit as st

from tutor.actions import House
from tutor.deciding import looking
from tutor.deciding.listing import Group
from tutor.deciding.looking import Scene, Section, Sort, Wanted
from tutor.model import Bank, VerdictName
from tutor.ui import answers_panel, answers_view, notices, signin
from tutor.ui.answers_panel import Desk, Opened
from tutor.ui.safe import named

SIZE = 12
"""Groups on a page."""

_SORT, _FACT, _WORDS = "answers-sort", "answers-fact", "answers-words"
_LONGEST = 100
_STEM = 70
"""Letters of a question in the list to choose from, and of an answer in the name of a button."""
_SAYS: dict[VerdictName, str] = {"correct": "Accept", "close": "Call it close", "incorrect": "Reject"}


@st.fragment
def draw(house: House, bank_id: str, code: str, scene: Scene, *, sound: bool) -> None:
    """Draw the answers that are looked for; nothing is decided while the file is not `sound`."""
    teacher = signin.still()
    with notices.guard():
        if scene.groups:
            _draw(Desk(house, teacher, bank_id, code), scene, sound=sound)
        else:
            st.html(answers_view.empty(of_class=bool(code)))


def _draw(desk: Desk, scene: Scene, *, sound: bool) -> None:
    st.html(answers_view.head(scene))
    wanted = _wanted(desk, scene)
    sections = looking.found(scene, wanted)
    if not sections:
        _nothing(scene, wanted)
    of = looking.pages(sections, SIZE)
    at = min(_page(desk, wanted), of - 1)
    with st.container(key="sections"):
        for section in looking.page(sections, at, SIZE):
            _section(desk, scene, section, sound=sound)
    _turn(desk, wanted, at, of)


# --- what is looked for ----------------------------------------------------------------------------


def _wanted(desk: Desk, scene: Scene) -> Wanted:
    """Draw what can be looked for; return what is. Another text begins with what most needs a look.

    The address may name the question, as the report does.
    """
    counts: dict[Sort, int] = {sort: scene.count(sort) for sort in ("appeals", "open", "all")}
    names: dict[Sort, str] = {"appeals": "Appeals", "open": "Not accepted", "all": "All"}
    first: Sort = "appeals" if counts["appeals"] else "open" if counts["open"] else "all"
    facts = list(dict.fromkeys(group.fact for group in scene.groups))
    here = desk.bank, desk.code, st.query_params.get("fact", "")
    if st.session_state.get("answers-of") != here:
        fact = here[2] if here[2] in facts else ""
        st.session_state.update({"answers-of": here, _SORT: "all" if fact else first, _FACT: fact, _WORDS: ""})
    if st.session_state.get(_FACT, "") not in facts:
        st.session_state[_FACT] = ""
    with st.container(key="answers-wanted", horizontal=True):
        st.segmented_control(
            "Show", list(names), format_func=lambda s: f"{names[s]} ({counts[s]:,})", key=_SORT, required=True
        )
        st.selectbox("Question", ["", *facts], format_func=lambda id_: _stem(scene.bank, id_), key=_FACT)
        st.text_input("Search the answers", key=_WORDS, max_chars=_LONGEST, type="search", live=True)
    return Wanted(st.session_state[_SORT], st.session_state[_FACT], st.session_state[_WORDS])


def _stem(bank: Bank | None, fact_id: str) -> str:
    """Return a question for the list to choose from."""
    fact = bank.fact(fact_id) if bank else None
    words = (fact.ask or fact.fact) if fact else fact_id
    return answers_view.short(words, _STEM) if fact_id else "All questions"


def _nothing(scene: Scene, wanted: Wanted) -> None:
    """Say why nothing is there, and lead on."""
    if wanted.fact or wanted.words.strip():
        st.html('<p class="nothing">No answer is like that.</p>')
        st.button("Show all of this text", key="answers-clear", on_click=_clear)
        return
    more = scene.count("open")
    st.html(f'<p class="nothing">{"Every appeal is answered." if wanted.sort == "appeals" else "All is decided."}</p>')
    if more:
        st.button("See what was not accepted", key="answers-on", on_click=_look, args=("open",))


def _clear() -> None:
    st.session_state.update({_SORT: "all", _FACT: "", _WORDS: ""})


def _look(sort: Sort, fact: str = "") -> None:
    st.session_state.update({_SORT: sort, _FACT: fact, _WORDS: ""})


# --- pages -----------------------------------------------------------------------------------------


def _page(desk: Desk, wanted: Wanted) -> int:
    """Return which page is open; something else looked for begins at the first."""
    kept, number = st.session_state.get("answers-page", (None, 0))
    return int(number) if kept == (desk.bank, desk.code, wanted) else 0


def _turn(desk: Desk, wanted: Wanted, at: int, of: int) -> None:
    if of < 2:
        return
    with st.container(key="answers-turn", horizontal=True, vertical_alignment="center", gap="small"):
        _to("Previous page", desk, wanted, at - 1, of)
        st.html(f'<p class="soft">Page {at + 1} of {of:,}</p>')
        _to("Next page", desk, wanted, at + 1, of)


def _to(words: str, desk: Desk, wanted: Wanted, number: int, of: int) -> None:
    where = (desk.bank, desk.code, wanted), number
    st.button(words, key=words, disabled=not 0 <= number < of, on_click=_open_page, args=(where,))


def _open_page(where: tuple[object, int]) -> None:
    st.session_state["answers-page"] = where


# --- a question and its answers --------------------------------------------------------------------


def _section(desk: Desk, scene: Scene, section: Section, *, sound: bool) -> None:
    known = scene.bank is not None and scene.bank.fact(section.fact) is not None
    with st.container(key=f"section-{_mark(section.fact)}"):
        beside, answers = st.columns([5, 8], gap="large")
        with beside:
            st.html(answers_view.asked(scene.bank, section.fact))
        with answers:
            for group in section.groups:
                _group(desk, scene, group, decidable=sound and known)
            _more(scene, section)


def _more(scene: Scene, section: Section) -> None:
    """Draw the way to the answers of a question that are left out."""
    if section.more:
        words = named(f"Show {section.more:,} more", f"answers to {_stem(scene.bank, section.fact)}")
        look = st.session_state[_SORT], section.fact
        st.button(words, key=f"say-more-{_mark(section.fact)}", on_click=_look, args=look, type="tertiary")


def _group(desk: Desk, scene: Scene, group: Group, *, decidable: bool) -> None:
    mark, key = _mark(desk.bank, group.fact, group.alike, str(group.picked)), (group.fact, group.alike)
    opened = answers_panel.opened(mark)
    with st.container(key=f"group-{mark}"):
        st.html(answers_view.group(group, scene.made.get(key), listed=key in scene.listed))
        if not decidable:
            return
        with st.container(key=f"offers-{mark}", horizontal=True, gap="xsmall"):
            for verdict in _offered(group):
                about = f"“{answers_view.short(group.answer, _STEM)}” for “{_stem(scene.bank, group.fact)}”"
                _offer(named(_SAYS[verdict], about), Opened(mark, group.fact, group.answer, verdict), opened)
        if opened:
            answers_panel.draw(desk, opened, group, scene.made.get(key))


def _offered(group: Group) -> tuple[VerdictName, ...]:
    """Return what may be said of a group: no bank can accept an option that was picked, or do without its key."""
    if group.picked:
        return ("incorrect",)
    if group.verdict.code == "same":
        return ()
    accepted = group.verdict.name == "correct" and not group.appeals
    return ("close", "incorrect") if accepted else ("correct", "close", "incorrect")


def _offer(words: str, wish: Opened, now: Opened | None) -> None:
    """Draw a way to decide."""
    chosen = now is not None and now.verdict == wish.verdict
    look: Literal["primary", "secondary"] = "primary" if chosen else "secondary"
    st.button(words, key=f"say-{wish.verdict}-{wish.mark}", type=look, on_click=answers_panel.begin, args=(wish,))


def _mark(*parts: str) -> str:
    """Return a short name for the key of a widget: what was pressed on one group is never done to another."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
