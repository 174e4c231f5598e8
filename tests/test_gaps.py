"""Gaps: only where the statement stands alone around them, and one definite thing fills them."""

from __future__ import annotations

import pytest

from tutor.drafting.gaps import fillable
from tutor.drafting.wording.parsing import parse
from tutor.model import Kind

FAIR: list[tuple[str, str, Kind]] = [
    ("Mary Anning sold fossils in Lyme Regis.", "Lyme Regis", "place"),
    ("Napoleon was exiled to the island of Saint Helena.", "Saint Helena", "place"),
    ("Coral polyps feed on tiny floating animals at night.", "tiny floating animals", "text"),
    ("The Mont-Blanc carried about 2,900 tonnes of explosives.", "2,900 tonnes", "quantity"),
    ("The custom of making kimchi in Korea is called kimjang.", "kimjang", "text"),
    ("Charles Darwin wrote that his father sent him to Edinburgh.", "Edinburgh", "place"),
    ("Lake Victoria is the largest lake in Africa.", "Lake Victoria", "place"),
]
POOR: list[tuple[str, str, Kind]] = [
    ("The council will decide on the name in May.", "name", "text"),  # which council?
    ("It was sold to a museum in London.", "London", "place"),  # what was?
    ("They sold it for 23 pounds to Mary Anning.", "23 pounds", "quantity"),
    ("Mary Anning needed money in Lyme Regis.", "money", "text"),  # or food, or help
    ("Bread rises because yeast gives off gas.", "yeast gives off gas", "reason"),
    ("Hamburg is a city in Germany.", "Hamburg", "place"),  # and many others are
    ("A bridge was opened in 1932.", "1932", "year"),
    ("The team won the cup on 4 May 1994.", "4 May 1994", "date"),
    ("Anning died.", "Anning", "person"),
]


@pytest.mark.parametrize(("statement", "answer", "kind"), FAIR)
def test_a_statement_about_something_named_is_asked_with_a_gap(statement: str, answer: str, kind: Kind):
    assert fillable(parse(statement), [answer], kind)


@pytest.mark.parametrize(("statement", "answer", "kind"), POOR)
def test_a_gap_that_only_the_article_explains_is_not_offered(statement: str, answer: str, kind: Kind):
    assert not fillable(parse(statement), [answer], kind)
