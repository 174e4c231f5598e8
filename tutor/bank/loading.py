"""YAML text → tree. This file and reader.py are the only ones in the house that touch YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from tutor.bank import syntax
from tutor.bank.flaws import Flaw, Stop
from tutor.bank.reader import Reader
from tutor.bank.tree import Tree

MAX_SYNTAX = 10
"""Facts that are left out of the reading because they are no YAML."""
_WORTH_KEEPING = range(10_000, 600_000)
"""Characters of a text whose tree is kept: an edit reads the same text several times. Shorter ones are quick, and
longer ones would fill the memory."""
_FIRST_FACT = re.compile(r"^facts:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", re.MULTILINE)


def load(text: str) -> Tree:
    r"""Read YAML. Every mistake is a flaw in the result; nothing is raised, whatever the text.

    A fact whose text is no YAML is left out, so that the mistakes of the others are told at the same time. Nobody
    changes a tree: it may be another caller's as well.

    >>> load("a: 1987\nb: [no, '1:30']").data
    {'a': '1987', 'b': ['no', '1:30']}
    >>> load("a: 1\na: 2").flaws[0].message
    'the key “a” stands here a second time; the first is on line 1'
    """
    return _kept(text) if len(text) in _WORTH_KEEPING else _read(text)


def _read(text: str) -> Tree:
    flaws: list[Flaw] = []
    for _ in range(MAX_SYNTAX):
        tree, local = _load(text)
        flaws += [flaw for flaw in tree.flaws if flaw not in flaws]
        if not local or (rest := _without_fact(text, tree.flaws[-1].spot[0] - 1)) is None:
            break
        text = rest
    if not flaws and tree.data in (None, ""):
        flaws.append(
            Flaw((1, 1), "empty", "the file is empty", "write title: and facts:, as docs/bank-format.md shows")
        )
    return Tree(None if _emptied(tree, flaws) else tree.data, tree.places, flaws)


_kept = lru_cache(maxsize=4)(_read)


def _emptied(tree: Tree, flaws: list[Flaw]) -> bool:
    """Tell whether every fact was left out: then it would be unfair to say that there are none."""
    return bool(flaws) and isinstance(tree.data, dict) and tree.data.get("facts") == ""


def _load(text: str) -> tuple[Tree, bool]:
    """Return the tree, and whether it ended at a fault that is confined to its line."""
    reader, local = Reader(text), False
    try:
        for event in events(text):
            reader.take(event)
    except Stop as stop:
        reader.flaws.append(stop.flaw)
    except yaml.MarkedYAMLError as error:
        flaw, local = syntax.flaw(error, text, reader.last)
        reader.flaws.append(flaw)
        reader.root = None
    return Tree(reader.root, reader.places, reader.flaws), local


def events(text: str) -> Iterator[Any]:
    """Yield YAML's events; raises yaml.MarkedYAMLError where the text is no YAML."""
    parser = yaml.CBaseLoader(text)
    while (event := parser.get_event()) is not None:
        yield event


def _without_fact(text: str, number: int) -> str | None:
    """Return the text with the fact around this line blanked; None when the line is in no fact."""
    first = _FIRST_FACT.search(text)
    if not first:
        return None
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith(f"{first[1]}- ")]
    start = max((n for n in starts if n <= number), default=None)
    if start is None:
        return None
    end = min((n for n in starts if n > number), default=len(lines))
    return "\n".join([*lines[:start], *[""] * (end - start), *lines[end:]])
