"""Having an article drafted, and keeping what came of it: in a new bank with its article, or behind what is there."""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor import article as articles
from tutor import library
from tutor.actions import Gone, House
from tutor.article import find
from tutor.bank import files, read, saving
from tutor.bank.flaws import Stop
from tutor.bank.naming import file_name
from tutor.bank.writing import Unwritable, new_bank
from tutor.drafting import apart
from tutor.drafting.apart import DraftOrder, Progress, Result
from tutor.drafting.model import Draft
from tutor.drafting.writing import entries
from tutor.drafts.filing import Unsaved, append, bank_of, path_of
from tutor.model import Article, Problem
from tutor.teachers import Teacher, must_teach

AT_ONE_GO = 40
"""Drafts of one go: as many as a person reads with care; the next go brings others."""


def order(house: House, teacher: Teacher | None, now: datetime, bank_id: str) -> DraftOrder:
    """Return the order to draft more facts from the article of a bank that is there; its facts are known."""
    must_teach(teacher, now)
    article = read(path_of(house, bank_id)).article
    try:
        data = files.read_bytes(article or Path(), files.MAX_ARTICLE)
    except Stop as stop:
        raise Gone(f"The article of this text: {stop.flaw.message}.") from None
    known = tuple((fact.key, fact.fact or fact.ask, fact.quote) for fact in bank_of(house, bank_id).facts)
    return DraftOrder(str(article), data, keep_all=True, known=known, limit=AT_ONE_GO)


def draft(
    teacher: Teacher | None, now: datetime, wanted: DraftOrder
) -> Generator[Progress | Problem | Result, None, None]:
    """Yield how far drafting is, several times a second, and at last what came of it. Closing it ends the drafting."""
    must_teach(teacher, now)
    return apart.drafting(wanted)


def keep(house: House, teacher: Teacher | None, now: datetime, made: Result, bank_id: str = "", title: str = "") -> str:
    """Write drafts into a bank and return its id; without one, into the bank of that article, or into a new one.

    Nothing is overwritten, and what is known is not written twice.
    """
    must_teach(teacher, now)
    bank_id = bank_id or _same(house, articles.parse(made.text))
    if not bank_id:
        return _new(house, made, title)
    bank = bank_of(house, bank_id)
    known = {(fact.fact, fact.key) for fact in bank.facts}
    fresh = [d for d in _in_order(made.drafts, bank.article) if (d.statement, d.key) not in known]
    _add(house, bank_id, list(entries(fresh, [fact.id for fact in bank.facts])))
    return bank_id


def _same(house: House, article: Article) -> str:
    """Return the text whose article is this one, word for word; "" when there is none."""
    ours = [p.text for p in article.paragraphs]
    banks = (on_shelf.bank for on_shelf in library.shelf(house.questions))
    return next((bank.id for bank in banks if bank and [p.text for p in bank.article.paragraphs] == ours), "")


def _add(house: House, bank_id: str, new: list[dict[str, Any]]) -> None:
    """Add facts to a bank; those that clash with what is there stay out."""
    try:
        append(house, bank_id, new)
    except Unsaved:
        for entry in new:
            with suppress(Unsaved):
                append(house, bank_id, [entry])


def _new(house: House, made: Result, title: str) -> str:
    """Write the article, then the bank: a bank without its article is never seen."""
    article = articles.parse(made.text)
    title = " ".join(title.split()) or article.title or "A new text"
    name = file_name(title, {file.stem for file in house.questions.rglob("*")})
    try:
        text = new_bank(title, f"{name}.md", entries(_in_order(made.drafts, article)), asdict(made.source))
        with saving.locked(house.questions):
            saving.save(house.questions / f"{name}.md", None, made.text.encode())
            saving.save(house.questions / f"{name}.yaml", None, text.encode())
    except (saving.Unsaved, Unwritable) as why:
        raise Unsaved(str(why)) from why
    return name


def _in_order(drafts: Iterable[Draft], article: Article) -> list[Draft]:
    """Return drafts in the order of the article, in which their questions will be asked."""
    return sorted(drafts, key=lambda d: (d.paragraph, *(place.start for place in find(article, d.quote)[:1])))
