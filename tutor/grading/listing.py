"""Judging lists: which items are there, and what does not belong."""

from __future__ import annotations

from tutor.grading.align import Alignment, Hit, align
from tutor.grading.heard import MOST_WORDS, heard_as
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference, content
from tutor.grading.tables.grammar import JOINERS
from tutor.grading.tables.relations import OPPOSITES
from tutor.model import Verdict

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
NAMED = 0.6
"""Share of an item's wording that names it."""
_TELLING = frozenset("was were is are had has did does will would could can".split())
_RELATIVE = frozenset("which who that because so since as for when while if according".split())


def judge_list(answer: Answer, reference: Reference) -> Verdict:
    """Count the items named, and what else is listed beside them."""
    need = reference.fact.need
    found = [_named(answer, item, reference) for item in reference.items]
    count = sum(a is not None for a in found)
    if not count:
        contrary = any(align(p.content, answer, p, loose=True).contrary for item in reference.items for p in item)
        return verdict("negated" if contrary and answer.denied else "different")
    if count < need:
        if _said_twice(answer, [a for a in found if a is not None]):
            return verdict("same-twice", found=str(count), need=str(need))
        return verdict("part-of-list", found=str(count), need=str(need))
    foreign = _foreign(answer, [a for a in found if a is not None], reference)
    if foreign:
        return verdict("wrong-item", found=f"{count}", extra=f"“{foreign}”")
    if reference.fact.order and not _in_order(found):
        given = all(w.lemma in reference.asked.lemmas for item in reference.items for w in item[0].content)
        return verdict("wrong-order" if given else "order")
    if _turned_question(answer, [a for a in found if a is not None], reference):
        return verdict("swapped")
    apart = len({frozenset(a.places) for a in found if a is not None})
    return verdict("all-items", named="them all" if apart == len(found) else f"{min(apart, count)}")


def _named(answer: Answer, item: tuple[Phrase, ...], reference: Reference) -> Alignment | None:
    """Return how an item lies in the answer, None when it is not there or its opposite is."""
    for loose in (False, True):  # its own words before words that only mean much the same
        for wording in item:
            wanted = content(wording, reference.given_away)
            aligned = align(wanted, answer, wording, reference.taken, loose=loose)
            if aligned.share >= NAMED and not _opposed(aligned, answer, reference):
                return aligned
    return _heard(answer, item)


def _heard(answer: Answer, item: tuple[Phrase, ...]) -> Alignment | None:
    """Return the piece of the answer that sounds like an item."""
    for piece, _ in _pieces(answer):
        heard = heard_as(answer.part(piece), item) if len(piece) <= MOST_WORDS else None
        if heard is not None:
            return Alignment([Hit(heard.content[0], tuple(piece), "spelt")])
    return None


def _opposed(aligned: Alignment, answer: Answer, reference: Reference) -> bool:
    """Tell whether a word beside the item says the opposite of one of its words: high oil prices for low ones."""
    places = aligned.places
    near = {p + step for p in places for step in (-2, -1, 1, 2)} - places
    wanted = {w.lemma for w in (*(h.word for h in aligned.hits), *aligned.missing)}
    items = {w.lemma for item in reference.items for wording in item for w in wording.content}
    return any(
        0 <= p < len(answer.words)
        and p not in answer.denied
        and answer.words[p].lemma not in items
        and OPPOSITES.get(answer.words[p].lemma, frozenset()) & wanted
        for p in near
    )


def _turned_question(answer: Answer, found: list[Alignment], reference: Reference) -> bool:
    """Tell "Egypt attacked Britain and France" where the question is who attacked Egypt."""
    asked = reference.asked.words
    first = min(min(a.places) for a in found)
    for at, verb in enumerate(asked[:-1]):
        here = answer.places.get(verb.lemma, ())
        if verb.function or verb.text == verb.lemma or len(here) != 1 or not here[0] < first:
            continue
        named = {w.lemma for w in asked[at + 1 :] if w.text in reference.asked.names}
        if any(w.lemma in named for w in answer.words[: here[0]]) and not {"by", "did"} & {
            *answer.tokens,
            *reference.asked.tokens,
        }:
            return True
    return False


def _said_twice(answer: Answer, found: list[Alignment]) -> bool:
    """Tell whether more pieces than items match: one thing was named in two ways."""
    pieces = [set(piece) for piece, _ in _pieces(answer)]
    return any(sum(bool(piece & set(hit.places)) for piece in pieces) > 1 for a in found for hit in a.hits)


def _in_order(found: list[Alignment | None]) -> bool:
    first = [min(a.places) for a in found if a is not None]
    return first == sorted(first)


def _foreign(answer: Answer, found: list[Alignment], reference: Reference) -> str:
    """Return a listed piece that is no item, else ""."""
    matched = set().union(*(a.places for a in found))
    for piece, aside in _pieces(answer):
        words = [answer.words[p] for p in piece if not answer.words[p].function]
        if not words or matched & {*piece, *aside} or len(words) > 4 or any(p in answer.denied for p in piece):
            continue
        first = answer.words[piece[0]].text
        remark = any(answer.words[p].text in _TELLING for p in piece)  # "the others were in it already"
        if first in _RELATIVE or remark or all(w.lemma in reference.asked.lemmas for w in words):
            continue
        if not any(_named(answer.part(piece), item, reference) for item in reference.items):
            return " ".join(answer.words[p].text for p in piece)
    return ""


def _pieces(answer: Answer) -> list[tuple[list[int], list[int]]]:
    """Return the word places between commas and "and"s, and beside them those in brackets."""
    pieces: list[tuple[list[int], list[int]]] = [([], [])]
    place_of = {at: p for p, at in enumerate(answer.at)}
    depth = 0
    for at, said in enumerate(answer.tokens):
        depth += (said in _OPENING) - (said in _CLOSING)
        if said in JOINERS and depth <= 0:
            pieces.append(([], []))
        elif at in place_of:
            pieces[-1][depth > 0].append(place_of[at])
    return [p for p in pieces if p[0]]
