"""When a fact comes back: fixed dates, as the docs promise them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.model import Outcome
from tutor.schedule import is_due, review, strength

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OUTCOMES: tuple[Outcome, ...] = ("first", "repaired", "revealed")


def played(*steps: tuple[Outcome, datetime]) -> tuple[str, datetime]:
    card = None
    for outcome, now in steps:
        card, due = review(card, outcome, now)
    assert card is not None
    return card, due


@pytest.mark.parametrize(("outcome", "days"), [("first", 2), ("repaired", 1), ("revealed", 1)])
def test_a_new_fact_comes_back_after_whole_days(outcome: Outcome, days: int) -> None:
    assert review(None, outcome, NOON)[1] == NOON + timedelta(days=days)


def test_known_each_time_it_is_due_it_comes_back_ever_later() -> None:
    card, now, gaps = None, NOON, []
    for _ in range(5):
        card, due = review(card, "first", now)
        gaps.append((due - now).days)
        now = due
    assert gaps == [2, 11, 46, 163, 497]


def test_a_fact_that_was_forgotten_comes_back_soon() -> None:
    first, second = NOON, NOON + timedelta(days=2)
    assert played(("first", first), ("revealed", second))[1] - second <= timedelta(days=1)


def test_missed_and_recalled_in_one_lesson_it_comes_back_the_next_day() -> None:
    assert played(("revealed", NOON), ("first", NOON + timedelta(minutes=5)))[1].date() == NOON.date() + timedelta(1)


def test_in_the_evening_learned_it_may_be_reviewed_the_next_noon_and_that_counts_as_a_new_day() -> None:
    evening = NOON + timedelta(hours=8)
    card, due = review(None, "repaired", evening)
    next_noon = NOON + timedelta(days=1)
    assert is_due(due, next_noon)
    assert not is_due(due, NOON + timedelta(hours=12))
    assert review(card, "first", next_noon)[1] == review(card, "first", due)[1]


def test_the_time_zone_of_the_clock_makes_no_difference() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))
    assert review(None, "first", there) == review(None, "first", NOON)


def test_a_fact_grows_weaker_with_the_days() -> None:
    card, _ = review(None, "first", NOON)
    chances = [strength(card, NOON + timedelta(days=d)) for d in (0, 1, 2, 10, 100)]
    assert chances[0] == 1
    assert chances == sorted(chances, reverse=True)
    assert 0 < chances[-1] < 0.9 < chances[1]


def test_what_is_no_card_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        review("nonsense", "first", NOON)


@given(
    st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(-3600, 10**7)), min_size=1, max_size=12),
    st.integers(0, 70 * 365).map(lambda day: NOON + timedelta(days=day)),
)
def test_whatever_happens_the_fact_is_due_at_least_a_day_later_and_the_same_steps_give_the_same_card(
    steps: list[tuple[Outcome, int]], start: datetime
) -> None:
    now, card, again = start, None, None
    for outcome, seconds in steps:
        now += timedelta(seconds=seconds)
        card, due = review(card, outcome, now)
        again, due_again = review(again, outcome, now)
        assert (card, due) == (again, due_again)
        assert due - now >= timedelta(days=1)
        assert 0 <= strength(card, due) <= 1
