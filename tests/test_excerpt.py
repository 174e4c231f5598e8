"""An edit of one fact in a long bank looks at that fact, and does what it would do to the whole bank."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.yaml_styles import WORDS, Written, banks
from tutor.bank import edits
from tutor.bank.excerpt import around, at_the_end, edited_in

BANK = """\
title: Towns  # all of them
facts:
  - id: one
    answer: '1'

  # the second
  - id: two
    answer: '2'
  - id: three
    answer: '3'
source:
  title: a book
"""


def test_an_excerpt_has_the_head_and_the_lines_of_its_facts():
    part = around(BANK, "two")
    assert part is not None
    assert part.text == "title: Towns  # all of them\nfacts:\n  - id: two\n    answer: '2'\n"
    assert part.put_back(part.text.replace("'2'", "'22'")) == BANK.replace("'2'", "'22'")


def test_the_end_of_a_bank_has_what_follows_the_facts():
    part = at_the_end(BANK, 1)
    assert part is not None
    assert part.text.endswith("facts:\n  - id: three\n    answer: '3'\nsource:\n  title: a book\n")


def test_what_would_change_a_neighbour_or_the_head_is_not_put_back():
    part = around(BANK, "two")
    assert part is not None
    assert part.put_back(part.text.replace("Towns", "Cities")) is None
    assert part.put_back(part.text.replace("'2'", '"2')) is None
    assert part.put_back(part.text + "source: another\n") is None


def test_there_is_no_excerpt_of_what_is_not_cut_by_lines_or_not_one_fact():
    assert around(BANK, "four") is None
    assert around(BANK.replace("three", "two"), "two") is None
    assert around("title: x\nfacts: [{id: a}, {id: b}]\n", "a") is None
    assert around("title: x\nfacts:\n- id: a\n", "a") is None


def test_where_an_excerpt_leads_nowhere_the_whole_bank_is_edited():
    part = around(BANK, "two")
    seen = list[str]()
    assert edited_in(part, BANK, lambda text: seen.append(text) or edits.Refused("no")) == edits.Refused("no")
    assert seen == [part.text if part else "", BANK]


@settings(deadline=None, max_examples=60)
@given(st.data(), banks(), st.sampled_from(["ask", "why", "status", "accept"]), WORDS)
def test_an_edit_in_an_excerpt_is_the_edit_of_the_whole(
    data: st.DataObject, written: Written, key: str, value: str
) -> None:
    fact = data.draw(st.sampled_from(written.data["facts"]))["id"]
    changes = (
        lambda: edits.set_field(written.text, fact, key, value),
        lambda: edits.remove_field(written.text, fact, key),
        lambda: edits.add_entry(written.text, fact, "accept", value),
        lambda: edits.delete_fact(written.text, fact),
        lambda: edits.append_facts(written.text, [{"id": "new", "answer": value}]),
    )
    short = [change() for change in changes]
    with patch.object(edits, "around", lambda *_: None), patch.object(edits, "at_the_end", lambda *_: None):
        whole = [change() for change in changes]
    assert short == whole
