"""`python -m tutor COMMAND`: what a teacher does in a terminal."""

from __future__ import annotations

import argparse
import importlib
import io
import os
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
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130


def _run() -> int:
    """Run as a program: no traceback for a terminal that lacks letters, nor for `| head`, which stops listening."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains again on its way out
        return 1
    return code


if __name__ == "__main__":
    sys.exit(_run())
