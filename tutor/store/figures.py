"""What those who run Passage want to know of the database."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from tutor.store.tables import classes


def open_classes(connection: Connection) -> int:
    """Return how many classes are not over."""
    return connection.execute(select(func.count()).where(classes.c.state != "ended")).scalar_one()
