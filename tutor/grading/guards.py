"""Vetoes: whatever the words have in common, these answers are not right."""

from __future__ import annotations

from tutor.grading.phrases import Answer
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.model import Verdict


def guard(answer: Answer, reference: Reference) -> Verdict | None:
    """Return the verdict of the first guard that objects, or None."""
    return _copied(answer, reference)


def _copied(answer: Answer, reference: Reference) -> Verdict | None:
    """Nothing but words of the question, and the key has others."""
    asked = {w.lemma for w in reference.asked.words}
    said = {w.lemma for w in answer.words if not w.function}
    if said and said <= asked and not _key_in(asked, reference):
        return verdict("copied")
    return None


def _key_in(asked: set[str], reference: Reference) -> bool:
    wordings = (*reference.wordings, *(p for item in reference.items for p in item))
    return any(all(w.lemma in asked for w in p.content) for p in wordings)
