"""Judging reasons and definitions: which of the key's points are there."""

from __future__ import annotations

from tutor.grading.align import Alignment, align, weight
from tutor.grading.claims import antonym, lay, telling
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.roles import crossed, other_actor
from tutor.grading.tables.grammar import GENERIC
from tutor.grading.tokens import word
from tutor.model import Verdict
from tutor.text import words

ENOUGH = 0.64
"""Share of a wording that makes an answer right."""
NEARLY_ALL = 0.9
"""Share from which on another wording has nothing against it."""
RETOLD = 0.5
"""Share that is enough when the rest is plainly said in the learner's own words."""
TRACK = 0.4
"""Share that shows the right track."""
SOME = 0.25
"""Share that shows it when nothing is said beside it, or much in other words."""


def judge_prose(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the share of the wording that is there, what the question gave away not counted."""
    tried = fits(answer, reference)
    best, wording = max(tried, key=lambda pair: pair[0].share)
    if best.share >= ENOUGH and _only_keywords(answer, wording):
        return verdict("keywords")
    turned = contradicted(answer, reference, tried, best, wording)
    if turned is not None:
        return turned
    own = _own_words(best, answer, reference)
    if best.share >= ENOUGH or (best.share >= RETOLD and own > 1 and _hits(best, answer) > 1):
        return verdict("wording")
    if _on_track(best.share, own) and _tells(best, answer):
        return verdict("incomplete")
    return verdict("related") if _related(answer, reference) else verdict("different")


def _on_track(share: float, own: int) -> bool:
    """Tell part of the key and nothing else, or a good part of it, or some of it in a long retelling."""
    return share >= TRACK or (share >= SOME and (own == 0 or own > 2))


def _hits(best: Alignment, answer: Answer) -> int:
    return sum(not answer.words[p].function for p in best.places)


def _own_words(best: Alignment, answer: Answer, reference: Reference) -> int:
    """Count the words with content that come from nobody but the learner."""
    known = reference.asked.lemmas | reference.told.lemmas | GENERIC
    places = best.places
    return sum(not w.function and w.lemma not in known for p, w in enumerate(answer.words) if p not in places)


def contradicted(
    answer: Answer, reference: Reference, tried: list[tuple[Alignment, Phrase]], best: Alignment, wording: Phrase
) -> Verdict | None:
    """Return the verdict on an answer that denies a wording, says its opposite or turns its roles round."""
    sure = best.share >= NEARLY_ALL
    if _unsaid(best, wording, answer) or (
        not sure and any(_unsaid(laid, w, answer) and _whole(laid) for laid, w in tried)
    ):
        return verdict("negated")
    if best.share < ENOUGH and any(_denies(laid) for laid, _ in tried):
        return verdict("negated")
    context = reference.context
    least = RETOLD
    others = (pair for laid, other in tried if laid.share >= least and (pair := antonym(answer, other, laid, context)))
    pair = antonym(answer, wording, best, context) or next(others, None)
    if pair is not None:
        return verdict("opposite", given=pair[0])
    wordings = (*reference.wordings, *reference.whole)
    swapped = any(crossed(answer, w) for w in wordings) or other_actor(answer, reference.wordings)
    swapped = swapped or (best.share >= ENOUGH and other_actor(answer, [wording]))
    return verdict("swapped") if swapped else None


def _unsaid(best: Alignment, wording: Phrase, answer: Answer) -> bool:
    """Tell whether the wording denies what an answer without any denial claims."""
    return not answer.contrary and not answer.either and any(w in wording.contrary for w in best.contrary)


def _whole(laid: Alignment) -> bool:
    """Tell whether nothing is missing but what is denied."""
    return all(w in laid.contrary or w.function for w in laid.missing)


def _tells(best: Alignment, answer: Answer) -> bool:
    """Tell whether something is there that is more than a word of the sort of "people" or "get"."""
    return any(
        h.word.lemma not in GENERIC and not h.word.function and any(not answer.words[p].function for p in h.places)
        for h in best.hits
    )


def _related(answer: Answer, reference: Reference) -> bool:
    """Tell whether all that is new in the answer stands in the passage: true, but not the point."""
    new = [w for w in answer.content if w.lemma not in reference.asked.lemmas]
    return len(new) >= 2 and all(w.lemma in reference.told.lemmas for w in new) and not answer.denied


def fits(answer: Answer, reference: Reference) -> list[tuple[Alignment, Phrase]]:
    """Return how each wording lies in the answer."""
    return [(lay(telling(w, reference.given_away), answer, w), w) for w in reference.wordings]


def _denies(best: Alignment) -> bool:
    """Tell whether a wording would be there if it were not denied."""
    if not best.contrary:
        return False
    whole = best.share + sum(map(weight, best.contrary)) / (sum(map(weight, (*best.missing, *best.said))) or 1)
    return best.share < ENOUGH and (whole >= ENOUGH or len(best.contrary) > max(1, len(best.hits)))


def _only_keywords(answer: Answer, wording: Phrase) -> bool:
    """Four words or more in a row, nothing that joins them, and not the author's own wording."""
    if len(answer.words) < 4 or any(w.function for w in (*answer.words, *map(word, words(answer.text)))):
        return False
    if sum(not w.known and len(w.text) < 5 for w in answer.words) > 1:  # "teh", "hav": small words misspelt
        return False
    return [w.text for w in answer.words] != [w.text for w in wording.words]


def judge_points(answer: Answer, reference: Reference) -> Verdict:
    """Judge a reason by the points it must make, or by an accepted wording: all are right, some are close."""
    laid = [[(lay(p.content, answer, p), p) for p in point] for point in reference.points]
    made = sum(any(makes(answer, one, p) for one, p in point) for point in laid)
    tried = fits(answer, reference)
    best, wording = max(tried, key=lambda pair: pair[0].share)
    objection = None
    if made or best.share >= TRACK:
        points = [pair for point in laid for pair in point]
        objection = contradicted(answer, reference, [*tried, *points], best, wording)
        objection = objection or _against_key(answer, tried[0], reference)
    if objection is not None and objection.code != "negated":
        return objection
    if other_actor(answer, reference.wordings):
        return verdict("swapped")
    if made == len(reference.points) or (best.share >= NEARLY_ALL and _tells(best, answer) and objection is None):
        return verdict("points-made")
    if made:
        return verdict("missing-point", made=str(made), need=str(len(reference.points)))
    return objection or verdict("different")


def _against_key(answer: Answer, first: tuple[Alignment, Phrase], reference: Reference) -> Verdict | None:
    """Object to the opposite of a word of the key itself, though another wording leaves that word out."""
    pair = antonym(answer, first[1], first[0], reference.context)
    return verdict("opposite", given=pair[0]) if pair else None


def makes(answer: Answer, laid: Alignment, point: Phrase) -> bool:
    """Tell whether an answer makes a point, by its claims or word by word."""
    if laid.share >= ENOUGH:
        return True
    some = laid.hits or laid.contrary
    return bool(some) and align(point.content, answer, point, loose=True).share >= ENOUGH
