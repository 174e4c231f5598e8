"""`python -m tutor restore FILE [--force]`: what a backup holds, in the place of what is there."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.actions import open_house
from tutor.bank.saving import Unsaved
from tutor.keeping import Examined, Restored, examined, restore, say
from tutor.settings import Settings, settings
from tutor.store import Trouble


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("restore", help="put back what a backup holds: the questions and all that people did")
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` has written")
    parser.add_argument("--force", action="store_true", help="replace what is there; a copy of it is kept")
    parser.set_defaults(run=lambda options: _run(options.file, settings(os.environ), force=options.force))


def _run(path: Path, chosen: Settings, *, force: bool) -> int:
    try:
        with examined(path) as good:
            _tell(_restored(good, chosen, force=force))
    except (Trouble, Unsaved) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _restored(good: Examined, chosen: Settings, *, force: bool) -> Restored:
    now = datetime.now(UTC)
    folder = chosen.backups or chosen.data
    folder.mkdir(parents=True, exist_ok=True)
    house = open_house(chosen)
    try:
        return restore(house, good, folder / f"before-restore-{now:%Y-%m-%d-%H%M%S}.zip", now, force=force)
    finally:
        house.store.close()


def _tell(done: Restored) -> None:
    print(f"Put back, as of {done.made}: {say(done.kept.rows)}, and {done.kept.files} files of questions.")
    if done.copy:
        print(f"What was there before ({say(done.copy.rows)}, {done.copy.files} files) is kept in {done.copy.path}.")
    if done.strangers:
        print(f"These files are not in the backup, and were left as they are: {', '.join(done.strangers)}.")
