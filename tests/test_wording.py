"""Questions in words: a table of judged statements, and what holds for every one of them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.commands import suggest
from tutor.drafting.wording import questions, suggestions
from tutor.model import Article, Bank, Fact, Kind
from tutor.text import words

TABLE = Path(__file__).with_name("wording.csv")
ROWS = [
    (row["statement"], row["answer"].split(";"), row["kind"], tuple(filter(None, row["questions"].split(" / "))))
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
]
ASKED = [(statement, answer, kind) for statement, answer, kind, good in ROWS if good]


def ask(statement: str, answer: list[str], kind: Kind) -> tuple[str, ...]:
    return questions(statement, answer if len(answer) > 1 else answer[0], kind)


@pytest.mark.parametrize(("statement", "answer", "kind", "good"), ROWS)
def test_every_question_of_a_judged_statement_is_one_that_was_judged_good(statement, answer, kind, good):
    found = ask(statement, answer, kind)
    assert set(found) <= set(good)
    assert bool(found) == bool(good)


@settings(deadline=None)
@given(st.sampled_from(ASKED))
def test_a_question_is_one_sentence_that_keeps_its_answer_to_itself(row):
    statement, answer, kind = row
    for question in ask(statement, answer, kind):
        assert re.fullmatch(r"[A-Z0-9].*[^\s,;:]\?", question)
        assert "  " not in question
        assert not any(set(words(item)) <= set(words(question)) for item in answer if kind != "number")


@settings(deadline=None)
@given(st.sampled_from(ASKED))
def test_a_question_has_no_name_that_its_statement_has_not(row):
    statement, answer, kind = row
    told = set(words(statement))
    for question in ask(statement, answer, kind):
        names = re.findall(r"(?<=\s)[A-Z][\w'-]+", question)
        assert {w for name in names for w in words(name)} <= told | {"us", "australian"}  # "which US state"


@settings(max_examples=60, deadline=None)  # the model loads inside the first example
@given(st.text(max_size=80), st.text(min_size=1, max_size=10), st.sampled_from(["text", "year", "person", "reason"]))
def test_any_text_is_asked_about_or_refused_but_never_fails(statement, answer, kind):
    assert isinstance(questions(statement, answer, kind), tuple)


TRAPS = [
    ("Pons Aelius was a Roman fort.", "a Roman fort", "text"),  # what it is, is one thing among many
    ("The report names progress in speed, safety and cost.", "safety", "text"),  # one of three
    ("He sailed to America because he was poor.", "America", "place"),  # nobody knows who
    ("It was signed in 1987.", "1987", "year"),
    ("The treaty was signed in May 1987.", "1987", "year"),  # part of a date
    ("The treaty was signed in 1987 and again in 1987.", "1987", "year"),  # which of the two?
    ("Olga is Olga Smith's mother.", "Olga Smith", "person"),  # "Olga" gives it away
    ("Students and teachers met.", "Students", "text"),
    ("The team won by 3–1.", "3–1", "text"),
    ("In reality he lost face.", "face", "text"),
]


@pytest.mark.parametrize(("statement", "answer", "kind"), TRAPS)
def test_a_statement_that_makes_no_sound_question_is_refused(statement, answer, kind):
    assert questions(statement, answer, kind) == ()


def fact(statement: str, *answer: str, ask: str = "", need: int | None = None) -> Fact:
    items = tuple((a,) for a in answer)
    kind: Kind = "year" if answer[0].isdigit() else "list"
    return Fact("it", statement, items, statement, ask=ask, kind=kind, need=need or len(items))


def bank(*facts: Fact) -> Bank:
    return Bank("b", "A bank", Article("A", ()), facts)


def test_facts_without_a_question_get_suggestions_and_the_others_only_when_all_are_wanted():
    plain = fact("The canal was opened in 1869.", "1869")
    asked = fact("The canal was opened in 1869.", "1869", ask="When was the canal opened?")
    assert "  suggested: In which year was the canal opened?" in suggest.report(bank(plain), suggestions)
    assert list(suggest.report(bank(asked), suggestions)) == ["Every fact has a question."]
    said = list(suggest.report(bank(asked), suggestions, every=True))
    assert "  suggested: In which year was the canal opened?" in said
    assert "  suggested: When was the canal opened?" not in said  # it is asked so already


def test_two_of_three_are_not_asked_for_in_the_words_for_all_three():
    three = fact("Apple was founded by Ann, Bob and Cem.", "Ann", "Bob", "Cem", need=2)
    assert suggestions(three) == ()


def test_suggest_reads_a_bank_and_leaves_it_alone(tmp_path, capsys):
    (tmp_path / "canal.md").write_text("The canal was opened in 1869. It links two seas.\n")
    path = tmp_path / "canal.yaml"
    path.write_text(
        "title: Canal\nfacts:\n  - id: opened\n    fact: The canal was opened in 1869.\n"
        "    answer: 1869\n    quote: opened in 1869\n"
    )
    before = path.read_bytes()
    assert suggest._run(_Options(path)) == 0
    assert "suggested: In which year was the canal opened?" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_suggest_tells_what_is_wrong_with_a_broken_bank(tmp_path, capsys):
    path = tmp_path / "broken.yaml"
    path.write_text("title: [")
    assert suggest._run(_Options(path)) == 1
    assert "correct them first" in capsys.readouterr().err


class _Options:
    def __init__(self, bank: Path) -> None:
        self.bank, self.all = bank, False
