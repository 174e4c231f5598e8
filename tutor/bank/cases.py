"""Case law: what a teacher decided about real answers, one line each beside the bank, played again by every check.

`inf-treaty.cases.jsonl` stands beside `inf-treaty.yaml`; a line is {"fact": …, "verdict": …, "answer": …}. There are no
names in it. JSON and not CSV: an answer that begins with = would be run by a spreadsheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from tutor.bank.files import MAX_BANK, clean, decode, fitting, read_bytes
from tutor.bank.flaws import Flaw, Stop, problems
from tutor.checks.view import shown
from tutor.grading import Reference, grade, prepare
from tutor.model import Bank, Level, Problem, VerdictName

RULES: Mapping[str, tuple[Level, str]] = {
    "case": ("error", 'Each line of decisions is {"fact": …, "verdict": correct, close or incorrect, "answer": …}.'),
    "case-flipped": ("error", "The grader says what a teacher decided about an answer, and goes on saying it."),
    "case-without-fact": ("warning", "A teacher's decision is about a fact that the bank has."),
}
"""The manual of what is required of the decisions beside a bank."""

SAID: Mapping[VerdictName, str] = {"correct": "accepted", "close": "called close", "incorrect": "rejected"}
_WRITE = 'write {"fact": "…", "verdict": "correct", "answer": "…"}, or delete the line'


class Case(NamedTuple):
    """A decision: this answer to this fact gets this verdict."""

    fact: str
    verdict: VerdictName
    answer: str


def cases_path(bank: Path) -> Path:
    """Return where the decisions about a bank are kept.

    >>> cases_path(Path("questions/inf-treaty.yaml")).name
    'inf-treaty.cases.jsonl'
    """
    return bank.with_name(f"{bank.stem}.cases.jsonl")


def replay(bank_path: Path, bank: Bank | None, data: bytes | None = None) -> list[Problem]:
    """Return what is wrong with the decisions beside a bank: lines that are none, and verdicts that have changed.

    `data`, when given, is what the file of decisions would hold. A bank that cannot be used (None) is not asked.
    """
    path = cases_path(bank_path)
    if data is None and not path.exists():
        return []
    try:
        text, flaws = decode(read_bytes(path, MAX_BANK) if data is None else fitting(data))
    except Stop as stop:
        return problems(str(path), [stop.flaw])
    found = list(problems(str(path), flaws))
    compiled: dict[str, Reference] = {}
    for number, line in enumerate(clean(text)[0].split("\n"), 1):
        if line.strip():
            found += _judged(str(path), number, line, bank, compiled)
    return found


def _judged(path: str, number: int, line: str, bank: Bank | None, compiled: dict[str, Reference]) -> Iterator[Problem]:
    case = read_case(line)
    if case is None:
        yield from problems(path, [Flaw((number, 1), "case", "this line is no decision", _WRITE)])
    elif bank and (flaw := _flipped(case, bank, compiled)):
        rule, message, fix = flaw
        yield Problem(path, number, 1, RULES[rule][0], message, fix, rule)


def _flipped(case: Case, bank: Bank, compiled: dict[str, Reference]) -> tuple[str, str, str] | None:
    fact = bank.fact(case.fact)
    if fact is None:
        return "case-without-fact", f"the bank has no fact “{shown(case.fact)}” any more", "delete this line"
    if fact.id not in compiled:
        compiled[fact.id] = prepare(fact, bank)
    now = grade(case.answer, compiled[fact.id])
    if now.name == case.verdict:
        return None
    was = f"“{shown(case.answer)}” was {SAID[case.verdict]} by a teacher for “{shown(fact.id)}”"
    fix = "change the bank so that it holds again, or delete this line if it was a mistake"
    return "case-flipped", f"{was}, and is graded {now.name} now: {now.because}", fix


def read_case(line: str) -> Case | None:
    """Return the decision in a line; None when it is none.

    >>> read_case('{"fact": "city", "verdict": "correct", "answer": "Moskva"}')
    Case(fact='city', verdict='correct', answer='Moskva')
    >>> read_case('{"fact": "city", "verdict": "fine", "answer": "Moskva"}')
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in Case._fields):
        return None
    return Case(row["fact"], row["verdict"], row["answer"]) if row["verdict"] in get_args(VerdictName) else None


def with_case(data: bytes | None, case: Case) -> bytes:
    """Return the file with one more line; a decision that stands there already is not written twice."""
    if any(read_case(line) == case for line in _lines(data)):
        return data or b""
    before = data or b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + json.dumps(case._asdict(), ensure_ascii=False).encode() + b"\n"


def without_case(data: bytes | None, case: Case) -> bytes | None:
    """Return the file without a decision; None when nothing else stands in it."""
    kept = [line for line in _lines(data) if read_case(line) != case]
    left = "".join(kept)
    return left.encode() if left.strip() else None


def _lines(data: bytes | None) -> list[str]:
    """Return the lines of a file with their line breaks: U+2028 and the like end none."""
    lines = (data or b"").decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
