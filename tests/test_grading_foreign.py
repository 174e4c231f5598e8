"""Answers in other languages: what is read in English, and that an English answer never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.bank import read
from tutor.grading import grade, prepare
from tutor.grading.foreign import in_english, word_by_word
from tutor.grading.tables.languages import SMALL, WORDS
from tutor.grading.tokens import cut
from tutor.model import Fact

BANKS = sorted((Path(__file__).parent.parent / "questions").glob("*.yaml"))

FALSE_FRIENDS = """gift rot die pain sale mare also fast brief chef hell wand stern rat brand fall fell bald bad arm hut
boot rock kind man war will not so in an am was tag gut list art rate chat main four dent figure coin pour sol red pie
pan sin son once real actual mole come dove cane camera estate sole ape male pace fame rose are bar fin
grand long large rude sang vent ville champ pot tour habit lecture library college gymnasium novel""".split()


@pytest.mark.parametrize("false_friend", FALSE_FRIENDS)
def test_a_word_that_is_english_too_stays_english_by_itself(false_friend):
    for words in ([false_friend], ["the", false_friend], ["because", "of", "a", false_friend, "and", "others"]):
        assert in_english(words) == words
        assert word_by_word(words) == words


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_no_sentence_of_an_english_article_is_taken_for_another_language(path):
    bank = read(path).bank
    for paragraph in bank.article.paragraphs:
        for sentence in paragraph.text.split(". "):
            assert in_english(cut(sentence)) == cut(sentence)


def test_english_false_friends_in_a_row_are_english():
    words = "the chef was in the war and a rat will die fast in hell".split()
    assert in_english(words) == words


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("das Gift war in dem Wein", "the poison was in the wine"),
        ("weil die Arbeiter knapp waren", "because the worker scarce were"),
        ("um die Wand zu bauen", "to build the wall"),
        ("parce qu'on n'avait pas d'argent", "because that we not have of money"),
        ("porque las armas nucleares son peligrosas", "because the nuclear weapon are dangerous"),
        ("perché il re non aveva soldi", "because the king not has money"),
        ("Ostwind und Holzhäuser", "east wind and wood house"),
        ("mit Schiffen aus Asien", "with ship from asia"),
        ("ein Haus wurde aufgebaut", "a house was build"),
        ("потому что король боялся войны", "because that king fear war"),
        ("omdat de koning bang was", "because the king fear was"),
        ("sechsundvierzig Jahre", "sechsundvierzig year"),
    ],
)
def test_a_sentence_of_another_language_is_read_word_by_word(said, meant):
    assert in_english(cut(said)) == meant.split()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Doppelhelix", "double helix"),
        ("Bartenwale", "baleen whale"),
        ("Atomwaffen", "nuclear weapon"),
        ("威尼斯", "venice"),
        ("東京です", "tokyo"),
        ("モスクワ", "moscow"),
        ("القاهرة", "cairo"),
        ("約6メートル", "6 metre"),
    ],
)
def test_a_single_word_is_found_by_its_parts_or_in_the_names(said, meant):
    assert word_by_word(cut(said)) == meant.split()


def test_words_of_the_passage_stay_as_they_are():
    assert word_by_word(["krieg"], ({"krieg"},)) == ["krieg"]


def test_a_word_of_two_senses_is_read_as_the_passage_has_it():
    assert in_english("der strom ist kalt".split(), ({"river"},)) == ["the", "river", "is", "cold"]
    assert in_english("der strom ist kalt".split(), ({"current"},)) == ["the", "current", "is", "cold"]


WARS = Fact("x", "They lost because they had not enough weapons.", (("They had not enough weapons.",),), "")
LOST = prepare(Fact("x", WARS.fact, WARS.answer, WARS.fact, ask="Why did they lose?"))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("sie hatten nicht genug Waffen", "correct"),
        ("ils n'avaient pas assez d'armes", "correct"),
        ("no tenían suficientes armas", "correct"),
        ("sie hatten genug Waffen", "incorrect"),
        ("ils avaient assez d'armes", "incorrect"),
        ("tenían suficientes armas", "incorrect"),
    ],
)
def test_a_denial_in_another_language_counts(said, verdict):
    assert grade(said, LOST).name == verdict


def test_every_word_of_the_tables_is_folded_and_has_an_english_one():
    for language, table in WORDS.items():
        for word, english in table.items():
            assert word.isascii(), (language, word)
            assert word == word.lower(), (language, word)
            assert english.split(), (language, word)
        assert SMALL[language] <= table.keys()


@given(st.text(alphabet="abcdefinorstuz' 北京モスクの.,9äéß", max_size=60))
def test_reading_in_english_takes_any_text(text):
    tokens = cut(text)
    assert all(in_english(tokens))
    assert all(word_by_word(tokens))
