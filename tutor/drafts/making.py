"""Having an article drafted, and keeping what came of it: in a new bank with its article, or behind what is there."""

# ruff: noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on, the clock included
from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path

from tutor import article as articles
from tutor.actions import Gone, House
from tutor.article import find
from tutor.bank import files, read, saving
from tutor.bank.flaws import Stop
from tutor.bank.writing import Unwritable, new_bank
from tutor.drafting import apart
from tutor.drafting.apart import DraftOrder, Progress, Result
from tutor.drafting.model import Draft
from tutor.drafting.writing import entries
from tutor.drafts.filing import Unsaved, append, bank_of, path_of
from tutor.model import Article, Problem
from tutor.teachers import Teacher, must_teach
from tutor.text import fold

AT_ONE_GO = 40
"""Drafts of one go: as many as a person reads with care; the next go brings others."""
_NAME = 40  # letters of a file's name


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
    """Write drafts into a bank, or with their article into a new one, and return its id. Nothing is overwritten."""
    must_teach(teacher, now)
    if bank_id:
        bank = bank_of(house, bank_id)
        new = list(entries(_in_order(made.drafts, bank.article), [fact.id for fact in bank.facts]))
        try:
            append(house, bank_id, new)
        except Unsaved:  # some of them clash with what is there: those stay out
            for entry in new:
                with suppress(Unsaved):
                    append(house, bank_id, [entry])
        return bank_id
    return _new(house, made, title)


def _new(house: House, made: Result, title: str) -> str:
    """Write the article, then the bank: a bank without its article is never seen."""
    article = articles.parse(made.text)
    title = " ".join(title.split()) or article.title or "A new text"
    name = file_name(title, {file.stem for file in house.questions.iterdir()})
    try:
        text = new_bank(title, f"{name}.md", entries(_in_order(made.drafts, article)), asdict(made.source))
        with saving.locked(house.questions):
            saving.save(house.questions / f"{name}.md", None, made.text.encode())
            saving.save(house.questions / f"{name}.yaml", None, text.encode())
    except (saving.Unsaved, Unwritable) as why:
        raise Unsaved(str(why)) from why
    return name


def file_name(title: str, taken: Iterable[str]) -> str:
    """Return a name for the files of a text: small Latin letters, figures and hyphens, unlike those `taken`.

    >>> file_name("The Éire–UK border, 1921", ["the-eire-uk-border-1921"])
    'the-eire-uk-border-1921-2'
    """
    words = "-".join(re.findall(r"[a-z0-9]+", fold(title).replace("'", "")))[:_NAME].strip("-") or "text"
    used = set(taken)
    return words if words not in used else next(n for k in count(2) if (n := f"{words}-{k}") not in used)


def _in_order(drafts: Iterable[Draft], article: Article) -> list[Draft]:
    """Return drafts in the order of the article, in which their questions will be asked."""
    return sorted(drafts, key=lambda d: (d.paragraph, *(place.start for place in find(article, d.quote)[:1])))
