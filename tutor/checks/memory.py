"""What is known about facts from the last check of a text, while somebody types it: an edit costs what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tutor.model import Article, Fact, Verdict

Noted = tuple[tuple[str | int, ...], str, str]
"""A finding about a fact: the way to it from the fact, message, fix."""


@dataclass(slots=True)
class Known:
    """A fact, what it was built from, what the grader has said of answers, what checks have found."""

    fact: Fact
    entry: object = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    findings: dict[str, list[Noted]] = field(default_factory=dict)


class Memory:
    """What is known about the facts of one bank. A fact that has changed is forgotten; with the article all is but what
    the grader has said.

    Answers are graded anew when their fact has changed, not when a neighbour or a word of the article has: what is
    remembered is quick, and not the last word.
    """

    def __init__(self) -> None:
        self._article: Article | None = None
        self._known: dict[str, Known] = {}
        self._before: dict[str, Known] = {}

    def built(self, name: str, entry: object, article: Article, make: Callable[[], Fact]) -> Fact:
        """Return the fact that an entry of the file makes: the one at hand if the entry is what it was."""
        self._about(article)
        known = self._known.get(name)
        if known is None or known.entry != entry:
            known = self._known[name] = self._anew(make(), entry)
        return known.fact

    def of(self, fact: Fact, article: Article) -> Known:
        """Return what is known about a fact as it stands; what is found out may be put there."""
        self._about(article)
        known = self._known.get(fact.id)
        if known is None or (known.fact is not fact and known.fact != fact):
            known = self._known[fact.id] = self._anew(fact)
        return known

    def _anew(self, fact: Fact, entry: object = None) -> Known:
        """Return what is known of a fact that has just come: what was graded, if only its place is another."""
        was = self._before.get(fact.id)
        same = was is not None and replace(was.fact, citation=fact.citation) == fact
        return Known(fact, entry, was.verdicts if was and same else {})

    def _about(self, article: Article) -> None:
        if article is not self._article:
            self._article, self._before, self._known = article, self._known, {}
