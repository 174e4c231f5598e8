"""A whole class in real browsers, from the code to the sheet: a teacher, a projector, eight learners."""

from __future__ import annotations

import csv
import io
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.staff import Desk, answer, come_in, sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, PHONE, Visit
from tutor.store import classes as kept

pytestmark = pytest.mark.browser


def open_class(teacher: Visit) -> str:
    teacher.page.get_by_role("button", name="Open the class").click()
    return teacher.page.locator(".code-big").inner_text()


def project(teacher: Visit, code: str) -> Visit:
    wall = Visit(teacher.page.context.new_page(), teacher.url)
    wall.page.goto(f"{teacher.url}/?teach=projector&class={code}")
    expect(wall.page.locator(".wall")).to_be_visible(timeout=15_000)
    return wall


def seats(learners: dict[str, Visit], words: str) -> None:
    for learner in learners.values():
        expect(learner.page.locator(".seat")).to_contain_text(words, timeout=15_000)


def groups(page) -> list[tuple[str, str]]:
    rows = page.locator(".groups li").all()
    return [(row.locator(".size").inner_text(), row.locator(".words").inner_text()) for row in rows]


def test_a_class_from_the_code_to_the_sheet(visit, server):
    teacher = sign_in(visit(), server)
    code = open_class(teacher)
    wall = project(teacher, code)
    expect(wall.page.locator(".qr")).to_be_visible()
    expect(wall.page.locator(".url")).to_contain_text(f"/?class={code}")

    names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"]
    learners = {n: come_in(visit(**({"viewport": PHONE} if n == "Bo" else {})), code, n) for n in names}
    expect(wall.page.locator(".tally")).to_have_text("7 are here.")
    teacher.button("Start").click()
    seats(learners, "In which year was the lighthouse lit")

    for name, words in dict(
        zip(names, ["1874", "1884", "1874", "in 1884", "1884", "1884", "long ago"], strict=True)
    ).items():
        answer(learners[name], words)
    learners["Cy"].reload()
    expect(learners["Cy"].page.locator(".given b")).to_have_text("1874")
    learners["Di"].page.context.set_offline(True)
    expect(wall.page.locator(".tally")).to_have_text("7 of 7 have answered.")
    assert not wall.told("1874"), "the wall may be seen while the question is open"

    late = come_in(visit(), code, "Late")
    expect(late.page.locator(".seat")).to_contain_text("In which year")
    teacher.button("Lock the answers").click()
    learners["Di"].page.wait_for_timeout(8_000)
    learners["Di"].page.context.set_offline(False)
    learners |= {"Late": late}
    seats(learners, "The answers are locked")
    expect(wall.page.locator(".groups li")).to_have_count(4)
    assert groups(wall.page)[:2] == [("3×", "1884"), ("2×", "1874")]
    for learner in learners.values():
        assert not learner.told("The lighthouse of Port Ellan was lit")

    wall.button("Vote again").click()
    seats(learners, "Once more, after talking")
    for learner in learners.values():
        answer(learner, "1874")
    teacher.button("Lock the answers").click()
    seats(learners, "The answers are locked")
    teacher.button("Reveal the answer").click()
    seats(learners, "Yes.")
    expect(wall.page.locator(".wall")).to_contain_text("8 of 8 have it right. In the first vote it was 2.")
    expect(wall.page.locator(".wall mark")).to_contain_text("lit for the first time in 1874.")

    teacher.button("Next question").click()
    seats(learners, "How high above the rock")
    teacher.page.get_by_role("button", name="End").click()
    teacher.button("End the class").click()
    seats(learners, "Thank you.")
    expect(wall.page.locator(".wall")).to_contain_text("Together you gave 8 right answers of 8.")

    teacher.page.get_by_role("link", name="Results").click()
    with teacher.page.expect_download() as coming:
        teacher.button("Download all answers (CSV)").click()
    lines = list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8-sig"))))
    assert len(lines) == 7 + 8
    assert {line["verdict"] for line in lines if line["vote or try"] == "2"} == {"correct"}
    assert sorted({line["learner"] for line in lines}) == sorted(learners)
    for each in (teacher, wall, learners["Ann"], late):
        assert not each.errors


def test_everything_on_the_wall_can_be_read_from_the_back_row(visit, server):
    teacher = sign_in(visit(), server)
    wall = project(teacher, code := open_class(teacher))
    learner = come_in(visit(), code, "Ann")
    for press, words in {
        "": "is here",
        "Start": "In which",
        "Lock the answers": "1884",
        "Reveal the answer": "1874",
    }.items():
        if press:
            wall.button(press).click()
        if press == "Start":
            answer(learner, "1884")
        expect(wall.page.locator(".wall")).to_contain_text(words)
        wall.page.wait_for_timeout(300)
        assert small_letters(wall) == [], press
        assert wall.fits()


SIZES = """() => { const found = [];
  const walk = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const e = walk.currentNode.parentElement, size = parseFloat(getComputedStyle(e).fontSize);
    const seen = e.getClientRects().length && !e.closest('.sr, .st-key-anew, [data-testid=stIconMaterial]');
    if (walk.currentNode.textContent.trim() && seen && size < 28) found.push([walk.currentNode.textContent, size]); }
  return found; }"""


def small_letters(wall: Visit) -> list[list[object]]:
    """What is on the wall in letters below 28 pixels."""
    return wall.page.evaluate(SIZES)


def test_somebody_is_taken_out_and_let_back_in(visit, server):
    teacher = sign_in(visit(), server)
    learner = come_in(visit(), open_class(teacher), "Ann")
    expect(teacher.page.locator(".people")).to_contain_text("Ann")
    teacher.page.get_by_text("Take somebody out").click()
    choose(teacher, "Take out")
    expect(learner.page.locator(".seat")).to_contain_text("You are not in this class just now")
    expect(teacher.page.locator(".people")).to_have_count(0)
    choose(teacher, "Let back in")
    expect(learner.page.locator(".seat")).to_contain_text("You are in, Ann.")


def choose(teacher: Visit, words: str) -> None:
    form = teacher.page.get_by_test_id("stForm").filter(has=teacher.page.get_by_role("button", name=words))
    expect(form).to_be_visible()
    teacher.page.wait_for_timeout(1500)  # who has just come or gone is being drawn
    form.get_by_role("combobox").click()
    teacher.page.wait_for_timeout(2500)  # the board is drawn anew meanwhile; the list has to stay open
    teacher.page.get_by_role("option", name="Ann").click()
    form.get_by_role("button", name=words).click()


def test_at_everybodys_own_pace_the_board_shows_who_is_where(visit, server):
    teacher = sign_in(visit(), server)
    teacher.page.get_by_text("Each at their own pace").click()
    learner = come_in(visit(), open_class(teacher), "Ann")
    teacher.button("Start").click()
    learner.is_asked("In which year").say("1874").is_asked("How high").say("3 feet").sees("Not yet.")
    row = teacher.page.locator(".sheet-table tbody tr")
    expect(row).to_contain_text("1 of 6")
    expect(row).to_contain_text("How high above the rock")
    expect(row).to_contain_text(re.compile("1 try"))
    teacher.page.get_by_role("button", name="End").click()
    teacher.button("End the class").click()
    teacher.page.get_by_role("link", name="Results").click()
    expect(teacher.page.locator(".sheet-table").first).to_contain_text("1 of 1")


def test_a_class_is_deleted_with_everything_in_it(visit, server):
    teacher = sign_in(visit(), server)
    code = open_class(teacher)
    learner = come_in(visit(), code, "Ann")
    teacher.page.get_by_role("link", name="Results").click()
    teacher.page.get_by_role("button", name="Delete this class").click()
    teacher.button("Delete everything in it").click()
    expect(teacher.page.get_by_role("heading", name="A new class")).to_be_visible()
    assert code not in teacher.words
    learner.reload()
    expect(learner.page.get_by_role("heading", level=1)).to_have_text("No class here")


@pytest.mark.parametrize("place", ["?teach=classes&class={}", "?teach=projector&class={}", "?teach=classes&results={}"])
def test_learners_see_no_page_of_the_teachers(visit, server, place):
    teacher = sign_in(visit(), server)
    code = open_class(teacher)
    learner = come_in(visit(), code, "Ann")
    learner.open(place.format(code))
    expect(learner.page.get_by_label("Passcode")).to_be_visible()
    assert not learner.told("1874")


@FOR_EVERYBODY
def test_the_pages_of_a_class_are_for_everybody(visit, server, scheme, size):
    teacher = visit(color_scheme=scheme, **({"viewport": size} if size else {}))
    sign_in(teacher, server)
    found = {"classes": faults(teacher.page)}
    code = open_class(teacher)
    come_in(visit(), code, "Ann")
    wall = project(teacher, code)
    for press in ["", "Start", "Lock the answers", "Reveal the answer"]:
        if press:
            teacher.button(press).click()
            expect(teacher.button(press)).to_have_count(0)
        found[f"board {press}"] = faults(teacher.page)
        wall.page.wait_for_timeout(1500)
        found[f"wall {press}"] = faults(wall.page)
        assert teacher.fits()
    teacher.page.get_by_role("link", name="Results").click()
    expect(teacher.page.get_by_role("heading", name="Questions")).to_be_visible()
    found["results"] = faults(teacher.page)
    assert teacher.fits()
    assert {page: lines for page, lines in found.items() if lines} == {}


def test_an_answer_accepted_on_the_board_counts_for_everybody_at_once(visit, own_server):
    teacher = sign_in(visit(own_server.start().url), own_server)
    learner = come_in(visit(own_server.url), open_class(teacher), "Ann")
    teacher.button("Start").click()
    expect(learner.box).to_be_visible()
    answer(learner, "the year of the comet")
    teacher.button("Lock the answers").click()
    teacher.button("Reveal the answer").click()
    expect(learner.page.locator(".seat")).to_contain_text("Not yet.")
    teacher.page.get_by_text("Accept or reject an answer").click()
    teacher.button("Accept").click()
    expect(teacher.page.get_by_role("alert")).to_contain_text("counts as right now")
    expect(learner.page.locator(".seat")).to_contain_text("Yes.", timeout=15_000)
    expect(teacher.page.locator(".tally")).to_contain_text("1 of them right")
    assert "the year of the comet" in (own_server.questions / "harbour.yaml").read_text()


def test_board_and_wall_go_on_by_themselves_after_a_power_cut(visit, own_server):
    teacher = sign_in(visit(own_server.start().url), own_server)
    code = open_class(teacher)
    wall = project(teacher, code)
    ann = come_in(visit(own_server.url), code, "Ann")
    expect(wall.page.locator(".tally")).to_have_text("1 is here.")
    own_server.kill()
    own_server.start()
    bo = come_in(visit(own_server.url), code, "Bo")
    expect(wall.page.locator(".tally")).to_have_text("2 are here.", timeout=45_000)
    expect(teacher.page.locator(".people")).to_contain_text("Bo", timeout=45_000)
    teacher.button("Start").click()
    seats({"Ann": ann, "Bo": bo}, "In which year")


def test_a_class_that_was_kept_as_long_as_the_host_wants_is_gone_after_the_start(own_server):
    desk, other = Desk(own_server), Desk(own_server)
    long_ago = datetime.now(UTC) - timedelta(days=400)
    desk.house.store.write(lambda c: kept.advance(c, desk.board.room, desk.board.room, long_ago))
    own_server.start()
    until = time.monotonic() + 60
    while len(desk.codes) > 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert desk.codes == {other.code}
