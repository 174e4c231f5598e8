"""Checks of the forms in which a fact is asked, and of the options of a choice."""

from __future__ import annotations

from collections.abc import Iterator

from tutor import forms
from tutor.checks.view import Desk, Finding
from tutor.model import Fact, Form

_NEEDS: dict[Form, tuple[str, str]] = {
    "typed": ("it has no question", "write ask: …"),
    "gap": ("its answer cannot be blanked fairly", "write a longer statement with the whole answer in it once"),
    "choice": ("it has fewer than three wrong options", "list three wrong answers"),
    "truefalse": (
        "no wrong answer can make its statement false",
        "list one, and say which kind the answer is: a person, a place, a term, a year, a date, a number or a quantity",
    ),
    "evidence": ("too few sentences near the quote say something else", "quote another part of the article"),
}
"""What stands in the way of each form, and what would help."""
_LONG = 1.7
"""A right option that is so many times as long as the longest wrong one gives itself away."""


def unsound_form(desk: Desk) -> Iterator[Finding]:
    """Require that the forms that a fact lists can be made of it; a choice needs three wrong options."""
    for where, fact in desk.facts:
        for n, form in enumerate(fact.forms):
            if not forms.sound(fact, desk.bank, form):
                why, todo = _NEEDS[form]
                message = f"this fact cannot be asked as {form}: {why}"
                yield Finding((*where, "forms", n), message, f"delete “{form}” here, or {todo}")


def longest_option(desk: Desk) -> Iterator[Finding]:
    """Require that in a choice the right option is not much longer than every wrong one."""
    for where, fact in desk.facts:
        wrong = list(fact.wrong)[: forms.OPTIONS - 1]
        if len(wrong) == forms.OPTIONS - 1 and _stands_out(fact, wrong):
            message = "as an option the answer stands out, being much longer than the wrong ones"
            yield Finding((*where, "wrong"), message, "make a wrong answer as long, or the answer shorter")


def _stands_out(fact: Fact, wrong: list[str]) -> bool:
    return len(fact.answer) == 1 and len(fact.key) > max(20, _LONG * max(map(len, wrong)))
