"""Answers that hang on a noun: its number, its name, its owner, its measure. The question asks with that noun."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording.tables import CLASSES, MEASURES, OF_NAMES, POSTS, ROLES, SHARES
from tutor.drafting.wording.target import Target

_TIME_OR_PLACE = frozenset("in on at during near from after before until since by off around".split())


def stays(token: Token, head: Token) -> bool:
    """Tell whether a part behind the answer belongs to the sentence as well as to the answer."""
    if token.lower_ == "of" and SHARES.search(head.text):
        return True
    if token.dep_ in ("punct", "case", "npadvmod", "advmod", "advcl", "cc"):
        return token.dep_ != "case"
    if token.dep_ == "acl" and any(t.tag_ == "TO" for t in token.lefts):
        return True  # "built dykes to protect …": the parser hangs the purpose on the dykes
    if token.lower_ == "for" and any(t.dep_ == "pcomp" for t in token.rights):
        return True  # "tools for governing the risks"
    if token.dep_ == "prep":
        return token.lower_ in _TIME_OR_PLACE or (head.pos_ == "PROPN" and token.lower_ != "of")
    return head.pos_ in ("VERB", "AUX", "ADJ")


def governor(head: Token) -> Token | None:
    return head.head if head.dep_ in ("pobj", "pcomp") and head.head.pos_ in ("ADP", "SCONJ", "VERB") else None


def named_of(target: Target) -> Target:
    """Take in the noun of "the island of Saint Helena": which island?"""
    prep = target.prep
    noun = prep.head if prep is not None and prep.lower_ == "of" else None
    if (whole := measured(target)) != target:
        return whole
    if noun is None or noun.lower_ not in OF_NAMES or (target.head.pos_ != "PROPN" and noun.lower_ not in POSTS):
        return target
    if any(t.dep_ not in ("det", "amod") for t in noun.lefts):
        return target
    unit = tuple(noun.doc[noun.left_edge.i : target.unit[-1].i + 1])
    return replace(target, unit=unit, head=noun, prep=governor(noun), noun=noun, role="named")


def measured(target: Target) -> Target:
    """Take in the noun of "an area of 9 million square kilometres": what area?"""
    prep = target.prep
    noun = prep.head if prep is not None and prep.lower_ in ("of", "between", "from") else None
    if noun is None or noun.lower_ not in MEASURES | {"age"} or not any(t.like_num for t in target.span):
        return target
    unit = tuple(noun.doc[noun.left_edge.i : target.unit[-1].i + 1])
    return replace(target, unit=unit, head=noun, prep=governor(noun), noun=noun, role="measure")


def number(target: Target) -> Target | None:
    """Let the counted noun go with its number: how many missiles."""
    noun = target.head.head
    ratio = any(t.pos_ == "ADP" and t.lower_ not in ("than", "to", "of") for t in target.span)
    if ratio or noun.pos_ == "PROPN" or any(t.dep_ == "conj" for t in noun.rights):
        return None
    return _counted(target, noun)


def _counted(target: Target, noun: Token) -> Target:
    last = noun
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last.i + 1:
            last = child.right_edge
    unit = tuple(noun.doc[noun.left_edge.i : last.i + 1])
    return replace(target, unit=unit, prep=governor(noun), noun=noun, head=noun, role="number")


def owner(target: Target) -> Target | None:
    """Let the owned noun go with its owner: whose portrait, which country's capital."""
    noun = target.head.head
    tail = [t for t in noun.rights if t.dep_ == "prep"]
    last = tail[-1].right_edge.i if tail and noun.dep_ != "nsubj" else noun.i
    unit = tuple(noun.doc[target.head.left_edge.i : last + 1])
    if noun.left_edge.i < target.head.left_edge.i:
        return None
    return replace(target, unit=unit, prep=governor(noun), noun=noun, head=noun, role="owner")


def name_before(target: Target) -> Target | None:
    """Read "the NOVATOR missile": which missile."""
    noun = target.head.head
    if target.span[-1].i + 1 != noun.i or noun.left_edge.i < target.span[0].i - 1 or target.head.pos_ != "PROPN":
        return None
    if noun.lower_ not in CLASSES | ROLES or any(t.dep_ == "conj" for t in noun.rights):
        return None
    unit = tuple(noun.doc[noun.left_edge.i : noun.i + 1])
    return replace(target, unit=unit, prep=governor(noun), noun=noun, head=noun, role="before")


def name_behind(target: Target) -> Target | None:
    """Read "the Russian president, Vladimir Putin,": which Russian president."""
    noun = target.head.head
    tail = [t for t in target.head.rights if t.i > target.span[-1].i and t.dep_ != "punct"]
    after = target.span[-1].i + 1
    comma = [*noun.doc[after : after + 1]] if noun.doc[after : after + 1].text == "," else []
    if target.head.pos_ != "PROPN" and noun.doc[target.span[0].i - 1].text not in (",", "("):
        return None
    if noun.i > target.head.i or any(not stays(t, target.head) for t in tail) or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    unit = (*noun.doc[noun.left_edge.i : after], *comma)
    return replace(target, unit=unit, prep=governor(noun), noun=noun, head=noun, role="named")


def titled(target: Target, hung: list[Token]) -> Target | None:
    """Read "Prime Minister Jacinda Ardern" and "the painter Diego Rivera": which prime minister, which painter."""
    nouns = [t for t in hung if t.dep_ in ("compound", "nmod", "amod")]
    if not nouns or nouns[-1].lower_ not in ROLES or nouns[-1].i + 1 != target.span[0].i:
        return None
    first = min(t.left_edge.i for t in target.head.lefts)
    unit = tuple(target.head.doc[first : target.span[-1].i + 1])
    tail = [t for t in target.head.rights if t.i > target.span[-1].i]
    if any(not stays(t, target.head) for t in tail):
        return None
    return replace(target, unit=unit, prep=governor(target.head), noun=nouns[-1], role="titled")


def noun_before(target: Target, hung: list[Token]) -> Target | None:
    """Read "the hormone insulin": which hormone."""
    if len(hung) != 1 or hung[0].lower_ not in CLASSES or any(t.i > target.span[-1].i for t in target.head.rights):
        return None
    unit = tuple(target.head.doc[target.head.left_edge.i : target.span[-1].i + 1])
    return replace(target, unit=unit, prep=governor(target.head), noun=hung[0], role="titled")
