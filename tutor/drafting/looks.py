"""How good a statement with its answer looks: what speaks for it, and a list of what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from tutor.drafting.answer import Answer
from tutor.drafting.grammar import is_past
from tutor.drafting.tables import KIN
from tutor.text import lemma, words

_HEDGES = frozenset("may might could would should perhaps possibly probably likely seem seems appear appears".split())
_SAYS = frozenset("say claim argue suggest believe think warn state note report tell estimate assert contend".split())
_SHAPES = {"clause": 0.0, "full": -0.08, "relative": -0.02, "apposition": -0.05, "title": -0.08}
_MORE = frozenset(
    "alternative similar resulting corresponding subsequent aforementioned remaining additional further such different "
    "certain several various some many few others fellow".split()
)
_OF_PLACES = frozenset("extend stretch flow span border consist contain".split())
_HOLLOW = frozenset("example reason result exception problem case issue solution alternative".split())
"""Subjects that only the sentence before fills: "A more recent example is …"."""
_STUB = ("DT", "IN", "CC", "TO", "PRP$", "WDT", "WRB", "WP", "MD", "PDT")
_HALF_LIST = re.compile(r"[\w' -]+, (?:and|or) \w+ [a-z]")
"""A list of which the middle is gone: "Annam, and Champa established"."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Look:
    """A statement, how it was made, and whether a name was put into it."""

    doc: Doc
    shape: str
    swapped: bool

    @cached_property
    def root(self) -> Token:
        """Return the statement's verb."""
        return next(t for t in self.doc if t.dep_ == "ROOT")

    @cached_property
    def small(self) -> frozenset[str]:
        """Return its words in small letters."""
        return frozenset(t.lower_ for t in self.doc)

    def named(self, answer: Answer) -> float:
        """Return what speaks for it: names besides the answer."""
        return 0.06 * min(2, sum(not t.start <= answer.start < t.end for t in self.doc.ents))

    @cached_property
    def subject(self) -> Token | None:
        """Return the statement's subject."""
        return next((t for t in self.root.children if t.dep_ in ("nsubj", "nsubjpass")), None)


def scores(doc: Doc, answers: Sequence[Answer], shape: str, title: frozenset[str], *, swapped: bool) -> list[float]:
    """Return how good a statement looks with each of its answers, about 0 to 1."""
    look = Look(doc, shape, swapped)
    worth = _SHAPES[shape] - sum(fault(look) for fault in FAULTS)
    return [
        worth + a.score + look.named(a) - topical(a, title) - vague_name(look, a) - nested(look, a) for a in answers
    ]


def stands(doc: Doc) -> bool:
    """Tell whether a statement is whole: long enough, its last word no stub, its quotation marks closed."""
    words_ = [t for t in doc if not t.is_punct]
    if len(words_) < 5 or (words_[-1].pos_ == "NUM" and words_[-1].dep_ == "conj" and words_[-1].head.pos_ != "NUM"):
        return False
    if _HALF_LIST.match(doc.text):
        return False
    return words_[-1].tag_ not in _STUB and doc.text.count('"') % 2 == 0 and doc.text[0] != '"'


# --- what speaks against it ------------------------------------------------------------------------


def long(look: Look) -> float:
    """Count long statements, and short ones: they say too much, or too little to be understood."""
    return max(0, len(look.doc) - 24) * 0.015 + max(0, 8 - len(look.doc)) * 0.05


def hedged(look: Look) -> float:
    """Count "may" and "says": what is only possible or said is a poor fact."""
    return 0.1 * bool(look.small & _HEDGES) + 0.08 * any(t.lemma_ in _SAYS for t in look.doc)


def torn(look: Look) -> float:
    """Count words for which the parser found no place, and two sentences in one."""
    mixed = any(
        t.dep_ == "conj" and t.head == look.root and t.tag_ == "VBD" and not is_past(look.root) and not _own(t)
        for t in look.doc
    )
    spliced = any(c.dep_ == "ccomp" and c.i < look.root.i and c.tag_ == "VBD" for c in look.root.children)
    return 0.3 * sum(t.dep_ == "dep" for t in look.doc) + 0.3 * (mixed or (spliced and "," in look.doc.text))


def _own(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def loose(look: Look) -> float:
    """Count pronouns, names that were put in, and words that look back: "similar", "further"."""
    pronouns = sum(t.tag_ in ("PRP", "PRP$") for t in look.doc)
    more = any(t.lower_ in _MORE and t.i < look.root.i for t in look.doc)
    hollow = look.subject is not None and look.subject.lemma_.lower() in _HOLLOW
    return 0.06 * pronouns + 0.06 * look.swapped + 0.12 * more + 0.3 * hollow


def marked(look: Look) -> float:
    """Count commas, quotation marks and a second or third figure."""
    commas = sum(t.text == "," for t in look.doc)
    figures = sum(bool(_NUMBER.search(t.text)) for t in look.doc) + 2 * look.doc[0].text[0].isdigit()
    return 0.04 * max(0, commas - 1) + 0.1 * ('"' in look.doc.text) + 0.06 * max(0, figures - 2)


def denied(look: Look) -> float:
    """Count "not"."""
    return 0.06 * any(t.dep_ == "neg" for t in look.doc)


def unnamed(look: Look) -> float:
    """Count an event of which only the article knows the hero: "A bridge was opened …", "Two extensions were …"."""
    subject = look.subject
    if subject is None or subject.pos_ != "NOUN" or not is_past(look.root):
        return 0.0
    if any(t.pos_ == "PROPN" for t in subject.subtree):
        return 0.0
    first = next(iter(subject.subtree))
    single = any(c.lower_ in ("a", "an", "one", "another") for c in subject.lefts) or first.pos_ == "NUM"
    more = any(c.dep_ in ("prep", "relcl", "acl") for c in subject.rights)
    return (0.15 if more else 0.6) if single else 0.0 if more else 0.1


def adrift(look: Look) -> float:
    """Count an event that nothing ties to the world, no name and no year: "About 3,000 books were thrown away"."""
    will = any(c.lower_ in ("will", "to") and c.dep_ == "aux" for t in look.doc for c in t.children if t == look.root)
    if not (is_past(look.root) or will) or any(t.pos_ == "PROPN" or _YEAR.fullmatch(t.text) for t in look.doc):
        return 0.0
    return 0.4


def stranger(look: Look) -> float:
    """Count a person by the last name alone, and "the daughter" without whose."""
    alone = any(e.label_ == "PERSON" and len(e) == 1 and not _held(e.root) for e in look.doc.ents)
    who = look.subject
    alone |= who is not None and who.pos_ == "PROPN" and not who.ent_type_ and not any(True for _ in who.children)
    attr = next((t for t in look.root.children if t.dep_ == "attr"), None)
    kin = (
        attr is not None and attr.lower_ in KIN and not any(c.lower_ == "of" or c.dep_ == "poss" for c in attr.children)
    )
    return 0.15 * alone + 0.5 * kin


def _held(token: Token) -> bool:
    return token.dep_ in ("compound", "nmod", "poss") or any(c.dep_ == "compound" for c in token.children)


def unlikely(look: Look) -> float:
    """Count a person who "extends" or "flows": two sentences were read as one."""
    subject = look.subject
    person = subject is not None and subject.ent_type_ == "PERSON" and len(list(subject.lefts)) > 0
    return 0.6 * (person and look.root.lemma_ in _OF_PLACES)


def empty(look: Look) -> float:
    """Count "there is"."""
    return 0.3 * any(t.dep_ == "expl" for t in look.doc)


FAULTS: Sequence[Callable[[Look], float]] = (
    long,
    hedged,
    torn,
    loose,
    marked,
    denied,
    unnamed,
    stranger,
    empty,
    unlikely,
    adrift,
)


# --- what speaks against an answer -----------------------------------------------------------------


def topical(answer: Answer, title: frozenset[str]) -> float:
    """Count an answer that the title of the article names: everybody would guess it."""
    return 0.3 * any(lemma(w) in title for item in answer.items for w in words(item)[-1:])


def nested(look: Look, answer: Answer) -> float:
    """Count an answer that stands in a clause inside the clause: "land that was cleared in 1970"."""
    if answer.end <= answer.start:
        return 0.0
    path = list(look.doc[answer.start : answer.end].root.ancestors)
    return 0.12 * any(t.dep_ in ("relcl", "acl", "advcl") for t in path) + 0.6 * any(map(_astray, path))


def _astray(verb: Token) -> bool:
    """Tell whether ", which" may mean another noun than the parse says: "workers of the shipyard, which closed"."""
    left = verb.left_edge.i
    return verb.dep_ == "relcl" and left > 1 and verb.doc[left - 1].text == "," and verb.head.i < left - 2


def vague_name(look: Look, answer: Answer) -> float:
    """Count the question after one of many: "Who was a German engineer?"."""
    if look.shape not in ("apposition", "title") or answer.start > look.root.i:
        return 0.0
    after = look.doc[look.root.i + 1 :]
    if not after or after[0].lower_ not in ("a", "an", "the"):
        return 0.0
    whose = after[0].lower_ == "the" and any(t.ent_type_ for t in after)
    return 0.5 if len(after) < 8 and not whose else 0.0
