"""Lists and common nouns in a statement that are worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from tutor.checks.kinds import is_unit
from tutor.drafting.answer import LEADS, Answer, made
from tutor.drafting.clauses import SUBJECTS
from tutor.text import fold

_VAGUE = frozenset(
    "thing way lot number part kind sort type role fact time people use case example idea point place side area term "
    "word group man woman person reason result form level amount range series set rest member step order one some many "
    "several few most all life work year day decade century age period moment addition effect degree size piece "
    "sense manner purpose importance presence matter issue problem question answer majority variety more less other "
    "much something anything nothing end front "
    "back top beginning course view process approach method instance aspect factor feature situation condition".split()
)
_WORTH = {"dobj": 0.6, "attr": 0.5, "oprd": 0.65, "pobj": 0.5, "nsubj": 0.55, "nsubjpass": 0.55}
_LIGHT = frozenset("make have take play give do get be put hold begin start end want need see become include".split())
_EMPTY = frozenset(
    "significant major important large small great huge big new old good bad different similar certain particular many "
    "main own such other further entire whole common special general key central early late recent modern long short "
    "high low full strong weak first last best popular famous leading right better".split()
)
"""Adjectives that nobody can be asked for."""
_OF_WHAT = frozenset("of to for against about between into".split())
"""Prepositions behind a noun without which it says nothing: a source of …, an answer to …, a fight against …."""
_MOST_BEHIND = 6
"""Words behind a noun that a learner can still be asked to type."""
_LOOSE = re.compile(r"\b(?:several|many|few|some|various|dozens|hundreds|thousands|millions|decades|years|more|less)\b")


def lists(doc: Doc) -> Iterator[Answer]:
    """Yield "sanctions and low oil prices" as two items."""
    for token in doc:
        if token.dep_ in ("conj", "compound", "nmod", "amod") or token.pos_ not in ("NOUN", "PROPN") or _example(token):
            continue
        heads = list(_joined(token))
        if not 2 <= len(heads) <= 6:
            continue
        items = [_item(h, heads) for h in heads]
        if all(items) and not _torn(heads, [i for i in items if i is not None]):
            spans = [i for i in items if i is not None]
            if _goes_on_before(spans[0]):
                continue
            score = 0.8 if len(spans) > 2 else 0.68
            yield Answer(tuple(s.text for s in spans), "list", score, spans[0].start, spans[-1].end)


def _joined(head: Token) -> Iterator[Token]:
    yield head
    nxt = next((c for c in head.children if c.dep_ == "conj"), None)
    if (
        nxt is not None and any(c.dep_ == "cc" and c.lower_ in ("and", "&") for h in (head, nxt) for c in h.children)
    ) or (nxt is not None and any(c.dep_ == "conj" for c in nxt.children)):
        yield from _joined(nxt)


def _item(head: Token, heads: Sequence[Token]) -> Span | None:
    """Return one item with its own words; None for one that cannot stand alone or is too long to be typed."""
    later = {t for h in heads if h.i > head.i for t in h.subtree}
    own = [t for t in head.subtree if (t not in later and t.dep_ not in ("cc", "preconj")) or t.head not in heads]
    own = [t for t in own if t not in later and not (t.head in heads and (t.dep_ in ("cc", "preconj") or t.is_punct))]
    while own and (own[0].lower_ in LEADS or own[0].lower_ == "even"):
        own.pop(0)
    if not own or own[-1].i - own[0].i + 1 != len(own) or len(own) > 5 or head not in own:
        return None
    if own[0].i and head.doc[own[0].i - 1].tag_ == "PRP$" and head != heads[0]:
        return None
    if head.lemma_.lower() in _VAGUE or any(t.pos_ in ("PRON", "VERB", "AUX") and t.dep_ != "amod" for t in own):
        return None
    return head.doc[own[0].i : own[-1].i + 1]


def _example(token: Token) -> bool:
    """Tell whether this only begins what could be named: "towns such as Rochester and Syracuse"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("as", "like", "including", "from")


def _goes_on_before(first: Span) -> bool:
    """Tell whether the list began before: the "milk" of "milk, an acid and salt", which the parser hung elsewhere."""
    start = first.start
    while start and first.doc[start - 1].dep_ in ("det", "poss", "amod"):
        start -= 1
    return start > 1 and first.doc[start - 1].text == "," and first.doc[start - 2].pos_ in ("NOUN", "PROPN")


def _torn(heads: Sequence[Token], spans: Sequence[Span]) -> bool:
    """Tell whether the first item lacks a word that stands behind the last: "air and sea forces"."""
    return any(a.end > b.start for a, b in pairwise(spans)) or heads[0].tag_[:2] != heads[-1].tag_[:2]


# --- other phrases ---------------------------------------------------------------------------------


def phrases(doc: Doc) -> Iterator[Answer]:
    """Yield noun phrases without names: objects, what something is, and what is defined."""
    for token in doc:
        span = _phrase(token) if token.pos_ == "NOUN" and token.dep_ in _WORTH else None
        if span is not None and _askable(token, span):
            yield made(span, "text", _worth(token, span))


def _askable(token: Token, span: Span) -> bool:
    if token.dep_ in SUBJECTS:
        return token.head.dep_ == "ROOT" and span.start <= 1
    light = token.dep_ == "dobj" and token.head.lemma_ in _LIGHT
    there = token.dep_ == "attr" and any(c.dep_ == "expl" for c in token.head.children)
    denied = any(c.dep_ == "neg" for c in token.head.children)  # many things are not dug
    return not (light or there or denied or _example(token))


def _worth(token: Token, span: Span) -> float:
    """Return more for technical terms of two nouns, less for single nouns and the subjects of single events."""
    worth = _WORTH[token.dep_] + 0.1 * any(t.dep_ == "compound" for t in span)
    if token.dep_ in SUBJECTS:
        return worth - 0.15 * (token.head.tag_ not in ("VBZ", "VBP") or len(span) == 1)
    return worth - 0.12 * (len(span) == 1) + 0.2 * (token.head.head.lemma_ == "consist")


def _phrase(head: Token) -> Span | None:
    """Return a noun with the words before it; None when it says too little or has more behind it."""
    if head.lemma_.lower() in _VAGUE or any(c.dep_ in ("conj", "appos") for c in head.children):
        return None
    if is_unit(fold(head.lower_)):
        return None
    if any(t.tag_ == "PRP$" and t.i and t.nbor(-1).lower_ in ("half", "twice", "all") for t in head.lefts):
        return None  # "half their weight" is not their weight
    if any("/" in t.text for t in head.lefts) or "/" in head.text or (head.i > 1 and "/" in head.nbor(-2).text):
        return None
    start, end = head.i, _end(head)
    while start > 0 and _left(head.doc[start - 1], head):
        start -= 1
    span, whole = head.doc[start : head.i + 1], head.doc[start:end]
    if (
        not end
        or len(span) > 4
        or any(t.lower_ in _EMPTY for t in span)
        or _LOOSE.search(span.text)
        or any(t.pos_ in ("PRON", "PROPN") for t in span)
    ):
        return None
    if head.dep_ == "pobj" and len(whole) == 1 and head.head.head.lemma_ != "consist":
        return None
    return whole


def _end(head: Token) -> int:
    """Return where a noun ends with its "of what": "repairs of the roof"; 0 when what it needs is too much to type.

    Other prepositions say where and when as often as of what: they stay outside.
    """
    end = head.i + 1
    for part in head.rights:
        after_comma = part.doc[part.left_edge.i - 1].text == ","
        if part.dep_ in ("relcl", "acl", "ccomp") and not after_comma:
            return 0
        if part.dep_ == "prep" and part.lower_ in _OF_WHAT and part.i == end:
            inside = list(part.subtree)
            if len(inside) > _MOST_BEHIND or any(t.pos_ in ("PRON", "VERB", "AUX") or t.dep_ == "conj" for t in inside):
                return 0
            end = part.right_edge.i + 1
    return end


def _left(token: Token, head: Token) -> bool:
    """Tell whether a word before a noun belongs into the answer."""
    return (
        token.pos_ in ("NOUN", "ADJ", "VERB", "PUNCT", "PROPN")
        and token.dep_
        in (
            "compound",
            "amod",
            "nmod",
            "punct",
            "npadvmod",
            "advmod",
        )
        and token.text not in (",", '"', "(", "'")
        and head in (token.head, token.head.head)
    )
