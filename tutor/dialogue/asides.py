"""What is not an answer: hints, choices, skipping, "why?", "where?", and the learner's own questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tutor import forms
from tutor.article import sentence_of
from tutor.dialogue import agenda, hints, phrases
from tutor.dialogue.answering import reveal
from tutor.dialogue.ending import go_on, stop
from tutor.dialogue.move import Move, note, spend
from tutor.dialogue.words import Wish
from tutor.lookup import search
from tutor.model import Asked, Bank, Citation, Lesson, Say, Sentence

Handler = Callable[[Lesson, Bank], Move]


def ask_article(lesson: Lesson, said: str, bank: Bank) -> Move:
    """Return the article's own sentences on the learner's question, numbered, or that it does not say."""
    covered = hidden(lesson, bank)
    found = search(bank.article, said, covered)
    if found:
        says = tuple(Say("quote", s.text, lead=f"¶{s.paragraph}", cite=_cited(s)) for s in found)
        return Move(lesson, (Say("note", phrases.SAYS), *says, *_still_open(lesson)))
    silent = phrases.ANSWER_FIRST if search(bank.article, said) else phrases.SILENT
    return Move(lesson, (Say("note", silent), *_still_open(lesson)))


def hidden(lesson: Lesson, bank: Bank) -> frozenset[Sentence]:
    """Return the sentences that would give the open question away; none when no question is open."""
    fact = agenda.asked_fact(lesson, bank)
    return hints.hidden(fact, bank) if fact else frozenset()


def _is_covered(found: Sentence, lesson: Lesson, bank: Bank) -> bool:
    """Tell whether a passage, which may be several sentences, holds one that would give the open question away."""
    return any(
        one.paragraph == found.paragraph and one.start < found.end and found.start < one.end
        for one in hidden(lesson, bank)
    )


def can_choose(lesson: Lesson, bank: Bank) -> bool:
    """Tell whether the open question can be turned into a choice."""
    fact = agenda.asked_fact(lesson, bank)
    return bool(fact and lesson.asked and not lesson.asked.question.options and forms.sound(fact, bank, "choice"))


def has_hint(lesson: Lesson, bank: Bank) -> bool:
    """Tell whether there is another hint for the open question."""
    fact = agenda.asked_fact(lesson, bank)
    return bool(fact and lesson.asked and lesson.asked.hints < len(hints.ladder(fact, bank)))


def give_hint(lesson: Lesson, bank: Bank) -> Move:
    """Return the next hint, or that there is no more."""
    fact = agenda.asked_fact(lesson, bank)
    say = hints.hint(fact, bank, lesson.asked.hints) if fact and lesson.asked else None
    return Move(spend(lesson, hints=1), (say,)) if say else note(lesson, phrases.NO_MORE_HINTS)


def _choices(lesson: Lesson, bank: Bank) -> Move:
    fact = agenda.asked_fact(lesson, bank)
    if not (fact and lesson.asked and can_choose(lesson, bank)):
        return give_hint(lesson, bank).after(Say("note", phrases.NO_CHOICES))
    question = forms.ask(fact, bank, "choice", lesson.seed)
    asked = Asked(question, lesson.asked.tries, lesson.asked.hints + 1, lesson.asked.closes)
    return Move(replace(lesson, asked=asked), (agenda.put(question, phrases.PICK),))


def _show(lesson: Lesson, bank: Bank) -> Move:
    fact = agenda.asked_fact(lesson, bank)
    return reveal(lesson, fact) if fact else go_on(lesson, bank)


def _unsure(lesson: Lesson, bank: Bank) -> Move:
    move = give_hint(lesson, bank) if has_hint(lesson, bank) else _show(lesson, bank)
    return move.after(Say("note", phrases.UNSURE))


def _skip(lesson: Lesson, bank: Bank) -> Move:
    if not lesson.queue:
        return note(lesson, phrases.LAST_ONE)
    return go_on(agenda.postpone(lesson), bank).after(Say("note", phrases.SKIPPED))


def _why(lesson: Lesson, bank: Bank) -> Move:
    fact = bank.fact(lesson.last)
    if not fact:
        return note(lesson, phrases.NOTHING_SETTLED)
    found = sentence_of(bank.article, fact.citation) if fact.citation else None
    if not fact.why and found and _is_covered(found, lesson, bank):
        return Move(lesson, (Say("note", phrases.ANSWER_FIRST), *_still_open(lesson)))
    text = fact.why or f"{phrases.NO_REASON} “{found.text if found else fact.quote}”"
    return Move(lesson, (Say("note", text, cite=fact.citation), *_still_open(lesson)))


def _where(lesson: Lesson, bank: Bank) -> Move:
    fact = bank.fact(lesson.last)
    if not (fact and fact.citation):
        return note(lesson, phrases.NOTHING_SETTLED)
    found = sentence_of(bank.article, fact.citation)
    if _is_covered(found, lesson, bank):
        return Move(lesson, (Say("note", phrases.ANSWER_FIRST), *_still_open(lesson)))
    says = (Say("quote", found.text, lead=f"¶{found.paragraph}", cite=fact.citation),)
    return Move(lesson, (*says, *_still_open(lesson)))


def _appeal(lesson: Lesson, _: Bank) -> Move:
    if lesson.contested < 0:
        return note(lesson, phrases.NOT_CONTESTED)
    return Move(lesson, (Say("note", phrases.CONTEST), *_still_open(lesson)), appeals=lesson.contested)


def _again(lesson: Lesson, _: Bank) -> Move:
    return Move(lesson, _still_open(lesson) or (Say("note", phrases.SAY_SOMETHING),))


def _next(lesson: Lesson, bank: Bank) -> Move:
    return go_on(lesson, bank) if lesson.asked is None else note(lesson, phrases.SAY_SOMETHING)


HANDLERS: Mapping[Wish, Handler] = {
    "hint": give_hint,
    "choices": _choices,
    "show": _show,
    "unsure": _unsure,
    "skip": _skip,
    "next": _next,
    "why": _why,
    "where": _where,
    "stop": stop,
    "appeal": _appeal,
    "again": _again,
}


def _still_open(lesson: Lesson) -> tuple[Say, ...]:
    return (agenda.put(lesson.asked.question, phrases.OPEN),) if lesson.asked else ()


def _cited(sentence: Sentence) -> Citation:
    return Citation(sentence.paragraph, sentence.start, sentence.end, sentence.text)
