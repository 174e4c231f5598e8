"""A fact as a whole: made to say something else, or brought back to what it said before an edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tutor.bank.edits import add_entry, remove_entry, remove_field, set_field
from tutor.bank.excerpt import around, edited_in
from tutor.bank.outline import same
from tutor.bank.sheet import BY_HAND, No, Refused, Sheet, edited, laid_out, reading, value_at
from tutor.bank.splices import foot
from tutor.bank.tree import Data
from tutor.bank.writing import full

_Step = Callable[[str], "str | Refused"]
_Difference = tuple[list[str], list[str], list[str]]


def replace_fact(text: str, fact_id: str, fact: Mapping[str, Any]) -> str | Refused:
    """Make a fact say what `fact` says, changing only the fields and entries that differ."""
    return edited_in(around(text, fact_id), text, partial(_replaced, fact_id=fact_id, fact=fact))


def _replaced(text: str, fact_id: str, fact: Mapping[str, Any]) -> str | Refused:
    try:
        sheet = laid_out(text)
        old = value_at(sheet.data, ("facts", sheet.fact(fact_id)))
    except No as no:
        return Refused(str(no))
    for step in _steps(fact_id, old if isinstance(old, dict) else {}, full(fact)):
        done = step(text)
        if isinstance(done, Refused):
            return done
        text = done
    return text


def fact_text(text: str, fact_id: str) -> str:
    """Return the lines of a fact as they stand in the file; empty when there is no such fact.

    >>> fact_text("title: x\\nfacts:\\n- id: a\\n  answer: 1 # one\\n- id: b\\n", "a")
    'id: a\\n  answer: 1 # one'
    """
    part = around(text, fact_id)
    try:
        sheet = laid_out(part.text if part else text)
        start, end = _stretch(sheet, fact_id)
    except No:
        return ""
    return sheet.text[start:end]


def revert(text: str, fact_id: str, before: str, after: str) -> str | Refused:
    """Bring a fact back to the lines `before`, if it still has the lines `after`; what else has changed stays."""

    def edit(sheet: Sheet) -> str:
        start, end = _stretch(sheet, fact_id)
        if sheet.text[start:end] != after:
            raise No("this fact has been changed since")
        was = reading(back := sheet.text[:start] + before + sheet.text[end:])
        if was is None or not _only_differs_at(sheet, fact_id, was):
            raise No(BY_HAND)
        return sheet.bom + back

    return edited_in(around(text, fact_id), text, partial(edited, edit=edit))


def _stretch(sheet: Sheet, fact_id: str) -> tuple[int, int]:
    """Return from where to where a fact's text goes: with the remark behind its last value, if it has its own lines."""
    node = sheet.root.at(("facts", sheet.fact(fact_id)))
    if node is None:
        raise No(BY_HAND)
    return node.start, node.end if node.flow else foot(sheet.text, node)


def _only_differs_at(sheet: Sheet, fact_id: str, other: Data) -> bool:
    place = sheet.fact(fact_id)
    mine, theirs = sheet.data["facts"], value_at(other, ("facts",))
    if not (isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs)):
        return False
    return all(n == place or same(a, b) for n, (a, b) in enumerate(zip(mine, theirs, strict=True)))


# --- what differs ----------------------------------------------------------------------------------


def _steps(fact_id: str, old: Mapping[str, Data], wanted: Mapping[str, Data]) -> list[_Step]:
    """Return the edits that lead from a fact to the wanted one; its id changes last."""
    gone = [key for key, value in old.items() if value and key not in wanted]
    steps: list[_Step] = [partial(remove_field, fact_id=fact_id, key=key) for key in gone]
    for key in sorted(wanted, key=lambda key: key == "id"):
        if key not in old or not same(old[key], wanted[key]):
            steps += _field_steps(fact_id, key, old.get(key, ""), wanted[key])
    return steps


def _field_steps(fact_id: str, key: str, old: Data, new: Data) -> list[_Step]:
    gone, kept, come = _difference(old, new)
    if not kept or key not in ("accept", "close", "wrong"):
        return [partial(set_field, fact_id=fact_id, key=key, value=new)]
    replies = new if isinstance(new, dict) else {}
    here = {"fact_id": fact_id, "key": key}
    steps: list[_Step] = [partial(remove_entry, **here, wording=w) for w in gone]
    return [*steps, *(partial(add_entry, **here, wording=w, reply=str(replies.get(w, ""))) for w in come)]


def _difference(old: Data, new: Data) -> _Difference:
    """Return the entries that go, stay and come (or change their reply); none stays when that does not tell all."""
    if isinstance(old, str) or type(old) is not type(new) or any(not isinstance(e, str) for e in (*old, *new)):
        return [], [], []
    before, after = list(map(str, old)), list(map(str, new))
    kept = [e for e in before if e in after]
    come = [e for e in after if e not in before]
    if [*kept, *come] != after or len(set(before)) < len(before):
        return [], [], []
    if isinstance(old, dict) and isinstance(new, dict):
        come = [*(e for e in kept if old[e] != new[e]), *come]
    return [e for e in before if e not in after], kept, come
