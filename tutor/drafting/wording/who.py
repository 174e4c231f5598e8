"""People: who, whom, whose, which painter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.sorts import what_is
from tutor.drafting.wording.tables import CLASSES, KIN, PEOPLE
from tutor.drafting.wording.target import Target
from tutor.model import Kind

_BY_TRADE = re.compile(r"\w{3,}(?:ologist|graph(?:er)|ician|arian|ist|eer)s?")


def is_person(target: Target, kind: Kind) -> bool:
    """Tell whether the answer is a person, or people."""
    head = target.head
    if what_is(target) == "club":
        return False
    if kind == "person" or (head.lower_ in PEOPLE and (head.pos_ == "NOUN" or head.text.islower())):
        return True
    if head.ent_type_ == "NORP" and head.text.endswith("s"):
        return head.pos_ in ("PROPN", "NOUN")
    if _BY_TRADE.fullmatch(head.lower_) and head.pos_ == "NOUN":
        return True
    named = head.ent_type_ == "PERSON" and head.pos_ == "PROPN" and len(target.span) > 1
    return kind == "text" and named and target.unit[0].dep_ != "det" and not what_is(target)


def who(target: Target) -> Iterator[Phrase]:
    if whose := _whose_it_is(target):
        yield whose
        return
    if target.prep is not None and (target.lead or target.prep.lower_ == "as"):
        return
    if target.prep is not None:
        yield Phrase(("whom",))
    elif target.head.dep_ in ("dobj", "dative", "iobj"):
        yield Phrase(("whom",), bare=True)
        yield Phrase(("who",), bare=True)
    else:
        yield Phrase(("who",), bare=True)


def _whose_it_is(target: Target) -> Phrase | None:
    """Ask "Whose daughter …" for "the daughter of Lord Byron"."""
    prep = target.prep
    noun = prep.head if prep is not None and prep.lower_ == "of" else None
    if noun is None or noun.dep_ not in ("dobj", "attr") or noun.pos_ != "NOUN":
        return None
    before = list(noun.lefts)
    if not before or before[0].lower_ != "the" or any(t.dep_ not in ("det", "amod", "compound") for t in before):
        return None
    words = list(noun.doc[noun.left_edge.i + 1 : noun.i + 1])
    return Phrase(("whose", *words), prep="drop", gone=frozenset(t.i for t in (before[0], *words)))


def by_noun(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Ask with the noun that stands by the name: which painter, which island, whose administration."""
    noun = target.noun
    if noun is None:
        return
    if target.role == "owner":
        yield from _whose(target, kind)
    elif target.role == "before" and is_person(target, kind):
        yield Phrase(("whose", noun))
    else:
        words = [t for t in target.unit if t.i <= noun.i and t not in target.span]
        words = [t for t in words if t.dep_ not in ("det", "punct", "poss", "case")]
        kin = noun.lower_ in KIN
        if not kin and not any(t.like_num for t in words) and _role_says_enough(words, target):
            yield Phrase(("which", *(_plain(t) for t in words)))
        if is_person(target, kind) and (kin or target.role == "titled"):
            yield from who(target)


def _role_says_enough(words: list[Token], target: Target) -> bool:
    """Tell whether a noun can follow "which": a common one, or a title written large before its name."""
    return bool(words) and (words[-1].pos_ == "NOUN" or target.role == "titled")


def _plain(token: Token) -> Token | str:
    """Return a title as it is written without its name: Prime Minister → prime minister."""
    return token.lower_ if token.text.istitle() and token.lower_ in CLASSES | PEOPLE | {"prime", "vice"} else token


def _whose(target: Target, kind: Kind) -> Iterator[Phrase]:
    tail = [t for t in target.unit if t.i > target.span[-1].i and t.tag_ != "POS"]
    if is_person(target, kind):
        yield Phrase(("whose", *tail))
    elif what := what_is(target):
        yield Phrase((f"which {what}'s", *tail))
