"""The report of a real class, on a real database of each kind: what is counted, who may see it, its sheets and page."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.deciding import EVE, LATER, ODD, accept, class_of, sitting
from tests.learning import NOON
from tests.test_pages_draw import Shape
from tutor import actions
from tutor.actions import Gone, House
from tutor.classes import attending, running
from tutor.classroom import Pace
from tutor.reporting.items import Item, Report
from tutor.reporting.shares import Share
from tutor.reports import sheets
from tutor.reports.reading import report
from tutor.store.classes import Said
from tutor.teachers import NotATeacher, Teacher
from tutor.ui import front, report_view, signin


def read(house: House, code: str = "") -> Report:
    return report(house, EVE, "lighthouse", LATER, code)


def of(found: Report, fact: str) -> Item:
    return next(item for item in found.items if item.fact.id == fact)


def open_class(house: House, pace: Pace = "teacher") -> str:
    throws = count(3)
    facts = ("year", "engineer")
    return running.open_class(house, EVE, "lighthouse", facts, pace, NOON, lambda below: next(throws) % below).code


def lead(house: House, code: str, steps: str) -> None:
    for step in steps.split():
        running.lead(house, EVE, code, running.board(house, EVE, code, NOON).room.version, step, NOON)  # type: ignore[arg-type]


def join(house: House, code: str, *learners: str) -> None:
    for n, learner in enumerate(learners):
        attending.join(house, learner, code, learner, NOON, lambda below, n=n: (n + 11) % below)


def say(house: House, code: str, learner: str, given: str, question: int = 0, vote: int = 1) -> None:
    assert attending.answer(house, learner, code, Said(question, vote, given), NOON)


# --- what is counted -------------------------------------------------------------------------------


def test_a_bank_without_answers_has_all_its_facts_and_no_share(house):
    found = read(house)
    assert [i.fact.id for i in found.items] == ["year", "engineer", "stone", "range", "outages", "strike"]
    assert (found.learners, found.answers, found.first) == (0, 0, Share(0, 0))
    assert found.unasked


def test_lessons_are_counted_by_what_came_of_each_fact_at_first(house):
    class_of(house)
    found = read(house)
    assert (found.learners, of(found, "year").first) == (4, Share(4, 4))
    engineer = of(found, "engineer")
    assert engineer.hows == {"first": 1, "repaired": 1, "revealed": 2}
    assert (engineer.first, engineer.helped, engineer.appeals) == (Share(1, 4), Share(1, 3), 1)
    wrong = {g.answer.lower().rstrip("!"): (g.learners, g.times) for g in engineer.given}
    assert wrong == {ODD: (3, 3), f"it was {ODD}": (1, 1)}


def test_who_does_not_answer_again_is_not_counted_for_the_help(house):
    sitting(house, "ann", "show me")
    sitting(house, "bo", "1902", "show me")
    sitting(house, "cy", "1902", "1911")
    assert of(read(house), "year").hows == {"missed": 2, "revealed": 1}


def test_what_was_answered_and_left_is_not_forgotten(house):
    sitting(house, "ann", "1902")
    assert of(read(house), "year").hows == {"left": 1}


def test_a_second_lesson_does_not_change_how_a_fact_was_met(house):
    sitting(house, "ann", "1902", "1911")
    again = actions.start(house, "ann", "lighthouse", "review", LATER, 7, "again")
    actions.say(house, "ann", "again", again.lesson.turn, "1847", LATER)
    assert of(read(house), "year").hows == {"revealed": 1}


def test_what_a_teacher_accepts_changes_the_report(house):
    class_of(house)
    accept(house)
    engineer = of(read(house), "engineer")
    assert (engineer.first, engineer.given, engineer.appeals) == (Share(3, 4), (), 0)


def test_a_live_class_is_counted_by_the_bank_of_today_and_a_second_vote_is_help(house):
    code = open_class(house)
    join(house, code, "ann", "bo", "cy", "di")
    lead(house, code, "start")
    for learner, given in [("ann", "1847"), ("bo", "1902"), ("cy", "1902"), ("di", "1902")]:
        say(house, code, learner, given)
    lead(house, code, "lock vote")
    for learner, given in [("bo", "1847"), ("cy", "1911")]:
        say(house, code, learner, given, vote=2)
    year = of(read(house, code), "year")
    assert year.hows == {"first": 1, "repaired": 1, "revealed": 1, "missed": 1}
    assert (year.given[0].answer, year.given[0].learners) == ("1902", 3)
    assert of(read(house), "year").hows == year.hows


def test_a_class_is_counted_alone(house):
    class_of(house)
    code = open_class(house, "self")
    join(house, code, "eli")
    lead(house, code, "start")
    assert (read(house, code).learners, read(house, code).answers) == (0, 0)
    seat = attending.with_lesson(house, "eli", attending.look(house, "eli", code), NOON, lambda below: 5 % below)
    assert seat.me
    scene = actions.resume(house, "eli", str(seat.me.lesson))
    assert scene
    actions.say(house, "eli", scene.lesson.id, scene.lesson.turn, "1847", NOON)
    alone = read(house, code)
    assert (alone.learners, alone.answers, of(alone, "year").first) == (1, 1, Share(1, 1))
    assert read(house).learners == 5


def test_only_a_teacher_reads_it_and_only_of_a_text_that_is_there(house):
    with pytest.raises(NotATeacher):
        report(house, None, "lighthouse", LATER)
    with pytest.raises(Gone):
        report(house, EVE, "nothing", LATER)


# --- its sheets ------------------------------------------------------------------------------------


def table(sheet: bytes) -> list[dict[str, str]]:
    assert sheet.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))


def test_the_sheets_hold_everything_and_nobodys_name(house):
    class_of(house)
    found = read(house)
    facts, answers = table(sheets.facts(found)), table(sheets.answers(found))
    engineer = next(row for row in facts if row["fact"] == "engineer")
    assert [engineer[c] for c in ("paragraph", "learners", "right first time", "share", "right after help")] == [
        "1", "4", "1", "0.250", "1",
    ]  # fmt: skip
    assert 0 < float(engineer["at least"]) < 0.25 < float(engineer["at most"]) < 1
    assert engineer["remarks"] == "appeals-wait, other-answer-leads"
    assert next(row for row in facts if row["fact"] == "stone")["share"] == ""
    assert sum(int(row["times"]) for row in answers) == found.answers == 10
    words = (sheets.facts(found) + sheets.answers(found)).decode()
    assert not {"ann", "bob", "cid"} & set(words.replace(",", " ").split())


def test_no_answer_is_run_by_a_spreadsheet(house):
    sitting(house, "ann", '=HYPERLINK("http://x")', "1847")
    given = [row["answer"] for row in table(sheets.answers(read(house)))]
    assert '\'=HYPERLINK("http://x")' in given


# --- its page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "</td></tr><b>x", "&lt;", '" onclick=x'])
def test_what_learners_wrote_is_text_and_nothing_else(house, words):
    for learner in ("ann", "bo", "cy"):
        sitting(house, learner, words)
    found = read(house)
    drawn = report_view.things(found) + report_view.table(found, hardest_first=False, here={"teach": "report"})
    assert Shape(drawn).whole
    assert {"script", "b"} & set(Shape(drawn).tags) <= {"b"}
    assert "<script" not in drawn
    assert "<b>x" not in drawn
    assert words in Shape(drawn).words


@pytest.mark.parametrize(("learners", "told"), [(0, "No answers yet"), (1, "Too few answers yet")])
def test_few_answers_are_told_as_what_they_are(house, learners, told):
    for number in range(learners):
        sitting(house, f"learner {number}", "1902", "1847")
    found = read(house)
    drawn = report_view.head(found) + report_view.things(found)
    assert told in drawn


def test_each_line_ends_in_the_facts_edit_and_its_answers(house):
    class_of(house)
    drawn = report_view.table(read(house), hardest_first=True, here={"teach": "report"})
    assert 'href="./?teach=banks&amp;bank=lighthouse&amp;tab=text&amp;fact=engineer"' in drawn
    assert 'href="./?teach=answers&amp;bank=lighthouse&amp;fact=engineer"' in drawn
    assert drawn.index("fact-engineer") < drawn.index("fact-year") < drawn.index("fact-stone"), "hardest first"
    assert "not enough answers yet" in drawn


@pytest.mark.parametrize("order", ["", "hard"])
def test_the_page_shows_the_class_that_the_address_names(house, teaching, order):
    class_of(house)
    code = open_class(house)
    app = teaching(teach="report", bank="lighthouse", **({"order": order} if order else {}))
    assert "4 learners · 10 answers · 2 Mar 2026" in drawn(app)
    assert [box.value for box in app.selectbox] == ["lighthouse", ""]
    app.selectbox[1].set_value(code).run()
    assert app.query_params["class"] == code
    assert "No answers yet" in drawn(app)


def test_an_address_of_nothing_leads_to_a_text_that_is_there(house, teaching):
    app = teaching(teach="report", bank="nothing", **{"class": "K7MP4"})
    assert [box.value for box in app.selectbox] == ["lighthouse", ""]


@pytest.fixture
def teaching(house, monkeypatch):
    """A way for a teacher to open a page."""
    monkeypatch.setattr(front, "house", lambda: house)
    monkeypatch.setattr(front, "learner", lambda: "somebody")
    monkeypatch.setattr(signin, "teacher", lambda: Teacher(datetime.now(UTC) + timedelta(hours=1)))

    def come(**place: str) -> AppTest:
        app = AppTest.from_file(str(Path(front.__file__).parent / "script.py"), default_timeout=20)
        for name, value in place.items():
            app.query_params[name] = value
        return app.run()

    return come


def drawn(app: AppTest) -> str:
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))
