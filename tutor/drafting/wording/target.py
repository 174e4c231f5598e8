"""Where the answer stands in the statement, and which words a question phrase has to replace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from tutor.drafting.wording.tables import CLASSES, MEASURES, OF_NAMES, POSTS, ROLES, SHARES

_ABOUT = frozenset(
    "about around roughly approximately nearly almost some more less fewer than over under least".split()
)
_TIME_OR_PLACE = frozenset("in on at during near from after before until since by off around".split())


@dataclass(frozen=True)
class Target:
    """The answer in its sentence.

    `unit` are the words that give way to the question phrase: the answer with its article, or the whole phrase that it
    counts or names. `prep` is the preposition that governs the unit, outside it. `noun` is the word counted or named.
    `role` says what the answer is in the unit: all of it, a number, a name behind or before its noun, an owner.
    `lead` are the words that go to the front together with the preposition: "off the coast of which state". `told` is
    whether the preposition is part of the answer ("in the chloroplasts").
    """

    text: str
    span: tuple[Token, ...]
    unit: tuple[Token, ...]
    head: Token
    prep: Token | None = None
    noun: Token | None = None
    role: str = "whole"
    many: int = 1
    lead: tuple[Token, ...] = ()
    told: bool = False

    @property
    def first(self) -> Token:
        """Return the unit's first word."""
        return self.unit[0]

    def indexes(self) -> frozenset[int]:
        """Return the places of the unit's words."""
        return frozenset(t.i for t in self.unit)


def find(doc: Doc, answers: Sequence[str]) -> Target | None:
    """Return where the answer, or its coordinated items, stand; None when that is not one clean phrase."""
    span = _covering(doc, answers)
    if span is None:
        return None
    head = _head(span)
    if head is None or _shares(span, head):
        return None
    target = Target(span.text, tuple(span), tuple(span), head, many=len(answers))
    return _unit(target)


def _covering(doc: Doc, answers: Sequence[str]) -> Span | None:
    """Return the words from the first item to the last, with nothing between but commas and "and"."""
    spans = [_only(doc, text) for text in answers]
    if any(s is None for s in spans):
        return None
    inside = [s for s in spans if s is not None]
    inside.sort(key=lambda s: s.start)
    for left, right in pairwise(inside):
        if any(not _joins(t) for t in doc[left.end : right.start]):
            return None
    return doc[inside[0].start : inside[-1].end]


def _joins(token: Token) -> bool:
    return token.text in (",", ";") or token.lower_ in ("and", "or", "the", "a", "an", "by", "both", "that")


def _only(doc: Doc, text: str) -> Span | None:
    """Return the one place of a text, as whole words."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w]|-\w)", doc.text))
    if len(found) != 1:
        return None
    return doc.char_span(found[0].start(), found[0].end())


def _head(span: Span) -> Token | None:
    """Return the word on which the others of the span hang; None when they hang on several."""
    tops = [t for t in span if t.head not in span or t.head == t]
    tops = [t for t in tops if t.dep_ not in ("punct", "cc", "predet", "quantmod") and not t.is_punct]
    if tops and tops[0].pos_ in ("NOUN", "PROPN") and all(t.dep_ == "prep" and t.i > tops[0].i for t in tops[1:]):
        return tops[0]  # the parser hung "on rats" of "fleas on rats" on the verb
    return tops[0] if len(tops) == 1 else None


def _shares(span: Span, head: Token) -> bool:
    """Tell whether the answer is one of several in a row: "A and B" with only A asked for."""
    chain = [t for t in head.rights if t.dep_ == "conj"]
    if any(t not in span for t in chain):
        return True
    return head.dep_ == "conj" and head.head not in span and head.pos_ not in ("VERB", "AUX")


# --- the words that give way -------------------------------------------------------------------------


def _unit(target: Target) -> Target | None:
    head = target.head
    if head.dep_ in ("prep", "agent", "pcomp") and head.pos_ in ("ADP", "SCONJ"):
        return _after_preposition(target)
    if head.dep_ == "nummod":
        return _number(target)
    if head.dep_ == "poss":
        return _owner(target)
    if head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN"):
        return _name_before(target)
    if head.dep_ == "appos":
        return _name_behind(target)
    return _whole(target)


def _after_preposition(target: Target) -> Target | None:
    """Read an answer that brings its preposition: "in the chloroplasts", "by dancing"."""
    prep = target.head
    if prep.lower_ in _ABOUT and any(t.lower_ == "every" for t in target.span):
        return None
    inside = [t for t in target.span if t.i > prep.i]
    head = next((t for t in prep.rights if t.dep_ in ("pobj", "pcomp") and t in inside), None)
    if (
        head is None
        or prep.i != target.span[0].i
        or any(t.i > inside[-1].i and t.dep_ != "punct" for t in head.subtree)
    ):
        return None
    return _measured(replace(target, unit=tuple(inside), head=head, prep=prep, told=True))


def _whole(target: Target) -> Target | None:
    """Take the articles in; leave what follows the answer where it is, when it can stand without it."""
    head = target.head
    left = [t for t in head.lefts if t.i < target.span[0].i]
    loose = [t for t in left if t.dep_ in ("det", "predet", "punct") or t.tag_ == "PRP$" or t.lower_ in _ABOUT]
    if any(t.lower_ in ("more", "less", "fewer") for t in left) and not any(t.like_num for t in target.span):
        return None
    hung = [t for t in left if t not in loose and t.dep_ not in ("nsubj", "aux", "auxpass", "mark", "advmod", "cc")]
    if head.pos_ in ("VERB", "AUX") and not (head.tag_ == "VBG" and head.dep_ in ("dobj", "pobj", "nsubj")):
        return _whole_clause(target)
    if hung and (title := _titled(target, hung)):
        return title
    if hung and not _can_lose(hung, head):
        return _noun_before(target, hung)
    first = min([t.left_edge.i for t in (*loose, *hung)] + [target.span[0].i])
    if head.dep_ in ("npadvmod", "dep", "appos") and first and head.doc[first - 1].pos_ == "NOUN":
        return None  # "the chemical symbol Au", read as two things
    while first and target.head.doc[first - 1].dep_ == "det" and target.head.doc[first - 1].head in target.span:
        first -= 1
    while first and _hedges(head.doc[first - 1], target):
        first -= 1
    tail = [t for t in head.rights if t.i > target.span[-1].i]
    tailed = any(t.dep_ == "prep" for t in tail) and not SHARES.search(head.text)
    if tailed and head.pos_ == "NOUN" and head.dep_ in ("nsubj", "nsubjpass"):
        return None
    dropped = [t for t in tail if _aside(t)]
    if any(not _stays(t, head) for t in tail if t not in dropped):
        return None
    unit = [*head.doc[first : target.span[-1].i + 1]]
    unit += [t for d in dropped for t in d.subtree if t.i > target.span[-1].i]
    unit += [t for t in tail if t.dep_ == "punct" and dropped]
    unit += _wider_place(target)
    unit = sorted({t.i: t for t in unit}.values(), key=lambda t: t.i)
    return _named_of(_bounded(replace(target, unit=tuple(unit), prep=_governor(head))))


def _bounded(target: Target) -> Target:
    """Take the "up to" of "weighs up to 150 tonnes" in, which is no preposition of the verb's."""
    prep = target.prep
    if prep is None or prep.lower_ != "to" or not prep.i or prep.doc[prep.i - 1].lower_ != "up":
        return target
    unit = (*prep.doc[prep.i - 1 : prep.i + 1], *target.unit)
    outer = prep.doc[prep.i - 1]
    return replace(target, unit=unit, prep=_governor(outer) if outer.dep_ == "pobj" else None)


def _hedges(token: Token, target: Target) -> bool:
    """Tell whether this is the "about" of "about 2,300 kilometres"; "over five years" may have a preposition."""
    numeric = any(t.like_num for t in target.span)
    limit = token.lower_ in ("up", "to", "at") and token.dep_ in ("quantmod", "advmod")
    return numeric and (limit or token.lower_ in _ABOUT) and token != _governor(target.head)


def _wider_place(target: Target) -> list[Token]:
    """Return the ", New York," of "at Rome, New York, on 4 July"."""
    doc, at = target.head.doc, target.span[-1].i + 1
    if target.head.pos_ != "PROPN" or at + 1 >= len(doc) or doc[at].text != "," or doc[at + 1].ent_type_ != "GPE":
        return []
    end = at + 1
    while end < len(doc) and doc[end].ent_type_ == "GPE":
        end += 1
    return [*doc[at : end + (end < len(doc) and doc[end].text == ",")]]


def _whole_clause(target: Target) -> Target | None:
    """Take a verb with all that belongs to it: the answer to "why" and "what … do"."""
    words = sorted(target.head.subtree, key=lambda t: t.i)
    behind = [t for t in words if t.i > target.span[-1].i and t.dep_ != "punct"]
    if any(t.head == target.head and t.dep_ not in ("prep", "advmod", "npadvmod") for t in behind):
        return None
    return target


def _titled(target: Target, hung: list[Token]) -> Target | None:
    """Read "Prime Minister Jacinda Ardern" and "the painter Diego Rivera": which prime minister, which painter."""
    nouns = [t for t in hung if t.dep_ in ("compound", "nmod", "amod")]
    if not nouns or nouns[-1].lower_ not in ROLES or nouns[-1].i + 1 != target.span[0].i:
        return None
    first = min(t.left_edge.i for t in target.head.lefts)
    unit = tuple(target.head.doc[first : target.span[-1].i + 1])
    tail = [t for t in target.head.rights if t.i > target.span[-1].i]
    if any(not _stays(t, target.head) for t in tail):
        return None
    return replace(target, unit=unit, prep=_governor(target.head), noun=nouns[-1], role="titled")


def _noun_before(target: Target, hung: list[Token]) -> Target | None:
    """Read "the hormone insulin": which hormone."""
    if len(hung) != 1 or hung[0].lower_ not in CLASSES or any(t.i > target.span[-1].i for t in target.head.rights):
        return None
    unit = tuple(target.head.doc[target.head.left_edge.i : target.span[-1].i + 1])
    return replace(target, unit=unit, prep=_governor(target.head), noun=hung[0], role="titled")


def _can_lose(hung: list[Token], head: Token) -> bool:
    """Tell whether what stands before a name only describes it: "the painter Diego Rivera"."""
    if all(t.dep_ == "amod" and t.tag_ == "JJ" and not t.ent_type_ for t in hung):
        return True
    return head.pos_ == "PROPN" and all(t.dep_ == "amod" or (t.dep_ == "compound" and t.pos_ == "PROPN") for t in hung)


def _aside(token: Token) -> bool:
    """Tell whether a part is only added, between commas: ", the son of his gardener,"."""
    comma = token.doc[max(token.left_edge.i - 1, 0)].text in (",", "(", "–", "—")
    return comma and token.dep_ in ("appos", "relcl", "acl")


def _stays(token: Token, head: Token) -> bool:
    """Tell whether a part behind the answer belongs to the sentence as well as to the answer."""
    if token.lower_ == "of" and SHARES.search(head.text):
        return True
    if token.dep_ in ("punct", "case", "npadvmod", "advmod", "advcl", "cc"):
        return token.dep_ != "case"
    if token.dep_ == "acl" and any(t.tag_ == "TO" for t in token.lefts):
        return True  # "built dykes to protect …": the parser hangs the purpose on the dykes
    if token.dep_ == "prep":
        return token.lower_ in _TIME_OR_PLACE or (head.pos_ == "PROPN" and token.lower_ != "of")
    return head.pos_ in ("VERB", "AUX", "ADJ")


def _governor(head: Token) -> Token | None:
    return head.head if head.dep_ in ("pobj", "pcomp") and head.head.pos_ in ("ADP", "SCONJ", "VERB") else None


def _named_of(target: Target) -> Target:
    """Take in the noun of "the island of Saint Helena": which island?"""
    prep = target.prep
    noun = prep.head if prep is not None and prep.lower_ == "of" else None
    if (measured := _measured(target)) != target:
        return measured
    if noun is None or noun.lower_ not in OF_NAMES or (target.head.pos_ != "PROPN" and noun.lower_ not in POSTS):
        return target
    if any(t.dep_ != "det" for t in noun.lefts):
        return target
    unit = tuple(noun.doc[noun.left_edge.i : target.unit[-1].i + 1])
    return replace(target, unit=unit, head=noun, prep=_governor(noun), noun=noun, role="named")


def _measured(target: Target) -> Target:
    """Take in the noun of "an area of 9 million square kilometres": what area?"""
    prep = target.prep
    noun = prep.head if prep is not None and prep.lower_ in ("of", "between", "from") else None
    if noun is None or noun.lower_ not in MEASURES | {"age"} or not any(t.like_num for t in target.span):
        return target
    unit = tuple(noun.doc[noun.left_edge.i : target.unit[-1].i + 1])
    return replace(target, unit=unit, head=noun, prep=_governor(noun), noun=noun, role="measure")


def _number(target: Target) -> Target | None:
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
    return replace(target, unit=unit, prep=_governor(noun), noun=noun, head=noun, role="number")


def _owner(target: Target) -> Target | None:
    """Let the owned noun go with its owner: whose portrait, which country's capital."""
    noun = target.head.head
    unit = tuple(noun.doc[target.head.left_edge.i : noun.i + 1])
    if noun.left_edge.i < target.head.left_edge.i:
        return None
    return replace(target, unit=unit, prep=_governor(noun), noun=noun, head=noun, role="owner")


def _name_before(target: Target) -> Target | None:
    """Read "the NOVATOR missile": which missile."""
    noun = target.head.head
    if target.span[-1].i + 1 != noun.i or noun.left_edge.i < target.span[0].i - 1 or target.head.pos_ != "PROPN":
        return None
    if noun.lower_ not in CLASSES | ROLES or any(t.dep_ == "conj" for t in noun.rights):
        return None
    unit = tuple(noun.doc[noun.left_edge.i : noun.i + 1])
    return replace(target, unit=unit, prep=_governor(noun), noun=noun, head=noun, role="before")


def _name_behind(target: Target) -> Target | None:
    """Read "the Russian president, Vladimir Putin,": which Russian president."""
    noun = target.head.head
    tail = [t for t in target.head.rights if t.i > target.span[-1].i and t.dep_ != "punct"]
    if noun.i > target.head.i or any(not _stays(t, target.head) for t in tail) or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    unit = tuple(noun.doc[noun.left_edge.i : target.span[-1].i + 1])
    return replace(target, unit=unit, prep=_governor(noun), noun=noun, head=noun, role="named")
