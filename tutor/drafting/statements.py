"""An article → drafts: put its statements on their own feet, choose what to ask, let only the sound through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Token

from tutor.checks.view import told
from tutor.drafting.answer import Answer
from tutor.drafting.answers import answers
from tutor.drafting.arguments import Argument, arguments, hear, opened, reason
from tutor.drafting.clauses import clauses
from tutor.drafting.gate import sifted
from tutor.drafting.grammar import SUBJECTS, noun_phrase, span
from tutor.drafting.lighter import lighter
from tutor.drafting.looks import scores, stands
from tutor.drafting.memory import Memory
from tutor.drafting.mention import Mention
from tutor.drafting.model import Draft, Drafted
from tutor.drafting.parsing import model, parsed
from tutor.drafting.people import People
from tutor.drafting.phrases import Clause, Word, drafted
from tutor.drafting.rank import Candidate, distinct, ranked
from tutor.drafting.reading import Unclear
from tutor.drafting.references import resolved
from tutor.drafting.units import Unit, units
from tutor.drafting.worded import worded
from tutor.model import Article, Fact
from tutor.places import places
from tutor.text import lemma, words

_LEAST = 0.45
"""Below this score a draft is more trouble than it is worth."""
_LONGEST_QUOTE = 400
_PARTS = frozenset("rest half third quarter part majority most number one some many few all each other".split())
"""Subjects that no pronoun is given back: they only say how much of something."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Where statements come from: the unit, the quote that proves them, the article's title and people."""

    unit: Unit
    quote: str
    title: frozenset[str]
    people: People


def _silent(_done: int, _of: int) -> None: ...


def draft(
    article: Article,
    known: Sequence[Fact] = (),
    limit: int | None = None,
    progress: Callable[[int, int], None] = _silent,
) -> Drafted:
    """Return drafts of an article's facts, the best first, at most `limit`; none that a known fact already asks.

    `progress` is told how many of how many units are done.
    """
    refused = Counter[str]()
    found = sorted(_candidates(article, refused, progress), key=lambda c: -c.draft.score)
    ordered = ranked(worded(list(distinct(found, known)), article))
    sound, fallen = sifted([candidate.draft for candidate in ordered], article, known)
    refused.update(fallen)
    return Drafted(article, tuple(sound[:limit]), tuple(refused.most_common()))


def _candidates(article: Article, refused: Counter[str], progress: Callable[[int, int], None]) -> Iterator[Candidate]:
    memory, lists, many = _memory(article), list(arguments(article)), sum(1 for _ in units(article))
    for n, (unit, doc) in enumerate(_read(article, memory), 1):
        yield from _of_unit(article, unit, doc, memory, refused)
        yield from _argued(article, unit, doc, memory, lists)
        progress(n, many)


def _argued(article: Article, unit: Unit, doc: Doc, memory: Memory, lists: list[Argument]) -> Iterator[Candidate]:
    """Yield the draft on a list of reasons when its last item begins."""
    number = unit.sentence.paragraph
    argument = next((a for a in lists if number in a.paragraphs), None)
    if argument is None:
        return
    hear(argument, unit, doc, _quote(article, unit), memory)
    if number == argument.paragraphs[-1]:
        lists.remove(argument)
        question = model()(opened(argument.question))
        if (found := reason(argument, question, memory)) is not None:
            yield Candidate(found, question)


def _memory(article: Article) -> Memory:
    memory = Memory(article, People(article))
    if article.title:
        title = model()(article.title)
        memory.people.entitle(title)
        memory.entitle(title)
    return memory


def alone(article: Article) -> Iterator[str]:
    """Yield every statement of an article that can be understood alone, before anything in it is asked for."""
    refused, memory = Counter[str](), _memory(article)
    for _, doc in _read(article, memory):
        yield from (statement.text for _, statement, _ in _statements(doc, memory, refused))


def _read(article: Article, memory: Memory) -> Iterator[tuple[Unit, Doc]]:
    """Yield the units with their parses; between them the memory takes down what they said."""
    paragraph = 0
    for unit, doc in parsed(units(article)):
        if unit.sentence.paragraph != paragraph:
            memory.forget()
            paragraph = unit.sentence.paragraph
        yield unit, doc
        memory.note(doc)
        memory.follow(doc, _focus(doc, memory))


def _of_unit(article: Article, unit: Unit, doc: Doc, memory: Memory, refused: Counter[str]) -> Iterator[Candidate]:
    page = _Page(unit, _quote(article, unit), _title(article), memory.people)
    for clause, statement, swapped in _statements(doc, memory, refused) if page.quote else ():
        yield from _asked(statement, clause, page, swapped=swapped)


def _statements(doc: Doc, memory: Memory, refused: Counter[str]) -> Iterator[tuple[Clause, Doc, bool]]:
    """Yield what a unit says, each with its clause, and whether a name was put into it."""
    for clause in clauses(doc):
        found = _alone(clause, memory, refused)
        statement = drafted(*found, doc) if found is not None else None
        if found is not None and statement is not None and stands(statement):
            yield found[0], statement, _has_swap(found[1])


def _alone(clause: Clause | None, memory: Memory, refused: Counter[str]) -> tuple[Clause, tuple[Word, ...]] | None:
    """Return a clause, and its words with names for what points outside; without circumstances that do, as far as it
    can do without them.
    """
    why: Unclear | None = None
    while clause is not None:
        try:
            return clause, resolved(clause.words, clause.root, memory)
        except Unclear as unclear:
            why, clause = unclear, lighter(clause, unclear.token)
    refused[str(why)] += 1
    return None


def _asked(statement: Doc, clause: Clause, page: _Page, *, swapped: bool) -> Iterator[Candidate]:
    """Yield what the statement can be asked for, as far as the answer stands in the quote as well."""
    proof = told(page.quote) + told(page.quote).replace("'s ", " ")
    found = (*answers(statement), *_reason(statement, clause))
    worths = scores(statement, found, clause.shape, page.title, swapped=swapped)
    for answer, worth in zip((_person(a, page) for a in found), worths, strict=True):
        if worth >= _LEAST and all(told(item) in proof for item in answer.items):
            yield Candidate(_draft(statement, answer, page, worth), statement)


def _person(answer: Answer, page: _Page) -> Answer:
    """Return the answer as a person's name if the article names a person so: its Washington may be George."""
    known = answer.kind in ("place", "term", "text") and page.people.named(answer.items[0]) is not None
    return replace(answer, kind="person") if known and len(answer.items) == 1 else answer


def _reason(statement: Doc, clause: Clause) -> Iterator[Answer]:
    """Yield the words behind "because"."""
    text = span(clause.cause)
    if 3 <= len(clause.cause) <= 25 and statement.text.count(text) == 1:
        yield Answer((text,), "reason", 0.75, 0, 0)


def _draft(statement: Doc, answer: Answer, page: _Page, worth: float) -> Draft:
    return Draft(
        statement=statement.text,
        answer=tuple((item,) for item in answer.items),
        kind=answer.kind,
        quote=page.quote,
        paragraph=page.unit.sentence.paragraph,
        accept=tuple(short for before, short in page.unit.short if before.endswith(answer.items[0]))[
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


def _title(article: Article) -> frozenset[str]:
    return frozenset(lemma(w) for w in words(article.title) if len(w) > 3)


def _has_swap(words: Sequence[Word]) -> bool:
    return any(w.place is not None for w in words)


def _focus(doc: Doc, memory: Memory) -> Mention | None:
    """Return what a sentence is about: its subject, by name."""
    root = doc[:].root
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lemma_.lower() in _PARTS:
        return None
    named = next((c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if subject.pos_ == "NOUN" and named is not None:
        return Mention(tuple(noun_phrase(named)), named)
    try:
        swapped = resolved([Word(t.text, t, "", bool(t.whitespace_)) for t in noun_phrase(subject)], root, memory)
    except Unclear:
        return None
    if any(w.place is not None and w.place != subject for w in swapped):
        return None
    head = next((w.token for w in swapped if w.place == subject and w.token is not None), subject)
    whose = next((n + 1 for n, w in enumerate(swapped) if w.under is not None), 0)
    tokens = tuple(w.token for w in swapped if w.token is not None)
    owner = Mention(tokens[:whose], tokens[whose - 1]) if whose else None
    mention = Mention(tokens[whose:], head, owner)
    return mention if owner is not None or _names(tokens, head) else None


def _names(tokens: tuple[Token, ...], head: Token) -> bool:
    """Tell whether these words name something by themselves: a name, or a sort of things as such."""
    if head.pos_ == "PROPN":
        return True
    known = bool(tokens) and (tokens[0].lower_ == "the" or tokens[0].tag_ not in ("DT", "CD", "PRP$", "JJR"))
    return head.pos_ == "NOUN" and known
