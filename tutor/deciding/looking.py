"""Which answers a teacher looks at, and in which order: question by question, those first that most need a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from tutor.deciding.listing import Group, same
from tutor.model import Bank, Fact
from tutor.store.decisions import Record

Sort = Literal["appeals", "open", "all"]
Key = tuple[str, str]
"""A fact, and what alike answers to it have in common."""

EACH = 4
"""Groups shown of one question while others are shown too: one question with a hundred answers hides no other."""


class Wanted(NamedTuple):
    """What is looked for: appeals, what nobody has decided about yet, or all; of one fact; with these words."""

    sort: Sort = "all"
    fact: str = ""
    words: str = ""


class Section(NamedTuple):
    """Answers to one fact; `more` others are left out."""

    fact: str
    groups: tuple[Group, ...]
    more: int = 0


@dataclass(frozen=True)
class Scene:
    """The answers of a bank and what was decided about them. `bank` is None when there is no good one."""

    bank: Bank | None
    groups: tuple[Group, ...]
    made: Mapping[Key, Record]
    listed: Collection[Key]

    def is_of(self, group: Group, sort: Sort) -> bool:
        """Tell whether a group is of this sort. What can be decided about has its question in the bank."""
        if sort == "all":
            return True
        here = bool(self.bank and self.bank.fact(group.fact))
        return here and (group.appeals > 0 if sort == "appeals" else self._is_open(group))

    def _is_open(self, group: Group) -> bool:
        key = group.fact, group.alike
        decided = key in self.made or key in self.listed
        return group.appeals > 0 or not (decided or group.picked or group.verdict.name == "correct")

    def count(self, sort: Sort) -> int:
        """Return how many groups are of this sort."""
        return sum(self.is_of(group, sort) for group in self.groups)

    @property
    def appeals(self) -> int:
        """Return how many appeals can be answered."""
        return sum(group.appeals for group in self.groups if self.is_of(group, "appeals"))


def scene(bank: Bank | None, groups: tuple[Group, ...], records: Iterable[Record]) -> Scene:
    """Return the answers with what was decided about them; `records` are the decisions, the latest first."""
    made: dict[Key, Record] = {}
    for record in records:
        if record.state == "made":
            made.setdefault((record.fact, same(record.answer)), record)
    listed = {(fact.id, same(text)) for fact in (bank.facts if bank else ()) for text in _listed(fact)}
    return Scene(bank, groups, made, listed)


def _listed(fact: Fact) -> Iterable[str]:
    return (*fact.accept, *fact.close, *fact.wrong)


def found(seen: Scene, wanted: Wanted, each: int = EACH) -> tuple[Section, ...]:
    """Return the groups that are looked for, in sections; of each question `each` at most, unless it is the only one.

    A question whose answers need a look more than others' comes first.
    """
    of_fact = defaultdict[str, list[Group]](list)
    words = wanted.words.casefold().split()
    for group in seen.groups:
        if wanted.fact in ("", group.fact) and seen.is_of(group, wanted.sort) and _has(group, words):
            of_fact[group.fact].append(group)
    most = None if wanted.fact else each
    return tuple(Section(fact, tuple(own[:most]), len(own[most:]) if most else 0) for fact, own in of_fact.items())


def _has(group: Group, words: Sequence[str]) -> bool:
    """Tell whether every word stands in one wording of a group."""
    return not words or any(all(word in text.casefold() for word in words) for text in group.wordings)


def page(sections: Iterable[Section], number: int, size: int) -> tuple[Section, ...]:
    """Return page `number` (from 0) of `size` groups; what is `more` is told where a section ends."""
    rows = [(section, n) for section in sections for n in range(len(section.groups))]
    cut = groupby(rows[number * size : (number + 1) * size], key=lambda row: row[0].fact)
    return tuple(_part(list(own)) for _, own in cut)


def _part(rows: Sequence[tuple[Section, int]]) -> Section:
    section, last = rows[-1]
    groups = tuple(section.groups[n] for _, n in rows)
    return Section(section.fact, groups, section.more if last == len(section.groups) - 1 else 0)


def pages(sections: Iterable[Section], size: int) -> int:
    """Return how many pages there are: at least one."""
    return max(1, -(-sum(len(section.groups) for section in sections) // size))
