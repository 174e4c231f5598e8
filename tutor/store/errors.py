"""What can go wrong with the database, in words for the screen; the cause is chained, for the log."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - what a learner meets is no error of theirs
    """Something that a page tells the learner: `str()` is a plain sentence."""


class StoreUnavailable(Trouble):
    """The database cannot be reached, read or written right now; nothing was half-written. Trying again may help."""

    quotes_nobody = True
    """So the log may have its words: see `journal`."""


class Unreadable(Trouble):
    """A record does not fit the nouns of this program: another version wrote it, or somebody edited it by hand."""


class StoreNewer(StoreUnavailable):
    """The database was written by a newer Passage than this one; trying again will not help."""
