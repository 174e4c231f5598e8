"""What goes to the parser: sentences without asides, brackets and dashes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.article import parse
from tutor.drafting.units import units, units_of
from tutor.model import Sentence


def texts(said: str) -> list[str]:
    """Return the units of one sentence."""
    return [u.text for u in units_of(Sentence(1, 0, len(said), said))]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("In 1987 – after years of worry – they signed a treaty.", ["In 1987, they signed a treaty."]),
        ("The treaty (INF) forbade missiles.", ["The treaty forbade missiles."]),
        ("They renew another big treaty (New START) that limits arms.", ["They renew New START, which limits arms."]),
        ("(The range encompasses all of Europe.)", ["The range encompasses all of Europe."]),
        ("However, the river is wide; it floods every summer.", ["the river is wide.", "it floods every summer."]),
        ("The budget is currently ten times as large.", ["The budget is ten times as large."]),
        ("The Russians, meanwhile, say no to it.", ["The Russians say no to it."]),
        ("In November, Luther wrote a book on vows.", ["Luther wrote a book on vows."]),
        ("The club met on Tuesday night in Rome.", ["The club met in Rome."]),
        ("The bridge opened on Monday, days ahead of the feast.", ["The bridge opened."]),
        ("Buses will run to Norbury from next spring.", ["Buses will run to Norbury."]),
        ("Mary Nair won the prize last year.", ["Mary Nair won the prize."]),
        ("The shop closed until yesterday evening.", ["The shop closed."]),
        ("It was sold in the past, on Friday 3 May.", ["It was sold in the past, on Friday 3 May."]),
        (
            "Because the planet rotates, the streams are twisted.",
            ["Because the planet rotates, the streams are twisted."],
        ),
        ("Because it binds Moscow.", ["it binds Moscow."]),
        ("In May 1956, the troops arrived in France.", ["In May 1956, the troops arrived in France."]),
        ("Oil is one of three goods: it drives cars.", ["Oil is one of three goods.", "it drives cars."]),
        ("She says the ship is too old.", ["She says the ship is too old."]),
    ],
)
def test_asides_are_taken_out(said: str, told: list[str]) -> None:
    assert texts(said) == told


@pytest.mark.parametrize(
    "said", ["Who signed it?", "Wait…", "He said “no and left.", "Jesus [the Interpreter] came.", "No stop"]
)
def test_what_says_nothing_whole_is_left_out(said: str) -> None:
    assert texts(said) == []


def test_an_abbreviation_is_kept_with_the_words_before_it() -> None:
    said = "The Intermediate Nuclear Forces treaty (INF) was signed."
    [unit] = units_of(Sentence(1, 0, len(said), said))
    assert unit.short == (("The Intermediate Nuclear Forces treaty", "INF"),)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abc AB.,;:–—-()\"“”'’[]?!1\n", max_size=120))
def test_a_unit_stands_where_it_says_in_any_text(text: str) -> None:
    """Its stretch lies inside its sentence, and its words are words of that stretch."""
    article = parse(text, plain=True)
    for unit in units(article):
        assert unit.sentence.start <= unit.start < unit.end <= unit.sentence.end
        assert unit.text.endswith((".", '."'))
