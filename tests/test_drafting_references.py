"""Statements stand alone: what points outside is given its name where that is certain; else nothing is drafted."""

from __future__ import annotations

import pytest

from tutor.article import parse
from tutor.drafting.statements import draft

NOETHER = (
    "Emmy Noether was a German mathematician. She was born in Erlangen. She taught in Göttingen, and her work is known."
)
CANAL = "The Erie Canal joins the Hudson River with Lake Erie. "


def statements(text: str, title: str = "") -> set[str]:
    """Return the statements drafted from a text."""
    return {d.statement for d in draft(parse(text, title, plain=True)).drafts}


@pytest.mark.parametrize(
    ("title", "text", "statement"),
    [
        ("Emmy Noether", NOETHER, "Emmy Noether was born in Erlangen."),
        (
            "The Erie Canal",
            CANAL + "The canal was opened at Albany in 1825.",
            "The Erie Canal was opened at Albany in 1825.",
        ),
        ("The Erie Canal", CANAL + "It was opened at Albany in 1825.", "The Erie Canal was opened at Albany in 1825."),
        (
            "",
            "John Bolton visited Moscow in 2018. Bolton met Vladimir Putin in the Kremlin.",
            "John Bolton met Vladimir Putin in the Kremlin.",
        ),
        (
            "",
            "In 1987 the US and the USSR signed the INF Treaty. It eliminated 2,692 missiles in Europe and Asia.",
            "The INF Treaty eliminated 2,692 missiles in Europe and Asia.",
        ),
    ],
)
def test_a_name_is_put_in_where_only_one_can_be_meant(title: str, text: str, statement: str) -> None:
    assert statement in statements(text, title)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Paul Gordan met David Hilbert in Berlin. He moved to Göttingen in 1895.", "1895"),
        ("Max Noether taught in Erlangen. His daughter loved music. She moved to Göttingen in 1915.", "1915"),
        ("France signed a treaty in 1901. Spain signed another treaty in 1902. The treaty failed in 1910.", "1910"),
        ("We moved our office to Berlin in 1990.", "1990"),
        ("This bridge was built by Ada Stone in 1850.", "1850"),
        ("The other ship sank near Malta in 1850.", "1850"),
        ("The following year the war ended in France.", "France"),
        ("Two years later, he bought a house in Rome.", "Rome"),
        ("Both men came from Oslo in Norway.", "Oslo"),
    ],
)
def test_what_is_not_certain_is_refused(text: str, never: str) -> None:
    assert not [s for s in statements(text) if never in s]


def test_the_reasons_of_refusal_are_counted() -> None:
    found = draft(parse("This bridge was built by Ada Stone in 1850.", plain=True))
    assert found.refused == (("this, that, these or those", 1),)
