"""From a statement and its answer to questions, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from tutor.drafting.wording import asking, build
from tutor.drafting.wording.clause import Clause, clause_of, trimmed
from tutor.drafting.wording.finding import find
from tutor.drafting.wording.parsing import masked, parse, straightened
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.route import beside_birth, routed
from tutor.drafting.wording.sound import passes
from tutor.drafting.wording.target import Target
from tutor.model import Fact, Kind, Wordings

_SAID = re.compile(r"(“[^”]+”) (?:is|was) (?:an|a|the) (argument|claim|motto|view|slogan|complaint) of (.+)\.")
MOST = 4
"""Candidates that are worth a reader's time."""


def suggestions(fact: Fact) -> Wordings:
    """Return questions for a fact of a bank, the best first."""
    items = [item[0] for item in fact.answer]
    if fact.need < len(items):
        return ()  # "two of the three": which ones must be said in the author's own words
    return questions(fact.fact, items, fact.kind)


def questions(statement: str, answer: str | Sequence[str], kind: Kind, doc: Doc | None = None) -> Wordings:
    """Return questions that ask for `answer` (several items for a list), the best first; none when none is sound.

    `doc` is the statement as spaCy has parsed it, when somebody has already.

    >>> questions("The INF Treaty was signed in 1987.", "1987", "year")
    ('In which year was the INF Treaty signed?', 'When was the INF Treaty signed?')
    """
    if whose := _whose_words(statement, answer):
        return (whose,)
    text, back = masked(straightened(statement))
    if doc is None or text != statement:
        doc = parse(text)
    target = find(doc, [_as_in(text, masked(item)[0]) for item in _items(answer, statement)])
    clause = clause_of(doc, target.head) if target else None
    clause = trimmed(clause, frozenset(t.i for t in target.span)) if target and clause else None
    target = routed(target, clause) if target and clause else None
    if target is None or clause is None:
        return ()
    found = dict.fromkeys(q for q, p in _candidates(clause, target, kind) if q and passes(q, p, target, clause))
    return tuple(q.replace(*back) for q in found)[:MOST]


def _whose_words(statement: str, answer: str | Sequence[str]) -> str:
    """Return "Whose argument is “…”?" for "“…” is an argument of the farmers", which no parser reads; else ""."""
    match = _SAID.fullmatch(statement)
    told = answer if isinstance(answer, str) else answer[0] if len(answer) == 1 else ""
    return f"Whose {match[2]} is {match[1]}?" if match and match[3] == told else ""


def _as_in(text: str, item: str) -> str:
    """Return an item as a text has it that may open with it: "the king" → "The king"."""
    large = item[:1].upper() + item[1:]
    return large if item not in text and text.startswith(large) else item


def _items(answer: str | Sequence[str], statement: str) -> list[str]:
    """Return the items of an answer; a list may come as it is shown: "A; B"."""
    if not isinstance(answer, str):
        return list(answer)
    return [answer] if answer in statement else answer.split("; ")


def _candidates(clause: Clause, target: Target, kind: Kind) -> Iterator[tuple[str, Phrase]]:
    name = build.names(clause, target)
    if name and len(clause.subject) > 5:
        yield name, Phrase(("what",), bare=True)
    for phrase in asking.phrases(target, kind):
        if str(phrase.words[0]).partition(" ")[0] in ("who", "whom", "what", "which") or phrase.words[0] == "how many":
            words = tuple("who" if w == "whom" else w for w in phrase.words)
            yield build.active(clause, target, replace(phrase, words=words)), phrase
        whole = replace(phrase, gone=phrase.gone | beside_birth(clause, target))
        yield build.ask(clause, target, whole), whole
    if name:
        yield name, Phrase(("what",), bare=True)
