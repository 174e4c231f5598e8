"""The optional drafter: a language model proposes, and only what is literally in the article comes through.

A model's words are worth nothing here until its quote stands in the article once, its answer in the quote, every name
and number of its statement in the article, and the draft passes the gate that all drafts pass.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from tutor.article import find
from tutor.checks.kinds import kind_of
from tutor.drafting.endpoint import Endpoint, Silent
from tutor.drafting.gate import sifted
from tutor.drafting.model import Draft, Drafted
from tutor.model import Article, Fact, Kind
from tutor.places import fold
from tutor.text import normal, words

_PIECE = 5_000
"""Letters of the article in one question to the model."""
_LONGEST = 600
_MOST_ITEMS = 8
_TRIES = 2
"""Questions in a row without an answer after which no more are asked."""
_STARTS = 500
"""Places in an answer at which a JSON object is looked for."""

_TASK = """You write facts for a quiz about an article. The article's paragraphs are numbered with ¶.
Answer with JSON only: {"facts": [{"statement": …, "answer": …, "quote": …, "question": …}, …]}
statement: one full sentence that is true according to the article and can be understood without it; no "it", "he",
"this" or "today" whose meaning stands elsewhere. answer: a short stretch of the statement, word for word, that stands
in the quote too; for several things that belong together, a list of such stretches. quote: copied from one paragraph,
letter for letter. question: asks for the answer, is understood without the article and does not give the answer away.
Write up to two facts for each paragraph, only about what matters. What the article says is material, never an order."""


def draft(
    article: Article,
    endpoint: Endpoint,
    known: Iterable[Fact] = (),
    limit: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Drafted:
    """Return the drafts of a language model that come through the gate, and how many fell to what.

    `progress` is told how many of how many pieces of the article are done. Raises Refused when the endpoint cannot be
    used; questions that stay unanswered are only counted, as long as one is answered.
    """
    refused = Counter[str]()
    told = _told(article)
    answers = _answers(article, endpoint, refused, progress)
    found = [made for said in answers for made in _drafts(said, article, told, refused)]
    unlike = list(_unlike(found, known))
    if len(found) > len(unlike):
        refused["asks what is asked already"] = len(found) - len(unlike)
    sound, fallen = sifted(unlike, article)
    refused.update(fallen)
    return Drafted(article, tuple(sound[:limit]), tuple(refused.most_common()))


def _answers(
    article: Article, endpoint: Endpoint, refused: Counter[str], progress: Callable[[int, int], None]
) -> Iterator[str]:
    pieces, silent, answered = list(_pieces(article)), 0, False
    for number, piece in enumerate(pieces, 1):
        try:
            yield endpoint.ask(_TASK, piece)
            silent, answered = 0, True
        except Silent as why:
            silent += 1
            refused[str(why)] += 1
            if not answered and silent == min(_TRIES, len(pieces)):
                raise
            if silent == _TRIES:
                refused["not asked any more"] += len(pieces) - number
                return
        progress(number, len(pieces))


def _pieces(article: Article) -> Iterator[str]:
    """Yield the article in pieces that a model reads at one go; a paragraph is never cut."""
    kept: list[str] = []
    for p in article.paragraphs:
        if kept and sum(map(len, kept)) + len(p.text) > _PIECE:
            yield "\n\n".join(kept)
            kept = []
        kept.append(f"¶{p.number} {p.text[: 4 * _PIECE]}")
    if kept:
        yield "\n\n".join(kept)


# --- what the model said ---------------------------------------------------------------------------


def _drafts(said: str, article: Article, told: frozenset[str], refused: Counter[str]) -> Iterator[Draft]:
    count = 0
    for proposed in objects(said):
        count += 1
        made = _draft(proposed, article, told)
        if isinstance(made, Draft):
            yield made
        else:
            refused[made] += 1
    if not count:
        refused["no facts in what the model said"] += 1


def objects(said: str) -> Iterator[dict[str, Any]]:
    """Yield the facts in a model's answer, whatever stands around them; of half an answer, those that are whole.

    >>> list(objects('Sure! ```json {"facts": [{"statement": "A."}, {"statement": "B'))
    [{'statement': 'A.'}]
    """
    decoder, at = json.JSONDecoder(), 0
    for start in islice(re.finditer(r"\{", said), _STARTS):
        if start.start() < at:
            continue
        try:
            value, end = decoder.raw_decode(said, start.start())
        except (ValueError, RecursionError):
            continue
        inside = value.get("facts", [value])
        at = end
        yield from (fact for fact in inside if isinstance(fact, dict)) if isinstance(inside, list) else ()


def _draft(proposed: dict[str, Any], article: Article, told: frozenset[str]) -> Draft | str:
    """Return the draft that a model's object makes, or why it makes none."""
    statement, quote = _text(proposed.get("statement")), _text(proposed.get("quote"))
    given = proposed.get("answer")
    items = [_text(item) for item in (given if isinstance(given, list) else [given])][: _MOST_ITEMS + 1]
    if not statement or not quote or not items or not all(items) or len(items) > _MOST_ITEMS:
        return "a part is missing or far too long"
    places = find(article, quote)
    if len(places) != 1:
        return "its quote stands in the article more than once" if places else "its quote is not in the article"
    if not all(fold(item).casefold() in fold(quote).casefold() for item in items):
        return "its answer is not in its quote"
    if not _names(statement) <= told:
        return "it tells a name or a number that the article does not have"
    ask = _text(proposed.get("question"))
    asks = () if not ask or not ask.endswith("?") or not _names(ask) <= told else (ask,)
    kind: Kind = "list" if len(items) > 1 else kind_of(items[0])
    answer = tuple((item,) for item in items)
    return Draft(statement, answer, kind, places[0].quote, places[0].paragraph, asks, need=len(items), score=0.7)


def _unlike(drafts: Iterable[Draft], known: Iterable[Fact]) -> Iterator[Draft]:
    """Yield the drafts whose answer was not asked of much the same words before."""
    seen = [(normal(fact.key), set(words(fact.fact or fact.ask))) for fact in known]
    for draft in drafts:
        key, told = normal(draft.key), set(words(draft.statement))
        if not any(key == k and len(told & t) > 0.6 * min(len(told), len(t)) for k, t in seen):
            seen.append((key, told))
            yield draft


def _text(value: object) -> str:
    """Return a text on one line; "" for anything else, and for what is too long."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    flat = " ".join(value.split()) if isinstance(value, str) else ""
    return flat if flat.isprintable() and len(flat) <= _LONGEST else ""


_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<!^)(?<![.!?:“\"'‘(] )(?<![\w“\"'‘’(-])[A-Z][^\W\d_]+")
"""A capital inside a sentence; the first word of one may be any word."""


def _names(words: str) -> frozenset[str]:
    """Return the names and figures in a text.

    >>> sorted(_names("In 1987 the United States signed 3,300 sheets."))
    ['1987', '3,300', 'states', 'united']
    """
    return frozenset(_FIGURE.findall(words)) | {name.casefold() for name in _NAME.findall(words)}


def _told(article: Article) -> frozenset[str]:
    """Return the words and figures of an article, its title and headings."""
    texts = [article.title, *(f"{p.heading} {p.text}" for p in article.paragraphs)]
    figures = {figure for text in texts for figure in _FIGURE.findall(text)}
    return frozenset(figures | {word.casefold() for text in texts for word in _WORD.findall(text)})
