"""The bank tests itself: what its author lists is given to the real grader."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checks.view import Desk, Finding, Where, rights, shown
from tutor.model import Fact


def right_rejected(desk: Desk) -> Iterator[Finding]:
    """Require that the grader calls the answer right, in each of its wordings, and everything under `accept`."""
    for where, fact in desk.facts:
        for path, text in rights(fact) if len(fact.answer) == 1 else _whole(fact):
            verdict = desk.grade(fact, text)
            if verdict.name != "correct" and desk.squeezed(text):
                message = f"“{shown(text)}” is listed as right, and is graded {verdict.name}: {verdict.because}"
                yield Finding((*where, *path), message, "shorten or reword it")


def item_rejected(desk: Desk) -> Iterator[Finding]:
    """Require that a list answer is right with each wording of each item in its turn."""
    for where, fact in desk.facts:
        firsts = [item[0] for item in fact.answer]
        for n, item in enumerate(fact.answer if len(firsts) > 1 else ()):
            for text in item:
                verdict = desk.grade(fact, "; ".join([*firsts[:n], text, *firsts[n + 1 :]]))
                if verdict.name != "correct":
                    message = f"the whole list with “{shown(text)}” in it is graded {verdict.name}: {verdict.because}"
                    yield Finding((*where, "answer", n), message, "reword this item, or take the wording out")


def wrong_accepted(desk: Desk) -> Iterator[Finding]:
    """Require that the grader calls nothing right that is listed as wrong, and that it is no item of a list answer."""
    for where, fact in desk.facts:
        items = {desk.squeezed(w) for item in fact.answer for w in item} if len(fact.answer) > 1 else frozenset()
        for text in filter(desk.squeezed, fact.wrong):
            if desk.squeezed(text) in items:
                yield _not_wrong(where, text, "is an item of the answer")
            elif desk.grade(fact, text).name == "correct":
                yield _not_wrong(where, text, "is graded correct")


def _not_wrong(where: Where, text: str, but: str) -> Finding:
    fix = "delete it here, or the answer under answer or accept that is like it"
    return Finding((*where, "wrong", text), f"“{shown(text)}” is listed as wrong, and {but}", fix)


def close_missed(desk: Desk) -> Iterator[Finding]:
    """Require that the grader calls everything close that is listed as close."""
    for where, fact in desk.facts:
        for text in filter(desk.squeezed, fact.close):
            verdict = desk.grade(fact, text)
            if verdict.name != "close":
                message = f"“{shown(text)}” is listed as close, and is graded {verdict.name}"
                fix = "delete it here, or what is like it under answer, accept or wrong"
                yield Finding((*where, "close", text), message, fix)


def _whole(fact: Fact) -> Iterator[tuple[Where, str]]:
    """Yield the whole answers that a list fact lists."""
    yield ("answer",), fact.key
    yield from ((("accept", n), text) for n, text in enumerate(fact.accept))
