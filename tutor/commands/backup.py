"""`python -m tutor backup FILE`: everything in one file, while people learn."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.bank.saving import Unsaved
from tutor.keeping import backup, say
from tutor.settings import Settings, settings
from tutor.store import Trouble
from tutor.store.engine import is_there, reach


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("backup", help="write the questions and all that people did into one file")
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet, or a folder for it")
    parser.set_defaults(run=lambda options: _run(options.file, settings(os.environ)))


def _run(named: Path, chosen: Settings) -> int:
    now = datetime.now(UTC)
    path = named / f"passage-{now:%Y-%m-%d-%H%M%S}.zip" if named.is_dir() else named
    try:
        _written(path, chosen, now)
    except (Trouble, Unsaved) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _written(path: Path, chosen: Settings, now: datetime) -> None:
    if path.exists():
        raise Trouble(f"{path} is there already. Nothing was written: name another file, or a folder.")
    if not is_there(chosen.database_url):
        raise Trouble("There is no database yet: nobody has used Passage here, so there is nothing to back up.")
    store = reach(chosen.database_url)
    try:
        kept = backup(store, chosen.questions, path, now)
    finally:
        store.close()
    print(f"Written: {path} with {say(kept.rows)}, and {kept.files} files of questions.")
    print("It holds what learners have answered, and their names in classes: keep it where only you can read it.")
