"""Drafting in a process of its own: it can be stopped, it holds up nobody, and its memory goes when it ends.

`drafting` and `wordings` start that process, which is this file run as a program: an order goes in as JSON, lines of
JSON come out. The web server itself never loads spaCy, and never reads a PDF.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from pydantic import ConfigDict, TypeAdapter

from tutor.drafting.model import Cut, Draft
from tutor.model import Fact, Kind, Problem, Source, Wordings

AT_ONCE = 2
"""Processes at a time; who comes later waits for one to end."""
MAX_SECONDS = 600
MAX_MEMORY = 4_000_000_000
"""Bytes that the process may ask for; it uses a tenth."""
_BEAT = 0.25
_HOME = Path(__file__).resolve().parents[2]
_slots = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """A file to draft from; `known` are (answer, statement, quote) of facts that are there already."""

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    name: str
    data: bytes
    keep_all: bool = False
    known: tuple[tuple[str, str, str], ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class WordingOrder:
    """Statements, the items of their answers, how many of them are needed, their kinds: to be asked in words."""

    facts: tuple[tuple[str, Wordings, int, Kind], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """So much is done; 0 of 0 while waiting, or while the language model is being loaded."""

    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What drafting came to: the article as Markdown, where it comes from, what was cut, the drafts, the refused."""

    text: str
    source: Source
    cut: Cut | None
    warnings: tuple[str, ...]
    drafts: tuple[Draft, ...]
    refused: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """For each statement the wordings of its question, the best first."""

    asks: tuple[Wordings, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    task: DraftOrder | WordingOrder


@dataclass(frozen=True, slots=True)
class _Line:
    said: Progress | Problem | Result | Worded


_ORDER, _LINE = TypeAdapter(_Order), TypeAdapter(_Line)


# --- this side -------------------------------------------------------------------------------------


def drafting(order: DraftOrder) -> Generator[Progress | Problem | Result, None, None]:
    """Yield how far it is, several times a second, and at last the result or what is wrong with the file.

    Closing the iterator ends the process.
    """
    for said in _told(_Order(order)):
        if not isinstance(said, Worded):
            yield said


def wordings(order: WordingOrder) -> tuple[Wordings, ...]:
    """Return wordings of each statement's question; none when the process fails."""
    return next((said.asks for said in _told(_Order(order)) if isinstance(said, Worded)), ((),) * len(order.facts))


def _told(order: _Order) -> Iterator[Progress | Problem | Result | Worded]:
    while not _slots.acquire(timeout=_BEAT):
        yield Progress()
    try:
        with _process(order) as process:
            yield from _lines(process)
    finally:
        _slots.release()


@contextmanager
def _process(order: _Order) -> Iterator[subprocess.Popen[bytes]]:
    """Run this file as a program; whatever happens, its process is gone afterwards."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TUTOR_")}
    with tempfile.TemporaryFile() as given:
        given.write(_ORDER.dump_json(order))
        given.seek(0)
        command = [sys.executable, "-m", "tutor.drafting.apart"]
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, cwd=_HOME, env=environ)  # noqa: S603
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _lines(process: subprocess.Popen[bytes]) -> Iterator[Progress | Problem | Result | Worded]:
    heard: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(process.stdout, heard), daemon=True).start()
    end, last = time.monotonic() + MAX_SECONDS, Progress()
    while time.monotonic() < end:
        try:
            line = heard.get(timeout=_BEAT)
        except Empty:
            yield last
            continue
        if not line:
            break
        said = _LINE.validate_json(line).said
        yield said
        if not isinstance(said, Progress):
            return
        last = said
    message = "drafting took too long" if time.monotonic() >= end else "drafting failed"
    yield Problem("", 1, 1, "error", message, "try a part of the article", "apart")


def _listen(out: IO[bytes], heard: SimpleQueue[bytes]) -> None:
    with suppress(ValueError, OSError):  # the process was ended, and its pipe closed, while we listened
        for line in out:
            heard.put(line)
    heard.put(b"")


# --- that side -------------------------------------------------------------------------------------


def main() -> None:
    """Do what standard input orders; say it on standard output, on which nothing else may print."""
    _tame()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)

        def say(said: Progress | Problem | Result | Worded) -> None:
            out.write(_LINE.dump_json(_Line(said)) + b"\n")
            out.flush()

        task = _ORDER.validate_json(sys.stdin.buffer.read()).task
        say(_worded(task) if isinstance(task, WordingOrder) else _drafted(task, say))


def _tame() -> None:
    """Let the server go first, and end what grows or runs for ever, where the system can do that."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import resource  # noqa: PLC0415 - Windows has none

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def _worded(order: WordingOrder) -> Worded:
    from tutor.drafting.wording import suggestions  # noqa: PLC0415 - spaCy is loaded in this process only

    facts = (Fact("x", told, tuple((i,) for i in items), "", kind=kind, need=n) for told, items, n, kind in order.facts)
    return Worded(tuple(map(suggestions, facts)))


def _drafted(order: DraftOrder, say: Callable[[Progress], None]) -> Problem | Result:
    from tutor.drafting.sources import read  # noqa: PLC0415 - as above

    found = read(order.data, order.name, keep_all=order.keep_all)
    if isinstance(found, Problem):
        return found
    from tutor.drafting.statements import draft  # noqa: PLC0415

    known = [Fact("known", statement, ((answer,),), quote) for answer, statement, quote in order.known]
    made = draft(found.article, known, order.limit, lambda done, of: say(Progress(done, of)))
    return Result(found.text, found.source, found.cut, found.warnings, made.drafts, made.refused)


if __name__ == "__main__":
    main()
