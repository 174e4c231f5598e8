"""The clause that holds the answer: its subject, its verb, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from tutor.drafting.wording import verbs

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_LINKS = frozenset(
    "however moreover furthermore therefore thus hence also meanwhile instead consequently besides additionally "
    "nevertheless nonetheless indeed then still yet and but so or first second third finally lastly similarly "
    "likewise".split()
)
"""Words that tie a sentence to the one before it."""
_DROPPED = frozenset("also too even then thus therefore hence however instead moreover".split())
"""Words that lean on something said before."""
_BETWEEN = ("pobj", "npadvmod", "compound", "amod", "advmod", "nmod")
"""What a noun or an adjective may be that stands between subject and verb: part of an adverbial."""
_NEEDED = ("if", "because", "unless", "until", "when", "as", "since", "so")
_FOR_EXAMPLE = ("example", "instance", "particular", "addition", "fact", "contrast", "comparison", "result", "turn")


_REPORTING = frozenset(
    "say argue claim believe think warn admit report estimate insist suggest maintain find predict state write "
    "conclude complain stress explain hold fear hope".split()
)
"""Verbs that tell whose word a "that …" is."""


@dataclass(frozen=True)
class Clause:
    """One clause, cut into the stretches that a question puts into another order.

    `front` stands before the subject, `rest` behind it: the verb with its auxiliaries, objects and adverbials.
    `source` is who says so, when the clause is reported: "Experts say that …".
    """

    verb: Token
    subject: tuple[Token, ...]
    front: tuple[Token, ...]
    rest: tuple[Token, ...]
    source: tuple[Token, ...] = ()

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
    root = next(doc.sents).root
    for verb in (answer, *answer.ancestors):
        if verb == root or _coordinate(verb, root):
            return _main(root, verb, answer)
        if verb != answer and _reported(verb, root):
            return _report(root, verb, answer)
        if _added_relative(verb) and answer != verb:
            return _relative(verb)
        if _describes(verb, root) and answer != verb:
            return _described(verb, root)
    return None


def _main(root: Token, verb: Token, answer: Token) -> Clause | None:
    subject = subject_of(verb)
    return _cut(root, verb, subject, answer) if subject is not None and verbs.can_ask(verb) else None


def _reported(verb: Token, root: Token) -> bool:
    """Tell whether a verb stands in what somebody says: "Experts say that …"."""
    plain = not any(t.dep_ in ("aux", "neg", "auxpass") for t in root.children)
    return verb.dep_ == "ccomp" and verb.head == root and root.lemma_ in _REPORTING and plain


def _report(root: Token, verb: Token, answer: Token) -> Clause | None:
    """Return the reported clause, with its source."""
    sayer, subject = subject_of(root), subject_of(verb)
    if sayer is None or subject is None or (sayer.pos_ == "PRON" and not sayer.n_rights):
        return None
    if not verbs.can_ask(verb):
        return None
    words = [t for t in _subtree(verb) if t.dep_ != "mark" or t.head != verb]
    inner = _split(words, verb, subject, answer)
    return replace(inner, source=tuple(_subtree(sayer))) if inner else None


def _added_relative(verb: Token) -> bool:
    """Tell whether a verb stands in a clause between commas: ", which opened in 1914,"."""
    comma = verb.left_edge.i and verb.doc[verb.left_edge.i - 1].text == ","
    return verb.dep_ == "relcl" and bool(comma) and verb.head.pos_ in ("PROPN", "NOUN")


def _describes(verb: Token, root: Token) -> bool:
    """Tell whether a verb says of the subject what it does: "The Imo was a ship that carried grain"."""
    attr, pronoun = verb.head, next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
    of_root = verb.dep_ == "relcl" and attr.dep_ == "attr" and attr.head == root and root.lemma_ == "be"
    one_of_many = all(t.lower_ != "the" for t in attr.lefts)
    return of_root and one_of_many and pronoun is not None and pronoun.lower_ in ("that", "which", "who")


def _described(verb: Token, root: Token) -> Clause | None:
    """Return "The Imo carried grain" for "The Imo was a ship that carried grain"."""
    pronoun, subject = subject_of(verb), subject_of(root)
    if pronoun is None or subject is None or not verbs.can_ask(verb) or any(t.dep_ == "neg" for t in root.children):
        return None
    rest = tuple(t for t in _subtree(verb) if t.i > pronoun.i)
    return Clause(verb, tuple(_subtree(subject)), (), rest)


def _relative(verb: Token) -> Clause | None:
    """Return the clause between commas as a sentence of its own about the noun before it."""
    pronoun = subject_of(verb)
    if pronoun is None or pronoun.lower_ not in ("which", "who") or not verbs.can_ask(verb):
        return None
    noun, inside = verb.head, set(verb.subtree)
    subject = [t for t in _subtree(noun) if t not in inside and t.i < verb.left_edge.i - 1]
    rest = [t for t in _subtree(verb) if t.i > pronoun.i]
    if not rest or noun.i > pronoun.i or noun.dep_ == "conj":
        return None
    return Clause(verb, tuple(subject), (), tuple(t for t in rest if t.dep_ != "conj" and t.text != ","))


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
    inside = answer in subject.subtree
    scope = [t for t in _scope(root, verb, whole=inside) if t.i < _end(root.sent)]
    return _split(scope, verb, subject, answer)


def _split(scope: list[Token], verb: Token, subject: Token, answer: Token) -> Clause | None:
    """Cut the words of a clause at its subject."""
    subject_words = _subtree(subject)
    scope = [t for t in scope if t.lower_ not in _DROPPED or t.head.pos_ in ("ADJ", "ADV")]  # but "far too hot"
    named = [t for t in scope if t.i > subject_words[-1].i and t.i < verb.i]
    while named and subject.pos_ == "NOUN" and named[0].pos_ == "PROPN" and named[0].i == subject_words[-1].i + 1:
        subject_words.append(named.pop(0))  # "The film Casablanca was …", read as two things
    before = [t for t in scope if t.i < subject_words[0].i and t not in subject_words]
    while before and before[-1].i + 1 == subject_words[0].i and _stands_by(before[-1], subject_words):
        subject_words.insert(0, before.pop())
    after = [t for t in scope if t.i > subject_words[-1].i]
    if any(t.i == verb.i or t in verbs.auxiliaries(verb) for t in before):
        return None  # an inverted sentence: "Never had he …", "Among them was …"
    if any(t.pos_ in ("NOUN", "PROPN", "ADJ") and t.dep_ not in _BETWEEN for t in named):
        return None
    if answer not in subject_words and subject.pos_ == "PROPN":
        subject_words = [t for t in subject_words if not _added(t, subject)]
    return Clause(verb, tuple(subject_words), tuple(_without_links(before)), tuple(after))


def _stands_by(token: Token, name: list[Token]) -> bool:
    """Tell whether a word belongs to the name behind it: "the ferry" of "the ferry Marianne", read as two things."""
    sort = token.pos_ == "NOUN" and token.dep_ == "dep" and name[0].pos_ == "PROPN"
    return sort or (token.dep_ in ("det", "amod", "compound") and token.head in name)


def trimmed(clause: Clause, unit: frozenset[int]) -> Clause | None:
    """Return the clause without brackets and asides; None when what stands before the subject cannot be moved."""
    aside = {t.i for t in (*clause.front, *clause.subject, *clause.rest) if _spare(t, clause)}
    for part in _parts(clause):
        places = {t.i for t in part} | {part[0].i - 1}
        after = part[-1].i + 1
        places |= {after} if after < len(clause.verb.doc) and clause.verb.doc[after].text == "," else set()
        if not places & unit and _is_aside(part[0], clause):
            aside |= places
    if aside & unit or (clause.front and not _movable(clause, unit)):
        return None
    front, subject, rest = (
        tuple(t for t in words if t.i not in aside) for words in (clause.front, clause.subject, clause.rest)
    )
    return replace(clause, front=front, subject=subject, rest=rest)


def _spare(token: Token, clause: Clause) -> bool:
    """Tell whether a word stands in brackets, or in a "for example" before the subject."""
    opened = sum((t.text == "(") - (t.text == ")") for t in token.doc[: token.i])
    if opened > 0 or token.text in "()":
        return True
    lead = next((t for t in (token, *token.ancestors) if t in clause.front and t.head == clause.verb), None)
    return lead is not None and lead.dep_ == "prep" and any(t.lower_ in _FOR_EXAMPLE for t in lead.children)


def _parts(clause: Clause) -> Iterator[list[Token]]:
    """Yield what hangs on the verb or its object behind a comma: ", while …", ", claiming …", ", which …"."""
    for token in clause.rest:
        words = _subtree(token)
        after_comma = words[0].i and token.doc[words[0].i - 1].text == ","
        if after_comma and token.i > clause.verb.i and _adds(token, words[-1] == clause.rest[-1]):
            yield words


def _adds(token: Token, last: bool) -> bool:
    dated = token.dep_ == "prep" and any(t.dep_ == "pobj" and t.ent_type_ == "DATE" for t in token.children)
    trailing = last and token.dep_ in ("npadvmod", "prep", "advmod") and not dated
    return token.dep_ in ("advcl", "relcl", "acl", "appos") or trailing


def _is_aside(first: Token, clause: Clause) -> bool:
    """Tell whether a part behind a comma can go: a contrast or an extra, but no condition and no reason."""
    return first.i > clause.verb.i and first.lower_ not in _NEEDED


def _movable(clause: Clause, unit: frozenset[int]) -> bool:
    """Tell whether what stands before the subject is made of adverbials, which may stand behind as well."""
    tops = [t for t in clause.front if t.head == clause.verb or t.head not in clause.front]
    for top in tops:
        time = top.dep_ == "npadvmod" and top.ent_type_ in ("DATE", "TIME")
        if top.dep_ not in ("prep", "advmod", "advcl", "punct", "cc") and not time and top.i not in unit:
            return False
    return True


def _end(sentence: Span) -> int:
    """Return the place of the full stop, or of the end."""
    return sentence.end - 1 if sentence[-1].is_punct and sentence[-1].text not in ("”", '"', ")") else sentence.end


def _added(token: Token, subject: Token) -> bool:
    """Tell whether a word belongs to an addition between commas, which the question can do without."""
    clauses = [t for t in subject.rights if t.dep_ in ("relcl", "appos") and t.doc[t.left_edge.i - 1].text == ","]
    return any(token in c.subtree or token.i in (c.left_edge.i - 1, c.right_edge.i + 1) for c in clauses)


def _scope(root: Token, verb: Token, *, whole: bool) -> list[Token]:
    """Return the words of the clause, without the clauses beside it unless the whole sentence is wanted."""
    if whole and verb == root:
        return [t for t in _subtree(root) if not _own_subject_beside(t, root)]
    words = _subtree(verb)
    beside = {d.i for t in _beside(verb) for d in t.subtree}
    words = [t for t in words if t.i not in beside and not (beside and t.dep_ == "cc" and t.head == verb)]
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
