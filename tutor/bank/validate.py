"""The tree against the file's shape: every mistake at once, in plain words, at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import process

from tutor.bank.flaws import Flaw
from tutor.bank.shape import BankShape, FactShape, SourceShape
from tutor.bank.tree import Branch, Data, Tree, Where
from tutor.checks.view import shown
from tutor.model import Form, Kind, Status

MAX_PROBLEMS = 1_000
_MARKS = frozenset({"text", "list", "mapping", "[key]"})
"""What pydantic adds to the way to a value: the tags of shape.py."""
_OWNERS = {BankShape: "a bank", FactShape: "a fact", SourceShape: "a source"}
_OPTIONAL = tuple(f.name for f in fields(FactShape) if f.name not in {"id", "answer", "quote"})
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "forms": get_args(Form),
    "status": get_args(Status),
}
_WRITE_A_FACT = "write - id: …, then fact:, answer:, quote:"
_WANTED = {
    "answer": "the answer, or a list of answers",
    "accept": "one answer, or a list: [one, two]",
    "close": "answers with what to ask back, one a line: “answer: reply”",
    "wrong": "answers with their replies, one a line: “answer: reply”",
    "facts": "a list of facts, each beginning with “- id: …”",
    "source": "keys and values, such as “publisher: …”",
    "must": "a list of points, each a text or a list of wordings",
}


@cache
def adapter() -> TypeAdapter[BankShape]:
    """Return pydantic's reading of the shape, made on first use."""
    return TypeAdapter(BankShape)


def validate(tree: Tree) -> tuple[BankShape | None, tuple[int, ...], list[Flaw]]:
    """Return the bank's shape, which entry of the file each of its facts is, and what is wrong.

    Facts with mistakes are left out, so that the rest can be checked all the same. The shape is None when nothing
    can be checked.
    """
    if tree.data in (None, ""):
        return None, (), []
    if isinstance(tree.data, dict) and tree.data.get("facts") in ("", []):
        return None, (), [Flaw(tree.spot(("facts",), key=True), "empty-value", "there is no fact", _WRITE_A_FACT)]
    data = _without_empty(tree.data)
    try:
        shape = adapter().validate_python(data)
    except ValidationError as error:
        return _rest(data, tree, error)
    return shape, tuple(range(len(shape.facts))), []


def _rest(data: Any, tree: Tree, error: ValidationError) -> tuple[BankShape | None, tuple[int, ...], list[Flaw]]:
    found = [d for d in error.errors(include_url=False) if d["type"] != "too_short" or not d["input"]]
    flaws = [_flaw(detail, tree) for detail in found[:MAX_PROBLEMS]]
    bad = {d["loc"][1] for d in found if len(d["loc"]) > 1 and d["loc"][0] == "facts"}
    if any(d["loc"][:1] != ("facts",) or len(d["loc"]) < 2 for d in found):
        return None, (), flaws
    kept = tuple(n for n in range(len(data["facts"])) if n not in bad)
    return adapter().validate_python({**data, "facts": [data["facts"][n] for n in kept]}), kept, flaws


def _without_empty(data: Data) -> Data:
    """Return the data without optional keys that have no value: `why:` with nothing behind it is not there."""
    if not isinstance(data, dict):
        return data
    kept = _full(data, ("article", "source"))
    facts, source = data.get("facts"), data.get("source")
    if isinstance(facts, list):
        kept["facts"] = [_full(f, _OPTIONAL) if isinstance(f, dict) and "" in f.values() else f for f in facts]
    if isinstance(source, dict):
        kept["source"] = _full(source, tuple(f.name for f in fields(SourceShape)))
    return kept


def _full(entry: dict[str, Data], optional: tuple[str, ...]) -> dict[str, Data]:
    return {key: value for key, value in entry.items() if value != "" or key not in optional}


# --- pydantic's complaints in our words ------------------------------------------------------------


Said = tuple[str, str, str]
"""Rule, message, fix."""


def _flaw(detail: Any, tree: Tree) -> Flaw:
    names = _names(detail["loc"], tree)
    rule, message, fix = _EXPLAIN.get(detail["type"], _other)(detail, names)
    return Flaw(tree.spot(names, key=rule in ("unknown-key", "empty-value")), rule, message, fix)


def _names(loc: Where, tree: Tree) -> Where:
    """Return pydantic's way to a value without the marks of the alternatives it went through."""
    place, names = tree.places, list[str | int]()
    for step in loc:
        inside = isinstance(place, Branch) and step in place.kids
        if inside or step not in _MARKS:
            names.append(step)
        place = place.kids[step] if inside else place
    return tuple(names)


def _missing(_: Any, names: Where) -> Said:
    key = names[-1]
    return "missing-key", f"{_owner(names)} needs “{key}”", f"add a line: {key}: …"


def _unknown(_: Any, names: Where) -> Said:
    known = [f.name for f in fields(_shape_at(names))]
    close = process.extractOne(str(names[-1]).lower(), known, score_cutoff=60)
    fix = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(known)}"
    return "unknown-key", f"“{shown(str(names[-1]))}” is no key of {_owner(names)}", fix


def _wrong_type(_: Any, names: Where) -> Said:
    key = _last_name(names)
    if not key:
        return "type", "a bank begins with “title:” and “facts:”", "see docs/bank-format.md for an example"
    if key == "facts" and len(names) == 2:
        return "type", "a fact is written as keys and values", _WRITE_A_FACT
    return "type", f"“{key}” holds the wrong kind of value", f"write {_WANTED.get(key, 'one text')}"


def _empty(_: Any, names: Where) -> Said:
    key = _last_name(names)
    if names[-1] == key:
        return "empty-value", f"“{key}” has no value", f"write it after “{key}:”"
    return "empty-value", f"an empty text in “{key}”", "write it out or delete it"


def _long(detail: Any, names: Where) -> Said:
    limit = detail["ctx"]["max_length"]
    what = "characters" if detail["type"] == "string_too_long" else "entries"
    return "length", f"“{_last_name(names)}” has more than {limit:,} {what}", "shorten it"


def _choice(detail: Any, names: Where) -> Said:
    key = _last_name(names)
    known = _CHOICES.get(key, ())
    given = str(detail["input"])
    close = process.extractOne(given.lower(), known, score_cutoff=60)
    fix = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(known)}"
    return "value", f"“{shown(given)}” is no {'form' if key == 'forms' else key}", fix


def _number(detail: Any, names: Where) -> Said:
    message = f"“{_last_name(names)}” is “{shown(str(detail['input']))}”, which is no whole number"
    return "value", message, "write a number such as 2"


def _yes_no(detail: Any, names: Where) -> Said:
    message = f"“{_last_name(names)}” is “{shown(str(detail['input']))}”, which is neither true nor false"
    return "value", message, "write true, or delete the line"


def _id(detail: Any, _: Where) -> Said:
    given = shown(str(detail["input"])) or "nothing"
    fix = "use up to 64 letters a–z, digits, - _ and ., beginning with a letter or digit"
    return "value", f"“{given}” cannot be an id", fix


def _other(detail: Any, names: Where) -> Said:
    return "value", f"“{_last_name(names)}”: {detail['msg']}", "see docs/bank-format.md"


_EXPLAIN: Mapping[str, Callable[[Any, Where], Said]] = {
    "missing": _missing,
    "unexpected_keyword_argument": _unknown,
    "string_type": _wrong_type,
    "tuple_type": _wrong_type,
    "dict_type": _wrong_type,
    "dataclass_type": _wrong_type,
    "int_type": _wrong_type,
    "bool_type": _wrong_type,
    "union_tag_invalid": _wrong_type,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_too_long": _long,
    "too_long": _long,
    "literal_error": _choice,
    "int_parsing": _number,
    "int_from_float": _number,
    "int_parsing_size": _number,
    "bool_parsing": _yes_no,
    "string_pattern_mismatch": _id,
}


def _last_name(where: Where) -> str:
    """Return the key that the value belongs to: `wrong` for ("facts", 3, "wrong", "1991")."""
    names = [step for step in where if isinstance(step, str)]
    return names[1] if len(names) > 1 and names[0] in ("facts", "source") else (names or [""])[0]


def _shape_at(where: Where) -> type:
    if len(where) > 2 and where[0] == "facts":
        return FactShape
    return SourceShape if len(where) > 1 and where[0] == "source" else BankShape


def _owner(where: Where) -> str:
    return _OWNERS[_shape_at(where)]
