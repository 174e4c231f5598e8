"""A bank's YAML file and its article → a `Bank`, or every mistake in them with its place.

`read` goes through these floors, each in a file of its own: the bytes (files.py), YAML (loading.py and reader.py, whose
complaints syntax.py explains), the shape (shape.py, validate.py), the article (companion.py), the values (build.py),
and the checks (tutor/checks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tutor import checks
from tutor.bank import files
from tutor.bank.build import build
from tutor.bank.companion import read_article
from tutor.bank.flaws import Flaw, Spot, Stop, echoless, problems
from tutor.bank.loading import load
from tutor.bank.validate import validate
from tutor.checks.memory import Memory
from tutor.model import Article, Bank, Problem

__all__ = ["Loaded", "parse", "read"]

_Reach = Callable[[str, Spot], tuple[Article | None, list[Problem]]]
"""Gets the article that a bank names, at this place of its text."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A bank and what is wrong with it, by place. `bank` is None when there is any error; warnings leave it be.

    `article` is the file of the article as far as the bank names one, whether or not it can be read.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    article: Path | None = None


def read(path: Path, data: bytes | None = None, memory: Memory | None = None) -> Loaded:
    """Read and check a bank's file and its article. Never raises, whatever the files hold.

    `data`, when given, is what the file would hold if it were saved: to check it before it is. `memory` spares
    what is known about facts that are as they were.
    """
    try:
        text, flaws = files.decode(files.read_bytes(path, files.MAX_BANK) if data is None else files.fitting(data))
    except Stop as stop:
        return _loaded(None, problems(str(path), [stop.flaw]))
    named: list[Path] = []

    def reach(name: str, spot: Spot) -> tuple[Article | None, list[Problem]]:
        named.append(path.parent / (name or f"{path.stem}.md"))
        return read_article(path, named[0], spot)

    return replace(_parse(text, str(path), flaws, reach, memory), article=next(iter(named), None))


def parse(text: str, path: str, article: Article | None, memory: Memory | None = None) -> Loaded:
    """Check the text of a bank against its article; `path` names it in the problems. Never raises.

    Without an article only the YAML and the shape are checked, and the bank is None. `memory` as in `read`.
    """
    return _parse(text, path, [], lambda _name, _spot: (article, []), memory)


def _parse(text: str, path: str, flaws: list[Flaw], reach: _Reach, memory: Memory | None = None) -> Loaded:
    text, unseen = files.clean(text)
    flaws = [*flaws, *unseen, *files.tabs(text)]
    if any(flaw.rule == "tab" for flaw in flaws):  # YAML would misread every line from there
        return _loaded(None, problems(path, flaws))
    tree = load(text)
    shape, kept, misshapen = validate(tree)
    found = problems(path, echoless([*flaws, *tree.flaws], misshapen))
    article, unreached = reach(shape.article, tree.spot(("article",))) if shape else (None, [])
    found += unreached
    if shape is None or article is None:
        return _loaded(None, found)
    bank = build(shape, Path(path).stem, article, memory)
    spoilt = {p.line for p in found}
    view = checks.View(path, lambda where: tree.spot(where, key=len(where) > 3), kept, not found, memory)
    return _loaded(bank, [*found, *(p for p in checks.run(bank, view) if p.line not in spoilt)])


def _loaded(bank: Bank | None, found: Iterable[Problem]) -> Loaded:
    ordered = tuple(sorted(dict.fromkeys(found), key=lambda p: (p.path, p.line, p.col, p.level)))
    return Loaded(None if any(p.level == "error" for p in ordered) else bank, ordered)
