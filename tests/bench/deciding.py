"""What a teacher's decision costs: `python -m tests.bench.deciding`, on SQLite and on PostgreSQL.

Classes of 100 and of 1,600 learners have answered every fact of the INF bank (100,000 answers), one in fifteen of them
with an answer that the teacher now accepts. Each step through the actions that the pages call, and then through the
Answers page itself: all that the server does for a press. Wall-clock times of a busy machine say little: compare the
CPU time of this process, which is all but the database's own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, insert
from streamlit.testing.v1 import AppTest

from tests import postgres
from tutor import forms, library, schedule
from tutor.actions import House
from tutor.deciding.acting import decide, preview, undo
from tutor.deciding.listing import answers
from tutor.deciding.ruling import Decision
from tutor.grading import grade, prepare
from tutor.model import Bank, Fact, Outcome
from tutor.store import open_store
from tutor.store.codec import encode
from tutor.store.tables import appeals, attempts, cards, learners, lessons, reviews, turns
from tutor.teachers import Teacher
from tutor.ui import front, signin

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
BANK, FACT, ODD = "inf-treaty", "city", "the third Rome"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVE = Teacher(NOW + timedelta(days=1), "eve")
NOISE = "one two many some red blue old new big far near high low first last north south east west".split()


def main() -> None:
    """Measure both databases with classes of these sizes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, nargs="*", default=[100, 1600], help="how many (default 100 1600)")
    parser.add_argument("--rounds", type=int, default=3, help="decisions to make and take back (default 3)")
    options = parser.parse_args()
    for count in options.learners:
        for url, folder in _homes():
            _measure(House(open_store(url), folder), count, options.rounds)


def _homes() -> Iterator[tuple[str, Path]]:
    with tempfile.TemporaryDirectory(dir=ROOT) as home:  # a real disk: /tmp may be memory
        for name in (f"{BANK}.yaml", f"{BANK}.md"):
            shutil.copy(ROOT / "questions" / name, home)
        yield f"sqlite:///{home}/bench.db", Path(home)
        programs = postgres.programs()
        if programs is None:
            return
        server = postgres.Server(programs)
        try:
            yield server.new_schema(), Path(home)
        finally:
            server.remove()


def _measure(house: House, count: int, rounds: int) -> None:
    bank = library.get(house.questions, BANK)
    assert bank
    assert bank.bank
    total = house.store.write(lambda c: _fill(c, bank.bank, count))
    print(f"\n{house.store.engine.dialect.name}: {count:,} learners, {total:,} answers {'clock':>20} {'CPU':>7}  ms")
    decision = Decision(FACT, ODD, "correct")
    _took("the answers, alike ones together", lambda: answers(house, EVE, BANK, NOW))
    for _ in range(rounds):
        shown = _took("preview", lambda: preview(house, EVE, BANK, decision, NOW))
        done = _took("accept, after its preview", lambda: decide(house, EVE, BANK, decision, NOW, shown.seen))  # noqa: B023
        _took("undo", lambda: undo(house, EVE, done.record.id, NOW))  # noqa: B023
    print(f"  {done.effect}")
    _measure_page(house)
    house.store.close()


def _measure_page(house: House) -> None:
    """Open the Answers page and decide there, as a browser would have it done."""
    front.house, front.learner = lambda: house, lambda: "somebody"  # type: ignore[assignment]
    signin.teacher = lambda now=None: Teacher(datetime.now(UTC) + timedelta(hours=1), "eve")
    app = AppTest.from_file(str(ROOT / "tutor" / "ui" / "script.py"), default_timeout=60)
    app.query_params["teach"] = "answers"
    app.run()
    _took("the page: open it", app.run)
    _took("the page: look through all answers", app.segmented_control[0].set_value("all").run)
    app.segmented_control[0].set_value("appeals").run()
    _took("the page: press Accept, see what changes", _button(app, f"Accept :gray[“{ODD}”").click().run)
    _took("the page: press Save", _button(app, "Save").click().run)
    _took("the page: press Undo", _button(app, "Undo").click().run)


def _button(app: AppTest, name: str) -> Any:
    return next(button for button in app.button if button.label.startswith(name))


def _took(name: str, work: Callable[[], T]) -> T:
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    print(f"  {name:58} {clock * 1e3:7.0f} {cpu * 1e3:7.0f}")
    return result


# --- a class that has answered ----------------------------------------------------------------------


def _fill(connection: Connection, bank: Bank, count: int) -> int:
    dice = random.Random(1)
    rows: dict[Any, list[dict[str, Any]]] = {
        t: [] for t in (learners, lessons, turns, attempts, appeals, cards, reviews)
    }
    judged = {fact.id: _judged(fact, bank, dice) for fact in bank.facts}
    for learner in range(count):
        _sit(rows, f"learner {learner}", bank, judged, dice)
    for table, found in rows.items():
        connection.execute(insert(table), found)
    return len(rows[attempts])


def _judged(fact: Fact, bank: Bank, dice: random.Random) -> list[dict[str, Any]]:
    """Return what is answered to a fact, graded: the key half the time, the odd answer, and a hundred others."""
    odd = ODD if fact.id == FACT else "no idea at all"
    others = [" ".join(dice.choices(NOISE, k=dice.randint(1, 4))) for _ in range(100)]
    reference = prepare(fact, bank)
    given = [*[fact.key] * 100, *[odd] * 14, *others]
    verdicts = {text: grade(text, reference) for text in set(given)}
    question = encode(forms.ask(fact, bank, "typed" if fact.ask else "gap", 1))
    return [
        {"given": t, "question": question, "verdict": v.name, "code": v.code, "because": v.because}
        for t in given
        for v in (verdicts[t],)
    ]


def _sit(rows: dict[Any, Any], learner: str, bank: Bank, judged: dict[str, Any], dice: random.Random) -> None:
    lesson = f"of {learner}"
    rows[learners].append({"id": learner, "since": NOW})
    head = {"id": lesson, "learner": learner, "bank": BANK, "mode": "learn", "open": False, "turn": 99}
    rows[lessons].append({**head, "state": "{}", "started": NOW, "touched": NOW})
    for turn, fact in enumerate(bank.facts):
        at = NOW - timedelta(hours=1) + timedelta(seconds=turn)
        answer = dice.choice(judged[fact.id])
        outcome: Outcome = "first" if answer["verdict"] == "correct" else "revealed"
        here = {"lesson": lesson, "turn": turn, "at": at}
        rows[turns].append({**here, "data": "{}"})
        about = {"bank": BANK, "fact": fact.id, "form": "typed", "tries": 0, "hints": 0}
        rows[attempts].append({**here, **about, **answer})
        rows[reviews].append({**here, "fact": fact.id, "outcome": outcome})
        if answer["given"] == ODD and dice.random() < 0.3:
            rows[appeals].append({**here, "state": "open", "decided_at": None, "decision": None})
        if fact.id == FACT:
            card, due = schedule.review(None, outcome, at)
            rows[cards].append({"learner": learner, "bank": BANK, "fact": fact.id, "card": card, "due": due})


if __name__ == "__main__":
    main()
