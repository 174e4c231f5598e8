"""A clause and a question phrase → the question: what moves to the front, what changes its form, what stays."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tutor.drafting.wording import verbs
from tutor.drafting.wording.clause import Clause
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.saying import Piece, question
from tutor.drafting.wording.target import Target

_LIMITS = frozenset("mainly mostly only primarily largely chiefly especially predominantly".split())


def ask(clause: Clause, target: Target, phrase: Phrase) -> str:
    """Return the question."""
    removed = phrase.removed(target)
    about_subject = target.first in clause.subject
    pieces = (_about_subject if about_subject else _inverted)(clause, target, phrase, removed)
    return question([*pieces, *_source(clause)])


def _source(clause: Clause) -> list[Piece]:
    """Return who says so: ", according to the author"."""
    return [", according to", *clause.source] if clause.source else []


def names(clause: Clause, target: Target) -> str:
    """Return "What is the name of the process by which …?" for "The process by which … is called …", or ""."""
    verb, helpers = clause.verb, verbs.auxiliaries(clause.verb)
    if target.head.dep_ != "oprd" or verb.lemma_ not in ("call", "name") or len(helpers) != 1 or target.many > 1:
        return ""
    others = [t for t in clause.rest if t.i not in target.indexes() and t not in (verb, helpers[0])]
    if others or clause.front or helpers[0].lower_ not in ("is", "was") or target.head.pos_ not in ("NOUN", "PROPN"):
        return ""
    return question(["what", helpers[0], "the name of", *clause.subject, *_source(clause)])


def _about_subject(clause: Clause, target: Target, phrase: Phrase, removed: frozenset[int]) -> list[Piece]:
    """Put the phrase where the answer was: a question about the subject keeps the order of the words."""
    subject: list[Piece] = []
    for token in clause.subject:
        if token.i == target.first.i:
            subject += phrase.words
        elif token.i not in removed or (target.prep is not None and token.i == target.prep.i):
            subject.append(token)
    whole = clause.head in target.unit
    share = whole and str(phrase.words[0]).startswith("what ") and clause.head.text != phrase.words[-1]
    shared = [t for t in phrase.words[1:] if isinstance(t, Token) and t.dep_ == "pobj"]
    one = share and bool(shared) and shared[0].tag_ in ("NN", "NNP")
    rest = _single(clause) if (phrase.bare and whole) or one else list(clause.rest)
    return [*subject, *rest, *_front(clause, removed)]


def _single(clause: Clause) -> list[Piece]:
    """Return the rest with its verb in the singular: "What has slowed …"."""
    chain = [clause.verb, *(t for t in clause.rest if t.dep_ == "conj" and t.pos_ in ("VERB", "AUX"))]
    finite = {(verbs.auxiliaries(v) or [v])[0].i for v in chain}
    return [verbs.singular(t) if t.i in finite and verbs.singular(t) != t.text else t for t in clause.rest]


def _inverted(clause: Clause, target: Target, phrase: Phrase, removed: frozenset[int]) -> list[Piece]:
    """Put the phrase first, then the auxiliary, then the subject."""
    operator = clause.operator
    subject = _uncounted(clause, phrase)
    early = [t for t in clause.rest if t.i in _limiting(target)]
    rest: list[Piece] = []
    for token in clause.rest:
        if token.i == target.first.i and phrase.instead:
            rest.append(phrase.instead)
        if token == clause.verb and token != operator:
            rest += early
        if token.i not in removed and token != operator and token not in early:
            rest.append(verbs.base(token) if operator is None and token == clause.verb else token)
    first: Piece = operator if operator is not None else verbs.do_form(clause.verb)
    first, rest = _contracted(first, rest) if phrase.words[0] == "why" else (first, rest)
    return [*phrase.opening(target), first, *subject, *rest, *_front(clause, removed)]


def _uncounted(clause: Clause, phrase: Phrase) -> list[Token]:
    """Leave out the "two" of "Which two countries were the two parties"."""
    asked = str(phrase.words[0]).split()
    return [t for t in clause.subject if not (t.dep_ == "nummod" and t.lower_ in asked)]


def _limiting(target: Target) -> frozenset[int]:
    """Return the place of the "mainly" of "live mainly in the south", which stays with the verb."""
    first = target.prep if target.prep is not None else target.first
    before = first.doc[first.i - 1] if first.i else None
    return frozenset({before.i}) if before is not None and before.lower_ in _LIMITS else frozenset()


def _contracted(first: Piece, rest: list[Piece]) -> tuple[Piece, list[Piece]]:
    """Say "Why can't sound travel …" rather than "Why can sound not travel …"."""
    if (
        isinstance(first, Token)
        and first.lower_ == "can"
        and rest
        and isinstance(rest[0], Token)
        and rest[0].dep_ == "neg"
    ):
        return "can't", rest[1:]
    return first, rest


def _front(clause: Clause, removed: frozenset[int]) -> Sequence[Piece]:
    """Return what stood before the subject; in a question it stands last."""
    kept = [t for t in clause.front if t.i not in removed]
    while kept and kept[-1].is_punct:
        kept.pop()
    return kept


def active(clause: Clause, target: Target, phrase: Phrase) -> str:
    """Return "Who wrote Emma?" for "Emma was written by Jane Austen.", or "" when that cannot be done safely."""
    verb, prep = clause.verb, target.prep
    helpers = verbs.auxiliaries(verb)
    if prep is None or prep.dep_ != "agent" or prep.head != verb or len(helpers) != 1 or helpers[0].dep_ != "auxpass":
        return ""
    if any(t.dep_ in ("dobj", "neg") for t in verb.children):
        return ""
    if helpers[0].lower_ in ("was", "were"):
        form = verbs.past_of(verb)
    elif helpers[0].lower_ in ("is", "are"):
        plural = target.role == "number" or target.many > 1
        form = verbs.base(verb) if plural else verbs.third_person(verbs.base(verb))
    else:
        return ""
    removed = phrase.removed(target) | {prep.i, helpers[0].i, verb.i}
    particle = [t for t in verb.rights if t.dep_ == "prt"]
    early = _limiting(target)
    before = [t for t in clause.rest if (t.i < verb.i or t.i in early) and t.i not in removed]
    after = [t for t in clause.rest if t.i > verb.i and t.i not in removed | early and t not in particle]
    pieces = [*phrase.words, *before, form, *particle, *clause.subject, *after, *_front(clause, removed)]
    return question([*pieces, *_source(clause)])
