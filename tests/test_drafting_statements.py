"""From an article to drafts: what is told in passing, what is asked for, and what never is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor import bank as banks
from tutor.article import find, parse
from tutor.bank.writing import new_bank
from tutor.checks.view import standing
from tutor.drafting.gate import passes, sifted
from tutor.drafting.model import Draft
from tutor.drafting.sources import Manuscript, load
from tutor.drafting.statements import draft
from tutor.drafting.writing import entries
from tutor.model import Article, Fact

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.md"))
SOURCE = Path(__file__).resolve().parents[2] / "shared/data/articles/is-the-us-inf-or-out.txt"


def drafts(text: str, title: str = "") -> tuple[Draft, ...]:
    return draft(parse(text, title, plain=True)).drafts


def asked(found: Iterable[Draft]) -> set[tuple[str, str]]:
    """Return statement and answer of each draft."""
    return {(d.statement, d.key) for d in found}


@pytest.mark.parametrize(
    ("text", "statement", "answer"),
    [
        (
            "The arsenal worries Japan, but it concerns Russia, which shares a 2,600-mile border with China.",
            "Russia shares a 2,600-mile border with China.",
            "Russia",
        ),
        (
            "Since 2014, the US has warned that a new Russian missile, the NOVATOR, violates the INF Treaty.",
            "Since 2014, the US has warned that a new Russian missile, the NOVATOR, violates the INF Treaty.",
            "2014",
        ),
        (
            "DeWitt Clinton, the mayor of New York City, took up the plan of Jesse Hawley.",
            "DeWitt Clinton, the mayor of New York City, took up the plan of Jesse Hawley.",
            "DeWitt Clinton",
        ),
        (
            "The plan was late, says Tomas Reyle, the chief executive of Northline.",
            "Tomas Reyle is the chief executive of Northline.",
            "Tomas Reyle",
        ),
        (
            "US National Security Adviser John Bolton was in Moscow on Monday.",
            "US National Security Adviser John Bolton was in Moscow.",
            "Moscow",
        ),
        (
            "Anna Grey was born on 12 May 1891 in Alderton, a port on the coast of Kent, the youngest of five.",
            "Anna Grey was born on 12 May 1891 in Alderton.",
            "12 May 1891",
        ),
        (
            "Anna Grey founded the mill of Alderton in 1850 and sold it in 1870.",
            "Anna Grey founded the mill of Alderton in 1850.",
            "1850",
        ),
        (
            "Rye works best because its bran carries more yeast than white flour.",
            "Rye works best because its bran carries more yeast than white flour.",
            "its bran carries more yeast than white flour",
        ),
        (
            "Anna Grey sold wheat, rye and oats to the bakers of Alderton.",
            "Anna Grey sold wheat, rye and oats to the bakers of Alderton.",
            "wheat; rye; oats",
        ),
    ],
)
def test_statements_and_answers(text: str, statement: str, answer: str) -> None:
    assert (statement, answer) in asked(drafts(text))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sometime between 1550 and 1580, members of the Reformed Church in France were called Huguenots.", "1580"),
        ("The Academy of Sleep Medicine recommends nine to twelve hours a night for children.", "twelve hours"),
        ("Towns such as Rochester and Syracuse grew quickly in New York.", "Rochester"),
        ("The Edict of Fontainebleau abolished Protestantism in France in 1685.", "Fontainebleau"),
        ("The Trump administration gave up the INF Treaty in 2019.", "Trump"),
        ("Harbour Town was founded in 1903 by workers of the Lang & Sons shipyard, which closed in 1978.", "1978"),
        ("About 3,000 books were thrown away.", "3,000"),
        ("Many towns along the Rhine made significant contributions to music in 1850.", "significant contributions"),
    ],
)
def test_never_asked_for(text: str, answer: str) -> None:
    assert answer not in {key for _, key in asked(drafts(text))}


def test_a_list_of_reasons_becomes_one_question_that_takes_any_of_them() -> None:
    text = (
        "Would leaving the INF Treaty be a good move for the US?\n\nIf yes, it’s because:\n\n"
        "1. The INF Treaty ties the hands of Washington in Asia.\n2. Russia violates the INF Treaty anyway.\n\n"
        "If no, it’s because:\n\n1. The INF Treaty binds Moscow."
    )
    [found] = [d for d in drafts(text) if d.kind == "reason"]
    claim = "leaving the INF Treaty would be a good move for the US"
    assert found.asks == (f"What is one reason, according to the article, why {claim}?",)
    assert found.key == "the INF Treaty ties the hands of Washington in Asia"
    assert found.accept == ("Russia violates the INF Treaty anyway",)


# --- what holds for every draft --------------------------------------------------------------------


def check_all(article: Article, found: tuple[Draft, ...]) -> None:
    """Check that every draft has a literal, unique quote, its answer once in its statement, and passes the gate."""
    for one in found:
        [place] = find(article, one.quote)
        assert place.paragraph == one.paragraph
        assert all(len(list(standing(item[0], one.statement))) == 1 for item in one.answer)
        assert passes(one, article) == ""
    assert sifted(found, article)[0] == list(found)
    assert len({(d.asks[0] if d.asks else d.statement, d.key) for d in found}) == len(found)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_every_draft_of_an_article_is_sound(path: Path) -> None:
    made = load(path)
    assert isinstance(made, Manuscript)
    found = draft(made.article).drafts
    assert found
    check_all(made.article, found)


_PIECES = st.lists(
    st.sampled_from(
        [
            "John Bolton visited Moscow in 2018.",
            "He met Vladimir Putin – the Russian president – in the Kremlin.",
            "Russia, which borders China, is the largest country in the world (17 million km²).",
            "In 1987 the US and the Soviet Union signed the INF Treaty (INF).",
            "“No,” said Anna Grey; nobody in Rome knew why.",
            "It banned missiles with a range of 500 to 5,500 kilometres because Europe feared them.",
            "In 1987 the US and the Soviet Union signed the INF Treaty (INF).",
            "\n\n",
            "weird fragment – with (brackets",
            "The treaty was signed in Washington; it was kept for 32 years.",
        ]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PIECES)
def test_quotes_are_literal_and_unique_in_any_mix_of_sentences(text: str) -> None:
    article = parse(text, plain=True)
    check_all(article, draft(article).drafts)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_bank_of_the_drafts_is_read_back_without_an_error(path: Path) -> None:
    made = load(path)
    assert isinstance(made, Manuscript)
    found = draft(made.article).drafts
    loaded = banks.parse(new_bank("Bank", "", entries(found)), "bank.yaml", made.article)
    assert loaded.bank
    assert [p for p in loaded.problems if p.rule != "paragraph-without-fact"] == []
    assert [(f.fact, f.answer, f.kind) for f in loaded.bank.facts] == [(d.statement, d.answer, d.kind) for d in found]
    assert loaded.bank.live == ()


def test_the_limit_takes_the_best_and_what_is_known_is_not_drafted_again() -> None:
    text = ARTICLES[0].read_text("utf-8")
    article = parse(text)
    every = draft(article).drafts
    assert draft(article, limit=3).drafts == every[:3]
    known = [d.fact(f"f{n}") for n, d in enumerate(every)]
    assert draft(article, known).drafts == ()


def test_a_known_fact_in_other_words_is_recognised() -> None:
    text = "In 1987 the US and the Soviet Union signed the INF Treaty."
    known = Fact("signed", "The INF Treaty was signed by the US and the Soviet Union in 1987.", (("1987",),), text)
    assert "1987" not in {d.key for d in draft(parse(text, plain=True), [known]).drafts}


def test_progress_counts_every_unit_once() -> None:
    seen: list[tuple[int, int]] = []
    draft(parse("Rome lies in Italy. Paris lies in France.", plain=True), progress=lambda n, of: seen.append((n, of)))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.skipif(not SOURCE.exists(), reason="the source article is not part of the repository")
def test_the_source_article_gives_twenty_facts_and_none_of_its_promos() -> None:
    made = load(SOURCE)
    assert isinstance(made, Manuscript)
    found = draft(made.article).drafts
    assert len(found) >= 20
    assert len({d.quote for d in found}) >= 0.4 * len(made.article.sentences)
    assert not [d for d in found if any(word in d.quote for word in ("Walmart", "Microsoft", "Cuomo", "Iran"))]
    check_all(made.article, found)
