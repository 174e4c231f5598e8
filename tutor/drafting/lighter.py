"""What a statement can do without: a circumstance that only the text before makes clear, where leaving it out is safe.

"In the same year she joined the navy" is as true without its first words. It would not be so of a sentence that denies
something, that says what always holds, or what was the first of its sort there. A second verb behind "and" can always
go.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.grammar import is_past, is_verb, subject_of, with_commas
from tutor.drafting.phrases import Clause
from tutor.drafting.spine import waits

_MARKS = frozenset("when after before while as once because since although though".split())
_BEFORE_IT = frozenset("in at on after before during to by from with for despite over through".split())
_BEHIND_IT = frozenset("in at on after before during by".split())
_TIMES = frozenset(
    "year day month week decade century time moment season evening morning night summer winter spring autumn age "
    "occasion visit return death birth victory defeat".split()
)
_CLAIMS = frozenset(
    "not no never only hardly barely nobody nothing none neither nor few first last still alone".split()
)
"""Words with which a statement may be true only there and then."""
_STAY = frozenset("be live stay remain lie stand exist dwell reside settle go come get put arrive belong".split())
"""Verbs that say too little without their place."""
_TASK = frozenset("take need use have be begin serve help want".split())


def lighter(clause: Clause, token: Token) -> Clause | None:
    """Return the clause without the circumstance in which the token stands; None where that must stay."""
    root = clause.root
    if root is None or token.doc is not root.doc:
        return None
    part = next((t for t in (token, *token.ancestors) if t.head == root and t != root), None)
    if part is None:
        return None
    gone = with_commas(part)
    if part.dep_ == "conj" and is_verb(part) and not waits(root):
        gone |= {c for c in root.children if c.dep_ == "cc" and c.i < part.i}
    elif not _happened(clause, root) or not _can_go(part, root) or _claims(clause, root, gone):
        return None
    words = tuple(w for w in clause.words if w.token is None or w.token not in gone)
    return replace(clause, words=words, cause=() if gone & set(clause.cause) else clause.cause)


def _happened(clause: Clause, root: Token) -> bool:
    """Tell whether a clause tells what happened once: in the past, and not "had" done by then."""
    attr = any(c.dep_ in ("attr", "acomp", "expl") for c in root.children)
    had = any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in root.children)
    return clause.shape in ("clause", "full", "relative") and is_past(root) and not attr and not had


def _claims(clause: Clause, root: Token, gone: set[Token]) -> bool:
    rest = (w.token for w in clause.words if w.token is not None and w.token not in gone)
    return any(t.lower_ in _CLAIMS or t.dep_ == "neg" or t.tag_ in ("JJS", "RBS") for t in rest if t != root)


def _can_go(part: Token, root: Token) -> bool:
    subject = subject_of(root)
    before = subject is not None and part.i < subject.i < root.i
    if part.dep_ == "prep":
        return part.lower_ in _BEFORE_IT if before else _is_time(part)
    if part.dep_ == "advcl":
        return _is_circumstance(part, root)
    if part.dep_ == "npadvmod":
        return part.lemma_.lower() in _TIMES
    return part.dep_ == "advmod" and (before or root.lemma_ not in _STAY)


def _is_time(prep: Token) -> bool:
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    return prep.lower_ in _BEHIND_IT and noun is not None and noun.lemma_.lower() in _TIMES


def _is_circumstance(verb: Token, root: Token) -> bool:
    """Tell whether this is "when she was nine", "because he was ill" or "to see it", but not "only because …"."""
    first = verb.left_edge
    mark = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in _MARKS), None)
    if mark is not None:
        return mark == first
    return first.lower_ == "to" and verb.tag_ == "VB" and root.lemma_ not in _TASK and verb.i > root.i
