"""Wrong answers: plausible, of the same sort, and never one that makes a true statement."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.article import parse
from tutor.drafting.figures import other_figures, other_years
from tutor.drafting.siblings import wrongs
from tutor.grading import grade, prepare
from tutor.model import Fact, Kind

ARTICLE = parse(
    "The canal was opened in Egypt in 1869. Ferdinand de Lesseps planned it. Britain and France fought over it.\n\n"
    "The United States, often called America, asked both to leave. Ships from Italy and Greece use it. Paul Julius "
    "Reuter reported from Cairo. Alexandria and Suez have grown."
)
PEOPLE: list[tuple[str, Kind]] = [
    ("Ferdinand de Lesseps", "person"),
    ("Paul Julius Reuter", "person"),
    ("de Lesseps", "person"),
    ("1869", "year"),
]

REFUSED = [
    ("By 1950 the town had a school.", "1950", "year"),  # by 1960 it had one too
    ("The shop was there before 1950.", "1950", "year"),
    ("The war lasted from 1939 to 1945 in Europe.", "1945", "year"),
    ("Plague came to London in 1563, 1593 and 1603.", "1593", "year"),  # and perhaps in others
    ("Brazil won the World Cup in 1970.", "1970", "year"),  # it has won others
    ("The town has had only one flood since 1871.", "1871", "year"),  # and, it may be, since 1860
    ("Oxygen was discovered in 1773 or earlier.", "1773", "year"),
    ("About 91 per cent of the land cleared since 1970 is used for cattle.", "1970", "year"),
    ("Reuter has warned of war since 1901.", "1901", "year"),  # and perhaps before
    ("As early as 1850 there was a school.", "1850", "year"),
    ("More than 40 ships wait every day.", "40", "number"),  # so do more than 30, and perhaps more than 60
    ("The lock takes up to 40 ships.", "40", "number"),
    ("The ship carries at least 40 guns.", "40", "number"),
    ("The trip takes 40 minutes or more.", "40 minutes", "quantity"),
    ("The canal cost as much as 40 million francs.", "40 million francs", "quantity"),
    ("The bill was more than five times as high.", "more than five times", "quantity"),
    ("Humans die from a dose of about 5 grays.", "5 grays", "quantity"),  # and from a larger one
    ("Reuter has won the prize seven times.", "seven times", "quantity"),  # so he has won it four times
    ("A range from 300 to 3,300 miles takes in the canal.", "300 to 3,300 miles", "quantity"),
    ("The tank works from 10 degrees to 40 degrees.", "40 degrees", "quantity"),
    ("Since 2014 Reuter has warned of war.", "2014", "year"),
    ("In 1850 Reuter reviewed the books.", "1850", "year"),  # and perhaps in 1853
    ("Ships from Egypt use the canal.", "Egypt", "place"),  # ships from elsewhere use it too
    ("Britain fought over the canal.", "Britain", "place"),  # so did France
    ("Mandela was born in Mvezo.", "Mvezo", "place"),  # nothing of its sort is known
]


@pytest.mark.parametrize(("statement", "answer", "kind"), REFUSED)
def test_what_others_would_make_true_as_well_gets_no_wrong_answers(statement, answer, kind):
    assert wrongs(statement, answer, kind, ARTICLE, PEOPLE) == ()


def test_a_year_gets_other_years_that_the_article_does_not_name():
    found = wrongs("The canal was opened in 1869.", "1869", "year", ARTICLE)
    assert len(found) == 3
    assert "1869" not in found


def test_where_something_may_have_lasted_other_years_lie_far_off():
    found = wrongs("Reuter lived in Aachen in 1850.", "1850", "year", ARTICLE)
    assert found
    assert all(abs(int(year) - 1850) > 25 for year in found)


def test_another_year_lies_before_a_since_and_after_an_until():
    since = wrongs("Reuter has led the paper since 1901.", "1901", "year", ARTICLE)
    until = wrongs("Reuter led the paper until 1901.", "1901", "year", ARTICLE)
    assert since
    assert until
    assert all(int(year) < 1901 for year in since)
    assert all(int(year) > 1901 for year in until)


def test_a_share_stays_below_the_whole():
    found = wrongs("The canal cut the way by 43 per cent.", "43 per cent", "quantity", ARTICLE)
    assert found
    assert all(int(text.split()[0]) < 100 for text in found)


def test_a_place_gets_places_of_its_own_sort_and_no_other_name_of_its_own():
    found = wrongs("The canal was built in Egypt.", "Egypt", "place", ARTICLE)
    assert {"Italy", "Greece"} <= set(found)
    assert "Cairo" not in found  # a city, and it lies in Egypt
    assert "America" not in wrongs(
        "The telephone was invented in the United States.", "United States", "place", ARTICLE
    )


def test_a_person_gets_other_people_but_not_a_shorter_name_of_the_same():
    found = wrongs("The canal was designed by Ferdinand de Lesseps.", "Ferdinand de Lesseps", "person", ARTICLE, PEOPLE)
    assert found == ("Paul Julius Reuter",)


@settings(deadline=None)
@given(st.integers(1000, 2025))
def test_other_years_are_other_years_and_none_in_the_far_future(year):
    found = list(other_years(str(year), frozenset({str(year + 3)}), lasting=False))
    assert found
    assert all(text != str(year) and text != str(year + 3) and int(text) < 2030 for text in found)


@settings(deadline=None)
@given(st.integers(2, 10**9), st.sampled_from(["{} miles", "about {} people", "${}", "{} per cent"]))
def test_other_figures_are_written_like_the_right_one_and_graded_as_wrong(number, pattern):
    right = pattern.format(f"{number:,}")
    reference = prepare(Fact("x", right, ((right,),), right, kind="quantity"))
    found = list(other_figures(right))
    assert found
    assert len(set(found)) == len(found)
    for text in found:
        assert re.sub(r"[\d,]+", "#", text) == re.sub(r"[\d,]+", "#", right)
        assert grade(text, reference).name == "incorrect"
