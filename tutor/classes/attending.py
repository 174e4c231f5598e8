"""What a learner does in a class: come in, come back, answer, look at what came of it.

All of them raise Trouble, whose text is a plain sentence for the screen. A learner is whatever the page knows them by
(a cookie); only its digest is kept.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, clock and dice included
from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from tutor import dialogue, library
from tutor.actions import House, TooLong
from tutor.classes.marking import bank_of, verdict
from tutor.classroom import (
    CODES,
    LONGEST_ANSWER,
    LONGEST_NAME,
    NAMES,
    Room,
    made_up_code,
    made_up_name,
    read_code,
    read_name,
)
from tutor.model import Bank, Question, Verdict
from tutor.store import Trouble, clean, records
from tutor.store import classes as kept
from tutor.store.classes import Member, Said, Seat
from tutor.teachers import Limit

MOST_MEMBERS = 1000
"""Of one class; a lecture hall. More is a mistake or a prank."""

_TRIES = 50
"""Names or codes tried until one is free."""

_GUESSES = Limit(30, 60)
"""Return codes tried in one class within a minute: nobody finds another's by trying."""

Dice = Callable[[int], int]
"""Returns a random number below the one given."""


class NotHere(Trouble):
    """There is no such class, or no such seat in it, or the door is closed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question whose answer may be known, what this learner answered ("" for nothing), and the verdict on it."""

    question: Question
    given: str
    verdict: Verdict | None


def look(house: House, learner: str, code: str) -> Seat:
    """Return the class as this learner sees it. Raises NotHere when there is none of that code."""
    found = house.store.read(lambda c: kept.seat(c, code, learner)) if read_code(code) == code else None
    if found is None:
        raise NotHere("There is no class with this code. Look at the code again: it has five letters and figures.")
    return found


def versions(house: House, codes: Collection[str]) -> dict[str, int]:
    """Return code → version of the classes that there are among these: what a waiting screen asks, and nothing else."""
    return house.store.read(lambda c: kept.versions(c, codes))


def read_anew(house: House, codes: Collection[str]) -> None:
    """Have the banks of these classes at hand as their files are now: another replica may have just changed one.

    Else the first screens would be drawn from the bank of before, while it is being read, and stay so.
    """
    for code in codes:
        if room := house.store.read(lambda c, code=code: kept.room(c, code)):  # type: ignore[misc]
            library.fresh(house.questions, room.bank)


def join(house: House, learner: str, code: str, name: str, now: datetime, dice: Dice) -> Seat:
    """Come into a class under a name, or a friendly made-up one; who is in it already only comes back.

    A name that is taken gets a number. Raises NotHere when the class is over or full.
    """
    seat = look(house, learner, code)
    if seat.me is None:
        _may_enter(house, seat.room)
        wished = read_name(name)
        for tried in range(_TRIES):
            called = wished or made_up_name(dice(NAMES))
            newcomer = Member(made_up_code(dice(CODES)), _numbered(called, tried if wished else 0), False, None)
            if house.store.write(lambda c, who=newcomer: kept.join(c, code, learner, who, now)):  # type: ignore[misc]
                break
        seat = look(house, learner, code)
    return seat


def come_back(house: House, learner: str, code: str, member: str, now: datetime) -> Seat:
    """Go on in this browser as somebody who came in with another. Raises NotHere when the return code is none."""
    if _GUESSES.wait(code, now.timestamp()):
        raise NotHere("That was tried very often just now. Wait a minute, then try again.")
    wanted = read_code(member)
    if not wanted or not house.store.write(lambda c: kept.take_seat(c, code, wanted, learner, now)):
        raise NotHere("Nobody in this class has that return code. It stands on your first device, under your name.")
    return look(house, learner, code)


def with_lesson(house: House, learner: str, seat: Seat, now: datetime, dice: Dice) -> Seat:
    """Return the seat with a lesson of its own, begun when it is time: in a class at everybody's own pace."""
    room, me = seat.room, seat.me
    if me is None or me.removed or me.lesson or (room.pace, room.state) != ("self", "asking"):
        return seat
    bank = bank_of(house, room.bank)
    facts = tuple(q.fact for q in room.questions if bank.fact(q.fact))
    lesson, first = dialogue.begin(f"{room.code}-{me.member}", bank, dice(2**31), "learn", facts)
    house.store.write(lambda c: records.begin(c, learner, lesson, first, now))
    house.store.write(lambda c: kept.give_lesson(c, room.code, me.member, lesson.id))
    return look(house, learner, room.code)


def answer(house: House, learner: str, code: str, said: Said, now: datetime) -> Room | None:
    """Take an answer in place of an earlier one, and return the class that it was given in.

    None when it came too late, or for a question no longer asked. Raises TooLong, NotHere.
    """
    if len(said.given) > LONGEST_ANSWER:
        raise TooLong(
            f"That is longer than an answer in class may be ({LONGEST_ANSWER} characters). Please shorten it."
        )
    words = said._replace(given=clean(said.given).strip())
    if not words.given or read_code(code) != code:
        return look(house, learner, code).room
    room = house.store.write(lambda c: kept.answer(c, code, learner, words, now))
    if room is None:
        look(house, learner, code)
    return room


def shown(house: House, seat: Seat) -> Shown:
    """Return the question that was just revealed, with this learner's verdict; ask only when it may be known."""
    question = seat.room.question
    bank = bank_of(house, seat.room.bank)
    return Shown(question, seat.given, verdict(bank, question, seat.given) if seat.given else None)


def looked_back(house: House, seat: Seat) -> tuple[Bank, tuple[Shown, ...]]:
    """Return every question that the class came to, with this learner's last answer to each, once the class is over."""
    room, me = seat.room, seat.me
    bank = bank_of(house, room.bank)
    mine = house.store.read(lambda c: kept.own(c, room.code, me.member)) if me else ()
    last = {a.question: a.given for a in sorted(mine, key=lambda a: a.vote)}
    asked = room.questions[: room.at + 1] if room.state == "ended" and last else ()
    found = ((q, last.get(n, "")) for n, q in enumerate(asked))
    return bank, tuple(Shown(q, given, verdict(bank, q, given) if given else None) for q, given in found)


# --- the parts -------------------------------------------------------------------------------------


def _may_enter(house: House, room: Room) -> None:
    if room.state == "ended":
        raise NotHere("This class is over.")
    if len(house.store.read(lambda c: kept.people(c, room.code))) >= MOST_MEMBERS:
        raise NotHere("This class is full. Tell your teacher.")


def _numbered(name: str, tried: int) -> str:
    """Return the name, with a number once it was taken.

    >>> _numbered("Ann", 0), _numbered("Ann", 1)
    ('Ann', 'Ann 2')
    """
    return f"{name[: LONGEST_NAME - 4]} {tried + 1}" if tried else name
