"""Drafting in a process of its own: it says how far it is, it can be stopped, and it leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tutor.drafting import apart
from tutor.drafting.apart import DraftOrder, Progress, Result, WordingOrder, drafting, wordings
from tutor.drafting.model import Draft
from tutor.model import Problem

EEL = Path(__file__).parent / "sources" / "eel.txt"


def last(order: DraftOrder) -> Progress | Problem | Result:
    return list(drafting(order))[-1]


def asked(draft: Draft) -> tuple[str, str, str]:
    return draft.key, draft.statement, draft.quote


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_an_article_comes_back_with_its_drafts_and_what_was_cut():
    told = list(drafting(DraftOrder("eel.txt", EEL.read_bytes())))
    result = told[-1]
    assert isinstance(result, Result)
    assert result.text.startswith("# The long walk of the glass eel")
    assert result.drafts
    assert all(draft.quote and draft.statement and isinstance(draft.answer, tuple) for draft in result.drafts)
    assert result.cut is not None
    assert result.cut.cue == "More from River Post"
    assert any(isinstance(said, Progress) and said.done == said.of > 0 for said in told)


def test_known_facts_are_not_drafted_again():
    first = last(DraftOrder("eel.txt", EEL.read_bytes()))
    assert isinstance(first, Result)
    known = tuple(map(asked, first.drafts))
    again = last(DraftOrder("eel.txt", EEL.read_bytes(), known=known))
    assert isinstance(again, Result)
    assert not set(map(asked, again.drafts)) & set(known)


def test_what_is_wrong_with_a_file_comes_back_as_it_is():
    found = last(DraftOrder("a.pdf", b"%PDF-1.7 torn"))
    assert isinstance(found, Problem)
    assert "damaged" in found.message


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are looked up in /proc")
def test_closing_ends_the_process_at_once():
    others = children()  # browsers and servers of other tests
    with closing(drafting(DraftOrder("eel.txt", EEL.read_bytes() * 400))) as told:
        next(told)
        assert len(children() - others) == 1
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert not children() - others


def test_who_comes_third_waits_until_a_process_ends():
    order = DraftOrder("eel.txt", EEL.read_bytes())
    first, second, third = (drafting(order) for _ in range(3))
    next(first), next(second)
    assert next(third) == Progress()
    first.close()
    assert isinstance(list(third)[-1], Result)
    second.close()


def test_a_process_that_dies_is_a_problem_and_not_an_exception(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    found = last(DraftOrder("eel.txt", b""))
    assert isinstance(found, Problem)
    assert "failed" in found.message


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "MAX_SECONDS", 0.3)
    found = last(DraftOrder("eel.txt", EEL.read_bytes() * 400))
    assert isinstance(found, Problem)
    assert "too long" in found.message


def test_a_statement_gets_its_question():
    facts = (
        ("Johannes Schmidt traced the larvae in 1922.", ("1922",), 1, "year"),
        ("Eels live in the Thames and the Severn.", ("the Thames", "the Severn"), 1, "list"),
    )
    year, one_of_two = wordings(WordingOrder(facts))
    assert year[0].endswith("?")
    assert one_of_two == ()  # which one would be asked for?


def test_the_web_pages_never_load_spacy_nor_readers_of_files():
    heavy = "{'spacy', 'pypdf', 'trafilatura', 'lxml'}"
    code = f"import sys, tutor.ui.front; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
