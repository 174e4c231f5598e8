"""A seat in a class as HTML: the question, what was answered, and after the reveal the verdict with its sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tutor.classes.attending import Shown
from tutor.classroom import Room
from tutor.dialogue import phrases
from tutor.forms import BLANK
from tutor.model import Bank, Fact, Question, Verdict, VerdictName
from tutor.store.classes import Seat
from tutor.ui import frame
from tutor.ui.passage import proof
from tutor.ui.safe import inline, text

_LEADS: dict[VerdictName, str] = {"correct": phrases.YES, "close": phrases.CLOSE, "incorrect": phrases.NOT_YET}
_MARKS: dict[VerdictName, str] = {"correct": "✓", "close": "≈", "incorrect": "↻"}
_GAP = '<span class="gap" role="img" aria-label="blank"></span>'


def seat_page(seat: Seat, inner: str) -> str:
    """Return the page: the band with the class's code, who sits here and where the class is, and `inner`."""
    return f'{frame.band(f"Class {seat.room.code}")}<div class="seat">{_head(seat)}{inner}</div>'


def _head(seat: Seat) -> str:
    """Return the line on top: how far the class is, who sits here, and the code to come back with."""
    room, me = seat.room, seat.me
    if me is None or me.removed or room.state == "ended":
        return ""
    count = "" if room.state == "lobby" else f"Question {room.at + 1} of {len(room.questions)}"
    return (
        f'<p class="me"><span class="count">{count}</span><span><b>{inline(me.name)}</b> · return code '
        f'<b class="code">{me.member}</b></span></p>'
    )


def waiting(seat: Seat) -> str:
    """Return what stands there before the first question."""
    called = inline(seat.me.name) if seat.me else ""
    return (
        f'<h2 class="big">You are in, {called}.</h2><p>Your teacher starts soon. This page goes on by itself.</p>'
        '<p class="soft">If your device gives up, come back with the same class code on another, '
        "and type your return code there.</p>"
    )


def removed() -> str:
    """Return what somebody reads whom the teacher took out."""
    return (
        '<h2 class="big">You are not in this class just now</h2>'
        "<p>Your teacher has taken this seat out. Talk to them: when they let you back, this page goes on by itself. "
        "What you have answered is kept.</p>"
    )


def asking(seat: Seat, *, fresh: bool) -> str:
    """Return the open question, and the answer given so far; `fresh` announces the question.

    The line of the answer is always there; it is seen, and heard, once there is an answer in it.
    """
    room = seat.room
    again = '<p class="again">Once more, after talking: what do you think now?</p>' if room.vote > 1 else ""
    given = (
        f'<p class="given"><span class="soft">Your answer:</span> <b>{inline(seat.given)}</b> '
        '<span class="soft">· you can change it until it is locked.</span></p>'
    )
    return f'{again}{_question(room.question, fresh=fresh)}<div role="status">{given}</div>'


def answer_form(room: Room) -> str:
    """Return what an answer is given with: the same HTML all through a vote, so that no drawing takes what is typed.

    `answer.js` sends what is typed or pressed, and puts the answer into the line that `asking` has for it.
    """
    place = text(json.dumps({"class": room.code, "question": room.at, "vote": room.vote}))
    options = "".join(f'<button type="button" dir="auto">{text(o)}</button>' for o in room.question.options)
    inner = f'<div class="options" role="group" aria-label="Your answer">{options}</div>' if options else _BOX
    return f'<form class="answer" data-place="{place}">{inner}</form>'


_BOX = (
    '<div class="box"><textarea aria-label="Your answer" placeholder="Your answer" rows="1" maxlength="10000" '
    'dir="auto" autocomplete="off" enterkeyhint="send"></textarea>'
    '<button type="button" class="send">Send</button></div>'
)


def locked(seat: Seat) -> str:
    """Return the time between the lock and the reveal."""
    given = (
        f'<p class="given"><span class="soft">Your answer:</span> <b>{inline(seat.given)}</b></p>'
        if seat.given
        else '<p class="given soft">You have not answered this one.</p>'
    )
    told = '<p class="again" role="status">The answers are locked. Look up: what do the others say?</p>'
    return f"{_question(seat.room.question)}{given}{told}"


def revealed(shown: Shown, bank: Bank) -> str:
    """Return the verdict, the answer, why, and the sentence that proves it."""
    return f'{_question(shown.question)}<div class="told" role="alert">{_told(shown, bank)}</div>'


def over(seat: Seat, bank: Bank | None, shown: Sequence[Shown]) -> str:
    """Return the end: how many were right, and every question again with its answer."""
    right = sum(bool(s.verdict and s.verdict.name == "correct") for s in shown)
    count = f"<p>You had {right} of {len(shown)} right. Here they are again.</p>" if shown else ""
    thanks = f", {inline(seat.me.name)}" if seat.me else ""
    again = "".join(_again(s, bank) for s in shown) if bank else ""
    lesson = seat.me.lesson if seat.me else None
    on = f'<p><a href="{frame.address({"lesson": lesson})}" target="_self">Back to my lesson</a></p>' if lesson else ""
    return f'<h2 class="big">That was the class{thanks}. Thank you.</h2>{count}{on}{again}'


def fact_of(bank: Bank, question: Question) -> Fact | None:
    """Return the fact behind a question, None when the bank has lost it."""
    return bank.fact(question.fact)


def answer_and_proof(fact: Fact, bank: Bank) -> str:
    """Return the right answer, the reason and the sentence: for a screen that may know them."""
    key = fact.key if fact.key.endswith((".", "!", "?")) else f"{fact.key}."
    cite = fact.citation
    where = f'<span class="pilcrow">¶{cite.paragraph}</span>' if cite else ""
    quoted = f"<blockquote>{proof(bank.article, cite)}</blockquote>" if cite else ""
    return (
        f'<p class="solution" dir="auto"><b class="lead">{phrases.ANSWER}</b> {text(key)}</p>'
        f'<p class="why" dir="auto">{text(fact.why or fact.fact)} {where}</p>{quoted}'
    )


def verdict_line(given: str, verdict: Verdict | None) -> str:
    """Return what somebody answered and what comes of it, in one line."""
    if verdict is None:
        return '<p class="say soft">You have not answered this one.</p>'
    name = verdict.name
    because = "" if name == "correct" else f" {text(verdict.because)}"
    return (
        f'<p class="given"><span class="soft">Your answer:</span> <b>{inline(given)}</b></p>'
        f'<div class="say {name}"><p dir="auto"><span class="mark" aria-hidden="true">{_MARKS[name]}</span>'
        f'<b class="lead">{_LEADS[name]}</b>{because}</p></div>'
    )


def stem(question: Question) -> str:
    """Return the text of a question as HTML."""
    return text(question.stem).replace(BLANK, _GAP)


def _told(shown: Shown, bank: Bank) -> str:
    fact = fact_of(bank, shown.question)
    return verdict_line(shown.given, shown.verdict) + (answer_and_proof(fact, bank) if fact else "")


def _again(shown: Shown, bank: Bank) -> str:
    mark = _MARKS[shown.verdict.name] if shown.verdict else "·"
    return (
        f'<details class="look"><summary><span class="mark" aria-hidden="true">{mark}</span> {stem(shown.question)}'
        f'</summary><div class="told">{_told(shown, bank)}</div></details>'
    )


def _question(question: Question, *, fresh: bool = False) -> str:
    live = ' role="alert"' if fresh else ""
    return f'<div class="ask"{live}><p dir="auto">{stem(question)}</p></div>'
