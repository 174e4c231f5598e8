"""Drafts → entries of a bank, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tutor.checks.kinds import kind_of
from tutor.drafting.model import Draft
from tutor.text import words

_SMALL = frozenset(
    "a an the of in on at to for and or is was are were be been by with from as that which it its his her their has "
    "had have not this he she they who whose into than also first".split()
)
_LONGEST = 40
"""Letters of a name."""


def entries(drafts: Iterable[Draft], taken: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield each draft as the fields of a fact, under a name that is not `taken` yet.

    >>> snow = Draft("Snow fell in 1987.", (("1987",),), "year", "Snow fell in 1987", 1)
    >>> [e["id"] for e in entries([snow, snow], ["snow"])]
    ['snow-fell', 'snow-fell-2']
    """
    used = set(taken)
    for draft in drafts:
        name = _free(_name(draft), used)
        used.add(name)
        yield {"id": name, **_fields(draft)}


def _fields(draft: Draft) -> dict[str, Any]:
    answer = [item[0] if len(item) == 1 else list(item) for item in draft.answer]
    several = len(draft.answer) > 1
    told = draft.kind != "text" or kind_of(draft.key) != "text"
    return {
        "status": "draft",
        "fact": draft.statement,
        "answer": answer if several else answer[0],
        "kind": draft.kind if told else None,
        "need": draft.need if several and draft.need != len(draft.answer) else None,
        "order": True if draft.order else None,
        "ask": draft.asks[0] if draft.asks else None,
        "quote": draft.quote,
        "infer": True if draft.infer else None,
        "accept": list(draft.accept),
        "must": [list(point) for point in draft.must],
        "wrong": list(draft.wrong),
    }


def _name(draft: Draft) -> str:
    """Return the first words of the statement that tell something and do not stand in the answer."""
    answer = {w for item in draft.answer for w in words(item[0])}
    telling = [w for w in words(draft.statement) if w not in _SMALL | answer and w.isascii() and w.isalnum()]
    name = "-".join(telling[:4])[:_LONGEST].strip("-")
    return name or "fact"


def _free(name: str, used: set[str]) -> str:
    if name not in used:
        return name
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"
