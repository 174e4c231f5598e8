"""Deciding about drafts: each is accepted as it is or reworded, or dropped; a fact of one's own comes beside them."""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutor.actions import Gone, House
from tutor.bank import edits
from tutor.checks.coverage import bare
from tutor.checks.kinds import kind_of
from tutor.drafting import apart
from tutor.drafting.apart import WordingOrder
from tutor.drafting.model import Draft
from tutor.drafting.writing import entries
from tutor.drafts import filing
from tutor.drafts.filing import Change, Unsaved
from tutor.model import Bank, Fact, Wordings
from tutor.teachers import Teacher, must_teach


@dataclass(frozen=True, slots=True)
class Review:
    """A bank with its drafts, in the order of the article. `bare` are the paragraphs no fact is about."""

    bank: Bank
    drafts: tuple[Fact, ...]
    bare: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact as a teacher wants it. Items of a list answer stand between semicolons; no `ask` means the gap."""

    fact: str
    answer: str
    ask: str = ""


def review(house: House, teacher: Teacher | None, now: datetime, bank_id: str) -> Review:
    """Return a bank as its teacher reviews it. Raises Gone, and Unsaved when its file has to be mended first."""
    must_teach(teacher, now)
    bank = filing.bank_of(house, bank_id)
    drafts = sorted((fact for fact in bank.facts if fact.status == "draft"), key=_place)
    return Review(bank, tuple(drafts), tuple(p.number for p in bare(bank)))


def accept(
    house: House, teacher: Teacher | None, now: datetime, bank_id: str, fact_id: str, wanted: Wanted | None = None
) -> Change:
    """Make a draft a fact that is asked, worded as it is or as `wanted`."""
    must_teach(teacher, now)
    fact = filing.bank_of(house, bank_id).fact(fact_id)
    if fact is None:
        raise Gone("That draft is not there any more.")

    if wanted:
        _needs_both(wanted)

    def edit(text: str) -> str | edits.Refused:
        steps = list(_rewordings(fact, wanted)) if wanted else []
        if fact.status == "draft":
            steps.append(lambda t: edits.remove_field(t, fact_id, "status"))
        return _in_turn(text, steps)

    return filing.change(house, bank_id, edit)


def drop(house: House, teacher: Teacher | None, now: datetime, bank_id: str, fact_id: str) -> Change:
    """Take a draft out of its bank."""
    must_teach(teacher, now)
    return filing.change(house, bank_id, lambda text: edits.delete_fact(text, fact_id))


def add(house: House, teacher: Teacher | None, now: datetime, bank_id: str, wanted: Wanted, quote: str) -> Change:
    """Add a fact of the teacher's own, with the words of the article that prove it; it is asked from now on."""
    must_teach(teacher, now)
    bank = filing.bank_of(house, bank_id)
    _needs_both(wanted)
    fact = written(wanted, quote)
    draft = Draft(fact.fact, fact.answer, fact.kind, quote, 0, (fact.ask,) if fact.ask else (), need=fact.need)
    [entry] = entries([draft], [known.id for known in bank.facts])
    return filing.append(house, bank_id, [{**entry, "status": None}])


def undo(house: House, teacher: Teacher | None, now: datetime, change: Change) -> None:
    """Put a bank's file back to what it was before a change, if nobody has changed it since."""
    must_teach(teacher, now)
    filing.save(filing.path_of(house, change.bank), change.after, change.before)


def suggest(teacher: Teacher | None, now: datetime, facts: Iterable[Fact]) -> tuple[Wordings, ...]:
    """Return wordings of each fact's question, the best first; () where none is sound."""
    must_teach(teacher, now)
    told = tuple((f.fact, tuple(item[0] for item in f.answer), f.need, f.kind) for f in facts)
    return apart.wordings(WordingOrder(told))


def written(wanted: Wanted, quote: str = "") -> Fact:
    """Return the fact that a teacher has typed, as far as it is there."""
    given = _given(wanted.answer)
    answer = tuple((item,) for item in given) if isinstance(given, list) else ((given,),)
    kind = "list" if len(answer) > 1 else kind_of(answer[0][0])
    return Fact("new", wanted.fact, answer, quote, wanted.ask, kind, need=len(answer))


def _needs_both(wanted: Wanted) -> None:
    if not wanted.fact.strip() or not wanted.answer.strip():
        raise Unsaved("Nothing was saved: a fact needs a statement, and the answer that stands in it.")


def _rewordings(fact: Fact, wanted: Wanted) -> Iterator[Callable[[str], str | edits.Refused]]:
    """Yield the edits that make a fact's words the wanted ones; what stays is not touched."""
    new: dict[str, tuple[str, Any]] = {
        "fact": (fact.fact, wanted.fact),
        "answer": (fact.key, _given(wanted.answer) if wanted.answer != fact.key else fact.key),
        "ask": (fact.ask, wanted.ask),
    }
    for key, (old, value) in new.items():
        if value and value != old:
            yield lambda text, key=key, value=value: edits.set_field(text, fact.id, key, value)  # type: ignore[misc]
        elif old and not value:
            yield lambda text, key=key: edits.remove_field(text, fact.id, key)  # type: ignore[misc]


def _in_turn(text: str, steps: Iterable[Callable[[str], str | edits.Refused]]) -> str | edits.Refused:
    for step in steps:
        after = step(text)
        if isinstance(after, edits.Refused):
            return after
        text = after
    return text


def _given(answer: str) -> str | list[str]:
    """Return an answer as it is typed: several items between semicolons are a list.

    >>> _given("Prague; Paris"), _given(" 1987 ")
    (['Prague', 'Paris'], '1987')
    """
    items = [item for part in answer.split(";") if (item := " ".join(part.split()))]
    return items if len(items) > 1 else "".join(items)


def _place(fact: Fact) -> tuple[int, int]:
    return (fact.citation.paragraph, fact.citation.start) if fact.citation else (0, 0)
