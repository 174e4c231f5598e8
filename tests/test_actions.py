"""A lesson as the learner has it, from the first turn to the last, on both databases, with the real rules."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.learning import FACTS, NOON, RIGHT, begin, check_whole, everything, rows, talk
from tutor import actions, dialogue
from tutor.actions import Gone, House, Stale, TooLong
from tutor.store import open_store, records

TALKS = Path(__file__).parent / "talks"
SAID = (
    *RIGHT,
    "hint",
    "choices",
    "b",
    "show me",
    "next",
    "skip",
    "stop",
    "I think my answer is right",
    "marble",
    "why?",
)

# --- a whole lesson --------------------------------------------------------------------------------


def test_a_whole_lesson_is_kept_turn_by_turn(house: House) -> None:
    scene = talk(house, begin(house), (*RIGHT, "because of money"))
    assert scene.lesson.phase == "done"
    assert [t.said for t in scene.turns] == ["", *RIGHT, "because of money"]
    assert actions.resume(house, "ann", "l1") == scene
    assert rows(house, "attempts", "turn, fact, given, verdict") == [
        (n, fact, given, "correct") for n, (fact, given) in enumerate(zip(FACTS, RIGHT, strict=True), 1)
    ]
    assert [r[0] for r in rows(house, "reviews", "outcome")] == ["first"] * 6
    assert {r[0] for r in rows(house, "cards", "fact")} == set(FACTS)


def test_every_turn_plays_the_same_from_the_database_as_on_the_page(house: House) -> None:
    scene = begin(house)
    for said in ("marble", "hint", "I don't know", "who built it?", "1847", "wood", "brick", "next", "stop"):
        scene = talk(house, scene, [said])
        assert actions.resume(house, "ann", "l1") == scene


def test_an_attempt_is_kept_raw_beside_its_verdict_and_the_question_as_it_stood(house: House) -> None:
    talk(house, begin(house), ["  the 1840S ?\t"])
    ((question, given, verdict, code, form, tries),) = rows(
        house, "attempts", "question, given, verdict, code, form, tries"
    )
    assert (given, verdict, form, tries) == ("  the 1840S ?\t", "close", "typed", 0)
    assert code
    assert '"stem":"In which year was the lighthouse of Port Selby built?"' in question


def test_what_is_not_an_answer_is_a_turn_and_no_attempt(house: House) -> None:
    talk(house, begin(house), ["hint", "   ", "where does it say that?"])
    assert len(rows(house, "turns")) == 4
    assert rows(house, "attempts") == []


def test_a_scene_holds_the_last_turns_and_says_how_many_came_before(house: House) -> None:
    scene = talk(house, begin(house), ["hint", "why?"] * 10)
    assert ([t.number for t in scene.turns], scene.earlier) == (list(range(9, 21)), 9)
    for last, first in ((1, 20), (3, 18), (21, 0), (500, 0), (0, 20), (-4, 20)):
        again = actions.resume(house, "ann", "l1", last)
        assert again is not None
        assert [t.number for t in again.turns] == list(range(first, 21)), last


@given(st.lists(st.tuples(st.integers(-2, 2), st.one_of(st.sampled_from(SAID), st.text(max_size=30))), max_size=25))
@settings(max_examples=25, deadline=None)
def test_however_tabs_and_retries_are_mixed_the_lesson_is_what_the_rules_make_of_what_was_taken(
    tries: list[tuple[int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(open_store(f"sqlite:///{folder}/passage.db"), TALKS)
        scene = begin(house)
        for ahead, said in tries:
            with suppress(Stale):
                scene = actions.say(house, "ann", "l1", scene.lesson.turn + ahead, said, NOON)
        check_whole(house, "ann")
        house.store.close()


# --- writing twice is writing once -----------------------------------------------------------------


def test_saying_a_played_turn_again_returns_the_lesson_and_changes_nothing(house: House) -> None:
    scene = talk(house, begin(house), ["1847", "marble"])
    before = everything(house)
    for turn in (0, 1, 2, -5):
        assert actions.say(house, "ann", "l1", turn, "something else", NOON + timedelta(hours=1)) == scene
    assert everything(house) == before


def test_a_turn_from_the_future_is_refused(house: House) -> None:
    begin(house)
    with pytest.raises(Stale, match="Reload it to go on"):
        actions.say(house, "ann", "l1", 2, "1847", NOON)
    assert rows(house, "attempts") == []


def test_starting_twice_with_the_same_id_is_starting_once(house: House) -> None:
    scene = talk(house, begin(house), ["1847"])
    before = everything(house)
    assert begin(house) == scene
    assert everything(house) == before


def test_a_lesson_begun_by_somebody_else_is_not_taken_over(house: House) -> None:
    begin(house)
    with pytest.raises(Gone):
        begin(house, learner="bob")
    assert len(rows(house, "lessons")) == 1


# --- whose lesson it is ----------------------------------------------------------------------------


def test_a_learner_never_sees_the_lesson_of_another(house: House) -> None:
    talk(house, begin(house), ["marble"])
    before = everything(house)
    assert actions.resume(house, "bob", "l1") is None
    with pytest.raises(Gone):
        actions.say(house, "bob", "l1", 2, "1847", NOON)
    with pytest.raises(Gone):
        actions.appeal(house, "bob", "l1", 1, NOON)
    assert actions.cards(house, "bob", NOON)[0].open_lesson is None
    assert everything(house) == before


def test_the_store_itself_records_nothing_in_the_lesson_of_another(house: House) -> None:
    scene = begin(house)
    step = records.Step(scene.lesson, *dialogue.step(scene.lesson, "1847", scene.bank), scene.touched)
    assert not house.store.write(lambda c: records.play(c, "bob", step, NOON))
    assert actions.resume(house, "ann", "l1") == scene


@pytest.mark.parametrize("odd", ["", "x" * 100_000, "\0", "a\0b", "\ud800", "'; DROP TABLE turns; --", "%s", "../l1"])
def test_a_lesson_id_made_up_by_anybody_is_just_not_there(house: House, odd: str) -> None:
    assert actions.resume(house, "ann", odd) is None
    assert actions.resume(house, odd or "-", "l1") is None
    with pytest.raises(Gone):
        actions.start(house, "ann", odd, "learn", NOON, 1, "l2")


def test_the_database_knows_no_cookie(house: House) -> None:
    begin(house, learner="a-cookie-worth-stealing")
    assert "a-cookie" not in str(everything(house))


def test_nobody_is_not_a_learner(house: House) -> None:
    with pytest.raises(Exception, match="a learner needs an id"):
        begin(house, learner="")


# --- what learners type ----------------------------------------------------------------------------

TYPED = [
    "<script>alert(1)</script>",
    "$x$ :red[x] ![](http://x)",
    "\u202eabc\u202c",
    "🙂" * 1000,
    "x" * 2000,
    "\r\n\t",
    "'\";--",
]


@pytest.mark.parametrize("said", TYPED)
def test_whatever_is_typed_is_kept_as_it_was_typed(house: House, said: str) -> None:
    talk(house, begin(house), [said])
    again = actions.resume(house, "ann", "l1")
    assert again is not None
    assert again.turns[-1].said == said
    assert all(given == said for (given,) in rows(house, "attempts", "given"))


@pytest.mark.parametrize(("said", "kept"), [("18\x0047", "18\ufffd47"), ("\ud83d", "\ufffd"), ("\ud83d\ude42", "🙂")])
def test_what_no_database_keeps_is_replaced_before_it_is_answered(house: House, said: str, kept: str) -> None:
    scene = talk(house, begin(house), [said])
    assert scene.turns[-1].said == kept
    assert actions.resume(house, "ann", "l1") == scene


def test_too_long_a_message_is_refused_kindly_and_not_recorded(house: House) -> None:
    scene = begin(house)
    with pytest.raises(TooLong, match=r"\(2,000 characters\)"):
        talk(house, scene, ["x" * 2001])
    assert actions.resume(house, "ann", "l1") == scene


def test_a_lesson_without_end_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_TURNS", 3)
    scene = talk(house, begin(house), ["hint", "hint"])
    with pytest.raises(TooLong, match="Start a new one"):
        talk(house, scene, ["hint"])


# --- appeals ---------------------------------------------------------------------------------------


def test_an_appeal_is_recorded_once_and_stays_open(house: House) -> None:
    talk(house, begin(house), ["marble"])
    for _ in range(3):
        assert actions.appeal(house, "ann", "l1", 1, NOON).appealed == {1}
    assert rows(house, "appeals", "lesson, turn, state, decided_at") == [("l1", 1, "open", None)]


def test_an_appeal_may_be_made_in_words_and_by_button_and_is_one(house: House) -> None:
    scene = talk(house, begin(house), ["marble", "I think my answer is right"])
    assert scene.appealed == {1}
    assert actions.resume(house, "ann", "l1") == scene
    actions.appeal(house, "ann", "l1", 1, NOON)
    assert len(rows(house, "appeals")) == 1


@pytest.mark.parametrize("turn", [0, 1, 2, 3, 99, -1])
def test_there_is_nothing_to_appeal_in_a_right_answer_a_hint_or_a_turn_that_never_was(house: House, turn: int) -> None:
    scene = talk(house, begin(house), ["1847", "hint"])
    assert actions.appeal(house, "ann", "l1", turn, NOON) == scene
    assert rows(house, "appeals") == []
