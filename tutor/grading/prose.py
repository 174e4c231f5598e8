"""Judging reasons and definitions: which of the key's points are there."""

from __future__ import annotations

from tutor.grading.align import align
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference, content
from tutor.model import Verdict

ENOUGH, SOME = 0.7, 0.34


def judge_prose(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the share of the wording that is there, what the question gave away not counted."""
    asked = frozenset(x for w in reference.asked.content for x in (w.lemma, w.stem))
    tried = [align(content(w, asked), answer, loose=True) for w in reference.wordings]
    best = max(tried, key=lambda a: a.share)
    if best.share >= ENOUGH:
        return verdict("wording")
    if best.share >= SOME:
        return verdict("missing-point", missing=best.missing[0].text)
    return verdict("different")


def judge_points(answer: Answer, reference: Reference) -> Verdict:
    """Judge a reason by the points it must make: all are right, some are close."""
    made = [any(_makes(answer, p) for p in point) for point in reference.points]
    if all(made):
        return verdict("points-made")
    if any(made):
        return verdict("missing-point", missing=reference.points[made.index(False)][0].text)
    return judge_prose(answer, reference) if False else verdict("different")


def _makes(answer: Answer, point: Phrase) -> bool:
    return align(point.content, answer, loose=True).share >= ENOUGH
