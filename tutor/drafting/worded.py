"""Drafts get their questions and their wrong answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tutor.drafting.model import Draft
from tutor.drafting.rank import Candidate
from tutor.drafting.siblings import wrongs
from tutor.drafting.wording import questions
from tutor.model import Article, Kind

_NEAR = 20
"""Answers of the same kind before and behind one, among which a wrong one is looked for."""
_Places = Mapping[Kind, Sequence[tuple[int, str]]]


def worded(candidates: Sequence[Candidate], article: Article) -> Iterator[Draft]:
    """Yield the drafts with their questions in words, as far as one is sound, and plausible wrong answers."""
    places = _places(candidates)
    for candidate in candidates:
        draft = candidate.draft
        if draft.asks:
            yield draft
            continue
        items = [item[0] for item in draft.answer]
        asks = questions(draft.statement, items, draft.kind, candidate.doc)
        wrong = _wrong(candidate, article, places) if len(items) == 1 else ()
        yield replace(draft, asks=asks, wrong=wrong)


def _wrong(candidate: Candidate, article: Article, places: _Places) -> tuple[str, ...]:
    draft = candidate.draft
    others = [(answer, draft.kind) for answer in _near(places[draft.kind], draft.paragraph) if answer != draft.key]
    return wrongs(draft.statement, draft.key, draft.kind, article, others, doc=candidate.doc)


def _places(candidates: Sequence[Candidate]) -> _Places:
    """Return for each kind the answers, with the paragraphs in which they stand, in reading order."""
    found: dict[Kind, list[tuple[int, str]]] = {}
    for candidate in candidates:
        found.setdefault(candidate.draft.kind, []).append((candidate.draft.paragraph, candidate.draft.key))
    return {kind: sorted(answers) for kind, answers in found.items()}


def _near(answers: Sequence[tuple[int, str]], paragraph: int) -> Iterator[str]:
    """Yield the answers around a paragraph: with all of them a long article would take the square of its time."""
    at = bisect_left(answers, (paragraph, ""))
    yield from dict.fromkeys(answer for _, answer in answers[max(0, at - _NEAR) : at + _NEAR])
