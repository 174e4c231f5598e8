"""An article → drafts: put its statements on their own feet, choose what to ask, let only the sound through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Token

from tutor.checks.view import told
from tutor.drafting.answer import Answer
from tutor.drafting.answers import answers
from tutor.drafting.clauses import SUBJECTS, Clause, clauses, noun_phrase
from tutor.drafting.gate import sifted
from tutor.drafting.memory import Memory
from tutor.drafting.mention import Mention
from tutor.drafting.model import Draft, Drafted
from tutor.drafting.parsing import parsed
from tutor.drafting.people import People
from tutor.drafting.phrases import Word, compose
from tutor.drafting.rank import Candidate, distinct, ranked, score
from tutor.drafting.reading import Unclear
from tutor.drafting.references import resolved
from tutor.drafting.units import Unit, units
from tutor.drafting.wording import questions
from tutor.model import Article, Fact
from tutor.places import places

_LEAST = 0.45
"""Below this score a draft is more trouble than it is worth."""
_LONGEST_QUOTE = 400


def _silent(_done: int, _of: int) -> None: ...


def draft(
    article: Article,
    known: Iterable[Fact] = (),
    limit: int | None = None,
    progress: Callable[[int, int], None] = _silent,
) -> Drafted:
    """Return drafts of an article's facts, the best first, at most `limit`; none that a known fact already asks.

    `progress` is told how many of how many units are done.
    """
    refused = Counter[str]()
    found = sorted(_candidates(article, refused, progress), key=lambda c: -c.draft.score)
    worded = [_worded(candidate) for candidate in ranked(distinct(found, known))]
    sound, fallen = sifted(worded, article)
    refused.update(fallen)
    return Drafted(article, tuple(sound[:limit]), tuple(refused.most_common()))


def _worded(candidate: Candidate) -> Draft:
    """Return the draft with its question in words, as far as one is sound."""
    draft = candidate.draft
    items = [item[0] for item in draft.answer]
    return replace(draft, asks=questions(draft.statement, items, draft.kind, candidate.doc))


def _candidates(article: Article, refused: Counter[str], progress: Callable[[int, int], None]) -> Iterator[Candidate]:
    every = list(units(article))
    memory, paragraph = Memory(article, People(article)), 0
    for n, (unit, doc) in enumerate(parsed(every), 1):
        if unit.sentence.paragraph != paragraph:
            memory.forget()
            paragraph = unit.sentence.paragraph
        yield from _of_unit(article, unit, doc, memory, refused)
        memory.note(doc)
        memory.follow(doc, _focus(doc, memory))
        progress(n, len(every))


def _of_unit(article: Article, unit: Unit, doc: Doc, memory: Memory, refused: Counter[str]) -> Iterator[Candidate]:
    quote = _quote(article, unit)
    for clause in clauses(doc) if quote else ():
        try:
            words = resolved(clause.words, clause.root, memory)
        except Unclear as unclear:
            refused[str(unclear)] += 1
            continue
        statement = compose(words, doc, clause.root)
        if statement is not None and _whole(statement):
            yield from _asked(statement, clause, quote, unit, swapped=_has_swap(words))


def _whole(statement: Doc) -> bool:
    """Tell whether a statement says enough, and its quotation marks are closed."""
    return len(statement) > 5 and statement.text.count('"') % 2 == 0 and "\n" not in statement.text


def _asked(statement: Doc, clause: Clause, quote: str, unit: Unit, *, swapped: bool) -> Iterator[Candidate]:
    proof = told(quote) + told(quote).replace("'s ", " ")
    for answer in answers(statement):
        worth = score(statement, answer, clause.shape, swapped)
        if worth >= _LEAST and all(told(item) in proof for item in answer.items):
            yield Candidate(_draft(statement, answer, quote, unit, worth), statement)


def _draft(statement: Doc, answer: Answer, quote: str, unit: Unit, worth: float) -> Draft:
    return Draft(
        statement=statement.text,
        answer=tuple((item,) for item in answer.items),
        kind=answer.kind,
        quote=quote,
        paragraph=unit.sentence.paragraph,
        accept=tuple(short for before, short in unit.short if before.endswith(answer.items[0]))[
            : len(answer.items) == 1
        ],
        need=len(answer.items),
        score=worth,
    )


def _quote(article: Article, unit: Unit) -> str:
    """Return the article's words that prove what the unit says, "" when they do not stand there once."""
    sentence = unit.sentence
    text = article.paragraph(sentence.paragraph).text
    for quote in (sentence.text, text[unit.start : unit.end]):
        if len(quote) <= _LONGEST_QUOTE and len(list(islice(places(article, quote), 2))) == 1:
            return quote
    return ""


def _has_swap(words: Sequence[Word]) -> bool:
    return any(w.place is not None for w in words)


def _focus(doc: Doc, memory: Memory) -> Mention | None:
    """Return what a sentence is about: its subject, by name."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None) if root is not None else None
    if subject is None:
        return None
    try:
        words = resolved([Word(t.text, t, "", bool(t.whitespace_)) for t in noun_phrase(subject)], root, memory)
    except Unclear:
        return None
    if any(w.place is not None and w.place != subject for w in words):
        return None
    tokens = tuple(w.token for w in words if w.token is not None)
    head = next((w.token for w in words if w.place == subject and w.token is not None), subject)
    return Mention(tokens, head) if _names(tokens, head) else None


def _names(tokens: tuple[Token, ...], head: Token) -> bool:
    """Tell whether these words name something by themselves: a name, or a sort of things as such."""
    first = tokens[0]
    return head.pos_ == "PROPN" or (head.tag_ in ("NNS", "NN") and first.tag_ not in ("DT", "CD", "PRP$", "JJR"))
