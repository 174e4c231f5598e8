"""The answers of a bank, alike ones together: what a teacher looks through, appeals first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor import library
from tutor.actions import House
from tutor.deciding.regrading import judge
from tutor.model import Bank, Verdict
from tutor.store import said as typed
from tutor.store.said import PICKED, Said, Tally, Vote
from tutor.teachers import Teacher, must_teach
from tutor.text import squeezed

MOST_WORDINGS = 8
"""Spellings of one answer that are shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to a fact that are the same for the grader's first look: letter case, spaces and marks left aside.

    `alike` is what they have in common. `answer` is the wording given most often, and `wordings` are the most frequent
    ones; `times` counts the answers, `learners` who gave one, `appeals` those whose learner thinks it was right and
    waits.
    """

    fact: str
    alike: str
    answer: str
    verdict: Verdict
    times: int
    learners: int
    appeals: int
    wordings: tuple[str, ...]

    @property
    def picked(self) -> bool:
        """Tell whether it is an option that was picked: its learners can be answered, but no bank can accept it."""
        return self.verdict.code in PICKED


def answers(house: House, teacher: Teacher | None, bank_id: str, now: datetime, code: str = "") -> tuple[Group, ...]:
    """Return the answers that were typed in a bank, in lessons and live classes of all time, or in the class `code`.

    Those with open appeals come first, then those of most learners. Raises NotATeacher, StoreUnavailable.
    """
    must_teach(teacher, now)
    said, votes = house.store.read(lambda c: (typed.said(c, bank_id, code), typed.votes(c, bank_id, code)))
    on_shelf = library.get(house.questions, bank_id)
    return grouped([*said, *(_live(votes, on_shelf.bank) if on_shelf and on_shelf.bank else ())])


def waiting(house: House, teacher: Teacher | None, now: datetime) -> Mapping[str, Tally]:
    """Return for each bank that was answered how many answers it has, and how many appeals wait for a teacher.

    Raises NotATeacher, StoreUnavailable.
    """
    must_teach(teacher, now)
    return house.store.read(typed.tallies)


def _live(votes: Sequence[Vote], bank: Bank) -> Iterator[Said]:
    """Yield what was typed in live classes, with the verdict of today."""
    judges = {fact: judge(bank, fact) for fact in {vote.fact for vote in votes}}
    for vote in votes:
        if ask := judges[vote.fact]:
            yield Said(vote.fact, vote.given, ask(vote.given), 1, frozenset([vote.learner]), 0)


def grouped(said: Iterable[Said]) -> tuple[Group, ...]:
    """Return alike answers together, those first that most need a look."""
    alike = defaultdict[tuple[str, str, bool], list[Said]](list)
    for one in said:
        alike[one.fact, same(one.given), one.verdict.code in PICKED].append(one)
    groups = (_group(fact, what, own) for (fact, what, _), own in alike.items())
    return tuple(sorted(groups, key=lambda g: (-g.appeals, -g.learners, -g.times, g.fact, g.answer)))


def same(answer: str) -> str:
    """Return what answers of one group have in common.

    >>> same("The Third Rome!") == same("the third  rome"), same("?!")
    (True, '?!')
    """
    return squeezed(answer) or answer


def _group(fact: str, alike: str, own: Sequence[Said]) -> Group:
    wordings, verdicts = Counter[str](), Counter[Verdict]()
    for one in own:
        wordings[one.given] += one.times
        verdicts[one.verdict] += one.times
    return Group(
        fact=fact,
        alike=alike,
        answer=wordings.most_common(1)[0][0],
        verdict=verdicts.most_common(1)[0][0],
        times=sum(one.times for one in own),
        learners=len(frozenset[str]().union(*(one.learners for one in own))),
        appeals=sum(one.appeals for one in own),
        wordings=tuple(text for text, _ in wordings.most_common(MOST_WORDINGS)),
    )
