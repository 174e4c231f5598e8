"""What the pages of a class draw, as strings: whatever people are called and whatever they answer."""

from __future__ import annotations

import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_pages_draw import BANK, Shape
from tutor.classes.attending import Shown
from tutor.classes.results import Results
from tutor.classes.running import Board, Person
from tutor.classroom import Group, Room
from tutor.model import Question, Verdict
from tutor.store.classes import Member, Seat
from tutor.ui import board, invitation, projector, results, seatview
from tutor.ui import seat as seat_page

QUESTION = Question("cats", "typed", "What do cats do?")
ROOM = Room("K7MP4", "pets", "teacher", (QUESTION, QUESTION), "asking")
RIGHT = Verdict("correct", "same", "Yes.")


def seat(name: str = "Ann", given_: str = "", **changes) -> Seat:
    return Seat(replace(ROOM, **changes), Member("CCCCC", name, False, None), given_)


def watched(name: str = "Ann", words: str = "purr", **changes) -> Board:
    room = replace(ROOM, **changes)
    group = (Group(words, 1, "correct"),)
    first = group if room.vote > 1 else ()
    return Board(room, BANK, (Person(Member("CCCCC", name, False, None), words, "correct"),), group, first)


def every_page(name: str, words: str) -> list[str]:
    """Every piece of HTML in which a name or an answer stands."""
    shown = (Shown(QUESTION, words, RIGHT),)
    here = watched(name, words, state="locked", vote=2)
    return [
        seatview.seat_page(seat(name), seatview.waiting(seat(name))),
        seatview.asking(seat(name, words), fresh=True),
        seatview.answer_form(replace(ROOM, questions=(replace(QUESTION, options=(words, name)),))),
        seatview.locked(seat(name, words)),
        seatview.revealed(shown[0], BANK),
        seatview.over(seat(name, words, state="ended"), BANK, shown),
        board._told(here),
        board._told(watched(name, words, pace="self")),
        projector._question(here),
        results._people(Results(ROOM, BANK, (Member("CCCCC", name, False, None),), ())),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_people_write_is_text_and_never_a_tag(name, words):
    plain = [Shape(html).tags for html in every_page("x", "y")]
    for html, tags in zip(every_page(name, words or "y"), plain, strict=True):
        shape = Shape(html)
        assert shape.tags == tags
        assert shape.whole


@pytest.mark.parametrize("state", ["asking", "locked"])
def test_no_screen_of_a_learner_or_of_the_wall_knows_the_answer_before_its_reveal(state):
    drawn = seatview.asking(seat(), fresh=False) if state == "asking" else seatview.locked(seat())
    wall = projector._question(replace(watched(words="bark", state=state), groups=()))
    assert "purr" not in (drawn + wall).lower()
    assert "purr" in board._asked(watched(state=state)).lower(), "the teacher may look"


def test_the_wall_shows_neither_names_nor_verdicts():
    wall = projector._question(watched("Ann", "a bark", state="locked"))
    assert "a bark" in wall
    assert "Ann" not in wall
    assert "right" not in wall


def test_the_wall_shows_what_the_talk_has_changed():
    assert "1 of 1 have it right. In the first vote it was 1." in projector._question(watched(state="revealed", vote=2))


def test_more_groups_than_a_wall_holds_are_counted():
    many = tuple(Group(f"answer {n}", 2, "incorrect") for n in range(9))
    listed = board.group_list(many, verdicts=False, most=6)
    assert listed.count("<li") == 7
    assert "and 6 other answers" in listed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://passage.school.org/?teach=classes&class=K7MP4", "https://passage.school.org/?class=K7MP4"),
        ("http://10.0.0.7:8501/", "http://10.0.0.7:8501/?class=K7MP4"),
        ("http://school.org/passage/?teach", "http://school.org/passage/?class=K7MP4"),
        (None, "http://localhost/?class=K7MP4"),
    ],
)
def test_the_address_of_a_class_is_on_the_server_that_the_teacher_sees(monkeypatch, url, expected):
    monkeypatch.setattr(invitation.st, "context", SimpleNamespace(url=url))
    assert invitation.address("K7MP4") == expected
    assert bool(invitation.warning(ROOM)) == ("localhost" in expected)


@pytest.mark.parametrize(("seconds", "drawings"), [(1, 1), (60, 0)])
def test_what_may_not_have_been_sent_is_drawn_again(monkeypatch, seconds, drawings):
    """A timer that fires between a drawing and its sending makes Streamlit forget the drawing."""
    drawn = []
    state = {"drawn": time.monotonic() - seconds, "seat": ("K7MP4", 1)}
    monkeypatch.setattr(seat_page, "st", SimpleNamespace(session_state=state, rerun=lambda: drawn.append(1)))
    monkeypatch.setattr(seat_page.attending, "versions", lambda house, codes: dict.fromkeys(codes, 1))
    seat_page._look_again(None, "K7MP4")  # type: ignore[arg-type]
    assert len(drawn) == drawings
