"""Chains of pronouns: whoever is introduced as somebody of hers, or does something to her, is not "she"."""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.grammar import SUBJECTS
from tutor.drafting.sexes import sex

_OBJECTS = ("dobj", "dative", "pobj")
_NAMING = ("appos", "compound", "nmod")


def somebody_else(person: Token, wanted: str) -> bool:
    """Tell whether the sentence that names a person shows that "she" (or "he", as `wanted`) is another one: "her
    teacher, Knut Berg", "Knut Berg gave her a box".
    """
    noun = person
    while noun.dep_ in _NAMING and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    belongs = any(t.tag_ == "PRP$" and t.i < person.i and sex([t.lower_]) == wanted for t in noun.subtree)
    return belongs or (noun.dep_ in SUBJECTS and _acts_on(noun.head, wanted))


def _acts_on(verb: Token, wanted: str) -> bool:
    """Tell whether a verb has "her" for its object: "gave her a box", "talked to her"."""
    near = [c for child in verb.rights for c in (child, *child.children)]
    return any(t.lower_ in ("her", "him") and t.dep_ in _OBJECTS and sex([t.lower_]) == wanted for t in near)
