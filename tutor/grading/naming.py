"""Judging an answer where the key is a name or a term."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from tutor.grading.acronyms import spelt_out
from tutor.grading.additions import objection
from tutor.grading.align import Alignment, align
from tutor.grading.alternatives import sides
from tutor.grading.guards import elsewhere
from tutor.grading.heard import heard_as
from tutor.grading.namesakes import namesake, surname
from tutor.grading.phrases import Answer, Phrase, without_article
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.specific import less_specific
from tutor.grading.tables.grammar import AFTER_NAMES, CLASS_WORDS, TITLES
from tutor.grading.tables.relations import CAPITAL_OF
from tutor.grading.tokens import Word
from tutor.model import Verdict
from tutor.text import has_other_script, is_word

RETOLD = 0.88
"""Share of a term that has to be there when related words may stand for its own."""


def judge_name(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the wording that fits best."""
    best, wording = best_fit(answer, reference)
    if not wording.content:  # a key of marks only: what equals it has been found already
        return verdict("different")
    if essential(best, wording, answer, reference):
        heard = heard_as(answer, reference.wordings)
        if heard is not None:
            return verdict("spelling", key=heard.text)
        return _not_whole(best, wording, answer, reference)
    if _other_term(best, wording, answer):
        return verdict("look-alike")
    rival = next((s for s in sides(answer) if not _fits(s, reference)), None)
    if rival is not None and not any(t == "or" for t in wording.tokens):
        return verdict("undecided")
    heard = heard_as(answer, reference.wordings) if best.spelt and reference.person and len(answer.words) > 1 else None
    if heard is not None:
        return verdict("spelling", key=heard.text)
    return _another_one(best, wording, answer, reference) or _named(best, wording, answer, reference)


def _another_one(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> Verdict | None:
    """Object to the right name where somebody or something else is meant, or something else is said of it."""
    foreign = namesake(best, wording, answer, reference)
    if foreign:
        return verdict("other-name", given=foreign.capitalize())
    place = "" if reference.person else elsewhere(answer, wording.content)
    if place and place not in reference.told.lemmas and place not in reference.asked.lemmas:
        return verdict("elsewhere", given=place.capitalize())
    return objection(answer, best, wording, reference)


def _named(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> Verdict:
    """Return the verdict on an answer that names the right one, and no more against it."""
    if _only_keywords(best, answer, reference):
        return verdict("keywords")
    if best.spelt and not has_other_script(answer.text):
        return verdict("spelling", key=without_article(_fullest(answer, wording, reference).text))
    return verdict("corrected" if answer.corrected else "wording")


def _fullest(answer: Answer, wording: Phrase, reference: Reference) -> Phrase:
    """Return the wording that shows most of what was typed rightly spelt."""
    fits = [(align(w.content, answer, w, reference.taken), w) for w in reference.wordings]
    whole = [(len(laid.hits), w) for laid, w in fits if not laid.missing]
    return max(whole, key=lambda pair: pair[0], default=(0, wording))[1]


def best_fit(answer: Answer, reference: Reference) -> tuple[Alignment, Phrase]:
    """Return the wording of which most is there, and how it lies beside the answer."""
    best: tuple[Alignment, Phrase] | None = None
    for wording in reference.wordings:
        aligned = align(wording.content, answer, wording, reference.taken)
        if aligned.missing:
            spelt_out(aligned, answer, wording)
        if not aligned.missing and not aligned.spelt:
            return aligned, wording
        if best is None or _better(aligned, best[0]):
            best = aligned, wording
    assert best is not None  # noqa: S101 - a fact has at least one wording
    return best


def _better(one: Alignment, other: Alignment) -> bool:
    return (one.share, -len(one.spelt)) > (other.share, -len(other.spelt))


def essential(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> list[Word]:
    """Return the missing words that matter: not titles, not what the question said, not first names."""
    if not best.missing:
        return []
    left = [w for w in best.missing if not _may_go(w, wording, reference)]
    hits = [h for h in best.hits if h.word.lemma not in reference.asked.lemmas and h.word.text not in TITLES]
    if not hits or _other_class(best, answer, reference):
        return best.missing
    return [] if left and (_surname_there(best, wording, reference) or _middle_only(left, wording)) else left


def _other_class(best: Alignment, answer: Answer, reference: Reference) -> bool:
    """Tell whether another noun stands where a left-out one would: the Black Forest is no Black Sea."""
    if not any(w.lemma in CLASS_WORDS for w in best.missing):
        return False
    after = [p + 1 for h in best.hits for p in h.places if p + 1 < len(answer.words) and p + 1 not in best.places]
    strange = [answer.words[p] for p in after if answer.at[p] - answer.at[p - 1] == 1 and not answer.words[p].function]
    return any(w.lemma not in reference.asked.lemmas and w.lemma not in reference.told.lemmas for w in strange)


def _may_go(one: Word, wording: Phrase, reference: Reference) -> bool:
    """Titles, class words and what the question has said may be left out."""
    if one.value is not None:
        return False
    if len(wording.content) < 2:
        return False
    if one.lemma in CLASS_WORDS - _LANDS and any(w.lemma in CAPITAL_OF for w in wording.content):
        return False  # Mexico City is not Mexico
    if one.lemma in CLASS_WORDS or one.lemma in reference.asked.lemmas:
        return True
    before = one is not wording.content[-1] or one.text in AFTER_NAMES
    return one.text in TITLES and before and _titles(wording, reference)


def _titles(wording: Phrase, reference: Reference) -> bool:
    """Tell a person's name, whose title may go: general relativity has none."""
    return reference.person or (wording.content[-1].text in wording.names and not wording.content[-1].known)


_LANDS = frozenset("republic kingdom country state province county river lake sea mountain mount island".split())
"""What a land is called besides, and what is known by a bare name that a land has too: the Mississippi."""


def _surname_there(best: Alignment, wording: Phrase, reference: Reference) -> bool:
    """Tell whether a person's last name is there: it will do, unless the missing part is a number (Louis XVI)."""
    if not reference.person or len(wording.content) < 2 or any(w.value is not None for w in best.missing):
        return False
    last = surname(wording)
    return last.text in wording.names and any(h.word is last for h in best.hits)


def _middle_only(left: list[Word], wording: Phrase) -> bool:
    """Only middle names are missing of a name of three words or more."""
    inner = wording.content[1:-1]
    return bool(inner) and all(w in inner and w.text in wording.names and w.value is None for w in left)


def _other_term(best: Alignment, wording: Phrase, answer: Answer) -> bool:
    """Tell two common words turned round (a press print), and a sign left out (A for A+)."""
    if any(sign in wording.squeezed and sign not in answer.text for sign in "+#"):
        return True
    if len(wording.content) != 2 or wording.names or best.missing:
        return False
    one, two = (next(h.places for h in best.hits if h.word is w) for w in wording.content)
    return all(a == b + 1 for a in one for b in two)


def _fits(side: Answer, reference: Reference) -> bool:
    best, wording = best_fit(side, reference)
    return not essential(best, wording, side, reference)


def _only_keywords(best: Alignment, answer: Answer, reference: Reference) -> bool:
    """Four words or more of the passage beside the key, and nothing that joins them."""
    if any(w.function for w in answer.words):
        return False
    places = best.places
    others = [w for p, w in enumerate(answer.words) if p not in places and w.lemma not in reference.asked.lemmas]
    return len(others) > 3 and sum(w.lemma in reference.told.lemmas for w in others) > 2


def _not_whole(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> Verdict:
    if best.contrary and not best.hits:
        return verdict("negated")
    if _retold(wording, answer, reference):
        return verdict("wording")
    if best.hits and _head_there(best, wording, answer, reference):
        return verdict("part-of-name")
    wider = less_specific(answer, reference)
    return wider or verdict("look-alike" if _looks_alike(answer, wording) else "different")


def _looks_alike(answer: Answer, wording: Phrase) -> bool:
    """Tell a short answer with a real word that is easily taken for one of the key's: meiosis for mitosis."""
    said = answer.content
    return len(said) <= 2 and any(
        w.known and len(w.text) > 4 and w.text != k.text and OSA.normalized_similarity(w.text, k.text) >= 0.6
        for w in said
        for k in wording.content
    )


def _retold(wording: Phrase, answer: Answer, reference: Reference) -> bool:
    """Tell whether a wording of common words is there in other words: "scare Europe" for "frighten the Europeans"."""
    if len(wording.content) < 2 or all(w.text in wording.names for w in wording.content):
        return False
    aligned = align(wording.content, answer, wording, reference.taken, loose=True)
    kin = sum(h.how == "family" for h in aligned.hits)
    return aligned.share >= RETOLD and kin * 2 < len(aligned.hits)


def _head_there(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> bool:
    """Tell whether the head of the name is there, or a person's first name, and nothing strange beside it."""
    head = wording.content[-1]
    hits = {h.word for h in best.hits}
    if any(w.value is not None and w.value not in {m.value for m in wording.content} for w in answer.words):
        return False
    places = best.places
    others = [w for p, w in enumerate(answer.words) if p not in places and not w.function and w.text not in TITLES]
    strange = [w for w in others if w.lemma not in reference.asked.lemmas]
    if strange:
        return False
    if all(w.value is not None for w in best.missing):  # King Henry
        return True
    known = all(h.word.lemma in reference.asked.lemmas for h in best.hits)
    first = wording.content[0]
    named = first in hits and (reference.person or (first.text in wording.names and not is_word(first.text)))
    return (head in hits or named) and not known
