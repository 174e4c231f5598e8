"""What people did, kept: SQLite file by default, PostgreSQL by URL (SQLAlchemy Core, no objects in between)."""

from tutor.store.codec import clean
from tutor.store.engine import Store, open_store
from tutor.store.errors import StoreNewer, StoreUnavailable, Trouble, Unreadable

__all__ = ["Store", "StoreNewer", "StoreUnavailable", "Trouble", "Unreadable", "clean", "open_store"]
