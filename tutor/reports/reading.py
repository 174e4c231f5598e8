"""The report of a bank: everything that was answered, in lessons and live classes, put before the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tutor.actions import House, good_bank
from tutor.classes.marking import verdict
from tutor.deciding.listing import grouped
from tutor.model import Bank
from tutor.reporting.items import Given, How, Meeting, Report
from tutor.reporting.items import report as analysed
from tutor.store import met as kept
from tutor.store import said as typed
from tutor.store.met import Voted
from tutor.store.said import Said
from tutor.teachers import Teacher, must_teach


def report(house: House, teacher: Teacher | None, bank_id: str, now: datetime, code: str = "") -> Report:
    """Return what the answers of a bank say, those of all of the time or of the class `code`.

    Raises NotATeacher, Gone when there is no such bank, Broken when it cannot be read, StoreUnavailable.
    """
    must_teach(teacher, now)
    bank = bank_of(house, bank_id)
    met, said, voted = house.store.read(
        lambda c: (
            kept.met(c, bank_id, code),
            typed.said(c, bank_id, code, picks=True),
            kept.voted(c, bank_id, code),
        )
    )
    alike = grouped([*said, *_said(voted, bank)])
    given = [Given(g.fact, g.answer, g.verdict, g.times, g.learners, g.appeals) for g in alike]
    return analysed(bank, [*met, *_live(voted, bank)], given)


def bank_of(house: House, bank_id: str) -> Bank:
    """Return the bank of a report. Raises Gone, Broken."""
    return good_bank(
        house,
        bank_id,
        gone="That text is not here any more. Its answers are kept.",
        broken="That text has mistakes, and there is no good version of it at hand. Its answers are kept.",
    )


def _said(voted: Iterable[Voted], bank: Bank) -> Iterator[Said]:
    for vote in voted:
        judged = verdict(bank, vote.question, vote.given)
        yield Said(vote.question.fact, vote.given, judged, 1, frozenset([vote.learner]), 0)


def _live(voted: Iterable[Voted], bank: Bank) -> Iterator[Meeting]:
    """Yield what came of each question for each learner of a live class."""
    own = defaultdict[tuple[str, str, str], list[Voted]](list)
    for vote in voted:
        own[vote.code, vote.learner, vote.question.fact].append(vote)
    for (_, learner, fact), votes in own.items():
        yield Meeting(learner, fact, votes[0].at, _how(votes, bank))


def _how(votes: Sequence[Voted], bank: Bank) -> How:
    """Return how a question of a live class was settled; a second vote comes after talking, so it comes after help."""
    right = [vote.vote for vote in votes if verdict(bank, vote.question, vote.given).name == "correct"]
    if right:
        return "first" if right[0] == 1 else "repaired"
    return "revealed" if votes[-1].vote > 1 else "missed"
