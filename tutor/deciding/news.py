"""What a learner is told of a teacher's decision about an answer of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tutor.store.ruled import Ruled

_SAID = {
    ("incorrect", "correct"): "Your teacher has accepted this answer: it is right.",
    ("close", "correct"): "Your teacher has accepted this answer: it is right.",
    ("incorrect", "close"): "Your teacher has looked at this answer: it is close.",
    ("close", "incorrect"): "Your teacher has looked at this answer: it does not count.",
    ("correct", "close"): "Your teacher has looked at this answer again: it is only close.",
    ("correct", "incorrect"): "Your teacher has looked at this answer again: it does not count after all.",
    ("incorrect", "incorrect"): "Your teacher has looked at this answer: it stays as it is.",
    ("close", "close"): "Your teacher has looked at this answer: it stays close.",
}


def news(ruled: Iterable[Ruled]) -> Mapping[int, str]:
    """Return for each turn that a teacher decided about what its learner is told, with the teacher's own words.

    >>> from datetime import datetime
    >>> news([Ruled(2, "city", "Moskwa", "incorrect", "close", "Which city?", datetime(2026, 1, 1))])
    {2: 'Your teacher has looked at this answer: it is close. Which city?'}
    """
    found = {}
    for one in ruled:
        if (one.was, one.now) in _SAID:  # a right answer that stays right is no news
            found[one.turn] = " ".join(filter(None, (_SAID[one.was, one.now], one.reply)))
    return found
