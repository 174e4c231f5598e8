"""The lesson: what the learner did is handled first, then the page is drawn once.

The page knows which turn its input belongs to (`desk.At`): a second press, a second window or a lost reply can never
answer a question that was not on screen.
"""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter
from typing import NamedTuple

import streamlit as st

from tutor import actions, journal
from tutor.actions import House, Scene, Stale, TooLong
from tutor.dialogue import MAX_SAID
from tutor.store import clean
from tutor.ui import desk, frame, notices, shelf
from tutor.ui.desk import At, Heard
from tutor.ui.room import room
from tutor.ui.safe import Html
from tutor.ui.talk import WINDOW

EARLIER = 60
"""Turns on screen when what was said before is shown too."""

_ELSEWHERE = "This lesson went on in another window. Here is where it stands; your words are still in the box."
_LONG = "That is {given:,} characters, and I can read {limit:,} at once. It is still in the box: please shorten it."


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
    heard = desk.read(at)
    _draw(house, learner, answer(house, learner, at, heard) if heard else _look(house, learner, at.lesson))


def answer(house: House, learner: str, at: At, heard: Heard) -> Result:
    """Do what the learner did; if that fails for a reason of ours, their words are in the box when the page is back."""
    st.session_state["waiting"] = ("", heard.said)
    result = _contest(house, learner, at) if heard.contests else _say(house, learner, at, heard.said)
    st.session_state.pop("waiting", None)
    return result


def _contest(house: House, learner: str, at: At) -> Result:
    now, last = datetime.now(UTC), _window(at.lesson)
    return Result(actions.appeal(house, learner, at.lesson, at.contested, now, last))


def _say(house: House, learner: str, at: At, said: str) -> Result:
    """Play a turn. What cannot be played keeps the learner's words and says why."""
    if len(said) > MAX_SAID:
        return _look(house, learner, at.lesson, _LONG.format(given=len(said), limit=MAX_SAID), said)
    now, last, began = datetime.now(UTC), _window(at.lesson), perf_counter()
    try:
        scene = actions.say(house, learner, at.lesson, at.turn, said, now, last, at.scene)
    except (Stale, TooLong) as problem:
        return _look(house, learner, at.lesson, str(problem), said)
    played = next((t for t in scene.turns if t.number == at.turn), None)
    if played is not None and played.said == clean(said):
        if graded := played.graded:
            took = perf_counter() - began
            journal.answered(scene.bank.id, graded.fact, graded.verdict.name, graded.verdict.code, took)
        return Result(scene, fresh=True)
    return Result(scene, _ELSEWHERE, said)


def _show_anew(house: House, learner: str, lesson_id: str) -> None:
    """Draw a lesson that this session had not on screen: a first visit, F5, or the first word after a restart.

    After a restart a press arrives here before anything was drawn, so only the widgets themselves can tell of it.
    """
    result = _look(house, learner, lesson_id)
    heard = _draw(house, learner, result)
    if not heard or result.scene is None:
        return
    last = result.scene.turns[-1] if result.scene.turns else None
    if heard.contests or last is None or last.said != clean(heard.said):
        after = answer(house, learner, st.session_state["at"], heard)
        st.session_state["waiting"] = (after.remark, after.kept)
    # else it was recorded just before the server went down: it is drawn, not said again
    del st.session_state["at"]
    st.rerun()


def _look(house: House, learner: str, lesson_id: str, remark: str = "", kept: str = "") -> Result:
    scene = actions.resume(house, learner, lesson_id, _window(lesson_id))
    waiting = st.session_state.pop("waiting", ("", ""))
    return Result(scene, remark or waiting[0], kept or waiting[1])


def _draw(house: House, learner: str, result: Result) -> Heard:
    """Draw the page; return what its widgets say, which is news only to a session that had not drawn them before."""
    scene = result.scene
    if scene is None:
        notices.lesson_gone()
        return desk.NOTHING
    at = desk.here(scene)
    st.session_state["at"] = at
    st.html(Html(room(scene, _window(at.lesson), fresh=result.fresh)))
    if result.remark:
        notices.remark(result.remark)
    if scene.lesson.phase != "done":
        return desk.draw(at, scene, result.kept)
    _farewell(house, learner, scene)
    return desk.NOTHING


def _farewell(house: House, learner: str, scene: Scene) -> None:
    card = next((c for c in actions.cards(house, learner, datetime.now(UTC)) if c.id == scene.bank.id), None)
    with frame.row("farewell"):
        if card:
            shelf.buttons(house, learner, card)
        frame.link("All texts", "all-texts", frame.HOME, "secondary")


def _window(lesson_id: str) -> int:
    """Return how many turns are on screen: more when the address asks for what was said before."""
    place = st.query_params
    return EARLIER if place.get("earlier") and place.get("lesson") == lesson_id else WINDOW
