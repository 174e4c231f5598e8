"""One fact as a form: its fields as a person types them, and the bank's text once they are written into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tutor.bank.tree import Data
from tutor.checks.kinds import is_list
from tutor.model import Kind

Pairs = tuple[tuple[str, str], ...]
"""Answers, each with what is said to it."""

ITEMS, WORDINGS = "; ", " / "
"""What stands between the items of a list answer, and between several wordings of one thing."""


@dataclass(frozen=True, slots=True)
class Form:
    """One fact as it is typed: what was left empty is not in the file.

    `accept`, `hints` and `must` have an entry a line. In `answer`, semicolons stand between the items of a list; there
    and in `must` a slash between two spaces parts the wordings of one thing.
    """

    fact: str = ""
    answer: str = ""
    kind: str = ""
    ask: str = ""
    quote: str = ""
    accept: str = ""
    close: Pairs = ()
    wrong: Pairs = ()
    why: str = ""
    hints: str = ""
    must: str = ""
    need: str = ""
    forms: tuple[str, ...] = ()
    order: bool = False
    infer: bool = False
    draft: bool = False


KEYS = tuple(field.name for field in fields(Form))


def key_in_file(name: str) -> str:
    """Return under which key of a fact a field of the form is kept."""
    return "status" if name == "draft" else name


# --- from the file ---------------------------------------------------------------------------------


def shown(raw: Mapping[str, Data]) -> Form:
    """Return a fact of a file as a form.

    >>> form = shown({"fact": "It ground rye and oats.", "answer": ["rye", ["oats", "oat"]], "wrong": {"corn": "No."}})
    >>> form.answer, form.wrong
    ('rye; oats / oat', (('corn', 'No.'),))
    """
    return Form(
        fact=_flat(raw.get("fact")),
        answer=_answer_shown(raw),
        kind=_flat(raw.get("kind")),
        ask=_flat(raw.get("ask")),
        quote=_flat(raw.get("quote")),
        accept="\n".join(_entries(raw.get("accept"))),
        close=_pairs(raw.get("close")),
        wrong=_pairs(raw.get("wrong")),
        why=_flat(raw.get("why")),
        hints="\n".join(_entries(raw.get("hints"))),
        must="\n".join(WORDINGS.join(_entries(point)) for point in _list(raw.get("must"))),
        need=_flat(raw.get("need")),
        forms=tuple(_entries(raw.get("forms"))),
        order=raw.get("order") == "true",
        infer=raw.get("infer") == "true",
        draft=raw.get("status") == "draft",
    )


def _answer_shown(raw: Mapping[str, Data]) -> str:
    items = [_entries(item) for item in _list(raw.get("answer"))]
    if _has_items(items, raw):
        return ITEMS.join(map(WORDINGS.join, items))
    return WORDINGS.join(wording for item in items for wording in item)


def _has_items(items: list[list[str]], raw: Mapping[str, Data]) -> bool:
    """Tell whether an answer with these items is a list, as a bank's reader finds it out."""
    found = [item[0] if len(item) == 1 else tuple(item) for item in items]
    told = _flat(raw.get("fact")) or _flat(raw.get("quote"))
    kind: Kind | None = "list" if raw.get("kind") == "list" else "text" if raw.get("kind") else None
    return is_list(found, kind, 1 if raw.get("need") else None, told)


def _flat(value: Data | None) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(value: Data | None) -> list[Data]:
    return value if isinstance(value, list) else [value] if value else []


def _entries(value: Data | None) -> list[str]:
    return [_flat(entry) for entry in _list(value)]


def _pairs(value: Data | None) -> Pairs:
    if isinstance(value, dict):
        return tuple((_flat(answer), _flat(reply)) for answer, reply in value.items())
    return tuple((answer, "") for answer in _entries(value))


# --- to the file -----------------------------------------------------------------------------------


def written(form: Form, changed: Iterable[str], raw: Mapping[str, Data]) -> dict[str, Data]:
    """Return a fact of a file with the `changed` fields as the form has them; the others stay as they are written.

    >>> written(Form(answer="1851", why="So it was."), ["answer"], {"id": "opened", "answer": "1850"})
    {'id': 'opened', 'answer': '1851'}
    """
    changed = set(changed)
    new = {key: value for key, value in raw.items() if key not in {key_in_file(name) for name in changed}}
    for name in KEYS:
        if name in changed and (value := _WRITTEN.get(name, _text)(getattr(form, name), raw)):
            new[key_in_file(name)] = value
    if "answer" in changed:
        new |= _with_items(form, new)
    return new


def _with_items(form: Form, new: Mapping[str, Data]) -> dict[str, Data]:
    """Return what makes the answer one thing with several wordings, or a list, if it would be read otherwise."""
    items = _parted(form.answer)
    if len(items) > 1 and not _has_items(items, new):
        return {"kind": "list"}
    if len(items) == 1 and len(items[0]) > 1 and _has_items([[wording] for wording in items[0]], new):
        return {"answer": [list[Data](items[0])]}
    return {}


def _parted(typed: str) -> list[list[str]]:
    """Return the items of an answer, each with its wordings.

    >>> _parted("wheat;  oats / oat")
    [['wheat'], ['oats', 'oat']]
    """
    return [wordings for item in typed.split(";") if (wordings := _wordings(item))]


def _wordings(typed: str) -> list[str]:
    return [flat for part in f" {typed} ".split(WORDINGS) if (flat := _flat(part))]


def _text(typed: str, _: Mapping[str, Data]) -> Data:
    return _flat(typed)


def _answer(typed: str, _: Mapping[str, Data]) -> Data:
    items = _parted(typed)
    if len(items) > 1:
        return [item[0] if len(item) == 1 else list[Data](item) for item in items]
    [wordings] = items or [[""]]
    return wordings[0] if len(wordings) == 1 else list[Data](wordings)


def _lines(typed: str, _: Mapping[str, Data]) -> Data:
    return [line for typed_line in typed.splitlines() if (line := _flat(typed_line))]


def _points(typed: str, _: Mapping[str, Data]) -> Data:
    return [list[Data](point) for line in typed.splitlines() if (point := _wordings(line))]


def _flag(ticked: bool, _: Mapping[str, Data]) -> Data:
    return "true" if ticked else ""


def _known(key: str) -> Callable[[Pairs, Mapping[str, Data]], Data]:
    def data(pairs: Pairs, raw: Mapping[str, Data]) -> Data:
        told = {flat: _flat(reply) for answer, reply in pairs if (flat := _flat(answer))}
        return dict(told) if any(told.values()) or isinstance(raw.get(key), dict) else list(told)

    return data


_WRITTEN: Mapping[str, Callable[[Any, Mapping[str, Data]], Data]] = {
    "answer": _answer,
    "accept": _lines,
    "close": _known("close"),
    "wrong": _known("wrong"),
    "hints": _lines,
    "must": _points,
    "forms": lambda ticked, _: list(ticked),
    "order": _flag,
    "infer": _flag,
    "draft": lambda draft, _: "draft" if draft else "",
}
