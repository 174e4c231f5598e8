"""Which mistake lies beside which field of which fact, for forms that have no line numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from tutor.bank import files
from tutor.bank.flaws import Spot
from tutor.bank.loading import load
from tutor.bank.tree import Tree
from tutor.model import Problem

Field = tuple[str, str]
"""A fact's id and one of its keys; "" for the fact as a whole, or for the bank."""


def beside(text: str, path: str, problems: Iterable[Problem]) -> Mapping[Field, tuple[Problem, ...]]:
    """Return the problems in a bank's file by the field they are about; those of other files are the bank's.

    >>> flaw = Problem("x.yaml", 4, 11, "error", "too vague", "", "some-rule")
    >>> list(beside("title: x\\nfacts:\\n- id: a\\n  answer: b\\n", "x.yaml", [flaw]))
    [('a', 'answer')]
    """
    tree = load(files.clean(text)[0])
    marks = sorted(_marks(tree))
    spots = [spot for spot, _ in marks]
    found: dict[Field, list[Problem]] = {}
    for problem in problems:
        at = bisect_right(spots, (problem.line, problem.col)) if problem.path == path else 0
        found.setdefault(marks[at - 1][1] if at else ("", ""), []).append(problem)
    return {field: tuple(told) for field, told in found.items()}


def _marks(tree: Tree) -> Iterator[tuple[Spot, Field]]:
    """Yield where each field begins; what stands before the first fact is the bank's."""
    facts = tree.data.get("facts") if isinstance(tree.data, dict) else None
    for number, fact in enumerate(facts if isinstance(facts, list) else ()):
        if isinstance(fact, dict):
            name = str(fact.get("id", ""))
            for key in fact:
                yield tree.spot(("facts", number, key), key=True), (name, "" if key == "id" else key)
