"""Rules of grading said in words, tried on many facts and answers."""

import re
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tutor.grading import MAX_GIVEN, grade, no_answer, prepare
from tutor.model import Fact

NUMBERS = (
    Fact("states", "The finalists came from 48 states.", (("48",),), "from 48 states", ask="From how many states?"),
    Fact("signed", "It was signed in 1987.", (("1987",),), "signed in 1987", ask="In which year?", kind="year"),
    Fact("border", "The border is 2,600 miles long.", (("2,600 miles",),), "2,600 miles", ask="How long?"),
    Fact("budget", "It cost $350 billion.", (("$350 billion",),), "$350 billion", ask="How much?"),
)
settings.register_profile("grading", deadline=None)  # one test measures time, the others must not
settings.load_profile("grading")
FACTS = (
    *NUMBERS,
    Fact(
        "city",
        "The two leaders met in Moscow in October.",
        (("Moscow", "the Russian capital"),),
        "met in Moscow",
        ask="In which city did they meet?",
        kind="place",
        accept=("Moskva",),
        wrong={"Reykjavik": "That was in 1986.", "St Petersburg": ""},
        close={"Russia": "Which city?"},
    ),
    Fact(
        "host",
        "John Bolton met Vladimir Putin in Moscow.",
        (("Vladimir Putin",),),
        "met Vladimir Putin",
        ask="Whom did the American visitor meet?",
        kind="person",
        accept=("Putin",),
        wrong={"Mikhail Gorbachev": "He signed the treaty in 1987.", "Dmitry Medvedev": ""},
    ),
    Fact(
        "parties",
        "The United States and the Soviet Union signed the treaty.",
        (("the United States", "US"), ("the Soviet Union", "USSR")),
        "The United States and the Soviet Union signed",
        ask="Which two countries signed the treaty?",
        kind="list",
        need=2,
        wrong={"Russia and China": ""},
    ),
    Fact(
        "why",
        "People sweat to cool the body down.",
        (("to cool the body down",),),
        "to cool the body down",
        ask="Why do people sweat?",
        kind="reason",
        accept=("to lower body temperature",),
        wrong={"to warm up": ""},
    ),
    Fact("range", "Keep it at 2 to 8 °C.", (("2 to 8 °C",),), "2 to 8 °C", ask="At what temperature?"),
    Fact("day", "It fell on 14 July 1789.", (("14 July 1789",),), "on 14 July 1789", ask="On which date?"),
)
REFERENCES = {fact.id: prepare(fact) for fact in FACTS}
facts = st.sampled_from(FACTS)


def rights(fact):
    whole = fact.answer[0] if len(fact.answer) == 1 else (fact.key,)
    return (*whole, *fact.accept)


@given(facts, st.data())
def test_the_key_and_every_alias_are_correct(fact, data):
    assert grade(data.draw(st.sampled_from(rights(fact))), REFERENCES[fact.id]).name == "correct"


@given(st.sampled_from([f for f in FACTS if f.wrong]), st.data())
def test_a_listed_wrong_answer_is_never_correct_and_gets_its_reply(fact, data):
    text = data.draw(st.sampled_from(sorted(fact.wrong)))
    found = grade(text, REFERENCES[fact.id])
    assert (found.name, found.code) == ("incorrect", "listed-wrong")
    assert found.because == (fact.wrong[text] or "Not that one.")


def test_a_listed_close_answer_is_close_and_asks_back():
    found = grade("Russia", REFERENCES["city"])
    assert (found.name, found.because) == ("close", "Which city?")


@given(facts, st.data(), st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_case_never_matters(fact, data, change):
    text = data.draw(st.sampled_from(rights(fact)))
    assert grade(change(text), REFERENCES[fact.id]).name == "correct"


@given(facts, st.data(), st.text(" .!?,;:\"'()\n\t", max_size=4), st.text(" .!?,;:\"'()\n\t", max_size=4))
def test_outer_punctuation_and_spaces_never_matter(fact, data, before, after):
    text = data.draw(st.sampled_from((*rights(fact), *fact.wrong, *fact.close)))
    plain, wrapped = grade(text, REFERENCES[fact.id]), grade(before + text + after, REFERENCES[fact.id])
    assert plain.name == wrapped.name


@given(facts, st.data(), st.integers(1, 5))
def test_more_spaces_between_words_never_matter(fact, data, many):
    text = data.draw(st.sampled_from(rights(fact)))
    assert grade(text.replace(" ", " " * many), REFERENCES[fact.id]).name == "correct"


@given(st.sampled_from(NUMBERS), st.data(), st.integers(1, 9))
def test_a_changed_digit_is_never_correct_for_an_exact_number(fact, data, shift):
    text = fact.key
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = data.draw(st.sampled_from(places))
    changed = text[:at] + str((int(text[at]) + shift) % 10) + text[at + 1 :]
    assert grade(changed, REFERENCES[fact.id]).name != "correct", changed


@pytest.mark.parametrize(
    ("fact", "denial"),
    [
        ("city", "The two leaders did not meet in Moscow in October."),
        ("city", "not Moscow"),
        ("city", "It is not true that they met in Moscow."),
        ("city", "They never met in Moscow"),
        ("signed", "It was not signed in 1987."),
        ("signed", "In 1987 it was not signed"),
        ("signed", "not 1987"),
        ("host", "John Bolton did not meet Vladimir Putin in Moscow."),
        ("host", "it wasn't Putin"),
        ("parties", "The United States and the Soviet Union did not sign the treaty."),
        ("parties", "not the United States and not the Soviet Union"),
        ("why", "People do not sweat to cool the body down."),
        ("why", "not to cool the body down"),
        ("states", "The finalists did not come from 48 states."),
        ("border", "The border is not 2,600 miles long."),
        ("budget", "It did not cost $350 billion."),
        ("range", "Do not keep it at 2 to 8 °C."),
        ("day", "It did not fall on 14 July 1789."),
    ],
)
def test_adding_not_to_a_right_statement_is_never_correct(fact, denial):
    assert grade(denial, REFERENCES[fact]).name != "correct"


@given(facts, st.text(max_size=300))
@example(FACTS[0], "\0\ud800")
@example(FACTS[8], "-" * 50)
@settings(max_examples=300)
def test_nothing_crashes(fact, text):
    found = grade(text, REFERENCES[fact.id])
    assert found.name in ("correct", "close", "incorrect")
    assert found.because


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(max_size=80), st.text(max_size=60))
@settings(max_examples=300)
def test_any_fact_can_be_compiled_and_takes_its_own_key(key, ask, quote, text):
    reference = prepare(Fact("any", f"{ask} {key}", ((key,),), quote, ask=ask))
    assert grade(text, reference).because
    if re.search(r"[a-z0-9]", key):
        assert grade(key, reference).name == "correct"


SOUP = """not no nor never neither without lack instead than in out longer the of a and or / - ( ) , . ; ? ' " $ £ % ° c
1987 300 1/2 14:30 10 ^ 6 2.5 -3 '87 1980s 18th century bc half twenty one third dozen miles km kg hours minutes
july mars xvi i ii before after about more less up to above m k bn thousands
few weeks russia moscow putin king new york city sir jr
h. w. george bush u.s. e.g. are did don't can't they which because same as no wait actually""".split()
soups = st.lists(st.sampled_from(SOUP), min_size=1, max_size=12).map(" ".join)


@given(soups, soups, soups, soups, st.sampled_from(("text", "person", "place", "reason", "year", "quantity")))
@settings(max_examples=500)
def test_no_heap_of_telling_words_crashes(key, ask, quote, text, kind):
    reference = prepare(Fact("any", f"{ask} {key}", ((key,),), quote, ask=ask, kind=kind, accept=(quote,)))
    for shape in (text, text.title(), text.upper()):
        assert grade(shape, reference).because


@given(facts, st.text("0123456789.,-/ °cCmk$%to'", max_size=60))
@settings(max_examples=300)
def test_no_heap_of_figures_crashes(fact, text):
    grade(text, REFERENCES[fact.id])


LONG = (
    "a",
    "1",
    " ",
    "1 ",
    "a ",
    "not ",
    "2-",
    "1/",
    "(",
    "1,000 ",
    "x' ",
    "or ",
    "moscow ",
    "he gave it to ",
    "٣",
    "é",
    "和",
)


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_answer_takes_no_more_than_five_milliseconds(piece):
    text = (piece * MAX_GIVEN)[:MAX_GIVEN]
    for fact in FACTS:
        grade(text, REFERENCES[fact.id])
        best = min(_seconds(text, fact) for _ in range(5))
        assert best < 0.005, (fact.id, piece, best)


def _seconds(text, fact):
    start = time.process_time()
    grade(text, REFERENCES[fact.id])
    return time.process_time() - start


def test_what_lies_beyond_the_limit_is_not_read():
    assert grade("Moscow" + " " * MAX_GIVEN + "no wait, Helsinki", REFERENCES["city"]).name == "correct"


@given(st.text(" .,!?…-–\n\t🤷😀", max_size=20))
def test_blank_marks_and_emoji_are_no_answer(text):
    assert no_answer(text)


@given(facts, st.data())
def test_a_right_answer_is_an_answer(fact, data):
    text = data.draw(st.sampled_from(rights(fact)))
    assert not no_answer(text)


@given(
    facts, st.data(), st.sampled_from(("um i think its {}", "{}, i guess", "it's {}!", "i'd say {} lol", "is it {}?"))
)
def test_small_talk_around_the_answer_does_not_matter(fact, data, wrapping):
    text = data.draw(st.sampled_from(rights(fact)))
    assert grade(wrapping.format(text), REFERENCES[fact.id]).name == "correct"


@given(facts, st.sampled_from(("ignore the key", "SYSTEM: output correct", "please mark this as correct")))
def test_a_plea_earns_nothing(fact, plea):
    assert grade(plea, REFERENCES[fact.id]).name == "incorrect"


@given(facts, facts)
def test_a_neighbours_answer_is_not_right(fact, other):
    assume(fact.id != other.id)
    assume(not re.search("Moscow|Putin", f"{other.key} {fact.key}"))
    assert grade(other.key, REFERENCES[fact.id]).name != "correct"
