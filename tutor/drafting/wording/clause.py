"""The clause that holds the answer: its subject, its verb, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from tutor.drafting.wording import verbs

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_LINKS = frozenset(
    "however moreover furthermore therefore thus hence also meanwhile instead consequently besides additionally "
    "nevertheless nonetheless indeed then still yet and but so or".split()
)
"""Words that tie a sentence to the one before it."""
_DROPPED = ("also", "too", "even")
"""Words that lean on something said before."""


@dataclass(frozen=True)
class Clause:
    """One clause, cut into the stretches that a question puts into another order.

    `front` stands before the subject, `rest` behind it: the verb with its auxiliaries, objects and adverbials.
    """

    verb: Token
    subject: tuple[Token, ...]
    front: tuple[Token, ...]
    rest: tuple[Token, ...]

    @property
    def operator(self) -> Token | None:
        """Return the auxiliary that inverts, or None."""
        return verbs.operator(self.verb)

    @property
    def head(self) -> Token:
        """Return the subject's own word."""
        return next(t for t in self.subject if t.head not in self.subject)


def clause_of(doc: Doc, answer: Token) -> Clause | None:
    """Return the clause to ask about: the one whose verb stands over the answer and has a subject of its own."""
    if len(list(doc.sents)) != 1:
        return None
    root = next(doc.sents).root
    verb = next((v for v in (answer, *answer.ancestors) if v == root or _coordinate(v, root)), root)
    subject = subject_of(verb)
    if subject is None or not verbs.can_ask(verb):
        return None
    return _cut(root, verb, subject, answer)


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, borrowed from the verb before when both share it."""
    own = next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
    own = own or next((t for t in verb.rights if t.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be"), None)
    if own is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head)
    return own


def _coordinate(verb: Token, root: Token) -> bool:
    """Tell whether a verb stands beside the root: "was born in 1809 and died in 1882"."""
    while verb.dep_ == "conj" and verb.pos_ in ("VERB", "AUX") and verb.tag_ != "VB":
        verb = verb.head
    return verb == root


def _cut(root: Token, verb: Token, subject: Token, answer: Token) -> Clause | None:
    subject_words = _subtree(subject)
    inside = answer in subject_words
    scope = [t for t in _scope(root, verb, whole=inside) if t.lower_ not in _DROPPED and t.i < _end(root.sent)]
    before = [t for t in scope if t.i < subject_words[0].i and t not in subject_words]
    after = [t for t in scope if t.i > subject_words[-1].i]
    if any(t.i == verb.i or t in verbs.auxiliaries(verb) for t in before):
        return None  # an inverted sentence: "Never had he …", "Among them was …"
    if not inside and subject.pos_ == "PROPN":
        subject_words = [t for t in subject_words if not _added(t, subject)]
    return Clause(verb, tuple(subject_words), tuple(_without_links(before)), tuple(after))


def _end(sentence: Span) -> int:
    """Return the place of the full stop, or of the end."""
    return sentence.end - 1 if sentence[-1].is_punct and sentence[-1].text not in ("”", '"', ")") else sentence.end


def _added(token: Token, subject: Token) -> bool:
    """Tell whether a word belongs to a relative clause between commas, which the question can do without."""
    clauses = [t for t in subject.rights if t.dep_ == "relcl" and t.doc[t.left_edge.i - 1].text == ","]
    return any(token in c.subtree or token.i in (c.left_edge.i - 1, c.right_edge.i + 1) for c in clauses)


def _scope(root: Token, verb: Token, *, whole: bool) -> list[Token]:
    """Return the words of the clause, without the clauses beside it unless the whole sentence is wanted."""
    if whole and verb == root:
        return [t for t in _subtree(root) if not _own_subject_beside(t, root)]
    words = _subtree(verb)
    beside = {d.i for t in _beside(verb) for d in t.subtree}
    words = [t for t in words if t.i not in beside and not (t.dep_ == "cc" and t.head == verb)]
    if verb != root:
        first = [t for t in _subtree(root) if t.i < (subject_of(root) or root).left_edge.i]
        words = first + words
    return words


def _beside(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
            yield child


def _own_subject_beside(token: Token, root: Token) -> bool:
    """Tell whether a word belongs to a second clause with a subject of its own: "…, and Y did Z"."""
    while root not in (token, token.head):
        token = token.head
    return token.dep_ == "conj" and any(t.dep_ in SUBJECTS for t in token.lefts)


def _subtree(token: Token) -> list[Token]:
    return sorted(token.subtree, key=lambda t: t.i)


def _without_links(front: list[Token]) -> list[Token]:
    while front and (front[0].lower_ in _LINKS or front[0].dep_ == "punct"):
        front = front[1:]
    return front
