"""The pages without a browser: what is drawn, what a press does, and what a session that knows nothing does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tutor import actions
from tutor.actions import House
from tutor.store import StoreUnavailable, open_store
from tutor.ui import front, lesson

ROOT = Path(__file__).resolve().parents[1]
BANK = ROOT / "tests" / "browser" / "bank"


@pytest.fixture
def house(tmp_path, monkeypatch) -> House:
    opened = House(open_store(f"sqlite:///{tmp_path}/passage.db"), BANK)
    monkeypatch.setattr(front, "house", lambda: opened)
    monkeypatch.setattr(front, "learner", lambda: "somebody")
    yield opened
    opened.store.close()


@pytest.fixture
def app(house) -> AppTest:
    return open_page()


def open_page(**place: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "tutor" / "ui" / "script.py"), default_timeout=20)
    for name, value in place.items():
        app.query_params[name] = value
    return app.run()


def drawn(app: AppTest) -> str:
    """All the HTML on the app."""
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def say(app: AppTest, words: str) -> AppTest:
    return app.chat_input[0].set_value(words).run()


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def start(app: AppTest) -> AppTest:
    return press(app, "start-harbour")


def test_a_lesson_is_begun_answered_and_kept_in_the_address(app):
    start(app)
    assert "In which year was the lighthouse lit" in drawn(app)
    assert app.query_params["lesson"]
    say(app, "1874")
    assert "Yes." in drawn(app)
    assert "How high above the rock" in drawn(app)


def test_a_new_session_draws_the_lesson_where_it_stands(app):
    say(start(app), "1874")
    again = open_page(lesson=app.query_params["lesson"])
    assert "How high above the rock" in drawn(again)


def test_the_buttons_say_their_words(app):
    press(start(app), "do-hint")
    assert "Look at ¶1" in drawn(app)
    press(app, "do-show me")
    assert "The answer:" in drawn(app)
    assert "do-hint" not in keys(app)
    press(app, "do-next")
    assert "How high above the rock" in drawn(app)
    press(app, "do-stop")
    assert "to come back to" in drawn(app)


def test_a_second_window_does_not_answer_a_question_that_it_did_not_show(app):
    start(app)
    other = open_page(lesson=app.query_params["lesson"])
    say(app, "1874")
    say(other, "the wrong window")
    assert "another window" in drawn(other)
    assert "the wrong window" not in drawn(other)
    assert other.chat_input[0].proto.value == "the wrong window"


def test_the_same_answer_in_two_windows_is_one_answer(app):
    start(app)
    other = open_page(lesson=app.query_params["lesson"])
    say(app, "1874")
    say(other, "1874")
    assert "another window" not in drawn(other)
    assert "How high above the rock" in drawn(other)


def test_too_long_a_text_is_refused_and_not_played(app):
    start(app)
    say(app, "x" * 5000)
    assert "5,000 characters" in drawn(app)
    assert "In which year" in drawn(app)


def test_a_lesson_of_somebody_else_is_not_shown(app, monkeypatch):
    start(app)
    monkeypatch.setattr(front, "learner", lambda: "somebody else")
    stranger = open_page(lesson=app.query_params["lesson"])
    assert "This lesson is not here" in drawn(stranger)
    assert "lighthouse" not in drawn(stranger)


def test_without_a_cookie_the_page_says_what_to_do(house, monkeypatch):
    monkeypatch.setattr(front, "learner", lambda: None)
    assert "keeps no cookies" in drawn(open_page())


def test_a_word_that_could_not_be_recorded_is_in_the_box_again(app, monkeypatch):
    start(app)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "say", lose_the_database)
        say(app, "1874")
        assert "The database rests." in drawn(app)
    press(app, "again")
    assert "In which year" in drawn(app)
    assert app.chat_input[0].proto.value == "1874"


def test_a_mistake_of_ours_is_said_plainly_and_logged(app, monkeypatch, caplog):
    def fall(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(lesson, "show", fall)
    broken = open_page(lesson="x")
    assert "Something went wrong" in drawn(broken)
    assert "a secret detail" not in drawn(broken)
    assert "a secret detail" in caplog.text


def test_the_text_covers_what_the_open_question_asks(app):
    assert "1874" in drawn(open_page(bank="harbour"))
    start(app)
    covered = drawn(open_page(bank="harbour"))
    assert "1874" not in covered
    assert "covered until you have answered" in covered


def test_links_lead_there_and_back(app):
    press(app, "read-harbour")
    assert app.query_params["bank"] == "harbour"
    assert "Agnes Torrance was the first keeper." in drawn(app)
    press(app, "start-harbour")
    assert "lesson" in app.query_params
    press(app, "do-stop")
    press(app, "all-texts")
    assert "where it says so" in drawn(app)
    assert not app.query_params


def test_learner_pages_never_import_pandas(tmp_path):
    """It costs 80 MB; a chart or a table on a learner's app would bring it in."""
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from streamlit.testing.v1 import AppTest\n"
        "from tutor.ui import front\n"
        "front.learner = lambda: 'somebody'\n"
        "app = AppTest.from_file('tutor/ui/script.py', default_timeout=30).run()\n"
        "app.button(key='start-harbour').click().run()\n"
        "app.chat_input[0].set_value('1874').run()\n"
        "assert not app.exception and len(app.chat_input) == 1, app\n"
        "assert not {'pandas', 'altair', 'pyarrow'} & set(sys.modules)\n"
    )
    environ = os.environ | {"TUTOR_QUESTIONS": str(BANK), "TUTOR_DATABASE_URL": f"sqlite:///{tmp_path}/passage.db"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:].decode()


def test_the_word_of_a_button_typed_is_only_a_word(app):
    say(start(app), "1884")
    assert "do-contest" in keys(app)
    say(app, "contest")
    assert "Passed on to your teacher." not in drawn(app)
    press(app, "do-contest")
    assert "Passed on to your teacher." in drawn(app)


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def lose_the_database(*_: object) -> None:
    raise StoreUnavailable("The database rests.")
