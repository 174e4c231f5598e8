"""`python -m tutor check [PATH…]`: every mistake in the banks at once, for people, editors, GitHub and programs."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tutor import bank as banks
from tutor.bank.cases import cases_path
from tutor.bank.saving import told
from tutor.library import is_bank
from tutor.model import Level, Problem


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("check", help="check question banks and tell every mistake with its place")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="banks, or folders of banks (without one: questions)"
    )
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how to tell them (without it: text)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    facts = count = 0
    for path in options.paths or [Path("questions")]:
        files, misnamed = find(path)
        problems += misnamed
        for file in files:
            loaded = _read(file)
            problems += told(file, loaded)
            facts += len(loaded.bank.facts) if loaded.bank else 0
            count += 1
    for line in _FORMATS[options.format](problems):
        print(line)
    print(summary(count, facts, problems), file=sys.stderr)
    return 1 if any(p.level == "error" for p in problems) else 0


def _read(file: Path) -> banks.Loaded:
    """Read a bank without looking for rubbish on the way: a large one is millions of objects, and none is rubbish."""
    gc.disable()
    try:
        return banks.read(file)
    finally:
        gc.enable()


def find(path: Path) -> tuple[list[Path], list[Problem]]:
    """Return the banks that a path names, and what is wrong with the names in a folder."""
    if not path.is_dir():
        return [path], []
    inside = sorted(path.iterdir())
    files = [file for file in inside if is_bank(file.name)]
    problems = [_problem(f, "warning", "banks end in .yaml", f"rename it to {f.stem}.yaml") for f in inside if _yml(f)]
    guarded = {cases_path(file) for file in files}
    lone = [file for file in inside if file.name.endswith(".cases.jsonl") and file not in guarded]
    problems += [_problem(f, "warning", "these decisions have no bank", "name them like their bank") for f in lone]
    if not files:
        problems.append(_problem(path, "error", "there is no bank in this folder", "name a folder with .yaml files"))
    return files, problems


def summary(count: int, facts: int, problems: Sequence[Problem]) -> str:
    """Return one line on what was checked and found.

    >>> summary(2, 88, [])
    '2 banks, 88 facts: no errors, no warnings.'
    """
    errors = sum(p.level == "error" for p in problems)
    found = f"{_many(errors, 'error')}, {_many(len(problems) - errors, 'warning')}"
    return f"{_many(count, 'bank')}, {_many(facts, 'fact')}: {found}."


def _many(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _yml(file: Path) -> bool:
    return file.suffix.lower() in (".yml", ".yaml") and file.suffix != ".yaml" and not file.name.startswith(".")


def _problem(path: Path, level: Level, message: str, fix: str) -> Problem:
    return Problem(str(path), 1, 1, level, message, fix, "file")


# --- formats ---------------------------------------------------------------------------------------


def _text(problems: Sequence[Problem]) -> Iterator[str]:
    return map(str, problems)


def _github(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield workflow commands: GitHub shows them beside the line of the file."""
    for p in problems:
        place = f"file={_escaped(p.path, ',:')},line={p.line},col={p.col},title={_escaped(p.rule, ',:')}"
        yield f"::{p.level} {place}::{_escaped(p.message + (f' ({p.fix})' if p.fix else ''))}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)


def _json(problems: Sequence[Problem]) -> Iterator[str]:
    yield json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1)


_FORMATS: dict[str, Callable[[Sequence[Problem]], Iterator[str]]] = {"text": _text, "github": _github, "json": _json}
