"""A right answer marked wrong, from the learner's appeal to the teacher's Save and back again; for everybody."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.staff import sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, Visit
from tutor import actions
from tutor.__main__ import main
from tutor.actions import House
from tutor.store import open_store

pytestmark = pytest.mark.browser
ODD = "the widow of the old harbour pilot"
ADDED = f"+    accept: [{ODD}]"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose bank is under version control."""
    running = Server(tmp_path_factory.mktemp("answers"))
    git(running, "init", "-q")
    git(running, "add", ".")
    git(running, "-c", "user.name=eve", "-c", "user.email=eve@example.org", "commit", "-qm", "The bank")
    yield running.start()
    running.kill()


def git(server: Server, *what: str) -> str:
    return subprocess.run(["git", *what], cwd=server.questions, check=True, capture_output=True, text=True).stdout


def check(server: Server, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run `python -m tutor check`; return its exit code and what it prints."""
    code = main(["check", str(server.questions / "harbour.yaml")])
    return code, "".join(capsys.readouterr())


def answered(server: Server, learner: str, words: str, *, appeal: bool = False) -> None:
    """Have somebody answer the first question of a lesson."""
    house, now = House(open_store(server.database), server.questions), datetime.now(UTC)
    scene = actions.start(house, learner, "harbour", "learn", now, 7, f"of {learner}")
    actions.say(house, learner, scene.lesson.id, 1, words, now)
    if appeal:
        actions.appeal(house, learner, scene.lesson.id, 1, now)
    house.store.close()


def decide(teacher: Visit, name: str) -> Visit:
    """Press the first button whose name begins so, and wait for the change to be shown."""
    teacher.page.get_by_role("button", name=name).first.click()
    expect(teacher.button("Save")).to_be_visible()
    return teacher


def test_a_right_answer_marked_wrong_is_made_right_for_everybody_and_back(visit, school, capsys):
    learner = visit(school.url).start().say("1874").say("31 metres").say(ODD)
    learner.sees("Not yet.").press("I think my answer is right")
    learner.sees("Passed on to your teacher.")

    teacher = sign_in(visit(school.url), school)
    teacher.open("?teach=answers")  # 1
    expect(teacher.page.get_by_text("1 appeal waits for you.")).to_be_visible()
    decide(teacher, f"Accept “{ODD}” for “Who was the first keeper of the light?”")  # 2
    expect(teacher.page.locator("ins.change")).to_contain_text(f"accept: [{ODD}]")
    expect(teacher.page.get_by_text("1 answer of 1 learner becomes right; nobody loses a point.")).to_be_visible()
    assert git(school, "status", "--porcelain") == ""
    teacher.button("Save").click()  # 3
    expect(teacher.page.get_by_text(f"Saved: “{ODD}” is right.")).to_be_visible()

    changed = git(school, "diff", "-U0").splitlines()
    assert [line for line in changed if line.startswith(("+ ", "- "))] == [ADDED]
    learner.reload()
    expect(learner.page.get_by_text("Your teacher has accepted this answer: it is right.")).to_be_visible()
    assert check(school, capsys)[0] == 0
    guarded_by_check(school, capsys)

    teacher.page.get_by_role("button", name=f"Undo “{ODD}” is right").first.click()
    expect(teacher.page.get_by_text("Taken back. 1 answer of 1 learner becomes wrong")).to_be_visible()
    expect(teacher.page.get_by_text("1 appeal waits for you.")).to_be_visible()
    assert git(school, "status", "--porcelain") == ""
    learner.reload().sees("Passed on to your teacher.")
    expect(learner.page.get_by_text("Your teacher has accepted this answer")).to_have_count(0)
    assert not teacher.errors + learner.errors


def guarded_by_check(school: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever takes the line out again is told that a teacher's decision is flipped."""
    path = school.questions / "harbour.yaml"
    kept = path.read_text("utf-8")
    path.write_text(kept.replace(f"{ADDED[1:]}\n", ""), "utf-8")
    code, told = check(school, capsys)
    assert code == 1
    assert f"“{ODD}” was accepted by a teacher for “keeper”" in told
    path.write_text(kept, "utf-8")


def test_an_editor_that_saves_in_between_is_not_overwritten(visit, school):
    answered(school, "bo", "the year of the flood", appeal=True)
    teacher = sign_in(visit(school.url), school).open("?teach=answers")
    decide(teacher, "Accept “the year of the flood”")
    path = Path(school.questions / "harbour.yaml")
    path.write_text(f"# by an editor\n{path.read_text('utf-8')}", "utf-8")
    teacher.button("Save").click()
    expect(teacher.page.get_by_role("alert").filter(has_text="changed since you looked")).to_be_visible()
    assert "the flood" not in path.read_text("utf-8")
    teacher.button("Save").click()
    expect(teacher.page.get_by_text("Saved:")).to_be_visible()
    assert path.read_text("utf-8").startswith("# by an editor\n")
    teacher.page.get_by_role("button", name="Undo").first.click()
    expect(teacher.page.get_by_text("Taken back.")).to_be_visible()
    git(school, "checkout", "-q", ".")


def test_by_keyboard_alone(visit, school):
    answered(school, "cy", "the year after", appeal=True)
    teacher = sign_in(visit(school.url), school).open("?teach=answers")
    press_by_tab(teacher, "Reject “the year after”")
    expect(teacher.page.get_by_label("What to tell them")).to_be_visible()
    press_by_tab(teacher, "What to tell them")
    teacher.page.keyboard.type("Say the number.")
    expect(teacher.page.locator("ins.change").last).to_contain_text("the year after: Say the number.")
    press_by_tab(teacher, "Save")
    expect(teacher.page.get_by_text("Saved: “the year after” does not count.")).to_be_visible()


def press_by_tab(teacher: Visit, name: str) -> None:
    """Tab to the part that is called so, and press Enter if it is a button."""
    focus = "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent)"
    for _ in range(60):
        teacher.page.keyboard.press("Tab")
        if str(teacher.page.evaluate(focus)).replace("\u2060", "").startswith(name):
            if teacher.page.evaluate("() => document.activeElement.tagName") == "BUTTON":
                teacher.page.keyboard.press("Enter")
            return
    pytest.fail(f"no way to {name} by Tab")


@FOR_EVERYBODY
def test_axe_finds_nothing_and_nothing_sticks_out(visit, school, size, scheme):
    answered(school, f"di{scheme}", f"<b>a year</b> in the {scheme}", appeal=True)
    teacher = visit(school.url, color_scheme=scheme, **({"viewport": size} if size else {}))
    sign_in(teacher, school).open("?teach=answers")
    found = {"list": faults(teacher.page)}
    decide(teacher, "Reject “")
    found["decision"] = faults(teacher.page)
    assert teacher.fits()
    teacher.button("Save").click()
    expect(teacher.page.get_by_text("Saved:")).to_be_visible()
    teacher.page.get_by_text("What was decided").click()
    found["history"] = faults(teacher.page)
    assert {page: lines for page, lines in found.items() if lines} == {}
    assert teacher.fits()
