"""The way from the answer up to its verb: may a question phrase leave from there, and what must go with it?"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording.clause import Clause
from tutor.drafting.wording.target import Target

_ISLANDS = frozenset("relcl acl csubj csubjpass parataxis appos".split())
_DIRECTIONS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_NAMING = frozenset("rename name call elect appoint crown declare proclaim nickname dub".split())


def routed(target: Target, clause: Clause) -> Target | None:
    """Return the target with what has to move along, or None when no question can reach it."""
    if target.head == clause.verb:
        return target
    if clause.verb.lemma_ in _NAMING and clause.operator is None and target.head.dep_ == "dobj":
        return None  # "renamed the fort San Mateo" has two objects, and the parser sees one
    path = _path(target.prep or target.head, clause)
    if path is None or any(_closed(step) for step in path if step != target.head or target.prep is not None):
        return None
    if clause.subject[-1].i < target.first.i < clause.verb.i:
        return None  # "The physician Jesus founded …", read as two things
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


def _closed(step: Token) -> bool:
    """Tell whether nothing can be asked out of a part: a relative clause, a "because", one of two things in a row."""
    if step.dep_ in ("relcl", "acl") and step.head.dep_ == "attr" and any(t.tag_ == "TO" for t in step.lefts):
        return False  # "the first woman to win the prize"
    if step.dep_ in _ISLANDS:
        return True
    if step.dep_ == "conj" or (step.dep_ == "pcomp" and step.pos_ == "VERB"):
        return True
    if step.dep_ == "prep" and step.i and step.doc[step.i - 1].lower_ in ("such", "according", "along", "together"):
        return True
    if step.dep_ == "xcomp" and step.head.lemma_ == "be":
        return True
    if step.dep_ == "ccomp" and any(t.tag_ == "TO" for t in step.lefts):
        return False
    return step.dep_ in ("ccomp", "advcl") and step.pos_ in ("VERB", "AUX")


def _with_lead(target: Target) -> Target | None:
    """Take "off the coast" along when the answer stands in "off the coast of Queensland"."""
    prep = target.prep
    if prep is not None and prep.lower_ == "of" and prep.head.lower_ in _DIRECTIONS and prep.head.dep_ != "pobj":
        return replace(target, lead=(prep.head,))  # "South of which city …"
    if prep is None or prep.head.pos_ not in ("NOUN", "PROPN"):
        return target
    if prep.head.dep_ == "dobj" and prep.lower_ == "of" and target.role == "number" and not prep.head.n_lefts:
        return replace(target, lead=tuple(prep.doc[prep.head.i : prep.i]))  # "Parts of how many countries …"
    if prep.head.dep_ != "pobj":
        return target
    outer = prep.head.head
    if outer.lower_ == prep.lower_ == "of":
        return None  # "Of layers of which two things …"
    if prep.lower_ not in ("of", "from", "between"):
        return target  # the parser hangs these on a noun as often as on the verb, and it does not matter
    lead = prep.doc[outer.i : prep.i]
    timely = target.head.ent_type_ == "DATE" and outer.head.pos_ == "NOUN"  # "… of a plesiosaur in the winter of 1823"
    if not (timely or outer.head.pos_ in ("VERB", "AUX", "ADV", "ADJ")) or any(
        t.dep_ in ("poss", "relcl") for t in lead
    ):
        return None
    return replace(target, lead=tuple(lead))


def beside_birth(clause: Clause, target: Target) -> frozenset[int]:
    """Return the place or the date that need not stand in "When was Frida Kahlo born?"."""
    if clause.verb.lemma_ != "bear" or target.prep is None or target.prep.head != clause.verb:
        return frozenset()
    other = [t for t in clause.verb.rights if t.dep_ == "prep" and t.lower_ in ("in", "on", "at") and t != target.prep]
    return frozenset(d.i for t in other for d in t.subtree if d in clause.rest)
