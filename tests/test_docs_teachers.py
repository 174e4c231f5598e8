"""What docs/facts.md and docs/teachers.md tell teachers is true: each example and each verdict is tried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tutor import bank
from tutor.article import parse
from tutor.bank.rules import manual
from tutor.grading import grade, prepare
from tutor.model import Article, Bank

ROOT = Path(__file__).resolve().parents[1]
FACTS = (ROOT / "docs/facts.md").read_text("utf-8")
TEACHERS = (ROOT / "docs/teachers.md").read_text("utf-8")
PICTURES = ROOT / "docs/pictures"

EXAMPLE = re.compile(
    r"^(?P<mark>[✗!]) \*\*`(?P<rule>[a-z-]+)`\*\* .*?^```yaml\n# bad\n(?P<bad>.*?)^# good\n(?P<good>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
ROW = re.compile(r"^\| (?P<mark>[✗!]) \| `(?P<rule>[a-z-]+)` \|", re.MULTILINE)
EXAMPLES = [(m["rule"], m["bad"], m["good"]) for m in EXAMPLE.finditer(FACTS)]
MARKS = {"error": "✗", "warning": "!"}


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", FACTS, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@cache
def article() -> Article:
    return parse(block("article"))


def rules(example: str) -> set[str]:
    """Return the rules that a bank with this example breaks."""
    text = example if example.startswith("- ") else changed(block("fact"), example)
    loaded = bank.parse(f"title: The mill\narticle: mill.md\nfacts:\n{text}", "mill.yaml", article())
    return {problem.rule for problem in loaded.problems}


def changed(fact: str, lines: str) -> str:
    """Return the page's fact with some of its lines written anew, and others added, as an entry of a list."""
    new = [line.partition(":")[0] for line in lines.splitlines()]
    kept = [line for line in fact.splitlines() if line.partition(":")[0] not in new]
    every = [*kept, *lines.splitlines()]
    return "".join(line if line == "---" else f"{'  ' if n else '- '}{line}\n" for n, line in enumerate(every))


@pytest.mark.parametrize(("rule", "bad", "good"), EXAMPLES, ids=[rule for rule, _, _ in EXAMPLES])
def test_a_bad_example_breaks_its_rule_and_no_other_and_the_good_one_none(rule: str, bad: str, good: str) -> None:
    assert rules(bad) == {rule}
    assert rules(good) == set()


def told() -> Iterator[tuple[str, str]]:
    """Yield each rule that the page names, and its mark."""
    for found in (*EXAMPLE.finditer(FACTS), *ROW.finditer(FACTS)):
        yield found["rule"], found["mark"]


def test_every_rule_is_told_once_with_its_mark() -> None:
    assert sorted(told()) == sorted((rule, MARKS[level]) for rule, (level, _) in manual().items())


# --- docs/teachers.md ------------------------------------------------------------------------------

VERDICTS = {"Yes": "correct", "Close": "close", "Not yet": "incorrect"}
JUDGED = re.findall(r"^\| (.+\?) \| (.+) \| (.+) \| (Yes|Close|Not yet) \| .+ \|$", TEACHERS, re.MULTILINE)


@cache
def treaty() -> Bank:
    found = bank.read(ROOT / "questions/inf-treaty.yaml").bank
    assert found
    return found


@pytest.mark.parametrize(("ask", "key", "given", "told"), JUDGED, ids=[given for _, _, given, _ in JUDGED])
def test_an_answer_gets_the_verdict_that_teachers_are_told(ask: str, key: str, given: str, told: str) -> None:
    fact = next(fact for fact in treaty().live if fact.ask == ask)
    assert fact.key == key
    assert grade(given, prepare(fact, treaty())).name == VERDICTS[told]


def test_teachers_see_every_verdict_at_least_twice() -> None:
    assert min(Counter(told for *_, told in JUDGED).values()) >= 2
    assert {told for *_, told in JUDGED} == set(VERDICTS)


def test_every_picture_is_shown_and_small() -> None:
    shown = set(re.findall(r"\]\(pictures/([\w-]+\.png)\)", TEACHERS))
    assert shown == {path.name for path in PICTURES.iterdir()}
    assert len(shown) <= 8
    assert max(path.stat().st_size for path in PICTURES.iterdir()) <= 150_000


def test_the_buttons_that_the_page_names_are_in_the_app() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tutor/ui").rglob("*.py")))
    named = set(re.findall(r"\*\*([^*]+)\*\*", TEACHERS)) - SAID
    assert {words for words in named if words not in code} == set()


SAID = {"passcode", "¶2", "Yes.", "Close.", "Not yet.", "You have the last word."}
"""What is bold on the page and no button."""
