"""Judging reasons and definitions: which of the key's points are there."""

from __future__ import annotations

from tutor.grading.align import Alignment, align, weight
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference, content
from tutor.grading.tokens import word
from tutor.model import Verdict
from tutor.text import words

ENOUGH = 0.64
"""Share of a wording that makes an answer right."""
SOME = 0.34
"""Share that shows the right track."""


def judge_prose(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the share of the wording that is there, what the question gave away not counted."""
    best, wording = best_fit(answer, reference)
    if _denies(best):
        return verdict("negated")
    if best.share >= ENOUGH:
        if _only_keywords(answer, wording):
            return verdict("keywords")
        return verdict("wording")
    if best.share >= SOME:
        return _on_the_way(best, wording)
    return verdict("related") if _related(answer, reference) else verdict("different")


def _related(answer: Answer, reference: Reference) -> bool:
    """Tell whether all that is new in the answer stands in the passage: true, but not the point."""
    new = [w for w in answer.content if w.lemma not in reference.asked.lemmas]
    return len(new) >= 2 and all(w.lemma in reference.told.lemmas for w in new) and not answer.denied


def best_fit(answer: Answer, reference: Reference) -> tuple[Alignment, Phrase]:
    """Return the wording of which most is there, and how it lies beside the answer."""
    asked = reference.given_away
    tried = [(align(content(w, asked), answer, w, loose=True), w) for w in reference.wordings]
    return max(tried, key=lambda pair: pair[0].share)


def _denies(best: Alignment) -> bool:
    """More of what is shared stands under a "not" than not."""
    return bool(best.contrary) and sum(map(weight, best.contrary)) > sum(weight(h.word) for h in best.hits)


def _only_keywords(answer: Answer, wording: Phrase) -> bool:
    """Four words or more in a row, nothing that joins them, and not the author's own wording."""
    if len(answer.words) < 4 or any(word(t).function for t in words(answer.text)):
        return False
    return [w.text for w in answer.words] != [w.text for w in wording.words]


def _on_the_way(best: Alignment, wording: Phrase) -> Verdict:
    """Name a missing word as the author wrote it; where it was read as another, say only that more belongs there."""
    written = wording.text.casefold()
    named = next((w.text for w in best.missing if not w.function and len(w.text) > 2 and w.text in written), "")
    return verdict("missing-point", missing=named) if named else verdict("incomplete")


def judge_points(answer: Answer, reference: Reference) -> Verdict:
    """Judge a reason by the points it must make: all are right, some are close."""
    made = [any(makes(answer, p) for p in point) for point in reference.points]
    if all(made):
        return verdict("points-made")
    if any(made):
        return verdict("missing-point", missing=reference.points[made.index(False)][0].text)
    return verdict("different")


def makes(answer: Answer, point: Phrase) -> bool:
    """Tell whether an answer makes a point."""
    return align(point.content, answer, point, loose=True).share >= ENOUGH
