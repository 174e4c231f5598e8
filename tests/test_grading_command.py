"""`python -m tutor grade`: files of answers in, verdicts out, bad rows told with their place."""

import csv
import io
import json

import pytest

from tutor.__main__ import main
from tutor.commands.grade import BadRowError, inline_fact

CITY = {"ask": "Where did they meet?", "answer": "Moscow", "quote": "They met in Moscow."}


def run(tmp_path, capsys, text, *options, name="rows.jsonl"):
    rows = tmp_path / name
    rows.write_text(text, encoding="utf-8", newline="")
    code = main(["grade", str(rows), *options])
    printed = capsys.readouterr()
    return code, printed.out, printed.err.replace(str(tmp_path) + "/", "")


def lines(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_rows_come_back_in_order_with_verdict_code_and_reason(tmp_path, capsys):
    text = lines(
        {"id": 7, "fact": CITY, "given": "mosco"},
        {"id": "b", "fact": CITY, "given": "Helsinki"},
        {"id": None, "fact": CITY, "given": "Москва"},
    )
    code, out, err = run(tmp_path, capsys, text)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(r["id"], r["verdict"], r["code"]) for r in rows] == [
        (7, "correct", "spelling"),
        ("b", "incorrect", "different"),
        (None, "correct", "wording"),
    ]
    assert rows[0]["because"] == "Yes — spelt Moscow."


def test_bad_rows_are_told_with_their_line_and_the_rest_is_graded(tmp_path, capsys):
    text = (
        lines({"id": 1, "fact": CITY, "given": "Moscow"})
        + "{broken\n[1]\n\n"
        + lines(
            {"id": 2, "fact": CITY},
            {"id": 3, "fact": {"ask": "?"}, "given": "x"},
            {"id": 4, "fact": "city", "given": ""},
        )
        + lines({"id": 5, "fact": CITY, "given": "Moscow"})
    )
    code, out, err = run(tmp_path, capsys, text)
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1, 5]
    told = err.splitlines()
    assert [line.split(": ")[0] for line in told[:5]] == [f"rows.jsonl:{n}" for n in (2, 3, 5, 6, 7)]
    assert "given is missing" in told[2]
    assert "the fact has no answer" in told[3]
    assert "which bank?" in told[4]


BANK = """title: Talks
facts:
  - id: city
    fact: The two leaders met in Moscow.
    answer: Moscow
    ask: In which city did the two leaders meet?
    quote: met in Moscow
"""


@pytest.fixture
def bank(tmp_path):
    (tmp_path / "talks.md").write_text("# Talks\n\nThe two leaders met in Moscow.\n", encoding="utf-8")
    (tmp_path / "talks.yaml").write_text(BANK, encoding="utf-8")
    return str(tmp_path / "talks.yaml")


def test_a_row_may_name_a_bank_and_a_fact(tmp_path, capsys, bank):
    text = lines(
        {"id": 1, "bank": bank, "fact": "city", "given": "Moscow"},
        {"id": 2, "bank": "talks.yaml", "fact": "city", "given": "Kiev"},
        {"id": 3, "bank": bank, "fact": "citty", "given": "Moscow"},
        {"id": 4, "bank": "none.yaml", "fact": "city", "given": "Moscow"},
    )
    code, out, err = run(tmp_path, capsys, text)
    assert code == 1
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["correct", "incorrect"]
    assert "has no fact citty (do you mean city?)" in err
    assert "rows.jsonl:4: the bank cannot be used" in err


def test_csv_keeps_its_columns_and_gains_three(tmp_path, capsys, bank):
    text = '\ufefffact,given,name\r\ncity,"Moscow, I think",Ada\r\ncity,,Bo\r\nnone,Moscow,Cy\r\n'
    out_file = tmp_path / "graded.csv"
    code, _, err = run(tmp_path, capsys, text, "--bank", bank, "--out", str(out_file), name="form.csv")
    rows = list(csv.DictReader(io.StringIO(out_file.read_text(encoding="utf-8"))))
    assert code == 1
    assert [(r["name"], r["given"], r["verdict"]) for r in rows] == [
        ("Ada", "Moscow, I think", "correct"),
        ("Bo", "", "incorrect"),
    ]
    assert "form.csv:4:" in err


def test_csv_without_its_columns_is_refused(tmp_path, capsys):
    code, out, err = run(tmp_path, capsys, "question,reply\na,b\n", name="form.csv")
    assert (code, out) == (1, "")
    assert "form.csv:1: the first line must name the columns fact and given" in err


def test_a_dash_is_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(lines({"id": 1, "fact": CITY, "given": "Moscow"})))
    assert main(["grade", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == "same"


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path, capsys):
    assert main(["grade", str(tmp_path / "none.jsonl")]) == 1
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe\x00")
    assert main(["grade", str(tmp_path / "bad.jsonl")]) == 1
    assert "not UTF-8" in capsys.readouterr().err


def test_long_runs_say_how_far_they_are(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("tutor.commands.grade.PROGRESS_EVERY", -1.0)
    _, _, err = run(tmp_path, capsys, lines({"id": 1, "fact": CITY, "given": "Moscow"}))
    assert err.splitlines() == ["1 rows graded …", "1 rows graded, 0 bad."]


@pytest.mark.parametrize(
    ("fields", "answer", "kind"),
    [
        ({"answer": "Moscow"}, (("Moscow",),), "text"),
        ({"answer": ["Moscow", "Moskva"]}, (("Moscow", "Moskva"),), "text"),
        ({"answer": ["a", "b"], "quote": "first a, then b"}, (("a",), ("b",)), "list"),
        ({"answer": ["a", ["b", "B"]]}, (("a",), ("b", "B")), "list"),
        ({"answer": ["a", "b", "c"], "need": 2}, (("a",), ("b",), ("c",)), "list"),
        ({"answer": 1987}, (("1987",),), "year"),
    ],
)
def test_a_minimal_fact_is_read_as_a_bank_would_read_it(fields, answer, kind):
    fact = inline_fact(fields)
    assert (fact.answer, fact.kind) == (answer, kind)


@pytest.mark.parametrize(
    "fields", [{}, {"answer": ""}, {"answer": []}, {"answer": {"a": 1}}, {"answer": "a", "need": 0}]
)
def test_a_fact_without_sense_is_refused(fields):
    with pytest.raises(BadRowError):
        inline_fact(fields)
