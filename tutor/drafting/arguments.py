"""Lists of reasons under a question: "Would leaving be a good move? If yes, it's because: 1. …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tutor.drafting.clauses import SUBJECTS, clauses, drafted
from tutor.drafting.memory import Memory
from tutor.drafting.model import Draft
from tutor.drafting.phrases import Word, plain
from tutor.drafting.reading import Unclear
from tutor.drafting.references import resolved
from tutor.drafting.units import Unit
from tutor.model import SAME_MARKS, Article

_CUE = re.compile(r"If (yes|so|no|not),? (?:(?:it|that)(?:'s| is) )?because:?")
_QUESTION = re.compile(r"(?:So|But|And|Then),? (?=\w)")
_SCORE = 0.8


@dataclass
class Argument:
    """A question, whether its reasons speak against it, the paragraphs that give them, and what they say so far."""

    question: str
    against: bool
    paragraphs: range
    reasons: dict[str, tuple[str, str, int]] = field(default_factory=dict)


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
    """Take down the first statement of a list's item: in the article's words, and with the names put in."""
    number = unit.sentence.paragraph
    if any(paragraph == number for _, _, paragraph in argument.reasons.values()):
        return
    for clause in clauses(doc):
        try:
            made = drafted(clause, resolved(clause.words, clause.root, memory), doc)
        except Unclear:
            return
        said = drafted(clause, clause.words, doc)
        if made is not None and said is not None:
            argument.reasons[_small(made)] = (_small(said), quote, number)
        return


def reason(argument: Argument, question: Doc, memory: Memory) -> Draft | None:
    """Return the draft that asks for one of the reasons; None when the question cannot be turned into a claim."""
    claim = _claim(question, argument, memory)
    if not claim or not argument.reasons:
        return None
    (first, (said, quote, number)), *others = argument.reasons.items()
    accept = dict.fromkeys(text for text in (said, *(o for other in others for o in (other[0], other[1][0]))))
    return Draft(
        statement=f"One reason why {claim} is that {first}.",
        answer=((first,),),
        kind="reason",
        quote=quote,
        paragraph=number,
        asks=(f"What is one reason why {claim}?", f"Why, according to the article, might one say that {claim}?"),
        accept=tuple(text for text in accept if text != first),
        score=_SCORE,
    )


def _claim(question: Doc, argument: Argument, memory: Memory) -> str:
    """Return "would leaving be a good move?" as "leaving would be a good move", or its denial."""
    root = next(t for t in question if t.dep_ == "ROOT")
    subject = next((c for c in root.children if c.dep_ in (*SUBJECTS, "csubj")), None)
    first = next((t for t in (*root.children, root) if t.dep_ in ("aux", "auxpass") or t == root), root)
    if subject is None or first.i > subject.left_edge.i or (first == root and root.pos_ != "AUX"):
        return ""
    inside = set(subject.subtree)
    rest = [t for t in question if t.i > first.i and t not in inside and not t.is_punct]
    try:
        words = resolved([*plain(subject.subtree), *plain([first]), *plain(rest)], root, memory)
    except Unclear:
        return ""
    return _joined(words, first, against=argument.against)


def _joined(words: tuple[Word, ...], verb: Token, *, against: bool) -> str:
    texts = [f"{w.text} not" if against and w.token == verb else w.text for w in words]
    return re.sub(r" (?=[,'])", "", " ".join(texts))


def opened(question: str) -> str:
    """Return a question without the word that ties it to what stands before.

    >>> opened("So would it help?")
    'would it help?'
    """
    return _QUESTION.sub("", question, count=1)


def _small(statement: Doc) -> str:
    """Return a statement as it stands behind "that"."""
    first = statement[0]
    text = statement.text.removesuffix(".")
    return text if first.pos_ == "PROPN" or first.ent_type_ else text[:1].lower() + text[1:]
