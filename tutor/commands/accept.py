"""`python -m tutor accept BANK FACT ANSWER`: a learner's answer is right after all, for everybody."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tutor.actions import House, open_house
from tutor.deciding.acting import Done, Preview, decide, preview
from tutor.deciding.ruling import Decision
from tutor.settings import settings
from tutor.store import Trouble
from tutor.teachers import Teacher

Work = Callable[[House, Teacher, datetime], int]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("accept", help="accept a learner's answer, and regrade everybody")
    add_answer(parser)
    parser.set_defaults(run=lambda o: rule(o, Decision(o.fact, o.answer, "correct")))


def add_answer(parser: argparse.ArgumentParser) -> None:
    """Add what every decision is about."""
    parser.add_argument("bank", type=Path, metavar="BANK", help="a bank's file or name, such as inf-treaty")
    parser.add_argument("fact", metavar="FACT", help="the id of the fact")
    parser.add_argument("answer", metavar="ANSWER", help="the answer, as a learner gave it")
    parser.add_argument("--preview", action="store_true", help="show what would change, and change nothing")


def rule(options: argparse.Namespace, decision: Decision) -> int:
    """Make a decision, or show it, and return the exit code."""
    return at_home(lambda house, teacher, now: _ruled(options, decision, house, teacher, now))


def _ruled(options: argparse.Namespace, decision: Decision, house: House, teacher: Teacher, now: datetime) -> int:
    bank = bank_id(house, options.bank)
    if options.preview:
        shown = preview(house, teacher, bank, decision, now)
        tell(shown)
        print(*(f"Not possible: {why}" for why in shown.blocked), sep="\n", end="\n" if shown.blocked else "")
        return 1 if shown.blocked else 0
    tell(decide(house, teacher, bank, decision, now))
    print(f"Saved. To take it back: python -m tutor undo {bank}")
    return 0


def tell(found: Done | Preview) -> None:
    """Print the change of the file and of the results."""
    print(found.diff or "The bank stays as it is.\n", end="")
    print(found.effect)
    for remark in found.remarks if isinstance(found, Preview) else ():
        print(f"Worth a look: {remark}")


def at_home(work: Work) -> int:
    """Do some work in the house that the environment names; tell trouble plainly, and return the exit code."""
    now = datetime.now(UTC)
    try:
        house = open_house(settings(os.environ))
        try:
            return work(house, Teacher(now + timedelta(minutes=1), _user()), now)
        finally:
            house.store.close()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody has a name in some containers
        return ""


def bank_id(house: House, named: Path) -> str:
    """Return the bank's name. Raises Trouble for a file outside the folder that is served: nobody learns from it."""
    if named.suffix == ".yaml" or len(named.parts) > 1:
        if named.absolute().parent.resolve() != house.questions.resolve():
            raise Trouble(f"{named} is not in {house.questions}, from which banks are served (set TUTOR_QUESTIONS).")
        return named.stem
    return str(named)
