"""`python -m tutor undo [BANK]`: take back the last decision: the file, the results and the appeals."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from tutor.actions import Gone, House
from tutor.bank.cases import SAID
from tutor.commands.accept import at_home, bank_id, tell
from tutor.deciding.acting import history, undo
from tutor.teachers import Teacher


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("undo", help="take back the last accept, close or reject")
    parser.add_argument("bank", nargs="?", type=Path, metavar="BANK", help="of this bank (without it: of all)")
    parser.set_defaults(run=lambda options: at_home(lambda *home: _undone(options.bank, *home)))


def _undone(named: Path | None, house: House, teacher: Teacher, now: datetime) -> int:
    bank = bank_id(house, named) if named else None
    last = next((r for r in history(house, teacher, bank, now) if r.state == "made"), None)
    if last is None:
        raise Gone("There is no decision to take back.")
    done = undo(house, teacher, last.id, now)
    done_by = f"{SAID[last.verdict]} by {last.who} on {last.at.day} {last.at:%B %Y}"
    print(f"Taken back: “{last.answer}” for “{last.fact}”, {done_by}.")
    tell(done)
    return 0
