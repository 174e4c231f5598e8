"""Rules said in words: an edit changes the lines of its fact and nothing else, loses no remark, breaks no bank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from tests.yaml_styles import WORDS, Written, banks
from tutor import bank
from tutor.bank.edits import Refused, add_entry, append_facts, delete_fact, remove_entry, remove_field, set_field
from tutor.bank.edits_fact import fact_text, replace_fact, revert
from tutor.bank.loading import load
from tutor.bank.sheet import reading

ROOT = Path(__file__).resolve().parents[1]
many = settings(deadline=None, max_examples=80, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Without shrinking: these banks are small, and making one smaller takes minutes."""


def says(text: str) -> Any:
    """Return what a text says; it must be read without a flaw. A line break at the end of a text is none of it."""
    tree = load(text.removeprefix("\ufeff"))
    assert tree.flaws == []
    return _stripped(tree.data)


def _stripped(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: _stripped(v) for k, v in data.items()}
    return [_stripped(v) for v in data] if isinstance(data, list) else data.rstrip("\n")


def listed(value: Any) -> dict[str, str]:
    """Return the entries of accept, close or wrong with their replies, however they are written."""
    if isinstance(value, dict):
        return value
    return dict.fromkeys([value] if isinstance(value, str) else value or (), "")


def same_but(written: Written, text: str, fact: str) -> dict[str, Any]:
    """Check that nothing but this fact was touched, and return what the fact says now."""
    before, after = written.around[fact]
    assert text.startswith(before)
    assert text.endswith(after)
    for remark in written.remarks:
        assert remark in text
    now = says(text)
    assert {**now, "facts": [f for f in now["facts"] if f["id"] != fact]} == {
        **written.data,
        "facts": [f for f in written.data["facts"] if f["id"] != fact],
    }
    return next(f for f in now["facts"] if f["id"] == fact)


def some_fact(draw: Callable[..., Any], written: Written) -> dict[str, Any]:
    return draw(st.sampled_from(written.data["facts"]))


def changed_lines(before: str, after: str) -> int:
    """Return how many lines of `after` are not in `before`, at the one place where they differ."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return len(new)


@many
@given(banks())
def test_the_banks_of_this_test_are_read_as_they_were_meant(written: Written) -> None:
    assert says(written.text) == written.data
    assert all(written.text.count(remark) == 1 for remark in written.remarks)


@many
@given(st.data(), banks(), st.sampled_from(["accept", "close", "wrong"]), WORDS, st.just("") | WORDS)
def test_an_entry_is_added_at_the_end_and_nothing_else_changes(
    data: st.DataObject, written: Written, key: str, wording: str, reply: str
) -> None:
    fact = some_fact(data.draw, written)
    old, reply = listed(fact.get(key)), "" if key == "accept" else reply
    text = add_entry(written.text, fact["id"], key, wording, reply)
    if isinstance(text, Refused):
        event(text.why)
        assert (wording in old and not reply) or "by hand" in text.why or "only a person" in text.why
        return
    now = same_but(written, text, fact["id"])
    assert list(listed(now.pop(key)).items()) == list({**old, wording: reply}.items())
    assert now == {k: v for k, v in fact.items() if k != key}
    assert revert(text, fact["id"], fact_text(written.text, fact["id"]), fact_text(text, fact["id"])) == written.text


@many
@given(st.data(), banks(), st.sampled_from(["accept", "close", "wrong"]), WORDS, st.just("") | WORDS)
def test_what_was_added_to_a_list_and_is_taken_out_again_leaves_the_same_bytes(
    data: st.DataObject, written: Written, key: str, wording: str, reply: str
) -> None:
    fact = some_fact(data.draw, written)
    held = fact.get(key)
    if wording in listed(held) or (isinstance(held, str) or held in ([], {})) or (isinstance(held, list) and reply):
        return
    text = add_entry(written.text, fact["id"], key, wording, reply)
    if not isinstance(text, Refused):
        assert remove_entry(text, fact["id"], key, wording) == written.text


@many
@given(st.data(), banks())
def test_any_entry_can_be_taken_out_and_nothing_else_changes(data: st.DataObject, written: Written) -> None:
    fact = some_fact(data.draw, written)
    keys = [key for key in ("accept", "close", "wrong") if fact.get(key)]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    wording = data.draw(st.sampled_from(list(listed(fact[key]))))
    text = remove_entry(written.text, fact["id"], key, wording)
    if isinstance(text, Refused):
        event("refused")
        return
    now = same_but(written, text, fact["id"])
    left = {k: v for k, v in listed(fact[key]).items() if k != wording}
    assert listed(now.pop(key, ())) == left
    assert now == {k: v for k, v in fact.items() if k != key}


@many
@given(st.data(), banks(), st.sampled_from(["ask", "quote", "status", "why", "fact"]), WORDS)
def test_a_field_is_set_or_taken_out_and_nothing_else_changes(
    data: st.DataObject, written: Written, key: str, value: str
) -> None:
    fact = some_fact(data.draw, written)
    text = set_field(written.text, fact["id"], key, value)
    if isinstance(text, Refused):
        event(f"refused: {text.why}")
    else:
        assert same_but(written, text, fact["id"]) == {**fact, key: value}
        assert changed_lines(written.text, text) <= 1
    text = remove_field(written.text, fact["id"], key)
    if isinstance(text, Refused):
        event(f"refused: {text.why}")
    else:
        assert same_but(written, text, fact["id"]) == {k: v for k, v in fact.items() if k != key}


@many
@given(st.data(), banks(), banks())
def test_a_fact_is_made_to_say_what_another_says(data: st.DataObject, written: Written, other: Written) -> None:
    fact, wanted = some_fact(data.draw, written), some_fact(data.draw, other)
    wanted = {k: v for k, v in wanted.items() if v not in ("", [], {})} | {"id": fact["id"]}
    text = replace_fact(written.text, fact["id"], wanted)
    if isinstance(text, Refused):
        event(f"refused: {text.why}")
        return
    now = same_but(written, text, fact["id"])
    assert {k: v for k, v in now.items() if v} == wanted


@many
@given(st.data(), banks(), banks())
def test_facts_are_added_at_the_end_and_can_be_taken_out_again(
    data: st.DataObject, written: Written, other: Written
) -> None:
    new = [{**fact, "id": f"new-{fact['id']}"} for fact in other.data["facts"]]
    text = append_facts(written.text, new)
    if isinstance(text, Refused):
        event(f"refused: {text.why}")
        return
    full = [{k: v for k, v in fact.items() if v} for fact in new]
    assert says(text) == {**written.data, "facts": [*written.data["facts"], *full]}
    last = written.data["facts"][-1]["id"]
    assert text.startswith(written.text[: len(written.text) - len(written.around[last][1])].rstrip("\r\n"))
    for fact in reversed(new):
        back = delete_fact(text, fact["id"])
        assert not isinstance(back, Refused)
        text = back
    assert says(text) == written.data
    assert all(remark in text for remark in written.remarks)


@many
@given(st.data(), banks())
def test_a_fact_is_taken_out_and_the_others_stay_as_they_are(data: st.DataObject, written: Written) -> None:
    fact = some_fact(data.draw, written)["id"]
    text = delete_fact(written.text, fact)
    if isinstance(text, Refused):
        assert len(written.data["facts"]) == 1 or "only a person" in text.why
        return
    assert says(text)["facts"] == [f for f in written.data["facts"] if f["id"] != fact]
    for other in written.data["facts"]:
        if other["id"] != fact:
            assert fact_text(text, other["id"]).strip() == fact_text(written.text, other["id"]).strip()


# --- real banks ------------------------------------------------------------------------------------

REAL = sorted(
    [*(ROOT / "questions").glob("*.yaml"), *(ROOT / "tests").glob("*/*.yaml"), *(ROOT / "tests").glob("*/*/*.yaml")]
)


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_every_fact_of_a_real_bank_takes_an_alias_in_one_line_and_gives_it_back(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    data: Any = reading(text)
    if not isinstance(data, dict) or not isinstance(data.get("facts"), list):
        assert isinstance(add_entry(text, "any", "accept", "x"), Refused)
        return
    for fact in data["facts"][:12]:
        if not isinstance(fact, dict) or not isinstance(fact.get("accept", []), list):
            continue
        edited = add_entry(text, fact.get("id", ""), "accept", "another: [wording]")
        if isinstance(edited, Refused):
            assert "fact called" in edited.why or "mend line" in edited.why
            continue
        assert changed_lines(text, edited) == 1
        assert remove_entry(edited, fact["id"], "accept", "another: [wording]") == text


def test_our_banks_stay_clean_when_an_alias_is_added_to_each_fact() -> None:
    path = ROOT / "questions/inf-treaty.yaml"
    text = path.read_text("utf-8")
    loaded = bank.read(path)
    assert loaded.bank
    for fact in loaded.bank.facts:
        edited = add_entry(text, fact.id, "accept", f"zz {fact.id}")
        assert not isinstance(edited, Refused), edited
        text = edited
    after = load(text).data
    assert isinstance(after, dict)
    assert all(f"zz {fact['id']}" in listed(fact["accept"]) for fact in after["facts"])


REAL_TEXTS = [path.read_bytes().decode() for path in REAL if path.parent.name != "banks"]


@settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(st.data(), st.sampled_from(REAL_TEXTS), WORDS, st.just("") | WORDS)
def test_any_edit_of_a_real_bank_touches_one_fact_and_is_taken_back(
    data: st.DataObject, text: str, wording: str, reply: str
) -> None:
    fact = data.draw(st.sampled_from([f["id"] for f in says(text)["facts"]]))
    edits: dict[str, Callable[[], str | Refused]] = {
        "accept": lambda: add_entry(text, fact, "accept", wording),
        "close": lambda: add_entry(text, fact, "close", wording, reply or "?"),
        "wrong": lambda: add_entry(text, fact, "wrong", wording, reply),
        "ask": lambda: set_field(text, fact, "ask", wording),
        "status": lambda: set_field(text, fact, "status", "draft"),
        "no why": lambda: remove_field(text, fact, "why"),
    }
    name = data.draw(st.sampled_from(sorted(edits)))
    edited = edits[name]()
    if isinstance(edited, Refused):
        assert "has no “why”" in edited.why
        return
    was, now = fact_text(text, fact), fact_text(edited, fact)
    assert edited == text.replace(was, now)
    assert Counter(re.findall("#.*", was)) <= Counter(re.findall("#.*", now)) or name in ("ask", "no why")
    assert revert(edited, fact, was, now) == text
