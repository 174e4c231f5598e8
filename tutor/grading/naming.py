"""Judging an answer where the key is a name or a term."""

from __future__ import annotations

from tutor.grading.align import Alignment, align
from tutor.grading.phrases import Answer, Phrase
from tutor.grading.reasons import verdict
from tutor.grading.reference import Reference
from tutor.grading.tables.grammar import ALTERNATIVES
from tutor.model import Verdict


def judge_name(answer: Answer, reference: Reference) -> Verdict:
    """Judge by the wording that fits best."""
    best, wording = _best(answer, reference)
    if best.missing:
        return _not_whole(best, wording, answer, reference)
    if set(answer.tokens) & ALTERNATIVES and not set(wording.tokens) & ALTERNATIVES:
        return verdict("undecided")
    if best.spelt:
        return verdict("spelling", key=wording.text)
    return verdict("corrected" if answer.corrected else "wording")


def _best(answer: Answer, reference: Reference) -> tuple[Alignment, Phrase]:
    tried = [(align(w.content, answer, reference.taken, names=w.names), w) for w in reference.wordings]
    return max(tried, key=lambda pair: (pair[0].share, -len(pair[0].spelt)))


def _not_whole(best: Alignment, wording: Phrase, answer: Answer, reference: Reference) -> Verdict:
    if best.hits and wording.content[-1] not in best.missing:
        return verdict("part-of-name")
    if answer.denied and not align(wording.content, _undenied(answer), reference.taken).missing:
        return verdict("negated")
    return verdict("different")


def _undenied(answer: Answer) -> Answer:
    return Answer(answer.text, answer.tokens, answer.words, answer.at, frozenset())
