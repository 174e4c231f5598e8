"""Checks of the answers: do they stand in the statement, and do the lists of right and wrong ones agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tutor import forms
from tutor.checks.kinds import counted_in, has_unit, is_unit, looks_like
from tutor.checks.view import Desk, Finding, Where, rights, shown, standing
from tutor.model import Fact
from tutor.text import words


def answer_not_in_fact(desk: Desk) -> Iterator[Finding]:
    """Require that the answer's first wording stands in the statement exactly once, letter for letter; of a list
    answer, each item. That place is the gap.
    """
    for where, fact in desk.facts:
        if fact.fact:
            yield from ((Finding((*where, "answer"), *said)) for said in _misplaced(fact))


def _misplaced(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield message and fix for each item that has no place of its own; longer items take theirs first."""
    told = fact.fact
    for first, *others in sorted(fact.answer, key=lambda item: -len(item[0])):
        places = list(standing(first, told))
        if len(places) > 1:
            fix = "word the statement so that it stands there once"
            yield f"“{shown(first)}” stands in the statement {len(places)} times", fix
        elif places:
            told = f"{told[: places[0]]}\0{told[places[0] + len(first) :]}"
        else:
            yield f"the answer “{shown(first)}” does not stand in the statement", _nearly(first, others, fact.fact)


def _nearly(first: str, others: list[str], statement: str) -> str:
    same = re.search(re.escape(first), statement, re.IGNORECASE)
    if same and same.group() != first:
        return f"write it as it stands there: {same.group()}"
    there = next((text for text in others if text in statement), None)
    if there:
        return f"put the wording that stands there first: {there}"
    return "use the statement's own words, and list others under accept"


def no_question(desk: Desk) -> Iterator[Finding]:
    """Require that the fact can be asked: by `ask`, or by its statement with a gap, of which at least three words have
    to remain. A reason, and a list of which some items are enough, need `ask`.
    """
    for where, fact in desk.facts:
        if not fact.ask and not forms.sound(fact, desk.bank, "gap") and not any(_misplaced(fact)):
            yield Finding(where, "this fact cannot be asked with a gap", "write a question: ask: …")


def not_a_list(desk: Desk) -> Iterator[Finding]:
    """Require that `need` and `order` belong to a list answer, `must` to any other, and `need` is no more than there
    are items.
    """
    for where, fact in desk.facts:
        items = len(fact.answer)
        if not 1 <= fact.need <= items:
            yield Finding((*where, "need"), f"need is {fact.need}, and the answer has {_items(items)}", _needed(items))
        elif fact.kind == "list" and items == 1:
            yield Finding((*where, "answer"), "a list answer needs two items or more", "write the others, or one text")
        if fact.order and items == 1:
            yield Finding((*where, "order"), "order is for a list answer", "delete it")
        if fact.must and items > 1:
            yield Finding((*where, "must"), "must is not for a list answer", "delete it, or make the answer one text")


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _needed(items: int) -> str:
    return f"write a number from 1 to {items}" if items > 1 else "delete it, or write the items as a list"


def wrong_kind(desk: Desk) -> Iterator[Finding]:
    """Require that a year, date, number or quantity has figures or number words in it."""
    for where, fact in desk.facts:
        if not looks_like(fact.kind, fact.key):
            message = f"“{shown(fact.key)}” is no {fact.kind}"
            yield Finding((*where, "kind"), message, "delete the line kind: …, or correct it")


def missing_unit(desk: Desk) -> Iterator[Finding]:
    """Require that a quantity says in which unit, in the answer or in the question."""
    for where, fact in desk.facts:
        key = fact.key
        if len(fact.answer) > 1 or has_unit(key) or any(map(is_unit, words(fact.ask))):
            continue
        if fact.kind == "quantity":
            yield Finding((*where, "answer"), f"“{shown(key)}” has no unit", "add the unit, or write kind: number")
        elif fact.kind == "number" and fact.ask and (unit := counted_in(key, fact.fact)):
            message = f"the statement says “{key} {unit}”, and neither the answer nor the question names the unit"
            yield Finding((*where, "answer"), message, f"write the answer as {key} {unit}, or ask how many {unit}")


def wordless(desk: Desk) -> Iterator[Finding]:
    """Require that every right, close and wrong answer has a letter or digit: the grader looks at nothing else."""
    for where, fact in desk.facts:
        known = ((("close", text), text) for text in fact.close), ((("wrong", text), text) for text in fact.wrong)
        for path, text in chain(rights(fact), *known):
            if not desk.squeezed(text):
                yield Finding((*where, *path), f"“{shown(text)}” has neither letter nor digit", "write it in words")


def said_twice(desk: Desk) -> Iterator[Finding]:
    """Require that no wording is given twice."""
    for where, fact in desk.facts:
        seen: set[str] = set()
        for path, text in rights(fact):
            if text.casefold() in seen:
                yield Finding((*where, *path), f"“{shown(text)}” is given twice", "delete one of the two")
            seen.add(text.casefold())


def same_id(desk: Desk) -> Iterator[Finding]:
    """Require that each fact has an id of its own: results are kept under it."""
    first: dict[str, Where] = {}
    for where, fact in desk.facts:
        before = first.setdefault(fact.id, where)
        if before != where:
            message = f"the fact on line {desk.line(before)} is called “{fact.id}” as well"
            yield Finding((*where, "id"), message, "give this one another id")


def alias_of_another(desk: Desk) -> Iterator[Finding]:
    """Require that what is accepted for one fact is not the answer to another; unless that one accepts this one's
    answer as well, because both mean the same.
    """
    owners: dict[str, list[Fact]] = {}
    for _, fact in desk.facts:
        if len(fact.answer) == 1:
            owners.setdefault(desk.squeezed(fact.key), []).append(fact)
    for where, fact in desk.facts:
        key = desk.squeezed(fact.key)
        for path, text in rights(fact) if len(fact.answer) == 1 else ():
            rivals = owners.get(desk.squeezed(text), ()) if text != fact.key else ()
            other = next((o for o in rivals if not any(desk.squeezed(t) == key for _, t in rights(o))), None)
            if other:
                message = f"“{shown(text)}” is accepted here and is the answer to “{shown(other.id)}”"
                fix = f"delete it here; if both mean the same, accept “{shown(fact.key)}” there as well"
                yield Finding((*where, *path), message, fix)
