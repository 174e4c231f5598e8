"""Questions in their forms: deterministic, sound, and never giving the answer away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_talks import TALKS, loaded
from tutor import forms
from tutor.article import parse
from tutor.model import Bank, Fact, Form, Kind
from tutor.text import normal

BANK = loaded(TALKS / "lighthouse.yaml")
FORMS: tuple[Form, ...] = ("typed", "gap", "choice", "truefalse", "evidence")


def fact(name: str) -> Fact:
    found = BANK.fact(name)
    assert found is not None
    return found


SOUND = [
    ("year", {"typed", "gap", "truefalse", "evidence"}),  # two wrong years are too few for a choice
    ("engineer", {"typed", "gap", "evidence"}),  # no wrong answers, no siblings: nobody else is named
    ("stone", {"typed", "gap", "choice", "truefalse", "evidence"}),
    ("outages", {"typed", "gap", "evidence"}),
    ("strike", {"typed", "evidence"}),  # a reason makes no gap
]


@pytest.mark.parametrize(("name", "sound"), SOUND)
def test_only_sound_forms_are_offered(name: str, sound: set[Form]) -> None:
    assert set(forms.offered(fact(name), BANK)) == sound


def test_the_author_orders_the_forms() -> None:
    assert forms.offered(replace(fact("stone"), forms=("evidence", "gap")), BANK) == ("evidence", "gap")
    assert forms.offered(replace(fact("strike"), forms=("gap",)), BANK)[0] == "typed"  # an unsound wish is not served
    assert forms.offered(replace(fact("year"), ask=""), BANK)[0] == "gap"


@given(st.sampled_from([f.id for f in BANK.live]), st.sampled_from(FORMS), st.integers(0, 99))
def test_the_same_seed_asks_the_same_and_the_key_is_among_the_options(name: str, form: Form, seed: int) -> None:
    if form not in forms.offered(fact(name), BANK):
        return
    question = forms.ask(fact(name), BANK, form, seed)
    assert question == forms.ask(fact(name), BANK, form, seed)
    assert len(set(question.options)) == len(question.options)
    assert bool(question.options) == (0 <= question.right < len(question.options))


@given(st.sampled_from(["year", "stone"]), st.integers(0, 99))
def test_true_or_false_knows_which_it_is(name: str, seed: int) -> None:
    question = forms.ask(fact(name), BANK, "truefalse", seed)
    claim = question.stem.removeprefix("True or false? ")
    assert (claim == fact(name).fact) == (question.right == 0)


@given(st.sampled_from(["year", "engineer", "stone", "outages"]))
def test_a_gap_does_not_show_its_answer(name: str) -> None:
    stem = f" {normal(forms.ask(fact(name), BANK, 'gap', 1).stem)} "
    assert not any(f" {normal(w)} " in stem for item in fact(name).answer for w in item)


def test_distractors_are_wrong_and_the_authors_come_first() -> None:
    assert forms.distractors(fact("stone"), BANK)[:3] == ("marble", "wood", "brick")
    assert "1847" not in forms.distractors(fact("year"), BANK)


def test_a_sibling_that_stands_beside_the_answer_is_no_distractor() -> None:
    bank = bank_of("Ada met Ben in Rome. Cleo stayed at home. Dan slept.", "Ada", "Ben", "Cleo", "Dan")
    assert set(forms.distractors(bank.facts[0], bank)) == {"Cleo", "Dan"}


def place_of(name: str, statement: str) -> Fact:
    return Fact(name, statement, ((name,),), name, kind="place")


def test_only_places_of_the_same_sort_are_offered_beside_each_other() -> None:
    names = ("Moscow", "Russia", "Europe", "Paris", "the harbour")
    told = {name: place_of(name, f"The talks were held in {name}.") for name in names}
    bank = Bank("talks", "Talks", parse("They talked."), tuple(told.values()))
    assert forms.distractors(told["Moscow"], bank) == ("Paris",)
    assert forms.distractors(told["Russia"], bank) == ()
    assert forms.distractors(told["the harbour"], bank) == ()


LIMITS: list[tuple[str, str, Kind]] = [
    ("More than 40 ships wait.", "40", "number"),
    ("The town has had a school since 1950.", "1950", "year"),
    ("By 1950 the town had a school.", "1950", "year"),
    ("The war lasted from 1939 to 1945.", "1945", "year"),
    ("The trip takes at least 40 minutes.", "40 minutes", "quantity"),
]


@pytest.mark.parametrize(("statement", "answer", "kind"), LIMITS)
def test_where_another_figure_could_be_as_true_no_other_is_offered(statement: str, answer: str, kind: Kind) -> None:
    asked = Fact("asked", statement, ((answer,),), statement, kind=kind)
    other = Fact("other", "It was 90 minutes, in 1990.", (("90 minutes" if "min" in answer else "90",),), "", kind=kind)
    bank = Bank("limits", "Limits", parse("It was long ago."), (asked, other))
    assert forms.distractors(asked, bank) == ()
    plain = replace(asked, fact=f"It was {answer}.")
    assert forms.distractors(plain, bank) == (other.answer[0][0],)


def test_a_role_is_not_offered_beside_a_name() -> None:
    bank = bank_of("Ada met the mayor in Rome. Cleo stayed at home.", "Ada", "the mayor", "Cleo")
    assert forms.distractors(bank.facts[0], bank) == ("Cleo",)


def bank_of(text: str, *people: str) -> Bank:
    from tutor.article import find

    article = parse(text)
    facts = tuple(
        Fact(p, f"The person called {p} is in the story.", ((p,),), p, kind="person", citation=find(article, p)[0])
        for p in people
    )
    return Bank("story", "A story", article, facts)
