"""Words by what they mean: `same.txt` holds names of one thing, `similar.txt` words that do for each other."""

from __future__ import annotations

from pathlib import Path

from tutor.text import fold

_THEMES = ("money_and_law", "state_and_war", "living", "matter", "feelings", "change")
_LOOSE = ("similar", "everyday", *_THEMES)
_FILES = (("", "same.txt"), ("", "foreign.txt"), *(("~", f"{name}.txt") for name in _LOOSE))
"""Tables with the mark of their senses: names of one thing have none. A phrase of two tables is the first one's."""


def _rows(name: str) -> list[list[str]]:
    text = fold(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [line.split() for line in text.split("\n") if line and not line.startswith("#")]


_TABLES = tuple((mark, row) for mark, name in _FILES for row in _rows(name))


def _senses() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return word → names of the one thing, word → names of all it may mean."""
    same: dict[str, set[str]] = {}
    senses: dict[str, set[str]] = {}
    for mark, row in _TABLES:
        concept = row[0]
        for word in row if "_" not in concept else ():
            if "_" not in word:
                senses.setdefault(word, set()).add(mark + concept)
                if not mark:
                    same.setdefault(word, set()).add(concept)
    for key, concepts in same.items():  # "eau" may do for whatever "water" may do for
        senses[key] = senses[key].union(*(senses.get(concept, senses[key]) for concept in concepts))
    return {k: frozenset(v) for k, v in same.items()}, {k: frozenset(v) for k, v in senses.items()}


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], list[str]], ...]]:
    """Return the names of several words by their first word, the longest first, with what stands for them."""
    found: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for _, (concept, *others) in _TABLES:
        for phrase in others:
            if ("_" in phrase or "_" in concept) and phrase != concept:
                _add(found, phrase, concept)
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _add(found: dict[str, list[tuple[tuple[str, ...], list[str]]]], phrase: str, concept: str) -> None:
    parts = tuple(phrase.split("_"))
    found.setdefault(parts[0], []).append((parts, concept.split("_")))


SAME, SENSES = _senses()
PHRASES = _phrases()
SECONDS = {first: frozenset(phrase[1] for phrase, _ in rows if len(phrase) > 1) for first, rows in PHRASES.items()}
SINGLE = frozenset(first for first, rows in PHRASES.items() if any(len(phrase) == 1 for phrase, _ in rows))
"""What comes second in the phrases of each first word, and the first words that are whole: most texts hold neither."""
