"""Things without a name that an article describes by one: "the old fire station on Mill Lane", "the flood of 1953"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tutor.drafting.grammar import after_comma
from tutor.drafting.mention import Mention
from tutor.drafting.tables import HUMAN

_LONGEST = 8
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_VAGUE = frozenset(
    "way part number time year place kind sort type group day month week century end start side member case result lot "
    "half third quarter percent share majority rest series range piece example reason idea fact man woman people "
    "first second last name word edge top bottom middle centre center north south east west coast border".split()
)
"""Nouns that are met again and again for something else."""


def description(noun: Token, *, title: bool = False) -> Mention | None:
    """Return a noun with all that belongs to it, if a name or a year in it makes it the only one of its sort.

    It has to have an article; only a title may leave that out.
    """
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or lemma in _VAGUE or lemma in HUMAN or noun.ent_type_ in ("DATE", "TIME", "PERSON"):
        return None
    if not title and not any(t.lower_ in ("the", "a", "an") for t in noun.lefts):
        return None
    words = _own(noun)
    behind = [t for t in words if t.i > noun.i]
    anchored = any(t.pos_ == "PROPN" or _YEAR.fullmatch(t.text) for t in behind)
    if not anchored or len(words) > _LONGEST or words[-1].i - words[0].i + 1 != len(words):
        return None
    return Mention(tuple(words), noun) if all(_clear(t, noun) for t in words) else None


def topic(noun: Token) -> Mention | None:
    """Return "a magnetic field" of a title: in that article it is the field that is meant."""
    own = [t for t in noun.lefts if t.dep_ in ("amod", "compound")]
    named = noun.tag_ == "NN" and noun.dep_ != "compound" and own and all(t.tag_ in ("JJ", "NN") for t in own)
    return Mention((*(t for t in noun.lefts if t.dep_ == "det" or t in own), noun), noun) if named else None


def _own(noun: Token) -> list[Token]:
    """Return the words before a noun, and the phrases with "of", "in", "on" behind it."""
    gone: set[Token] = set()
    for child in noun.children:
        loose = child.dep_ in ("conj", "cc", "punct", "relcl", "acl", "appos") or after_comma(child)
        if loose or (child.dep_ == "prep" and child.lower_ not in ("of", "in", "on", "near", "at")):
            gone |= set(child.subtree)
    return [t for t in noun.subtree if t not in gone]


def _clear(token: Token, noun: Token) -> bool:
    """Tell whether a word of a description does not itself point elsewhere."""
    if token.tag_ in ("PRP", "PRP$", "CD") and not _YEAR.fullmatch(token.text):
        return False
    if token.dep_ == "det" and token.head == noun:
        return token.lower_ in ("the", "a", "an")
    return (
        token.lower_ not in ("the", "this", "that", "these", "those", "same", "another") or token.head.pos_ == "PROPN"
    )
