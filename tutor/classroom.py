"""The rules of a live class: where it stands, what the teacher may do next, who may answer what. Pure.

A class goes lobby → asking → locked → revealed → asking … → ended. From locked it may go back to asking for a second
vote, after everybody has talked. In a class at everybody's own pace there are only lobby, asking and ended: each
learner has a lesson of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

from tutor.model import Question, VerdictName
from tutor.text import normal

Pace = Literal["teacher", "self"]
State = Literal["lobby", "asking", "locked", "revealed", "ended"]
Step = Literal["start", "lock", "unlock", "vote", "reveal", "next", "end"]

VOTES = 2
"""Times that a question may be answered: alone, and once more after talking."""

LONGEST_NAME = 40
LONGEST_ANSWER = 500
"""Characters. A class answers in a few words; a reason takes two sentences."""

LETTERS = "CDFHJKMNPRTVWXY34679"
"""Of codes: no vowels, so no words; nothing that looks or sounds like something else."""

CODE_LENGTH = 5
CODES = len(LETTERS) ** CODE_LENGTH


@dataclass(frozen=True, slots=True)
class Room:
    """A class where it stands: `at` is the number of the question from 0, `vote` the vote from 1.

    `version` counts its changes: a screen that has drawn this version has nothing to do.
    """

    code: str
    bank: str
    pace: Pace
    questions: tuple[Question, ...]
    state: State = "lobby"
    at: int = 0
    vote: int = 1
    version: int = 0
    made: datetime | None = None

    @property
    def question(self) -> Question:
        """Return the question that the class is at."""
        return self.questions[self.at]

    @property
    def is_last(self) -> bool:
        """Tell whether no question comes after this one."""
        return self.at + 1 >= len(self.questions)


def offers(room: Room) -> tuple[Step, ...]:
    """Return what the teacher may do now, the usual next step first.

    >>> offers(Room("K", "b", "teacher", ()))
    ('start', 'end')
    """
    if room.state == "ended":
        return ()
    if room.state == "asking" and room.pace == "self":
        return ("end",)
    again: tuple[Step, ...] = ("vote",) if room.vote < VOTES else ()
    forward: Mapping[State, tuple[Step, ...]] = {
        "lobby": ("start",),
        "asking": ("lock",),
        "locked": ("reveal", *again, "unlock"),
        "revealed": () if room.is_last else ("next",),
    }
    return (*forward[room.state], "end")


def step(room: Room, wished: Step) -> Room:
    """Return the class after a step; a step that is not offered now changes nothing (a second press, an old page)."""
    if wished not in offers(room):
        return room
    after = _AFTER[wished](room)
    return replace(after, version=room.version + 1)


_AFTER: Mapping[Step, Callable[[Room], Room]] = {
    "start": lambda room: replace(room, state="asking"),
    "lock": lambda room: replace(room, state="locked"),
    "unlock": lambda room: replace(room, state="asking"),
    "vote": lambda room: replace(room, state="asking", vote=room.vote + 1),
    "reveal": lambda room: replace(room, state="revealed"),
    "next": lambda room: replace(room, state="asking", at=room.at + 1, vote=1),
    "end": lambda room: replace(room, state="ended"),
}


def may_answer(room: Room, question: int, vote: int) -> bool:
    """Tell whether an answer to this question in this vote is taken: until the lock, as often as somebody likes."""
    return (room.pace, room.state, room.at, room.vote) == ("teacher", "asking", question, vote)


def is_shown(room: Room, question: int) -> bool:
    """Tell whether the answer of a question may be known: it was revealed, or the class is over.

    >>> is_shown(Room("K", "b", "teacher", (), "locked", at=2), 1), is_shown(Room("K", "b", "teacher", (), "locked"), 0)
    (True, False)
    """
    if room.state == "ended":
        return True
    return question < room.at or (question == room.at and room.state == "revealed")


# --- groups of equal answers -----------------------------------------------------------------------


class Group(NamedTuple):
    """Answers that say the same: as most of them spell it, how many they are, and their verdict."""

    words: str
    size: int
    verdict: VerdictName


def groups(answers: Iterable[tuple[str, VerdictName]]) -> tuple[Group, ...]:
    """Return (given, verdict) pairs put together by their normal form, the largest group first.

    >>> groups([("In 1987", "correct"), ("in 1987.", "correct"), ("1991", "incorrect")])[0]
    Group(words='In 1987', size=2, verdict='correct')
    """
    together: dict[str, list[tuple[str, VerdictName]]] = {}
    for given, verdict in answers:
        together.setdefault(normal(given) or given.strip(), []).append((given, verdict))
    found = [Group(_usual(given for given, _ in same), len(same), same[0][1]) for same in together.values()]
    return tuple(sorted(found, key=lambda group: -group.size))


def _usual(spellings: Iterable[str]) -> str:
    return Counter(s.strip() for s in spellings).most_common(1)[0][0]


# --- codes and names -------------------------------------------------------------------------------


def made_up_code(dice: int) -> str:
    """Return a code that is easily read out, copied from a board and typed on a phone; of dice below `CODES`.

    >>> made_up_code(0), made_up_code(CODES - 1)
    ('CCCCC', '99999')
    """
    return "".join(LETTERS[dice // len(LETTERS) ** n % len(LETTERS)] for n in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Return the code that somebody typed, as codes are written; "" when it cannot be one.

    >>> read_code(" k7-mp4 "), read_code("hello there")
    ('K7MP4', '')
    """
    code = "".join(c for c in typed[:40].upper() if c.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""


def read_name(typed: str) -> str:
    """Return a name as it is kept: one line, no longer than a card holds; "" when there is nothing to read in it.

    >>> read_name("  Ann   of the   Harbour "), read_name(" \\n ")
    ('Ann of the Harbour', '')
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in typed[:200]).split())[:LONGEST_NAME].strip()
    return name if any(c.isalnum() for c in name) else ""


_MOODS = (
    "amber brave bright calm cheerful clever curious dapper eager gentle golden happy jolly kind lively lucky mellow "
    "merry nimble patient plucky quiet silver sunny swift tidy warm wise witty zesty"
).split()
_ANIMALS = (
    "badger beaver crane curlew dolphin falcon finch fox gecko gull hare hedgehog heron ibis kestrel lark lemur lynx "
    "magpie marten mole newt otter owl panda petrel plover puffin raven robin seal sparrow stork swan swift tapir "
    "tern toad turtle vole walrus weasel wren yak"
).split()


NAMES = len(_MOODS) * len(_ANIMALS)


def made_up_name(dice: int) -> str:
    """Return a friendly name for somebody who gives none; of dice below `NAMES`.

    >>> made_up_name(0), made_up_name(31)
    ('Amber Badger', 'Brave Beaver')
    """
    return f"{_MOODS[dice % len(_MOODS)]} {_ANIMALS[dice // len(_MOODS) % len(_ANIMALS)]}".title()
