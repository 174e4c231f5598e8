"""A teacher accepts an answer: the file, everybody's results, the appeal, and back again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.deciding import ACCEPT, EVE, LATER, ODD, accept, bank_file, class_of, everything, outcomes, sitting, verdicts
from tests.learning import NOON, rows, talk
from tutor import actions
from tutor.actions import Gone, House
from tutor.bank.cases import cases_path
from tutor.classes import attending, running
from tutor.deciding import acting, regrading
from tutor.deciding.acting import Blocked, decide, history, preview, recover, undo
from tutor.deciding.listing import answers, waiting
from tutor.deciding.news import news
from tutor.deciding.ruling import Decision
from tutor.store import StoreUnavailable
from tutor.store.classes import Said
from tutor.store.said import Tally
from tutor.teachers import NotATeacher, Teacher
from tutor.ui.room import room

LINE = f"    accept: [{ODD}]\n"


def test_a_preview_shows_one_line_and_who_changes_and_touches_nothing(house: House) -> None:
    class_of(house)
    before = everything(house)
    shown = preview(house, EVE, "lighthouse", ACCEPT, LATER)
    assert [line for line in shown.diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        f"+{LINE.rstrip()}"
    ]
    assert str(shown.effect) == "4 answers of 3 learners become right; nobody loses a point."
    assert (shown.blocked, shown.remarks) == ((), ())
    assert everything(house) == before


def test_accepting_patches_the_file_guards_it_regrades_everybody_and_settles_the_appeal(house: House) -> None:
    class_of(house)
    assert outcomes(house) == {"ann": "revealed", "bob": "repaired", "cid": "revealed", "dan": "first"}
    text = bank_file(house).read_text("utf-8")
    shown = preview(house, EVE, "lighthouse", ACCEPT, LATER)
    done = decide(house, EVE, "lighthouse", ACCEPT, LATER, shown.seen)
    assert (done.diff, str(done.effect)) == (shown.diff, str(shown.effect))
    after = bank_file(house).read_text("utf-8")
    assert after.replace(LINE, "") == text
    assert cases_path(bank_file(house)).read_text("utf-8") == (
        f'{{"fact": "engineer", "verdict": "correct", "answer": "{ODD}"}}\n'
    )
    assert set(verdicts(house).values()) == {"correct"}
    assert outcomes(house) == {"ann": "first", "bob": "first", "cid": "repaired", "dan": "first"}
    assert [tuple(row)[2:4] for row in rows(house, "appeals", "lesson, turn, state, decision")] == [
        ("accepted", done.record.id)
    ]
    [entry] = history(house, EVE, "lighthouse", LATER)
    assert (entry.who, entry.at, entry.state, entry.answer) == ("eve", LATER, "made", ODD)


def test_a_card_is_scheduled_as_if_the_answer_had_been_right_at_once(house: House) -> None:
    class_of(house)
    accept(house)
    cards = {row[0]: row[1:] for row in rows(house, "cards WHERE fact = 'engineer'", "learner, due")}
    assert len(set(cards.values())) == 2  # ann, bob and dan alike; cid, who had a hint, sooner


def test_undo_brings_all_of_it_back(house: House) -> None:
    class_of(house)
    before = everything(house)
    decision = accept(house)
    done = undo(house, EVE, decision, LATER)
    assert everything(house) == before
    assert str(done.effect) == "4 answers of 3 learners become wrong; 3 learners lose a point."
    assert [(r.state, r.undone_by) for r in history(house, EVE, "lighthouse", LATER)] == [("undone", "eve")]
    with pytest.raises(Gone):
        undo(house, EVE, decision, LATER)


def test_undo_keeps_what_has_changed_since_and_regrades_what_was_answered_since(house: House) -> None:
    class_of(house)
    decision = accept(house)
    path = bank_file(house)
    path.write_text(path.read_text("utf-8").replace("answer: granite", "answer: granite  # stone"), "utf-8")
    path.write_text(path.read_text("utf-8").replace(LINE, LINE + "    why: She was the best.  # new\n"), "utf-8")
    sitting(house, "eli", "1847", ODD)
    assert verdicts(house)["eli", 2] == "correct"
    undo(house, EVE, decision, LATER)
    text = path.read_text("utf-8")
    assert LINE not in text
    assert "answer: granite  # stone" in text
    assert "    why: She was the best.  # new\n" in text
    assert verdicts(house)["eli", 2] == "incorrect"
    assert outcomes(house)["eli"] == "revealed"


def test_a_close_answer_asks_back_and_costs_nobody_a_point(house: House) -> None:
    class_of(house)
    close = Decision("engineer", ODD, "close", "And the name?")
    done = decide(house, EVE, "lighthouse", close, LATER)
    assert str(done.effect) == "3 answers of 3 learners become close; nobody loses a point."
    assert rows(house, "attempts WHERE lesson = 'of ann' AND turn = 2", "verdict, because") == [
        ("close", "And the name?")
    ]
    assert rows(house, "appeals", "state") == [("rejected",)]
    assert outcomes(house)["bob"] == "repaired"  # the hint that he got made the next answer easier
    undo(house, EVE, done.record.id, LATER)
    assert rows(house, "appeals", "state, decided_at, decision") == [("open", None, None)]


def test_a_rejected_answer_that_was_right_loses_its_point_and_gets_the_feedback(house: House) -> None:
    sitting(house, "ann", "1847", "Brinck")
    assert verdicts(house) == {("ann", 2): "correct"}
    reject = Decision("engineer", "Brinck", "incorrect", "It is spelt otherwise.")
    done = decide(house, EVE, "lighthouse", reject, LATER)
    assert str(done.effect) == "1 answer of 1 learner becomes wrong; 1 learner loses a point."
    assert verdicts(house) == {("ann", 2): "incorrect"}
    assert outcomes(house) == {"ann": "revealed"}


def test_rejecting_what_is_wrong_already_needs_no_edit_and_guards_it_all_the_same(house: House) -> None:
    class_of(house)
    before = bank_file(house).read_bytes()
    done = decide(house, EVE, "lighthouse", Decision("engineer", ODD, "incorrect"), LATER)
    assert (done.diff, str(done.effect)) == ("", "No result changes.")
    assert bank_file(house).read_bytes() == before
    assert rows(house, "appeals", "state") == [("rejected",)]
    with pytest.raises(Blocked, match="was rejected by a teacher for “engineer”"):
        accept(house)
    undo(house, EVE, done.record.id, LATER)
    accept(house)


def test_what_another_version_of_the_grader_said_stays_unless_the_teacher_decides_about_it(house: House) -> None:
    class_of(house)
    other = "UPDATE attempts SET verdict = 'close', code = 'old', because = 'Hm.' WHERE lesson = 'of dan' AND turn = 2"
    house.store.write(lambda c: c.exec_driver_sql(other))
    accept(house)
    assert verdicts(house)["dan", 2] == "close"
    done = decide(house, EVE, "lighthouse", Decision("engineer", "Ada Brink", "correct"), LATER)
    assert (done.diff, verdicts(house)["dan", 2]) == ("", "correct")


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision("nobody", "x", "correct"), "The bank has no fact “nobody”."),
        (Decision("engineer", " ?! ", "correct"), "needs a letter or a digit"),
        (Decision("engineer", "granite", "correct"), "“granite” is the answer to “stone”"),
        (Decision("year", "1902", "correct"), "“1902” is listed as a wrong answer to “year”"),
        (Decision("year", "the 1840s", "incorrect"), "“the 1840s” is listed as a close answer to “year”"),
        (Decision("engineer", "brink", "incorrect"), "“Brink” is listed as a right answer to “engineer”"),
        (Decision("engineer", "x", "close"), "Say what to ask back"),
        (Decision("engineer", "x", "correct", "Well done"), "gets no reply of its own"),
        (Decision("outages", "frost", "incorrect"), "“frost” is listed as a right answer"),
        (Decision("engineer", "x" * 301, "correct"), "has more than 300 characters"),
    ],
    ids=lambda value: value.verdict if isinstance(value, Decision) else "",
)  # fmt: skip
def test_a_clash_is_told_with_its_reason_and_blocks(house: House, decision: Decision, why: str) -> None:
    before = everything(house)
    assert any(why in reason for reason in preview(house, EVE, "lighthouse", decision, LATER).blocked)
    with pytest.raises(Blocked, match=r"."):
        decide(house, EVE, "lighthouse", decision, LATER)
    assert everything(house) == before
    assert rows(house, "decisions") == []


def test_only_a_teacher_sees_or_decides(house: House) -> None:
    class_of(house)
    for nobody in (None, Teacher(LATER - timedelta(seconds=1), "eve")):
        with pytest.raises(NotATeacher):
            preview(house, nobody, "lighthouse", ACCEPT, LATER)
        with pytest.raises(NotATeacher):
            decide(house, nobody, "lighthouse", ACCEPT, LATER)
        with pytest.raises(NotATeacher):
            undo(house, nobody, "x", LATER)
        with pytest.raises(NotATeacher):
            history(house, nobody, "lighthouse", LATER)


def test_a_bank_that_changed_since_the_preview_is_not_overwritten(house: House) -> None:
    class_of(house)
    seen = preview(house, EVE, "lighthouse", ACCEPT, LATER).seen
    path = bank_file(house)
    path.write_text(f"# edited\n{path.read_text('utf-8')}", "utf-8")
    with pytest.raises(Blocked, match="has been changed since you looked"):
        decide(house, EVE, "lighthouse", ACCEPT, LATER, seen)
    assert path.read_text("utf-8").startswith("# edited\n")
    assert ODD not in path.read_text("utf-8")
    assert rows(house, "decisions") == []


def test_a_file_that_cannot_be_written_leaves_no_decision(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class_of(house)
    before = everything(house)
    monkeypatch.setattr("tutor.bank.saving.os.access", lambda *_: False)
    with pytest.raises(Blocked, match="write-protected"):
        accept(house)
    assert everything(house) == before
    assert rows(house, "decisions") == []


def test_a_database_that_goes_away_in_the_middle_catches_up_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_of(house)

    def away(*_: object) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(regrading, "_regrade", away)
    with pytest.raises(Blocked, match="The results follow"):
        accept(house)
    monkeypatch.undo()
    assert verdicts(house)["bob", 2] == "incorrect"
    recover(house, LATER)
    assert verdicts(house)["bob", 2] == "correct"
    assert [r.state for r in history(house, EVE, "lighthouse", LATER)] == ["made"]


def test_a_bank_with_mistakes_has_to_be_mended_first(house: House) -> None:
    path = bank_file(house)
    path.write_text(path.read_text("utf-8").replace("quote: was built", "quote: was not built"), "utf-8")
    with pytest.raises(Blocked, match=r"The bank has mistakes\. Mend them first: .*lighthouse\.yaml:"):
        preview(house, EVE, "lighthouse", ACCEPT, LATER)
    for nowhere in ("../questions/lighthouse", "", ".", "light\0house", "x" * 999):
        with pytest.raises((Gone, Blocked)):
            preview(house, EVE, nowhere, ACCEPT, LATER)


def test_the_lesson_goes_on_with_the_answer_accepted(house: House) -> None:
    scene = sitting(house, "ann", "1847", ODD)
    accept(house)
    scene = talk(house, scene, [ODD], learner="ann", now=NOON)
    assert scene.turns[-1].graded is not None
    assert scene.turns[-1].graded.verdict.name == "correct"
    assert dict(scene.lesson.outcomes)["engineer"] == "first"  # what was wrongly spent on the question is forgiven
    assert outcomes(house) == {"ann": "first"}


def test_the_files_of_the_bank_stay_two_and_clean(house: House, questions: Path) -> None:
    decision = accept(house)
    assert sorted(p.name for p in questions.iterdir()) == [
        "lighthouse.cases.jsonl", "lighthouse.md", "lighthouse.yaml"
    ]  # fmt: skip
    undo(house, EVE, decision, LATER)
    assert sorted(p.name for p in questions.iterdir()) == ["lighthouse.md", "lighthouse.yaml"]


# --- together with others, and with other editors ---------------------------------------------------


@pytest.mark.parametrize("end", ["", "\r\n"], ids=["no line break at the end", "CRLF"])
def test_a_file_from_another_system_stays_as_it_is(house: House, end: str) -> None:
    path = bank_file(house)
    lines = path.read_text("utf-8").rstrip("\n").split("\n")
    before = b"\xef\xbb\xbf" + ("\r\n".join(lines) + end).encode()
    path.write_bytes(before)
    decision = accept(house)
    assert path.read_bytes().replace(LINE.replace("\n", "\r\n").encode(), b"") == before
    undo(house, EVE, decision, LATER)
    assert path.read_bytes() == before


def test_an_editor_that_saves_in_the_middle_of_a_decision_keeps_its_work(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_of(house)
    path, begin = bank_file(house), acting.decisions.begin
    theirs = "# by an editor\n" + path.read_text("utf-8")

    def meanwhile(connection: Any, record: Any) -> None:
        path.write_text(theirs, "utf-8")
        begin(connection, record)

    monkeypatch.setattr(acting.decisions, "begin", meanwhile)
    with pytest.raises(Blocked, match="has been changed by somebody else meanwhile"):
        accept(house)
    assert path.read_text("utf-8") == theirs
    assert rows(house, "decisions") == []


def test_teachers_who_decide_at_the_same_time_lose_nothing(house: House) -> None:
    class_of(house)
    oddities = ("a harbour pilot", "the keeper's aunt", "Queen Maud", "our neighbour")
    wished = [Decision("engineer", odd, "correct") for odd in oddities]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda d: decide(house, EVE, "lighthouse", d, LATER), wished))
    text = bank_file(house).read_text("utf-8")
    assert all(d.answer in text for d in wished)
    assert cases_path(bank_file(house)).read_text("utf-8").count("\n") == 4
    for done in made:
        undo(house, EVE, done.record.id, LATER)
    assert not any(d.answer in bank_file(house).read_text("utf-8") for d in wished)


def test_an_answer_decided_twice_is_guarded_until_both_are_taken_back(house: House) -> None:
    class_of(house)
    first, second = accept(house), accept(house)
    with pytest.raises(Blocked, match="Without this decision the bank would have a mistake"):
        undo(house, EVE, first, LATER)
    undo(house, EVE, second, LATER)
    assert cases_path(bank_file(house)).exists()
    undo(house, EVE, first, LATER)
    assert not cases_path(bank_file(house)).exists()


def test_what_cannot_be_seen_in_an_answer_is_left_out(house: House) -> None:
    done = decide(house, EVE, "lighthouse", Decision("engineer", " the\u200b keeper's\n aunt\0", "correct"), LATER)
    assert done.record.answer == "the keeper's aunt"


# --- what waits for a decision, and what a learner sees of one --------------------------------------


def test_alike_answers_stand_together_appeals_first_then_those_of_most_learners(house: House) -> None:
    class_of(house)
    first, *others = answers(house, EVE, "lighthouse", LATER)
    assert (first.fact, first.answer, first.times, first.learners, first.appeals) == ("engineer", ODD, 3, 3, 1)
    assert set(first.wordings) == {ODD, ODD.upper()}
    assert (first.verdict.name, bool(first.verdict.because)) == ("incorrect", True)
    assert [(g.answer, g.learners) for g in others] == [("1847", 4), ("Ada Brink", 2), (f"It was {ODD}!", 1)]
    with pytest.raises(NotATeacher):
        answers(house, None, "lighthouse", LATER)


def test_appeals_and_answers_are_counted_for_every_text(house: House) -> None:
    assert waiting(house, EVE, LATER) == {}
    class_of(house)
    assert waiting(house, EVE, LATER) == {"lighthouse": Tally(10, 1)}
    with pytest.raises(NotATeacher):
        waiting(house, None, LATER)


def test_answers_of_a_live_class_are_listed_with_the_others_and_change_with_the_bank(house: House) -> None:
    class_of(house)
    room = running.open_class(house, EVE, "lighthouse", ["engineer"], "teacher", NOON, lambda below: below // 2)
    attending.join(house, "fay", room.code, "Fay", NOON, lambda below: below // 3)
    running.lead(house, EVE, room.code, room.version, "start", NOON)
    assert attending.answer(house, "fay", room.code, Said(0, 1, ODD), NOON)
    [mine] = answers(house, EVE, "lighthouse", LATER, room.code)
    assert (mine.fact, mine.answer, mine.learners, mine.verdict.name) == ("engineer", ODD, 1, "incorrect")
    first = answers(house, EVE, "lighthouse", LATER)[0]
    assert (first.answer, first.times, first.learners) == (ODD, 4, 4)
    shown = preview(house, EVE, "lighthouse", ACCEPT, LATER)
    assert str(shown.effect) == "5 answers of 4 learners become right; nobody loses a point."
    decision = accept(house)
    assert answers(house, EVE, "lighthouse", LATER, room.code)[0].verdict.name == "correct"
    done = undo(house, EVE, decision, LATER)
    assert str(done.effect) == "5 answers of 4 learners become wrong; 4 learners lose a point."


def test_an_answer_that_the_old_bank_graded_meanwhile_is_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class_of(house)
    late = "UPDATE attempts SET verdict = 'incorrect', code = 'other' WHERE lesson = 'of bob' AND turn = 2"
    once, regrade = iter([late]), regrading._regrade

    def meanwhile(connection: Any, *rest: Any) -> Any:
        done = regrade(connection, *rest)
        for statement in once:
            connection.exec_driver_sql(statement)
        return done

    monkeypatch.setattr(regrading, "_regrade", meanwhile)
    decide(house, EVE, "lighthouse", ACCEPT, NOON)
    assert verdicts(house)["bob", 2] == "correct"


def test_a_picked_option_is_listed_only_when_its_learner_appealed_and_rejecting_it_answers_them(house: House) -> None:
    scene = sitting(house, "ann", "1847", "Ada Brink", "hint", "choices")
    wrong = next(o for o in scene.turns[-1].says[-1].options if o != "granite")
    talk(house, scene, [wrong], learner="ann")
    assert {g.fact for g in answers(house, EVE, "lighthouse", LATER)} == {"year", "engineer"}
    actions.appeal(house, "ann", "of ann", 5, NOON)
    first = answers(house, EVE, "lighthouse", LATER)[0]
    assert (first.fact, first.answer, first.appeals, first.picked) == ("stone", wrong, 1, True)
    decide(house, EVE, "lighthouse", Decision("stone", wrong, "incorrect"), LATER)
    assert rows(house, "appeals", "state") == [("rejected",)]
    assert not any(g.appeals for g in answers(house, EVE, "lighthouse", LATER))


def test_a_learner_sees_what_was_decided_and_why(house: House) -> None:
    class_of(house)
    decision = accept(house)
    scene = seen_by(house, "ann")
    assert [(r.turn, r.was, r.now) for r in scene.ruled] == [(2, "incorrect", "correct"), (3, "incorrect", "correct")]
    assert dict(scene.lesson.outcomes)["engineer"] == "first"
    assert set(news(scene.ruled).values()) == {"Your teacher has accepted this answer: it is right."}
    assert "Your teacher has accepted this answer: it is right." in room(scene, 8)
    assert "Passed on to your teacher." not in room(scene, 8)
    assert seen_by(house, "dan").ruled == ()
    undo(house, EVE, decision, LATER)
    scene = seen_by(house, "ann")
    assert (scene.ruled, dict(scene.lesson.outcomes)["engineer"]) == ((), "revealed")
    assert "Passed on to your teacher." in room(scene, 8)


def test_a_learner_who_went_on_in_between_has_the_result_of_today(house: House) -> None:
    class_of(house)
    decision = accept(house)
    talk(house, seen_by(house, "ann"), ["next", "granite"], learner="ann")
    undo(house, EVE, decision, LATER)
    assert dict(seen_by(house, "ann").lesson.outcomes) == {"year": "first", "engineer": "revealed", "stone": "first"}


def test_a_learner_whose_appeal_was_turned_down_sees_that_too(house: House) -> None:
    class_of(house)
    decide(house, EVE, "lighthouse", Decision("engineer", ODD, "incorrect", "Her <name> is asked."), LATER)
    told = "Your teacher has looked at this answer: it stays as it is. Her &lt;name&gt; is asked."
    assert told in room(seen_by(house, "ann"), 8)


def seen_by(house: House, learner: str) -> actions.Scene:
    scene = actions.resume(house, learner, f"of {learner}")
    assert scene is not None
    return scene
