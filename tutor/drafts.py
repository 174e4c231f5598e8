"""What a teacher does with drafts: has an article drafted, accepts, edits or drops what came of it, adds a fact.

The bank's file is all the memory there is: a draft is a fact with `status: draft`, an accepted one has lost that line.
Every action looks at the teacher again; all raise Trouble, whose text is a plain sentence for the screen.
"""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor import article as articles
from tutor import library
from tutor.actions import Gone, House
from tutor.bank import edits, files, read, saving
from tutor.bank.flaws import Stop
from tutor.bank.writing import Unwritable, new_bank
from tutor.checks.coverage import bare
from tutor.checks.kinds import kind_of
from tutor.drafting import apart
from tutor.drafting.apart import DraftOrder, Result, WordingOrder
from tutor.drafting.entries import entries, slug, unlike
from tutor.model import Bank, Fact, Problem, Wordings
from tutor.store import Trouble
from tutor.teachers import Teacher, must_teach

_FIGURES = re.compile(r"\d+")  # of the lines that a remark names: they move with every edit above
AT_ONE_GO = 40
"""Drafts of one go: as many as a person reads with care; the next go brings others."""


class Unsaved(Trouble):
    """Nothing was written; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a bank's file was and what it became, so that it can be taken back.

    `remarks` are what the checks find doubtful since then, as plain sentences.
    """

    bank: str
    before: bytes
    after: bytes
    remarks: tuple[str, ...] = ()


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


# --- drafting --------------------------------------------------------------------------------------


def order(house: House, teacher: Teacher | None, now: datetime, bank_id: str) -> DraftOrder:
    """Return the order to draft more facts from the article of a bank that is there; its facts are known."""
    must_teach(teacher, now)
    article = read(_path(house, bank_id)).article
    try:
        data = files.read_bytes(article or Path(), files.MAX_ARTICLE)
    except Stop as stop:
        raise Gone(f"The article of this text: {stop.flaw.message}.") from None
    known = tuple((fact.key, fact.fact or fact.ask) for fact in _bank(house, bank_id).facts)
    return DraftOrder(str(article), data, keep_all=True, known=known, limit=AT_ONE_GO)


def keep(house: House, teacher: Teacher | None, now: datetime, made: Result, bank_id: str = "", title: str = "") -> str:
    """Write drafts into a bank, or with their article into a new one, and return its id. Nothing is overwritten."""
    must_teach(teacher, now)
    if bank_id:
        bank = _bank(house, bank_id)
        new = list(entries(made.drafts, bank.article, [fact.id for fact in bank.facts]))
        try:
            _append(house, bank_id, new)
        except Unsaved:  # some of them clash with what is there: those stay out
            for entry in new:
                with suppress(Unsaved):
                    _append(house, bank_id, [entry])
        return bank_id
    return _new(house, made, title)


def _new(house: House, made: Result, title: str) -> str:
    """Write the article, then the bank: a bank without its article is never seen."""
    article = articles.parse(made.text)
    title = " ".join(title.split()) or article.title or "A new text"
    name = unlike(slug(title) or "text", (file.stem for file in house.questions.iterdir()))
    try:
        text = new_bank(title, f"{name}.md", entries(made.drafts, article), asdict(made.source))
        with saving.locked(house.questions):
            saving.save(house.questions / f"{name}.md", None, made.text.encode())
            saving.save(house.questions / f"{name}.yaml", None, text.encode())
    except (saving.Unsaved, Unwritable) as why:
        raise Unsaved(str(why)) from why
    return name


# --- reviewing -------------------------------------------------------------------------------------


def review(house: House, teacher: Teacher | None, now: datetime, bank_id: str) -> Review:
    """Return a bank as its teacher reviews it. Raises Gone, and Unsaved when its file has to be mended first."""
    must_teach(teacher, now)
    bank = _bank(house, bank_id)
    drafts = sorted((fact for fact in bank.facts if fact.status == "draft"), key=_place)
    return Review(bank, tuple(drafts), tuple(p.number for p in bare(bank)))


def accept(
    house: House, teacher: Teacher | None, now: datetime, bank_id: str, fact_id: str, wanted: Wanted | None = None
) -> Change:
    """Make a draft a fact that is asked, worded as it is or as `wanted`."""
    must_teach(teacher, now)
    fact = _bank(house, bank_id).fact(fact_id)
    if fact is None:
        raise Gone("That draft is not there any more.")

    if wanted:
        _needs_both(wanted)

    def edit(text: str) -> str | edits.Refused:
        steps = list(_rewordings(fact, wanted)) if wanted else []
        if fact.status == "draft":
            steps.append(lambda t: edits.remove_field(t, fact_id, "status"))
        return _in_turn(text, steps)

    return _change(house, bank_id, edit)


def drop(house: House, teacher: Teacher | None, now: datetime, bank_id: str, fact_id: str) -> Change:
    """Take a draft out of its bank."""
    must_teach(teacher, now)
    return _change(house, bank_id, lambda text: edits.delete_fact(text, fact_id))


def add(house: House, teacher: Teacher | None, now: datetime, bank_id: str, wanted: Wanted, quote: str) -> Change:
    """Add a fact of the teacher's own, with the words of the article that prove it; it is asked from now on."""
    must_teach(teacher, now)
    bank = _bank(house, bank_id)
    name = unlike(slug(wanted.answer) or "fact", [fact.id for fact in bank.facts])
    entry = {"id": name, "fact": wanted.fact, "answer": _given(wanted.answer), "ask": wanted.ask, "quote": quote}
    _needs_both(wanted)
    return _append(house, bank_id, [entry])


def undo(house: House, teacher: Teacher | None, now: datetime, change: Change) -> None:
    """Put a bank's file back to what it was before a change, if nobody has changed it since."""
    must_teach(teacher, now)
    _save(_path(house, change.bank), change.after, change.before)


def suggest(teacher: Teacher | None, now: datetime, facts: Iterable[Fact]) -> tuple[Wordings, ...]:
    """Return wordings of each fact's question, the best first; () where none is sound."""
    must_teach(teacher, now)
    return apart.wordings(WordingOrder(tuple((f.fact, f.key, f.kind) for f in facts)))


def written(wanted: Wanted, quote: str = "") -> Fact:
    """Return the fact that a teacher has typed, as far as it is there."""
    given = _given(wanted.answer)
    answer = tuple((item,) for item in given) if isinstance(given, list) else ((given,),)
    return Fact("new", wanted.fact, answer, quote, wanted.ask, "list" if len(answer) > 1 else kind_of(answer[0][0]))


# --- the parts -------------------------------------------------------------------------------------


def _path(house: House, bank_id: str) -> Path:
    shelved = library.get(house.questions, bank_id)
    if shelved is None:
        raise Gone("That text is not here any more.")
    return Path(shelved.path)


def _bank(house: House, bank_id: str) -> Bank:
    """Return a bank as its file is now: drafts are not reviewed in an older version."""
    loaded = read(_path(house, bank_id))
    if loaded.bank is None:
        first = next(p for p in loaded.problems if p.level == "error")
        raise Unsaved(f"Mend the file first. Line {first.line}: {first.message} ({first.fix}).")
    return loaded.bank


def _change(house: House, bank_id: str, edit: Callable[[str], str | edits.Refused]) -> Change:
    path = _path(house, bank_id)
    try:
        seen = saving.content(path)
        if seen is None:
            raise Gone("That text is not here any more.")
        after = edit(seen.decode())
    except (saving.Unsaved, UnicodeDecodeError, Unwritable) as why:
        raise Unsaved(str(why)) from why
    if isinstance(after, edits.Refused):
        raise Unsaved(f"Nothing was saved: {after.why}.")
    remarks = _save(path, seen, after.encode())
    return Change(bank_id, seen, after.encode(), remarks)


def _append(house: House, bank_id: str, facts: list[dict[str, Any]]) -> Change:
    return _change(house, bank_id, lambda text: edits.append_facts(text, facts))


def _save(path: Path, seen: bytes, new: bytes) -> tuple[str, ...]:
    """Save a bank unless it would have a mistake that it has not now; return what is newly doubtful in it."""
    before, after = read(path, seen).problems, read(path, new).problems
    for worse in saving.new_errors(before, after)[:1]:
        raise Unsaved(f"Nothing was saved: {_told(worse)}")
    try:
        saving.save_checked(path, seen, new)
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why
    known = {(p.rule, _FIGURES.sub("", p.message)) for p in before}
    return tuple(_told(p) for p in after if (p.rule, _FIGURES.sub("", p.message)) not in known)


def _told(problem: Problem) -> str:
    return problem.message + (f" ({problem.fix})." if problem.fix else ".")


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
