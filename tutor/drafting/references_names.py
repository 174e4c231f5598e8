"""Names that are cut short: "the treaty" is given back its name, "Bolton" the first name."""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.grammar import after_comma, noun_phrase
from tutor.drafting.memory import Memory, only_year
from tutor.drafting.mention import Mention
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
    "countryside century year poor rich refrigerator fridge freezer oven stove sink kitchen "
    "telephone radio internet".split()
)


def definite(the: Token, reading: Reading) -> Swap | None:
    """Look at "the treaty": told apart by its own words, known to everybody, or the only named one; else unclear."""
    noun = the.head
    if noun.pos_ != "NOUN" or noun.i < the.i or _lately(noun):
        return None
    same = next((c for c in noun.lefts if c.lower_ == "same"), None)
    if same is not None and (swap := that_year(same, reading)) is not None:
        return swap
    if any(c.lower_ in _BEFORE for c in noun.lefts) and not any(c.dep_ == "prep" for c in noun.rights):
        raise Unclear("a time or place told before: then, earlier, here", the)
    if _told_apart(noun, set(reading.tokens())):
        return None
    marks = [t for t in noun.lefts if t.i > the.i]
    if (named := _named(noun, marks, reading.memory)) is not None:
        every = named is reading.memory.generic.get(noun.lemma_.lower())
        return Swap(named, noun, the.i, noun.i, every)
    if _known(noun, marks, reading.memory):
        return None
    if (swap := beside(noun, the)) is not None:
        return swap
    if (whole := reading.memory.described_by(noun) or reading.memory.made_by(noun)) is not None:
        return Swap(whole, noun, the.i, noun.i)
    raise Unclear("“the …” that was told before", the)


def _named(noun: Token, marks: list[Token], memory: Memory) -> Mention | None:
    """Return the only name, or the only sort, that "the canal" can stand for."""
    lemma = noun.lemma_.lower()
    named = memory.thing(lemma) if noun.tag_ != "NNS" else None
    if named is not None and all(t.lower_ in _IDENTITY for t in marks):
        return named
    if marks:
        return None
    generic = memory.generic.get(lemma)
    every = generic is not None and noun.tag_ == "NN" and generic.tokens[0].lower_ != "the"
    return memory.recognise(noun) or (generic if every else None)


def _known(noun: Token, marks: list[Token], memory: Memory) -> bool:
    """Tell whether everybody knows what is meant: "the sun", or "the nervous system" where it is told what is so."""
    lemma = noun.lemma_.lower()
    generic = memory.generic.get(lemma)
    if generic is not None and not marks and noun.tag_ == "NN" and generic.tokens[0].lower_ == "the":
        return True
    if (lemma in _EVERYBODY and lemma not in memory.introduced) or _idiom(noun):
        return True
    if not marks and lemma in memory.sorts - memory.single and _of_now(noun):
        return True
    telling = [t for t in marks if t.tag_ not in ("CD", "VBN", "VBD") and not t.is_punct]
    if not telling or lemma in memory.introduced or any(t.lower_ in _IDENTITY for t in marks):
        return False
    return any(t.pos_ == "NOUN" for t in marks) or _of_now(noun)


def beside(noun: Token, first: Token) -> Swap | None:
    """Return the name alone for "the mayor, Helen Osgood,": it is clear where "the mayor" is not."""
    name = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if name is None or first.i >= noun.i or not after_comma(name) or len(noun.doc) <= name.right_edge.i + 1:
        return None
    behind = noun.doc[name.right_edge.i + 1]
    if not behind.is_punct or any(c.dep_ in ("conj", "appos") for c in name.children):
        return None
    last = behind.i if behind.text == "," else name.right_edge.i
    return Swap(Mention(tuple(noun_phrase(name)), name), noun, first.i, last)


def this_one(this: Token, reading: Reading) -> Swap | None:
    """Return the name for "this treaty", when the paragraph names one only."""
    noun = this.head
    if this.dep_ != "det" or noun.tag_ != "NN" or noun.i != this.i + 1:
        return None
    named = reading.memory.thing(noun.lemma_.lower())
    near = named is not None and named.head.doc in reading.memory.paragraph
    return Swap(named, noun, this.i, noun.i) if named is not None and near else None


def that_year(token: Token, reading: Reading) -> Swap | None:
    """Return the year for "that year" and "the same year" behind "in", when the sentence before names one only."""
    noun = token.head
    year = only_year(token.doc, token.i) or reading.memory.year
    if year is None or noun.lower_ != "year" or noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    first = next((c for c in noun.children if c.lower_ == "the"), token)
    return Swap(Mention((year,), year), noun, first.i, noun.i)


def _idiom(noun: Token) -> bool:
    """Tell whether this is "for the first time" or "the wrong way round"."""
    return noun.doc[max(0, noun.i - 1) : noun.i + 1].text.lower() in (
        "first time",
        "last time",
        "wrong way",
        "right way",
    )


def _of_now(noun: Token) -> bool:
    """Tell whether a sentence speaks of what is so in general: there "the nervous system" is anybody's."""
    root = next((a for a in noun.ancestors if a.dep_ == "ROOT"), noun)
    return any(t.tag_ in ("VBZ", "VBP") for t in (root, *root.lefts) if t.pos_ in ("VERB", "AUX"))


def _lately(noun: Token) -> bool:
    """Tell whether this is "the last two centuries": counted from now."""
    counted = any(c.pos_ == "NUM" for c in noun.lefts) and any(c.lower_ in ("last", "past") for c in noun.lefts)
    return counted and noun.lemma_ in ("year", "decade", "century", "month", "week") and noun.head.lower_ != "of"


def _told_apart(noun: Token, kept: set[Token]) -> bool:
    if noun.i + 1 < len(noun.doc) and noun.nbor().ent_type_ == "PERSON":
        return True
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
            child.pos_ == "PROPN" or child.ent_type_ in ("NORP", "GPE", "LANGUAGE", "DATE") or child.dep_ == "poss"
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
    return Swap(full, token, first, token.i)


def _quoted(token: Token) -> bool:
    return sum(t.text == '"' for t in token.doc[: token.i]) % 2 == 1


def _is_term(token: Token) -> bool:
    """Tell whether this is the "Noether's" of "Noether's theorem"."""
    return token.dep_ == "poss" and token.head.lemma_.lower() in THING_HEADS


def _has_first_name(token: Token) -> bool:
    return any(
        c.dep_ in ("compound", "nmod") and c.text not in ("Mr.", "Mrs.", "Ms.", "Mr", "Mrs") for c in token.children
    )
