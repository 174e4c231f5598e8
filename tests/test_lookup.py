"""The learner's own questions: the right sentences, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.article import parse
from tutor.lookup import search

LIGHTHOUSE = parse((Path(__file__).parent / "talks" / "lighthouse.md").read_text(encoding="utf-8"))

ANSWERED = [
    ("Who built the lighthouse?", "built in 1847"),
    ("what did the lamp burn at first", "whale oil"),
    ("When did they change to electric light?", "1902"),
    ("How far can you see the beam?", "18 miles"),
    ("who payed for the lighthose?", "9,000 crowns"),
    ("why did the keepers go on strike?", "wages"),
    ("Where did the money come from?", "herring"),
]
SILENT = [
    "Who is the king of France?",
    "How tall is the tower?",
    "what is the capital of peru",
    "why?",
    "",
    "🙂 ???",
    "Is it a good idea?",
]


@pytest.mark.parametrize(("question", "telling"), ANSWERED)
def test_the_article_answers_in_its_own_sentences(question: str, telling: str) -> None:
    found = search(LIGHTHOUSE, question)
    assert any(telling in s.text for s in found)
    assert all(s in LIGHTHOUSE.sentences for s in found)


@pytest.mark.parametrize("question", SILENT)
def test_the_article_is_silent_where_it_does_not_say(question: str) -> None:
    assert search(LIGHTHOUSE, question) == ()


def test_hidden_sentences_are_never_quoted() -> None:
    found = search(LIGHTHOUSE, "What did the first lamp burn?")
    assert found
    assert not set(search(LIGHTHOUSE, "What did the first lamp burn?", frozenset(found))) & set(found)
