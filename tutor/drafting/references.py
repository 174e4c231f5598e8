"""Words that point outside a statement: given back the name they stand for where that is certain, else refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.memory import Memory
from tutor.drafting.phrases import Word, instead
from tutor.drafting.reading import Reading, Swap, Unclear, leads
from tutor.drafting.references_names import definite, surname, that_year, this_one
from tutor.drafting.references_pronouns import MANY, PERSON, THING, pronoun

_SPEAKER = frozenset("i we you me us my our your mine ours yours myself ourselves yourself".split())
_POSSESSIVE = frozenset("its their his her".split())
_POINTING = frozenset("this that these those such".split())
_OTHERS = frozenset("both each either neither another other others same former latter respective one ones".split())
_BACKWARD = frozenset(
    "above below here then thereafter afterwards afterward earlier later previously subsequently soon again thus "
    "therefore hence instead so meanwhile likewise similarly anyway thereby therein elsewhere".split()
)
_TIES = frozenset(
    "then thereafter afterwards afterward subsequently soon again thus therefore hence later instead".split()
)
"""Adverbs that only tie a clause to the one before: it says the same without them."""


def resolved(words: Sequence[Word], root: Token | None, memory: Memory) -> tuple[Word, ...]:
    """Return the words with names for what points outside; raise `Unclear` where that is not certain.

    `root` is the verb of the statement, None when that is a copula without token.
    """
    reading = Reading(words, root, memory, set())
    found: list[Word] = []
    gone = range(0)
    for word in words:
        swap = _swap(word.token, reading) if word.token is not None and word.token.i not in gone else None
        if swap is not None and word.token is not None:
            gone = range(swap.first, swap.last + 1)
            found = [w for w in found if w.token is None or w.token.i not in gone]
            found += _instead_of(swap, word.token)
            reading.told.add(swap.mention.text)
        elif word.token is None or word.token.i not in gone:
            found.append(word)
    return tuple(w for w in found if w.token is None or not _tie(w.token))


def _swap(token: Token, reading: Reading) -> Swap | None:
    """Return what stands for a word; None to leave it as it is."""
    low = token.lower_
    if low in _SPEAKER and token.pos_ == "PRON":
        raise Unclear("the writer speaks: I, we, you", token)
    if low in THING | MANY | PERSON and token.tag_ in ("PRP", "PRP$"):
        return pronoun(token, reading)
    if low == "the" and token.dep_ == "det":
        return definite(token, reading)
    if token.pos_ == "PROPN":
        return surname(token, reading)
    if low in ("that", "same") and (swap := that_year(token, reading)) is not None:
        return swap
    if low == "this" and (swap := this_one(token, reading)) is not None:
        return swap
    _pointing(token, reading)
    return None


def _instead_of(swap: Swap, token: Token) -> list[Word]:
    """Return the words of a name in the place of those it stands for."""
    mention = swap.mention
    swapped = instead(mention.tokens, mention.head, swap.of)
    if swap.of == token and token.lower_ in _POSSESSIVE and token.tag_ == "PRP$":
        swapped[-1] = _whose(swapped[-1])
    if mention.owner is not None:
        owner = instead(mention.owner.tokens, mention.owner.head, swap.of)
        last = replace(_whose(owner[-1]), place=None, dep="poss", under=mention.head)
        return [*owner[:-1], last, *swapped]
    first = swapped[0]
    one = first.text.lower() in ("a", "an") and token.lower_ in ("the", "this") and not swap.every
    if one or (first.text == "The" and token.i > 0):
        swapped[0] = replace(first, text="the")
    elif first.text in ("A", "An") and token.i > 0:
        swapped[0] = replace(first, text=first.text.lower())
    return swapped


def _whose(last: Word) -> Word:
    """Return the last word of a name with the ending of the possessive."""
    return replace(last, text=last.text + ("'" if last.text.endswith("s") else "'s"), dep="", spaced=True)


def _pointing(token: Token, reading: Reading) -> None:
    """Refuse "this", "the other", "then": they have no name that could stand for them."""
    low = token.lower_
    if low in _POINTING and token.dep_ in ("det", "nsubj", "nsubjpass", "dobj", "pobj", "predet", "amod", "attr"):
        _this(token)
    if low in _OTHERS:
        _other(token, reading.before(token))
    if low in _BACKWARD and token.dep_ in ("advmod", "pcomp") and not _tie(token):
        raise Unclear("a time or place told before: then, earlier, here", token)
    if low == "there" and token.dep_ in ("advmod", "pcomp", "pobj") and not _placed(token, reading):
        raise Unclear("a time or place told before: then, earlier, here", token)


def _placed(there: Token, reading: Reading) -> bool:
    """Tell whether the place that "there" stands for is named before it in the statement."""
    return any(t.ent_type_ in ("GPE", "LOC", "FAC") or t.dep_ == "pobj" for t in reading.before(there))


def _tie(token: Token) -> bool:
    if token.lower_ not in _TIES or token.dep_ != "advmod" or any(True for _ in token.children):
        return False
    return token.i + 1 == len(token.doc) or token.nbor().lower_ != "of"


# --- this, that, the other -------------------------------------------------------------------------


def _this(token: Token) -> None:
    if token.lower_ in ("those", "that") and any(c.dep_ in ("prep", "relcl", "acl") for c in token.children):
        return
    if token.lower_ == "that" and token.tag_ in ("WDT", "IN") and token.head.dep_ not in ("ROOT", "conj"):
        return
    if token.lower_ == "such" and any(t.lower_ == "as" for t in token.children):
        return
    if token.lower_ == "such" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "as":
        return
    raise Unclear("this, that, these or those", token)


def _other(token: Token, before: list[Token]) -> None:
    low = token.lower_
    if low in ("former", "latter") and not _the(token) and token.dep_ == "amod":
        return
    follows = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    joined = low in ("both", "either", "neither") and token.dep_ in ("preconj", "cc")
    said_of_more = low in ("other", "others") and len(before) > 3 and not _the(token) and not leads(_noun_of(token))
    counted = low == "one" and (token.dep_ in ("nummod", "compound", "quantmod") or follows)
    each = low == "each" and token.dep_ == "det" and len(before) > 3
    if not (follows or joined or said_of_more or counted or each or _each_other(token)):
        raise Unclear("both, each, other, same: of what was told before", token)


def _the(token: Token) -> bool:
    noun = token if token.pos_ in ("NOUN", "PRON") else token.head
    return any(c.dep_ == "det" and c.lower_ in ("the", "an") for c in noun.children)


def _noun_of(token: Token) -> Token:
    return token if token.pos_ == "NOUN" else token.head


def _each_other(token: Token) -> bool:
    return (
        token.lower_ in ("each", "other") and "each other" in token.doc[max(0, token.i - 1) : token.i + 2].text.lower()
    )
