"""A parsed unit → the plain statements in it: clauses, relative clauses, appositions and titles, each on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from tutor.drafting.phrases import Word, compose, copula, hung, plain
from tutor.drafting.tables import CALLINGS, ROLES

SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CONCESSIVE = frozenset("although though while whereas despite whilst".split())
_REASONS = frozenset("because since as".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement as its words, how it was made, and the words of a reason inside it, as (first, last) tokens."""

    words: tuple[Word, ...]
    root: Token | None
    shape: str
    cause: tuple[Token, ...] = ()


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the statements that a unit makes."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None:
        return
    for verb, subject in _predicates(root):
        yield from _told(verb, subject)
    for token in doc:
        if token.dep_ == "relcl":
            yield from _relative(token)
        elif token.dep_ == "appos":
            yield from _apposition(token, root)
    yield from _titles(doc, root)


def drafted(clause: Clause, words: Sequence[Word], doc: Doc) -> Doc | None:
    """Return a clause, in these words, as a statement."""
    return compose(words, doc, clause.root)


# --- main clauses ----------------------------------------------------------------------------------


def _predicates(root: Token) -> Iterator[tuple[Token, Token]]:
    """Yield each finite verb that is told of a subject: the root, and the verbs that are joined to it by "and"."""
    subject = _subject(root)
    verb: Token | None = root
    while verb is not None:
        own = _subject(verb)
        if own is not None and _finite(verb):
            yield verb, own
        elif subject is not None and _joined(verb):
            yield verb, subject
        subject = own or subject
        verb = next((c for c in verb.children if c.dep_ == "conj" and _is_verb(c)), None)


def _told(verb: Token, subject: Token) -> Iterator[Clause]:
    """Yield the clause around a verb, first without what is added between commas, then with it."""
    left_out = _dropped(verb)
    spine = set(verb.subtree) - left_out
    shared = [] if subject in spine else hung(noun_phrase(subject), subject, subject.dep_)
    borrowed = [] if subject in spine else _auxiliaries(verb)
    cause = _cause(verb, spine)
    short = spine - _additions(spine, verb)
    yield Clause((*shared, *borrowed, *plain(short)), verb, "clause", cause)
    if short != spine:
        yield Clause((*shared, *borrowed, *plain(spine)), verb, "full", cause)


def _dropped(verb: Token) -> set[Token]:
    """Return the words around a verb that belong to another statement, or only to the flow of the text."""
    gone: set[Token] = set()
    for child in verb.children:
        joined = child.dep_ == "conj" and _is_verb(child) and _splits(child)
        if joined or child.dep_ in ("parataxis", "intj") or _droppable(child):
            gone |= _with_commas(child)
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
    return (_subject(verb) is not None and _finite(verb)) or _joined(verb)


def _joined(verb: Token) -> bool:
    """Tell whether a verb that shares its subject can stand with a copy of it."""
    first = verb.head
    if verb.dep_ != "conj" or _subject(verb) is not None or (_open(first) and _closed(verb)):
        return False
    if is_past(first) != is_past(verb) and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    if verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and bool(_auxiliaries(verb))


def _open(verb: Token) -> bool:
    """Tell whether a verb may share the object that stands behind the next one: "designed and built the bridge"."""
    return verb.pos_ == "VERB" and not any(
        c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "attr", "acomp", "advmod", "dative", "npadvmod", "prt")
        and c.i > verb.i
        for c in verb.children
    )


def _closed(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "prep", "agent") for c in verb.children)


def _auxiliaries(verb: Token) -> list[Word]:
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


def _additions(spine: set[Token], verb: Token) -> set[Token]:
    """Return what the clause can do without: relative clauses and participles between commas."""
    gone: set[Token] = set()
    for token in spine:
        if (token.dep_ == "relcl" and _after_comma(token) and token.i > verb.left_edge.i) or (
            token.dep_ == "acl" and token.tag_ in ("VBG", "VBN") and _after_comma(token)
        ):
            gone |= _with_commas(token)
    return gone


def _after_comma(token: Token) -> bool:
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text == ","


def _with_commas(token: Token) -> set[Token]:
    doc, left, right = token.doc, token.left_edge.i, token.right_edge.i
    found = set(token.subtree)
    if left > 0 and doc[left - 1].text == ",":
        found.add(doc[left - 1])
    if right + 1 < len(doc) and doc[right + 1].text == ",":
        found.add(doc[right + 1])
    return found


def _cause(verb: Token, spine: set[Token]) -> tuple[Token, ...]:
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


# --- what is told in passing -----------------------------------------------------------------------


def _relative(verb: Token) -> Iterator[Clause]:
    """Yield ", which shares a border" as a statement about what stands before it."""
    pronoun = next((c for c in verb.children if c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP")), None)
    if pronoun is None or not _after_comma(verb) or not _finite(verb):
        return
    head = verb.head
    if head.ent_type_ in ("DATE", "TIME") or (head.dep_ == "pobj" and _far(head)):
        return
    rest = set(verb.subtree) - {pronoun}
    rest -= {t for t in rest if t.i < pronoun.i}
    rest -= _dropped(verb)
    subject = [t for t in noun_phrase(head) if t.i < verb.left_edge.i]
    words = (*hung(subject, head, pronoun.dep_), *plain(rest))
    yield Clause(words, verb, "relative")


def _far(head: Token) -> bool:
    """Tell whether "which" behind this word may rather mean what stands before it: "talks in Europe, which"."""
    return head.head.head.pos_ == "NOUN" or head.head.lower_ in ("in", "at", "on", "during")


def _apposition(token: Token, root: Token) -> Iterator[Clause]:
    """Yield "a new missile, the NOVATOR," as "The NOVATOR is a new missile"."""
    head = token.head
    name, other = (head, token) if head.pos_ == "PROPN" else (token, head)
    if name.pos_ != "PROPN" or other.tag_ != "NN" or not _between_commas(token) or _in_list(name, other):
        return
    article = next((c for c in other.children if c.dep_ == "det"), None)
    if article is None or article.lower_ not in ("a", "an", "the"):
        return
    called = [t for t in name.subtree if t not in set(token.subtree) or name is token]
    called = noun_phrase(name) if name is head else called
    told = [t for t in noun_phrase(other) if t not in set(name.subtree) or other is token]
    if article.lower_ == "the" and (other is head or not _whose(other)):
        return
    still = name.ent_type_ in ("GPE", "LOC") or any(t.tag_ in ("VBZ", "VBP") for t in told)
    verb = copula("was" if is_past(root) and not still else "is")
    yield Clause((*hung(called, name, "nsubj"), verb, *hung(told, other, "attr")), None, "apposition")


def _whose(noun: Token) -> bool:
    """Tell whether a post is somebody's: "the mayor of New York", not "the vice-chair"."""
    return any(c.dep_ in ("prep", "poss", "relcl") or c.ent_type_ in ("GPE", "NORP", "ORG") for c in noun.children)


def _in_list(*nouns: Token) -> bool:
    """Tell whether what looks like an explanation is rather the next item of a list."""
    end = max(n.right_edge.i for n in nouns) + 1
    last = nouns[0].doc[end : end + 2]
    if any(t.lower_ in ("and", "or") for t in last):
        return True
    return any(
        n.dep_ == "conj" or any(c.dep_ in ("conj", "appos") for c in n.children if c not in nouns) for n in nouns
    )


def _between_commas(token: Token) -> bool:
    right = token.right_edge.i + 1
    return _after_comma(token) and (right >= len(token.doc) or token.doc[right].is_punct)


def _titles(doc: Doc, root: Token) -> Iterator[Clause]:
    """Yield "French physicist Marie Curie" as "Marie Curie was a French physicist"."""
    for name in doc.ents:
        if name.label_ != "PERSON" or len(name) < 2:
            continue
        start = name.start
        while start > 0 and doc[start - 1].dep_ in ("compound", "amod", "nmod") and _belongs(doc[start - 1], name):
            start -= 1
        title = list(doc[start : name.start])
        if len(title) < 2 or not _qualified(title):
            continue
        role = title[-1]
        if role.lower_ not in ROLES | CALLINGS:
            continue
        one = role.lower_ in ROLES and title[0].lower_ not in ("former", "ex")
        determiner = "the" if one else ("an" if title[0].text[0] in "AEIOUaeiou" and title[0].text != "US" else "a")
        verb = copula("was" if is_past(root) else "is")
        article = Word(determiner, title[0].doc[title[0].i], "det")
        called = hung(name, name.root, "nsubj")
        yield Clause((*called, verb, article, *hung(title, role, "attr")), None, "title")


def _belongs(token: Token, name: Span) -> bool:
    return any(a in name for a in token.ancestors)


def _qualified(title: list[Token]) -> bool:
    return any(t.pos_ == "PROPN" or t.ent_type_ in ("NORP", "GPE", "ORG") or t.pos_ == "ADJ" for t in title[:-1])


# --- small things about grammar --------------------------------------------------------------------


def noun_phrase(head: Token) -> list[Token]:
    """Return a noun with what belongs to it, without clauses and additions behind a comma."""
    gone: set[Token] = set()
    for child in head.children:
        comma = _after_comma(child) or (child.dep_ == "punct" and child.i > head.i)
        if child.dep_ in ("relcl", "appos", "acl") and (comma or child.dep_ == "appos"):
            gone |= set(child.subtree)
    phrase = [t for t in head.subtree if t not in gone]
    while phrase and phrase[-1].is_punct and phrase[-1].text in ",:;–-":
        phrase.pop()
    return phrase


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in (*SUBJECTS, "expl", "csubj")), None)


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_past(verb: Token) -> bool:
    """Tell whether a verb speaks of the past: "signed", "was signed", "had signed"."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass"))


def span(tokens: Iterable[Token]) -> str:
    """Return tokens as they stand in the text."""
    return "".join(t.text_with_ws for t in tokens).strip()
