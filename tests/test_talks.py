"""Whole talks, played from text files: `> ` what the learner says, `< ` what the tutor says (… stands for anything)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor import bank as banks
from tutor import dialogue
from tutor.commands.talk import lines
from tutor.model import Bank, Lesson, Turn

TALKS = Path(__file__).parent / "talks"


@pytest.mark.parametrize("path", sorted(TALKS.glob("*.txt")), ids=lambda p: p.stem)
def test_a_talk_goes_as_written(path: Path) -> None:
    """Each tutor line of the file is what the tutor says, turn by turn."""
    settings, talk = path.read_text(encoding="utf-8").split("---\n", 1)
    for said, wanted, heard in played(dict(re.findall(r"^(\w+): (.+)$", settings, re.MULTILINE)), talk):
        assert len(heard) == len(wanted), f"{path.name}: after “{said}”:\n" + "\n".join(heard)
        for want, got in zip(wanted, heard, strict=True):
            assert re.fullmatch(".*".join(map(re.escape, want.split("…"))), got), f"{path.name}: after “{said}”: {got}"


def played(settings: dict[str, str], talk: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield for each turn what was said, the lines that the file wants and those that were heard."""
    bank = loaded(TALKS / settings["bank"])
    facts = tuple(settings.get("facts", "").split())
    lesson, turn = dialogue.begin("talk", bank, int(settings.get("seed", "1")), "learn", facts)
    for said, wanted in turns(talk):
        if said is not None:
            lesson, turn = dialogue.step(lesson, said, bank)
        yield said or "", wanted, heard(turn, bank, lesson)


def turns(talk: str) -> Iterator[tuple[str | None, list[str]]]:
    said: str | None = None
    wanted: list[str] = []
    for line in talk.splitlines():
        if line.startswith(">"):
            yield said, wanted
            said, wanted = line[2:], []
        elif line.startswith("< "):
            wanted.append(line[2:])
    yield said, wanted


def heard(turn: Turn, bank: Bank, lesson: Lesson) -> list[str]:
    return [*(line.strip() for line in lines(turn, bank.article)), f"({' '.join(dialogue.offers(lesson, bank))})"]


def loaded(path: Path) -> Bank:
    bank = banks.read(path).bank
    assert bank is not None, "\n".join(map(str, banks.read(path).problems))
    return bank
