"""What a sentence tells in passing: relative clauses, appositions and titles, each as a statement of its own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tutor.drafting.grammar import SUBJECTS, after_comma, finite, is_past, noun_phrase
from tutor.drafting.phrases import Clause, Word, copula, hung, plain
from tutor.drafting.spine import dropped
from tutor.drafting.tables import CALLINGS, ROLES


def relative(verb: Token) -> Iterator[Clause]:
    """Yield ", which shares a border" as a statement about what stands before it."""
    pronoun = next((c for c in verb.children if c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP")), None)
    if pronoun is None or not after_comma(verb) or not finite(verb):
        return
    head = verb.head
    if head.ent_type_ in ("DATE", "TIME") or head.i + 2 < verb.left_edge.i or (head.dep_ == "pobj" and _far(head)):
        return
    rest = set(verb.subtree) - {pronoun}
    rest -= {t for t in rest if t.i < pronoun.i}
    rest -= dropped(verb)
    subject = [t for t in noun_phrase(head) if t.i < verb.left_edge.i]
    words = (*hung(subject, head, pronoun.dep_), *plain(rest))
    yield Clause(words, verb, "relative")


def _far(head: Token) -> bool:
    """Tell whether "which" behind this word may rather mean what stands before it: "talks in Europe, which"."""
    return head.head.head.pos_ == "NOUN" or head.head.lower_ in ("in", "at", "on", "during")


def apposition(token: Token, root: Token) -> Iterator[Clause]:
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
    return after_comma(token) and (right >= len(token.doc) or token.doc[right].is_punct)


def titles(doc: Doc, root: Token) -> Iterator[Clause]:
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
