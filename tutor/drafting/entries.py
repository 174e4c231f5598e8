"""Drafts as they are written into a bank: plain values by their keys, named, in the order of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tutor.article import find
from tutor.checks.kinds import kind_of
from tutor.drafting.model import Draft
from tutor.model import Article
from tutor.text import fold

_LONGEST = 40
"""Letters of a name."""
_SMALL = frozenset("a an the of in on at to for and or is was are were be by with from as that which it its".split())


def entries(drafts: Iterable[Draft], article: Article, taken: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield drafts as `status: draft` facts, in the article's order; `taken` are names that other facts have.

    >>> from tutor.article import parse
    >>> rome = Draft("Rome was founded in 753 BC.", (("753 BC",),), "date", "Rome was founded in 753 BC", 1)
    >>> next(entries([rome], parse("Rome was founded in 753 BC.")))["id"]
    '753-bc'
    """
    names = set(taken)
    for draft in sorted(drafts, key=lambda d: (d.paragraph, *(c.start for c in find(article, d.quote)[:1]))):
        name = unlike(slug(draft.answer[0][0]) or "fact", names)
        names.add(name)
        yield _entry(draft, name)


def slug(words: str) -> str:
    """Return words as a name for a fact or a file: small Latin letters, figures, hyphens.

    >>> slug("The Éire–UK border, 1921")
    'eire-uk-border-1921'
    """
    parts = [part for part in re.findall(r"[a-z0-9]+", fold(words).replace("'", "")) if part not in _SMALL]
    kept = "-".join(parts)[: _LONGEST + 1]
    return (kept[:_LONGEST] if len(kept) <= _LONGEST else kept.rpartition("-")[0] or kept[:_LONGEST]).strip("-")


def unlike(name: str, taken: Iterable[str]) -> str:
    """Return the name, with a number behind it when it is taken.

    >>> unlike("rome", ["rome", "rome-2"])
    'rome-3'
    """
    names, number, new = set(taken), 1, name
    while new in names:
        number += 1
        new = f"{name}-{number}"
    return new


def _entry(draft: Draft, name: str) -> dict[str, Any]:
    items = [item[0] if len(item) == 1 else list(item) for item in draft.answer]
    told = len(draft.answer) == 1 and kind_of(draft.answer[0][0]) == draft.kind
    return {
        "id": name,
        "status": "draft",
        "fact": draft.statement,
        "answer": items if draft.kind == "list" or len(items) > 1 else items[0],
        "kind": "" if told else draft.kind,
        "need": draft.need if len(items) > 1 and draft.need != len(items) else "",
        "order": draft.order or "",
        "ask": draft.asks[0] if draft.asks else "",
        "quote": draft.quote,
        "infer": draft.infer or "",
        "accept": list(draft.accept),
        "must": [list(point) for point in draft.must],
        "wrong": list(draft.wrong),
    }
