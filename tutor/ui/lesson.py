"""The lesson: what the learner did is handled first, then the page is drawn once.

The page knows which turn its input belongs to (`At`): a second press, a second window or a lost reply can never
answer a question that was not on screen.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, NamedTuple

import streamlit as st

from tutor import actions, dialogue
from tutor.actions import House, Scene, Stale, TooLong
from tutor.dialogue import MAX_SAID
from tutor.store import clean
from tutor.ui import frame, notices, shelf
from tutor.ui.room import room
from tutor.ui.safe import Html, label
from tutor.ui.talk import WINDOW

MOST_TYPED = 200_000
"""Characters the input takes at all; what is over MAX_SAID is refused by us, in words, and stays to be shortened."""

EARLIER = 60
"""Turns on screen when what was said before is shown too."""

WORDS = {"hint": "Hint", "choices": "Choices", "show me": "Show me", "skip": "Skip", "next": "Next", "stop": "Finish"}
"""What the talk offers → what its button says."""

_CONTEST = "contest"
_PLACEHOLDERS = {
    "asking": "Your answer, or a question",
    "paused": "Ask why, or go on",
    "reflecting": "In your own words",
}
_ELSEWHERE = "This lesson went on in another window. Here is where it stands; your words are still in the box."
_LONG = "That is {given:,} characters, and I can read {limit:,} at once. It is still in the box: please shorten it."


class At(NamedTuple):
    """What this session has on screen: the lesson, the number of its next turn, its options, the verdict in doubt.

    `scene` is what it was drawn from: a copy that spares a look into the database, never more than that.
    """

    lesson: str
    turn: int
    options: tuple[str, ...] = ()
    contested: int = -1
    scene: Scene | None = None


class Result(NamedTuple):
    """What came of what the learner did: the scene to draw, a remark, words to keep in the box, a turn just played."""

    scene: Scene | None
    remark: str = ""
    kept: str = ""
    fresh: bool = False


def show(house: House, learner: str, lesson_id: str) -> None:
    """Handle what was said on this lesson's page, then draw it."""
    at: At | None = st.session_state.get("at")
    if at is None or at.lesson != lesson_id:
        _show_anew(house, learner, lesson_id)
        return
    said = _said(at)
    _draw(house, learner, _keeping(house, learner, at, said) if said else _look(house, learner, at.lesson))


def answer(house: House, learner: str, at: At, said: str) -> Result:
    """Play a turn, or contest a verdict. What cannot be played keeps the learner's words and says why."""
    now, last = datetime.now(UTC), _window(at.lesson)
    if said == _CONTEST:
        return Result(actions.appeal(house, learner, at.lesson, at.contested, now, last))
    if len(said) > MAX_SAID:
        return _look(house, learner, at.lesson, _LONG.format(given=len(said), limit=MAX_SAID), said)
    try:
        scene = actions.say(house, learner, at.lesson, at.turn, said, now, last, at.scene)
    except (Stale, TooLong) as problem:
        return _look(house, learner, at.lesson, str(problem), said)
    played = next((t for t in scene.turns if t.number == at.turn), None)
    if played is not None and played.said == clean(said):
        return Result(scene, fresh=True)
    return Result(scene, _ELSEWHERE, said)


def _keeping(house: House, learner: str, at: At, said: str) -> Result:
    """Answer; if that fails for a reason of ours, the learner's words are in the box again when the page is back."""
    st.session_state["waiting"] = ("", said)
    result = answer(house, learner, at, said)
    st.session_state.pop("waiting", None)
    return result


def in_doubt(scene: Scene) -> int:
    """Return the turn whose verdict may be contested now, -1 for none: the last one, while its fact is talked of."""
    last = next((t for t in reversed(scene.turns) if t.graded), None)
    if last is None or last.graded is None or last.number in scene.appealed or not dialogue.may_appeal(last):
        return -1
    lesson = scene.lesson
    about = lesson.asked.question.fact if lesson.asked else lesson.last
    return last.number if about == last.graded.fact else -1


def _show_anew(house: House, learner: str, lesson_id: str) -> None:
    """Draw a lesson that this session had not on screen: a first visit, F5, or the first word after a restart.

    After a restart a press arrives here before anything was drawn, so only the buttons themselves can tell of it.
    """
    result = _look(house, learner, lesson_id)
    said = _draw(house, learner, result)
    if not said or result.scene is None:
        return
    last = result.scene.turns[-1] if result.scene.turns else None
    if last is None or last.said != clean(said):  # else it was recorded just before the server went down
        after = _keeping(house, learner, st.session_state["at"], said)
        st.session_state["waiting"] = (after.remark, after.kept)
    del st.session_state["at"]
    st.rerun()


def _look(house: House, learner: str, lesson_id: str, remark: str = "", kept: str = "") -> Result:
    scene = actions.resume(house, learner, lesson_id, _window(lesson_id))
    waiting = st.session_state.pop("waiting", ("", ""))
    return Result(scene, remark or waiting[0], kept or waiting[1])


def _said(at: At) -> str:
    """Return what was typed or pressed on the page as it was last drawn; read before anything is drawn again."""
    state = st.session_state
    if typed := state.get(f"say-{at.lesson}"):
        return str(typed)
    picked = (option for n, option in enumerate(at.options) if state.get(f"pick-{n}"))
    pressed = (word for word in (*WORDS, _CONTEST) if state.get(f"do-{word}"))
    return next(picked, "") or next(pressed, "")


# --- drawing ---------------------------------------------------------------------------------------


def _draw(house: House, learner: str, result: Result) -> str:
    """Draw the page; return what its widgets say, which is news only to a session that had not drawn them before."""
    scene = result.scene
    if scene is None:
        notices.lesson_gone()
        return ""
    asked = scene.lesson.asked
    at = At(scene.lesson.id, scene.lesson.turn, asked.question.options if asked else (), in_doubt(scene), scene)
    st.session_state["at"] = at
    offered = dialogue.offers(scene.lesson, scene.bank)
    st.html(Html(room(scene, _window(at.lesson), fresh=result.fresh)))
    if result.remark:
        with st.bottom:
            notices.remark(result.remark)
    if scene.lesson.phase == "done":
        return _farewell(house, learner, scene)
    said = _options(at) or _words(at, offered)
    return said or _box(at, _PLACEHOLDERS[scene.lesson.phase], result.kept)


def _options(at: At) -> str:
    if not at.options:
        return ""
    with st.bottom.container(key="options", gap="xsmall"):
        pressed = [o for n, o in enumerate(at.options) if st.button(label(o), key=f"pick-{n}", width="stretch")]
    return next(iter(pressed), "")


def _words(at: At, offered: tuple[str, ...]) -> str:
    words = [word for word in offered if word in WORDS]
    with frame.desk("actions"):
        pressed = [w for w in words if st.button(WORDS[w], key=f"do-{w}", type=_kind(w))]
        if at.contested >= 0 and st.button("I think my answer is right", key=f"do-{_CONTEST}", type="tertiary"):
            pressed.append(_CONTEST)
    return next(iter(pressed), "")


def _kind(word: str) -> Literal["primary", "tertiary"]:
    return "primary" if word == "next" else "tertiary"


def _box(at: At, placeholder: str, kept: str) -> str:
    key = f"say-{at.lesson}"
    if kept:
        st.session_state[key] = kept
    said = st.bottom.chat_input(placeholder, key=key, max_chars=MOST_TYPED, submit_mode="disable")
    return "" if kept else said or ""


def _farewell(house: House, learner: str, scene: Scene) -> str:
    card = next((c for c in actions.cards(house, learner, datetime.now(UTC)) if c.id == scene.bank.id), None)
    with frame.desk("farewell"):
        if card:
            shelf.buttons(house, learner, card)
        frame.link("All texts", "all-texts", frame.HOME, "secondary")
    return ""


def _window(lesson_id: str) -> int:
    """Return how many turns are on screen: more when the address asks for what was said before."""
    place = st.query_params
    return EARLIER if place.get("earlier") and place.get("lesson") == lesson_id else WINDOW
