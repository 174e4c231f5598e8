"""The arithmetic of few answers: between which bounds a share truly lies, and whether a fact tells learners apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import StatisticsError, correlation
from typing import NamedTuple

_Z = 1.959964
"""Standard deviations on each side that hold 95 % of a normal distribution."""

ENOUGH_LEARNERS = 30
"""Learners from which on it is said whether a fact tells them apart.

With 30, a fact that does so as facts usually do (a correlation of 0.3) comes out negative by mere chance about once in
twenty times; with 15 it would be once in seven, and good facts would be called bad.
"""

ENOUGH_EACH = 5
"""Of those learners, how many must have it right and how many must not: one odd learner may not decide."""

ENOUGH_OTHERS = 4
"""Other facts that a learner must have met before being called strong or weak."""


class Share(NamedTuple):
    """So many of so many, as it was counted; `low` and `high` are the bounds of its Wilson 95 % interval.

    The interval is where the true share lies, had everybody been asked: with few answers it is wide.

    >>> Share(19, 25)
    Share(right=19, of=25)
    >>> f"{Share(19, 25).value:.0%} ({Share(19, 25).low:.0%} to {Share(19, 25).high:.0%})"
    '76% (57% to 89%)'
    """

    right: int
    of: int

    @property
    def value(self) -> float:
        """Return the share, 0 to 1; 0 when nobody was counted."""
        return self.right / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """Return the lower bound."""
        return wilson(self.right, self.of)[0]

    @property
    def high(self) -> float:
        """Return the upper bound."""
        return wilson(self.right, self.of)[1]


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the bounds of the 95 % interval of a share by Wilson's formula; all of 0 to 1 when nobody was counted.

    Unlike the share plus or minus something, it holds for few answers, and for none or all of them right.

    >>> [round(bound, 3) for bound in wilson(0, 5)], [round(bound, 3) for bound in wilson(5, 5)]
    ([0.0, 0.434], [0.566, 1.0])
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    share, shrink = right / of, 1 + _Z**2 / of
    middle = (share + _Z**2 / (2 * of)) / shrink
    half = _Z / shrink * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def tells_apart(learners: Sequence[tuple[bool, float]]) -> float | None:
    """Return how far a fact tells strong learners from weak ones: -1 to 1; None when there are not enough answers.

    It is the correlation between having this fact right and the share right of the other facts (item-rest), so that a
    fact is not compared with itself. Each learner comes as (has this right, share of the others).

    >>> half = [(True, 0.9), (True, 0.7), (False, 0.4), (False, 0.2)]
    >>> tells_apart(half), round(tells_apart(half * 8), 2)
    (None, 0.93)
    """
    right = sum(has for has, _ in learners)
    if len(learners) < ENOUGH_LEARNERS or not ENOUGH_EACH <= right <= len(learners) - ENOUGH_EACH:
        return None
    try:
        return correlation([float(has) for has, _ in learners], [rest for _, rest in learners])
    except StatisticsError:
        return None  # all of them did equally well on the others: there is nothing to tell apart
