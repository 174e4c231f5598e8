"""What sort of thing an answer is: a country, a treaty, a river; a place where something can be."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tutor.drafting.wording.tables import CLASSES, CLUBS, PREPOSED, SPOTS, class_of_name
from tutor.drafting.wording.target import Target
from tutor.grading.tables.relations import wider


def what_is(target: Target) -> str:
    """Return the noun that says what the answer is: a country, a treaty, a river; "" when nothing says so."""
    words = [t for t in target.span if t.dep_ not in ("det", "punct")]
    while words and words[0].pos_ in ("ADP", "DET"):
        words = words[1:]
    if not words:
        return ""
    known = class_of_name(words[0].doc[words[0].i : words[-1].i + 1].text) or class_of_name(target.text)
    if known == "company" and target.unit[0].lower_ == "the":
        known = ""  # "the Amazon" sells no books
    return known or _club(words) or _class_inside(words)


def _club(words: list[Token]) -> str:
    """Return "club" for Norbury Rovers, and for Harbour Town where it does what only teams do."""
    last, verb = words[-1], words[-1].head
    plays = last.lower_ in ("town", "city") and verb.lemma_ in ("win", "beat", "play", "sign", "score", "draw")
    named = len(words) > 1 and words[0].text[:1].isupper() and last.text[:1].isupper()
    return "club" if named and (last.lower_ in CLUBS or plays) else ""


def _class_inside(words: list[Token]) -> str:
    """Return the class noun of a name: Lake Baikal, River Tyne, Treaty of Versailles, Nobel Prize in Physics."""
    if len(words) < 2 or not words[0].text[:1].isupper():
        return ""
    if words[0].lower_ in PREPOSED:
        return PREPOSED[words[0].lower_]
    small = next((n for n, w in enumerate(words) if n and not w.text[:1].isupper() and not w.like_num), len(words))
    last = words[small - 1]
    if last.like_num or re.fullmatch(r"[IVX]+", last.text):
        last = words[max(small - 2, 0)]
    return last.lower_ if last.lower_ in CLASSES and last.text[:1].isupper() else ""


def is_spot(noun: Token) -> bool:
    """Tell whether a noun names a place where things happen or are: a garage, a bakery, a shelf."""
    return noun.pos_ == "PROPN" or noun.lower_ in CLASSES or bool(SPOTS & ({noun.lemma_} | wider(noun.lemma_)))
