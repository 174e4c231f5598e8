"""What a draft has to pass before a person sees it: every check that a bank has to pass, warnings too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tutor import checks
from tutor.article import find
from tutor.drafting.model import Draft
from tutor.model import Article, Bank, Fact, Problem


def passes(draft: Draft, article: Article) -> str:
    """Return why a draft must not be shown, "" when it may: its quote has to stand in the article literally and once,
    its answer in the quote, and the real grader has to call the answer right and every wrong one wrong.

    >>> from tutor.article import parse
    >>> rome = parse("Rome was founded in 753 BC, says a legend.")
    >>> passes(Draft("Rome was founded in 753 BC.", (("753 BC",),), "date", "Rome was founded in 753 BC", 1), rome)
    ''
    >>> passes(Draft("Rome was founded in 753 BC.", (("753 BC",),), "date", "Rome began in 753 BC", 1), rome)
    'the quote of this draft has no single place in the article'
    """
    found = _problems([draft], article)
    return found[0][1].message if found else ""


def sifted(drafts: Sequence[Draft], article: Article, known: Sequence[Fact] = ()) -> tuple[list[Draft], Counter[str]]:
    """Return the drafts that pass beside each other and beside the facts that are known already, and how many fell to
    which rule; of two that clash the later one.
    """
    first: dict[int, str] = {}
    for n, problem in _problems(drafts, article, known):
        first.setdefault(n, problem.rule)
    return [draft for n, draft in enumerate(drafts) if n not in first], Counter(first.values())


def _asked(problem: Problem) -> int | None:
    """Return which draft's answer a question tells: that one comes later and goes; the message names it."""
    named = re.search(r"“d(\d+)”", problem.message) if problem.rule == "question-tells-another" else None
    return int(named[1]) if named else None


def _problems(drafts: Sequence[Draft], article: Article, known: Sequence[Fact] = ()) -> list[tuple[int, Problem]]:
    """Return what the checks find, each with the index of the draft at fault; what is known is not ours to judge."""
    facts = (*known, *(_fact(draft, f"d{n}", article) for n, draft in enumerate(drafts)))
    bank = Bank("drafts", article.title or "Drafts", article, facts)
    view = checks.View("drafts", lambda where: (int(where[1]) + 1, 1), tuple(range(len(facts))), whole=False)
    found = ((_asked(p), p.line - 1 - len(known), p) for p in checks.run(bank, view))
    return [(line if asked is None else asked, p) for asked, line, p in found if asked is not None or line >= 0]


def _fact(draft: Draft, name: str, article: Article) -> Fact:
    found = find(article, draft.quote)
    return draft.fact(name, found[0] if len(found) == 1 else None)
