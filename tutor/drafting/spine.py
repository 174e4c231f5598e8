"""Which words around a verb make one statement, and which belong to another, or only to the flow of the text."""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.grammar import after_comma, finite, is_past, is_verb, subject_of, with_commas
from tutor.drafting.phrases import Word

_CONCESSIVE = frozenset("although though while whereas despite whilst".split())
_ADDED = ("relcl", "acl", "appos")
_REASONS = frozenset("because since as".split())


def dropped(verb: Token) -> set[Token]:
    """Return the words around a verb that belong to another statement, or only to the flow of the text."""
    gone: set[Token] = set()
    for child in verb.children:
        joined = child.dep_ == "conj" and is_verb(child) and _splits(child)
        if joined or child.dep_ in ("parataxis", "intj") or _droppable(child):
            gone |= with_commas(child)
            if joined:
                gone |= {c for c in verb.children if c.dep_ == "cc" and child.left_edge.i - c.i in (1, 2)}
    return gone


def _droppable(child: Token) -> bool:
    if child.dep_ == "advcl":
        mark = next((c.lower_ for c in child.children if c.dep_ == "mark"), "")
        return mark in _CONCESSIVE or (not mark and _hanging(child))
    if child.dep_ == "prep" and child.lower_ in ("despite", "unlike", "like"):
        return True
    return child.dep_ == "dep" and child.i < child.head.i


def _hanging(verb: Token) -> bool:
    """Tell whether this is a participle with no subject, set off by a comma: "…, explaining why"."""
    edge = verb.left_edge.i if verb.i > verb.head.i else verb.right_edge.i + 1
    comma = verb.doc[edge - 1] if verb.i > verb.head.i else verb.doc[min(edge, len(verb.doc) - 1)]
    return verb.tag_ in ("VBG", "VBN") and comma.text == ","


def _splits(verb: Token) -> bool:
    return (subject_of(verb) is not None and finite(verb)) or joined(verb)


def joined(verb: Token) -> bool:
    """Tell whether a verb that shares its subject can stand with a copy of it."""
    first = verb.head
    if verb.dep_ != "conj" or subject_of(verb) is not None or (waits(first) and _closed(verb)):
        return False
    if is_past(first) != is_past(verb) and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    if verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and bool(auxiliaries(verb))


def waits(verb: Token) -> bool:
    """Tell whether a verb may share the object that stands behind the next one: "designed and built the bridge"."""
    return verb.pos_ == "VERB" and not any(
        c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "attr", "acomp", "advmod", "dative", "npadvmod", "prt")
        and c.i > verb.i
        for c in verb.children
    )


def _closed(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "prep", "agent") for c in verb.children)


def auxiliaries(verb: Token) -> list[Word]:
    """Return the "was" or "has" that a second participle shares with the first."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return []
    first = verb.head
    while first.dep_ == "conj" and not any(c.dep_ in ("aux", "auxpass") for c in first.children):
        first = first.head
    shared = [c for c in first.children if c.dep_ in ("aux", "auxpass")]
    if first.tag_ != "VBN" or any(c.dep_ == "neg" for c in first.children):
        return []
    return [Word(t.text, t, t.dep_, True) for t in shared]


def additions(spine: set[Token], verb: Token) -> set[Token]:
    """Return what the clause can do without: relative clauses, participles and descriptions between commas."""
    gone: set[Token] = set()
    for token in spine:
        if (token.dep_ in _ADDED or token.tag_ == "JJS") and after_comma(token) and _added(token, verb):
            gone |= with_commas(token)
    return gone


def _added(token: Token, verb: Token) -> bool:
    if token.dep_ == "relcl":
        return token.i > verb.left_edge.i
    if token.dep_ == "acl":
        return token.tag_ in ("VBG", "VBN")
    if token.tag_ == "JJS":  # "…, the youngest of five"
        return token.i > verb.i and token.left_edge.lower_ == "the" and any(c.lower_ == "of" for c in token.children)
    if token.head.ent_type_ == "PERSON":
        return False
    return token.tag_ == "NN" and token.head.pos_ == "PROPN" and token.i > verb.i and not _listed(token)


def _listed(token: Token) -> bool:
    """Tell whether what looks like a description is an item of a list: "in Rome, a town and a port"."""
    return any(c.dep_ in ("conj", "cc") for t in (token, token.head) for c in t.children)


def cause(verb: Token, spine: set[Token]) -> tuple[Token, ...]:
    """Return the words behind "because" in this clause."""
    for child in verb.children:
        mark = next((c for c in child.children if c.dep_ == "mark" and c.lower_ in _REASONS), None)
        if child.dep_ == "advcl" and mark is not None and child in spine and _gives_reason(child, mark):
            return tuple(t for t in child.subtree if t.i > mark.i and t in spine)
    return ()


def _gives_reason(child: Token, mark: Token) -> bool:
    """Tell whether "since" means "because": it does not with a time. "As" never is certain."""
    if mark.lower_ == "since":
        return child.tag_ in ("VBZ", "VBP")
    return mark.lower_ == "because"
