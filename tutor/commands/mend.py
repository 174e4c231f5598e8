"""`python -m tutor mend BANK [FACT NUMBER]`: the article was edited; which quotes have lost their place?"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tutor.bank.edits import Refused, set_field
from tutor.bank.mending import Lost, lost_quotes
from tutor.bank.saving import Unsaved, content, save_checked
from tutor.settings import settings


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("mend", help="give quotes their place again, after the article was edited")
    parser.add_argument("bank", type=Path, metavar="BANK", help="a bank's file or name, such as inf-treaty")
    parser.add_argument("fact", nargs="?", metavar="FACT", help="the fact whose quote is to be mended")
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="which of the sentences it is to quote")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    named: Path = options.bank
    path = named if named.suffix else settings(os.environ).questions / f"{named.name}.yaml"
    try:
        return _mend(path, options.fact, options.number) if options.fact else _list(path)
    except Unsaved as unsaved:
        print(unsaved, file=sys.stderr)
        return 1


def _list(path: Path) -> int:
    if content(path) is None:
        raise Unsaved(f"There is no bank {path}.")
    lost = lost_quotes(path)
    for one in lost:
        print(*_lines(path, one), sep="\n", end="\n\n")
    print(f"{len(lost)} to mend." if lost else "Every quote stands in the article exactly once.")
    return 1 if lost else 0


def _lines(path: Path, lost: Lost) -> Iterator[str]:
    where = f"stands in the article {lost.times} times" if lost.times else "does not stand in the article any more"
    yield f"{path}:{lost.line}: the quote of “{lost.fact}” {where}"
    yield f"   the bank says “{lost.quote}”"
    for number, offer in enumerate(lost.offers, 1):
        yield f"   {number}. ¶{offer.paragraph} says “{offer.text}”"
    if lost.offers:
        yield f"   To quote one of these: python -m tutor mend {path.stem} {lost.fact} 1"
    else:
        yield "   No sentence of the article is like it: edit the bank, or take the fact out."


def _mend(path: Path, fact: str, number: int | None) -> int:
    lost = next((one for one in lost_quotes(path) if one.fact == fact), None)
    seen = content(path)
    if lost is None or seen is None:
        raise Unsaved(f"“{fact}” has no quote to mend.")
    if number is None or not 1 <= number <= len(lost.offers):
        print(*_lines(path, lost), sep="\n")
        return 1
    text = set_field(_text(path, seen), fact, "quote", lost.offers[number - 1].text)
    if isinstance(text, Refused):
        raise Unsaved(f"Nothing was saved: {text.why}.")
    save_checked(path, seen, text.encode())
    print(f"Saved: “{fact}” quotes ¶{lost.offers[number - 1].paragraph} now.")
    return 0


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Unsaved(f"{path} is not saved as UTF-8. Save it so first.") from None
