"""The commonest words of other languages, each with the English words that it may stand for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tutor.text import fold

_FOLDER = Path(__file__).with_name("languages")
_TABLES = ("small", "first", "verbs", "nouns", "other", "school", "more")
"""What a word means first stands in the earlier table."""


def _rows(name: str) -> list[list[str]]:
    """Return the cells of a table; its first line names the languages of the columns."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [line.split("|") for line in lines if line]


def _read(tables: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return language → word → its English words, a space between them."""
    found: dict[str, dict[str, str]] = {}
    for name in tables:
        (_, *languages), *rows = _rows(name)
        columns = [found.setdefault(language.strip(), {}) for language in languages]
        for english, *cells in rows:
            meant = english.strip()
            for column, cell in zip(columns, cells, strict=False):
                for word in cell.split():
                    column[word] = f"{column[word]} {meant}" if word in column else meant
    return found


def _english(name: str) -> frozenset[str]:
    return frozenset(cells[0].strip() for cells in _rows(name)[1:])


@cache
def names() -> dict[str, str]:
    """Return folded name → English name, for those that folding alone does not give."""
    found: dict[str, str] = {}
    for line in fold((_FOLDER / "names.txt").read_text(encoding="utf-8")).split("\n"):
        english, *others = line.split() or [""]
        for name in others if english != "#" else ():
            if name != english and (len(name) > 3 or not name.isascii()):
                found.setdefault(name, english)
    return found


SMALL = {language: frozenset(table) for language, table in _read(("small",)).items()}
"""The words of each language that carry no content."""
WORDS = _read(_TABLES)
ADJECTIVES, NOUNS = _english("other"), _english("nouns")
"""English words, to tell a noun with its adjective behind it."""
