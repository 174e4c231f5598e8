"""A bank edited in the browser: what is typed is what the file holds, errors keep it out, and every save goes back."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor import bank as banks
from tutor import library
from tutor.actions import Gone, House
from tutor.bank import saving as files
from tutor.bank.cases import cases_path
from tutor.checks.memory import Memory
from tutor.editing import example, history, listing, live, opening, patch, saving, shelving
from tutor.editing.opening import Unsaved, as_file, plain
from tutor.store import Store, open_store, revisions
from tutor.teachers import NotATeacher, Teacher

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
TEACHER = Teacher(NOW + timedelta(hours=9), "ann@school.org")
LINES = st.lists(st.sampled_from(["a", "b", "  b", "", "é 🙂", "# x"]), max_size=12)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "questions").mkdir()
    return House(open_store(f"sqlite:///{tmp_path / 'passage.db'}"), tmp_path / "questions")


@pytest.fixture
def mill(house: House) -> str:
    return shelving.new(house, TEACHER, "", "", NOW)


def file(house: House, bank: str) -> Path:
    return house.questions / f"{bank}.yaml"


def typed(house: House, bank: str, old: str = "", new: str = "") -> str:
    text = opening.open_text(house, TEACHER, bank, NOW).text
    assert old in text
    return text.replace(old, new, 1)


def save(house: House, bank: str, text: str, minutes: int = 0):
    seen = opening.open_text(house, TEACHER, bank, NOW).mark
    return saving.save(house, TEACHER, bank, text, seen, NOW + timedelta(minutes=minutes))


# --- what is typed is what the file holds -----------------------------------------------------------


@given(typed=LINES.map("\n".join), old=LINES, sep=BREAKS, bom=st.sampled_from(["", "\ufeff"]))
def test_a_file_keeps_its_line_breaks_and_byte_order_mark_and_holds_what_was_typed(typed, old, sep, bom):
    before = f"{bom}{sep.join(old)}".encode()
    after = as_file(typed, before).decode()
    assert plain(after) == typed
    assert after.startswith("\ufeff") == bool(bom)
    used = sep if sep in sep.join(old) else "\n"
    assert after.removeprefix("\ufeff") == typed.replace("\n", used)


@given(st.lists(st.tuples(st.sampled_from("abc"), BREAKS), max_size=10), st.integers(0, 9), st.sampled_from("xyz"))
def test_in_a_file_of_mixed_line_breaks_only_the_edited_line_changes(parts, at, new):
    before = "".join(letter + sep for letter, sep in parts)
    lines = plain(before).split("\n")
    kept = patch.lines(before)
    if at < len(kept):
        lines[at] = new
        after = patch.lines(as_file("\n".join(lines), before.encode()).decode())
        untouched = [k for n, k in enumerate(kept) if n != at]
        assert [line for n, line in enumerate(after) if n != at] == untouched


@given(LINES.map("\n".join), LINES.map("\n".join))
def test_a_difference_leads_back_and_lives_through_json(before, after):
    change = patch.difference(before, after)
    assert patch.read(patch.written(change)) == change
    assert patch.taken_back(after, change) == before


@given(LINES, st.integers(0, 12))
def test_a_change_is_taken_back_below_what_others_wrote(others, at):
    marks = [f"line {n}\n" for n in range(14)]
    changed = [*marks[:at], "mine\n", *marks[at + 1 :]]
    change = patch.difference("".join(marks), "".join(changed))
    above = "".join(f"{line}\n" for line in others)
    assert patch.taken_back(above + "".join(changed), change) == above + "".join(marks)


def test_lines_that_were_changed_further_are_not_taken_back():
    change = patch.difference("a\nb\nc\n", "a\nB\nc\n")
    assert patch.taken_back("a\nBB\nc\n", change) is None
    assert patch.taken_back("a\nc\n", change) is None
    assert patch.taken_back("more", patch.difference("a\n", "")) is None


def test_saving_writes_exactly_what_was_typed(house, mill):
    path = file(house, mill)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    made = save(house, mill, typed(house, mill, "why: Martha", "why: It was Martha"))
    assert path.read_bytes() == before.replace(b"why: Martha", b"why: It was Martha")
    assert (made.who, made.file, made.what) == ("ann@school.org", f"{mill}.yaml", "text")


# --- what keeps a change out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    answer: four", "   answer: four", "syntax"),
        ("ask: How high", 'ask: "How high', "syntax"),
        ("id: wheel", "id: built", "same-id"),
        ("quote: Its wheel was four", "quote: Its wheel was five", "quote-not-found"),
        ("title: The mill", "titel: The mill", "unknown-key"),
    ],
)
def test_nothing_is_written_while_there_is_an_error(house, mill, old, new, rule):
    before, wrong = file(house, mill).read_bytes(), typed(house, mill, old, new)
    found = [p for p in live.problems(house, TEACHER, mill, wrong, NOW) if p.level == "error"]
    assert rule in {p.rule for p in found}
    proposal = saving.propose(house, TEACHER, mill, wrong, "", NOW)
    assert rule in {p.rule for p in proposal.errors}
    with pytest.raises(Unsaved, match=r"Nothing was saved\. Line \d+"):
        save(house, mill, wrong)
    assert file(house, mill).read_bytes() == before
    assert history.history(house, TEACHER, mill, NOW) == ()


def test_a_warning_may_be_saved_and_is_told_once(house, mill):
    doubtful = typed(house, mill, "accept: [in 1786]", "accept: [in 1786, in 1786]")
    proposal = saving.propose(house, TEACHER, mill, doubtful, "", NOW)
    assert [p.rule for p in proposal.warnings] == ["said-twice"]
    assert proposal.errors == ()
    assert proposal.facts == 1
    save(house, mill, doubtful)
    again = saving.propose(house, TEACHER, mill, typed(house, mill, "why: Martha", "why: Yes, Martha"), "", NOW)
    assert again.warnings == ()


def test_a_change_that_would_flip_a_teachers_decision_is_kept_out(house, mill):
    line = {"fact": "built", "verdict": "correct", "answer": "the year of the baker"}
    cases_path(file(house, mill)).write_text(json.dumps(line) + "\n")
    accepted = typed(house, mill, "accept: [in 1786]", 'accept: ["the year of the baker"]')
    save(house, mill, accepted)
    lost = typed(house, mill, "the year of the baker", "in 1786")
    assert [p.rule for p in saving.propose(house, TEACHER, mill, lost, "", NOW).errors] == ["case-flipped"]
    with pytest.raises(Unsaved, match="was accepted by a teacher"):
        save(house, mill, lost)


def test_a_file_that_changed_meanwhile_is_shown_and_not_overwritten(house, mill):
    opened, mine = opening.open_text(house, TEACHER, mill, NOW), typed(house, mill, "why: Martha", "why: Mine. Martha")
    theirs = file(house, mill).read_bytes().replace(b"four metres high", b"4 metres high", 1)
    file(house, mill).write_bytes(theirs)
    proposal = saving.propose(house, TEACHER, mill, mine, opened.mark, NOW)
    assert proposal.moved_on
    gone = {line.strip() for hunk in proposal.change for line in hunk.gone}
    assert "fact: The wheel of the mill was 4 metres high." in gone
    with pytest.raises(Unsaved, match="changed by somebody else"):
        saving.save(house, TEACHER, mill, mine, opened.mark, NOW)
    assert file(house, mill).read_bytes() == theirs
    saving.save(house, TEACHER, mill, mine, proposal.seen, NOW)
    assert plain(file(house, mill).read_bytes().decode()) == mine


def test_what_cannot_be_edited_here_says_why(house, mill):
    with pytest.raises(Unsaved, match="nothing is changed"):
        save(house, mill, typed(house, mill))
    with pytest.raises(Unsaved, match="too large"):
        save(house, mill, "x" * (opening.MOST_TYPED + 1))
    with pytest.raises(Unsaved, match="no file can hold"):
        save(house, mill, typed(house, mill) + "\ud800")
    file(house, mill).write_bytes(b"title: caf\xe9\n")
    with pytest.raises(Unsaved, match="not saved as UTF-8"):
        opening.open_text(house, TEACHER, mill, NOW)
    with pytest.raises(Gone):
        opening.open_text(house, TEACHER, "../secret", NOW)


# --- history ---------------------------------------------------------------------------------------


def test_a_save_is_in_the_history_and_goes_back_and_forth(house, mill):
    before = file(house, mill).read_bytes()
    save(house, mill, typed(house, mill, "why: Martha", "why: Well, Martha"), 1)
    after = file(house, mill).read_bytes()
    [past] = history.history(house, TEACHER, mill, NOW)
    assert (past.who, past.words, past.undone) == ("ann@school.org", "Edited as text", False)
    [hunk] = past.changes[f"{mill}.yaml"]
    assert (hunk.gone[0].strip(), hunk.come[0].strip()) == (
        "why: Martha Keel built it, a baker who was tired of waiting for flour.",
        "why: Well, Martha Keel built it, a baker who was tired of waiting for flour.",
    )
    history.undo(house, TEACHER, past.id, NOW + timedelta(minutes=2))
    assert file(house, mill).read_bytes() == before
    back, first = history.history(house, TEACHER, mill, NOW)
    assert (back.words, back.undone, first.undone) == ("Took a save back", False, True)
    history.undo(house, TEACHER, back.id, NOW + timedelta(minutes=3))
    assert file(house, mill).read_bytes() == after
    assert [p.undone for p in history.history(house, TEACHER, mill, NOW)] == [False, True, False]


def test_an_older_save_is_taken_back_and_the_newer_ones_stay(house, mill):
    save(house, mill, typed(house, mill, "why: Martha", "why: Well, Martha"), 1)
    save(house, mill, typed(house, mill, "  - id: wheel\n", "  # its size\n  - id: wheel\n"), 2)
    history.undo(house, TEACHER, history.history(house, TEACHER, mill, NOW)[1].id, NOW + timedelta(minutes=3))
    text = file(house, mill).read_text()
    assert "# its size" in text
    assert "Well, " not in text


def test_what_was_changed_further_or_would_break_the_bank_is_not_taken_back(house, mill):
    save(house, mill, typed(house, mill, "answer: four metres", "answer: metres"), 1)
    save(house, mill, typed(house, mill, "answer: metres", "answer: four metres # sure"), 2)
    with pytest.raises(Unsaved, match="changed since"):
        history.undo(house, TEACHER, history.history(house, TEACHER, mill, NOW)[1].id, NOW)
    more = "  - id: baker\n    answer: Martha Keel\n    ask: Who built the mill?\n    quote: by Martha Keel, a baker\n"
    save(house, mill, typed(house, mill, "  - id: wheel\n", f"{more}\n  - id: wheel\n"), 3)
    gone = history.history(house, TEACHER, mill, NOW)[0]
    article = house.questions / f"{mill}.md"
    article.write_text(article.read_text().replace("four metres high", "five metres high"))
    history.undo(house, TEACHER, gone.id, NOW)  # the bank has a mistake already; this brings no other
    with pytest.raises(Gone):
        history.undo(house, TEACHER, "nobody", NOW)


def test_a_folder_under_version_control_shows_only_the_edited_lines(house, mill):
    def git(*words: str) -> str:
        run = subprocess.run(["git", *words], cwd=house.questions, check=True, capture_output=True, text=True)
        return run.stdout

    git("init", "-q")
    git("add", ".")
    save(house, mill, typed(house, mill, "why: Martha", "why: Well, Martha"))
    assert "??" not in git("status", "--porcelain")
    assert git("diff", "--numstat").split() == ["1", "1", f"{mill}.yaml"]


# --- killed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(1, 9))
def test_a_killed_save_leaves_the_old_file_or_the_new_one_and_a_history_that_fits(house, mill, step):
    before, text = file(house, mill).read_bytes(), typed(house, mill, "why: Martha", "why: Well, Martha")
    url, questions = f"sqlite:///{house.questions.parent / 'passage.db'}", house.questions

    def run() -> None:
        ticks = iter(range(1, step))

        def tick() -> None:
            if next(ticks, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        for owner, name in ((Store, "write"), (files, "_swap"), (Path, "replace")):
            setattr(owner, name, _ticking(getattr(owner, name), tick))
        save(House(open_store(url), questions), mill, text)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join(30)
    after = file(house, mill).read_bytes()
    assert after in (before, text.encode())
    found = history.history(house, TEACHER, mill, NOW)
    assert len(found) == (after != before)
    assert house.store.read(lambda c: revisions.pending(c, f"{mill}.yaml")) == ()
    for past in found:
        history.undo(house, TEACHER, past.id, NOW)
        assert file(house, mill).read_bytes() == before


def _ticking(wrapped, tick):
    def run(*args, **kwargs):
        tick()
        result = wrapped(*args, **kwargs)
        tick()
        return result

    return run


# --- live problems ----------------------------------------------------------------------------------


def test_what_is_remembered_says_the_same_as_a_check_from_the_beginning(house, mill):
    """Edits of one fact at a time; answers that are another fact's are left to the whole check."""
    rng, memory, path = random.Random(5), Memory(), file(house, mill)
    words = ["four metres", "1786", "railway", "in", "[", "#", '"', ": ", "  ", "accept: [x]\n    ", "quote", "\n"]
    text = path.read_text()
    for _ in range(60):
        at = rng.randrange(len(text))
        edited = text[:at] + rng.choice(words) + text[at + rng.randrange(4) :]
        assert banks.read(path, edited.encode(), memory) == banks.read(path, edited.encode())


def test_an_article_that_changes_makes_the_memory_forget(house, mill):
    article, text = house.questions / f"{mill}.md", typed(house, mill)
    assert live.problems(house, TEACHER, mill, text, NOW) == ()
    article.write_text(article.read_text().replace("four metres", "five metres"))
    assert {p.rule for p in live.problems(house, TEACHER, mill, text, NOW)} == {"quote-not-found"}


# --- whole banks ------------------------------------------------------------------------------------


def test_the_example_passes_the_check_without_a_remark(house, mill):
    loaded = banks.read(file(house, mill))
    assert loaded.problems == ()
    assert loaded.bank
    assert loaded.bank.title == example.TITLE


@pytest.mark.parametrize("name", [p.stem for p in sorted((Path(__file__).parent / "articles").glob("*.md"))])
def test_a_new_bank_has_a_first_fact_that_is_sound_and_not_asked(house, name):
    article = (Path(__file__).parent / "articles" / f"{name}.md").read_text()
    bank = shelving.new(house, TEACHER, f"About {name}", article, NOW)
    loaded = banks.read(file(house, bank))
    assert [p for p in loaded.problems if p.level == "error"] == []
    assert loaded.bank
    assert [f.status for f in loaded.bank.facts] == ["draft"]


@pytest.mark.parametrize(("title", "article"), [("", "Some words."), ("A title", " "), ("A title", "Hm. No.")])
def test_a_new_bank_needs_a_title_and_an_article(house, title, article):
    with pytest.raises(Unsaved):
        shelving.new(house, TEACHER, title, article, NOW)
    assert list(house.questions.iterdir()) == []


def test_a_copy_is_a_bank_of_its_own(house, mill):
    name = shelving.copy(house, TEACHER, mill, NOW)
    loaded = banks.read(file(house, name))
    assert loaded.problems == ()
    assert loaded.bank
    assert (name, loaded.bank.title) == (f"{mill}-2", f"{example.TITLE} (copy)")
    assert loaded.article == house.questions / f"{name}.md"


def test_another_title_leaves_the_files_name_and_the_learners_place(house, mill):
    shelving.retitle(house, TEACHER, mill, "  The  old mill ", NOW)
    assert [e.title for e in listing.entries(house, TEACHER, NOW)] == ["The old mill"]
    assert [e.id for e in listing.entries(house, TEACHER, NOW)] == [mill]
    assert [p.words for p in history.history(house, TEACHER, mill, NOW)] == ["Gave it another title"]
    with pytest.raises(Unsaved, match="needs a title"):
        shelving.retitle(house, TEACHER, mill, " ", NOW)


def test_the_archive_takes_all_of_a_bank_and_gives_it_back(house, mill):
    cases_path(file(house, mill)).write_text('{"fact": "built", "verdict": "correct", "answer": "1786"}\n')
    before = {path.name: path.read_bytes() for path in house.questions.iterdir()}
    shelving.archive(house, TEACHER, mill, NOW)
    assert [p.name for p in house.questions.iterdir()] == ["archive"]
    assert library.shelf(house.questions) == ()
    assert [s.id for s in shelving.archived(house, TEACHER, NOW)] == [mill]
    assert shelving.new(house, TEACHER, "", "", NOW) == f"{mill}-2", "an id is never given to another bank"
    shelving.restore(house, TEACHER, mill, NOW)
    assert {name: (house.questions / name).read_bytes() for name in before} == before
    with pytest.raises(Unsaved, match="not in the archive"):
        shelving.restore(house, TEACHER, mill, NOW)


def test_an_article_that_another_bank_needs_stays_when_one_is_archived(house, mill):
    (house.questions / "second.yaml").write_text(file(house, mill).read_text())
    shelving.archive(house, TEACHER, mill, NOW)
    assert banks.read(house.questions / "second.yaml").problems == ()


def test_an_upload_is_checked_and_never_overwrites(house, mill):
    bank, article = file(house, mill).read_bytes(), (house.questions / f"{mill}.md").read_bytes()
    with pytest.raises(Unsaved, match="already"):
        shelving.add(house, TEACHER, f"{mill}.yaml", bank, article, NOW)
    added = shelving.add(house, TEACHER, "Our Mill.yaml", bank, article, NOW)
    assert banks.read(file(house, added.bank)).problems == ()
    assert (added.bank, banks.read(file(house, added.bank)).article) == ("our-mill", house.questions / "our-mill.md")
    wrong = shelving.add(house, TEACHER, "other.yaml", bank.replace(b"id: wheel", b"id: built"), article, NOW)
    assert (wrong.bank, [p.rule for p in wrong.problems]) == ("", ["same-id"])
    assert shelving.add(house, TEACHER, "../up.yaml", b"\xff\xfe", article, NOW).problems
    assert not file(house, "other").exists()
    assert shelving.add(house, TEACHER, "again.yaml", bank, None, NOW).bank == "again", "its article is here already"
    with pytest.raises(Unsaved, match="too large"):
        shelving.add(house, TEACHER, "big.yaml", b"x" * 8_000_001, None, NOW)


def test_what_is_downloaded_is_what_stands_in_the_folder(house, mill):
    found = shelving.files(house, TEACHER, mill, NOW)
    assert found == {path.name: path.read_bytes() for path in house.questions.iterdir()}


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("nobody", [None, Teacher(NOW)], ids=["nobody", "signed out"])
@pytest.mark.parametrize(
    "deed",
    [
        lambda h, t, b: opening.open_text(h, t, b, NOW),
        lambda h, t, b: live.problems(h, t, b, "", NOW),
        lambda h, t, b: saving.propose(h, t, b, "", "", NOW),
        lambda h, t, b: saving.save(h, t, b, "", "", NOW),
        lambda h, t, b: saving.put(h, t, b, file(h, b), b"", b"", NOW, "text"),
        lambda h, t, b: history.history(h, t, b, NOW),
        lambda h, t, b: history.undo(h, t, "x", NOW),
        lambda h, t, b: listing.entries(h, t, NOW),
        lambda h, t, b: listing.one(h, t, b, NOW),
        lambda h, t, b: shelving.new(h, t, "", "", NOW),
        lambda h, t, b: shelving.copy(h, t, b, NOW),
        lambda h, t, b: shelving.retitle(h, t, b, "x", NOW),
        lambda h, t, b: shelving.add(h, t, "x.yaml", b"", b"", NOW),
        lambda h, t, b: shelving.archived(h, t, NOW),
        lambda h, t, b: shelving.archive(h, t, b, NOW),
        lambda h, t, b: shelving.restore(h, t, b, NOW),
        lambda h, t, b: shelving.files(h, t, b, NOW),
    ],
)
def test_only_teachers(house, mill, nobody, deed):
    with pytest.raises(NotATeacher):
        deed(house, nobody, mill)
