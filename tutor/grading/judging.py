"""The order of grading: equal, known, nothing said, guards, then by the sort of key."""

from __future__ import annotations

from tutor.grading.align import align
from tutor.grading.foreign import word_by_word
from tutor.grading.guards import guard
from tutor.grading.listing import judge_list
from tutor.grading.naming import judge_name
from tutor.grading.numbers.judging import judge_date, judge_number
from tutor.grading.numbers.quantities import Quantity, quantities
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.prose import judge_points, judge_prose
from tutor.grading.reading import MAX_GIVEN, claim, no_answer, read
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.stance import committed
from tutor.model import Verdict
from tutor.text import squeezed

_JUDGES = {
    "number": judge_number,
    "range": judge_number,
    "year": judge_number,
    "date": judge_date,
    "name": judge_name,
    "prose": judge_prose,
    "list": judge_list,
    "points": judge_points,
}


def grade(given: str, reference: Reference) -> Verdict:
    """Return the verdict on an answer, with its reason; never raises."""
    given = given[:MAX_GIVEN]
    known = reference.exact.get(squeezed(given))
    if known:
        return verdict(known[0], known[1])
    if no_answer(given):
        return verdict("no-answer")
    own = (reference.taken, reference.context)
    answer = read(given, own)
    found = _graded(answer, given, reference)
    short = found.code in _OPEN and len(answer.tokens) < 60
    if short and (words := word_by_word(answer.tokens, own)) != answer.tokens:
        other = _graded(claim(answer.text, words, answer.corrected, answer.pleaded), given, reference)
        if other.name == "correct" or (other.name == "close" and found.name == "incorrect"):
            return other
    return found


def _graded(answer: Answer, given: str, reference: Reference) -> Verdict:
    """Return the verdict on an answer that was read."""
    if reference.asked_negative or reference.asked_forbids:  # "who cannot …?" - "babies can't" denies nothing
        answer.denied = frozenset() if reference.asked_forbids else answer.narrowly
        answer.clause_denied = ()
    if reference.sort not in ("prose", "points"):
        answer = committed(answer, reference)
    if not answer.words:
        return verdict("plea" if answer.pleaded else "no-answer")
    known = reference.exact.get(squeezed(" ".join(answer.tokens))) if len(answer.tokens) < 60 else None
    if known:
        return verdict("corrected" if known[0] == "same" and answer.corrected else known[0], known[1])
    found = guard(answer, reference) or _judge(answer, reference)
    if found.name == "incorrect":
        found = _other_answer(given, reference) or found
    return _authored(answer, reference, found) or found


def _authored(answer: Answer, reference: Reference, found: Verdict) -> Verdict | None:
    """Say what the author says of an answer that names a listed wrong or close one among other words."""
    if found.name == "correct" and reference.sort in ("number", "range", "year"):
        return _authored_number(answer, reference)
    if found.code in _FINAL or (found.name == "correct" and reference.sort != "name"):
        return None
    for wording, said in reference.wrong:
        if _names(answer, wording, reference):
            if found.name == "close" and reference.sort == "list":  # the other items are right
                return verdict(found.code, said or found.because)
            if found.name != "correct":
                return verdict("listed-wrong", said)
            if not _spoken_of(wording, reference):
                return verdict("also-wrong")
    if found.name != "correct":
        return next(
            (verdict("listed-close", said) for w, said in reference.close if _names(answer, w, reference)), None
        )
    return None


def _authored_number(answer: Answer, reference: Reference) -> Verdict | None:
    """Find the author's word on a number that is written in another way: "10 times" for his "ten times"."""
    given = [_figure(q) for q in quantities(answer.tokens)]
    if len(given) != 1 or given[0] in map(_figure, reference.numbers):
        return None
    for code, listed in (("listed-wrong", reference.wrong), ("listed-close", reference.close)):
        for wording, said in listed:
            if given == [_figure(q) for q in quantities(list(wording.tokens))]:
                return verdict(code, said)
    return None


def _figure(quantity: Quantity) -> tuple[float, float, str, str]:
    return quantity.low, quantity.high, quantity.unit, quantity.bound


def _spoken_of(wording: Phrase, reference: Reference) -> bool:
    """Tell whether the question or the passage itself uses a word of a wrong answer: naming it is no mistake then."""
    near = (*reference.told.words, *reference.asked.words)
    return any(w.lemma == t.lemma or w.same & t.same for w in wording.content for t in near)


def _names(answer: Answer, wording: Phrase, reference: Reference) -> bool:
    """Tell whether an answer holds a wording that is not made of the key's own words."""
    mine = {w.lemma for p in reference.wordings for w in p.content}
    own = {w.lemma for w in wording.content} - mine - reference.asked.lemmas
    aligned = align(wording.content, answer, wording, reference.taken)
    last = wording.content[-1]  # a last name names the person
    named = reference.person and len(wording.content) > 1 and all(w.text in wording.names for w in wording.content)
    if any(h.how == "sense" and h.word.lemma in own for h in aligned.hits):  # he says nothing of safety
        return False
    return bool(own) and (not aligned.missing or (named and any(h.word is last for h in aligned.hits)))


_OPEN = frozenset(
    """different look-alike related incomplete part-of-list missing-point part-of-name less-specific wrong-item
no-number""".split()
)
"""Verdicts on an answer in which something was not understood: words of another language may say it."""
_FINAL = frozenset({"undecided", "negated", "opposite", "swapped", "copied", "keywords"})
"""Objections that an author's word on part of the answer does not answer."""


def _judge(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the key's sort, then by those of its other wordings while it is not right."""
    found = _JUDGES[reference.sort](answer, reference)
    for sort in reference.other_sorts:
        if found.name != "correct":
            other = _JUDGES[sort](answer, reference)
            found = other if other.name == "correct" else found
    return found


def _other_answer(given: str, reference: Reference) -> Verdict | None:
    owners = reference.others.get(squeezed(given))
    if owners and reference.fact.id not in owners and reference.sort not in ("number", "range"):
        return verdict("other-answer")
    return None
