"""Judged answers: one complaint is one row of answers.csv, and every code has a row there and a line in the docs.

Columns: `answer` holds items parted by " | ", each with wordings parted by " / "; `accept` is parted by " | ";
`more` holds further fields of the fact, and `others` the answers of other facts of its bank; `code` is given where it
matters. `miss` is the verdict of a row that the grader still gets wrong: when it improves, the mark must go.
"""

import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tutor.commands.grade import inline_fact
from tutor.grading import Reference, grade, prepare
from tutor.grading.reasons import CODES
from tutor.model import Article, Bank

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "answers.csv").open(encoding="utf-8", newline="")))


@cache
def reference(ask: str, answer: str, accept: str, quote: str, more: str) -> Reference:
    extra = json.loads(more) if more else {}
    others = extra.pop("others", {})
    items = [[wording.strip() for wording in item.split(" / ")] for item in answer.split(" | ")]
    given = items if len(items) > 1 else items[0][0]
    accepted = [text for text in accept.split(" | ") if text]
    fact = inline_fact({"ask": ask, "answer": given, "accept": accepted, "quote": quote, **extra})
    if not others:
        return prepare(fact)
    neighbours = [inline_fact({"id": at, "answer": text}) for at, text in others.items()]
    return prepare(fact, Bank("x", "x", Article("", ()), (fact, *neighbours)))


def judged(row):
    return grade(row["given"], reference(row["ask"], row["answer"], row["accept"], row["quote"], row["more"]))


@pytest.mark.parametrize("row", ROWS, ids=[f"line {n}: {r['given'][:40]}" for n, r in enumerate(ROWS, 2)])
def test_a_judged_answer_gets_its_verdict(row):
    found = judged(row)
    if row["miss"]:
        assert found.name == row["miss"], f"was a known miss, is {found} now: mend its row (clear the mark if right)"
    else:
        assert found.name == row["verdict"], found
    if row["code"]:
        assert found.code == row["code"], found


def test_misses_stay_few_and_hardly_any_wrong_answer_is_accepted():
    wrong = [r for r in ROWS if r["verdict"] == "incorrect"]
    accepted = [r for r in wrong if r["miss"] == "correct"]
    assert len(ROWS) >= 400
    assert sum(bool(r["miss"]) for r in ROWS) / len(ROWS) < 0.11
    assert len(accepted) / len(wrong) < 0.035


def test_every_code_has_a_row_and_a_sentence_in_the_docs():
    rows = Counter(r["code"] for r in ROWS if r["code"])
    manual = (HERE.parent / "docs" / "grading.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([a-z-]+)` \|", manual, re.MULTILINE))
    assert set(rows) == set(CODES)
    assert described == set(CODES)


def test_a_reason_is_plain_text_without_markup():
    for row in ROWS:
        because = judged(row).because
        assert because, row
        assert not re.search(r"[*_`<>{}\[\]]|None|\bword\(", because), because
