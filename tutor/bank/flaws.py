"""A mistake found while reading a file, before it has a path and becomes a `Problem`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tutor.model import Problem

Spot = tuple[int, int]
"""Line and column, counted from 1."""


class Flaw(NamedTuple):
    """Where, which rule, what is the matter, what to do."""

    spot: Spot
    rule: str
    message: str
    fix: str


class Stop(Exception):  # noqa: N818 - not an error of ours: the rest of the file cannot be read
    """A flaw after which reading makes no sense."""

    def __init__(self, spot: Spot, rule: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.flaw = Flaw(spot, rule, message, fix)


def problems(path: str, flaws: Iterable[Flaw]) -> list[Problem]:
    """Return flaws of the file `path` as problems; all of them are errors."""
    return [Problem(path, *flaw.spot, "error", flaw.message, flaw.fix, flaw.rule) for flaw in flaws]


def echoless(flaws: Iterable[Flaw], later: Iterable[Flaw]) -> list[Flaw]:
    """Return flaws and later ones; of those in a line where something was wrong already, only the first."""
    first: dict[int, Flaw] = {}
    for flaw in flaws:
        first.setdefault(flaw.spot[0], flaw)
    return [*first.values(), *(flaw for flaw in later if flaw.spot[0] not in first)]
