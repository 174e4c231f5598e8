"""The talk as a step: rules said in words, held against any conversation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_talks import TALKS, loaded
from tutor import dialogue
from tutor.dialogue.words import is_question, wish
from tutor.model import Lesson, Turn
from tutor.text import normal

BANK = loaded(TALKS / "lighthouse.yaml")
WORDS = ["hint", "show me", "skip", "next", "why?", "where does it say that?", "idk", "choices", "stop", "again", ""]
ANSWERS = [
    "1847",
    "the 1840s",
    "1902",
    "Brink",
    "granite",
    "marble",
    "18",
    "miles",
    "flood",
    "frost and strike",
    "b",
    "true",
]
QUESTIONS = ["what did the first lamp burn?", "who is the king of France?", "is it 1847?"]
SAID = st.lists(st.sampled_from([*WORDS, *ANSWERS, *QUESTIONS]) | st.text(max_size=40), max_size=30)


def played(said: list[str], seed: int = 1) -> list[tuple[Lesson, Turn]]:
    moves = [dialogue.begin("l", BANK, seed)]
    for words in said:
        moves.append(dialogue.step(moves[-1][0], words, BANK))
    return moves


@given(SAID)
@settings(max_examples=60, deadline=None)
def test_no_conversation_breaks_the_talk_or_loses_a_turn(said: list[str]) -> None:
    for number, (lesson, turn) in enumerate(played(said)):
        assert turn.number == number
        assert lesson.turn == number + 1
        assert turn.says
        assert (lesson.asked is not None) == (lesson.phase == "asking")


@given(SAID)
@settings(max_examples=60, deadline=None)
def test_the_same_words_give_the_same_talk(said: list[str]) -> None:
    assert played(said) == played(said)


@given(SAID)
@settings(max_examples=60, deadline=None)
def test_every_fact_is_queued_asked_or_settled(said: list[str]) -> None:
    for lesson, _ in played(said):
        asked = {lesson.asked.question.fact} if lesson.asked else set()
        if lesson.phase != "done":
            assert set(lesson.queue) | asked | {f for f, _ in lesson.outcomes} == {f.id for f in BANK.live}


@given(
    st.lists(st.sampled_from([*WORDS[:1], *QUESTIONS[:2], *WORDS[4:6], "when was the lighthouse built?"]), max_size=8)
)
@settings(deadline=None)
def test_nothing_but_the_right_answer_or_show_me_gives_the_answer_away(said: list[str]) -> None:
    for lesson, turn in played(said):
        fact = BANK.fact(lesson.asked.question.fact) if lesson.asked else None
        assert fact is not None
        shown = [s.text for s in turn.says] + [s.cite.quote for s in turn.says if s.cite]
        assert not any(f" {normal(fact.key)} " in f" {normal(text)} " for text in shown)


def test_hidden_sentences_cover_the_answer_everywhere() -> None:
    lesson, _ = dialogue.begin("l", BANK, 1)
    assert {s.text for s in dialogue.hidden(lesson, BANK)} == {
        "The lighthouse of Port Selby was built in 1847 by the engineer Ada Brink."
    }


def test_a_hint_does_not_name_a_heading_that_names_the_answer() -> None:
    from dataclasses import replace

    from tutor.dialogue.hints import ladder

    light = BANK.facts[3]
    assert ladder(light, BANK)[0] == "Look at ¶3, under “The light”."
    assert ladder(replace(light, answer=(("electric light",),)), BANK)[0] == "Look at ¶3."


def test_a_fact_that_left_the_bank_is_passed_over() -> None:
    from dataclasses import replace

    lesson, _ = dialogue.begin("l", BANK, 1)
    smaller = replace(BANK, facts=BANK.facts[2:], kept={})
    after, turn = dialogue.step(lesson, "1847", smaller)
    assert turn.says[0].text == "That question was taken out of the bank. On to the next one."
    assert after.asked is not None
    assert after.asked.question.fact == "stone"


def test_an_empty_bank_says_so() -> None:
    from dataclasses import replace

    lesson, turn = dialogue.begin("l", replace(BANK, facts=(), kept={}), 1)
    assert lesson.phase == "done"
    assert turn.says[-1].text == "Nothing to ask here yet."


def test_too_long_a_message_is_refused_and_costs_nothing() -> None:
    lesson, _ = dialogue.begin("l", BANK, 1)
    after, turn = dialogue.step(lesson, "1847 " * 1000, BANK)
    assert turn.graded is None
    assert after.asked == lesson.asked


def test_an_appeal_names_the_turn_it_is_about() -> None:
    moves = played(["1902", "I think my answer is right"])
    assert moves[1][1].graded is not None
    assert dialogue.may_appeal(moves[1][1])
    assert moves[2][1].appeals == 1
    assert played(["I think my answer is right"])[1][1].appeals == -1


OWN = [
    ("who signed the treaty?", True),
    ("When was it signed", True),
    ("what about China", True),
    ("is it true that the treaty forbade drones?", True),
    ("is it Putin?", False),
    ("putin?", False),
    ("in 1987?", False),
    ("when the wall fell", False),
    ("because they could not win?", False),
    ("how Russia behaves", False),
]


@pytest.mark.parametrize(("said", "question"), OWN)
def test_a_question_is_told_from_an_answer(said: str, question: bool) -> None:
    assert is_question(said) is question


@pytest.mark.parametrize("said", ["Moscow", "stop the missiles", "next year", "to show strength", "why Russia cheated"])
def test_answers_that_begin_like_steering_words_are_answers(said: str) -> None:
    assert wish(said) is None
