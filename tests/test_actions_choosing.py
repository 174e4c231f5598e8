"""What a learner may choose: the cards, what a new lesson takes, and banks that change while people learn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.learning import FACTS, NOON, RIGHT, asked, begin, card, rows, talk
from tutor import actions
from tutor.actions import Broken, House

# --- cards, and what comes next --------------------------------------------------------------------


def test_the_card_of_a_bank_tells_a_newcomer_what_to_expect(house: House) -> None:
    new = card(house)
    assert (new.id, new.title, new.facts, new.minutes) == ("lighthouse", "The lighthouse of Port Selby", 6, 3)
    assert (new.met, new.due, new.open_lesson, new.stale, new.broken) == (0, 0, None, False, False)
    assert new.source.title == "Made up for the tests"


def test_the_card_grows_with_what_was_learned_and_offers_to_go_on(house: House) -> None:
    scene = talk(house, begin(house), RIGHT[:3])
    assert (card(house).met, card(house).due, card(house).open_lesson, card(house).minutes) == (3, 0, "l1", 2)
    talk(house, scene, ["stop"])
    assert card(house).open_lesson is None
    assert [card(house, NOON + timedelta(days=d)).due for d in (0, 1, 2, 9)] == [0, 0, 3, 3]


def test_a_second_lesson_goes_on_with_the_facts_not_met_yet_and_after_that_with_all(house: House) -> None:
    talk(house, begin(house), (*RIGHT[:2], "stop"))
    second = begin(house, "l2")
    assert asked(second) == FACTS[2:]
    talk(house, second, (*RIGHT[2:], "money"))
    assert asked(begin(house, "l3")) == FACTS


def test_starting_afresh_puts_the_unfinished_lesson_aside(house: House) -> None:
    talk(house, begin(house, "l1"), RIGHT[:1])
    begin(house, "l2", now=NOON + timedelta(minutes=1))
    assert card(house).open_lesson == "l2"
    talk(house, begin(house, "l3", now=NOON + timedelta(minutes=2)), ["stop"])
    assert card(house).open_lesson is None


def test_a_review_leaves_the_unfinished_first_lesson_to_go_on_with(house: House) -> None:
    talk(house, begin(house), RIGHT[:2])
    later = NOON + timedelta(days=3)
    review = begin(house, "r1", mode="review", now=later)
    assert card(house).open_lesson == "r1"
    talk(house, review, ["stop"], now=later)
    assert card(house).open_lesson == "l1"


def test_a_review_asks_what_is_due_the_weakest_first(house: House) -> None:
    talk(house, begin(house), ("1847", "nobody", "Ada Brink", "show me", "next", "stop"))  # first, repaired, revealed
    later = NOON + timedelta(days=4)
    assert asked(begin(house, "r1", mode="review", now=later)) == ("stone", "engineer", "year")
    assert asked(begin(house, "r2", mode="review", now=NOON + timedelta(days=1))) == ("stone", "engineer")


def test_a_review_with_nothing_due_takes_all_that_was_met_and_with_nothing_met_it_learns(house: House) -> None:
    assert asked(begin(house, "r0", mode="review")) == FACTS
    talk(house, begin(house), ("1847", "Ada Brink", "stop"))
    assert set(asked(begin(house, "r1", mode="review"))) == {"year", "engineer"}


def test_a_big_bank_comes_in_sittings(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_FACTS", 4)
    assert asked(begin(house)) == FACTS[:4]


# --- banks that change -----------------------------------------------------------------------------


def edit(house: House, old: str, new: str) -> None:
    path = house.questions / "lighthouse.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_facts_that_vanish_in_mid_lesson_are_passed_over(house: House) -> None:
    scene = begin(house)
    text = (house.questions / "lighthouse.yaml").read_text()
    kept, _, rest = text.partition("  - id: engineer")
    (house.questions / "lighthouse.yaml").write_text(kept + "  - id: range" + rest.partition("  - id: range")[2])
    scene = talk(house, scene, ["1847"])
    assert scene.lesson.asked is not None
    assert scene.lesson.asked.question.fact == "range"
    assert card(house).facts == 4


def test_the_fact_on_screen_may_vanish_too(house: House) -> None:
    scene = begin(house)
    text = (house.questions / "lighthouse.yaml").read_text()
    head, _, rest = text.partition("  - id: year")
    (house.questions / "lighthouse.yaml").write_text(head + "  - id: engineer" + rest.partition("  - id: engineer")[2])
    resumed = actions.resume(house, "ann", "l1")
    assert resumed is not None
    scene = talk(house, scene, ["1847"])
    assert scene.lesson.asked is not None
    assert scene.lesson.asked.question.fact == "engineer"
    assert rows(house, "attempts") == []


def test_a_fact_renamed_in_mid_lesson_is_no_longer_met_and_nothing_breaks(house: House) -> None:
    talk(house, begin(house), ["1847", "stop"])
    edit(house, "id: year", "id: built")
    assert card(house).met == 0
    assert asked(begin(house, "r1", mode="review", now=NOON + timedelta(days=9)))[0] == "built"


def test_a_bank_broken_in_mid_lesson_goes_on_as_it_was(house: House) -> None:
    scene = begin(house)
    edit(house, "facts:", "facts: [")
    scene = talk(house, scene, ["1847"])
    assert scene.turns[-1].graded is not None
    assert (card(house).stale, card(house).broken, card(house).met) == (True, False, 1)


def test_a_bank_that_was_never_good_is_shown_as_broken_and_cannot_be_started(house: House) -> None:
    (house.questions / "sad.yaml").write_text("facts: [")
    sad = actions.cards(house, "ann", NOON)[1]
    assert (sad.id, sad.title, sad.facts, sad.minutes, sad.broken) == ("sad", "sad", 0, 0, True)
    with pytest.raises(Broken, match="being mended"):
        actions.start(house, "ann", "sad", "learn", NOON, 1, "l2")


def test_without_a_folder_of_questions_there_are_no_cards(house: House, tmp_path: Path) -> None:
    assert actions.cards(replace(house, questions=tmp_path / "nowhere"), "ann", NOON) == ()


def test_a_citation_moves_with_its_sentence_when_the_article_is_edited(house: House) -> None:
    scene = talk(house, begin(house), ["1847"])
    article = house.questions / "lighthouse.md"
    title, _, rest = article.read_text().partition("\n\n")
    article.write_text(f"{title}\n\nA paragraph that was not there before.\n\n{rest}")
    resumed = actions.resume(house, "ann", "l1")
    assert resumed is not None
    before, now = (s.turns[-1].says[0].cite for s in (scene, resumed))
    assert before is not None
    assert now is not None
    assert (now.paragraph, now.quote) == (before.paragraph + 1, before.quote)
    assert resumed.bank.article.paragraph(now.paragraph).text[now.start : now.end] == now.quote
