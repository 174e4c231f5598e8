"""The report as two sheets for a spreadsheet: one line for each fact, and one for each answer. Learners are counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.classes.results import written
from tutor.forms import gapped
from tutor.model import Fact
from tutor.reporting.concerns import concerns
from tutor.reporting.items import Item, Report

FACTS = (
    "fact",
    "paragraph",
    "question",
    "right answer",
    "learners",
    "right first time",
    "share",
    "at least",
    "at most",
    "right after help",
    "not right after help",
    "missed at once",
    "left open",
    "tells strong from weak",
    "open appeals",
    "remarks",
)
ANSWERS = ("fact", "question", "right answer", "answer", "verdict", "reason", "times", "learners", "open appeals")


def facts(found: Report) -> bytes:
    """Return a line for each fact as CSV: shares and their 95 % bounds from 0 to 1; what is not known is left empty."""
    return written(FACTS, map(_fact, found.items))


def answers(found: Report) -> bytes:
    """Return a line for each answer as CSV, alike ones together."""
    return written(ANSWERS, _answers(found))


def _fact(item: Item) -> Sequence[object]:
    fact, first = item.fact, item.first
    shares = [f"{share:.3f}" for share in (first.value, first.low, first.high)] if first.of else [""] * 3
    hows = [item.hows.get(how, 0) for how in ("repaired", "revealed", "missed", "left")]
    apart = "" if item.apart is None else f"{item.apart:.3f}"
    remarks = ", ".join(concern.rule for concern in concerns(item))
    where = fact.citation.paragraph if fact.citation else ""
    return fact.id, where, asked(fact), fact.key, first.of, first.right, *shares, *hows, apart, item.appeals, remarks


def _answers(found: Report) -> Iterator[Sequence[object]]:
    for g in found.given:
        fact = found.bank.fact(g.fact)
        about = (asked(fact), fact.key) if fact else ("", "")
        yield g.fact, *about, g.answer, g.verdict.name, g.verdict.because, g.times, g.learners, g.appeals


def asked(fact: Fact) -> str:
    """Return a fact's question as a list of facts shows it: the author's, or the statement with its gap."""
    return fact.ask or gapped(fact) or fact.fact
