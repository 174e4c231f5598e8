"""A class from the code to the sheet, with a real database of each kind."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest

from tests.learning import NOON, RIGHT, everything, rows
from tutor import actions
from tutor.actions import House, TooLong
from tutor.classes import attending, results, running
from tutor.classes.attending import NotHere
from tutor.store import classes as kept
from tutor.store.classes import Said
from tutor.teachers import Limit, NotATeacher, Teacher

ANN = Teacher(NOON + timedelta(hours=12))
FACTS = ("year", "engineer", "stone")


@pytest.fixture
def dice():
    """Dice that fall in a row: 1, 2, 3 …"""
    throws = count(1)
    return lambda below: next(throws) % below


@pytest.fixture
def code(house, dice) -> str:
    return running.open_class(house, ANN, "lighthouse", FACTS, "teacher", NOON, dice).code


def lead(house: House, code: str, steps: str):
    for each in steps.split():
        room = running.board(house, ANN, code, NOON).room
        running.lead(house, ANN, code, room.version, each, NOON)
    return running.board(house, ANN, code, NOON)


def join(house: House, code: str, *names: str):
    throws = count(len(rows(house, "class_members")) + 7)
    return [attending.join(house, name, code, name, NOON, lambda below: next(throws) % below) for name in names]


def say(house: House, code: str, learner: str, given: str, question: int = 0, vote: int = 1) -> bool:
    return attending.answer(house, learner, code, Said(question, vote, given), NOON) is not None


# --- coming in -------------------------------------------------------------------------------------


def test_a_class_asks_its_facts_in_the_banks_order(house, dice):
    room = running.open_class(house, ANN, "lighthouse", ["stone", "year", "nothing"], "teacher", NOON, dice)
    assert [q.fact for q in room.questions] == ["year", "stone"]
    assert attending.look(house, "bo", room.code).room == room


def test_a_class_without_questions_is_not_opened(house, dice):
    with pytest.raises(NotHere, match="at least one"):
        running.open_class(house, ANN, "lighthouse", ["nothing"], "teacher", NOON, dice)


def test_a_code_that_is_taken_is_not_given_twice(house):
    one = running.open_class(house, ANN, "lighthouse", FACTS, "teacher", NOON, lambda below: 5 % below)
    throws = iter([1, 5, 5, 6])
    two = running.open_class(house, ANN, "lighthouse", FACTS, "teacher", NOON, lambda below: next(throws) % below)
    assert one.code != two.code


def test_who_joins_twice_has_one_seat(house, code):
    (first,) = join(house, code, "bo")
    again = attending.join(house, "bo", code, "another name", NOON, lambda below: 9 % below)
    assert again.me == first.me
    assert first.me.name == "bo"


def test_names_are_told_apart_and_who_gives_none_gets_a_friendly_one(house, code):
    seats = [
        attending.join(house, f"browser {n}", code, "Bo" if n < 3 else "", NOON, lambda b, n=n: (n + 1) % b)
        for n in range(5)
    ]
    names = [seat.me.name for seat in seats]
    assert names[:3] == ["Bo", "Bo 2", "Bo 3"]
    assert all(" " in name for name in names[3:])
    assert len(set(names)) == 5


@pytest.mark.parametrize("code", ["", "CCCCC", "nonsense", "' OR 1=1"])
def test_a_code_of_no_class_is_told_kindly(house, code):
    with pytest.raises(NotHere, match="Look at the code again"):
        attending.look(house, "bo", code)


def test_a_class_that_is_over_lets_nobody_in(house, code):
    lead(house, code, "end")
    with pytest.raises(NotHere, match="over"):
        join(house, code, "bo")


def test_late_joiners_are_welcome(house, code):
    lead(house, code, "start lock reveal next")
    (late,) = join(house, code, "late")
    assert late.room.at == 1
    assert say(house, code, "late", "Ada Brink", question=1)


# --- answering -------------------------------------------------------------------------------------


def test_an_answer_may_be_changed_until_the_lock(house, code):
    join(house, code, "bo", "cy")
    lead(house, code, "start")
    assert say(house, code, "bo", "1847")
    assert say(house, code, "bo", "1848")
    assert attending.look(house, "bo", code).given == "1848"
    assert rows(house, "class_answers", "question, vote, given") == [(0, 1, "1848")]
    board = lead(house, code, "lock")
    assert not say(house, code, "bo", "1847")
    assert not say(house, code, "cy", "1847")
    assert attending.look(house, "bo", code).given == "1848"
    assert board.answered == 1


@pytest.mark.parametrize(("question", "vote"), [(1, 1), (0, 2), (-1, 1), (9, 1)])
def test_an_answer_to_another_question_or_vote_is_not_taken(house, code, question, vote):
    join(house, code, "bo")
    lead(house, code, "start")
    assert not say(house, code, "bo", "1847", question, vote)
    assert rows(house, "class_answers") == []


def test_nobody_answers_who_is_not_in_the_class(house, code):
    lead(house, code, "start")
    assert not say(house, code, "stranger", "1847")


def test_who_was_removed_may_not_answer_until_let_back(house, code):
    (bo,) = join(house, code, "bo")
    lead(house, code, "start")
    say(house, code, "bo", "1847")
    version = attending.look(house, "bo", code).room.version
    running.let(house, ANN, code, bo.me.member, NOON, out=True)
    seat = attending.look(house, "bo", code)
    assert seat.me.removed
    assert seat.room.version > version, "the screen has to hear of it"
    assert not say(house, code, "bo", "1848")
    assert running.board(house, ANN, code, NOON).groups == ()
    running.let(house, ANN, code, bo.me.member, NOON, out=False)
    assert say(house, code, "bo", "1848")


def test_nothing_is_no_answer_and_too_much_is_refused(house, code):
    join(house, code, "bo")
    lead(house, code, "start")
    assert say(house, code, "bo", "  \n ")
    with pytest.raises(TooLong):
        say(house, code, "bo", "x" * 501)
    assert rows(house, "class_answers") == []


@pytest.mark.parametrize("given", ["\0", "\ud83d", "😀", "'; DROP TABLE classes; --", "مرحبا"])
def test_any_text_is_an_answer(house, code, given):
    join(house, code, "bo")
    lead(house, code, "start")
    assert say(house, code, "bo", given)
    assert len(lead(house, code, "lock").groups) == 1


def test_all_answers_of_a_burst_are_kept(house, code):
    learners = [f"learner {n}" for n in range(30)]
    join(house, code, *learners)
    lead(house, code, "start")
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda who: say(house, code, who, "1847"), learners))
    assert running.board(house, ANN, code, NOON).answered == 30


def test_no_answer_is_taken_after_the_lock_however_they_race(house, code):
    learners = [f"learner {n}" for n in range(20)]
    join(house, code, *learners)
    lead(house, code, "start")
    with ThreadPoolExecutor(8) as pool:
        given = [pool.submit(say, house, code, who, "1847") for who in learners]
        room = pool.submit(running.lead, house, ANN, code, 1, "lock", NOON).result()
        at_the_lock = running.board(house, ANN, code, NOON).answered
        taken = sum(each.result() for each in given)
    assert room.state == "locked"
    assert running.board(house, ANN, code, NOON).answered == taken == at_the_lock


# --- leading ---------------------------------------------------------------------------------------


def test_a_press_on_an_old_page_skips_nothing(house, code):
    lead(house, code, "start lock reveal")
    version = running.board(house, ANN, code, NOON).room.version
    for _ in range(2):
        running.lead(house, ANN, code, version, "next", NOON)
    assert running.board(house, ANN, code, NOON).room.at == 1


def test_the_board_shows_groups_and_the_first_vote_beside_the_second(house, code):
    join(house, code, "bo", "cy", "di")
    lead(house, code, "start")
    for who, given in {"bo": "in 1847", "cy": "1850", "di": "1850"}.items():
        say(house, code, who, given)
    board = lead(house, code, "lock")
    assert [(g.words, g.size, g.verdict) for g in board.groups] == [("1850", 2, "incorrect"), ("in 1847", 1, "correct")]
    lead(house, code, "vote")
    say(house, code, "cy", "1847", vote=2)
    board = lead(house, code, "lock")
    assert [(g.words, g.size) for g in board.first_vote] == [("1850", 2), ("in 1847", 1)]
    assert (board.answered, board.right) == (1, 1)


def test_what_the_author_accepts_changes_the_class_at_once(house, code, questions):
    join(house, code, "bo")
    lead(house, code, "start")
    say(house, code, "bo", "the year of the comet")
    assert lead(house, code, "lock").right == 0
    file = questions / "lighthouse.yaml"
    file.write_text(file.read_text().replace("- id: year", "- id: year\n    accept: [the year of the comet]"))
    assert running.board(house, ANN, code, NOON).right == 1


def test_a_question_taken_out_of_the_bank_does_not_stop_the_class(house, code, questions):
    join(house, code, "bo")
    lead(house, code, "start")
    say(house, code, "bo", "1847")
    file = questions / "lighthouse.yaml"
    file.write_text(file.read_text().replace("id: year", "id: another"))
    board = lead(house, code, "lock reveal")
    assert board.people[0].verdict == "incorrect"
    assert attending.shown(house, attending.look(house, "bo", code)).verdict.code == "gone"
    assert results.sheet(results.results(house, ANN, code, NOON))


def test_the_bank_of_a_class_is_read_anew_once_when_another_replica_may_have_changed_it(house, code, monkeypatch):
    read = []
    monkeypatch.setattr(attending.library, "fresh", lambda folder, bank: read.append((folder, bank)))
    attending.read_anew(house, {code, "NNNNN"})
    assert read == [(house.questions, "lighthouse")]


# --- another device, another day -------------------------------------------------------------------


def test_on_another_device_the_return_code_leads_to_the_same_seat(house, code):
    (bo,) = join(house, code, "bo")
    lead(house, code, "start")
    say(house, code, "bo", "1847")
    seat = attending.come_back(house, "bo's phone", code, bo.me.member.lower(), NOON)
    assert (seat.me, seat.given) == (bo.me, "1847")
    assert attending.look(house, "bo", code).me is None
    assert attending.come_back(house, "bo", code, bo.me.member, NOON).given == "1847"


def test_a_seat_taken_by_mistake_is_left_when_somebody_comes_back(house, code):
    bo, _ = join(house, code, "bo", "bo's phone")
    assert attending.come_back(house, "bo's phone", code, bo.me.member, NOON).me == bo.me
    assert rows(house, "class_members", "name") == [("bo",)]


def test_answers_of_a_seat_that_is_left_are_kept(house, code):
    bo, _ = join(house, code, "bo", "bo's phone")
    lead(house, code, "start")
    say(house, code, "bo's phone", "1850")
    assert attending.come_back(house, "bo's phone", code, bo.me.member, NOON).me == bo.me
    assert [g.words for g in running.board(house, ANN, code, NOON).groups] == ["1850"]


def test_a_return_code_cannot_be_found_by_trying(house, code, monkeypatch):
    monkeypatch.setattr(attending, "_GUESSES", Limit(30, 60))
    (bo,) = join(house, code, "bo")
    for n in range(30):
        with pytest.raises(NotHere, match="Nobody in this class"):
            attending.come_back(house, "thief", code, f"{n:05}".replace("0", "C"), NOON)
    with pytest.raises(NotHere, match="Wait a minute"):
        attending.come_back(house, "thief", code, bo.me.member, NOON)


# --- at everybody's own pace -----------------------------------------------------------------------


@pytest.fixture
def own(house, dice) -> str:
    return running.open_class(house, ANN, "lighthouse", FACTS, "self", NOON, dice).code


def begin(house: House, code: str, learner: str):
    return attending.with_lesson(house, learner, attending.look(house, learner, code), NOON, lambda below: 3 % below)


def test_at_everybodys_own_pace_each_has_a_lesson_over_the_classs_facts(house, own):
    join(house, own, "bo")
    assert begin(house, own, "bo").me.lesson is None, "not before the start"
    lead(house, own, "start")
    lesson = begin(house, own, "bo").me.lesson
    assert begin(house, own, "bo").me.lesson == lesson
    scene = actions.resume(house, "bo", lesson)
    assert scene.lesson.total == 3
    scene = actions.say(house, "bo", lesson, 1, "1850", NOON)
    actions.say(house, "bo", lesson, 2, RIGHT[0], NOON)
    (person,) = running.board(house, ANN, own, NOON).people
    assert person.lesson.outcomes == (("year", "repaired"),)
    found = results.results(house, ANN, own, NOON)
    assert [(g.turn, g.given, g.verdict.name) for g in found.given] == [
        (1, "1850", "incorrect"),
        (2, "1847", "correct"),
    ]
    assert found.of_question(0) == (1, 1)


def test_the_lesson_comes_along_to_another_device(house, own):
    (bo,) = join(house, own, "bo")
    lead(house, own, "start")
    lesson = begin(house, own, "bo").me.lesson
    attending.come_back(house, "bo's phone", own, bo.me.member, NOON)
    assert actions.resume(house, "bo's phone", lesson)
    assert actions.resume(house, "bo", lesson) is None


# --- after -----------------------------------------------------------------------------------------


@pytest.fixture
def over(house, code) -> str:
    join(house, code, "bo", "=cmd|' /C calc'!A1")
    lead(house, code, "start")
    say(house, code, "bo", "1850")
    say(house, code, "=cmd|' /C calc'!A1", "=1847")
    lead(house, code, "lock vote")
    say(house, code, "bo", "1847", vote=2)
    lead(house, code, "lock reveal next end")
    return code


def test_the_results_count_the_last_answer_of_everybody(house, over):
    found = results.results(house, ANN, over, NOON)
    assert found.of_question(0).answered == 2
    bo = next(p.member for p in found.people if p.name == "bo")
    assert found.of_member(bo) == (1, 1)
    assert found.of_question(1) == (0, 0)


def test_the_sheet_holds_every_answer_and_no_formula(house, over):
    sheet = results.sheet(results.results(house, ANN, over, NOON))
    lines = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    assert [line["answer"] for line in lines if line["learner"] == "bo"] == ["1850", "1847"]
    assert not [cell for line in lines for cell in line.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_learner_looks_back_once_the_class_is_over(house, over):
    _, shown = attending.looked_back(house, attending.look(house, "bo", over))
    assert [(s.given, s.verdict and s.verdict.name) for s in shown] == [("1847", "correct"), ("", None)]


def test_before_the_end_there_is_nothing_to_look_back_on(house, code):
    join(house, code, "bo")
    lead(house, code, "start")
    say(house, code, "bo", "1847")
    assert attending.looked_back(house, attending.look(house, "bo", code))[1] == ()


def test_a_deleted_class_leaves_nothing(house, over, own, code):
    before = everything(house)
    join(house, own, "di")
    lead(house, own, "start")
    actions.say(house, "di", begin(house, own, "di").me.lesson, 1, "1850", NOON)
    for each in (over, own):
        running.delete(house, ANN, each, NOON)
    for table in ("classes", "class_members", "class_answers", "lessons", "turns", "attempts"):
        assert rows(house, table) == [], table
    assert everything(house)["reviews"] == before["reviews"]
    with pytest.raises(NotHere):
        running.board(house, ANN, over, NOON)


def test_old_classes_are_forgotten_and_others_kept(house, over, own):
    assert running.forget(house, 30, NOON + timedelta(days=29)) == 0
    house.store.write(lambda c: kept.advance(c, kept.room(c, own), kept.room(c, own), NOON + timedelta(days=20)))
    assert running.forget(house, 30, NOON + timedelta(days=31)) == 1
    assert [e.room.code for e in running.entries(house, ANN, NOON)] == [own]


def test_a_class_in_which_somebody_still_learns_is_not_forgotten(house, own):
    join(house, own, "bo")
    lead(house, own, "start")
    lesson = begin(house, own, "bo").me.lesson
    assert running.forget(house, 30, NOON + timedelta(days=29)) == 0
    actions.say(house, "bo", lesson, 1, "1850", NOON + timedelta(days=40))
    assert running.forget(house, 30, NOON + timedelta(days=69)) == 0
    assert running.forget(house, 30, NOON + timedelta(days=71)) == 1


# --- only for teachers -----------------------------------------------------------------------------

FOR_TEACHERS = {
    "open": lambda house, who, now: running.open_class(house, who, "lighthouse", FACTS, "teacher", now, lambda b: 1),
    "entries": running.entries,
    "lead": lambda house, who, now: running.lead(house, who, "CCCCC", 0, "start", now),
    "board": lambda house, who, now: running.board(house, who, "CCCCC", now),
    "let": lambda house, who, now: running.let(house, who, "CCCCC", "CCCCC", now, out=True),
    "delete": lambda house, who, now: running.delete(house, who, "CCCCC", now),
    "results": lambda house, who, now: results.results(house, who, "CCCCC", now),
}


@pytest.mark.parametrize("action", FOR_TEACHERS.values(), ids=FOR_TEACHERS)
@pytest.mark.parametrize("who", [None, Teacher(NOON)], ids=["nobody", "expired"])
def test_nobody_else_does_what_teachers_do(house, action, who):
    with pytest.raises(NotATeacher):
        action(house, who, NOON)
