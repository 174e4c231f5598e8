"""`python -m tutor COMMAND`: what a teacher does in a terminal."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from tutor import commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 1 when it is not, 2 when it was not understood."""
    parser = argparse.ArgumentParser("python -m tutor", description="Passage, a quiz tutor over an article.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in sorted(m.name for m in pkgutil.iter_modules(commands.__path__)):
        importlib.import_module(f"tutor.commands.{module}").register(subparsers)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
