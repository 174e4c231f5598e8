"""What the tables of a version of the database look like: found by making them, in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import Boolean, Integer, MetaData, Text, create_engine
from sqlalchemy.types import TypeEngine

from tutor.store.codec import clean
from tutor.store.migrations import Step, build

Cell = str | int | bool | None
Kind = Literal["text", "number", "flag", "moment"]


class Column(NamedTuple):
    """A column: what it holds, and whether it is a part of the key."""

    name: str
    kind: Kind
    key: bool


Shape = Mapping[str, tuple[Column, ...]]
"""Table → its columns. Each table refers to earlier ones only, so they can be filled in this order."""

_LARGEST = 2**31


def shape(steps: Sequence[Step]) -> Shape:
    """Return the tables that these steps make."""
    engine, found = create_engine("sqlite://"), MetaData()
    with engine.begin() as connection:
        build(connection, steps)
        found.reflect(connection)
    engine.dispose()
    return {
        table.name: tuple(Column(c.name, _kind(c.type), c.primary_key) for c in table.columns)
        for table in found.sorted_tables
        if table.name != "schema_steps"
    }


def _kind(of: TypeEngine[object]) -> Kind:
    kinds: dict[type, Kind] = {Text: "text", Integer: "number", Boolean: "flag"}
    return next((kind for known, kind in kinds.items() if isinstance(of, known)), "moment")


def fits(cell: object, kind: Kind) -> bool:
    """Tell whether a column of this kind can hold a value, in every database; None is for the database to refuse.

    >>> fits("1847", "text"), fits(1847, "text"), fits(True, "number"), fits("2026-01-01T00:00:00+00:00", "moment")
    (True, False, False, True)
    """
    return cell is None or _FITS[kind](cell)


def _is_moment(cell: object) -> bool:
    try:
        return isinstance(cell, str) and datetime.fromisoformat(cell).tzinfo is not None
    except ValueError:
        return False


_FITS: dict[Kind, Callable[[object], bool]] = {
    "text": lambda cell: isinstance(cell, str) and clean(cell) == cell,
    "number": lambda cell: type(cell) is int and abs(cell) < _LARGEST,
    "flag": lambda cell: isinstance(cell, bool),
    "moment": _is_moment,
}
