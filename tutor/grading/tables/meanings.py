"""Words by what they mean: `same.txt` holds names of one thing, `similar.txt` words that do for each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tutor.text import fold

_FILES = (("", "same.txt"), ("", "foreign.txt"), ("~", "similar.txt"), ("~", "everyday.txt"))
"""Tables with the mark of their senses: names of one thing have none."""


def _lines(name: str) -> Iterator[list[str]]:
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield fold(line).split()


def _senses() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Read both files: word → names of the one thing, word → names of all it may mean."""
    same: dict[str, frozenset[str]] = {}
    senses: dict[str, frozenset[str]] = {}
    for mark, name in _FILES:
        for concept, *others in _lines(name):
            for word in {concept, *others} if "_" not in concept else ():
                key = word if "_" not in word else ""
                if key and not mark:
                    same[key] = same.get(key, frozenset()) | {concept}
                if key:
                    senses[key] = senses.get(key, frozenset()) | {mark + concept}
    for key, concepts in same.items():  # "eau" may do for whatever "water" may do for
        senses[key] = senses[key].union(*(senses.get(concept, senses[key]) for concept in concepts))
    return same, senses


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], list[str]], ...]]:
    """Return the names of several words by their first word, the longest first, with what stands for them."""
    found: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for _, name in _FILES:
        for concept, *others in _lines(name):
            for phrase in (w for w in (concept, *others) if ("_" in w or "_" in concept) and w != concept):
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
