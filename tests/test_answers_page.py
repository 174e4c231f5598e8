"""The Answers page: what a teacher looks at, in which order; what is shown of a change; and every way to decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.deciding import ACCEPT, EVE, LATER, ODD, bank_file, class_of, everything, sitting, verdicts
from tests.learning import NOON, rows
from tests.test_pages_draw import HOSTILE, Shape
from tutor import actions
from tutor.actions import House
from tutor.classes import attending, running
from tutor.deciding import acting, looking
from tutor.deciding.listing import Group, grouped
from tutor.deciding.looking import Section, Wanted, found, page, pages
from tutor.deciding.ruling import Decision
from tutor.model import Verdict
from tutor.store import StoreUnavailable, open_store
from tutor.store.classes import Said as Typed
from tutor.store.said import Said
from tutor.teachers import Teacher
from tutor.ui import answers_view, front, signin

ROOT = Path(__file__).resolve().parents[1]
WRONG, NEAR, RIGHT = (Verdict(name, "x", "So.") for name in ("incorrect", "close", "correct"))


# --- which answers, in which order -----------------------------------------------------------------


def said(fact: str, words: str, verdict: Verdict = WRONG, learners: int = 1, appeals: int = 0) -> Said:
    return Said(fact, words, verdict, learners, frozenset(map(str, range(learners))), appeals)


CLASS = (
    said("year", "long ago", learners=9),
    said("year", "1902", learners=5),
    said("year", "1847", RIGHT, learners=20),
    said("engineer", "Brinc", NEAR, learners=2),
    said("engineer", "the aunt", appeals=1),
    said("gone", "no question", learners=30, appeals=2),
)


def looked(house: House, wanted: Wanted) -> dict[str, list[str]]:
    bank = actions.good_bank(house, "lighthouse", gone="", broken="")
    scene = looking.scene(bank, grouped(CLASS), acting.history(house, EVE, "lighthouse", LATER))
    return {s.fact: [g.answer for g in s.groups] for s in found(scene, wanted)}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("appeals"), {"engineer": ["the aunt"]}),
        (Wanted("open"), {"engineer": ["the aunt", "Brinc"], "year": ["long ago"]}),
        (Wanted("all", "year"), {"year": ["1847", "long ago", "1902"]}),
        (Wanted("all", "", "AUNT the"), {"engineer": ["the aunt"]}),
        (Wanted("appeals", "year"), {}),
        (Wanted("all", "", "nowhere"), {}),
    ],
)
def test_what_is_looked_for_is_found_question_by_question_those_first_that_need_a_look(house, wanted, expected):
    assert looked(house, wanted) == expected  # 1902 is listed as wrong: the author has decided


def test_of_one_question_among_others_a_few_answers_are_shown_and_the_rest_counted(house):
    bank = actions.good_bank(house, "lighthouse", gone="", broken="")
    scene = looking.scene(bank, grouped(said("year", f"in {n} or so") for n in range(9)), ())
    assert [(len(s.groups), s.more) for s in found(scene, Wanted(), 4)] == [(4, 5)]
    assert [(len(s.groups), s.more) for s in found(scene, Wanted("all", "year"), 4)] == [(9, 0)]


def test_what_was_decided_waits_no_more_until_somebody_appeals_again(house):
    acting.decide(house, EVE, "lighthouse", Decision("year", "Long ago!", "incorrect"), LATER)
    assert "year" not in looked(house, Wanted("open"))
    assert "year" in looked(house, Wanted("all"))


@given(st.lists(st.integers(1, 7), max_size=9), st.integers(1, 5))
def test_pages_hold_every_group_once_in_order(sizes, size):
    sections = [
        Section(f"f{n}", tuple(grouped(said(f"f{n}", f"a{i}") for i in range(many))), more=n)
        for n, many in enumerate(sizes)
    ]
    cut = [page(sections, n, size) for n in range(pages(sections, size))]
    assert [g for part in cut for s in part for g in s.groups] == [g for s in sections for g in s.groups]
    assert all(sum(len(s.groups) for s in part) <= size for part in cut)
    assert sum(s.more for part in cut for s in part) == sum(s.more for s in sections)


# --- what is shown ---------------------------------------------------------------------------------


def test_a_change_is_told_by_its_place_by_sign_and_by_words(house):
    drawn = answers_view.change(acting.preview(house, EVE, "lighthouse", ACCEPT, LATER).diff)
    accepting = acting.decide(house, EVE, "lighthouse", ACCEPT, LATER)
    number = bank_file(house).read_text("utf-8").split("\n").index(f"    accept: [{ODD}]") + 1
    assert accepting.record.state == "made"
    assert f"lighthouse.yaml, line {number}" in Shape(drawn).words
    assert f"+added:     accept: [{ODD}]" in Shape(drawn).words
    assert drawn.count("<ins") == 1
    assert "<del" not in drawn


def test_of_a_line_that_replaces_another_only_the_difference_stands_out():
    drawn = answers_view.change("--- a\n+++ a\n@@ -7 +7 @@\n-  accept: [b]\n+  accept: [b, c]\n")
    assert re.findall("<b>(.*?)</b>", drawn) == [", c"]
    assert "a, line 7" in Shape(drawn).words


def test_a_decision_that_changes_no_line_says_so():
    assert "stays as it is" in answers_view.change("")


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_learners_write_is_text_and_never_a_tag(words):
    def drawn(typed: str) -> Shape:
        group = Group("year", typed, typed, Verdict("incorrect", "x", typed), 2, 2, 1, (typed, f"{typed}!"))
        diff = f"--- a\n+++ a\n@@ -1,2 +1,2 @@\n-  {typed}\n+  {typed}, x\n"
        return Shape(answers_view.group(group, None, listed=False) + answers_view.change(diff))

    assert drawn(words).tags == drawn("x").tags
    assert drawn(words).whole


# --- deciding --------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path, questions: Path) -> Iterator[House]:
    opened = House(open_store(f"sqlite:///{tmp_path}/passage.db"), questions)
    yield opened
    opened.store.close()


@pytest.fixture
def come(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A way to open the page as a teacher."""
    monkeypatch.setattr(front, "house", lambda: house)
    monkeypatch.setattr(front, "learner", lambda: "somebody")
    monkeypatch.setattr(signin, "teacher", lambda now=None: Teacher(datetime.now(UTC) + timedelta(hours=1), "eve"))

    def open_page(**place: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "tutor" / "ui" / "script.py"), default_timeout=20)
        for name, value in {"teach": "answers", **place}.items():
            app.query_params[name] = value
        return app.run()

    return open_page


def words(app: AppTest) -> str:
    """All that can be read on the page."""
    assert not app.exception, app.exception
    return Shape("\n".join(element.proto.body for element in app.get("html"))).words


def names(app: AppTest) -> list[str]:
    """What the buttons are called, as a screen reader says it."""
    return [re.sub(r":gray\[(.*)\]|[\\\u2060]", r"\1", button.label) for button in app.button]


def press(app: AppTest, name: str) -> AppTest:
    """Press the first button whose name begins so."""
    button = next(b for b, called in zip(app.button, names(app), strict=True) if called.startswith(name))
    return button.click().run()


def test_three_actions_accept_an_answer_and_one_takes_it_back(house, come):
    class_of(house)
    before = everything(house)
    app = come()  # 1
    assert "1 appeal waits for you." in words(app)
    press(app, "Accept")  # 2
    assert "4 answers of 3 learners become right; nobody loses a point. 1 appeal is answered." in words(app)
    assert f"+added:     accept: [{ODD}]" in words(app)
    assert everything(house) == before
    press(app, "Save")  # 3
    assert (
        f"Saved: “{ODD}” is right. 4 answers of 3 learners become right; nobody loses a point. 1 appeal is answered."
        in words(app)
    )
    assert set(verdicts(house).values()) == {"correct"}
    assert f"accept: [{ODD}]" in bank_file(house).read_text("utf-8")
    assert "Every appeal is answered." in words(app)
    press(app, "Undo")
    assert "Taken back. 4 answers of 3 learners become wrong; 3 learners lose a point." in words(app)
    assert everything(house) == before
    assert "Taken back by eve" in words(app)


def test_every_button_has_a_name_of_its_own(house, come):
    class_of(house)
    app = press(come(bank="lighthouse"), "Accept")
    assert f"Accept “{ODD}” for “Which engineer built the lighthouse of Port Selby?”" in names(app)
    assert len(set(names(app))) == len(names(app))


def test_close_asks_for_the_question_first_and_saves_what_was_shown(house, come):
    class_of(house)
    app = press(come(), "Call it close")
    assert "Type it, and you see what changes." in words(app)
    assert "Save" not in names(app)
    app.text_input[-1].set_value(" And  the name? ").run()
    assert f"{ODD}: And the name?" in words(app)
    press(app, "Save")
    assert rows(house, "attempts WHERE lesson = 'of ann' AND turn = 2", "verdict, because") == [
        ("close", "And the name?")
    ]


def test_rejecting_needs_no_words_and_what_was_typed_goes_along(house, come):
    class_of(house)
    app = press(come(), "Call it close")
    app.text_input[-1].set_value("Her name is asked.").run()
    press(app, "Reject")
    assert app.text_input[-1].value == "Her name is asked."
    app.text_input[-1].set_value("").run()
    assert "The file stays as it is." in words(app)
    press(app, "Save")
    assert rows(house, "appeals", "state") == [("rejected",)]


def test_a_clash_is_told_and_nothing_can_be_saved(house, come):
    sitting(house, "ann", "1847", "granite")
    app = press(come(), "Accept")
    assert "This cannot be saved" in words(app)
    assert "is the answer to “stone”, which asks for something else" in words(app)
    assert "Save" not in names(app)
    press(app, "Cancel")
    assert "This cannot be saved" not in words(app)


def test_what_was_rejected_can_be_taken_back_where_it_stands_in_the_way(house, come):
    class_of(house)
    acting.decide(house, EVE, "lighthouse", Decision("engineer", ODD, "incorrect", "No."), LATER)
    app = come()
    app.segmented_control[0].set_value("all").run()
    app.text_input[0].set_value("harbour master").run()
    assert "Rejected by eve" in words(app)
    press(press(app, "Accept"), "Take back the earlier decision")
    assert "Taken back." in words(app)
    press(app, "Save")
    assert verdicts(house)["bob", 2] == "correct"


def test_an_editor_that_was_faster_loses_nothing_and_the_change_is_shown_again(house, come):
    class_of(house)
    app = press(come(), "Call it close")
    app.text_input[-1].set_value("And the name?").run()
    path = bank_file(house)
    path.write_text(f"# by an editor\n{path.read_text('utf-8')}", "utf-8")
    press(app, "Save")
    assert "The bank has been changed since you looked. Nothing was saved" in words(app)
    assert rows(house, "decisions") == []
    assert app.text_input[-1].value == "And the name?"
    press(app, "Save")
    assert "Saved:" in words(app)
    text = path.read_text("utf-8")
    assert text.startswith("# by an editor\n")
    assert "And the name?" in text


def test_a_bank_with_a_mistake_is_told_and_decided_about_when_it_is_mended(house, come):
    class_of(house)
    app = come()
    path = bank_file(house)
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("quote: was built", "quote: was not built"), "utf-8")
    press(app, "Accept")
    assert "lighthouse.yaml has a mistake just now" in words(app)
    assert ODD in words(app)
    assert not [name for name in names(app) if name.startswith("Accept")]
    path.write_text(sound, "utf-8")
    press(app, "Try again")
    assert "has a mistake just now" not in words(app)
    press(app, "Save")
    assert "Saved:" in words(app)


def test_a_database_that_is_away_keeps_what_was_typed(house, come, monkeypatch):
    class_of(house)
    app = press(come(), "Call it close")
    app.text_input[-1].set_value("And the name?").run()

    def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("The database is away.")

    with monkeypatch.context() as cut:
        cut.setattr(acting, "decide", away)
        press(app, "Save")
    assert "The database is away." in words(app)
    assert app.text_input[-1].value == "And the name?"
    press(app, "Save")
    assert "Saved:" in words(app)


def test_nobody_has_answered_yet(house, come):
    assert "No answers yet" in words(come())
    for path in house.questions.glob("*.yaml"):
        path.unlink()
    assert "There is no text yet" in words(come())


def test_one_class_is_looked_at_and_all_are_decided_about(house, come):
    class_of(house)
    room = running.open_class(house, EVE, "lighthouse", ["engineer"], "teacher", NOON, lambda below: below // 2)
    attending.join(house, "fay", room.code, "Fay", NOON, lambda below: below // 3)
    room = running.lead(house, EVE, room.code, room.version, "start", NOON)
    assert attending.answer(house, "fay", room.code, Typed(0, 1, ODD), NOON)
    room = running.lead(house, EVE, room.code, room.version, "lock", NOON)
    app = come(bank="lighthouse", **{"class": room.code})
    assert "No appeal waits for you." in words(app)
    assert "1 answer was not accepted. 1 different answer in all." in words(app)
    press(app, "Accept")
    assert "5 answers of 4 learners become right" in words(app)
    assert "It counts for everybody, not only in this class." in words(app)
    press(app, "Save")
    now = running.board(house, EVE, room.code, NOON)
    assert now.room.version > room.version, "its screens draw the verdict anew"
    assert now.groups[0].verdict == "correct"
    app.selectbox[1].set_value("").run()
    assert "class" not in app.query_params


def test_many_answers_are_turned_page_by_page(house, come):
    for n in range(30):
        sitting(house, f"l{n}", "1847", f"somebody called {chr(97 + n % 26) * (2 + n // 26)}")
    app = come()
    press(app, "Show 26 more")
    assert "Page 1 of 3" in words(app)
    first = words(app)
    press(app, "Next page")
    assert "Page 2 of 3" in words(app)
    assert words(app) != first
    assert len([name for name in names(app) if name.startswith("Accept")]) == 12


def test_a_page_typed_as_an_answer_is_cut_on_screen_and_never_saved(house, come):
    sitting(house, "ann", "1847", "the keeper said " * 40)
    app = press(come(), "Accept")
    assert "has more than 300 characters" in words(app)
    assert max(map(len, names(app))) < 200


def test_a_link_may_lead_to_one_question(house, come):
    class_of(house)
    app = come(bank="lighthouse", fact="year")
    assert "In which year was the lighthouse" in words(app)
    assert "Which engineer" not in words(app)
    assert "Which engineer" in words(come(bank="lighthouse", fact="nowhere"))


def test_a_picked_option_cannot_be_accepted_but_its_learner_answered(house, come):
    scene = sitting(house, "ann", "1847", "Ada Brink", "hint", "choices")
    wrong = next(o for o in scene.turns[-1].says[-1].options if o != "granite")
    actions.say(house, "ann", "of ann", scene.lesson.turn, wrong, NOON)
    actions.appeal(house, "ann", "of ann", 5, NOON)
    app = come()
    assert "It was picked from the options" in words(app)
    assert not [name for name in names(app) if name.startswith(("Accept", "Call"))]
    press(press(app, "Reject"), "Save")
    assert rows(house, "appeals", "state") == [("rejected",)]


def test_the_results_of_a_class_lead_to_its_answers(house, come):
    room = running.open_class(house, EVE, "lighthouse", ["engineer"], "teacher", NOON, lambda below: below // 2)
    app = press(come(teach="classes", results=room.code), "Accept or reject answers")
    assert app.query_params["teach"] == "answers"
    assert app.query_params["class"] == room.code
    assert "Nobody has typed an answer in this class yet." in words(app)
