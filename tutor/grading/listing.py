"""Judging lists: which items are there, and what does not belong."""

from __future__ import annotations

from tutor.grading.align import align
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.model import Verdict


def judge_list(answer: Answer, reference: Reference) -> Verdict:
    """Count the items named."""
    need = reference.fact.need
    found = sum(any(_names(answer, p, reference) for p in item) for item in reference.items)
    if found >= need:
        return verdict("all-items", named="them all" if found == len(reference.items) else f"{found}")
    if found:
        return verdict("part-of-list", found=str(found), need=str(need))
    return verdict("different")


def _names(answer: Answer, item: Phrase, reference: Reference) -> bool:
    return align(item.content, answer, reference.taken, loose=True, names=item.names).share >= 0.75
