"""The article that stands beside a bank."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tutor import article as articles
from tutor.bank import files
from tutor.bank.flaws import Flaw, Spot, Stop, problems
from tutor.checks.view import shown
from tutor.model import Article, Problem

parsed = lru_cache(maxsize=4)(articles.parse)
"""An article is read again whenever its bank is edited, and nearly never has it changed."""


def read_article(bank: Path, path: Path, spot: Spot) -> tuple[Article | None, list[Problem]]:
    """Return the article in `path`, or what is the matter: at `spot` in the bank, or in the article's own text."""
    try:
        _stay_inside(bank.parent, path)
        text, flaws = files.decode(files.read_bytes(path, files.MAX_ARTICLE))
    except Stop as stop:
        message = f"the article “{shown(path.name)}”: {stop.flaw.message}"
        return None, problems(str(bank), [Flaw(spot, "article", message, stop.flaw.fix)])
    if not flaws and "\0" in text:
        flaws = [Flaw((1, 1), "article", "this is no text file", "save the article as plain text")]
    article = parsed(text, plain=path.suffix.lower() == ".txt")
    if not flaws and not article.paragraphs:
        flaws = [Flaw((1, 1), "article", "the article has no paragraph", "write its text here")]
    return (None if flaws else article), problems(str(path), flaws)


def _stay_inside(folder: Path, path: Path) -> None:
    """Raise Stop when a path leads out of the folder, by its name or by a link."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL
        inside = False
    if not inside:
        raise Stop((1, 1), "article", "it lies outside the bank's folder", "move it beside the bank")
