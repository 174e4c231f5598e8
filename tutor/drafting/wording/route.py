"""The way from the answer up to its verb: may a question phrase leave from there, and what must go with it?"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording.clause import Clause
from tutor.drafting.wording.target import Target

_ISLANDS = frozenset("relcl acl csubj csubjpass parataxis appos".split())
_ADJUNCTS = frozenset("in on at during since until from to".split())
"""Prepositions of time and place: the parser hangs them on a noun as often as on the verb, and it does not matter."""


def routed(target: Target, clause: Clause) -> Target | None:
    """Return the target with what has to move along, or None when no question can reach it."""
    if target.head == clause.verb:
        return target
    path = _path(target.prep or target.head, clause)
    if path is None or any(_closed(step, clause) for step in path if step != target.head or target.prep is not None):
        return None
    if target.first in clause.subject or target.prep is None:
        return target
    return _with_lead(target)


def _path(start: Token, clause: Clause) -> list[Token] | None:
    """Return the words from `start` up to the clause's verb, without the verb."""
    path = [start]
    while path[-1].head != clause.verb:
        if path[-1].head == path[-1]:
            # The subject of a second verb hangs on the first one.
            return path if start in clause.subject or start in clause.front else None
        path.append(path[-1].head)
    return path


def _closed(step: Token, clause: Clause) -> bool:
    """Tell whether nothing can be asked out of a part: a relative clause, a "because", one of two things in a row."""
    if step.dep_ in _ISLANDS:
        return True
    if step.dep_ == "conj":
        return True
    if step.dep_ in ("ccomp", "advcl") and step.pos_ in ("VERB", "AUX"):
        return not any(t.tag_ == "TO" for t in step.lefts) or step.i < clause.verb.i
    return False


def _with_lead(target: Target) -> Target | None:
    """Take "off the coast" along when the answer stands in "off the coast of Queensland"."""
    prep = target.prep
    if prep is None or prep.head.pos_ not in ("NOUN", "PROPN") or prep.head.dep_ != "pobj":
        return target
    outer = prep.head.head
    if prep.lower_ in _ADJUNCTS:
        return target
    lead = prep.doc[outer.i : prep.i]
    if outer.head.pos_ not in ("VERB", "AUX") or any(t.dep_ in ("poss", "relcl") for t in lead):
        return None
    return replace(target, lead=tuple(lead))
