"""A fact compiled once, with its neighbours: all that grading needs to know beside the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tutor.grading.apposition import around, beside
from tutor.grading.cores import cores, leading_name
from tutor.grading.numbers.dates import Date, dates, year_of
from tutor.grading.numbers.quantities import Quantity, quantities
from tutor.grading.phrases import Phrase, phrase
from tutor.grading.tables.grammar import FORBIDDING, TITLES
from tutor.grading.tables.numbers import ABOUT
from tutor.grading.tables.relations import FIRST_NAMES, PLACES
from tutor.grading.tables.units import AGE, MEASURES, UNIT
from tutor.grading.tokens import Word, cut, is_word_like, word
from tutor.model import Bank, Fact
from tutor.text import fold, squeezed

AUTHORED = frozenset({"person", "place", "term", "reason"})
"""Kinds that only an author can tell: they decide; the others are looked for in the key itself."""

Sort = Literal["number", "range", "date", "year", "name", "prose", "list", "points"]


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What answers of one fact are compared with.

    `exact` maps squeezed texts to a verdict's code and the author's sentence; `wordings` are the key and its other
    wordings; `items` those of each item of a list; `asked` and `told` are the words of the question and of the
    passage; `taken` are words that mean something else in this bank.
    """

    fact: Fact
    sort: Sort
    exact: dict[str, tuple[str, str]]
    wordings: tuple[Phrase, ...]
    items: tuple[tuple[Phrase, ...], ...]
    points: tuple[tuple[Phrase, ...], ...]
    wrong: tuple[tuple[Phrase, str], ...]
    close: tuple[tuple[Phrase, str], ...]
    others: dict[str, frozenset[str]]
    asked: Phrase
    told: Phrase
    taken: frozenset[str]
    numbers: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    unit: str
    about: bool
    person: bool
    negative: bool
    asked_negative: bool
    asked_forbids: bool
    denying: frozenset[str]
    context: frozenset[str]
    given_away: frozenset[str]
    beside: tuple[Word, ...]
    around: frozenset[str]
    whole: tuple[Phrase, ...] = ()
    other_sorts: tuple[Sort, ...] = ()


def prepare(fact: Fact, bank: Bank | None = None) -> Reference:
    """Compile a fact. The bank, when given, tells what other facts' answers and the article's words are.

    >>> prepare(Fact("x", "They met in Moscow.", (("Moscow",),), "in Moscow")).sort
    'name'
    """
    texts = [*(fact.answer[0] if len(fact.answer) == 1 else ()), *fact.accept]
    wordings = tuple(p for t in dict.fromkeys(texts) if (p := phrase(t)).words) or (phrase(fact.key or "?"),)
    items = tuple(tuple(map(phrase, item)) for item in fact.answer) if len(fact.answer) > 1 else ()
    asked, told = phrase(fact.ask or _gapped(fact)), phrase(f"{fact.fact} {fact.quote}")
    sort = _sort(fact, wordings, items)
    numbers = tuple(q for w in wordings for q in quantities(list(w.tokens))[:1])
    key = texts[0] if texts else ""
    person = _is_person(fact, wordings, asked)
    other_sorts = _other_sorts(fact, sort, wordings)  # as they are written: the year of "Film (1987)" is no answer
    if sort == "name":
        wordings += tuple(phrase(core) for w in wordings[:12] for core in cores(w.text, person))
    if sort == "prose" and not _WHY.search(fold(fact.ask)):
        wordings += tuple(phrase(name) for w in wordings[:12] if (name := leading_name(w.text)))
    every = (*wordings, *(p for item in items for p in item))
    return Reference(
        fact=fact,
        sort=sort,
        exact=_exact(fact),
        wordings=wordings,
        items=items,
        points=tuple(tuple(map(phrase, point)) for point in fact.must),
        wrong=tuple((phrase(t), said) for t, said in fact.wrong.items()),
        close=tuple((phrase(t), said) for t, said in fact.close.items()),
        others=neighbours(bank).answers if bank else {},
        asked=asked,
        told=told,
        taken=neighbours(bank).words if bank else frozenset(w.text for w in told.words),
        numbers=numbers,
        dates=tuple(d for w in wordings for d in dates(fold(w.text), list(w.tokens))),
        unit=_unit(numbers, asked),
        about=bool(ABOUT & {*asked.tokens, *cut(key)}),
        person=person,
        negative=any(w.negator for p in (*every, asked, told) for w in p.words),
        asked_negative=any(w.negator for w in asked.words),
        asked_forbids=_forbids(asked),
        denying=_denying(sort, every, asked),
        whole=tuple(phrase(re.sub(r"[()]", " ", w.text)) for w in wordings if "(" in w.text),
        other_sorts=other_sorts,
        given_away=frozenset(x for w in asked.content for x in (w.lemma, w.stem)),
        context=asked.lemmas.union(*(p.lemmas for p in every)),
        around=around(f"{fact.quote} {fact.fact}", [w.text for w in wordings])
        if sort in ("name", "prose")
        else frozenset(),
        beside=beside(f"{fact.fact} {fact.quote}", [w.text for w in wordings]) if sort == "name" else (),
    )


def _forbids(asked: Phrase) -> bool:
    """Tell a question for what was forbidden: "no production" agrees with it."""
    allowed = any(w.lemma in ("allow", "permit") for w in asked.words) and any(w.negator for w in asked.words)
    return allowed or any(w.lemma in FORBIDDING or w.text in FORBIDDING for w in asked.words)


def _gapped(fact: Fact) -> str:
    """Return the statement without its answer: what a learner sees when there is no question."""
    text = fact.fact
    for item in fact.answer:
        text = text.replace(item[0], " ", 1)
    return text


def _exact(fact: Fact) -> dict[str, tuple[str, str]]:
    """Answers that need no thinking; the key wins over everything else the author wrote."""
    found: dict[str, tuple[str, str]] = {}
    for text, said in fact.close.items():
        found[squeezed(text)] = ("listed-close", said)
    for text, said in fact.wrong.items():
        found[squeezed(text)] = ("listed-wrong", said)
    rights: Iterable[str] = (*fact.accept, *(fact.answer[0] if len(fact.answer) == 1 else (fact.key,)))
    found |= {squeezed(text): ("same", "") for text in rights}
    found.pop("", None)  # a key of marks only is no reason to accept a blank
    return found


_WHY = re.compile(r"\bwhy\b|for what reason|what for\b")
_DEFINING = re.compile(r"^(?:what|explain|describe|define|how)\b")
_DEFINED = re.compile(r"^(?:what (?:is|are|was|were)(?: meant by)?|define) (?:an? )?[\w' -]{2,40}\??$")
_JOINING = frozenset("that which who whose of from for to with without by in".split())
_CLAUSE = frozenset("because to so by for that when how if due since as in order they it he she".split())
_CAMPS = frozenset("those people side camp argument arguments are is was were voted".split())
_TIMES = frozenset("since until till from before after".split())


def _sort(fact: Fact, wordings: tuple[Phrase, ...], items: tuple[tuple[Phrase, ...], ...]) -> Sort:
    if fact.must:
        return "points"
    if items:
        return "list"
    numeric = _numeric_sort(fact, wordings[0])
    if numeric:
        return numeric
    return "prose" if _is_prose(fact, wordings[0]) else "name"


def _other_sorts(fact: Fact, sort: Sort, wordings: tuple[Phrase, ...]) -> tuple[Sort, ...]:
    """Wordings of another sort than the key: a year beside a name is judged as a year."""
    if sort in ("list", "points", "prose") or fact.kind in AUTHORED:
        return ()
    found: list[Sort] = [_numeric_sort(fact, w) or "name" for w in wordings]
    return tuple(s for s in dict.fromkeys(found) if s != sort and {s, sort} != {"number", "year"})


def _is_prose(fact: Fact, key: Phrase) -> bool:
    """Tell a reason, a definition, a clause: the learner will say it in other words."""
    if fact.kind in AUTHORED:
        return fact.kind == "reason"
    asked = fold(fact.ask)
    size = len(key.content)
    named = sum(w.text in key.names for w in key.content[1:])
    if _WHY.search(asked):
        return True
    if size > 1 and not named and (key.tokens[0] in _CLAUSE or {"who", "which", "that"} & set(key.tokens[1:])):
        return True
    if size > 1 and not named and _DEFINED.match(asked) and _JOINING & set(key.tokens):
        return True
    return size >= 4 and named * 2 < size and (bool(_DEFINING.match(asked)) or size > 5)


def _numeric_sort(fact: Fact, key: Phrase) -> Sort | None:
    if fact.kind in AUTHORED:
        return None
    found = dates(fold(key.text), list(key.tokens))
    if found and len(key.content) <= 5:
        return "date"
    numbers = quantities(list(key.tokens))
    if len(numbers) == 2 and _is_rate(numbers[1], key):  # 2 % a year
        numbers = numbers[:1]
    if len(numbers) == 1 and _is_all(numbers[0], key):
        one = numbers[0]
        is_year = fact.kind == "year" or (one.sort in ("figure", "word") and not one.unit and 1000 <= one.low <= 2100)
        if one.sort in ("range", "century", "decade"):
            return "range"
        return "year" if is_year and ("," not in key.text) else "number" if not one.is_range else None
    return "year" if fact.kind == "year" and year_of(fold(key.text)) else None


def _is_rate(quantity: Quantity, key: Phrase) -> bool:
    measure = MEASURES[quantity.unit][0] if quantity.unit else ""
    return measure == "time" and key.tokens[quantity.start] in ("a", "an", "one")


def _is_person(fact: Fact, wordings: tuple[Phrase, ...], asked: Phrase) -> bool:
    if fact.kind == "person":
        return True
    who = bool({"who", "whom", "whose"} & set(asked.tokens)) or "person" in asked.lemmas
    return (
        who
        and fact.kind not in AUTHORED
        and any(len(w.content) > 1 and w.content[-1].text in w.names and _may_be_person(w) for w in wordings)
    )


def _may_be_person(wording: Phrase) -> bool:
    """Tell Steve Jobs from Manchester United: one of common words needs a first name."""
    first, last = wording.content[0], wording.content[-1]
    if not last.known or any(w.text in FIRST_NAMES | TITLES for w in wording.content[:-1]):
        return True
    return not first.known and first.lemma not in PLACES


def _denying(sort: Sort, wordings: tuple[Phrase, ...], asked: Phrase) -> frozenset[str]:
    """Words whose opposite contradicts the fact: those of the key, and of the question."""
    mine = {
        x
        for p in (*wordings, asked)
        for w in p.words
        if not w.function and w not in p.denied
        for x in (w.lemma, w.text)
    }
    if sort in ("year", "date"):
        mine |= {t for p in (*wordings, asked) for t in p.tokens if t in _TIMES}
    for wording in wordings:  # "those for leaving" and "those against leaving" differ in no content word
        mine |= {t for before, t in pairwise(wording.tokens) if t == "against" or (t == "for" and before in _CAMPS)}
    return frozenset(mine)


def _is_all(quantity: Quantity, key: Phrase) -> bool:
    """Tell whether a wording is a number with its unit or the thing counted, and nothing else of weight."""
    rest = [word(t) for at, t in enumerate(key.tokens) if not quantity.start <= at < quantity.end and is_word_like(t)]
    heavy = [w for w in rest if not w.function and w.text not in UNIT and w.text not in ABOUT and w.value is None]
    return len(heavy) <= 1 and quantity.start <= 3 and not any(w.text in key.names for w in heavy)


def _unit(numbers: tuple[Quantity, ...], asked: Phrase) -> str:
    """Return the unit the text counts in: the key's, else the one the question names."""
    if numbers and numbers[0].unit:
        return numbers[0].unit
    tokens = list(asked.tokens)
    if numbers and not AGE.isdisjoint(tokens):
        return "year"
    for at, token in enumerate(tokens[:-1]):
        if token in ("many", "much", "number") and tokens[at + 1] in UNIT:
            return UNIT[tokens[at + 1]]
    return ""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """What a bank says beside one fact: every word of it, and which facts each answer belongs to."""

    words: frozenset[str]
    answers: dict[str, frozenset[str]]


_MOST_KEPT = 100
_kept: dict[int, tuple[Bank, Neighbours]] = {}


def neighbours(bank: Bank) -> Neighbours:
    """Return a bank's neighbours, found once: a bank never changes, so the object is the key. Safe in threads."""
    found = _kept.get(id(bank))
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()  # banks that were edited since
        found = _kept[id(bank)] = (bank, _neighbours(bank))  # the bank is held, so no other can have its id
    return found[1]


def _neighbours(bank: Bank) -> Neighbours:
    texts: set[str] = set()
    answers: dict[str, frozenset[str]] = {}
    for paragraph in bank.article.paragraphs:
        texts.update(cut(paragraph.text))
    for fact in bank.facts:
        for text in (fact.key, *(t for item in fact.answer for t in item), *fact.accept):
            texts.update(cut(text))
            key = squeezed(text)
            answers[key] = answers.get(key, frozenset()) | {fact.id}
    return Neighbours(frozenset(texts), answers)


def content(phrase_: Phrase, without: frozenset[str]) -> tuple[Word, ...]:
    """Return the words that tell something the question has not told; all of them when nothing is left."""
    kept = tuple(w for w in phrase_.content if w.lemma not in without and w.stem not in without)
    return kept or phrase_.content
