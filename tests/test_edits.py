"""Edits of a bank's text, one row each: the text, the edit, the text after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import bank
from tutor.article import parse
from tutor.bank.edits import (
    Refused,
    add_entry,
    append_facts,
    delete_fact,
    remove_entry,
    remove_field,
    set_field,
    set_title,
)
from tutor.bank.edits_fact import fact_text, replace_fact, revert
from tutor.bank.sheet import reading
from tutor.bank.writing import Unwritable, new_bank, scalar

HEAD = "title: The mill\nfacts:\n"
FACT = f"{HEAD}  - id: opened\n    answer: 1850\n"
Edit = Callable[[str], "str | Refused"]


def accept(wording: str) -> Edit:
    return lambda text: add_entry(text, "opened", "accept", wording)


def wrong(wording: str, reply: str = "") -> Edit:
    return lambda text: add_entry(text, "opened", "wrong", wording, reply)


def drop(key: str, wording: str) -> Edit:
    return lambda text: remove_entry(text, "opened", key, wording)


CASES: list[tuple[str, Edit, str]] = [
    # accept: not there, one text, a list in brackets, a list of lines
    ("", accept("in 1850"), "    accept: [in 1850]\n"),
    ("    accept:  # none yet\n", accept("x"), "    accept: [x]  # none yet\n"),
    ("    accept: in 1850\n", accept("1850 AD"), "    accept: [in 1850, 1850 AD]\n"),
    ("    accept: 'a, b'\n", accept("x"), '    accept: ["a, b", x]\n'),
    ("    accept: []\n", accept("x"), "    accept: [x]\n"),
    ("    accept: [a, 'b' ,]  # two\n", accept("x, y"), "    accept: [a, 'b', \"x, y\" ,]  # two\n"),
    (
        "    accept: [\n      a,  # one\n      b  # two\n    ]\n",
        accept("x"),
        "    accept: [\n      a,  # one\n      b, x  # two\n    ]\n",
    ),
    (
        "    accept:\n      - a # one\n\n    # then\n",
        accept("- x"),
        '    accept:\n      - a # one\n      - "- x"\n\n    # then\n',
    ),
    ("    accept:\n    -   a\n", accept("x"), "    accept:\n    -   a\n    -   x\n"),
    # wrong and close: with replies and without
    ("", wrong("1901", "Later: that was the flood."), '    wrong:\n      1901: "Later: that was the flood."\n'),
    ("", wrong("1901"), "    wrong: [1901]\n"),
    ("    wrong: {1901: , 1840: }\n", wrong("a: b", "c, d"), '    wrong: {1901: , 1840: , "a: b": "c, d"}\n'),
    ("    wrong: {}\n", wrong("x", "y"), "    wrong:\n      x: y\n"),
    ("    wrong:\n       1901:\n", wrong("x"), "    wrong:\n       1901:\n       x:\n"),
    ("    wrong:\n      1901: |\n        No.\n\n", wrong("x"), "    wrong:\n      1901: |\n        No.\n      x:\n\n"),
    ("    wrong: [1840, '1860']\n", wrong("x", "no"), "    wrong: {1840: , '1860': , x: no}\n"),
    ("    wrong: [1840, 1860]\n", wrong("1840", "no"), "    wrong: {1840: no, 1860: }\n"),
    (
        "    wrong:\n      - 1840\n      -  1860 # b\n",
        wrong("x", "no"),
        "    wrong:\n        1840:\n        1860: # b\n        x: no\n",
    ),
    ("    wrong:\n      1901: No.\n", wrong("1901", "Later."), "    wrong:\n      1901: Later.\n"),
    ("    wrong:\n      1901:\n", wrong("1901", "Later."), "    wrong:\n      1901: Later.\n"),
    # taken out
    ("    accept: [a, b, c]\n", drop("accept", "a"), "    accept: [b, c]\n"),
    ("    accept: [a, b, c]\n", drop("accept", "c"), "    accept: [a, b]\n"),
    ("    accept: [a]  # why\n", drop("accept", "a"), "    # why\n"),
    ("    accept:\n      - a\n      - b # two\n", drop("accept", "b"), "    accept:\n      - a\n      # two\n"),
    ("    accept:\n      - a # one\n      - b\n", drop("accept", "a"), "    accept:\n      # one\n      - b\n"),
    ("    wrong:\n      1901: No.\n    why: x\n", drop("wrong", "1901"), "    why: x\n"),
    ("    wrong: {1901: No., 1840: }\n", drop("wrong", "1901"), "    wrong: {1840: }\n"),
    # fields
    ("", lambda t: set_field(t, "opened", "ask", "When?"), "    ask: When?\n"),
    ("    why: x\n", lambda t: set_field(t, "opened", "quote", "a: b"), '    quote: "a: b"\n    why: x\n'),
    ("    ask: 'a'  # q\n", lambda t: set_field(t, "opened", "ask", "b"), "    ask: b  # q\n"),
    ("    ask: a\n      b\n", lambda t: set_field(t, "opened", "ask", "c"), "    ask: c\n"),
    ("    ask: >-\n      a\n      b\n\n", lambda t: set_field(t, "opened", "ask", "c"), "    ask: c\n\n"),
    ("    ask: a # x\n    why: b\n", lambda t: remove_field(t, "opened", "ask"), "    # x\n    why: b\n"),
    ("    hints: a\n", lambda t: set_field(t, "opened", "hints", ["a", "b, c"]), '    hints: [a, "b, c"]\n'),
]


@pytest.mark.parametrize("mark", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("more", ["", "  - id: other\n    answer: x\n"], ids=["last", "first"])
@pytest.mark.parametrize(("before", "edit", "after"), CASES)
def test_an_edit_writes_these_lines(before: str, edit: Edit, after: str, more: str, mark: str) -> None:
    text, wanted = ((FACT + lines + more).replace("\n", mark) for lines in (before, after))
    assert edit(text) == wanted


def test_the_file_may_begin_with_a_byte_order_mark_and_end_without_a_line_break() -> None:
    assert accept("x")("\ufeff" + FACT.rstrip()) == "\ufeff" + FACT + "    accept: [x]"


def test_a_bank_gets_another_title() -> None:
    assert set_title(FACT + "    why: The mill\n", "Mills: a story") == (
        FACT.replace("title: The mill", 'title: "Mills: a story"') + "    why: The mill\n"
    )
    assert set_title("facts:\n  - id: a\n", "The mill") == "facts:\n  - id: a\ntitle: The mill\n"


def test_a_bank_in_brackets_stays_in_brackets() -> None:
    text = "{title: The mill, facts: [{id: opened, answer: 1850}]} # short"
    edited = accept("in, 1850")(text)
    assert edited == '{title: The mill, facts: [{id: opened, answer: 1850, accept: ["in, 1850"]}]} # short'
    assert append_facts(text, [{"id": "b", "need": 2}]) == (
        "{title: The mill, facts: [{id: opened, answer: 1850}, {id: b, need: 2}]} # short"
    )


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        (FACT, lambda t: add_entry(t, "shut", "accept", "x"), "the bank has no fact called “shut”"),
        (FACT + "  - id: opened\n", accept("x"), "more than one fact called “opened”"),
        (FACT + "    accept: [x]\n", accept("x"), "“x” is listed there already"),
        (FACT, drop("accept", "x"), "“x” is not listed there"),
        (FACT + "   bad: [\n", accept("x"), "mend line 5 of the bank first"),
        (FACT + "\taccept: x\n", accept("x"), "mend line 5 of the bank first"),
        ("", accept("x"), "mend line 1 of the bank first"),
        (FACT, accept("a\u200bb"), "an invisible character, U+200B"),
        (FACT + "    accept: &a [x]\n  - id: b\n    accept: *a\n", accept("y"), "only a person can change safely"),
        (FACT + "  - id: b\n    accept: &a [x]\n  - {id: c, accept: *a}\n",
         lambda t: remove_field(t, "b", "accept"), "only a person can change safely"),
        (FACT + "    wrong: {a: 1, # why\n      b: 2}\n", lambda t: set_field(t, "opened", "wrong", ["c"]),
         "only a person can change safely"),
        (FACT, lambda t: delete_fact(t, "opened"), "the bank's only fact"),
        (FACT, lambda t: remove_field(t, "opened", "why"), "the fact “opened” has no “why”"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_made_says_why(text: str, edit: Edit, why: str) -> None:
    refused = edit(text)
    assert isinstance(refused, Refused)
    assert why in refused.why


def test_a_whole_fact_is_changed_only_where_it_differs() -> None:
    text = FACT + "    accept: [a, b]  # two\n    wrong:\n      x: No.  # r\n      y:\n    why: old\n"
    fact = {"id": "was-opened", "answer": "1850", "accept": ["b", "c"], "wrong": {"x": "No!", "y": "", "z": "Z."}}
    assert replace_fact(text, "opened", fact) == (
        FACT.replace("opened", "was-opened")
        + "    accept: [b, c]  # two\n    wrong:\n      x: No!  # r\n      y:\n      z: Z.\n"
    )


def test_an_edit_is_taken_back_also_when_another_fact_has_changed_since() -> None:
    text = FACT + "    accept: a # one\n  - id: b\n    answer: x\n"
    edited = accept("c")(text)
    assert isinstance(edited, str)
    since = edited.replace("answer: x", "answer: y # better")
    back = revert(since, "opened", fact_text(text, "opened"), fact_text(edited, "opened"))
    assert back == text.replace("answer: x", "answer: y # better")
    refused = revert(since.replace("1850", "1851"), "opened", fact_text(text, "opened"), fact_text(edited, "opened"))
    assert refused == Refused("this fact has been changed since")


def test_facts_are_added_in_the_style_of_our_banks() -> None:
    fact = {
        "id": "grain", "fact": "The mill ground wheat: and rye.", "answer": ["wheat", "rye"], "need": 1, "infer": True,
        "ask": "Name one # sort.", "quote": "The mill ground wheat", "accept": (), "why": None,
        "close": {"grain": "Which sort?"}, "wrong": {"oats": "", "a: b": "No."}, "must": [["a", "b"], ["c"]],
    }  # fmt: skip
    assert append_facts(FACT, [fact, {"answer": "x", "id": "z"}]) == FACT + (
        "\n  - id: grain\n"
        '    fact: "The mill ground wheat: and rye."\n'
        "    answer: [wheat, rye]\n"
        "    need: 1\n"
        '    ask: "Name one # sort."\n'
        "    quote: The mill ground wheat\n"
        "    infer: true\n"
        "    must:\n      - [a, b]\n      - [c]\n"
        "    close:\n      grain: Which sort?\n"
        '    wrong:\n      oats:\n      "a: b": No.\n'
        "\n  - id: z\n    answer: x\n"
    )


@pytest.mark.parametrize("facts", ["facts:\n", "facts: []\n", "facts: # soon\n", "", "facts:", "facts: [ ] # soon"])
def test_the_first_fact_of_a_bank_can_be_added(facts: str) -> None:
    text = append_facts(f"title: x\n{facts}", [{"id": "a", "answer": "1"}])
    assert isinstance(text, str)
    assert reading(text) == {"title": "x", "facts": [{"id": "a", "answer": "1"}]}
    assert ("# soon" in text) == ("# soon" in facts)


def test_a_new_bank_is_one_that_can_be_served() -> None:
    quote = "In 1850 the baker Anna Grey opened a mill"
    fact = {"id": "opened", "fact": "Anna Grey opened the mill in 1850.", "answer": 1850, "quote": quote}
    text = new_bank("The mill: a story", "mill.md", [fact], {"title": "A # history", "url": ""})
    loaded = bank.parse(text, "mill.yaml", parse(f"{quote}."))
    assert [str(p) for p in loaded.problems] == []
    assert loaded.bank
    assert (loaded.bank.title, loaded.bank.source.title) == ("The mill: a story", "A # history")


def test_no_bank_holds_invisible_characters() -> None:
    with pytest.raises(Unwritable):
        scalar("a\0b", "value")


def test_the_real_bank_takes_a_fact_and_gives_it_back() -> None:
    text = (Path(__file__).parents[1] / "questions/inf-treaty.yaml").read_text("utf-8")
    more = append_facts(text, [{"id": "new-one", "answer": "x"}])
    assert isinstance(more, str)
    assert more.startswith(text.rstrip("\n"))
    assert delete_fact(more, "new-one") == text
