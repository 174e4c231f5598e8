"""`python -m tutor schema [FOLDER]`: the JSON Schema of banks, for completion and help while typing in an editor."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tutor.bank.schema import schema

NAME = "bank.schema.json"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("schema", help=f"write {NAME}, which tells editors what may stand in a bank")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("questions"),
        metavar="FOLDER",
        help="where (without it: questions)",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        (options.folder / NAME).write_text(schema(), "utf-8", newline="\n")
    except OSError as error:
        print(f"{options.folder / NAME} cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    return 0
