"""Sheets of paper as HTML: the questions with room to answer, their key with its proofs, the article."""

from __future__ import annotations

from tutor.forms import BLANK
from tutor.model import Bank
from tutor.reports.handing_out import Handout
from tutor.ui.passage import credit, whole
from tutor.ui.safe import inline, text
from tutor.worksheet import Task

_TRUE = "True or false? "
_GAP = '<span class="gap" role="img" aria-label="blank"></span>'
_WHO = '<p class="who"><span>Name</span><span>Class</span><span>Date</span></p>'


def sheet(made: Handout) -> str:
    """Return the questions: nothing here tells an answer."""
    tasks = "".join(map(_task, made.tasks))
    return (
        f'<section class="paper" aria-label="Worksheet">{_head(made, "Worksheet")}{_WHO}'
        f'<ol class="tasks">{tasks}</ol>{_foot(made.bank)}</section>'
    )


def key(made: Handout) -> str:
    """Return the answers: each with what is right as well, and the sentence that says so."""
    rows = "".join(_answer(task, made.bank) for task in made.tasks)
    return (
        f'<section class="paper" aria-label="Key">{_head(made, "Key")}'
        '<table class="answers"><thead><tr><th scope="col">No.</th><th scope="col">Answer</th>'
        f'<th scope="col">Where it says so</th></tr></thead><tbody>{rows}</tbody></table>{_foot(made.bank)}</section>'
    )


def article(bank: Bank) -> str:
    """Return the text, its paragraphs numbered as the key names them."""
    return (
        f'<section class="paper" aria-label="The text"><h2 dir="auto">{text(bank.article.title or bank.title)}</h2>'
        f"{credit(bank.source)}{whole(bank.article)}</section>"
    )


def _head(made: Handout, name: str) -> str:
    points = f" · ____ of {len(made.tasks)}" if name == "Worksheet" else ""
    return (
        f'<header><h2 dir="auto">{text(made.bank.title)}</h2>'
        f'<p class="which">{name} · version {made.version}{points}</p></header>'
    )


def _foot(bank: Bank) -> str:
    return f"<footer>{credit(bank.source)}</footer>"


def _task(task: Task) -> str:
    question = task.question
    stem = text(question.stem.removeprefix(_TRUE)).replace(BLANK, _GAP)
    inner = f'<p class="stem" dir="auto">{stem}</p>'
    if question.form == "truefalse":
        inner += '<p class="ticks"><span>True</span><span>False</span></p>'
    elif question.options:
        inner += f'<ol class="picks">{"".join(f"<li dir=auto>{text(option)}</li>" for option in question.options)}</ol>'
    return f"<li>{inner}{'<div class=line></div>' * task.lines}</li>"


def _answer(task: Task, bank: Bank) -> str:
    also = "" if task.question.options else "; ".join(map(inline, task.fact.accept))
    proof = task.proof(bank)
    where = f'<b class="pilcrow">¶{proof.paragraph}</b> {text(proof.text)}' if proof else ""
    right = f'<p class="also">Also right: {also}</p>' if also else ""
    return f'<tr><td></td><td dir="auto"><b>{text(task.answer)}</b>{right}</td><td dir="auto">{where}</td></tr>'
