"""When a fact is due again: FSRS (py-fsrs) in whole days, without its learning steps and without its dice.

A card is the JSON that py-fsrs writes for itself; nobody else looks inside.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from tutor.model import Outcome

EARLY = timedelta(hours=8)
"""Who learns in the evening may come back the next noon: a fact is due this long before its hour."""

_DAY = timedelta(days=1)
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_RATINGS: dict[Outcome, Rating] = {"first": Rating.Good, "repaired": Rating.Hard, "revealed": Rating.Again}


def review(card: str | None, outcome: Outcome, now: datetime) -> tuple[str, datetime]:
    """Return the card after a review at `now` (aware), and when the fact is due again (UTC). None is a new card.

    Raises ValueError when `card` is no card's JSON.
    """
    before = Card(card_id=0, due=now) if card is None else Card.from_json(card)
    after, _ = _SCHEDULER.review_card(before, _RATINGS[outcome], _counted(before, now.astimezone(UTC)))
    return after.to_json(), after.due


def is_due(due: datetime, now: datetime) -> bool:
    """Tell whether a fact due at `due` may be asked at `now`; both are aware."""
    return due - EARLY <= now


def strength(card: str, now: datetime) -> float:
    """Return the chance, 0 to 1, that the fact is still known at `now` (FSRS: retrievability)."""
    return _SCHEDULER.get_card_retrievability(Card.from_json(card), now.astimezone(UTC))


def _counted(card: Card, now: datetime) -> datetime:
    """Return when the review counts: FSRS takes less than 24 hours for the same day, a night's sleep is another."""
    if card.last_review and _DAY - EARLY <= now - card.last_review < _DAY:
        return card.last_review + _DAY
    return now
