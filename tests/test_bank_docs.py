"""docs/bank-format.md and questions/bank.schema.json say what the types say. `python tests/test_bank_docs.py` rewrites
the tables of the page; `python -m tutor schema` rewrites the schema.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tutor import bank  # noqa: E402 - the file is also a command
from tutor.article import parse  # noqa: E402
from tutor.bank.rules import manual  # noqa: E402
from tutor.bank.schema import schema  # noqa: E402

PAGE = ROOT / "docs/bank-format.md"
SCHEMA = ROOT / "questions/bank.schema.json"
BANKS = sorted((ROOT / "questions").glob("*.yaml"))


def tables() -> Iterator[tuple[str, str]]:
    """Yield the name of each generated table and its text."""
    tree = json.loads(schema())
    shapes = {"bank": tree, "source": tree["$defs"]["SourceShape"], "fact": tree["$defs"]["FactShape"]}
    for name, shape in shapes.items():
        fields = shape["properties"].items()
        rows = (f"| `{key}` | {_need(key, shape)} | {_text(key, field)} |" for key, field in fields)
        yield name, "\n".join(["| key | | what it says |", "|---|---|---|", *rows])
    rules = (f"| `{rule}` | {level} | {_cell(text)} |" for rule, (level, text) in manual().items())
    yield "rules", "\n".join(["| rule | level | what is required |", "|---|---|---|", *rules])


def _need(key: str, shape: dict[str, Any]) -> str:
    return "needed" if key in shape.get("required", ()) else ""


def _text(key: str, field: dict[str, Any]) -> str:
    assert field.get("description"), f"{key} has no manual: write a docstring under it in tutor/bank/shape.py"
    return _cell(field["description"])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def written(page: str) -> str:
    """Return the page with its tables as they ought to be."""
    for name, table in tables():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
        page = between.sub(lambda _, t=table: f"{t}\n", page)
    return page


def test_tables_of_the_page_are_fresh() -> None:
    page = PAGE.read_text("utf-8")
    assert page == written(page), "run: python tests/test_bank_docs.py"


def test_the_schema_is_fresh() -> None:
    assert SCHEMA.read_text("utf-8") == schema(), "run: python -m tutor schema"


def examples() -> Iterator[str]:
    """Yield the page's examples; those that begin with a fact get a head."""
    for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        yield text if text.startswith("#") else f"title: The mill\nfacts:\n{text}"


@pytest.mark.parametrize("text", list(examples()))
def test_examples_of_the_page_have_no_problem(text: str) -> None:
    article = re.search(r"^```article\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert article
    loaded = bank.parse(text, "mill.yaml", parse(article[1]))
    assert [str(p) for p in loaded.problems if p.rule != "paragraph-without-fact"] == []


def test_the_message_shown_on_the_page_is_the_one_given() -> None:
    page = PAGE.read_text("utf-8")
    article = re.search(r"^```article\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert article
    text = next(examples()).partition("\n")[2].replace("Anna Grey opened a", "Ann Grey opened a")
    [problem] = bank.parse(text, "questions/mill.yaml", parse(article[1])).problems
    assert str(problem) in page


@pytest.mark.parametrize("path", BANKS, ids=lambda p: p.stem)
def test_the_schema_accepts_our_banks_as_editors_read_them(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    data = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
    jsonschema.validate(data, json.loads(schema()))


@pytest.mark.parametrize(
    "wrong",
    [{}, {"title": "x"}, {"title": "x", "facts": []}, {"title": "x", "facts": [{}]}, {"title": "x", "facts": ["x"]}],
)
def test_the_schema_refuses_what_we_refuse(wrong: dict[str, Any]) -> None:
    assert bank.parse(yaml.safe_dump(wrong), "x.yaml", None).problems
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json.loads(schema()))


@pytest.mark.parametrize("path", BANKS, ids=lambda p: p.stem)
def test_our_banks_are_clean(path: Path) -> None:
    loaded = bank.read(path)
    assert [str(p) for p in loaded.problems] == []
    assert loaded.bank


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
