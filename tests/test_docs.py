"""What the pages for people say is true: their commands, names of files, example, and picture of the layers."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tutor import bank
from tutor.library import shelf

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_readme_has_the_two_commands_each_one_line_that_does_all_its_set_up() -> None:
    run, test = (b.strip() for b in blocks(README, "sh")[:2])
    for command in (run, test):
        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert run.endswith("streamlit run app.py")
    assert test.endswith("-m pytest -n 2")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    pattern = re.search(r"grep -m1 -E '([^']+)' README.md", (ROOT / ".ci/run").read_text("utf-8"))
    assert pattern
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert found == [blocks(README, "sh")[1].strip()]


@pytest.mark.parametrize("document", PAGES, ids=lambda p: p.name)
def test_links_to_files_exist(document: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)", document.read_text("utf-8"))
    gone = [t for t in targets if "://" not in t and not (document.parent / t).exists()]
    assert not gone


@pytest.mark.parametrize("document", PAGES, ids=lambda p: p.name)
def test_files_named_in_backticks_exist(document: Path) -> None:
    named = re.findall(r"`((?:tutor|tests|docs|questions|\.ci|\.streamlit)/[\w./-]*)`", document.read_text("utf-8"))
    gone = [n for n in named if not (ROOT / n).exists()]
    assert not gone


@pytest.mark.parametrize("document", PAGES, ids=lambda p: p.name)
def test_modules_named_without_their_folder_exist_somewhere(document: Path) -> None:
    there = {p.name for p in (ROOT / "app.py", *(ROOT / "tutor").rglob("*.py"), *(ROOT / "tests").rglob("*.py"))}
    named = set(re.findall(r"\b(\w+\.py)\b", document.read_text("utf-8")))
    assert named <= there


def test_every_part_of_the_house_has_a_line_in_the_table() -> None:
    parts = {f"tutor/{p.stem}" for p in (ROOT / "tutor").iterdir() if p.name not in {"__init__.py", "__pycache__"}}
    table = set(re.findall(r"`(tutor/\w+)(?:\.py|/)`", ARCHITECTURE))
    assert table == parts


def test_the_layers_drawn_are_the_layers_enforced() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    enforced = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    assert blocks(ARCHITECTURE, "layers")[0].splitlines() == enforced


def test_the_example_fact_of_the_readme_stands_in_the_bank_and_passes_the_checks() -> None:
    shelved = next(s for s in shelf(ROOT / "questions") if s.id == "inf-treaty")
    assert shelved.bank
    example = "facts:\n" + blocks(README, "yaml")[0]
    loaded = bank.parse(f"title: Example\narticle: inf-treaty.md\n{example}", "README.md", shelved.bank.article)
    assert [str(p) for p in loaded.problems if p.level == "error"] == []
    assert loaded.bank
    fact = loaded.bank.facts[0]
    assert shelved.bank.fact(fact.id) == fact


def test_every_command_that_the_pages_name_exists() -> None:
    named = {c for p in PAGES for c in re.findall(r"python -m tutor (\w+)", p.read_text("utf-8"))}
    commands = {p.stem for p in (ROOT / "tutor/commands").glob("*.py")}
    assert named <= commands


def test_ci_script_is_sound_bash() -> None:
    subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=True)
