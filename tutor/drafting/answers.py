"""A statement → the words in it that are worth asking for, each with its kind and how good an answer it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tutor.checks.view import standing
from tutor.drafting.answer import LEADS, Answer, made
from tutor.drafting.answers_figures import figures
from tutor.drafting.answers_phrases import lists, phrases
from tutor.drafting.tables import CALLINGS, COUNTRIES, NO_NAMES, PLACE_HEADS, PLACES, THING_HEADS, TITLES
from tutor.drafting.wording.tables import ALSO_NAMES, class_of_name
from tutor.grading.tables.relations import wider
from tutor.model import Kind
from tutor.text import fold, is_word

_KINDS: dict[str, tuple[Kind, float]] = {
    "PERSON": ("person", 0.9),
    "GPE": ("place", 0.85),
    "LOC": ("place", 0.85),
    "FAC": ("term", 0.8),
    "ORG": ("term", 0.8),
    "EVENT": ("term", 0.85),
    "PRODUCT": ("term", 0.8),
    "WORK_OF_ART": ("term", 0.75),
    "LAW": ("term", 0.8),
    "LANGUAGE": ("term", 0.8),
    "NORP": ("term", 0.6),
    "MONEY": ("quantity", 0.85),
    "PERCENT": ("quantity", 0.85),
    "QUANTITY": ("quantity", 0.85),
    "CARDINAL": ("number", 0.75),
    "DATE": ("year", 0.9),
    "TIME": ("quantity", 0.6),
}
_TRADES = frozenset(
    "professional athlete official officer clergyman scientist doctor physician politician worker ruler leader head "
    "chief authority adjudicator player member representative peer".split()
)
"""What the dictionary calls trades and posts."""
_INITIALS = re.compile(r"(?:[A-Z]\. ?)+(?:[a-z]+ )?[A-Z][a-z]")
_PLACES = ("country", "city", "continent", "river", "lake", "mountain", "island", "ocean", "sea", "US state")
_CORES = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART", "VERB", "ADV", "CCONJ", "X", "ADP"))


def answers(doc: Doc) -> list[Answer]:
    """Return what a statement can be asked for, the best first; each stands in it exactly once."""
    found: dict[tuple[str, ...], Answer] = {}
    for answer in (*_named(doc), *_unnamed(doc), *figures(doc), *lists(doc), *phrases(doc)):
        if all(_once(doc, item) for item in answer.items):
            before = found.get(answer.items)
            if before is None or before.score < answer.score:
                found[answer.items] = answer
    return sorted(found.values(), key=lambda a: (-a.score, a.start))


def _once(doc: Doc, text: str) -> bool:
    return len(list(standing(text, doc.text))) == 1


# --- names -----------------------------------------------------------------------------------------


def _named(doc: Doc) -> Iterator[Answer]:
    for ent in doc.ents:
        if ent.label_ not in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
            yield from _name(ent)


def _name(ent: Span) -> Iterator[Answer]:
    span = _trimmed(_with_trade(ent))
    if span is None or span.label_ not in _KINDS:
        return
    whole = _grown(span)
    if whole is None or _modifies(whole):
        return
    kind, score = _KINDS[span.label_]
    if len(whole.text) < 2 or (span.label_ == "NORP" and whole.root.tag_ not in ("NNPS", "NNS")):
        return
    kind, score = _judged(span, whole, kind, score)
    score -= _shared(whole)
    yield made(whole, kind, score)


def _judged(span: Span, whole: Span, kind: Kind, score: float) -> tuple[Kind, float]:
    """Return kind and score of a name, where its own words tell more than the model."""
    shouted = whole.text.isupper() or whole.root.dep_ != "pobj"
    if span.label_ == "GPE" and shouted and not _is_country(whole.text):
        kind = "term"  # the model takes many a company for a place
    if span.label_ == "PERSON" and len(span) == 1:
        kind, score = "text", 0.55  # the model takes many a place and people for a person
    if len(whole) > len(span) and whole.root.pos_ != "PROPN":
        kind = "term"
    if span.label_ == "PERSON" and (fold(whole.text) in PLACES or class_of_name(whole.text) in _PLACES):
        kind, score = "place", 0.8
    elif span.label_ == "PERSON" and any(t.lower_ in NO_NAMES for t in whole):
        kind, score = "term", 0.7
    last = whole[-1].lower_.removesuffix("s") if whole[-1].tag_ == "NNPS" else whole[-1].lower_
    if last in THING_HEADS:
        kind, score = "place" if last in PLACE_HEADS else "term", 0.8
    return kind, score


def _trimmed(span: Span) -> Span | None:
    """Return a name without article and possessive ending; None when nothing like a name is left."""
    start, end = span.start, span.end
    doc = span.doc
    if span.label_ == "PERSON":
        start = max((t.i + 1 for t in span[:-1] if t.lower_ in TITLES or _is_trade(t)), default=start)
    while start < end and (doc[start].lower_ in LEADS or doc[start].is_punct):
        start += 1
    while start < end and (doc[end - 1].pos_ not in ("PROPN", "NOUN", "ADJ", "NUM", "X") or doc[end - 1].is_punct):
        end -= 1
    if start == end or not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in doc[start:end]):
        return None
    return Span(doc, start, end, label=span.label)


def _with_trade(ent: Span) -> Span:
    """Return "Architect Nadia Rahman" and "E.I. du Pont" as people, whatever the model took them for."""
    trade = len(ent) > 2 and ent[0].lower_ in CALLINGS
    human = (trade or (len(ent) > 1 and _INITIALS.match(ent.text))) and ent[-1].lower_ not in THING_HEADS
    return Span(ent.doc, ent.start, ent.end, label="PERSON") if human else ent


def _is_trade(token: Token) -> bool:
    """Tell whether this is what a person does, written large at the head of a sentence: "Librarian Ruth Cole"."""
    small = token.lower_
    return token.i == 0 and small not in ALSO_NAMES and bool(_TRADES & wider(small))


def _grown(span: Span) -> Span | None:
    """Return the whole name that a span is part of: "Rhine" in "the River Rhine"; None when it is cut in two."""
    doc, start, end = span.doc, span.start, span.end
    while (
        start > 0
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].dep_ in ("compound", "nmod")
        and (start <= doc[start - 1].head.i < end)
        and not (span.label_ == "PERSON" and _is_title(doc[start - 1]))
    ):
        start -= 1
    root = doc[start:end].root
    while root.dep_ == "compound" and root.head.i >= end and root.head.pos_ == "PROPN":
        end = root.head.i + 1
        root = root.head
    if any(t.pos_ not in _CORES | {"DET"} for t in doc[start:end]):
        return None
    return Span(doc, start, end, label=span.label)


def _is_title(token: Token) -> bool:
    return token.lower_ in TITLES or token.ent_type_ in ("NORP", "GPE", "ORG")


def _is_country(name: str) -> bool:
    return fold(name).replace(".", "") in COUNTRIES


def _shared(span: Span) -> float:
    """Return what it costs that a name is one of several: "Rochester" in "towns such as Rochester and Syracuse"."""
    root, doc = span.root, span.doc
    joined = root.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN") for c in root.children)
    listed = (
        span.start > 0 and doc[span.start - 1].text == "," and doc[min(span.end, len(doc) - 1)].text in (",", "and")
    )
    example = any(a.lower_ in ("as", "like", "including") and a.dep_ == "prep" for a in root.ancestors)
    either = any(t.lower_ == "or" for t in doc)
    return 0.6 if example or (either and (joined or listed)) else 0.35 if joined or listed else 0.0


def _modifies(span: Span) -> bool:
    """Tell whether the words only qualify the noun behind them: "Trump" in "the Trump administration"."""
    root = span.root
    if root.dep_ in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod", "det", "quantmod", "advmod"):
        return True
    if span.start > 1 and _of_name(span.doc[span.start - 1]):
        return True
    if span.start > 0 and _half(span.doc[span.start - 1]):
        return True
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and after.pos_ == "NUM" and after.head in span:
        return True
    return after is not None and (after.text in ("-", "'s", "'", "/") or (after.text == "of" and root.pos_ == "PROPN"))


def _half(before: Token) -> bool:
    """Tell whether the word before belongs to the name as well: the "Open" of "Open Call"."""
    if before.text == "'" and before.i and before.nbor(-1).pos_ == "PROPN":
        return True  # the "War" of "the Seven Years' War"
    return before.text[0].isupper() and before.pos_ in ("ADJ", "NOUN", "VERB") and before.lower_ not in TITLES


def _of_name(token: Token) -> bool:
    """Tell whether a name goes on behind this word: "Edict of Nantes", "Judgement on Monastic Vows"."""
    if token.lower_ == "the" and token.i:
        token = token.nbor(-1)
    return token.lower_ in ("of", "on", "for", "and") and token.i > 0 and _in_title(token.nbor(-1), token)


def _in_title(before: Token, link: Token) -> bool:
    return before.pos_ == "PROPN" and (link.lower_ != "and" or before.ent_type_ in ("WORK_OF_ART", "LAW", "EVENT"))


def _unnamed(doc: Doc) -> Iterator[Answer]:
    """Yield the proper nouns that were not recognised as names."""
    n = 0
    while n < len(doc):
        if doc[n].pos_ != "PROPN" or doc[n].ent_type_:
            n += 1
            continue
        end = n
        while end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_:
            end += 1
        span = doc[n:end]
        if n == 0 and end == 1 and is_word(doc[0].lower_):
            n = end
            continue
        if (
            not _modifies(span)
            and span.text[0].isupper()
            and (n == 0 or doc[n - 1].pos_ != "PROPN")
            and len(span.text) > 2
        ):
            yield made(span, "term", 0.7)
        n = end
