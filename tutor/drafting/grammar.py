"""Small questions to the grammar of a parse: whose subject, which tense, where a comma stands."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def noun_phrase(head: Token) -> list[Token]:
    """Return a noun with what belongs to it, without clauses and additions behind a comma."""
    gone: set[Token] = set()
    for child in head.children:
        comma = after_comma(child) or (child.dep_ == "punct" and child.i > head.i)
        if child.dep_ in ("relcl", "appos", "acl") and (comma or child.dep_ == "appos"):
            gone |= set(child.subtree)
    phrase = [t for t in head.subtree if t not in gone]
    while phrase and phrase[-1].is_punct and phrase[-1].text in ",:;–-":
        phrase.pop()
    return phrase


def subject_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in (*SUBJECTS, "expl", "csubj")), None)


def finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_past(verb: Token) -> bool:
    """Tell whether a verb speaks of the past: "signed", "was signed", "had signed"."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass"))


def after_comma(token: Token) -> bool:
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text == ","


def with_commas(token: Token) -> set[Token]:
    doc, left, right = token.doc, token.left_edge.i, token.right_edge.i
    found = set(token.subtree)
    if left > 0 and doc[left - 1].text == ",":
        found.add(doc[left - 1])
    if right + 1 < len(doc) and doc[right + 1].text == ",":
        found.add(doc[right + 1])
    return found


def span(tokens: Iterable[Token]) -> str:
    """Return tokens as they stand in the text."""
    return "".join(t.text_with_ws for t in tokens).strip()
