"""What the pages draw, as strings: every template of ours, with everything that people may write in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st

from tutor import dialogue, library
from tutor.actions import BankCard, Scene
from tutor.article import find, parse, sentence_of
from tutor.model import Asked, Bank, Closed, Fact, Graded, Lesson, Question, Say, Source, Turn, Verdict
from tutor.ui import room, shelf
from tutor.ui.dress import dressed
from tutor.ui.passage import credit, is_covered, proof, prose, whole
from tutor.ui.progress import paragraph_map, position, shares, strip
from tutor.ui.safe import inline, label, text
from tutor.ui.talk import View, conversation, covered_turns, last_proof

ARTICLE = parse("# Pets\n\n## Cats\n\nCats purr. Dogs bark. (source ¶2)\n\nFish swim.")
PURR, BARK = ARTICLE.paragraph(1).sentences
SWIM = ARTICLE.paragraph(2).sentences[0]
ROOT = Path(__file__).resolve().parents[1]
BANKS = sorted([*(ROOT / "questions").glob("*.yaml"), ROOT / "tests" / "browser" / "bank" / "harbour.yaml"])
VOID = {"br", "img", "input", "hr", "meta", "link"}


def cite(quote: str):
    return find(ARTICLE, quote)[0]


def fact(name: str, answer: str, quote: str) -> Fact:
    return Fact(name, f"{quote}", ((answer,),), quote, ask=f"What about {name}?", citation=cite(quote))


BANK = Bank("pets", "Pets", ARTICLE, (fact("cats", "purr", "Cats purr"), fact("fish", "swim", "Fish swim")), Source())


class Shape(HTMLParser):
    """Notes the tags and the text of some HTML, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.words, self.open, self.whole = list[str](), "", list[str](), True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        self.whole &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><b>x",
    "$x$ :red[x] ![](http://x)",
    "&lt; &amp; &#x3c;",
    "\u202eabc",
    "😀👩‍👩‍👧",
    "\"' onmouseover=alert(1)",
    "<!-- <style>*{}</style>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_was_typed_is_text_and_nothing_else(words):
    turn = Turn(1, words, (Say("incorrect", words, lead=words, cite=cite("Cats purr")),))
    drawn = conversation([turn], View(ARTICLE))
    plain = conversation([Turn(1, "x", (Say("incorrect", "x", lead="x", cite=cite("Cats purr")),))], View(ARTICLE))
    assert Shape(drawn).tags == Shape(plain).tags
    assert Shape(drawn).whole
    assert Shape(drawn).words.count(words) == 3


@given(st.text())
def test_any_text_survives_as_text(words):
    shape = Shape(text(words))
    assert shape.tags == []
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", words.encode("utf-8", "replace").decode())
    assert shape.words == kept


@given(st.text())
def test_a_label_keeps_every_word_and_needs_one_line(words):
    shown = re.sub(r"\\(.)", r"\1", label(words).replace("\u2060", ""), flags=re.DOTALL)
    assert "\n" not in label(words)
    assert "".join(shown.split()) == "".join(
        re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", words.encode("utf-8", "replace").decode())
        .replace("\u2060", "")
        .split()
    )


def test_a_foreign_word_keeps_its_direction_to_itself():
    assert inline("שלום") == "<bdi>שלום</bdi>"


def test_the_cited_sentence_is_marked_whole():
    assert proof(ARTICLE, cite("Cats pu")) == '<p dir="auto"><mark>Cats purr.</mark> Dogs bark.</p>'


def test_a_cover_wins_over_a_mark_and_says_nothing_of_what_is_under_it():
    drawn = proof(ARTICLE, cite("Dogs bark"), frozenset({BARK}))
    assert "bark" not in drawn
    assert "<mark>" not in drawn
    assert 'aria-label="covered until you have answered"' in drawn
    long = prose(ARTICLE.paragraph(2), None, frozenset({SWIM}))
    assert re.sub(r"<[^>]*>", "", long) == re.sub(r"<[^>]*>|Cats purr. ", "", drawn)


def test_a_citation_is_covered_when_any_of_its_sentence_is():
    assert is_covered(ARTICLE, cite("Dogs"), frozenset({BARK}))
    assert not is_covered(ARTICLE, cite("Cats"), frozenset({BARK}))
    assert not is_covered(ARTICLE, cite("Cats"), frozenset({SWIM}))


def test_the_whole_text_has_its_headings_numbers_and_sources():
    drawn = whole(ARTICLE)
    assert drawn.count("<h2") == 1
    assert "¶1" in drawn
    assert "¶2" in drawn
    assert "retells source ¶2" in drawn
    assert Shape(drawn).whole


def test_a_source_is_credited_and_only_a_web_address_is_a_link():
    assert credit(Source()) == ""
    assert '<a href="https://x.org/?a=1&amp;b" target="_blank">' in credit(Source("T", url="https://x.org/?a=1&b"))
    assert "<a" not in credit(Source("T", url="javascript:alert(1)"))
    assert "Licence: <bdi>CC BY</bdi>" in credit(Source("T", "P", "A", "2018", "", "CC BY"))


def lesson(**changes) -> Lesson:
    return Lesson(**({"id": "l", "bank": "pets", "seed": 1, "total": 2, "turn": 1} | changes))


def asking(name: str, **changes) -> Lesson:
    return lesson(asked=Asked(Question(name, "typed", f"What about {name}?")), **changes)


def test_progress_is_told_by_paragraph():
    going = asking("fish", outcomes=(("cats", "first"),))
    assert [(s.paragraph, s.state) for s in shares(going, BANK)] == [(1, "done"), (2, "left")]
    assert position(going) == (2, 2)
    assert position(asking("cats", outcomes=(("cats", "revealed"), ("fish", "first")))) == (2, 2)
    assert 'aria-label="1 of 2 settled"' in strip(going, BANK)
    assert '<li class="done" aria-current="true">¶1' in paragraph_map(going, BANK, now=1)


def verdict(number: int, name: str, tone: str, *, closed: str = "") -> Turn:
    graded = Graded(name, "typed", "x", Verdict("incorrect" if tone != "correct" else "correct", "c", "b"), 0, 0)
    says = (Say(tone, f"{name} told", cite=cite("Cats purr" if name == "cats" else "Fish swim")),)
    return Turn(number, f"said of {name}", says, graded, Closed(name, closed) if closed else None)


def test_a_fact_that_came_back_covers_what_was_said_before_it_came_back():
    turns = [
        verdict(1, "cats", "incorrect"),
        verdict(2, "cats", "reveal", closed="revealed"),
        verdict(3, "fish", "correct", closed="first"),
        verdict(4, "cats", "incorrect"),
    ]
    assert covered_turns(turns, asking("cats")) == {1, 2}
    assert covered_turns(turns, asking("fish")) == {3}
    assert covered_turns(turns, lesson()) == frozenset()
    drawn = conversation(turns, View(ARTICLE, covered=frozenset({1, 2})))
    assert drawn.count("said of cats") == 1
    assert drawn.count("Covered until you have answered this one again.") == 2


def test_a_quoted_sentence_is_covered_when_it_would_give_the_question_away():
    asked = Turn(1, "do dogs bark?", (Say("quote", "Dogs bark.", lead="¶1", cite=cite("Dogs bark")),))
    assert "Dogs bark." in conversation([asked], View(ARTICLE))
    assert "Dogs bark." not in conversation([asked], View(ARTICLE, hidden=frozenset({BARK})))


def test_the_last_proof_is_that_of_the_last_verdict_in_view():
    turns = [verdict(1, "cats", "correct"), verdict(2, "fish", "correct"), Turn(3, "hint", (Say("hint", "Look"),))]
    assert last_proof(turns)[0] == 2
    assert last_proof(turns, frozenset({2}))[0] == 1
    assert last_proof([]) is None


def scene(lesson: Lesson, *turns: Turn, appealed: frozenset[int] = frozenset()) -> Scene:
    return Scene(lesson, BANK, turns, appealed)


def test_the_open_question_stands_below_the_talk_and_only_there():
    opening = Turn(0, "", (Say("note", "Hello."), Say("question", "What about cats?")))
    drawn = room.room(scene(asking("cats"), opening), 8)
    assert drawn.count("What about cats?") == 1
    assert 'class="open"' in drawn
    assert Shape(drawn).whole


def test_only_what_was_just_said_is_announced():
    opening = Turn(0, "", (Say("question", "What about cats?"),))
    after = Turn(1, "purr", (Say("correct", "They do."), Say("question", "What about fish?")))
    still = Turn(1, "x", (Say("incorrect", "No."),))
    assert "alert" not in room.room(scene(asking("cats"), opening), 8)
    assert room.room(scene(asking("fish"), opening, after), 8, fresh=True).count('role="alert"') == 2
    assert room.room(scene(asking("cats"), opening, still), 8, fresh=True).count('role="alert"') == 1


def test_an_appeal_is_told_under_its_verdict():
    drawn = room.room(scene(asking("cats"), verdict(0, "cats", "incorrect"), appealed=frozenset({0})), 8)
    assert "Passed on to your teacher." in drawn


def test_a_lesson_ends_in_three_figures():
    done = lesson(phase="done", outcomes=(("cats", "first"), ("fish", "revealed")))
    drawn = room.room(scene(done, Turn(0, "stop", (Say("summary", "You settled 2."),))), 8)
    assert re.findall(r"<dd>(\d)</dd>", drawn) == ["1", "0", "1"]
    nothing = room.room(scene(lesson(phase="done"), Turn(0, "stop", (Say("summary", "Nothing yet."),))), 8)
    assert "<dd>" not in nothing
    assert "Nothing yet." in nothing


def test_blanks_are_drawn_and_named():
    drawn = conversation([Turn(0, "", (Say("hint", "“Cats _____.”"),))], View(ARTICLE))
    assert "_____" not in drawn
    assert 'aria-label="blank"' in drawn


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_the_sentence_that_answers_the_open_question_is_nowhere_on_the_page(path):
    """Played through with every answer right; what is on screen never holds the proof of what is being asked."""
    bank = library.get(path.parent, path.stem).bank
    playing, turn = dialogue.begin("l", bank, 7)
    turns = [turn]
    while playing.phase == "asking":
        asked = playing.asked.question
        fact = bank.fact(asked.fact)
        drawn = room.room(Scene(playing, bank, tuple(turns[-12:]), frozenset()), 8) + whole(
            bank.article, dialogue.hidden(playing, bank)
        )
        stem = text(asked.stem)  # "True or false?" says it, or its opposite, itself
        assert text(sentence_of(bank.article, fact.citation).text) not in drawn.replace(stem, ""), fact.id
        assert len(turns) < 500
        playing, turn = dialogue.step(playing, asked.options[asked.right] if asked.options else fact.key, bank)
        turns.append(turn)
        if playing.phase == "paused":
            playing, turn = dialogue.step(playing, "next", bank)
            turns.append(turn)


@pytest.mark.parametrize("page", [b"<head><title>Streamlit</title></head><body></body>", b"", b"no head"])
def test_any_page_can_be_dressed(page):
    assert (b"<style>" in dressed(page)) == (b"</head>" in page)


def test_streamlits_page_is_dressed_whole():
    """Fails when a new Streamlit changes the lines that are replaced."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    after = dressed(page)
    for words in [b"<title>Passage</title>", b"interactive-widget=resizes-content", b"\n.stApp {", b"image/svg+xml"]:
        assert after.count(words) == 1
    assert b"favicon.png" not in after


@pytest.mark.parametrize(
    ("due", "met", "words", "mode"),
    [
        (0, 0, "Start", "learn"),
        (0, 3, "Learn the rest", "learn"),
        (0, 6, "Once more", "learn"),
        (2, 3, "Review 2", "review"),
        (2, 6, "Review 2", "review"),
    ],
)
def test_a_card_offers_the_one_thing_to_do_next(due, met, words, mode):
    card = BankCard("b", "B", 6, 3, due, met, None, Source(), stale=False, broken=False)
    assert shelf.next_step(card) == (words, mode)
