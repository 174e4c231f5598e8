"""One quantity: a number, or a range, in a unit."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.grading.tables.numbers import SHORT_SCALE


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range from `low` to `high`, in a unit ("" for none).

    `bound` is ">" or "<" when the text says only more or less than it; it is `soft` when it says hardly more or less
    (almost, just over), `inclusive` when it may be the number itself (at least), `denied` when it is made with a "not".
    `sort` tells how the number was written: figure, word, ordinal, fraction, range, decade, century, third (of a
    century), vague (hundreds of, a few). `scale` is the million of 2.5 million. `start` and `end` are token places;
    `letter` is a multiplier or a unit: the m of 300m; `other` is another reading: 1.500.
    """

    low: float
    high: float
    unit: str = ""
    approx: bool = False
    bound: str = ""
    sort: str = "figure"
    start: int = 0
    end: int = 0
    letter: str = ""
    other: float | None = None
    soft: bool = False
    denied: bool = False
    inclusive: bool = False
    scale: float = 1.0

    @property
    def is_range(self) -> bool:
        """Tell whether two ends were given."""
        return self.low != self.high

    @property
    def middle(self) -> float:
        """Return the number, or what lies between the ends."""
        return (self.low + self.high) / 2

    def values(self) -> tuple[float, ...]:
        """Return every reading of the number: 300m may be millions, 1.500 may be thousands."""
        more = [self.low * SHORT_SCALE[self.letter]] if self.letter in SHORT_SCALE else []
        return (self.low, *more, *([self.other] if self.other is not None else []))
