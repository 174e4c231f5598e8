"""A worksheet: some questions of a bank in forms that paper can hold; the same version is always the same sheet."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tutor import forms
from tutor.article import sentence_of
from tutor.model import Bank, Fact, Form, Question, Sentence
from tutor.text import normal

PAPER: tuple[Form, ...] = ("typed", "gap", "choice", "truefalse")
"""The forms that can be asked on paper."""

_ROOM: Mapping[str, int] = {"reason": 3}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is on a worksheet: the forms, how many questions, which version of it, whether in the article's order."""

    forms: Collection[Form] = PAPER
    count: int = 10
    version: int = 1
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A question on paper, and the fact behind it, which only the key shows."""

    question: Question
    fact: Fact

    @property
    def lines(self) -> int:
        """Return how many lines to write on: none to tick or to fill a gap, one for each item of a list."""
        if self.question.form != "typed":
            return 0
        return _ROOM.get(self.fact.kind, self.fact.need)

    @property
    def answer(self) -> str:
        """Return the right answer as the key says it.

        >>> fact = Fact("x", "Talks took place in Moscow.", (("Moscow",),), "in Moscow")
        >>> Task(Question("x", "choice", "Where?", ("Minsk", "Moscow"), 1), fact).answer
        'B: Moscow'
        >>> Task(Question("x", "truefalse", "True or false? …", ("True", "False"), 1), fact).answer
        'False: Moscow'
        """
        if self.question.form == "choice":
            return f"{'ABCD'[self.question.right]}: {self.fact.key}"
        if self.question.form == "truefalse":
            return "True" if self.question.right == 0 else f"False: {self.fact.key}"
        return self.fact.key

    def proof(self, bank: Bank) -> Sentence | None:
        """Return the sentence of the article that says so."""
        return sentence_of(bank.article, self.fact.citation) if self.fact.citation else None


def fitting(bank: Bank, wished: Collection[Form]) -> Mapping[str, tuple[Form, ...]]:
    """Return fact → in which of the wished forms it can fairly be asked, for those that can in one at least."""
    found = {f.id: _offered(f, bank, wished) for f in bank.live}
    return {fact: own for fact, own in found.items() if own}


def worksheet(bank: Bank, choice: Choice) -> tuple[Task, ...]:
    """Return as many questions as were chosen and fit, each of the chosen forms as often as it can be.

    Which facts, their forms and the order of options hang on the version alone. On paper all questions are seen at
    once, so one that gives the answer to another away is taken only when there are too few without it.
    """
    rng = random.Random(f"worksheet {choice.version}")  # noqa: S311 - a sheet of paper, no secret
    offered = fitting(bank, choice.forms)
    taken, spare, used = list[Task](), list[Task](), Counter[Form]()
    for fact in rng.sample(list(offered), len(offered)):
        task = _task(bank, fact, min(offered[fact], key=lambda form: used[form]), choice.version)
        if any(tells(task, other) or tells(other, task) for other in taken):
            spare.append(task)
        elif len(taken) < choice.count:
            taken.append(task)
            used[task.question.form] += 1
    tasks = [*taken, *spare][: choice.count]
    order = {fact.id: n for n, fact in enumerate(bank.live)}
    return tuple(tasks if choice.shuffled else sorted(tasks, key=lambda task: order[task.fact.id]))


def tells(task: Task, other: Task) -> bool:
    """Tell whether a question has the answer to another in its words.

    >>> engineer = Fact("a", "Ada Brink built it.", (("Ada Brink",),), "")
    >>> asks = Task(Question("a", "typed", "Who built it?"), engineer)
    >>> tells(Task(Question("b", "typed", "What stone did Ada Brink choose?"), engineer), asks), tells(asks, asks)
    (True, False)
    """
    said = f" {normal(task.question.stem)} "
    return any(f" {normal(item[0])} " in said for item in other.fact.answer)


def _offered(fact: Fact, bank: Bank, wished: Collection[Form]) -> tuple[Form, ...]:
    own = fact.forms or PAPER  # an author who names forms means these and no others
    return tuple(f for f in PAPER if f in wished and f in own and forms.sound(fact, bank, f))


def _task(bank: Bank, fact_id: str, form: Form, version: int) -> Task:
    fact = bank.fact(fact_id)
    assert fact is not None  # noqa: S101 - it was just found in this bank
    return Task(forms.ask(fact, bank, form, version), fact)
