"""Rows out of one database and into another, SQLite or PostgreSQL: as the same plain values in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnClause, Connection, column, func, select, table

from tutor.store.shape import Cell, Column, Shape

AT_ONCE = 500
"""Rows held in memory."""

Row = dict[str, Cell]


def rows(connection: Connection, name: str, columns: Sequence[Column]) -> Iterator[Row]:
    """Yield every row of a table, in the order of its key."""
    named: list[ColumnClause[Any]] = [column(c.name) for c in columns]
    key: list[ColumnClause[Any]] = [column(c.name) for c in columns if c.key]
    query = select(*named).select_from(table(name)).order_by(*key)
    for found in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        yield {c.name: _plain(cell, c) for c, cell in zip(columns, found, strict=True)}


def _plain(cell: Any, of: Column) -> Cell:
    """Return a value as it is in every database: a time as text in UTC, yes or no as true or false."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="microseconds")
    found: Cell = bool(cell) if of.kind == "flag" and cell is not None else cell
    return found


def put(connection: Connection, name: str, columns: Sequence[Column], given: Iterable[Row]) -> int:
    """Add rows to a table; return how many there were."""
    adding, put_in, left = table(name, *(column(c.name) for c in columns)).insert(), 0, iter(given)
    while some := list(islice(left, AT_ONCE)):
        connection.execute(adding, some)
        put_in += len(some)
    return put_in


def count(connection: Connection, of: Shape) -> dict[str, int]:
    """Return how many rows each table has."""
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in of}


def replace_all(target: Connection, source: Connection, of: Shape) -> None:
    """Put what `source` holds in the place of what `target` holds, in the transaction of `target`.

    Who reads meanwhile sees the old or the new, who writes waits.
    """
    if target.dialect.name == "postgresql":
        target.exec_driver_sql(f"LOCK TABLE {', '.join(of)} IN EXCLUSIVE MODE")
    for name in reversed(list(of)):
        target.execute(table(name).delete())
    for name, columns in of.items():
        put(target, name, columns, rows(source, name, columns))
