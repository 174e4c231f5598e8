"""The one house of this process: opened once, shared by every session, ready before the first visitor."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from functools import cache
from threading import Lock

from tutor import library
from tutor.actions import House, open_house
from tutor.classes import running
from tutor.deciding.acting import recover
from tutor.editing import saving
from tutor.grading import grade, prepare
from tutor.settings import settings
from tutor.store import Trouble

_log = logging.getLogger(__name__)


_opening = Lock()


def house() -> House:
    """Return the store and the folder of banks, opened once. Raises Trouble while the database is away."""
    with _opening:
        return _open()


@cache
def _open() -> House:
    return open_house(settings(os.environ))


def forget_old_classes() -> None:
    """Delete the classes that were kept as long as the host wants them kept; done at the start and once a day."""
    try:
        forgotten = running.forget(house(), settings(os.environ).keep_days, datetime.now(UTC))
        if forgotten:
            _log.info("%d classes were deleted: nobody used them for as long as classes are kept", forgotten)
    except Trouble:
        _log.warning("Old classes could not be looked for; tomorrow again", exc_info=True)


def warm_up() -> None:
    """Open the database, read every bank, grade once: what the first learner would otherwise wait for.

    What a teacher decided or saved when the server went down is finished or withdrawn.
    """
    try:
        opened = house()
        recover(opened, datetime.now(UTC))
        saving.recover(opened)
        for shelved in library.shelf(opened.questions):
            if shelved.bank and shelved.bank.live:
                grade("a first answer", prepare(shelved.bank.live[0], shelved.bank))
    except Exception:
        _log.exception("Not everything is ready; the pages say what is missing, and every visit tries again")
