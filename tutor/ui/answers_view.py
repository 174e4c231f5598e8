"""What the Answers page shows, as HTML: the question beside its answers, a group of them, a change of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import streamlit as st

from tutor import forms
from tutor.article import sentence_of
from tutor.deciding.listing import Group
from tutor.deciding.looking import Scene
from tutor.library import Shelved
from tutor.model import Bank, Fact, Problem, VerdictName
from tutor.store.decisions import Record
from tutor.ui import frame, seatview
from tutor.ui.safe import inline, text

_TOLD: dict[VerdictName, str] = {"correct": "Right", "close": "Close", "incorrect": "Not right"}
_MARKS: dict[VerdictName, str] = {"correct": "✓", "close": "≈", "incorrect": "✗"}
IS: dict[VerdictName, str] = {"correct": "is right", "close": "is close", "incorrect": "does not count"}
"""What a decision makes of an answer, in the middle of a sentence."""
_DID: dict[VerdictName, str] = {"correct": "accepted", "close": "called close", "incorrect": "rejected"}
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")
_ALSO = 6
"""Other wordings that are shown of a right answer."""
LONGEST = 300
"""Letters of an answer that are shown: more than a bank takes."""
_PROBLEMS = 3
_NEAR = 1
"""Lines shown around a change, to find it in the file."""

Sign = Literal["+", "-", " "]


def many(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> many(1, "appeal"), many(1200, "answer")
    ('1 appeal', '1,200 answers')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short(words: str, most: int = LONGEST) -> str:
    """Return words cut to what a line holds: learners may type a page.

    >>> short("the third Rome", 9)
    'the third …'
    """
    return words if len(words) <= most else f"{words[:most].rstrip()} …"


# --- on top ----------------------------------------------------------------------------------------


def head(scene: Scene) -> str:
    """Return what needs the teacher, at a glance."""
    appeals, others = scene.appeals, scene.count("open") - scene.count("appeals")
    told = f"<mark>{many(appeals, 'appeal')}</mark> {'waits' if appeals == 1 else 'wait'} for you"
    first = told if appeals else "No appeal waits for you"
    also = "other answer" if appeals else "answer"
    rest = f"{many(others, also)} {'was' if others == 1 else 'were'} not accepted. " if others else ""
    return (
        f'<div class="needs"><p class="first">{first}.</p>'
        f'<p class="soft">{rest}{many(len(scene.groups), "different answer")} in all.</p></div>'
    )


def empty(*, of_class: bool) -> str:
    """Return what stands there before anybody has answered."""
    where = "in this class" if of_class else "to a question of this text"
    return (
        f'<section class="notice"><h2>No answers yet</h2><p>Nobody has typed an answer {where} yet.</p>'
        "<p>What learners type stands here with its verdict, and you can accept it or reject it.</p></section>"
    )


def no_texts() -> str:
    """Return what stands there when there is no text at all."""
    draft = frame.address({"teach": "draft"})
    return (
        '<section class="notice"><h2>There is no text yet</h2><p>Answers stand here once learners have a text to '
        f'answer about. <a href="{draft}" target="_self">Draft questions from an article</a></p></section>'
    )


def broken(shelved: Shelved | None) -> str:
    """Return what is wrong with a text whose file cannot be used just now; "" when nothing is."""
    if shelved is None:
        return '<div class="remark" role="alert">The file of this text is not there any more.</div>'
    if shelved.bank and not shelved.stale:
        return ""
    errors = [p for p in shelved.problems if p.level == "error"]
    lines = "".join(f"<li>{_problem(shelved, p)}</li>" for p in errors[:_PROBLEMS])
    return (
        f'<div class="remark" role="alert"><p><b>{text(shelved.path.name)} has a mistake just now</b>, so nothing can '
        f"be decided. Every answer is kept. Mend it, then try again:</p><ul>{lines}</ul></div>"
    )


def _problem(shelved: Shelved, problem: Problem) -> str:
    if problem.path != str(shelved.path):
        return text(problem.message)
    return f"{_edit(shelved.id, f'line {problem.line}', line=str(problem.line))}: {text(problem.message)}"


def _edit(bank_id: str, words: str, heard: str = "", **where: str) -> str:
    """Return a link to a place in the file of a bank; who hears it hears `heard` too."""
    to = frame.address({"teach": "banks", "bank": bank_id, "tab": "text", **where})
    more = f'<span class="sr"> {text(heard)}</span>' if heard else ""
    return f'<a href="{to}" target="_self">{text(words)}{more}</a>'


# --- a question and its answers --------------------------------------------------------------------


def asked(bank: Bank | None, fact_id: str) -> str:
    """Return a question as it is asked, its answer, and the sentence that proves it."""
    fact = bank.fact(fact_id) if bank else None
    return _asked(bank, fact) if bank and fact else _lost(fact_id)


def _asked(bank: Bank, fact: Fact) -> str:
    also = [inline(w) for w in (*fact.answer[0][1:], *fact.accept)][:_ALSO]
    others = f'<p class="soft">Right too: {", ".join(also)}</p>' if also else ""
    return (
        f'<div class="asked"><h2 dir="auto">{stem(bank, fact)}</h2>'
        f'<p class="key-line" dir="auto"><span class="soft">The answer:</span> <b>{text(fact.key)}</b></p>{others}'
        f"{_cited(bank, fact)}<p>{_edit(bank.id, 'Edit this question', fact.ask or fact.fact, fact=fact.id)}</p></div>"
    )


def stem(bank: Bank, fact: Fact) -> str:
    """Return the text of a question as HTML."""
    return seatview.stem(forms.ask(fact, bank, forms.preferred(fact, bank), 0))


def _cited(bank: Bank, fact: Fact) -> str:
    if fact.citation is None:
        return ""
    sentence = sentence_of(bank.article, fact.citation).text
    where = f'<span class="pilcrow">¶{fact.citation.paragraph}</span>'
    return f'<blockquote dir="auto"><p>{where} {text(sentence)}</p></blockquote>'


def _lost(fact_id: str) -> str:
    return (
        f'<div class="asked"><h2><code>{text(fact_id)}</code></h2>'
        '<p class="soft">This question is not in the text now, so nothing can be decided about its answers.</p></div>'
    )


def group(one: Group, record: Record | None, *, listed: bool) -> str:
    """Return a group of equal answers: what was said, how often, and what the tutor said to it."""
    name = one.verdict.name
    appeals = f" · <mark>{many(one.appeals, 'appeal')}</mark>" if one.appeals else ""
    others = [inline(short(w)) for w in one.wordings if w != one.answer]
    also = f'<p class="soft">Also written: {", ".join(others)}</p>' if others else ""
    return (
        f'<div class="group"><p class="words" dir="auto">{text(short(one.answer))}</p>'
        f'<p class="count"><b>{many(one.learners, "learner")}</b>{_times(one)}{appeals}</p>'
        f'<p class="{name}"><span class="mark" aria-hidden="true">{_MARKS[name]}</span>'
        f'<b class="lead">{_TOLD[name]}.</b> {text(one.verdict.because)} '
        f'<code title="The grader’s code for it">{text(one.verdict.code)}</code></p>'
        f"{also}{_settled(one, record, listed=listed)}</div>"
    )


def _times(one: Group) -> str:
    return f", {one.times:,} times" if one.times > one.learners else ""


def _settled(one: Group, record: Record | None, *, listed: bool) -> str:
    if one.picked:
        return (
            '<p class="soft">It was picked from the options, so it cannot become right. You can tell them why not.</p>'
        )
    if record:
        return f'<p class="soft">{_DID[record.verdict].capitalize()} by {inline(record.who)}, {day(record.at)}.</p>'
    return '<p class="soft">The file says so.</p>' if listed else ""


# --- a change of the file --------------------------------------------------------------------------


class Line(NamedTuple):
    """A line of a change: added, removed or only near it, and from where to where it differs from its other version."""

    sign: Sign
    words: str
    start: int = 0
    end: int = 0


def change(diff: str) -> str:
    """Return the change of a file as HTML: what is added and removed is told by sign, by words and by colour."""
    if not diff:
        return '<p class="soft">The file stays as it is. Your decision is kept, and guarded.</p>'
    head, _, rest = diff.partition("\n")
    lines = list(paired(rest))
    touched = [n for n, line in enumerate(lines) if line.sign != " "]
    hunk = _HUNK.search(rest)
    where = f"{head.removeprefix('--- ')}, line {int(hunk[1]) + touched[0] if hunk else 1}"
    near = "".join(map(_line, lines[max(0, touched[0] - _NEAR) : touched[-1] + _NEAR + 1]))
    return (
        f'<div class="diff" role="group" aria-label="The change of {text(where)}"><p class="soft">{text(where)}</p>'
        f"{near}</div>"
    )


_LOOKS: dict[Sign, tuple[str, str]] = {"+": ("ins", "added:"), "-": ("del", "removed:"), " ": ("div", "")}


def _line(line: Line) -> str:
    tag, said = _LOOKS[line.sign]
    heard = f'<span class="sr">{said} </span>' if said else ""
    before, middle, after = line.words[: line.start], line.words[line.start : line.end], line.words[line.end :]
    strong = f"<b>{text(middle)}</b>" if middle else ""
    return (
        f'<{tag} class="change"><span class="sign" aria-hidden="true">{line.sign}</span>{heard}'
        f"<code>{text(before)}{strong}{text(after)}</code></{tag}>"
    )


def paired(rest: str) -> Iterator[Line]:
    """Yield the lines of a unified diff; of lines that replace others, where they differ.

    >>> list(paired("+++ a\\n@@ -1 +1 @@\\n-a: [b]\\n+a: [b, c]\\n"))
    [Line(sign='-', words='a: [b]', start=5, end=5), Line(sign='+', words='a: [b, c]', start=5, end=8)]
    """
    lines = [line for line in rest.splitlines() if not line.startswith(("+++ ", "@@ "))]
    gone, new = ([line[1:] for line in lines if line.startswith(sign)] for sign in "-+")
    even = len(gone) == len(new)
    twins = {"-": iter(new if even else ()), "+": iter(gone if even else ())}
    for line in lines:
        twin = next(twins[line[0]], None) if line[:1] in twins else None
        yield Line(_sign(line), line[1:], *_differs(line[1:], twin))


def _sign(line: str) -> Sign:
    return "+" if line[:1] == "+" else "-" if line[:1] == "-" else " "


def _differs(words: str, twin: str | None) -> tuple[int, int]:
    if twin is None:
        return 0, 0
    start = _alike(words, twin)
    return start, len(words) - _alike(words[start:][::-1], twin[start:][::-1])


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def remark(words: str) -> str:
    """Return what is in the way, and that nothing is lost."""
    return f'<div class="remark" role="alert">{text(words)}</div>'


def blocked(reasons: Sequence[str]) -> str:
    """Return why a decision cannot be made."""
    lines = "".join(f"<li>{text(reason)}</li>" for reason in reasons)
    return f'<div class="remark" role="alert"><p><b>This cannot be saved:</b></p><ul>{lines}</ul></div>'


def remarks(found: Sequence[str]) -> str:
    """Return what is worth a look, and no obstacle."""
    lines = "".join(f"<li>{text(remark)}</li>" for remark in found)
    return f'<div class="soft"><p>Worth a look:</p><ul>{lines}</ul></div>' if found else ""


# --- what was decided ------------------------------------------------------------------------------


def decided(record: Record, bank: Bank | None) -> str:
    """Return a decision: what was said of which answer, to what, by whom, when."""
    fact = bank.fact(record.fact) if bank else None
    question = stem(bank, fact) if bank and fact else f"<code>{text(record.fact)}</code>"
    back = f" Taken back by {inline(record.undone_by or '')}, {day(record.undone_at)}." if record.undone_at else ""
    reply = f'<p dir="auto">“{text(record.reply)}”</p>' if record.reply else ""
    did = f"<b>{_DID[record.verdict].capitalize()}:</b> “{inline(short(record.answer))}”"
    return (
        f'<div class="decided {record.state}"><p>{did}</p>'
        f'{reply}<p class="soft"><span dir="auto">{question}</span></p>'
        f'<p class="soft">By {inline(record.who)}, {day(record.at)}.{back}</p></div>'
    )


def day(moment: datetime | None) -> str:
    """Return a moment as the teacher's own clock shows it."""
    if moment is None:
        return ""
    there = moment - timedelta(minutes=st.context.timezone_offset or 0)
    return f"{there.day} {there:%b %Y, %H:%M}"
