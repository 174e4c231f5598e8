"""Lists of reasons under a question: "Would leaving be a good move? If yes, it's because: 1. …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tutor.drafting.clauses import clauses
from tutor.drafting.grammar import SUBJECTS
from tutor.drafting.memory import Memory
from tutor.drafting.model import Draft
from tutor.drafting.phrases import Word, drafted, plain
from tutor.drafting.reading import Unclear
from tutor.drafting.references import resolved
from tutor.drafting.units import Unit
from tutor.model import SAME_MARKS, Article

_CUE = re.compile(r"If (yes|so|no|not),? (?:(?:it|that)(?:'s| is) )?because:?")
_QUESTION = re.compile(r"(?:So|But|And|Then),? (?=\w)")
_SCORE = 1.1
"""A list of reasons comes before what its items say: they are reasons first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """An item of the list: in the article's words, and as it can be understood alone ("" when it cannot)."""

    said: str
    alone: str
    quote: str
    paragraph: int


@dataclass
class Argument:
    """A question, whether its reasons speak against it, the paragraphs that give them, and those heard so far."""

    question: str
    against: bool
    paragraphs: range
    reasons: list[Reason] = field(default_factory=list)


def arguments(article: Article) -> Iterator[Argument]:
    """Yield the lists of reasons that begin and end for certain: from "If yes" to "If no"."""
    asked, start, against = "", 0, False
    for paragraph in article.paragraphs:
        text = paragraph.text.translate(SAME_MARKS)
        cue = _CUE.fullmatch(text)
        if cue and asked and start:
            yield Argument(asked, against, range(start, paragraph.number))
        if cue:
            start, against = paragraph.number + 1, cue[1] in ("no", "not")
        elif text.endswith("?") and paragraph.sentences:
            asked, start = paragraph.sentences[-1].text.translate(SAME_MARKS), 0


def hear(argument: Argument, unit: Unit, doc: Doc, quote: str, memory: Memory) -> None:
    """Take down the first statement of an item of the list."""
    number = unit.sentence.paragraph
    if any(r.paragraph == number for r in argument.reasons):
        return
    clause = next(clauses(doc), None)
    said = drafted(clause, clause.words, doc) if clause is not None else None
    if clause is None or said is None:
        argument.reasons.append(Reason(unit.text.removesuffix("."), "", quote, number))
        return
    try:
        alone = drafted(clause, resolved(clause.words, clause.root, memory), doc)
    except Unclear:
        alone = None
    argument.reasons.append(Reason(_small(said), _small(alone) if alone is not None else "", quote, number))


def reason(argument: Argument, question: Doc, memory: Memory) -> Draft | None:
    """Return the draft that asks for one of the reasons; None when the question cannot be turned into a claim."""
    claim = _claim(question, argument, memory)
    told = next((r for r in argument.reasons if r.alone and r.quote), None)
    if not claim or told is None:
        return None
    accept = dict.fromkeys(r.said for r in argument.reasons)
    return Draft(
        statement=f"One reason why {claim} is that {told.alone}.",
        answer=((told.alone,),),
        kind="reason",
        quote=told.quote,
        paragraph=told.paragraph,
        asks=(f"What is one reason, according to the article, why {claim}?",),
        accept=tuple(text for text in accept if text != told.alone),
        score=_SCORE,
    )


def _claim(question: Doc, argument: Argument, memory: Memory) -> str:
    """Return "would leaving be a good move?" as "leaving would be a good move", or its denial."""
    root = next(t for t in question if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in (*SUBJECTS, "csubj")), None)
    first = question[0]
    if subject is None or first.pos_ != "AUX":
        return ""
    inside = set(subject.subtree) - {first}
    rest = [t for t in question if t.i > first.i and t not in inside and not t.is_punct]
    try:
        words = resolved([*plain(inside), *plain([first]), *plain(rest)], root, memory)
    except Unclear:
        return ""
    return _joined(words, first, against=argument.against)


def _joined(words: tuple[Word, ...], verb: Token, *, against: bool) -> str:
    texts = [f"{w.text} not" if against and w.token == verb else w.text for w in words]
    return re.sub(r" (?=[,'])", "", " ".join(texts))


def opened(question: str) -> str:
    """Return a question in small letters, without the word that ties it to what stands before.

    >>> opened("So would it help?"), opened("Would it help?")
    ('would it help?', 'would it help?')
    """
    bare = _QUESTION.sub("", question, count=1)
    return bare[:1].lower() + bare[1:]


def _small(statement: Doc) -> str:
    """Return a statement as it stands behind "that"."""
    first = statement[0]
    text = statement.text.removesuffix(".")
    return text if first.pos_ == "PROPN" else text[:1].lower() + text[1:]
