"""From a statement and its answer to questions, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from tutor.drafting.wording import asking, build
from tutor.drafting.wording import target as targets
from tutor.drafting.wording.clause import Clause, clause_of, trimmed
from tutor.drafting.wording.parsing import masked, parse, straightened
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.route import beside_birth, routed
from tutor.drafting.wording.sound import passes
from tutor.drafting.wording.target import Target
from tutor.model import Kind

MOST = 4
"""Candidates that are worth a reader's time."""


def questions(statement: str, answer: str | Sequence[str], kind: Kind, doc: Doc | None = None) -> tuple[str, ...]:
    """Return questions that ask for `answer` (several items for a list), the best first; none when none is sound.

    `doc` is the statement as spaCy has parsed it, when somebody has already.
    """
    text, back = masked(straightened(statement))
    doc = parse(text) if doc is None or text != statement else doc
    answers = [masked(a)[0] for a in ([answer] if isinstance(answer, str) else answer)]
    target = targets.find(doc, answers)
    clause = clause_of(doc, target.head) if target else None
    clause = trimmed(clause, frozenset(t.i for t in target.span)) if target and clause else None
    target = routed(target, clause) if target and clause else None
    if target is None or clause is None:
        return ()
    found = dict.fromkeys(q for q, p in _candidates(clause, target, kind) if q and passes(q, p, target, clause))
    return tuple(q.replace(*back) for q in found)[:MOST]


def _candidates(clause: Clause, target: Target, kind: Kind) -> Iterator[tuple[str, Phrase]]:
    name = build.names(clause, target)
    if name and len(clause.subject) > 5:
        yield name, Phrase(("what",), bare=True)
    for phrase in asking.phrases(target, kind):
        if phrase.words[0] in ("who", "whom", "what") or str(phrase.words[0]).startswith("which"):
            words = tuple("who" if w == "whom" else w for w in phrase.words)
            yield build.active(clause, target, replace(phrase, words=words)), phrase
        whole = replace(phrase, gone=phrase.gone | beside_birth(clause, target))
        yield build.ask(clause, target, whole), whole
    if name:
        yield name, Phrase(("what",), bare=True)
