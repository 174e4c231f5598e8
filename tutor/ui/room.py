"""The lesson on screen as one piece of HTML: its head, the talk, the open question, and the passage beside them."""

from __future__ import annotations

from tutor import dialogue
from tutor.actions import Scene
from tutor.deciding.news import news
from tutor.dialogue import phrases
from tutor.model import Bank, Lesson, Outcome, Say
from tutor.ui import frame
from tutor.ui.passage import credit, proof
from tutor.ui.progress import paragraph_map, position, strip
from tutor.ui.safe import text
from tutor.ui.talk import View, conversation, covered_turns, last_proof, question

_WAITING = '<p class="waiting">When you have answered, the sentence that proves it stands here.</p>'


def room(scene: Scene, window: int, *, fresh: bool = False) -> str:
    """Return the lesson as HTML; `fresh` announces its last turn to who cannot see it."""
    turns = scene.turns[-window:]
    covered = covered_turns(turns, scene.lesson)
    shown = last_proof(turns, covered)
    open_question = pinned(scene)
    view = View(
        article=scene.bank.article,
        hidden=dialogue.hidden(scene.lesson, scene.bank),
        covered=covered,
        appealed=scene.appealed,
        ruled=news(scene.ruled),
        fresh=turns[-1].number if fresh and turns else -1,
        shown=shown[0] if shown else -1,
        pinned=open_question.text if open_question else "",
        figures=figures(scene.lesson),
    )
    new = fresh and bool(turns) and any(s.text == view.pinned for s in turns[-1].says)
    asks = question(open_question, fresh=new) if open_question else ""
    opening = _opening(scene.bank) if turns and turns[0].number == 0 else _earlier(scene)
    return (
        f'<div class="room lesson">{_band(scene)}{_head(scene)}{conversation(turns, view, opening)}{asks}'
        f"{_panel(scene, shown[1] if shown else None, view)}</div>"
    )


def pinned(scene: Scene) -> Say | None:
    """Return the question that is open, as it stands below the talk; None when nothing is asked."""
    lesson = scene.lesson
    if lesson.asked:
        again = lesson.asked.question.fact in dict(lesson.outcomes)
        lead = phrases.PICK if lesson.asked.question.form == "choice" else phrases.AGAIN if again else ""
        return Say("question", lesson.asked.question.stem, lead)
    if lesson.phase == "reflecting":
        asked = (say for turn in reversed(scene.turns) for say in reversed(turn.says) if say.tone == "question")
        return next(asked, None)
    return None


def _band(scene: Scene) -> str:
    return frame.band(scene.bank.title, {"The text": {"bank": scene.bank.id}})


def _earlier(scene: Scene) -> str:
    """Return the way back to what was said before; a link to another view of this page costs an answer nothing."""
    here = frame.address({"lesson": scene.lesson.id, "earlier": "1"})
    return f'<p class="earlier"><a href="{here}" target="_self">Show what was said before</a></p>'


def _opening(bank: Bank) -> str:
    title = bank.article.title or bank.title
    return f'<div class="opening"><h2 dir="auto">{text(title)}</h2>{credit(bank.source)}</div>'


def _head(scene: Scene) -> str:
    number, total = position(scene.lesson)
    return (
        f'<header class="head">{strip(scene.lesson, scene.bank)}'
        f'<p class="count"><span class="sr">Question </span>{number} of {total}</p></header>'
    )


def _panel(scene: Scene, say: Say | None, view: View) -> str:
    cite = say.cite if say else None
    number = cite.paragraph if cite else 0
    passage, where = _WAITING, ""
    if cite:
        heading = scene.bank.article.paragraph(number).heading
        where = f" · ¶{number}"
        under = f'<p class="under" dir="auto">{text(heading)}</p>' if heading else ""
        passage = f"{under}<blockquote>{proof(scene.bank.article, cite, view.hidden)}</blockquote>"
    return (
        f'<aside class="panel" tabindex="0" aria-label="Where it says so"><h2>Where it says so{where}</h2>{passage}'
        f"{paragraph_map(scene.lesson, scene.bank, number)}</aside>"
    )


def figures(lesson: Lesson) -> str:
    """Return what a lesson came to, in three figures; "" while it goes on, or when nothing was settled."""
    if lesson.phase not in {"done", "reflecting"} or not lesson.outcomes:
        return ""
    counts = dialogue.counts(lesson)
    cells = "".join(f"<div><dt>{words}</dt><dd>{counts[outcome]}</dd></div>" for outcome, words in _OUTCOMES.items())
    return f'<dl class="figures">{cells}</dl>'


_OUTCOMES: dict[Outcome, str] = {
    "first": "right first time",
    "repaired": "right after help",
    "revealed": "to come back to",
}
