"""Edits of a bank's text that change exactly the lines they must: every other byte stays, remarks and layout included.

Each takes a text and returns the new one, or a `Refused` that says why not. What comes back has been read again and
holds exactly what was asked for: an edit that cannot be made safely is refused, and no edit breaks a file.

>>> print(add_entry("title: x\\nfacts:\\n- id: year\\n  answer: 1987 # sure\\n", "year", "accept", "'87"))
title: x
facts:
- id: year
  answer: 1987 # sure
  accept: ["'87"]
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from tutor.bank import splices
from tutor.bank.excerpt import around, at_the_end, edited_in
from tutor.bank.outline import end_of_line, remarks
from tutor.bank.sheet import BY_HAND, No, Refused, Sheet, changed, edited, value_at, with_value, without_value
from tutor.bank.splices import Way
from tutor.bank.tree import Data, Where
from tutor.bank.writing import as_data, full
from tutor.checks.view import shown

__all__ = [
    "Refused",
    "add_entry",
    "append_facts",
    "delete_fact",
    "remove_entry",
    "remove_field",
    "set_field",
    "set_head",
    "set_title",
]

# --- entries: accept, close, wrong -----------------------------------------------------------------


def add_entry(text: str, fact_id: str, key: str, wording: str, reply: str = "") -> str | Refused:
    """Add an answer to `accept`, `close` or `wrong` of a fact, or give one that is listed there another reply."""

    def edit(sheet: Sheet) -> str:
        where = ("facts", sheet.fact(fact_id), key)
        old = value_at(sheet.data, where)
        if isinstance(old, (str, list)) and not reply and wording in ([old] if isinstance(old, str) else old):
            raise No(f"“{shown(wording)}” is listed there already")
        new = _grown(old, wording, reply)
        return changed(sheet, with_value(sheet.data, where, new), _adding(sheet, where, new, (wording, reply)))

    return _in_fact(text, fact_id, edit)


def _grown(old: Data | None, wording: str, reply: str) -> Data:
    if not old:
        return {wording: reply} if reply else [wording]
    entries = [old] if isinstance(old, str) else old
    if isinstance(entries, dict):
        return {**entries, wording: reply}
    if any(not isinstance(entry, str) for entry in entries):
        raise No(BY_HAND)
    return {**{str(e): "" for e in entries}, wording: reply} if reply else [*entries, wording]


def _adding(sheet: Sheet, where: Where, new: Data, entry: tuple[str, str]) -> Iterator[Way]:
    held, (wording, reply) = sheet.root.at(where), entry
    if held is None or not held.kids:
        yield from _setting(sheet, where, new)
    elif held.sort == "mapping" and held.kid(wording):
        yield from splices.other_value(sheet.text, held, wording, reply)
    elif held.sort == "mapping":
        yield from splices.new_pair(sheet.text, held, wording, reply)
    elif held.sort == "list" and not reply:
        yield from splices.new_item(sheet.text, held, wording)
    elif held.sort == "list":
        yield from splices.list_to_pairs(sheet.text, held, wording, reply)


def remove_entry(text: str, fact_id: str, key: str, wording: str) -> str | Refused:
    """Take an answer out of `accept`, `close` or `wrong` of a fact; with the last one, the key goes as well."""

    def edit(sheet: Sheet) -> str:
        where = ("facts", sheet.fact(fact_id), key)
        old, held = value_at(sheet.data, where), sheet.root.at(where)
        entries = [old] if isinstance(old, str) else list(old or ())
        if held is None or wording not in entries:
            raise No(f"“{shown(wording)}” is not listed there")
        if len(entries) == 1:
            return changed(sheet, without_value(sheet.data, where), _removing(sheet, where))
        step = wording if isinstance(old, dict) else entries.index(wording)
        return changed(sheet, without_value(sheet.data, (*where, step)), splices.without_kid(sheet.text, held, step))

    return _in_fact(text, fact_id, edit)


# --- fields ----------------------------------------------------------------------------------------


def set_field(text: str, fact_id: str, key: str, value: Any) -> str | Refused:
    """Give a field of a fact a value: a text, a list or a mapping; a field that is not there yet is added."""

    def edit(sheet: Sheet) -> str:
        where, new = ("facts", sheet.fact(fact_id), key), as_data(value)
        return changed(sheet, with_value(sheet.data, where, new), _setting(sheet, where, new))

    return _in_fact(text, fact_id, edit)


def set_title(text: str, title: str) -> str | Refused:
    """Give a bank another title."""
    return set_head(text, "title", title)


def set_head(text: str, key: str, value: str) -> str | Refused:
    """Give a key of the bank itself, `title` or `article`, another value."""

    def edit(sheet: Sheet) -> str:
        return changed(sheet, with_value(sheet.data, (key,), value), _setting(sheet, (key,), value))

    return edited(text, edit)


def remove_field(text: str, fact_id: str, key: str) -> str | Refused:
    """Take a field out of a fact."""

    def edit(sheet: Sheet) -> str:
        where = ("facts", sheet.fact(fact_id), key)
        if sheet.root.at(where) is None:
            raise No(f"the fact “{shown(fact_id)}” has no “{shown(key)}”")
        return changed(sheet, without_value(sheet.data, where), _removing(sheet, where))

    return _in_fact(text, fact_id, edit)


def _setting(sheet: Sheet, where: Where, value: Data) -> Iterator[Way]:
    holder, step = sheet.root.at(where[:-1]), where[-1]
    if holder is None or holder.sort not in ("list", "mapping"):
        return
    if holder.kid(step):
        yield from splices.other_value(sheet.text, holder, step, value)
    elif holder.kids and isinstance(step, str):
        yield from splices.new_field(sheet.text, holder, step, value)


def _removing(sheet: Sheet, where: Where) -> Iterator[Way]:
    holder = sheet.root.at(where[:-1])
    if holder and len(holder.kids) > 1:
        yield from splices.without_kid(sheet.text, holder, where[-1])


# --- facts -----------------------------------------------------------------------------------------


def append_facts(text: str, facts: Iterable[Mapping[str, Any]]) -> str | Refused:
    """Add facts at the end of a bank, each a mapping of plain Python values; fields without a value are left out."""
    given = list(facts)

    def edit(sheet: Sheet) -> str:
        new = [full(fact) for fact in given]
        if not new:
            return sheet.bom + sheet.text
        old = sheet.data.get("facts")
        wanted = with_value(sheet.data, ("facts",), [*(old if isinstance(old, list) else []), *new])
        return changed(sheet, wanted, splices.new_facts(sheet.text, sheet.root, new))

    return edited_in(at_the_end(text, 2), text, partial(edited, edit=edit))  # two show whether blank lines part them


def delete_fact(text: str, fact_id: str) -> str | Refused:
    """Take a fact out of a bank, with the remarks inside it; remarks above it stay."""

    def edit(sheet: Sheet) -> str:
        where = ("facts", sheet.fact(fact_id))
        held, fact = sheet.root.at(where[:1]), sheet.root.at(where)
        if held is None or fact is None or len(held.kids) == 1:
            raise No("this is the bank's only fact, and a bank has one or more")
        own = remarks(sheet.text, sheet.root, fact.start, end_of_line(sheet.text, fact.end))
        ways = splices.without_fact(sheet.text, held, where[1])
        return changed(sheet, without_value(sheet.data, where), ways, own)

    return _in_fact(text, fact_id, edit, beside=1)


def _in_fact(text: str, fact_id: str, edit: Callable[[Sheet], str], beside: int = 0) -> str | Refused:
    """Return the text after an edit that looks at no fact but this one, and so many on either side."""
    return edited_in(around(text, fact_id, beside), text, partial(edited, edit=edit))
