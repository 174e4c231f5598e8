"""Plain strings, lists and mappings, with the place of each in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tutor.bank.flaws import Flaw, Spot

Data = str | list["Data"] | dict[str, "Data"]
Where = tuple[str | int, ...]
"""The way to a value: ("facts", 3, "quote")."""


@dataclass(slots=True)
class Branch:
    """The places of a list or mapping, as YAML marks: its own, its keys', and those of what it holds."""

    mark: Any
    keys: dict[str, Any] = field(default_factory=dict)
    kids: dict[str | int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """What a file says. `data` is None when nothing could be read."""

    data: Data | None
    places: Any
    flaws: list[Flaw]

    def spot(self, where: Where, *, key: bool = False) -> Spot:
        """Return line and column of the value (or of its key); of what holds it when it is not there."""
        place = self.places
        for step in where:
            if not isinstance(place, Branch):
                break
            if key and step == where[-1] and step in place.keys:
                return spot(place.keys[str(step)])
            place = place.kids.get(step, place)
        return spot(place)


def spot(place: Any) -> Spot:
    """Return a YAML mark, or a branch's, as line and column counted from 1."""
    mark = place.mark if isinstance(place, Branch) else place
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
