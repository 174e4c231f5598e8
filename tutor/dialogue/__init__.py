"""The talk as one pure step: (lesson, what was said, bank) → (lesson, turn).

Nothing here reads a clock, a file or a random source: a lesson, its seed and a bank are all there is, so every talk
can be played again from a text file (tests/talks). What was said is one of four things, looked for in this order:
the right answer word for word, a word that steers ("hint", "skip"), a question of the learner's own, an answer.
"""

from __future__ import annotations

from dataclasses import replace

from tutor.dialogue import agenda, phrases
from tutor.dialogue.answering import answered
from tutor.dialogue.asides import HANDLERS, ask_article, can_choose, has_hint, hidden
from tutor.dialogue.ending import counts, go_on, reflected
from tutor.dialogue.marking import mark, pick
from tutor.dialogue.move import Move, note
from tutor.dialogue.words import is_question, wish
from tutor.grading import no_answer
from tutor.model import Bank, Lesson, Mode, Say, Turn

__all__ = ["MAX_SAID", "begin", "counts", "hidden", "may_appeal", "offers", "pick", "step"]

MAX_SAID = 2000
"""Characters of one message; a longer one is refused kindly and nothing is marked."""

_EXACT = frozenset({"same", "picked-right", "picked-wrong"})


def begin(
    lesson_id: str, bank: Bank, seed: int, mode: Mode = "learn", facts: tuple[str, ...] = ()
) -> tuple[Lesson, Turn]:
    """Return a new lesson over `facts` (default: all that are live, in the bank's order) and the tutor's first turn."""
    queue = tuple(dict.fromkeys(facts)) or tuple(f.id for f in bank.live)
    lesson = Lesson(lesson_id, bank.id, seed, mode, queue=queue, total=len(queue))
    greeting = Say("note", phrases.WELCOME if mode == "learn" else phrases.WELCOME_BACK)
    return _turn(lesson, "", go_on(lesson, bank).after(greeting))


def step(lesson: Lesson, said: str, bank: Bank) -> tuple[Lesson, Turn]:
    """Return the lesson after the learner said something, and the turn to show. Never raises for any text."""
    if len(said) > MAX_SAID:
        return _turn(lesson, said, note(lesson, phrases.TOO_LONG.format(limit=MAX_SAID)))
    return _turn(lesson, said, _PHASES[lesson.phase](lesson, said, bank))


def offers(lesson: Lesson, bank: Bank) -> tuple[str, ...]:
    """Return the words that make sense now, for buttons: saying them and pressing them is the same."""
    if lesson.phase == "asking" and lesson.asked:
        helped = lesson.asked.hints or lesson.asked.tries
        chances = {
            "hint": has_hint(lesson, bank),
            "choices": bool(helped) and can_choose(lesson, bank),
            "show me": True,
            "skip": bool(lesson.queue),
            "stop": True,
        }
        return tuple(word for word, offered in chances.items() if offered)
    return {"paused": ("next", "stop"), "reflecting": ("skip",)}.get(lesson.phase, ())


def may_appeal(turn: Turn) -> bool:
    """Tell whether the learner may say "I think my answer is right" of this turn."""
    return turn.graded is not None and turn.graded.verdict.name != "correct"


def _turn(lesson: Lesson, said: str, move: Move) -> tuple[Lesson, Turn]:
    turn = Turn(lesson.turn, said, move.says, move.graded, move.closed, move.appeals)
    return replace(move.lesson, turn=lesson.turn + 1), turn


def _asking(lesson: Lesson, said: str, bank: Bank) -> Move:
    fact = agenda.asked_fact(lesson, bank)
    if fact is None or lesson.asked is None:
        return go_on(replace(lesson, asked=None), bank).after(Say("note", phrases.GONE))
    marked = mark(lesson.asked.question, fact, bank, said, lesson.asked.partial)
    if marked and marked[1].code in _EXACT:
        return answered(lesson, fact, bank, *marked)
    if (aside := _aside(lesson, said, bank)) is not None:
        return aside
    if marked is None:
        return note(lesson, phrases.PICK_FIRST)
    return answered(lesson, fact, bank, *marked)


def _aside(lesson: Lesson, said: str, bank: Bank) -> Move | None:
    """Return what follows when something else than an answer was said, None when it was one."""
    if wished := wish(said):
        return HANDLERS[wished](lesson, bank)
    if no_answer(said):
        return note(lesson, phrases.SAY_SOMETHING)
    return ask_article(lesson, said, bank) if is_question(said) else None


def _paused(lesson: Lesson, said: str, bank: Bank) -> Move:
    wished = wish(said)
    if wished in {"why", "where", "stop", "appeal"}:
        return HANDLERS[wished](lesson, bank)
    if not wished and is_question(said):
        return ask_article(lesson, said, bank)
    move = go_on(lesson, bank)
    return move if wished or no_answer(said) else move.after(Say("note", phrases.SETTLED))


def _reflecting(lesson: Lesson, said: str, bank: Bank) -> Move:
    return reflected(lesson, bank, said_something=not (wish(said) or no_answer(said)))


def _done(lesson: Lesson, said: str, bank: Bank) -> Move:
    return ask_article(lesson, said, bank) if is_question(said) else note(lesson, phrases.ALREADY_DONE)


_PHASES = {"asking": _asking, "paused": _paused, "reflecting": _reflecting, "done": _done}
