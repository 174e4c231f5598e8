"""Drafts get their questions and their wrong answers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tutor.drafting.gaps import fillable, tells
from tutor.drafting.rank import Candidate
from tutor.drafting.siblings import wrongs
from tutor.drafting.tables import THING_HEADS
from tutor.drafting.wording import questions
from tutor.model import Article, Kind
from tutor.text import words

_NEAR = 20
"""Answers of the same kind before and behind one, among which a wrong one is looked for."""
_TORN = re.compile(
    r"^\w+,|\b(?:was|is|were|are|did|does) it\b|,\s*\w+\?$|\bonly,|\bparticularly\?$"
    r"|^Which .* (?:at|in|on|by|of|for|from|to|with)\?$"
    r"|^\w+(?: \w+)? (?:is|was|are|were|did|does|do) (?:it|they|he|she)\b"
    r"|(?<=[a-z] )(?:Most|Some|Many|All|Few|Several|Each|Every|Both|An?) [a-z]|\b(?:an?|the) (?:as|of|in|to|than)\b"
)
"""A question from which a word went missing, or in which one was left over."""
_OF_TOWNS = frozenset("be have become lie host stand suffer grow hold own contain boast house".split())
_ASKING = frozenset("who whom whose what which when where why how".split())
_ASKED = 0.08
"""What a question in words is worth."""
_ANY = re.compile(r"\b(?:find|pass|publish|make|write|propose|present|discover|sign|release) an? \w+\?$")
"""What was found or passed, and only the article says which."""
_NAMES = ("person", "place", "term")
_LEADING = frozenset(
    "in on at to from by of with for about after before since until against under during as through over roughly along "
    "among between into near within nearly almost according".split()
)
_ROUNDABOUT = re.compile(r"What (?:did|do|does|had|has|have|were|will|can) ")
"""A name that is asked for with "what": whoever reads it cannot know what sort of thing is meant."""
_Places = Mapping[Kind, Sequence[tuple[int, str]]]


def worded(candidates: Sequence[Candidate], article: Article) -> Iterator[Candidate]:
    """Yield the drafts with their questions in words, as far as one is sound, and plausible wrong answers.

    One that makes no fair gap either goes.
    """
    places = _places(candidates)
    for candidate in candidates:
        draft = candidate.draft
        if draft.asks:
            yield candidate
            continue
        items = [item[0] for item in draft.answer]
        found = questions(draft.statement, items, draft.kind, candidate.doc)
        found = tuple(_with_name(q, draft.statement, article) for q in found)
        asks = tuple(q for q in found if _plain(q, draft.kind) and not _mistakes(candidate, q))
        if not tells(candidate.doc, items) or not (asks or fillable(candidate.doc, items, draft.kind)):
            continue
        wrong = _wrong(candidate, article, places) if len(items) == 1 else ()
        score = draft.score + _ASKED * bool(asks)
        yield replace(candidate, draft=replace(draft, asks=asks, wrong=wrong, score=score))


def _with_name(question: str, statement: str, article: Article) -> str:
    """Return the question, its statement's first word with the capital that the article gives it everywhere.

    >>> from tutor.article import parse
    >>> _with_name("When did marsh score?", "Marsh scored late.", parse("They cheered for Marsh."))
    'When did Marsh score?'
    """
    first = next(iter(re.findall(r"\w+", statement)), "")
    small = first[:1].lower() + first[1:]
    if small == first or not re.search(rf"\b{small}\b", question) or not _always_large(first, article):
        return question
    return re.sub(rf"\b{small}\b", first, question, count=1)


def _always_large(word: str, article: Article) -> bool:
    """Tell whether a word is written large inside a sentence, and nowhere small; the article is read once."""
    found = article.kept.get("large words")
    if not isinstance(found, frozenset):
        text = "\n".join(p.text for p in article.paragraphs)
        small = frozenset(re.findall(r"\b[a-z]\w*", text))
        large = re.findall(r"(?<=[\w,;] )[A-Z]\w*", text)
        found = frozenset(w for w in large if w[:1].lower() + w[1:] not in small)
        article.kept["large words"] = found
    return word in found


def _plain(question: str, kind: Kind) -> bool:
    """Tell whether a question asks at once: "The Edict of what abolished …?" is better asked with a gap.

    >>> _plain("About how many words are there?", "number"), _plain("Members of what met?", "term")
    (True, False)
    """
    first, *others = words(question)[:6]
    if kind in ("year", "date") and _ANY.search(question):
        return False  # "In which year did the team find a protein?"
    opens = first in _ASKING or (first in _LEADING and not _ASKING.isdisjoint(others))
    return opens and not _TORN.search(question) and not (kind in _NAMES and _ROUNDABOUT.match(question))


def _mistakes(candidate: Candidate, question: str) -> bool:
    """Tell whether a question takes for a town what acts ("Which city continued …?"), or for people what are places."""
    root = next((t for t in candidate.doc if t.dep_ == "ROOT"), None)
    if " people " in question and any(w in THING_HEADS for item in candidate.draft.answer for w in words(item[0])):
        return True
    return question.startswith(("Which city ", "Which town ")) and root is not None and root.lemma_ not in _OF_TOWNS


def _wrong(candidate: Candidate, article: Article, places: _Places) -> tuple[str, ...]:
    draft = candidate.draft
    others = [(answer, draft.kind) for answer in _near(places[draft.kind], draft.paragraph) if answer != draft.key]
    return wrongs(draft.statement, draft.key, draft.kind, article, others, doc=candidate.doc)


def _places(candidates: Sequence[Candidate]) -> _Places:
    """Return for each kind the answers, with the paragraphs in which they stand, in reading order."""
    found: dict[Kind, list[tuple[int, str]]] = {}
    for candidate in candidates:
        found.setdefault(candidate.draft.kind, []).append((candidate.draft.paragraph, candidate.draft.key))
    return {kind: sorted(answers) for kind, answers in found.items()}


def _near(answers: Sequence[tuple[int, str]], paragraph: int) -> Iterator[str]:
    """Yield the answers around a paragraph: with all of them a long article would take the square of its time."""
    at = bisect_left(answers, (paragraph, ""))
    yield from dict.fromkeys(answer for _, answer in answers[max(0, at - _NEAR) : at + _NEAR])
