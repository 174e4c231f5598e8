"""An answer to a question in any of its forms → a verdict. Typed ones go to the grader, picked ones are compared."""

from __future__ import annotations

import re

from tutor.grading import Reference, grade, prepare
from tutor.model import Bank, Fact, Question, Verdict
from tutor.text import normal

_JOINERS = ("{0}; {1}", "{0} {1}")
"""How a later answer completes an earlier one: "sanctions" + "oil prices", "300 to 3,300" + "miles"."""

_MOST_KEPT = 5000
_kept: dict[tuple[int, str], tuple[Bank, Reference]] = {}

_TRUTH = {"t": 0, "true": 0, "yes": 0, "y": 0, "correct": 0, "f": 1, "false": 1, "no": 1, "n": 1, "wrong": 1}


def mark(question: Question, fact: Fact, bank: Bank, said: str, partial: str = "") -> tuple[str, Verdict] | None:
    """Return what was graded and its verdict; None when a choice was not answered with one of its options.

    `partial` is an earlier close answer that `said` may complete.
    """
    if not question.options:
        return _typed(fact, bank, said, partial)
    picked = pick(question, said)
    if picked is not None:
        return question.options[picked], _picked(question, fact, picked)
    if question.form == "choice" and (verdict := grade(said, _compiled(fact, bank))).name != "incorrect":
        return said, verdict
    return None


def pick(question: Question, said: str) -> int | None:
    """Return the index of the option that was named by letter, number or its words.

    >>> pick(Question("x", "choice", "Where?", ("Moscow", "Minsk"), 0), "b)")
    1
    """
    text = normal(said).strip(" .!?()")
    texts = [normal(o).strip(" .!?") for o in question.options]
    if text in texts:
        return texts.index(text)
    if question.form == "truefalse":
        return _TRUTH.get(text)
    if not re.fullmatch(r"(?:option )?[a-z1-9]", text):
        return None
    at = "abcdefghi".find(text[-1]) if text[-1].isalpha() else int(text[-1]) - 1
    return at if 0 <= at < len(texts) else None


def _typed(fact: Fact, bank: Bank, said: str, partial: str) -> tuple[str, Verdict]:
    reference = _compiled(fact, bank)
    verdict = grade(said, reference)
    if partial and verdict.name != "correct":
        for joined in (j.format(partial, said) for j in _JOINERS):
            together = grade(joined, reference)
            if together.name == "correct":
                return joined, together
    return said, verdict


def _compiled(fact: Fact, bank: Bank) -> Reference:
    """Return the fact compiled, once for each bank that is served: a bank never changes, so the object is the key.

    Each entry holds its bank, so that no other can come to have the same id.
    """
    found = _kept.get((id(bank), fact.id))
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()  # banks that were edited since
        found = _kept[id(bank), fact.id] = (bank, prepare(fact, bank))
    return found[1]


def _picked(question: Question, fact: Fact, picked: int) -> Verdict:
    if picked == question.right:
        return Verdict("correct", "picked-right", "That is the one.")
    feedback = fact.wrong.get(question.options[picked], "")
    return Verdict("incorrect", "picked-wrong", feedback or _NOT_THAT[question.form == "truefalse"])


_NOT_THAT = ("That is not the one.", "The article says otherwise.")
