"""Judging an answer where the key is a name or a term."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from tutor.grading.acronyms import spelt_out
from tutor.grading.additions import objection
from tutor.grading.align import Alignment, Hit, align
from tutor.grading.alternatives import sides
from tutor.grading.guards import elsewhere
from tutor.grading.heard import heard_as
from tutor.grading.phrases import Answer, Phrase, without_article
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.specific import less_specific
from tutor.grading.tables.grammar import AFTER_NAMES, CLASS_WORDS, OTHER_THINGS, TITLES
from tutor.grading.tables.relations import CAPITAL_OF, FIRST_NAMES, PLACES
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
    foreign = (
        _other_first_name(best, wording, answer, reference)
        or _other_last_name(best, wording, answer, reference)
        or _another(best, wording, answer, reference)
    )
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
        return verdict("spelling", key=without_article(wording.text))
    return verdict("corrected" if answer.corrected else "wording")


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


def surname(wording: Phrase) -> Word:
    """Return the last word of a name that is no title: Jr. and MBE are none."""
    return next((w for w in reversed(wording.content) if w.text not in AFTER_NAMES), wording.content[-1])


def _middle_only(left: list[Word], wording: Phrase) -> bool:
    """Only middle names are missing of a name of three words or more."""
    inner = wording.content[1:-1]
    return bool(inner) and all(w in inner and w.text in wording.names and w.value is None for w in left)


def _other_first_name(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return a first name that the key does not have, right before its last name (Ian Fleming), else ""."""
    last = surname(wording)
    full = next((w for w in reference.wordings if len(w.content) > 1 and surname(w) is last), None)
    hit: Hit | None = next((h for h in best.hits if h.word is last), None)
    if not reference.person or full is None or hit is None or not hit.places[0]:
        return ""
    place = hit.places[0] - 1
    before = answer.words[place]
    if place in best.places or before.function or before.text in TITLES or answer.at[place + 1] - answer.at[place] > 1:
        return ""
    return "" if _known_name(before, full, answer, reference) else before.text


def _other_last_name(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return a last name that the key does not have, right after its first name (Leonardo DiCaprio), else ""."""
    first = wording.content[0]
    full = next((w for w in reference.wordings if len(w.content) > 1 and w.content[0] is first), None)
    hit = next((h for h in best.hits if h.word is first), None)
    if not reference.person or full is None or hit is None or hit.places[-1] + 1 >= len(answer.words):
        return ""
    place = hit.places[-1] + 1
    after = answer.words[place]
    if place in best.places or after.function or after.known or answer.at[place] - answer.at[place - 1] > 1:
        return ""
    return "" if align(full.content[1:], answer, full, reference.taken).hits else after.text


def _other_term(best: Alignment, wording: Phrase, answer: Answer) -> bool:
    """Tell two common words turned round (a press print), and a sign left out (A for A+)."""
    if any(sign in wording.squeezed and sign not in answer.text for sign in "+#"):
        return True
    if len(wording.content) != 2 or wording.names or best.missing:
        return False
    one, two = (next(h.places for h in best.hits if h.word is w) for w in wording.content)
    return all(a == b + 1 for a in one for b in two)


def _another(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> str:
    """Return what makes another person or place of the name: Elizabeth II, George H. Bush, New York for York."""
    if not wording.names:
        return ""
    mine = {w.text for w in wording.words}
    near = sorted(best.places)
    first, last = near[0], near[-1]
    letters = {w.text[0] for p in reference.wordings for w in p.words}
    for place, given in enumerate(answer.words):
        beside = place in (first - 1, last + 1) or first < place < last
        if (
            not beside
            or given.text in mine
            or given.lemma in reference.asked.lemmas
            or given.lemma in reference.told.lemmas
        ):
            continue
        regnal = place == last + 1 and _regnal(given) and any(map(_regnal, wording.words)) and place not in best.places
        initial = (
            reference.person
            and len(given.text) == 1
            and given.text not in {*letters, "a", "i"}
            and given.text.isalpha()
        )
        if regnal or initial:
            return given.text.upper()
        if reference.person and place == last + 1 and given.text in TITLES and given.text.capitalize() in answer.text:
            return given.text.capitalize()  # Martin Luther King is not Martin Luther
        if place == first - 1 and given.text in FIRST_NAMES and not reference.person:
            return f"{given.text.capitalize()} {answer.words[first].text}"  # George Washington is not where it was
        if place == first - 1 and (given.text in OTHER_THINGS or f"{given.text}_{answer.words[first].text}" in PLACES):
            return f"{given.text} {answer.words[first].text}"
        if place == last + 1 and f"{answer.words[last].text}_{given.text}" in PLACES:  # Mexico City is not Mexico
            return f"{answer.words[last].text} {given.text}"
    return ""


def _regnal(one: Word) -> bool:
    return one.text == "i" or (one.value is not None and one.value < 30)


def _known_name(before: Word, full: Phrase, answer: Answer, reference: Reference) -> bool:
    """Tell whether the word before the last name is the key's, its initial or short form, or a word of the text."""
    mine = full.content[:-1]
    if align(mine, answer, full, reference.taken).hits:
        return True
    spoken = before.lemma in reference.told.lemmas or before.lemma in reference.asked.lemmas
    initial = before.text[0] in {w.text[0] for w in mine}
    heard = any(w.sound == before.sound and len(w.text) > 3 for w in mine)
    return len(before.text) < 3 or initial or heard or (spoken and before.text not in reference.told.names)


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
