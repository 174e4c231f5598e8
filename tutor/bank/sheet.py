"""A bank's text laid out for an edit, and the proof that an edit did what it was meant to and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tutor.bank import files
from tutor.bank.loading import load
from tutor.bank.outline import Node, outline, remarks, same
from tutor.bank.splices import Way, spliced
from tutor.bank.tree import Data, Tree, Where
from tutor.bank.writing import Unwritable
from tutor.checks.view import shown

BOM = "\ufeff"
BY_HAND = "this place is written in a way that only a person can change safely: edit it in the file"
_NOTHING: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that was not made, and why: a sentence for the teacher."""

    why: str


class No(Exception):  # noqa: N818 - the teacher's matter, no error of ours
    """Carries a refusal out of the middle of an edit."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bank's text without byte order mark, what it says, and where."""

    bom: str
    text: str
    data: dict[str, Data]
    root: Node

    def fact(self, fact_id: str) -> int:
        """Return which fact is called so. Raises No unless exactly one is."""
        facts = self.data.get("facts")
        ids = [fact.get("id") if isinstance(fact, dict) else None for fact in facts] if isinstance(facts, list) else []
        if ids.count(fact_id) != 1:
            how = "has no fact called" if fact_id not in ids else "has more than one fact called"
            raise No(f"the bank {how} “{shown(fact_id)}”")
        return ids.index(fact_id)


def edited(text: str, edit: Callable[[Sheet], str]) -> str | Refused:
    """Return the text after an edit, or why it was not made."""
    try:
        return edit(laid_out(text))
    except (No, Unwritable) as no:
        return Refused(str(no))


def laid_out(text: str) -> Sheet:
    """Return a bank's text, laid out. Raises No when it is no YAML, or not safe to read."""
    bom = BOM if text.startswith(BOM) else ""
    bare = text.removeprefix(BOM)
    tree = tree_of(bare)
    if tree.flaws or not isinstance(tree.data, dict):
        line = tree.flaws[0].spot[0] if tree.flaws else 1
        told = f"{tree.flaws[0].message} ({tree.flaws[0].fix})" if tree.flaws else "this is no bank"
        raise No(f"mend line {line} of the bank first: {told}")
    return Sheet(bom, bare, tree.data, outline(bare))


def tree_of(text: str) -> Tree:
    """Return a text's tree, with the flaws of its characters; nobody changes it."""
    clean, unseen = files.clean(text)
    flaws = [*unseen, *files.tabs(clean)]
    return Tree(None, None, flaws) if flaws else load(clean)


def changed(sheet: Sheet, wanted: Data, ways: Iterable[Way], dropped: Counter[str] = _NOTHING) -> str:
    """Return the text after the first way that leads to the wanted bank and loses no remark. Raises No."""
    kept = remarks(sheet.text, sheet.root) - dropped
    for way in ways:
        text = spliced(sheet.text, way)
        said = reading(text)
        if said is not None and same(said, wanted) and not kept - remarks(text, outline(text)):
            return sheet.bom + text
    raise No(BY_HAND)


def reading(text: str) -> Data | None:
    """Return what a text says; None when it has a flaw."""
    tree = tree_of(text)
    return None if tree.flaws else tree.data


def value_at(data: Data, where: Where) -> Data | None:
    """Return what stands at the end of a way; None when nothing does."""
    here: Any = data
    for step in where:
        if isinstance(step, int) and isinstance(here, list):
            here = here[step]
        elif isinstance(here, dict):
            here = here.get(str(step))
        else:
            return None
    return here  # type: ignore[no-any-return]


def with_value(data: Data, where: Where, value: Data) -> Data:
    """Return the data with another value in one place, the old one left as it is."""
    if not where:
        return value
    step, rest = where[0], where[1:]
    if isinstance(data, list) and isinstance(step, int):
        return [*data[:step], with_value(data[step], rest, value), *data[step + 1 :]]
    held = data if isinstance(data, dict) else {}
    return {**held, str(step): with_value(held.get(str(step), ""), rest, value)}


def without_value(data: Data, where: Where) -> Data:
    """Return the data without what stands at the end of a way."""
    holder, step = value_at(data, where[:-1]), where[-1]
    if isinstance(holder, list):
        return with_value(data, where[:-1], [v for n, v in enumerate(holder) if n != step])
    held = holder if isinstance(holder, dict) else {}
    return with_value(data, where[:-1], {k: v for k, v in held.items() if k != step})
