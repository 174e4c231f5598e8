"""The file's shape → the values that the rest of the house works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import islice
from types import MappingProxyType

from tutor.bank.shape import BankShape, FactShape, SourceShape
from tutor.checks.kinds import is_list, kind_of
from tutor.checks.memory import Memory
from tutor.model import Article, Bank, Citation, Fact, Form, Kind, Source, Wordings
from tutor.places import places


def build(shape: BankShape, bank_id: str, article: Article, memory: Memory | None = None) -> Bank:
    """Return the bank. A quote that is not found exactly once gives a fact without citation, for the checks to tell."""
    remember = memory.built if memory else _anew
    facts = tuple(remember(entry.id, entry, article, partial(_fact, entry, article)) for entry in shape.facts)
    return Bank(bank_id, _flat(shape.title), article, facts, _source(shape.source))


def _anew(_name: str, _entry: object, _article: Article, make: Callable[[], Fact]) -> Fact:
    return make()


def _fact(entry: FactShape, article: Article) -> Fact:
    answer, kind = _answer(entry)
    quote = _flat(entry.quote)
    return Fact(
        id=entry.id,
        fact=_flat(entry.fact),
        answer=answer,
        quote=quote,
        ask=_flat(entry.ask),
        kind=kind,
        accept=_wordings(entry.accept),
        close=_replies(entry.close),
        wrong=_replies(entry.wrong),
        why=_flat(entry.why),
        need=len(answer) if entry.need is None else entry.need,
        must=tuple(_wordings(point) for point in entry.must),
        hints=_wordings(entry.hints),
        forms=_forms(entry.forms),
        order=entry.order,
        infer=entry.infer,
        status=entry.status,
        citation=_citation(article, quote),
    )


def _answer(entry: FactShape) -> tuple[tuple[Wordings, ...], Kind]:
    given = entry.answer
    if isinstance(given, str):
        given = (given,)
    told = _flat(entry.fact or entry.quote)
    if is_list([e if isinstance(e, str) else tuple(e) for e in given], entry.kind, entry.need, told):
        return tuple(_wordings(item) for item in given), entry.kind or "list"
    wordings = tuple(_flat(text) for item in given for text in _wordings(item))
    return (wordings,), entry.kind or kind_of(wordings[0])


def _citation(article: Article, quote: str) -> Citation | None:
    found = tuple(islice(places(article, quote), 2))
    if len(found) != 1:
        return None
    [(number, start, end)] = found
    return Citation(number, start, end, article.paragraph(number).text[start:end])


def _wordings(given: str | Sequence[str]) -> Wordings:
    return (_flat(given),) if isinstance(given, str) else tuple(_flat(text) for text in given)


def _forms(given: Form | Sequence[Form]) -> tuple[Form, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _replies(given: str | Sequence[str] | Mapping[str, str]) -> Mapping[str, str]:
    pairs = given.items() if isinstance(given, Mapping) else ((text, "") for text in _wordings(given))
    return MappingProxyType({_flat(text): _flat(reply) for text, reply in pairs})


def _source(shape: SourceShape) -> Source:
    return Source(shape.title, shape.publisher, shape.author, shape.date, shape.url, shape.licence)


def _flat(text: str) -> str:
    """Return a text on one line: a line break in YAML is none on screen."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
