"""Lessons and turns as JSON: nothing changes on the way, and lessons outlive changes of the model."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.model import Lesson, Question, Turn
from tutor.store import Unreadable, clean
from tutor.store.codec import decode, encode

ODD = [
    "a\0b",
    "half \ud83d pair",
    "\udc00\ud800",
    "\ud83d\ude42",
    "\u202eabc\u202c",
    "🙂 é\u0301",
    "<script>",
    "",
    " \n\t",
    "\x01\x7f",
]


@given(st.one_of(*(st.from_type(noun) for noun in (Lesson, Turn, Question))))
def test_what_is_written_reads_the_same(value: Lesson | Turn | Question) -> None:
    text = encode(value)
    assert decode(type(value), text) == value
    assert clean(text) == text


@pytest.mark.parametrize("said", ODD)
def test_any_text_is_kept_but_for_what_no_database_takes(said: str) -> None:
    kept = decode(Turn, clean(encode(Turn(3, said, ())))).said
    assert kept.replace("\0", "\ufffd") == clean(said)
    clean(said).encode()
    assert "\0" not in clean(said)


@given(st.text(st.characters()))
def test_cleaned_text_can_be_kept_and_sound_text_is_left_alone(text: str) -> None:
    once = clean(text)
    once.encode()
    assert "\0" not in once
    assert clean(once) == once
    broken = "\0" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text)
    assert broken or once == text


FIRST_RELEASE = """{"id": "l1", "bank": "inf-treaty", "seed": 7, "mode": "learn", "phase": "asking", "turn": 4,
  "asked": {"question": {"fact": "signed", "form": "choice", "stem": "When?", "options": ["1987", "1991"], "right": 0},
            "tries": 1, "hints": 1, "closes": 0},
  "queue": ["range"], "outcomes": [["who", "first"]], "returns": [["who", 1]], "total": 3}"""


def test_a_lesson_of_the_first_release_is_still_read() -> None:
    lesson = decode(Lesson, FIRST_RELEASE)
    assert lesson.asked
    assert (lesson.asked.question.options, lesson.outcomes) == (("1987", "1991"), (("who", "first"),))


def test_a_field_that_a_newer_program_added_is_left_out() -> None:
    newer = {**json.loads(FIRST_RELEASE), "mood": "bright"}
    assert decode(Lesson, json.dumps(newer)) == decode(Lesson, FIRST_RELEASE)


BROKEN = {
    "no JSON": "{",
    "a missing field": '{"id": "l1"}',
    "a wrong type": FIRST_RELEASE.replace('"seed": 7', '"seed": "7"'),
    "a phase that is none": FIRST_RELEASE.replace('"asking"', '"dancing"'),
    "no object": "[]",
    "nothing": "",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_anything_else_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(Unreadable, match="another version of Passage"):
        decode(Lesson, text)
