"""What names what: "the INF treaty", "the ferry Marianne", "Tarnberg, a town", "the city of Florence"."""

from __future__ import annotations

from spacy.tokens import Token

from tutor.drafting.mention import Mention
from tutor.drafting.tables import HUMAN, SAME_THING, THING_HEADS

_OF_SORTS = frozenset("island city town village kingdom river lake county province republic port peninsula".split())


def name_of_sort(token: Token, title: str) -> Mention | None:
    """Return "the INF treaty" or "the Erie Canal": a name that says of what sort it is."""
    article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    name = [
        t for t in token.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN" and _names_it(t, token, title)
    ]
    person = token.ent_type_ == "PERSON" and token.lower_ not in THING_HEADS
    if not name or article not in ("the", "") or token.tag_ not in ("NN", "NNP") or person:
        return None
    return Mention((*(t for left in token.lefts for t in left.subtree if t.dep_ != "amod"), token), token)


def _names_it(name: Token, head: Token, title: str) -> bool:
    """Tell whether a word belongs to a name: it does in "the Harlow Trust", it does not in "the US budget"."""
    return name.ent_type_ != "GPE" or head.tag_ == "NNP" or f"{name.text} {head.text}" in title


def called(token: Token) -> tuple[str, Mention] | None:
    """Return the sort and the name of "the ferry Marianne", or of "the Marianne, a ferry"."""
    doc, first = token.doc, token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if first > 1 and doc[first - 1].tag_ == "NN" and doc[first - 2].lower_ == "the":
        sort, mention = doc[first - 1], Mention(tuple(doc[first - 2 : token.i + 1]), token)
    else:
        found = _sort_beside(token)
        if found is None:
            return None
        sort, mention = found, _whole(token) if token.dep_ == "appos" else with_article(token)
    lemma = sort.lemma_.lower()
    return (SAME_THING.get(lemma, lemma), mention) if lemma not in HUMAN else None


def titled(token: Token) -> bool:
    """Tell whether common words are a name here: "her only book, The Winds of the South"."""
    return token.dep_ == "appos" and token.ent_type_ in ("WORK_OF_ART", "PRODUCT", "EVENT", "LAW")


def _sort_beside(token: Token) -> Token | None:
    """Return the noun that tells what a name names: "Tarnberg, a town", "her book, Winds", "Lumen is a company"."""
    beside = next((t for t in token.children if t.tag_ == "NN" and t.dep_ in ("compound", "appos")), None)
    if beside is not None:
        return beside
    if token.dep_ == "appos" and token.head.tag_ == "NN":
        return token.head
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.tag_ == "NN" and _has_article(c)), None)


def _has_article(noun: Token) -> bool:
    most = any(c.tag_ == "JJS" for c in noun.lefts)
    return any(c.lower_ in ("a", "an") or (most and c.lower_ == "the") for c in noun.lefts)


def _whole(name: Token) -> Mention:
    """Return a name with what belongs to it: "The Winds of the South"."""
    return Mention(tuple(t for t in name.subtree if t.text != ","), name)


def named_of(token: Token) -> Mention | None:
    """Return "Skarra" of "the island of Skarra"."""
    if token.lemma_.lower() not in _OF_SORTS:
        return None
    of = next((c for c in token.children if c.lower_ == "of"), None)
    name = next((c for c in of.children if c.pos_ == "PROPN"), None) if of is not None else None
    if name is None or any(c.dep_ == "conj" for c in name.children):
        return None
    return Mention((*(t for t in name.lefts if t.dep_ == "compound"), name), name)


def with_article(token: Token) -> Mention:
    """Return a noun with its article and the words between, but without what stands behind it."""
    own = [t for t in token.lefts if t.dep_ in ("det", "compound", "amod") and t.tag_ != "NN"]
    if token.pos_ == "NOUN":
        own = [t for t in token.lefts if t.dep_ in ("det", "compound", "amod")]
    return Mention((*(t for left in own for t in left.subtree), token), token)


def defines(token: Token) -> bool:
    """Tell whether this is "The heart is a muscle …": from there on "the heart" is any heart."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ROOT":
        return False
    return verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "attr" for c in verb.children)
