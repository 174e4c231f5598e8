"""Rules said in words: whatever a file holds, reading it gives a bank or problems with places, and never raises."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import bank
from tutor.article import parse
from tutor.model import Article
from tutor.places import fold, places

STORY = (Path(__file__).parent / "banks/story.md").read_text("utf-8")
ARTICLE = parse(STORY)
FACT = {
    "id": "opened",
    "fact": "Anna Grey opened the mill in 1850.",
    "answer": "1850",
    "ask": "In which year did Anna Grey open the mill?",
    "quote": "In 1850 the baker Anna Grey opened a mill",
}
KEYS = [*FACT, "kind", "accept", "close", "wrong", "why", "need", "must", "hints", "forms", "order", "infer", "status"]
patient = settings(deadline=None, max_examples=60)
SCALARS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "1850", "-1", "2", "true", "list", "year", "gap", "draft", "mill", "the mill", "1850s", "~"]),
    st.sampled_from(["Anna Grey", "wheat", "rye", "oats", "wheat, rye and oats", "no", "x" * 400, "y " * 600]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4), max_leaves=8
)
FACTS = st.lists(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8).map(lambda extra: FACT | extra) | VALUES, max_size=4
)


def checked(text: str, article: Article | None = ARTICLE) -> bank.Loaded:
    """Read a bank's text and see that what is told has its place in it."""
    loaded = bank.parse(text, "any.yaml", article)
    lines = text.splitlines() or [""]
    for problem in loaded.problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.col >= 1
        assert problem.message
        assert problem.fix
        assert "\n" not in str(problem)
    assert (loaded.bank is None) == any(p.level == "error" for p in loaded.problems) or article is None
    return loaded


@patient
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    checked(text)


@patient
@given(st.text(alphabet=" \n\t-:[]{},&*!|>'\"%@`#?<ab1é\0\ufeff\u2028", max_size=60))
def test_any_heap_of_yaml_signs_is_read(text: str) -> None:
    checked(text)
    checked(f"title: x\nfacts:\n  - id: a\n    answer: {text}\n    quote: mill\n")


@patient
@given(st.binary())
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "any.yaml").write_bytes(data)
    (folder / "any.md").write_bytes(data)
    assert bank.read(folder / "any.yaml").bank is None
    (folder / "any.yaml").write_text(yaml.safe_dump({"title": "x", "facts": [FACT]}), "utf-8")
    bank.read(folder / "any.yaml")


@patient
@given(st.dictionaries(st.sampled_from(["title", "facts", "article", "source", "x"]), VALUES) | VALUES)
def test_any_yaml_is_read(data: object) -> None:
    checked(yaml.safe_dump(data, allow_unicode=True))


@patient
@given(FACTS)
def test_any_facts_are_read(facts: list[object]) -> None:
    checked(yaml.safe_dump({"title": "x", "facts": facts}, allow_unicode=True, sort_keys=False))


@patient
@given(st.data())
def test_a_quote_off_by_one_letter_shows_the_nearest_sentence(data: st.DataObject) -> None:
    quote = FACT["quote"]
    at = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("abcxyz0"))
    wrong = quote[:at] + letter + quote[at + 1 :]
    loaded = checked(yaml.safe_dump({"title": "x", "facts": [FACT | {"quote": wrong}]}))
    told = [p for p in loaded.problems if p.rule == "quote-not-found"]
    assert len(told) == (wrong != quote)
    assert all("¶1: “In 1850 the baker Anna Grey opened a mill beside the river Alder.”" in p.fix for p in told)


@patient
@given(st.lists(SCALARS.filter(str.strip), min_size=1))
def test_scalars_are_read_as_written(texts: list[str]) -> None:
    text = yaml.safe_dump({"title": "x", "facts": [FACT | {"accept": texts}]}, allow_unicode=True)
    loaded = checked(text)
    if loaded.bank:
        assert loaded.bank.facts[0].accept == tuple(" ".join(t.split()) for t in texts)


@pytest.mark.parametrize("plain", "no 1:30 007 1987 1e3 0x1F ~ null true 2025-06-24 .5 1_000".split())
def test_what_yaml_would_change_stays_as_written(plain: str) -> None:
    fact = (
        f"{{id: a, ask: What opened?, answer: mill, why: {plain}, wrong: {{{plain}: {plain}}}, quote: opened a mill}}"
    )
    loaded = bank.parse(f"title: {plain}\nfacts: [{fact}]", "plain.yaml", ARTICLE)
    assert [p.rule for p in loaded.problems] in ([], ["wordless"])
    if loaded.bank:
        assert {loaded.bank.title, loaded.bank.facts[0].why, *loaded.bank.facts[0].wrong} == {plain}


@pytest.mark.parametrize("escaped", [r"\0", r"\x07", r"\u2028", r"\u200B"])
def test_invisible_characters_do_not_come_in_by_escapes(escaped: str) -> None:
    loaded = checked(f'title: "a {escaped} b"\nfacts: []')
    assert [(p.line, p.col, p.rule) for p in loaded.problems][:1] == [(1, 8, "control")]


EMPTY = ["answer: []", "answer: [[]]", "answer: [mill, []]", "must: [[]]", 'answer: [""]', 'wrong: {"": x}']


@pytest.mark.parametrize("empty", EMPTY)
def test_empty_lists_and_texts_are_told_once(empty: str) -> None:
    fact = yaml.safe_dump({k: v for k, v in FACT.items() if k != "answer" or not empty.startswith("answer")})
    loaded = checked(f"title: x\nfacts:\n- {empty}\n  " + fact.replace("\n", "\n  "))
    assert [p.rule for p in loaded.problems] == ["empty-value"]


TORTURE = {
    "brackets": "[" * 500_000,
    "braces": "{" * 500_000,
    "dashes": "- " * 500_000,
    "keys": "\n".join(" " * n + "a:" for n in range(2_000)),
    "question marks": "? " * 100_000,
    "quotes": '"' * 1_000_000,
    "an open quote": "facts: '" + "a\n" * 1_000_000,
    "colons": ": " * 500_000,
    "aliases": "a: &a x\nb: [" + "*a, " * 500_000 + "]",
    "laughs": "".join(
        f"{k}: &{k} [{', '.join(['*' + p] * 9)}]\n" for p, k in zip("abcdefghi", "bcdefghij", strict=True)
    ),
    "itself": "facts: &f [*f, *f]",
    "empty facts": "title: x\nfacts:\n" + "  -\n" * 100_000,
    "keys without end": "title: x\nfacts:\n  - " + "".join(f"k{n}: v\n    " for n in range(100_000)),
    "bad facts": "title: x\nfacts:\n" + "  - id: '?'\n" * 50_000,
    "bad lines": "title: x\nfacts:\n" + "  - id: a: b\n" * 100_000,
    "a long line": "title: " + "x" * 7_000_000,
    "a million tabs": "\t" * 1_000_000,
    "tabs before text": "\tx\n" * 500_000,
    "NULs": "\0" * 1_000_000,
    "blank lines": "\n" * 7_000_000,
    "spaces": " " * 7_000_000,
    "remarks": "#\n" * 3_000_000,
    "tags": "title: x\nfacts: [" + "!t x, " * 200_000 + "]",
    "surrogates": "title: \ud800\nfacts: \udfff",
}


@pytest.mark.parametrize("name", TORTURE)
def test_torture_ends_soon_and_in_words(name: str) -> None:
    start = time.process_time()
    loaded = bank.parse(TORTURE[name], "torture.yaml", ARTICLE)
    assert loaded.bank is None
    assert 1 <= len(loaded.problems) <= 1_100
    assert max(len(str(p)) for p in loaded.problems) < 600
    assert time.process_time() - start < 20


def test_marks_and_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    text = yaml.safe_dump({"title": "x", "article": "story.md", "facts": [FACT]}, sort_keys=False)
    (tmp_path / "story.md").write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    (tmp_path / "story.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    loaded = bank.read(tmp_path / "story.yaml")
    assert loaded.problems == ()
    (tmp_path / "story.yaml").write_bytes(
        b"\xef\xbb\xbf" + text.replace("title", "titel").replace("\n", "\r\n").encode()
    )
    assert [(p.line, p.col) for p in bank.read(tmp_path / "story.yaml").problems if p.rule == "unknown-key"] == [(1, 1)]


def test_utf_16_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("title: x".encode("utf-16"))
    assert [p.message for p in bank.read(tmp_path / "a.yaml").problems] == ["the file is saved as UTF-16"]


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path, tmp_path / "loop.yaml", tmp_path / "pipe.yaml", tmp_path / ("x" * 300), Path("a\0b")):
        assert [p.rule for p in bank.read(path).problems] == ["file"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.md", "sub/../../secret.md", "link.md", "a\\0b.md", "."])
def test_an_article_outside_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text(STORY)
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "a.yaml").write_text(
        f'title: x\narticle: "{name}"\nfacts: [{yaml.safe_dump(FACT, default_flow_style=True)}]'
    )
    assert {p.rule for p in bank.read(folder / "a.yaml").problems} in ({"article"}, {"article", "control"})


def test_without_an_article_only_the_shape_is_checked() -> None:
    assert checked(yaml.safe_dump({"title": "x", "facts": [FACT]}), None).problems == ()
    assert checked(yaml.safe_dump({"title": "x", "facts": [FACT | {"x": "y"}]}), None).problems


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,", "1-", "- ", "$", "one ", "about ", "'", '"', "it ", "a'b ", "“", "the "]
)
@pytest.mark.parametrize("end", ["", "!", " it"])
def test_no_text_keeps_the_checks_busy(piece: str, end: str) -> None:
    start = time.process_time()
    answer, long = (piece * 300)[:297] + end, (piece * 1_000)[:990] + end
    fact = {
        "id": "a",
        "answer": answer,
        "fact": long,
        "ask": long,
        "quote": long,
        "close": {answer: long},
        "hints": long,
    }
    bank.parse(yaml.safe_dump({"title": "x", "facts": [fact]}), "busy.yaml", parse(long))
    assert time.process_time() - start < 5


@patient
@given(
    st.lists(st.text(alphabet="ab .,’'é", max_size=40), min_size=1, max_size=4),
    st.text(alphabet="ab .,’'é", min_size=1, max_size=8),
)
def test_a_quote_is_found_wherever_it_stands(paragraphs: list[str], quote: str) -> None:
    article = parse("\n\n".join(paragraphs), plain=True)
    wanted = fold(quote)
    brute = [
        (p.number, at, at + len(wanted))
        for p, text in zip(article.paragraphs, article.folded, strict=True)
        for at in range(len(text))
        if wanted and text.startswith(wanted, at)
    ]
    assert list(places(article, quote)) == brute


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "a.md:1:1: error: the article has no paragraph (write its text here) [article]"),
        (b"# Only a heading", "a.md:1:1: error: the article has no paragraph (write its text here) [article]"),
        (b"PNG\0\1\2", "a.md:1:1: error: this is no text file (save the article as plain text) [article]"),
        (b"It was\na caf\xe9.", "a.md:2:6: error: the byte E9 is not UTF-8; "),
        (b"x" * 4_000_001, "a.yaml:2:10: error: the article “a.md”: the file is larger than 4 MB (split it "),
    ],
    ids=["empty", "heading", "binary", "latin-1", "huge"],
)
def test_what_is_wrong_with_an_article_is_told_where_it_is(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    (tmp_path / "a.yaml").write_text("title: x\narticle: a.md\nfacts:\n- " + yaml.safe_dump(FACT).replace("\n", "\n  "))
    [problem] = bank.read(tmp_path / "a.yaml").problems
    assert str(problem).startswith(str(tmp_path / told))
