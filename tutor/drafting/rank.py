"""Which drafts come first: how good each looks, with variety over the article and no two asking the same."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from tutor.drafting.model import Draft
from tutor.model import Fact
from tutor.text import lemma, normal, words

_AGAIN_PARAGRAPH = 0.12
_AGAIN_SENTENCE = 0.35
_AGAIN_ANSWER = 0.25
_SMALL = frozenset("a an the of in on at to for and or is was are were be by with from as that which it its".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft without its question, and the grammar of its statement."""

    draft: Draft
    doc: Doc


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates, the best first; each one taken makes its neighbours wait.

    What waits is looked at again only when its turn comes: the order costs n log n.
    """
    paragraphs, sentences, answers = Counter[int](), Counter[str](), Counter[str]()

    def worth(draft: Draft) -> float:
        again = _AGAIN_PARAGRAPH * min(4, paragraphs[draft.paragraph]) + _AGAIN_SENTENCE * sentences[draft.quote]
        return draft.score - again - _AGAIN_ANSWER * min(3, answers[normal(draft.key)])

    heap = [(-worth(c.draft), n, c) for n, c in enumerate(candidates)]
    heapq.heapify(heap)
    taken: list[Candidate] = []
    while heap:
        before, n, candidate = heapq.heappop(heap)
        draft = candidate.draft
        now = -worth(draft)
        if now > before + 1e-9 and heap and now > heap[0][0]:
            heapq.heappush(heap, (now, n, candidate))
            continue
        taken.append(candidate)
        paragraphs[draft.paragraph] += 1
        sentences[draft.quote] += 1
        answers[normal(draft.key)] += 1
    return taken


def distinct(candidates: Iterable[Candidate], known: Iterable[Fact] = ()) -> Iterator[Candidate]:
    """Yield the candidates that ask what neither a known fact nor an earlier one asks; the best come first."""
    seen: dict[str, list[frozenset[str]]] = {}
    beside: dict[str, list[tuple[str, str]]] = {}
    for fact in known:
        seen.setdefault(normal(fact.key), []).append(_content(fact.fact or fact.ask))
        beside.setdefault(fact.quote, []).append((fact.fact, normal(fact.key)))
    for candidate in candidates:
        draft = candidate.draft
        key, content = normal(draft.key), _content(draft.statement)
        others = beside.setdefault(draft.quote, [])
        if _crowded(draft.statement, key, others) or any(_alike(content, other) for other in seen.get(key, ())):
            continue
        seen.setdefault(key, []).append(content)
        others.append((draft.statement, key))
        yield candidate


def _crowded(statement: str, key: str, others: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a sentence is asked enough: four times, a statement of it twice, and never for the same words."""
    same = sum(other in statement or statement in other for other, _ in others)
    return len(others) >= 4 or same >= 2 or any(key in other or other in key for _, other in others)


def _content(text: str) -> frozenset[str]:
    return frozenset(lemma(w) for w in words(text) if w not in _SMALL)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= 0.6 * min(len(first), len(second))
