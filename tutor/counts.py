"""Numbers for those who run Passage, and their text as Prometheus reads it.

They count from the start of this process. Labels are words of the program: never a name, an answer or a code.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

Labels = tuple[tuple[str, str], ...]

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper ends of the histogram's steps."""

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


class Sample(NamedTuple):
    """One number: what is added to the name of its family, its labels, itself."""

    suffix: str
    labels: Labels
    value: float


class Family(NamedTuple):
    """The numbers of one name, and what they say."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    says: str
    samples: tuple[Sample, ...]


def gauge(name: str, says: str, value: float | Mapping[str, float], label: str = "") -> Family:
    """Return a number that goes up and down, or one for each value of `label`."""
    each = value if isinstance(value, Mapping) else {"": value}
    samples = tuple(Sample("", ((label, key),) if label else (), number) for key, number in each.items())
    return Family(name, "gauge", says, samples)


class Counter:
    """Counts up, for each value of its label apart."""

    def __init__(self, name: str, says: str, label: str = "", known: Iterable[str] = ("",)) -> None:
        """Begin at nought for the `known` values of the label."""
        self._name, self._says, self._label = name, says, label
        self._counts = dict.fromkeys(known, 0)
        self._lock = threading.Lock()

    def up(self, key: str = "") -> None:
        """Count one more."""
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + 1

    def family(self) -> Family:
        """Return the counts as they are now."""
        with self._lock:
            counts = dict(self._counts)
        return gauge(self._name, self._says, counts, self._label)._replace(kind="counter")


class Histogram:
    """Counts how often something took how many seconds."""

    def __init__(self, name: str, says: str, ends: tuple[float, ...] = SECONDS) -> None:
        self._name, self._says, self._ends = name, says, ends
        self._counts, self._sum = [0] * (len(ends) + 1), 0.0
        self._lock = threading.Lock()

    def took(self, seconds: float) -> None:
        """Count once more."""
        with self._lock:
            self._counts[bisect_left(self._ends, seconds)] += 1
            self._sum += seconds

    def family(self) -> Family:
        """Return the counts as they are now, each step with all those below it."""
        with self._lock:
            counts, total = list(self._counts), self._sum
        ends = [*(f"{end:g}" for end in self._ends), "+Inf"]
        steps = [Sample("_bucket", (("le", end),), sum(counts[: n + 1])) for n, end in enumerate(ends)]
        whole = (Sample("_sum", (), total), Sample("_count", (), sum(counts)))
        return Family(self._name, "histogram", self._says, (*steps, *whole))


def text(families: Iterable[Family]) -> str:
    r"""Return the numbers in Prometheus's text format.

    >>> print(text([gauge("passage_banks", "Banks.", {'a"b\n': 2}, "state")]), end="")
    # HELP passage_banks Banks.
    # TYPE passage_banks gauge
    passage_banks{state="a\"b\n"} 2
    """
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    yield f"# HELP {family.name} {family.says.translate(_ESCAPES)}"
    yield f"# TYPE {family.name} {family.kind}"
    for suffix, labels, value in family.samples:
        named = ",".join(f'{name}="{said.translate(_ESCAPES)}"' for name, said in labels)
        yield f"{family.name}{suffix}{f'{{{named}}}' if named else ''} {value:.10g}"


# --- what is counted -------------------------------------------------------------------------------

ANSWERS = Counter(
    "passage_answers_total",
    "Answers taken, by verdict; in a class the verdict comes later.",
    "verdict",
    ("correct", "close", "incorrect", "later"),
)
ANSWERING = Histogram("passage_answer_seconds", "Seconds from taking an answer to having it on the disk.")
STORE_ERRORS = Counter("passage_store_errors_total", "Times that the database did not do its part.")
NOTICES = Counter(
    "passage_notices_total",
    "Notices shown in place of a page: something in the way, or a mistake of ours.",
    "kind",
    ("trouble", "ours"),
)
COUNTED = (ANSWERS, ANSWERING, STORE_ERRORS, NOTICES)
