"""What happened, a line each, for those who run Passage. Never what anybody typed, their name or their cookie.

An event is a few words of the program and a few facts, whose names are those of `note`: there is no room for others.
Of an exception the log has where it was raised, and its own words only when they cannot quote anybody.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from tutor import counts

_log = logging.getLogger("tutor")
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # none that is read as another, and none that makes words
_request: ContextVar[str] = ContextVar("request", default="")


# --- what is noted ---------------------------------------------------------------------------------


@contextmanager
def request() -> Iterator[str]:
    """Give what is noted in this block the same short id, which people can tell each other; yields it."""
    token = _request.set(_request.get() or "".join(secrets.choice(_LETTERS) for _ in range(4)))
    try:
        yield _request.get()
    finally:
        _request.reset(token)


def note(  # noqa: PLR0913 - the names of all that may be noted
    event: str, *, level: int = logging.INFO, bank: str = "", fact: str = "", code: str = "", ms: float | None = None
) -> None:
    """Note an event with what is known of it; `code` is a verdict's."""
    known = {"bank": bank, "fact": fact, "code": code, "ms": None if ms is None else round(ms, 1)}
    _log.log(level, event, extra={"known": {k: v for k, v in known.items() if v not in {"", None}}})


def answered(bank: str, fact: str, verdict: str, code: str, seconds: float) -> None:
    """Note and count an answer that was taken. In a class there is no verdict yet: `later`."""
    counts.ANSWERS.up(verdict)
    counts.ANSWERING.took(seconds)
    note("answered", bank=bank, fact=fact, code=code or verdict, ms=seconds * 1000)


# --- how it is written -----------------------------------------------------------------------------


def set_up(form: str) -> None:
    """Write every event as a line of JSON on stderr ("json"), or warnings and errors as plain text ("text")."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Plain())
    _log.handlers, _log.propagate = [handler], False
    _log.setLevel(logging.INFO if form == "json" else logging.WARNING)
    if form == "json":
        _take_over(handler)


def _take_over(handler: logging.Handler) -> None:
    """Have all the other programs that run in this process say what they say in our form, too."""
    for name in [name for name in logging.root.manager.loggerDict if not f"{name}.".startswith("tutor.")]:
        other = logging.getLogger(name)
        silenced = not (other.handlers or other.propagate)  # the requests: they name addresses, classes and lessons
        other.handlers, other.propagate = [], not silenced
    logging.root.handlers = [handler]


class Json(logging.Formatter):
    """One line of JSON for each event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {"time": _time(record), "level": record.levelname.lower(), "event": record.getMessage()}
        told |= _known(record)
        if record.name != _log.name:
            told["where"] = record.name
        if record.exc_info and record.exc_info[1]:
            told["traceback"] = "".join(told_of(record.exc_info[1]))
        return json.dumps(told)


class Plain(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a line, and below it where an exception was raised."""
        known = "".join(f" {name}={value}" for name, value in _known(record).items())
        line = f"{_time(record)} {record.levelname} {record.getMessage()}{known}"
        if record.exc_info and record.exc_info[1]:
            line += "\n" + "".join(told_of(record.exc_info[1])).rstrip("\n")
        return line


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _known(record: logging.LogRecord) -> dict[str, Any]:
    known = dict(getattr(record, "known", {}))
    return {**known, "request": _request.get()} if _request.get() else known


def told_of(error: BaseException) -> Iterator[str]:
    """Yield where an exception and its causes were raised, the first cause first, as Python would; words with care."""
    for one in reversed(_chain(error)):
        yield from traceback.format_tb(one.__traceback__)
        yield f"{type(one).__module__}.{type(one).__qualname__}: {words_of(one)}\n"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def words_of(error: BaseException) -> str:
    """Return what an exception says, unless it might quote what somebody typed.

    >>> words_of(OSError(2, "No such file or directory", "ann.txt")), words_of(KeyError("my answer"))
    ('No such file or directory', '(its words are left out: they may quote what somebody typed)')
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if getattr(error, "quotes_nobody", False) or type(error).__name__ == "OperationalError":
        return str(error).partition("\n")[0]  # of a database, what follows is the statement
    return "(its words are left out: they may quote what somebody typed)"
