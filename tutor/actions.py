"""One function for each thing a learner does: read, ask the rules, record. Pages call these and draw what they return.

All of them raise Trouble, whose text is a plain sentence for the screen: StoreUnavailable when the database does not
do its part, Broken when a text has mistakes; Gone, Stale and TooLong as said below. A learner is whatever the page
knows them by (a cookie); only its digest is kept.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, clock and dice included
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from pathlib import Path

from sqlalchemy import Connection

from tutor import dialogue, library, schedule
from tutor.article import standing
from tutor.dialogue import phrases
from tutor.model import Article, Bank, Lesson, Mode, Source, Turn
from tutor.settings import Settings
from tutor.store import Store, Trouble, clean, open_store, records
from tutor.store.ruled import Ruled, looked_at

SECONDS_A_FACT = 25
"""What a question takes a learner, for the estimate on the card."""

MOST_FACTS = 100
"""Facts of one sitting; a bigger bank goes on in the next one. Keeps the state of a lesson small."""

MOST_TURNS = 10_000
"""Turns of one lesson: ten times what 100 facts can need, and an end to a page that talks by itself."""

LAST = 12
"""Turns that come with a scene, unless told: what a page shows at first."""


class Gone(Trouble):
    """There is no such text, or no such lesson of this learner."""


class Broken(Trouble):
    """The text has mistakes and there is no good version of it at hand; what the learner did is kept."""


class Stale(Trouble):
    """The page is ahead of the lesson: it knows turns that the database does not have."""


class TooLong(Trouble):
    """More text than one message may have, or more messages than one lesson; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class House:
    """What every action needs: the store, and the folder of the banks."""

    store: Store
    questions: Path


@dataclass(frozen=True, slots=True)
class BankCard:
    """A bank as a learner chooses it.

    `met` of its `facts` were settled before, `due` of those may be reviewed; `minutes` is what the facts still to
    be met take (all of them, when all are met). `stale`: the file has mistakes, the last good version serves;
    `broken`: it has mistakes and there is no good version.
    """

    id: str
    title: str
    facts: int
    minutes: int
    due: int
    met: int
    open_lesson: str | None
    source: Source
    stale: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """All a page needs to draw a lesson: its last `turns`, which of them were appealed, what teachers decided since.

    `touched` is when the last turn was played.
    """

    lesson: Lesson
    bank: Bank
    turns: tuple[Turn, ...]
    appealed: frozenset[int]
    ruled: tuple[Ruled, ...] = ()
    touched: datetime | None = None

    @property
    def earlier(self) -> int:
        """Return how many turns were played before those in the scene."""
        return self.lesson.turn - len(self.turns)


def open_house(chosen: Settings) -> House:
    """Open the database, once for the whole process. Raises StoreUnavailable."""
    return House(open_store(chosen.database_url, chosen.backups), chosen.questions)


# --- choosing --------------------------------------------------------------------------------------


def cards(house: House, learner: str, now: datetime) -> tuple[BankCard, ...]:
    """Return a card for every bank on the shelf, with what this learner has met and left open."""
    met, going = house.store.read(lambda c: (records.met(c, learner), records.open_lessons(c, learner)))
    return tuple(_card(on_shelf, met, going, now) for on_shelf in library.shelf(house.questions))


def start(house: House, learner: str, bank_id: str, mode: Mode, now: datetime, seed: int, lesson_id: str) -> Scene:
    """Begin a lesson, in place of an unfinished one of the same mode; the same `lesson_id` again returns the first.

    "learn" takes the facts not met yet in the article's order, or all when all are met. "review" takes those that
    are due, the weakest first; when none is due, all that were met; when none was met, it learns.
    Raises Gone when there is no such bank.
    """
    bank = _bank(house, bank_id)
    met = house.store.read(lambda c: records.met(c, learner))
    chosen = _chosen(bank, mode, [card for card in met if card.bank == bank.id], now)
    lesson, first = dialogue.begin(lesson_id, bank, seed, mode, chosen[:MOST_FACTS])
    house.store.write(lambda c: records.begin(c, learner, lesson, first, now))
    return _scene(house, learner, lesson_id, LAST)


# --- talking ---------------------------------------------------------------------------------------


def resume(house: House, learner: str, lesson_id: str, last: int = LAST) -> Scene | None:
    """Return the lesson where it stands, with its `last` turns; None when it is not this learner's, or gone."""
    try:
        return _scene(house, learner, lesson_id, last)
    except Gone:
        return None


def say(
    house: House,
    learner: str,
    lesson_id: str,
    turn: int,
    said: str,
    now: datetime,
    last: int = LAST,
    seen: Scene | None = None,
) -> Scene:
    """Play turn number `turn` of a lesson; when this returns, it is on the disk.

    A turn that was played before, here or in another tab, changes nothing: the lesson is returned as it stands.
    `seen` is the scene that this learner's page has drawn: if it is at this turn, it need not be read again.
    Raises TooLong, Stale when `turn` is in the future, and Gone.
    """
    _fits(said, turn)
    scene = _as_seen(house, seen, lesson_id, turn) or _scene(house, learner, lesson_id, last)
    if turn < scene.lesson.turn or _is_another(scene, seen, turn):
        return scene
    if turn > scene.lesson.turn:
        raise Stale("This page has lost its place in the lesson. Reload it to go on.")
    after, played = dialogue.step(scene.lesson, clean(said), scene.bank)
    step = records.Step(scene.lesson, after, played, scene.touched)
    if house.store.write(lambda c: records.play(c, learner, step, now)):
        return replace(_grown(scene, after, played, last), touched=now)
    return _scene(house, learner, lesson_id, last)  # another tab was faster: show what it played


def appeal(house: House, learner: str, lesson_id: str, turn: int, now: datetime, last: int = LAST) -> Scene:
    """Pass a verdict on to the teacher, once; a turn without one, or with a right one, changes nothing. Raises Gone."""
    played = house.store.read(lambda c: records.turn(c, learner, lesson_id, turn))
    if played and dialogue.may_appeal(played):
        house.store.write(lambda c: records.appeal(c, lesson_id, turn, now))
    return _scene(house, learner, lesson_id, last)


# --- the parts -------------------------------------------------------------------------------------


def _bank(house: House, bank_id: str) -> Bank:
    return good_bank(
        house,
        bank_id,
        gone="That text is not here any more.",
        broken="That text is being mended just now. Your place in it is kept: come back in a while.",
    )


def good_bank(house: House, bank_id: str, *, gone: str, broken: str) -> Bank:
    """Return the last good bank of a text. Raises Gone and Broken, with these words."""
    on_shelf = library.get(house.questions, bank_id)
    if on_shelf is None:
        raise Gone(gone)
    if on_shelf.bank is None:
        raise Broken(broken)
    return on_shelf.bank


def _scene(house: House, learner: str, lesson_id: str, last: int) -> Scene:
    talk, lesson, ruled = house.store.read(lambda c: _talk(c, learner, lesson_id, max(last, 1)))
    bank = _bank(house, lesson.bank)
    turns = tuple(_cited_now(t, bank.article) for t in talk.turns)
    return Scene(lesson, bank, turns, talk.appealed, ruled, talk.touched)


def _talk(
    connection: Connection, learner: str, lesson_id: str, last: int
) -> tuple[records.Talk, Lesson, tuple[Ruled, ...]]:
    talk = records.talk(connection, learner, lesson_id, last)
    if talk is None:
        raise Gone("That lesson is not here. Start a new one.")
    return talk, *looked_at(connection, learner, talk.lesson)


def _cited_now(turn: Turn, article: Article) -> Turn:
    """Return the turn with its citations where they stand today; a passage that is gone is not cited any more."""
    cites = [say.cite and standing(article, say.cite) for say in turn.says]
    if all(now is say.cite for now, say in zip(cites, turn.says, strict=True)):
        return turn
    return replace(turn, says=tuple(replace(say, cite=now) for now, say in zip(cites, turn.says, strict=True)))


def _as_seen(house: House, seen: Scene | None, lesson_id: str, turn: int) -> Scene | None:
    """Return `seen` if it is this turn, over the bank of today; whether somebody was faster, `records.play` sees."""
    at = seen and (seen.lesson.id, seen.lesson.turn)
    return seen if seen and at == (lesson_id, turn) and seen.bank is _bank(house, seen.lesson.bank) else None


def _is_another(scene: Scene, seen: Scene | None, turn: int) -> bool:
    """Tell whether the page has drawn another turn of this number: an old backup was put back, and learning went on."""
    return seen is not None and seen.lesson.turn == turn and seen.touched != scene.touched


def _grown(scene: Scene, after: Lesson, played: Turn, last: int) -> Scene:
    appealed = scene.appealed | ({played.appeals} if played.appeals >= 0 else frozenset())
    return replace(scene, lesson=after, turns=(*scene.turns, played)[-last:], appealed=appealed)


def _fits(said: str, turn: int) -> None:
    if len(said) > dialogue.MAX_SAID:
        raise TooLong(phrases.TOO_LONG.format(limit=dialogue.MAX_SAID))
    if turn >= MOST_TURNS:
        raise TooLong("This lesson has become very long. Start a new one: what you have answered is kept.")


def _chosen(bank: Bank, mode: Mode, met: Iterable[records.Card], now: datetime) -> tuple[str, ...]:
    live = [fact.id for fact in bank.live]
    known = {card.fact: card for card in met if card.fact in set(live)}
    if mode == "review" and known:
        due = [card for card in known.values() if schedule.is_due(card.due, now)]
        weakest = sorted(due or known.values(), key=lambda card: (schedule.strength(card.card, now), card.due))
        return tuple(card.fact for card in weakest)
    return tuple(fact for fact in live if fact not in known) or tuple(live)


def _card(on_shelf: library.Shelved, met: Iterable[records.Card], going: dict[str, str], now: datetime) -> BankCard:
    bank = on_shelf.bank
    live = {fact.id for fact in bank.live} if bank else set()
    known = [card for card in met if card.bank == on_shelf.id and card.fact in live]
    return BankCard(
        id=on_shelf.id,
        title=bank.title if bank else on_shelf.id,
        facts=len(live),
        minutes=ceil((len(live) - len(known) or len(live)) * SECONDS_A_FACT / 60),
        due=sum(schedule.is_due(card.due, now) for card in known),
        met=len(known),
        open_lesson=going.get(on_shelf.id) if bank else None,
        source=bank.source if bank else Source(),
        stale=on_shelf.stale,
        broken=bank is None,
    )
