"""What comes of an answer that was handed in: kept, too late, too long, or not yet."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from time import perf_counter

from tutor import counts, journal
from tutor.actions import TooLong
from tutor.classes import attending
from tutor.classes.attending import NotHere
from tutor.store import Trouble
from tutor.store.classes import Said
from tutor.ui.house import house

_log = logging.getLogger(__name__)

LATE = "The answers were locked before this one arrived. It could not be counted."


def take(learner: str, code: str, question: int, vote: int, words: str) -> tuple[int, str]:
    """Record an answer; return the status of HTTP, and the sentence for the page ("" when all is well).

    From 500 on nothing was recorded, and the page sends it again by itself.
    """
    with journal.request():
        try:
            return _taken(learner, code, Said(question, vote, words))
        except TooLong as problem:
            return 413, str(problem)
        except NotHere as problem:
            return 404, str(problem)
        except Trouble as problem:
            counts.NOTICES.up("trouble")
            _log.warning("An answer could not be recorded; its page sends it again")
            return 503, str(problem)
        except Exception:
            counts.NOTICES.up("ours")
            _log.exception("An answer could not be recorded: a mistake of ours; its page sends it again")
            return 500, "That is a mistake of ours, not yours."


def _taken(learner: str, code: str, said: Said) -> tuple[int, str]:
    began = perf_counter()
    room = attending.answer(house(), learner, code, said, datetime.now(UTC))
    if room is None:
        return 409, LATE
    journal.answered(room.bank, room.question.fact, "later", "", perf_counter() - began)
    return 200, ""
