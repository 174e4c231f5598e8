"""In which year, on what date, when, since when: the phrases that ask for a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.tables import class_of_name
from tutor.drafting.wording.target import Target

_YEAR = re.compile(r"(?:1\d{3}|20\d{2}|2100)")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)")
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_DECADE = re.compile(r"(?:the )?\d{3}0s")
_WHEN = frozenset("in on at during around about between circa".split())
_LONG = frozenset("second seconds minute minutes hour hours day days week weeks month months year years".split())


def is_time(target: Target) -> bool:
    """Tell whether the answer says when, although its kind does not: "in the seventeenth century", "on Monday"."""
    if target.text in ("for life", "for ever", "forever"):
        return True
    if target.head.ent_type_ not in ("DATE", "TIME") or target.head.lower_ in _LONG:
        return target.told and target.prep is not None and target.prep.lower_ in ("after", "before", "during")
    return target.prep is not None or target.head.dep_ == "npadvmod"


def phrases(target: Target) -> Iterator[Phrase]:
    """Yield the phrases that ask for this time, the most telling first."""
    prep = target.prep.lower_ if target.prep is not None else ""
    if target.text in ("for life", "for ever", "forever"):
        yield Phrase(("how long",), prep="drop")
        return
    text = " ".join(t.text for t in target.unit)
    what = _noun(text)
    if what and (prep or target.head.dep_ in ("nsubj", "attr")):
        yield Phrase((f"which {what}",))
    elif _DAY.search(text) and _MONTH.search(text) and prep == "on":
        yield Phrase(("what date",))
    elif prep == "on" and text.endswith("Day"):
        yield Phrase(("which day",))
    if _dated_besides(target) or any(t.lower_ == "when" for t in target.head.doc):
        return
    if prep in _WHEN or (prep in ("after", "before") and not what) or target.head.dep_ == "npadvmod":
        yield Phrase(("when",), prep="drop")
    elif prep in ("since", "until", "till", "by") and what != "century":
        yield Phrase(("when",))


def _dated_besides(target: Target) -> bool:
    """Tell whether the rest of the sentence has a date already: "when … in 1642?" would seem to be answered."""
    doc = target.head.doc
    return any(t.ent_type_ == "DATE" and _YEAR.fullmatch(t.text) for t in doc if t not in target.unit)


def _noun(text: str) -> str:
    """Return what sort of time this is: a year, a decade, a century, a month, a day of the week, a season."""
    if _YEAR.fullmatch(text):
        return "year"
    if _DECADE.fullmatch(text):
        return "decade"
    if text.lower().endswith("century") and " of " not in text:
        return "century"
    known = class_of_name(text)
    return known if known in ("month", "day", "season") else ""
