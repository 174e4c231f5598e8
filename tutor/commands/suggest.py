"""`python -m tutor suggest BANK`: questions in words for facts that have none, for a person to choose from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tutor import bank as banks
from tutor.model import Bank, Fact, Wordings

Ask = Callable[[Fact], Wordings]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("suggest", help="suggest questions for the facts of a bank")
    parser.add_argument("bank", type=Path, metavar="BANK.yaml", help="the bank; it is not changed")
    parser.add_argument("--all", action="store_true", help="for facts that have a question too")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    loaded = banks.read(options.bank)
    if loaded.bank is None:
        for problem in loaded.problems:
            print(problem, file=sys.stderr)
        print(f"{options.bank} has errors: correct them first", file=sys.stderr)
        return 1
    from tutor.drafting.wording import suggestions  # noqa: PLC0415 - spaCy loads when a question is to be worded

    for line in report(loaded.bank, suggestions, every=options.all):
        print(line, flush=True)
    return 0


def report(bank: Bank, ask: Ask, *, every: bool = False) -> Iterator[str]:
    """Yield the facts that have no question, or all, with the questions that `ask` suggests for each."""
    facts = [fact for fact in bank.facts if every or not fact.ask]
    worded = 0
    for fact in facts:
        found = tuple(q for q in ask(fact) if q != fact.ask)
        worded += bool(found)
        yield from _lines(fact, found)
    yield _summary(len(facts), worded, every=every)


def _lines(fact: Fact, found: Wordings) -> Iterator[str]:
    yield f"{fact.id}: {fact.fact}"
    yield f"  answer: {fact.key}"
    if fact.ask:
        yield f"  ask: {fact.ask}"
    for question in found:
        yield f"  suggested: {question}"
    if not found:
        yield "  no sound question found" if fact.ask else "  no sound question found: it is asked with a gap"
    yield ""


def _summary(facts: int, worded: int, *, every: bool) -> str:
    """Return one line on how many facts there were, and for how many a question was found.

    >>> _summary(0, 0, every=False)
    'Every fact has a question.'
    >>> _summary(3, 2, every=False)
    '3 facts without a question; suggestions for 2.'
    """
    if not facts:
        return "This bank has no facts." if every else "Every fact has a question."
    what = f"{facts} fact{'' if facts == 1 else 's'}{'' if every else ' without a question'}"
    return f"{what}; suggestions for {worded or 'none'}."
