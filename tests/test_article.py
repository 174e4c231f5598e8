"""Articles: paragraphs, headings, sentences, and where a quote stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.article import find, nearest, parse, sentence_of, standing

MARKDOWN = """# Bees

Bees **dance**. They [tell](https://example.org) each other where flowers are. (source ¶1)

## The queen

- One queen lays all the eggs.
- Her life lasts five years. (source ¶2–3)

> “She is fed by workers,” says Dr. Apis.
"""


def test_markdown_becomes_numbered_plain_paragraphs() -> None:
    article = parse(MARKDOWN)
    assert article.title == "Bees"
    assert [(p.number, p.text, p.heading, p.retells) for p in article.paragraphs] == [
        (1, "Bees dance. They tell each other where flowers are.", "", "1"),
        (2, "One queen lays all the eggs.", "The queen", ""),
        (3, "Her life lasts five years.", "The queen", "2–3"),
        (4, "“She is fed by workers,” says Dr. Apis.", "The queen", ""),
    ]


def test_plain_text_keeps_stars_and_years_at_the_start_of_a_line() -> None:
    article = parse("Two * three is six.\n\n1987. A year.\n\n 1. First reason.\n 2. Second.", plain=True)
    assert [p.text for p in article.paragraphs] == ["Two * three is six.", "1987. A year.", "First reason.", "Second."]


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\x00", "#", "# Title only", "```", "<script>alert(1)</script>", "\ud800"]
)
def test_any_text_gives_an_article(text: str) -> None:
    assert parse(text).paragraphs is not None


SENTENCES = [
    ("The U.S. left in 1987. It said so.", ["The U.S. left in 1987.", "It said so."]),
    ("It happened in the U.S. The Senate agreed.", ["It happened in the U.S.", "The Senate agreed."]),
    ("See No. 10 and fig. 3. He said no. Then he left.", ["See No. 10 and fig. 3.", "He said no.", "Then he left."]),
    ("“Why?” she asked. “Go!” He went.", ["“Why?” she asked.", "“Go!”", "He went."]),
    ("It cost $3.5 million… Too much?! Yes.", ["It cost $3.5 million…", "Too much?!", "Yes."]),
    (
        "J. R. R. Tolkien wrote it. (He was Mr. Baggins.) The end",
        ["J. R. R. Tolkien wrote it.", "(He was Mr. Baggins.)", "The end"],
    ),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [s.text for s in parse(text, plain=True).sentences] == sentences


def test_a_quote_is_found_across_curly_quotes_and_line_ends() -> None:
    (place,) = find(parse("He said: “It’s\nover”. She left."), 'said: "It\'s over"')
    assert place.quote == "said: “It’s over”"


@pytest.mark.parametrize(
    ("quote", "places"), [("cat", 3), ("one cat", 1), ("One cat, two", 0), ("", 0), ("at, two c", 1)]
)
def test_every_place_of_a_quote_is_found(quote: str, places: int) -> None:
    assert len(find(parse("One cat.\n\nOnly one cat, two cats."), quote)) == places


@given(st.lists(st.text(alphabet="ab “’.\n", max_size=30), max_size=5), st.data())
def test_whatever_stands_in_a_paragraph_is_found_there(blocks: list[str], data: st.DataObject) -> None:
    article = parse("\n\n".join(blocks), plain=True)
    if not article.paragraphs:
        return
    text = data.draw(st.sampled_from(article.paragraphs)).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if quote.strip():
        assert quote.strip() in {c.quote for c in find(article, quote)}


@given(st.text())
def test_sentences_lie_in_their_paragraph_in_order(text: str) -> None:
    for paragraph in parse(text).paragraphs:
        ends = [0]
        for s in paragraph.sentences:
            assert ends[-1] <= s.start < s.end
            assert paragraph.text[s.start : s.end] == s.text
            ends.append(s.end)


def test_the_nearest_sentence_is_the_one_that_was_meant() -> None:
    article = parse("Cats purr at night. Dogs bark at strangers. Fish swim.")
    found = nearest(article, "Dogs bark at stranger's")
    assert found is not None
    assert found.text == "Dogs bark at strangers."
    assert nearest(article, "ÿÿÿ") is None


def test_the_sentence_of_a_citation_is_whole() -> None:
    article = parse("Cats purr at night. Dogs bark.")
    (place,) = find(article, "at night. Dogs")
    assert sentence_of(article, place).text == "Cats purr at night. Dogs bark."


EDITS = [
    ("Cats purr at night. Dogs bark.", 1),
    ("A new start.\n\nCats purr at night.", 2),
    ("Cats purr by day.", None),
    ("Cats purr at night.\n\nYes: Cats purr at night.", 1),
    ("Now Cats purr at night. And Cats purr at night.", None),
    ("", None),
]


@pytest.mark.parametrize(("edited", "paragraph"), EDITS)
def test_a_citation_never_points_elsewhere_after_an_edit(edited: str, paragraph: int | None) -> None:
    (cited,) = find(parse("Cats purr at night."), "Cats purr at night")
    now = standing(parse(edited), cited)
    assert (now and now.paragraph) == paragraph
    assert now is None or now.quote == cited.quote
