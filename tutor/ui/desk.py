"""What a learner can do in a lesson: pick an option, press a word, type; and what they did, read back."""

from __future__ import annotations

from typing import Literal, NamedTuple

import streamlit as st

from tutor import dialogue
from tutor.actions import Scene
from tutor.ui import frame
from tutor.ui.safe import label

MOST_TYPED = 200_000
"""Characters the input takes at all; what is too long for the tutor is refused in words, and stays to be shortened."""

_CONTEST = "contest"
_LABELS = {
    "hint": "Hint",
    "choices": "Choices",
    "show me": "Show me",
    "skip": "Skip",
    "next": "Next",
    _CONTEST: "I think my answer is right",
    "stop": "Finish",
}
"""Word → what its button says, in the order of the buttons. All but one are said to the tutor as they stand."""

_PLACEHOLDERS = {
    "asking": "Your answer, or a question",
    "paused": "Ask why, or go on",
    "reflecting": "In your own words",
}


class At(NamedTuple):
    """What a session has on screen: the lesson, the number of its next turn, its options, the verdict in doubt.

    `scene` is what it was drawn from: a copy that spares a look into the database, never more than that.
    """

    lesson: str
    turn: int
    options: tuple[str, ...] = ()
    contested: int = -1
    scene: Scene | None = None


class Heard(NamedTuple):
    """What the learner did: said something, by key or by button, or contested the verdict in doubt."""

    said: str = ""
    contests: bool = False

    def __bool__(self) -> bool:
        """Tell whether they did anything."""
        return bool(self.said) or self.contests


NOTHING = Heard()


def here(scene: Scene) -> At:
    """Return what a session has on screen once `scene` is drawn."""
    asked = scene.lesson.asked
    options = asked.question.options if asked else ()
    return At(scene.lesson.id, scene.lesson.turn, options, in_doubt(scene), scene)


def in_doubt(scene: Scene) -> int:
    """Return the turn whose verdict may be contested now, -1 for none: the last one, while its fact is talked of."""
    last = next((t for t in reversed(scene.turns) if t.graded), None)
    if last is None or last.graded is None or last.number in scene.appealed or not dialogue.may_appeal(last):
        return -1
    lesson = scene.lesson
    about = lesson.asked.question.fact if lesson.asked else lesson.last
    return last.number if about == last.graded.fact else -1


def read(at: At) -> Heard:
    """Return what was done at the desk as it was last drawn; call it before anything is drawn again."""
    state = st.session_state
    if typed := state.get(_box_key(at)):
        return Heard(str(typed))
    picked = next((option for n, option in enumerate(at.options) if state.get(f"pick-{n}")), "")
    return Heard(picked) if picked else _pressed(next((w for w in _LABELS if state.get(f"do-{w}")), ""))


def draw(at: At, scene: Scene, kept: str = "") -> Heard:
    """Draw the desk, `kept` in its box; return what its widgets tell, which is news only after a restart."""
    picked = _options(scene)
    pressed = _words(at, dialogue.offers(scene.lesson, scene.bank))
    typed = _box(at, _PLACEHOLDERS[scene.lesson.phase], kept)
    return Heard(typed or picked) if typed or picked else _pressed(pressed)


def _pressed(word: str) -> Heard:
    return Heard(contests=True) if word == _CONTEST else Heard(word)


def _options(scene: Scene) -> str:
    asked = scene.lesson.asked
    if asked is None or not asked.question.options:
        return ""
    key, beside = _LOOKS.get(asked.question.form, ("options", False))
    width: Literal["content", "stretch"] = "content" if beside else "stretch"
    with st.bottom.container(key=key, horizontal=beside, gap="xsmall"):
        drawn = enumerate(asked.question.options)
        return _first([option for n, option in drawn if st.button(label(option), key=f"pick-{n}", width=width)])


_LOOKS = {"truefalse": ("truth", True), "evidence": ("options-evidence", False)}
"""The forms whose options look different: true and false stand side by side, sentences of the text are in serif."""


def _words(at: At, offered: tuple[str, ...]) -> str:
    shown = [word for word in _LABELS if word in offered or (word == _CONTEST and at.contested >= 0)]
    with frame.row("words"):
        return _first([w for w in shown if st.button(_LABELS[w], key=f"do-{w}", type=_kind(w))])


def _kind(word: str) -> Literal["primary", "tertiary"]:
    return "primary" if word == "next" else "tertiary"


def _box(at: At, placeholder: str, kept: str) -> str:
    if kept:
        st.session_state[_box_key(at)] = kept
    said = st.bottom.chat_input(placeholder, key=_box_key(at), max_chars=MOST_TYPED, submit_mode="disable")
    return "" if kept else said or ""


def _box_key(at: At) -> str:
    """Return the key of the input: its own for every lesson, so that no word of one lesson is heard in another."""
    return f"say-{at.lesson}"


def _first(words: list[str]) -> str:
    return words[0] if words else ""
