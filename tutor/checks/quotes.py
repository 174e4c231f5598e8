"""Checks of the quotes: does the article say so?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from rapidfuzz import fuzz

from tutor.article import nearest
from tutor.checks.view import Desk, Finding, Where, shown, told
from tutor.model import Fact, Sentence, Status, Wordings
from tutor.places import Place, fold, places

_MOST_SHOWN = 100
"""Quotes of one bank for which the nearest sentence is looked up: each costs milliseconds."""
_MOST_PLACES = 9


def quote_not_found(desk: Desk) -> Iterator[Finding]:
    """Require that the quote stands in the article letter for letter. Only spaces and the shape of quotation marks may
    differ.
    """
    told_of = 0
    for where, fact in _unplaced(desk, "live"):
        if not _first_places(desk, fact.quote, 1):
            told_of += 1
            fix = _what_stands(desk, fact.quote) if told_of <= _MOST_SHOWN else "copy it from the article"
            yield Finding((*where, "quote"), "the quote does not stand in the article", fix)


def quote_not_unique(desk: Desk) -> Iterator[Finding]:
    """Require that the quote stands in the article only once, so that it is clear which passage proves the fact."""
    for where, fact in _unplaced(desk, "live"):
        if places_ := _first_places(desk, fact.quote, _MOST_PLACES):
            pilcrows = ", ".join(f"¶{number}" for number in dict.fromkeys(n for n, _, _ in places_))
            times = f"{len(places_)} times" if len(places_) < _MOST_PLACES else "many times"
            message = f"the quote stands in the article {times}, in {pilcrows}"
            yield Finding((*where, "quote"), message, "take more of the sentence into the quote")


def draft_unplaced(desk: Desk) -> Iterator[Finding]:
    """Require that the quote of a draft stands in the article once, too. It has to before the draft can be asked; a
    fact whose sentence the article has lost may wait as a draft until then.
    """
    for where, _ in _unplaced(desk, "draft"):
        message = "the quote of this draft has no single place in the article"
        yield Finding((*where, "quote"), message, "quote other words of the article before it is asked")


def _unplaced(desk: Desk, status: Status) -> Iterator[tuple[Where, Fact]]:
    return ((where, fact) for where, fact in desk.facts if fact.citation is None and fact.status == status)


def _first_places(desk: Desk, quote: str, most: int) -> tuple[Place, ...]:
    return tuple(islice(places(desk.bank.article, quote), most))


def answer_not_in_quote(desk: Desk) -> Iterator[Finding]:
    """Require that the quote contains the answer in one of its wordings; of a list answer, each item. A fact whose
    answer only follows from the quote says so with `infer: true`.
    """
    for where, fact in desk.facts:
        quote = told(fact.quote)
        quote += quote.replace("'s ", " ")  # "Russia's border" is proof enough of Russia
        missing = [] if fact.infer else [i for i in _items(fact) if not any(desk.told(w) in quote for w in i)]
        for item in missing:
            message = f"the quote does not contain the answer “{shown(item[0])}”"
            yield Finding(
                (*where, "quote"), message, "quote the words that do, or write infer: true if it follows from them"
            )


def _items(fact: Fact) -> Iterator[Wordings]:
    """Yield the wordings of each item; what else is accepted counts for an answer that is no list."""
    if len(fact.answer) == 1:
        yield (*fact.answer[0], *fact.accept)
    else:
        yield from fact.answer


def _what_stands(desk: Desk, quote: str) -> str:
    sentence = nearest(desk.bank.article, quote)
    if sentence is None:
        return "copy it from the article; no sentence there is like it"
    differs = _difference(fold(quote), fold(sentence.text))
    return f"copy it from the article; nearest is ¶{sentence.paragraph}: “{_around(sentence, quote)}”{differs}"


def _around(sentence: Sentence, quote: str) -> str:
    """Return the sentence, or if it is long the part of it that is like the quote."""
    if len(sentence.text) <= 200:
        return sentence.text
    alike = fuzz.partial_ratio_alignment(fold(quote), fold(sentence.text))
    start = max(0, alike.dest_start - 40) if alike else 0
    return f"…{sentence.text[start : start + 200]}…"


def _difference(quote: str, sentence: str) -> str:
    """Return the one place where a quote departs from the sentence; nothing when there are more.

    >>> _difference("In 1986 they signed", "In 1987 they signed it.")
    ', which has “1987” for “1986”'
    """
    ours, theirs = quote.split(), sentence.split()
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    while steps and steps[0][0] == "insert":
        steps.pop(0)
    while steps and steps[-1][0] == "insert":
        steps.pop()
    changed = [s for s in steps if s[0] != "equal"]
    if len(changed) != 1 or len(steps) == 1:
        return ""
    _, a, b, c, d = changed[0]
    mine, article = " ".join(ours[a:b]), " ".join(theirs[c:d])
    if not article:
        return f", without “{mine}”"
    return f", which has “{article}” for “{mine}”" if mine else f", which also has “{article}”"
