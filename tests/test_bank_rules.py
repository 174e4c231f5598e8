"""Every rule has a bad bank in tests/banks, whose remarks say what is told, and where.

`#   ^ error rule: words` stands under the line it is about, the ^ under the column; `#<` means column 1. The words
are the beginning of "message (what to do)".
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor import bank
from tutor.article import parse
from tutor.bank import files
from tutor.bank.cases import Case, cases_path, replay, with_case
from tutor.bank.rules import manual
from tutor.model import Problem

FOLDER = Path(__file__).parent / "banks"
TALKS = Path(__file__).parent / "talks"
BANKS = sorted(FOLDER.glob("*.yaml"))
REMARK = re.compile(r"^#(?:<| *\^) (?P<level>error|warning) (?P<rule>[a-z-]+): (?P<words>.*)$")
Told = tuple[int, int, str, str, str]
"""Line, column, level, rule, words."""


def expected(text: str) -> Iterator[Told]:
    """Yield what the remarks of a bank announce."""
    about = 0
    for number, line in enumerate(text.split("\n"), 1):
        if match := REMARK.match(line):
            yield about, 1 if line[1] == "<" else line.index("^") + 1, match["level"], match["rule"], match["words"]
        else:
            about = number


def told(problem: Problem, wanted: list[Told]) -> Told:
    """Return a problem as the remarks write it, its words cut to those of the remark."""
    place = (problem.line, problem.col, problem.level, problem.rule)
    said = f"{problem.message} ({problem.fix})"
    words = [w[4] for w in wanted if w[:4] == place and said.startswith(w[4])]
    return (*place, max(words, key=len, default=said))


@pytest.mark.parametrize("path", BANKS, ids=lambda p: p.stem)
def test_a_bad_bank_is_told_what_its_remarks_say_and_nothing_else(path: Path) -> None:
    loaded = bank.read(path)
    wanted = list(expected(path.read_text("utf-8", "replace")))
    assert [told(p, wanted) for p in loaded.problems] == wanted
    assert (loaded.bank is None) == any(level == "error" for _, _, level, _, _ in wanted)


def made(folder: Path) -> Iterator[Problem]:
    """Yield the problems of bad banks that would be a nuisance to keep: huge ones, and one that is not there."""
    yield from bank.read(folder / "nowhere.yaml").problems
    (folder / "huge.yaml").write_bytes(b"title: " + b"x" * files.MAX_BANK)
    yield from bank.read(folder / "huge.yaml").problems
    article = parse(Path(FOLDER / "story.md").read_text("utf-8"))
    grains = ("wheat", "barley", "millet", "sorghum", "buckwheat", "maize", "oats", "rye")
    items = [
        " ".join(f"{grain}{n}" for n in range(300 // (len(grain) + 3))) for grain in grains
    ]  # too long to be typed
    long = f"{{id: a, ask: What else?, kind: list, answer: {items}, infer: true, quote: two towns}}"
    yield from bank.parse(f"title: t\nfacts: [{long}]", "long.yaml", article).problems
    yield from _flipped(folder)


def _flipped(folder: Path) -> Iterator[Problem]:
    """Yield what is told of a bank's decisions: one that is none, one that does not hold, one without its fact."""
    for name in ("lighthouse.yaml", "lighthouse.md"):
        shutil.copy(TALKS / name, folder)
    path = folder / "lighthouse.yaml"
    flipped, lost = Case("year", "correct", "1900"), Case("gone", "correct", "1900")
    cases_path(path).write_bytes(with_case(with_case(b"no decision\n", flipped), lost))
    yield from replay(path, bank.read(path).bank)


def test_every_rule_has_a_bad_bank(tmp_path: Path) -> None:
    kept = {rule for path in BANKS for _, _, _, rule, _ in expected(path.read_text("utf-8", "replace"))}
    assert kept | {p.rule for p in made(tmp_path)} == set(manual())


def test_every_bad_bank_is_named_after_its_rule() -> None:
    for path in BANKS:
        rules = {rule for _, _, _, rule, _ in expected(path.read_text("utf-8", "replace"))}
        assert any(path.stem == rule or path.stem.startswith(f"{rule}-") for rule in rules), path


def test_levels_in_the_manual_are_those_told() -> None:
    for path in BANKS:
        for _, _, level, rule, _ in expected(path.read_text("utf-8", "replace")):
            assert manual()[rule][0] == level


def test_without_the_remarks_a_good_bank_has_no_problem() -> None:
    text = (FOLDER / "missing-unit.yaml").read_text("utf-8")
    good = text[: text.index("  - id: wheel")] + text[text.index("  - id: fine") :]
    loaded = bank.parse(good, "good.yaml", parse(Path(FOLDER / "story.md").read_text("utf-8")))
    assert loaded.problems == ()
    assert loaded.bank
    assert loaded.bank.facts[0].citation
