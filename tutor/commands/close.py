"""`python -m tutor close BANK FACT ANSWER --ask TEXT`: an answer is on the way, and gets a question back."""

from __future__ import annotations

import argparse

from tutor.commands.accept import add_answer, rule
from tutor.deciding.ruling import Decision


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("close", help="call a learner's answer close, with what to ask back")
    add_answer(parser)
    parser.add_argument("--ask", required=True, metavar="TEXT", help="what to ask back")
    parser.set_defaults(run=lambda o: rule(o, Decision(o.fact, o.answer, "close", o.ask)))
