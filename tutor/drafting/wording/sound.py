"""The gate: a question that is not surely sound is not offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tutor.drafting.wording.clause import Clause
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.tables import CLASSES
from tutor.drafting.wording.target import Target
from tutor.text import is_word, lemma, words

LONGEST = 32
"""Words of a question that can still be taken in at one reading."""
_WEAK = frozenset(
    "a an the and or of in on at to by for from with as is are was were be been do does did has have had it its that "
    "which who whom whose what when where why how many much not no he she his her their they them first last".split()
)
_LEFT_OVER = re.compile(
    r"\b(?:the|a|an|and|or|than|his|her|its|their|very|as|because)\?$|\?.*\?|[(\[“][^)\]”]*\?$", re.IGNORECASE
)
_HAPPENING = frozenset(
    "fight take happen occur hold begin start end bear die sign be come live make open close".split()
)
_LOOSE = frozenset("contain have include use need make get see show be feature involve want like become".split())
"""Verbs with which "what" asks for anything: "What do lemons contain?"."""


def passes(question: str, phrase: Phrase, target: Target, clause: Clause) -> bool:
    """Tell whether a question may be offered."""
    kept = [t for t in (*clause.front, *clause.subject, *clause.rest) if t.i not in phrase.removed(target)]
    return not (
        len(question.split()) > LONGEST
        or _LEFT_OVER.search(question)
        or _gives_away(question, phrase, target)
        or question.count("“") != question.count("”")
        or _out_of_a_description(target)
        or _points_nowhere(phrase, target, clause, kept)
        or _too_open(phrase, target, clause, kept)
    )


def _gives_away(question: str, phrase: Phrase, target: Target) -> bool:
    """Tell whether the question has the answer's own words: a name in any part, otherwise half of them."""
    own = {lemma(w) for p in phrase.words for w in words(str(p))}
    asked = {lemma(w) for w in words(question)} - own
    names = {lemma(w) for t in target.span if t.pos_ == "PROPN" for w in words(t.text)} - own - CLASSES
    told = {lemma(w) for t in target.span for w in words(t.text)} - own - _WEAK
    shared = told & asked
    if target.role == "number":
        return False
    return any(not is_word(w) for w in (names - _WEAK) & asked) or (bool(told) and 2 * len(shared) > len(told))


def _out_of_a_description(target: Target) -> bool:
    """Tell whether the answer stands inside "a Roman fort on the River Tyne", or "all of Europe"."""
    outer = target.prep.head if target.prep is not None else target.head
    if outer.pos_ in ("DET", "PRON"):
        return True
    return outer.dep_ == "attr" and outer != target.head and any(t.lower_ in ("a", "an") for t in outer.lefts)


def _points_nowhere(phrase: Phrase, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether a pronoun stays whose noun has gone with the answer."""
    about_subject = clause.head in target.unit
    for token in kept:
        if (
            token.tag_ not in ("PRP", "PRP$")
            or token.dep_ == "expl"
            or token.lower_ in ("i", "we", "you", "our", "your")
        ):
            continue
        if about_subject and not phrase.instead:
            continue
        if token.lower_ == "it" and token.head == clause.verb and clause.verb.lemma_ == "take":
            continue
        behind = clause.subject if token in clause.front else ()
        before = [t for t in kept if (t.i < token.i or t in behind) and t.pos_ in ("NOUN", "PROPN")]
        if not before:
            return True
    return False


def _too_open(phrase: Phrase, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether many other answers would do as well."""
    if target.head.dep_ == "attr" or (clause.verb.lemma_ == "be" and clause.head in target.unit):
        return _only_described(target, clause)
    first = str(phrase.words[0])
    if first not in ("who", "whom", "what") and not first.startswith("which"):
        return False
    if clause.head in target.unit:
        return not _anchored(first, target, clause, kept)
    if (
        first == "what"
        and len(phrase.words) == 1
        and clause.verb.lemma_ in _LOOSE
        and target.head.head == clause.verb
        and not phrase.instead
    ):
        return target.head.dep_ == "dobj" and sum(1 for _ in _anchors(kept, clause)) < 2
    return False


def _anchored(first: str, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether a question about the subject has something that ties it to one answer."""
    narrow = first.startswith("which")
    if narrow and target.role in ("titled", "named"):
        return True
    anchors = list(_anchors(kept, clause))
    if clause.verb.lemma_ in _HAPPENING:
        return any(t.dep_ in ("dobj", "attr") for t in clause.verb.rights) and bool(anchors)
    return bool(anchors) or (narrow and any(t.ent_type_ == "DATE" for t in kept))


def _only_described(target: Target, clause: Clause) -> bool:
    """Tell whether the sentence only says what sort of thing something is: "Pons Aelius was a Roman fort"."""
    attr = next((t for t in clause.verb.rights if t.dep_ == "attr"), None)
    if attr is None or target.role == "number":
        return False
    article = next((t.lower_ for t in attr.lefts if t.dep_ == "det"), "")
    named = attr.pos_ == "PROPN" or (target.head == attr and clause.head.pos_ == "NOUN")
    owned = any(t.dep_ in ("poss", "case") for t in attr.lefts)
    if attr.i in target.indexes():
        return article in ("a", "an") or (not named and article != "the" and not owned and clause.head.pos_ == "PROPN")
    return article in ("a", "an") or (attr.tag_ == "NNS" and article != "the" and not owned)


def _anchors(kept: list[Token], clause: Clause) -> Iterator[Token]:
    """Yield the words that tie a question to one thing: names, "the … of …", superlatives, telling verbs."""
    for token in kept:
        if token.ent_type_ in ("DATE", "TIME", "CARDINAL"):
            continue
        named = token.pos_ == "PROPN" or token.ent_type_ in ("GPE", "ORG", "PERSON", "NORP", "WORK_OF_ART")
        definite = token.lower_ == "the" and token.head.pos_ == "NOUN"
        if named or definite or token.tag_ in ("JJS", "RBS") or token.ent_type_ == "ORDINAL" or _telling(token, clause):
            yield token


def _telling(token: Token, clause: Clause) -> bool:
    """Tell whether a bare noun beside a telling verb says enough: "discovered penicillin", "causes scurvy"."""
    bare = token.pos_ == "NOUN" and token.n_lefts == 0 and clause.verb.lemma_ not in _HAPPENING | _LOOSE
    return bare and token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")
