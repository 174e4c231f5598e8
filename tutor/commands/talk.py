"""`python -m tutor talk BANK`: the learner's conversation in a terminal."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tutor import bank as banks
from tutor import dialogue
from tutor.article import sentence_of
from tutor.model import Article, Bank, Lesson, Say, Turn
from tutor.settings import settings

_INDENT = "   "
_PROMPT = "> "


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("talk", help="answer the questions of a bank here in the terminal")
    parser.add_argument("bank", type=Path, metavar="BANK", help="a bank's file or name, such as inf-treaty")
    parser.add_argument("--seed", type=int, help="the same seed gives the same questions in the same forms")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    loaded = banks.read(_found(options.bank))
    if loaded.bank is None:
        print(*loaded.problems, sep="\n", file=sys.stderr)
        return 1
    seed = secrets.randbelow(2**31) if options.seed is None else options.seed
    for line in talk(loaded.bank, seed, _typed()):
        print(line)
    return 0


def _found(named: Path) -> Path:
    """Return the file that was named, or the bank of that name on the shelf."""
    return named if named.suffix else settings(os.environ).questions / f"{named.name}.yaml"


def talk(bank: Bank, seed: int, said: Iterable[str]) -> Iterator[str]:
    """Yield the tutor's lines, one lesson long, taking what the learner says from `said`."""
    lesson, turn = dialogue.begin("terminal", bank, seed)
    yield from lines(turn, bank.article)
    for words in said:
        lesson, turn = dialogue.step(lesson, words, bank)
        yield from (*lines(turn, bank.article), *_going_on(lesson, bank))
        if lesson.phase == "done":
            return


def lines(turn: Turn, article: Article) -> Iterator[str]:
    """Yield one turn as plain lines of text."""
    for say in turn.says:
        yield " ".join(filter(None, (say.lead, say.text, _pilcrow(say))))
        yield from (f"{_INDENT}{'abcdefghi'[n]}) {option}" for n, option in enumerate(say.options))
        if say.tone == "reveal" and say.cite:
            yield f"{_INDENT}¶{say.cite.paragraph} “{sentence_of(article, say.cite).text}”"


def _pilcrow(say: Say) -> str:
    return f"¶{say.cite.paragraph}" if say.cite and say.tone in {"correct", "note"} else ""


def _going_on(lesson: Lesson, bank: Bank) -> Iterator[str]:
    if words := dialogue.offers(lesson, bank):
        yield f"{_INDENT}({' · '.join(words)})"


def _typed(read: Callable[[str], str] = input) -> Iterator[str]:
    """Yield what is typed until the end of input; ctrl-C and ctrl-D leave quietly."""
    while True:
        try:
            yield read(_PROMPT)
        except (EOFError, KeyboardInterrupt):
            print()
            return
