"""`python -m tutor reject BANK FACT ANSWER [--feedback TEXT]`: an answer is wrong, and stays so."""

from __future__ import annotations

import argparse

from tutor.commands.accept import add_answer, rule
from tutor.deciding.ruling import Decision


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("reject", help="call a learner's answer wrong, with what to say to it")
    add_answer(parser)
    parser.add_argument("--feedback", default="", metavar="TEXT", help="what a learner is told who gives it")
    parser.set_defaults(run=lambda o: rule(o, Decision(o.fact, o.answer, "incorrect", o.feedback)))
