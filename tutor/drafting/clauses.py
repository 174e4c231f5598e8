"""A parsed unit → the plain statements in it: clauses, relative clauses, appositions and titles, each on its own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tutor.drafting.asides import apposition, relative, titles
from tutor.drafting.grammar import SUBJECTS, finite, is_verb, noun_phrase, subject_of
from tutor.drafting.phrases import Clause, hung, plain
from tutor.drafting.spine import additions, auxiliaries, cause, dropped, joined

__all__ = ["SUBJECTS", "clauses"]


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the statements that a unit makes."""
    root = doc[:].root
    for verb, subject in _predicates(root):
        yield from _told(verb, subject)
    for token in doc:
        if token.dep_ == "relcl":
            yield from relative(token)
        elif token.dep_ == "appos":
            yield from apposition(token, root)
    yield from titles(doc, root)


def _predicates(root: Token) -> Iterator[tuple[Token, Token]]:
    """Yield each finite verb that is told of a subject: the root, and the verbs that are joined to it by "and"."""
    subject = subject_of(root)
    verb: Token | None = root
    while verb is not None:
        own = subject_of(verb)
        if own is not None and finite(verb):
            yield verb, own
        elif subject is not None and joined(verb):
            yield verb, subject
        subject = own or subject
        verb = next((c for c in verb.children if c.dep_ == "conj" and is_verb(c)), None)


def _told(verb: Token, subject: Token) -> Iterator[Clause]:
    """Yield the clause around a verb, first without what is added between commas, then with it."""
    left_out = dropped(verb)
    spine = set(verb.subtree) - left_out
    shared = [] if subject in spine else hung(noun_phrase(subject), subject, subject.dep_)
    borrowed = [] if subject in spine else auxiliaries(verb)
    why = cause(verb, spine)
    short = spine - additions(spine, verb)
    yield Clause((*shared, *borrowed, *plain(short)), verb, "clause", why)
    if short != spine:
        yield Clause((*shared, *borrowed, *plain(spine)), verb, "full", why)
