"""Laying a retelling beside a reason or a definition: what it says, denies, or turns into its contrary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tutor.grading.align import Alignment, Hit, find
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.tables.grammar import GENERIC, TELLING, TURNING
from tutor.grading.tables.relations import CAPITAL_OF, OPPOSITES, wider
from tutor.grading.tokens import Word

_NOTHING: frozenset[str] = frozenset()
_NEAR = 3
"""Places between a word and what it may speak of."""


def lay(wanted: Iterable[Word], answer: Answer, wording: Phrase) -> Alignment:
    """Find each wanted word in what the answer claims; a claim and its denied opposite are the same.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> key = phrase("There were too few workers.")
    >>> lay(key.content, read("there were not many workers left"), key).missing
    []
    """
    out = Alignment()
    unlike: list[tuple[Word, Hit]] = []
    absent: list[Word] = []
    for one in wanted:
        hit = find(one, answer, _NOTHING, loose=True) or _narrower(one, answer)
        same = _agreeing(one, hit, answer, wording) if hit else ()
        turned = () if same else opposites(one, answer, one not in wording.contrary)
        if hit and same:
            out.hits.append(Hit(one, same, hit.how))
        elif turned:
            out.hits.append(Hit(one, turned, "opposite"))
        elif hit:
            unlike.append((one, hit))
        else:
            absent.append(one)
    _far_end(out, unlike, answer, wording)
    _turning(out, absent, answer, wording)
    return out


_TOO_WIDE = frozenset("body people person common color colour light".split())


def _narrower(one: Word, answer: Answer) -> Hit | None:
    """Find a kind of the thing: malaria for a disease."""
    if one.function or one.lemma in GENERIC | _TOO_WIDE or one.lemma in CAPITAL_OF:
        return None
    places = tuple(p for p, w in enumerate(answer.words) if not w.function and one.lemma in wider(w.lemma))
    return Hit(one, places, "narrower") if places else None


def _agreeing(one: Word, hit: Hit, answer: Answer, wording: Phrase) -> tuple[int, ...]:
    """Return the places that claim the word as the wording does; what a denial speaks of may stand either way."""
    if one in wording.either:
        return hit.places
    contrary = one in wording.contrary
    return tuple(p for p in hit.places if (p in answer.contrary) == contrary or p in answer.either)


def _far_end(out: Alignment, unlike: list[tuple[Word, Hit]], answer: Answer, wording: Phrase) -> None:
    """Once one denial agrees, how far it reaches does not matter; else what it reaches is contrary."""
    contrary = answer.contrary
    agreed = any(
        contrary.intersection(h.places) and (h.how == "opposite" or h.word in wording.contrary) for h in out.hits
    )
    for one, hit in unlike:
        if agreed:
            out.hits.append(hit)
        else:
            out.missing.append(one)
            if not one.function:
                out.contrary.append(one)


def _turning(out: Alignment, absent: list[Word], answer: Answer, wording: Phrase) -> None:
    """Let a "not" do for a word that does no more than turn its clause round."""
    said = {p for p in out.places if not answer.words[p].function}
    denied = bool((answer.contrary | answer.either) & said)
    for one in absent:
        if denied and one.lemma in TURNING and any(w is not one for w in wording.contrary):
            out.hits.append(Hit(one, (), "sense"))
        else:
            out.missing.append(one)


def opposites(one: Word, answer: Answer, contrary: bool, wide: bool = False) -> tuple[int, ...]:
    """Return the places of opposites of a word that the answer claims, or, if `contrary`, that it denies."""
    others = OPPOSITES.get(one.lemma, _NOTHING) | OPPOSITES.get(one.text, _NOTHING)
    against = _against(one) if wide else _NOTHING
    if not others and against.isdisjoint(answer.senses):
        return ()
    return tuple(
        p
        for p, w in enumerate(answer.words)
        if (w.lemma in others or w.text in others or _is_against(w, one, against))
        and (p in answer.contrary) == contrary
    )


def _is_against(given: Word, one: Word, against: frozenset[str]) -> bool:
    return not given.function and not given.senses.isdisjoint(against) and given.senses.isdisjoint(one.senses)


@lru_cache(maxsize=1 << 14)
def _against(one: Word) -> frozenset[str]:
    """Return the senses whose name is the opposite of the name of one of the word's: cut lies against raise.

    >>> from tutor.grading.tokens import word
    >>> bool(_against(word("raise")) & word("cut").senses)
    True
    """
    if one.function:
        return _NOTHING
    heads = {sense[1:] for sense in one.senses if sense[:1] == "~"}
    return frozenset(f"~{other}" for head in heads for other in OPPOSITES.get(head, ())) - one.senses


def telling(wording: Phrase, asked: frozenset[str]) -> tuple[Word, ...]:
    """Return what a wording says beyond the question: its content, and the small words that decide it (under, less)."""
    said = [w for w in wording.words if (not w.function or w.text in TELLING)]
    beyond = tuple(dict.fromkeys(w for w in said if w.lemma not in asked and w.stem not in asked))
    if any(not w.function for w in beyond):
        return beyond
    return wording.content


def antonym(answer: Answer, wording: Phrase, laid: Alignment, context: frozenset[str]) -> tuple[str, str] | None:
    """Return a word of the answer and the word of the wording that it is the opposite of, where nothing else says it.

    It must stand near something that both share, so that it speaks of the same thing.
    """
    near = {p + step for p in laid.places for step in range(-_NEAR, _NEAR + 1)}
    near |= {p + s for p, w in enumerate(answer.words) if w.lemma in context and not w.function for s in (-2, -1, 1, 2)}
    small = len(answer.content) <= 3
    found = {h.word: h for h in laid.hits}
    for meant in wording.words:
        hit = found.get(meant)
        if (meant.function and meant.text not in TELLING) or (hit and hit.how not in ("sense", "family")):
            continue
        if hit is None and find(meant, answer, _NOTHING, loose=True):
            continue
        if not OPPOSITES.get(meant.lemma, _NOTHING).isdisjoint(wording.lemmas):  # "to lift or lower" says both
            continue
        for place in opposites(meant, answer, meant in wording.contrary, wide=True):
            given = answer.words[place]
            if given.text in ("all", "every", "each", "some"):
                continue
            governs = hit is None or any(0 < p - place <= _NEAR for p in hit.places)
            if given.lemma not in context and governs and (small or place in near):
                return given.text, meant.text
    return _prepositions(answer, wording, laid)


_CLASHING = {("from", "to"), ("to", "from"), ("with", "without"), ("without", "with"), ("for", "against")}
_CLASHING |= {("against", "for"), ("before", "after"), ("after", "before"), ("into", "from")}


def _prepositions(answer: Answer, wording: Phrase, laid: Alignment) -> tuple[str, str] | None:
    """Return two prepositions that clash before the same name or noun: from the Moon, to the Moon."""
    for hit in laid.hits:
        if hit.word in wording.content and hit.how == "same" and len(hit.places) == 1:
            one = _preposition(wording.words, wording.words.index(hit.word))
            two = _preposition(answer.words, hit.places[0])
            if (one, two) in _CLASHING:
                return two, one
    return None


def _preposition(words: Sequence[Word], at: int) -> str:
    before = [w.text for w in words[max(0, at - 2) : at] if w.text not in ("the", "a", "an", "its", "their")]
    return before[-1] if before else ""
