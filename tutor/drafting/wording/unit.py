"""The words that give way to the question phrase: the answer, its article, and what it hangs on."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording import nouns
from tutor.drafting.wording.tables import POSTS, SHARES
from tutor.drafting.wording.target import Target

_ABOUT = frozenset(
    "about around roughly approximately nearly almost some more less fewer than over under least just only "
    "exactly".split()
)


def unit(target: Target) -> Target | None:
    head = target.head
    if head.dep_ in ("prep", "agent", "pcomp") and head.pos_ in ("ADP", "SCONJ"):
        return _after_preposition(target)
    if head.dep_ == "nummod":
        return nouns.number(target)
    if head.dep_ == "poss":
        return nouns.owner(target)
    if head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN"):
        return nouns.name_before(target)
    if head.dep_ == "appos":
        return nouns.name_behind(target)
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
    return nouns.measured(replace(target, unit=tuple(inside), head=head, prep=prep, told=True))


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
    if hung and (title := nouns.titled(target, hung)):
        return title
    if hung and not _can_lose(hung, head):
        return nouns.noun_before(target, hung)
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
    dropped = [t for t in tail if _aside(t) or _of_post(t, head)]
    if any(not nouns.stays(t, head) for t in tail if t not in dropped):
        return None
    unit = [*head.doc[first : target.span[-1].i + 1]]
    unit += [t for d in dropped for t in d.subtree if t.i > target.span[-1].i]
    unit += [t for t in tail if t.dep_ == "punct" and dropped]
    unit += _wider_place(target)
    unit = sorted({t.i: t for t in unit}.values(), key=lambda t: t.i)
    return nouns.named_of(_bounded(replace(target, unit=tuple(unit), prep=nouns.governor(head))))


def _bounded(target: Target) -> Target:
    """Take the "up to" of "weighs up to 150 tonnes" in, which is no preposition of the verb's."""
    prep = target.prep
    if prep is None or prep.lower_ != "to" or not prep.i or prep.doc[prep.i - 1].lower_ != "up":
        return target
    unit = (*prep.doc[prep.i - 1 : prep.i + 1], *target.unit)
    outer = prep.doc[prep.i - 1]
    return replace(target, unit=unit, prep=nouns.governor(outer) if outer.dep_ == "pobj" else None)


def _hedges(token: Token, target: Target) -> bool:
    """Tell whether this is the "about" of "about 2,300 kilometres"; "over five years" may have a preposition."""
    numeric = any(t.like_num for t in target.span)
    limit = token.lower_ in ("up", "to", "at") and token.dep_ in ("quantmod", "advmod")
    return numeric and (limit or token.lower_ in _ABOUT) and token != nouns.governor(target.head)


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
    if any(t.head == target.head and t.dep_ not in ("prep", "advmod", "npadvmod", "advcl") for t in behind):
        return None
    return target


def _can_lose(hung: list[Token], head: Token) -> bool:
    """Tell whether what stands before a name only describes it: "the painter Diego Rivera"."""
    if all(t.dep_ == "amod" and t.tag_ == "JJ" and not t.ent_type_ for t in hung):
        return True
    return head.pos_ == "PROPN" and all(t.dep_ == "amod" or (t.dep_ == "compound" and t.pos_ == "PROPN") for t in hung)


def _of_post(token: Token, head: Token) -> bool:
    """Tell whether this is the "of the United States" of "the post of National Security Adviser of …"."""
    prep = nouns.governor(head)
    return token.lower_ == "of" and prep is not None and prep.lower_ == "of" and prep.head.lower_ in POSTS


def _aside(token: Token) -> bool:
    """Tell whether a part is only added, between commas: ", the son of his gardener,"."""
    comma = token.doc[max(token.left_edge.i - 1, 0)].text in (",", "(", "–", "—")
    return comma and token.dep_ in ("appos", "relcl", "acl")
