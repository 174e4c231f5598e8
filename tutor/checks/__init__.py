"""What makes a bank sound, beyond its shape: a plain list of small checks.

Each check is a generator that yields what it finds; its docstring is the manual of the rule, and its name the rule's.
The checks ask the real grader and the real forms: a bank tests itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tutor.checks import answers, coverage, graded, options, quotes, stems
from tutor.checks.view import Desk, Finding, View, Where
from tutor.model import Bank, Level, Problem

__all__ = ["ERRORS", "WARNINGS", "Check", "View", "Where", "rule", "run"]

Check = Callable[[Desk], Iterator[Finding]]

ERRORS: Sequence[Check] = (
    answers.same_id,
    quotes.quote_not_found,
    quotes.quote_not_unique,
    answers.answer_not_in_fact,
    quotes.answer_not_in_quote,
    answers.no_question,
    answers.not_a_list,
    answers.wrong_kind,
    answers.wordless,
    graded.right_rejected,
    graded.wrong_accepted,
    graded.close_missed,
    stems.same_question,
    options.unsound_form,
)
"""With one of these in it, a bank is not served."""

WARNINGS: Sequence[Check] = (
    quotes.draft_unplaced,
    graded.item_rejected,
    answers.missing_unit,
    answers.said_twice,
    answers.alias_of_another,
    stems.question_tells_answer,
    stems.question_tells_another,
    stems.hint_tells_answer,
    stems.unresolved,
    options.longest_option,
    coverage.paragraph_without_fact,
)
"""Things to look at again."""

_TOGETHER: frozenset[Check] = frozenset(
    {
        answers.same_id,
        answers.no_question,
        answers.alias_of_another,
        stems.same_question,
        stems.question_tells_another,
        options.unsound_form,
        coverage.paragraph_without_fact,
    }
)
"""Those that look at more than one fact; the others look at each alone."""


def rule(check: Check) -> str:
    """Return the name under which a check reports.

    >>> rule(quotes.quote_not_found)
    'quote-not-found'
    """
    return check.__name__.replace("_", "-")


def run(bank: Bank, view: View) -> list[Problem]:
    """Return everything the checks find in a bank."""
    desk = Desk(bank, view)
    levels: tuple[tuple[Level, Sequence[Check]], ...] = (("error", ERRORS), ("warning", WARNINGS))
    return [
        _problem(found, level, check, view)
        for level, checks in levels
        for check in checks
        for found in (check(desk) if check in _TOGETHER else desk.alone(rule(check), check))
    ]


def _problem(found: Finding, level: Level, check: Check, view: View) -> Problem:
    line, col = view.spot(found.where)
    return Problem(view.path, line, col, level, found.message, found.fix, rule(check))
