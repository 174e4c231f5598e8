"""What a teacher does with a class: open it, lead it, see who is in it and what they answer, delete it.

Every action looks at the teacher again and raises NotATeacher when there is none; all raise Trouble, whose text is a
plain sentence for the screen.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, clock and dice included
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tutor import forms, library
from tutor.actions import House
from tutor.classes.attending import Dice, NotHere
from tutor.classes.marking import bank_of, verdict
from tutor.classroom import CODES, Group, Pace, Room, Step, groups, made_up_code, step
from tutor.model import Bank, Lesson, VerdictName
from tutor.store import StoreUnavailable
from tutor.store import classes as kept
from tutor.store.classes import Answer, Entry, Member
from tutor.teachers import Teacher, must_teach

MOST_QUESTIONS = 100
"""Of one class: more than any hour holds."""

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the board shows them: their answer to the open question ("" for none), its verdict, their lesson."""

    member: Member
    given: str = ""
    verdict: VerdictName | None = None
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A class as its teacher sees it now: who is in it, and the groups of equal answers, of this vote and the first.

    The projector draws from it too, without the people.
    """

    room: Room
    bank: Bank
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    first_vote: tuple[Group, ...]

    @property
    def present(self) -> tuple[Person, ...]:
        """Return those who were not removed."""
        return tuple(p for p in self.people if not p.member.removed)

    @property
    def answered(self) -> int:
        """Return how many have answered the open question in this vote."""
        return sum(bool(p.given) for p in self.present)

    @property
    def right(self) -> int:
        """Return how many of those are right."""
        return sum(p.verdict == "correct" for p in self.present)


def open_class(
    house: House, teacher: Teacher | None, bank_id: str, facts: Sequence[str], pace: Pace, now: datetime, dice: Dice
) -> Room:
    """Open a class on these facts of a bank, in the bank's order, and return it with its code.

    Raises NotHere when none of the facts may be asked.
    """
    must_teach(teacher, now)
    bank = bank_of(house, bank_id)
    seed, wanted = dice(2**31), set(facts)
    chosen = [fact for fact in bank.live if fact.id in wanted][:MOST_QUESTIONS]
    if not chosen:
        raise NotHere("Choose at least one question for the class.")
    questions = tuple(forms.ask(fact, bank, forms.preferred(fact, bank), seed) for fact in chosen)
    for _ in range(_TRIES):
        room = Room(made_up_code(dice(CODES)), bank_id, pace, questions, made=now)
        if house.store.write(lambda c, new=room: kept.add(c, new, now)):  # type: ignore[misc]
            return room
    raise StoreUnavailable("No code for the class could be found just now. Try again.")


def entries(house: House, teacher: Teacher | None, now: datetime) -> tuple[Entry, ...]:
    """Return every class on this server, the one used last first."""
    must_teach(teacher, now)
    return house.store.read(kept.entries)


def lead(house: House, teacher: Teacher | None, code: str, version: int, wished: Step, now: datetime) -> Room:
    """Take a step with the class as the page has drawn it; when it has moved on since, nothing is done.

    So a second press, or a press in a second window, cannot skip a question. Raises NotHere.
    """
    must_teach(teacher, now)
    room = _room(house, code)
    if room.version == version:
        after = step(room, wished)
        house.store.write(lambda c: kept.advance(c, room, after, now))
    return _room(house, code)


def board(house: House, teacher: Teacher | None, code: str, now: datetime) -> Board:
    """Return the class as it is now. Raises NotHere."""
    must_teach(teacher, now)
    room = _room(house, code)
    bank = bank_of(house, room.bank)
    people, said, lessons = house.store.read(
        lambda c: (
            kept.people(c, code),
            kept.given(c, code, room.at),
            kept.own_lessons(c, code) if room.pace == "self" else {},
        )
    )
    present = {p.member for p in people if not p.removed}
    votes = {vote: {a.member: a for a in said if a.vote == vote} for vote in (room.vote, 1)}
    return Board(
        room,
        bank,
        tuple(_person(p, votes[room.vote].get(p.member), bank, room, lessons.get(p.member)) for p in people),
        _groups(bank, room, [a for a in votes[room.vote].values() if a.member in present]),
        _groups(bank, room, [a for a in votes[1].values() if a.member in present]) if room.vote > 1 else (),
    )


def let(house: House, teacher: Teacher | None, code: str, member: str, now: datetime, *, out: bool) -> None:
    """Take somebody out of the class, or let them back in; what they answered stays."""
    must_teach(teacher, now)
    house.store.write(lambda c: kept.remove(c, code, member, out))


def show_again(house: House, teacher: Teacher | None, code: str, now: datetime) -> None:
    """Have every screen of the class draw itself again: the bank has another word on its answers now."""
    must_teach(teacher, now)
    room = _room(house, code)
    library.fresh(house.questions, room.bank)  # else a screen may be drawn from the bank of before, and stay so
    house.store.write(lambda c: kept.advance(c, room, replace(room, version=room.version + 1), now))


def delete(house: House, teacher: Teacher | None, code: str, now: datetime) -> None:
    """Delete a class with everything in it: members, answers, their lessons in it. It cannot be brought back."""
    must_teach(teacher, now)
    house.store.write(lambda c: kept.drop(c, [code]))


def forget(house: House, days: int, now: datetime) -> int:
    """Delete the classes that were not used for so many days, with everything in them; return how many."""
    old = house.store.read(lambda c: kept.older(c, now - timedelta(days=days)))
    if old:
        house.store.write(lambda c: kept.drop(c, old))
    return len(old)


# --- the parts -------------------------------------------------------------------------------------


def _room(house: House, code: str) -> Room:
    room = house.store.read(lambda c: kept.room(c, code))
    if room is None:
        raise NotHere("This class is not here. It may have been deleted.")
    return room


def _person(member: Member, said: Answer | None, bank: Bank, room: Room, lesson: Lesson | None) -> Person:
    if said is None:
        return Person(member, lesson=lesson)
    return Person(member, said.given, verdict(bank, room.question, said.given).name, lesson)


def _groups(bank: Bank, room: Room, said: Sequence[Answer]) -> tuple[Group, ...]:
    return groups((a.given, verdict(bank, room.question, a.given).name) for a in said)
