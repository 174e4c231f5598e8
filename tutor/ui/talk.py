"""The conversation as one piece of HTML: our own small templates, every word of anybody's escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tutor.dialogue import phrases
from tutor.forms import BLANK
from tutor.model import Article, Lesson, Say, Turn
from tutor.ui.passage import COVERED, Hidden, is_covered, proof
from tutor.ui.safe import text

WINDOW = 8
"""Turns on screen; the rest comes with "Show earlier"."""

_GAP = '<span class="gap" role="img" aria-label="blank"></span>'
_LABELS = {"hint": "Hint:"}
_MARKS = {"correct": "✓", "close": "≈", "incorrect": "↻"}
_STEERING = frozenset({"hint", "choices", "show me", "skip", "next", "stop", "i think my answer is right"})
_COVER = f'<p class="covered-turn">{COVERED[0].upper()}{COVERED[1:]} this one again.</p>'


@dataclass(frozen=True, slots=True)
class View:
    """What the conversation is drawn against: the article, what must stay covered, what was asked of a teacher.

    `ruled` says what a teacher has decided since about the answer of a turn.
    `fresh` is the turn that was just played: it is announced. `shown` is the turn whose proof the panel shows.
    `pinned` is the question that stands below the talk: it is not said twice. `figures` is HTML of ours: what the
    lesson came to, shown where the tutor sums it up.
    """

    article: Article
    hidden: Hidden = frozenset()
    covered: frozenset[int] = frozenset()
    appealed: frozenset[int] = frozenset()
    ruled: Mapping[int, str] = field(default_factory=dict)
    fresh: int = -1
    shown: int = -1
    pinned: str = ""
    figures: str = ""


def conversation(turns: Sequence[Turn], view: View, opening: str = "") -> str:
    """Return the visible talk; `opening` is HTML of ours that stands above its beginning.

    The scroller is anchored at its end: the newest turn is in view without a script.
    """
    drawn = "".join(_turn(turn, view) for turn in turns)
    return (
        '<section class="talk" tabindex="0" aria-label="Conversation">'
        f'<div class="scroll">{opening}<ol class="turns">{drawn}</ol></div></section>'
    )


def question(say: Say, *, fresh: bool = False) -> str:
    """Return the open question as it stands below the talk, always in view; `fresh` announces it."""
    live = ' role="alert"' if fresh else ""
    return f'<div class="open"{live}><p dir="auto">{_lead(say)}{_words(say)}</p></div>'


def covered_turns(turns: Sequence[Turn], lesson: Lesson) -> frozenset[int]:
    """Return the turns that settled the open question's fact before: it came back, so they wait until it is answered.

    What was said since it came back stays on screen.
    """
    if lesson.asked is None:
        return frozenset()
    fact = lesson.asked.question.fact
    about = {t.number for t in turns if fact in {t.closed and t.closed.fact, t.graded and t.graded.fact}}
    settled = max((t.number for t in turns if t.closed and t.closed.fact == fact), default=-1)
    return frozenset(n for n in about if n <= settled)


def last_proof(turns: Sequence[Turn], covered: frozenset[int] = frozenset()) -> tuple[int, Say] | None:
    """Return the last thing said that has its proof, and in which turn; None when nothing has yet."""
    said = ((t.number, s) for t in reversed(turns) if t.number not in covered for s in reversed(t.says) if s.cite)
    return next(said, None)


def _turn(turn: Turn, view: View) -> str:
    live = ' role="alert"' if turn.number == view.fresh else ""
    said = _cover_said(turn) if turn.number in view.covered else _said(turn)
    says = "".join(_says(turn, view))
    tutor = f'<div class="tutor"{live}>{says}</div>' if says else ""
    return f'<li class="turn" data-turn="{turn.number}">{said}{tutor}</li>' if said or tutor else ""


def _says(turn: Turn, view: View) -> list[str]:
    covered = turn.number in view.covered
    heard = [s for s in turn.says if s.tone == "question" or not covered]
    drawn = [_say(s, turn, view) for s in heard if not _is_open(s, view)]
    return [_COVER, *drawn] if covered else drawn


def _is_open(say: Say, view: View) -> bool:
    """Tell whether this is the question that stands below the talk, or a reminder of one that stood there."""
    return say.tone == "question" and (say.text == view.pinned or say.lead == phrases.OPEN)


def _said(turn: Turn) -> str:
    if not turn.said.strip():
        return '<p class="you quiet"><span class="sr">You sent </span>nothing</p>' if turn.number else ""
    quiet = " quiet" if turn.graded is None and turn.said.strip().lower() in _STEERING else ""
    return f'<p class="you{quiet}" dir="auto"><span class="sr">You said: </span>{text(turn.said)}</p>'


def _cover_said(turn: Turn) -> str:
    return _said(turn) if turn.graded is None else ""


def _say(say: Say, turn: Turn, view: View) -> str:
    if say.tone == "summary" and view.figures:
        return f'<div class="say summary"><p class="sr">{text(say.text)}</p>{view.figures}</div>'
    waits = say.cite is not None and is_covered(view.article, say.cite, view.hidden)
    words = _words(say)
    if waits and say.tone in {"quote", "note"}:
        words = f'<span class="covered" role="img" aria-label="{COVERED}">\u2003</span>'
    sent = f'<p class="sent">{text(_sent(turn, view))}</p>' if say.tone in _MARKS and _sent(turn, view) else ""
    look = f"{say.tone} quoted" if say.text.startswith("“") else say.tone
    return f'<div class="say {look}"><p dir="auto">{_lead(say)}{words}</p>{_cite(say, turn, view, waits)}{sent}</div>'


def _sent(turn: Turn, view: View) -> str:
    """Return what became of an answer that went to the teacher, or that a teacher looked at."""
    waits = "Passed on to your teacher." if turn.number in view.appealed else ""
    return view.ruled.get(turn.number, waits)


def _words(say: Say) -> str:
    return text(say.text).replace(BLANK, _GAP)


def _lead(say: Say) -> str:
    lead = say.lead or _LABELS.get(say.tone, "")
    mark = f'<span class="mark" aria-hidden="true">{_MARKS[say.tone]}</span>' if say.tone in _MARKS else ""
    return f'{mark}<b class="lead">{text(lead)}</b> ' if lead else ""


def _cite(say: Say, turn: Turn, view: View, waits: bool) -> str:
    if say.cite is None or say.tone == "quote":
        return ""
    number = f'<span class="pilcrow">¶{say.cite.paragraph}</span>'
    if waits:
        return f'<p class="cite waits">{number} {COVERED}</p>'
    shown = turn.number == view.shown
    beside, fold = (f'<span class="cite wide">{number}</span>', "cite narrow") if shown else ("", "cite")
    return (
        f'{beside}<details class="{fold}"><summary>{number} <span>Where it says so</span></summary>'
        f"<blockquote>{proof(view.article, say.cite, view.hidden)}</blockquote></details>"
    )
