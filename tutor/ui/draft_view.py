"""What the Draft page shows, as HTML: a statement with its gap, the quote in its paragraph, what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tutor.drafting.model import Cut
from tutor.drafts.reviewing import Review
from tutor.model import Fact, Paragraph
from tutor.ui.passage import proof
from tutor.ui.safe import inline, text

_SHOWN = 5


def statement(fact: Fact) -> str:
    """Return the statement, its answer framed where it stands: the gap that a learner would fill.

    >>> statement(Fact("x", "Rome fell in 476.", (("476",),), ""))
    'Rome fell in <span class="key">476</span>.'
    """
    shown = fact.fact or fact.quote
    for item, *_ in sorted(fact.answer, key=lambda item: -len(item[0])):
        shown = re.sub(rf"(?<![\w{_ON}]){re.escape(item)}(?![\w{_OFF}])", f"{_ON}\\g<0>{_OFF}", shown, count=1)
    return "".join(_FRAME.get(part, text(part)) for part in re.split(f"([{_ON}{_OFF}])", shown))


_ON, _OFF = "\x01", "\x02"
"""Signs that no text of a bank can have, while the frames are not HTML yet."""
_FRAME = {_ON: '<span class="key">', _OFF: "</span>"}


def card(fact: Fact, number: int, of: int) -> str:
    """Return the draft that is looked at."""
    wrong = ", ".join(map(inline, fact.wrong))
    others = f'<p class="soft">Wrong answers to choose from: {wrong}</p>' if wrong else ""
    where = f" · ¶{fact.citation.paragraph}" if fact.citation else ""
    return (
        f'<section class="draft" aria-live="polite"><p class="soft">Draft {number} of {of}{where}</p>'
        f'<p class="statement" dir="auto">{statement(fact)}</p>{others}</section>'
    )


def passage(review: Review, fact: Fact) -> str:
    """Return the paragraph that the quote stands in, its sentence highlighted."""
    if fact.citation is None:
        return ""
    where = f"Where it says so · ¶{fact.citation.paragraph}"
    return (
        f'<aside class="where-it-says" aria-label="{where}"><h3>{where}</h3>'
        f"<blockquote>{proof(review.bank.article, fact.citation)}</blockquote></aside>"
    )


def paragraph(found: Paragraph) -> str:
    """Return a paragraph that no fact is about."""
    return (
        f'<aside class="where-it-says" aria-label="¶{found.number}"><h3>¶{found.number} has no fact yet</h3>'
        f'<blockquote><p dir="auto">{text(found.text)}</p></blockquote></aside>'
    )


def head(review: Review) -> str:
    """Return the title, how much is done, and which paragraphs have a fact."""
    live, waiting = len(review.bank.live), len(review.drafts)
    asked = f"{live} question{'' if live == 1 else 's'} asked"
    todo = f"{waiting} draft{'' if waiting == 1 else 's'} to look at" if waiting else "no drafts to look at"
    return (
        f'<header class="reviewed"><h2 dir="auto">{text(review.bank.title)}</h2>'
        f'<p class="soft">{todo} · {asked}</p>{_map(review)}</header>'
    )


def _map(review: Review) -> str:
    """Return a mark for each paragraph: whether it has a question, drafts only, or nothing."""
    live = {f.citation.paragraph for f in review.bank.live if f.citation}
    waiting = {f.citation.paragraph for f in review.drafts if f.citation}
    told = {"done": live, "begun": waiting, "bare": set(review.bare)}
    marks = "".join(_mark(p.number, told) for p in review.bank.article.paragraphs)
    return f'<ol class="map" aria-label="Paragraphs with a fact">{marks}</ol>'


_LOOKS = {"done": "has a question", "begun": "has drafts only", "bare": "has no fact yet", "none": "needs no fact"}


def _mark(number: int, told: Mapping[str, set[int]]) -> str:
    look = next((look for look, numbers in told.items() if number in numbers), "none")
    said = _LOOKS[look]
    return f'<li class="{look}" title="¶{number} {said}">¶{number}<span class="sr"> {said}</span></li>'


def told_cut(cut: Cut | None) -> str:
    """Return what was cut from an article, and how to keep it."""
    if cut is None:
        return ""
    many = "1 paragraph was" if cut.paragraphs == 1 else f"{cut.paragraphs} paragraphs were"
    return (
        f"<p>Cut at “{inline(cut.cue)}”: {many} left out. If that was wrong, draft it again with "
        "“Keep everything” ticked.</p>"
    )


def left_out(refused: Iterable[tuple[str, int]]) -> str:
    """Return why other candidates were not shown, folded."""
    lines = "".join(f"<li>{count} × {text(why)}</li>" for why, count in list(refused)[:_SHOWN])
    if not lines:
        return ""
    return f'<details class="problems"><summary>What was left out as not safe</summary><ul>{lines}</ul></details>'
