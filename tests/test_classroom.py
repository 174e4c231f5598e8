"""The rules of a live class, without a browser and without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom import (
    CODES,
    LETTERS,
    LONGEST_NAME,
    NAMES,
    Room,
    groups,
    is_shown,
    made_up_code,
    made_up_name,
    may_answer,
    offers,
    read_code,
    read_name,
    step,
)
from tutor.model import Question

TWO = (Question("a", "typed", "A?"), Question("b", "typed", "B?"))
LED = Room("K7MP4", "bank", "teacher", TWO)
OWN = replace(LED, pace="self")

WAYS = {
    # what the teacher presses: state, question, vote in which the class is then
    "": ("lobby", 0, 1),
    "start": ("asking", 0, 1),
    "start lock": ("locked", 0, 1),
    "start lock unlock": ("asking", 0, 1),
    "start lock vote": ("asking", 0, 2),
    "start lock vote lock": ("locked", 0, 2),
    "start lock vote lock vote": ("locked", 0, 2),  # a third vote is not offered
    "start lock reveal": ("revealed", 0, 1),
    "start lock vote lock reveal next": ("asking", 1, 1),
    "start lock reveal next lock reveal next": ("revealed", 1, 1),  # after the last question only the end
    "start lock reveal next lock reveal end": ("ended", 1, 1),
    "start start": ("asking", 0, 1),
    "start reveal": ("asking", 0, 1),  # nothing is revealed before the lock
    "start next": ("asking", 0, 1),
    "lock": ("lobby", 0, 1),
    "end start lock": ("ended", 0, 1),
}


def walk(room: Room, steps: str) -> Room:
    for each in steps.split():
        room = step(room, each)
    return room


@pytest.mark.parametrize(("steps", "where"), WAYS.items())
def test_where_the_steps_lead(steps, where):
    room = walk(LED, steps)
    assert (room.state, room.at, room.vote) == where


@pytest.mark.parametrize(("steps", "state"), [("start", "asking"), ("start lock", "asking"), ("start end", "ended")])
def test_at_everybodys_own_pace_there_is_nothing_to_lock(steps, state):
    assert walk(OWN, steps).state == state


STEPS = st.lists(st.sampled_from(["start", "lock", "unlock", "vote", "reveal", "next", "end"]), max_size=30)


@given(STEPS, st.sampled_from([LED, OWN]))
def test_whatever_is_pressed_the_class_is_somewhere_sound(pressed, room):
    for each in pressed:
        after = step(room, each)
        assert after == room or (each in offers(room) and after.version == room.version + 1)
        assert 0 <= after.at < len(TWO)
        assert after.vote in {1, 2}
        assert (after.state == "ended") == (not offers(after))
        room = after


@given(STEPS, st.integers(0, 1), st.integers(1, 2))
def test_an_answer_is_taken_only_while_its_question_is_asked_and_none_that_is_known(pressed, question, vote):
    room = walk(LED, " ".join(pressed))
    taken = may_answer(room, question, vote)
    assert taken == ((room.state, room.at, room.vote) == ("asking", question, vote))
    assert not (taken and is_shown(room, question))


@given(STEPS)
def test_what_was_shown_stays_shown_and_nothing_is_shown_before_its_reveal(pressed):
    room, seen = LED, set()
    for each in pressed:
        before, room = room, step(room, each)
        now = {n for n in range(2) if is_shown(room, n)}
        assert seen <= now
        assert now == seen or (each in {"reveal", "end"} and room != before)
        seen = now


def test_equal_answers_stand_together_as_most_spell_them_the_largest_group_first():
    told = [("1991", "incorrect"), (" In 1987", "correct"), ("in 1987", "correct"), ("In 1987", "correct")]
    assert groups(told) == (("In 1987", 3, "correct"), ("1991", 1, "incorrect"))


def test_answers_without_a_letter_are_kept_apart():
    assert [g.words for g in groups([("?", "incorrect"), ("!", "incorrect")])] == ["?", "!"]


@given(st.lists(st.tuples(st.text(), st.sampled_from(["correct", "close", "incorrect"]))))
def test_every_answer_is_in_one_group(told):
    assert sum(g.size for g in groups(told)) == len(told)


@given(st.integers(0, CODES - 1))
def test_a_code_reads_back_however_it_is_typed(dice):
    code = made_up_code(dice)
    assert read_code(f" {code[:2].lower()}-{code[2:]} ") == code


def test_codes_differ_and_hold_no_look_alikes():
    assert len({made_up_code(n) for n in range(0, CODES, 9973)}) == len(range(0, CODES, 9973))
    assert not set(LETTERS) & set("AEIOU01258BGLQS")


@pytest.mark.parametrize("typed", ["", "K7MP", "K7MP44", "KAMP4", "K7MP4;DROP", "x" * 10_000, "K7MPÉ"])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) == ""


@given(st.text())
def test_a_name_is_one_short_line_or_nothing(typed):
    name = read_name(typed)
    assert len(name) <= LONGEST_NAME
    assert name == " ".join(name.split())
    assert name.isprintable()


def test_made_up_names_differ():
    assert len({made_up_name(n) for n in range(NAMES)}) == NAMES
    assert max(len(made_up_name(n)) for n in range(NAMES)) <= 20
