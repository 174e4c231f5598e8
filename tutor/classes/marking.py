"""The verdict on an answer given in class, by the bank as it is now."""

from __future__ import annotations

from typing import cast

from tutor.actions import House, good_bank
from tutor.dialogue.marking import mark
from tutor.model import Bank, Question, Verdict

_MOST_KEPT = 20_000
"""Verdicts kept of one bank: the equal answers of a class are graded once, and not again at every look."""

_Kept = dict[tuple[Question, str], Verdict]

GONE = Verdict("incorrect", "gone", "This question was taken out of the bank.")
NO_OPTION = Verdict("incorrect", "no-option", "That is none of the options.")


def bank_of(house: House, bank_id: str) -> Bank:
    """Return the bank of a class. Raises Gone when it was taken off the shelf, Broken when it cannot be read."""
    return good_bank(
        house,
        bank_id,
        gone="The text of this class is not here any more. Its answers are kept.",
        broken="The text of this class is being mended just now. Its answers are kept: try again in a while.",
    )


def verdict(bank: Bank, question: Question, given: str) -> Verdict:
    """Return the verdict on an answer. A bank never changes, so the same question is asked of the grader once."""
    kept = cast("_Kept", bank.kept.setdefault("class verdicts", {}))
    found = kept.get((question, given))
    if found is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        found = kept[question, given] = _graded(bank, question, given)
    return found


def _graded(bank: Bank, question: Question, given: str) -> Verdict:
    fact = bank.fact(question.fact)
    if fact is None:
        return GONE
    marked = mark(question, fact, bank, given)
    return marked[1] if marked else NO_OPTION
