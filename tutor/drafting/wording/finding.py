"""Where the answer stands in the statement: one clean phrase, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from tutor.drafting.wording.target import Target
from tutor.drafting.wording.unit import unit


def find(doc: Doc, answers: Sequence[str]) -> Target | None:
    """Return where the answer, or its coordinated items, stand; None when that is not one clean phrase."""
    span = _covering(doc, answers)
    if span is None:
        return None
    head = _head(span)
    if head is None or _shares(span, head):
        return None
    target = Target(span.text, tuple(span), tuple(span), head, many=len(answers))
    return unit(target)


def _covering(doc: Doc, answers: Sequence[str]) -> Span | None:
    """Return the words from the first item to the last, with nothing between but commas and "and"."""
    spans = [only(doc, text) for text in answers]
    if any(s is None for s in spans):
        return None
    inside = [s for s in spans if s is not None]
    inside.sort(key=lambda s: s.start)
    for left, right in pairwise(inside):
        if any(not _joins(t) for t in doc[left.end : right.start]):
            return None
    return doc[inside[0].start : inside[-1].end]


def _joins(token: Token) -> bool:
    return token.text in (",", ";") or token.lower_ in ("and", "or", "the", "a", "an", "by", "both", "that")


def only(doc: Doc, text: str) -> Span | None:
    """Return the one place of a text, as whole words."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w]|-\w)", doc.text))
    if len(found) != 1:
        return None
    return doc.char_span(found[0].start(), found[0].end())


def _head(span: Span) -> Token | None:
    """Return the word on which the others of the span hang; None when they hang on several."""
    tops = [t for t in span if t.head not in span or t.head == t]
    tops = [t for t in tops if t.dep_ not in ("punct", "cc", "predet", "quantmod") and not t.is_punct]
    if tops and tops[0].pos_ in ("NOUN", "PROPN") and all(t.dep_ == "prep" and t.i > tops[0].i for t in tops[1:]):
        return tops[0]  # the parser hung "on rats" of "fleas on rats" on the verb
    return tops[0] if len(tops) == 1 else None


def _shares(span: Span, head: Token) -> bool:
    """Tell whether the answer is one of several in a row: "A and B" with only A asked for."""
    chain = [t for t in head.rights if t.dep_ == "conj"]
    if any(t not in span for t in chain):
        return True
    return head.dep_ == "conj" and head.head not in span and head.pos_ not in ("VERB", "AUX")
