"""Names that are cut short: "the treaty" is given back its name, "Bolton" the first name."""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.reading import Reading, Swap, Unclear
from tutor.drafting.tables import THING_HEADS

_IDENTITY = frozenset(
    "existing original new old same other former latter previous following next resulting current entire whole very "
    "first second third last final present proposed big small large young".split()
)
_BEFORE = frozenset("next previous following preceding latter former same last".split())
_EVERYBODY = frozenset(
    "world sun moon earth sky sea ocean universe public future past present planet equator internet environment "
    "economy climate atmosphere government police army state law body brain heart skin blood north south east west "
    "poles time day night morning evening end beginning rest middle top bottom surface ground air water weather "
    "countryside century year poor rich".split()
)


def definite(the: Token, reading: Reading) -> Swap | None:
    """Look at "the treaty": told apart by its own words, known to everybody, or the only named one; else unclear."""
    noun = the.head
    if noun.pos_ != "NOUN" or noun.i < the.i:
        return None
    if any(c.lower_ in _BEFORE for c in noun.lefts) and not any(c.dep_ == "prep" for c in noun.rights):
        raise Unclear("a time or place told before: then, earlier, here")
    if _told_apart(noun, set(reading.tokens())):
        return None
    lemma, memory = noun.lemma_.lower(), reading.memory
    named = memory.thing(lemma)
    marks = [t for t in noun.lefts if t.i > the.i]
    if named is not None and all(t.lower_ in _IDENTITY for t in marks):
        return Swap(named, the.i, noun.i)
    generic = memory.generic.get(lemma)
    if generic is not None and not marks and noun.tag_ == "NN":
        return None if generic.tokens[0].lower_ == "the" else Swap(generic, the.i, noun.i)
    if lemma in _EVERYBODY and lemma not in memory.introduced:
        return None
    telling = [t for t in marks if t.tag_ not in ("CD", "VBN", "VBD") and not t.is_punct]
    known = telling and all(t.lower_ not in _IDENTITY for t in marks) and lemma not in memory.introduced
    if marks and known and (any(t.pos_ == "NOUN" for t in marks) or _of_now(noun)):
        return None
    raise Unclear("“the …” that was told before")


def _of_now(noun: Token) -> bool:
    """Tell whether a sentence speaks of what is so in general: there "the nervous system" is anybody's."""
    root = next((a for a in noun.ancestors if a.dep_ == "ROOT"), noun)
    return root.tag_ in ("VBZ", "VBP")


def _told_apart(noun: Token, kept: set[Token]) -> bool:
    for child in noun.children:
        if child not in kept:
            continue
        behind = (
            child.i > noun.i
            and child.dep_ in ("prep", "relcl", "acl", "appos")
            and any(t.dep_ != "advmod" for t in child.children)
        )
        if behind and noun.doc[child.left_edge.i - 1].text != ",":
            return True
        if child.i < noun.i and (
            child.pos_ == "PROPN" or child.ent_type_ in ("NORP", "GPE", "DATE") or child.dep_ == "poss"
        ):
            return True
        if child.tag_ in ("JJS", "RBS") or any(g.tag_ in ("RBS", "JJS") for g in child.children):
            return True
    return False


# --- Bolton → John Bolton --------------------------------------------------------------------------


def surname(token: Token, reading: Reading) -> Swap | None:
    """Look at a person's last name alone: it is given the full one, once in a statement."""
    hero = reading.memory.people.hero
    is_hero = hero is not None and token.text == hero.head.text and len(token.doc) > 1
    if (token.ent_type_ != "PERSON" and not is_hero) or token.dep_ in ("compound", "nmod") or _has_first_name(token):
        return None
    full = reading.memory.people.named(token.text)
    if full is None or full.text in reading.told or _quoted(token) or _is_term(token):
        return None
    if any(t.text == full.tokens[0].text for t in reading.tokens()):
        return None
    first = token.i - 1 if token.i and token.nbor(-1).text in ("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms") else token.i
    return Swap(full, first, token.i)


def _quoted(token: Token) -> bool:
    return sum(t.text == '"' for t in token.doc[: token.i]) % 2 == 1


def _is_term(token: Token) -> bool:
    """Tell whether this is the "Noether's" of "Noether's theorem"."""
    return token.dep_ == "poss" and token.head.lemma_.lower() in THING_HEADS


def _has_first_name(token: Token) -> bool:
    return any(
        c.dep_ in ("compound", "nmod") and c.text not in ("Mr.", "Mrs.", "Ms.", "Mr", "Mrs") for c in token.children
    )
