"""`python -m tutor grade ROWS`: grade a file of answers, a form's export or a set of judged ones."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from tutor import bank as banks
from tutor.checks.kinds import is_list, kind_of
from tutor.grading import Reference, grade, prepare
from tutor.model import Bank, Fact, Verdict, Wordings

Row = dict[str, Any]
PROGRESS_EVERY = 2.0
"""Seconds between two lines of progress."""


class BadRowError(Exception):
    """A row that cannot be graded, with what is wrong with it."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("grade", help="grade a file of answers")
    parser.add_argument(
        "rows",
        metavar="ROWS",
        help="JSON Lines with id, given and a fact (its fields, or its id and a bank), or CSV with the columns "
        "fact and given and the option --bank; - is standard input",
    )
    parser.add_argument("--out", metavar="FILE", default="-", help="where the verdicts go (without it: here)")
    parser.add_argument("--bank", metavar="PATH", default="", help="the bank of rows that name only a fact")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        with _opened(options.rows, "r") as source, _opened(options.out, "w") as out:
            return grade_rows(source, out, "standard input" if options.rows == "-" else options.rows, options.bank)
    except UnicodeDecodeError:
        print(f"{options.rows}:1: this file is not UTF-8 text (save it as UTF-8)", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    return 1


def _opened(name: str, mode: str) -> Any:
    """Open a file, or stand in for standard input and output; CSV needs its line ends as they are."""
    if name == "-":
        return nullcontext(sys.stdin if mode == "r" else sys.stdout)
    return Path(name).open(mode, encoding="utf-8-sig" if mode == "r" else "utf-8", newline="")


def grade_rows(source: IO[str], out: IO[str], name: str, bank: str = "") -> int:
    """Grade every row in order; tell bad ones on standard error as FILE:LINE: …, and return 1 when there were any."""
    desk = _Desk(name, bank)
    text = source.read()
    rows, write = _csv(text, out, desk) if _is_csv(name, text) else (_json_lines(text, desk), _json_writer(out))
    for line, row in rows:
        try:
            write(row, desk.judge(row))
        except BadRowError as problem:
            desk.complain(line, str(problem))
        desk.tick()
    desk.finish()
    return 1 if desk.bad else 0


def _is_csv(name: str, text: str) -> bool:
    return name.endswith(".csv") or (not name.endswith((".jsonl", ".json")) and text.lstrip("\ufeff \r\n\t")[:1] != "{")


# --- rows in and out -----------------------------------------------------------------------------------


def _json_lines(text: str, desk: _Desk) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip("\ufeff \r\t"):
            continue
        try:
            row = json.loads(line.strip("\ufeff"))
        except (ValueError, RecursionError) as error:
            desk.complain(number, f"not JSON: {error}")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            desk.complain(number, "a row must be an object: {…}")


def _json_writer(out: IO[str]) -> Callable[[Row, Verdict], None]:
    def write(row: Row, verdict: Verdict) -> None:
        said = {"id": row.get("id"), "verdict": verdict.name, "code": verdict.code, "because": verdict.because}
        out.write(json.dumps(said, ensure_ascii=False) + "\n")

    return write


def _csv(text: str, out: IO[str], desk: _Desk) -> tuple[Iterator[tuple[int, Row]], Callable[[Row, Verdict], None]]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    columns = list(reader.fieldnames or ())
    writer = csv.writer(out, lineterminator="\n")
    if not {"fact", "given"} <= set(columns):
        desk.complain(1, "the first line must name the columns fact and given")
        return iter(()), lambda _row, _verdict: None
    writer.writerow([*columns, "verdict", "code", "because"])

    def write(row: Row, verdict: Verdict) -> None:
        writer.writerow([*(row.get(c) or "" for c in columns), verdict.name, verdict.code, verdict.because])

    return _csv_rows(reader, desk), write


def _csv_rows(reader: csv.DictReader[str], desk: _Desk) -> Iterator[tuple[int, Row]]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            desk.complain(reader.line_num, f"not CSV: {error}")
            continue
        if row is None:
            return
        yield reader.line_num, row


# --- one row ------------------------------------------------------------------------------------------------


@dataclass
class _Desk:
    """What is kept between rows: banks and compiled facts, the count, the time of the last word of progress."""

    name: str
    default_bank: str = ""
    bad: int = 0
    done: int = 0
    told: float = field(default_factory=time.monotonic)
    talked: bool = False
    banks: dict[str, Bank] = field(default_factory=dict)
    compiled: dict[str, Reference] = field(default_factory=dict)

    def judge(self, row: Row) -> Verdict:
        """Grade one row; raises BadRowError."""
        given = row.get("given")
        if given is None and "given" not in row:
            raise BadRowError("given is missing")
        if isinstance(given, (dict, list)):
            raise BadRowError("given must be a text")
        return grade("" if given is None else str(given), self.reference(row))

    def reference(self, row: Row) -> Reference:
        """Return the compiled fact of a row, from the bank it names or from its own fields."""
        fact = row.get("fact")
        if isinstance(fact, dict):
            key = json.dumps(fact, sort_keys=True)
            if key not in self.compiled:
                self.compiled[key] = prepare(inline_fact(fact))
            return self.compiled[key]
        if not isinstance(fact, str) or not fact:
            raise BadRowError("fact must be a fact's id, or its fields")
        return self._from_bank(str(row.get("bank") or self.default_bank), fact)

    def _from_bank(self, path: str, fact_id: str) -> Reference:
        if not path:
            raise BadRowError("which bank? Name it in the row, or with --bank")
        key = f"{path}\n{fact_id}"
        if key not in self.compiled:
            bank = self._bank(path)
            fact = bank.fact(fact_id)
            if fact is None:
                near = get_close_matches(fact_id, [f.id for f in bank.facts], 1)
                raise BadRowError(f"{path} has no fact {fact_id}" + (f" (do you mean {near[0]}?)" if near else ""))
            self.compiled[key] = prepare(fact, bank)
        return self.compiled[key]

    def _bank(self, path: str) -> Bank:
        if path not in self.banks:
            beside = Path(self.name).parent / path
            loaded = banks.read(Path(path) if Path(path).exists() or not beside.exists() else beside)
            if loaded.bank is None:
                raise BadRowError(f"the bank cannot be used: {loaded.problems[0]}")
            self.banks[path] = loaded.bank
        return self.banks[path]

    def complain(self, line: int, problem: str) -> None:
        """Tell a bad row."""
        self.bad += 1
        print(f"{self.name}:{line}: {problem}", file=sys.stderr)

    def tick(self) -> None:
        """Count a row, and say how far we are when it takes long."""
        self.done += 1
        if time.monotonic() - self.told > PROGRESS_EVERY:
            self.told, self.talked = time.monotonic(), True
            print(f"{self.done} rows graded …", file=sys.stderr)

    def finish(self) -> None:
        """Say the end of a run that was long enough to be talked about."""
        if self.talked or self.bad:
            print(
                f"{self.done - self.bad if self.bad < self.done else 0} rows graded, {self.bad} bad.", file=sys.stderr
            )


# --- a fact in a row -----------------------------------------------------------------------------------------


def inline_fact(fields: Mapping[str, Any]) -> Fact:
    """Return a fact from the fields of a row; only `answer` must be there. Raises BadRowError.

    >>> inline_fact({"ask": "When?", "answer": 1987}).kind
    'year'
    >>> inline_fact({"answer": ["sanctions", ["low oil prices", "cheap oil"]], "need": 1}).answer
    (('sanctions',), ('low oil prices', 'cheap oil'))
    """
    given = fields.get("answer")
    entries = [_texts(e) if isinstance(e, list) else _text(e) for e in (given if isinstance(given, list) else [given])]
    entries = [e for e in entries if e]
    if not entries:
        raise BadRowError("the fact has no answer")
    statement, quote = _text(fields.get("fact")), _text(fields.get("quote"))
    need, kind = fields.get("need"), fields.get("kind")
    if need is not None and (not isinstance(need, int) or isinstance(need, bool) or need < 1):
        raise BadRowError("need must be a number from 1 on")
    if is_list(entries, kind, need, statement or quote):
        items = tuple(_texts(e) for e in entries)
    else:
        items = (tuple(text for e in entries for text in _texts(e)),)
    return Fact(
        id=_text(fields.get("id")) or "inline",
        fact=statement,
        answer=items,
        quote=quote,
        ask=_text(fields.get("ask")),
        kind=kind or ("list" if len(items) > 1 else kind_of(items[0][0])),
        accept=_texts(fields.get("accept")),
        close=_replies(fields.get("close")),
        wrong=_replies(fields.get("wrong")),
        need=min(need or len(items), len(items)),
        must=tuple(_texts(point) for point in fields.get("must") or ()),
        order=fields.get("order") is True,
    )


def _text(value: object) -> str:
    if isinstance(value, (dict, list)):
        raise BadRowError("a text was expected where there is a list or an object")
    return "" if value is None else " ".join(str(value).split())


def _texts(value: object) -> Wordings:
    values = value if isinstance(value, (list, tuple)) else [value]
    return tuple(text for v in values if (text := _text(v)))


def _replies(value: object) -> Mapping[str, str]:
    pairs = value.items() if isinstance(value, Mapping) else ((text, "") for text in _texts(value))
    return MappingProxyType({_text(k): _text(v) for k, v in pairs})
