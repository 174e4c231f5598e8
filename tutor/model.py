"""The nouns: frozen values, standard library only. Everything else in the house speaks in these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "person", "place", "term", "year", "date", "number", "quantity", "reason", "list"]
Form = Literal["typed", "gap", "choice", "truefalse", "evidence"]
Status = Literal["live", "draft"]
Level = Literal["error", "warning"]
VerdictName = Literal["correct", "close", "incorrect"]
Tone = Literal["question", "correct", "close", "incorrect", "hint", "reveal", "quote", "note", "summary"]
Phase = Literal["asking", "paused", "reflecting", "done"]
Mode = Literal["learn", "review"]
Outcome = Literal["first", "repaired", "revealed"]

Wordings = tuple[str, ...]
"""Several wordings of one thing; the first is the one shown."""

SAME_MARKS = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " "})
"""Quotation marks and spaces that are told apart by typesetters only; one letter for one letter."""

_WORD = re.compile(r"\w+")
_NONE: Mapping[str, str] = MappingProxyType({})


# --- the article -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of one paragraph: characters `start` to `end` (end excluded) of its text, which read `quote`."""

    paragraph: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article, by its place in its paragraph's text."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph `number` (¶1, ¶2 …): plain text, the heading it stands under, its sentences.

    `retells` names the paragraphs of the source that it retells ("2–3"); empty when it does not say.
    """

    number: int
    text: str
    heading: str = ""
    retells: str = ""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Article:
    """Numbered paragraphs of plain text. No slots: what is derived from the text is kept once it was asked for."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    kept: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def paragraph(self, number: int) -> Paragraph:
        """Return paragraph ¶`number`; the first is 1."""
        return self.paragraphs[number - 1]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence, in reading order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Return each paragraph with plain quotation marks, letter for letter in place."""
        return tuple(p.text.translate(SAME_MARKS) for p in self.paragraphs)

    @cached_property
    def words(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Return for each word as written where it stands: (paragraph, offset), in reading order."""
        at: dict[str, list[tuple[int, int]]] = {}
        for number, text in enumerate(self.folded, 1):
            for match in _WORD.finditer(text):
                at.setdefault(match.group(), []).append((number, match.start()))
        return at


# --- the bank --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article's facts come from; shown under the article."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: a statement, the answer inside it, the quote that proves it. The unit of knowledge and review.

    `answer` holds the items of the answer, each with its wordings; anything but a list has one item.
    `need` is how many items a right answer names (a list's default is all of them). `close` maps a too vague
    answer to what to ask back; `wrong` maps a known wrong answer to its feedback, which may be empty.
    `must` holds the points that a reason has to make, each with its wordings.
    """

    id: str
    fact: str
    answer: tuple[Wordings, ...]
    quote: str
    ask: str = ""
    kind: Kind = "text"
    accept: Wordings = ()
    close: Mapping[str, str] = field(default_factory=lambda: _NONE)
    wrong: Mapping[str, str] = field(default_factory=lambda: _NONE)
    why: str = ""
    need: int = 1
    must: tuple[Wordings, ...] = ()
    hints: Wordings = ()
    forms: tuple[Form, ...] = ()
    order: bool = False
    infer: bool = False
    status: Status = "live"
    citation: Citation | None = None

    @property
    def key(self) -> str:
        """Return the answer as it is shown: first wordings, joined.

        >>> Fact("x", "A and B.", (("A",), ("B", "bee")), "A and B", kind="list", need=2).key
        'A; B'
        """
        return "; ".join(item[0] for item in self.answer)


@dataclass(frozen=True)
class Bank:
    """The facts of one article. `id` is the file's name without its ending.

    No slots: `kept` holds what others derive from this bank (compiled references), as long as the bank lives.
    """

    id: str
    title: str
    article: Article
    facts: tuple[Fact, ...]
    source: Source = Source()
    kept: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact called `fact_id`, or None when the bank no longer has it."""
        return self._by_id.get(fact_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Fact]:
        return {f.id: f for f in self.facts}

    @cached_property
    def live(self) -> tuple[Fact, ...]:
        """Return the facts that may be asked: drafts are never served."""
        return tuple(f for f in self.facts if f.status == "live")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake of the author's: where (line and column count from 1), what, and what to do."""

    path: str
    line: int
    col: int
    level: Level
    message: str
    fix: str
    rule: str

    def __str__(self) -> str:
        """Return the one line that editors and compilers understand."""
        todo = f" ({self.fix})" if self.fix else ""
        return f"{self.path}:{self.line}:{self.col}: {self.level}: {self.message}{todo} [{self.rule}]"


# --- questions and verdicts ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A fact in one of its forms. `options` are shown in this order; `right` is the index of the key among them.

    `right` and the fact stay on the server: a page draws only `stem` and `options`.
    """

    fact: str
    form: Form
    stem: str
    options: tuple[str, ...] = ()
    right: int = -1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the grader says of an answer: a name, a stable code for reports, and the reason to show."""

    name: VerdictName
    code: str
    because: str


# --- the conversation ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """One thing the tutor says: a lead ("Yes."), plain text, the passage that proves it, options to pick."""

    tone: Tone
    text: str
    lead: str = ""
    cite: Citation | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer and its verdict, as it is kept for ever."""

    fact: str
    form: Form
    given: str
    verdict: Verdict
    tries: int
    hints: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A fact is settled for now, with how: right first, repaired after help, or revealed."""

    fact: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """The question on screen and what has been spent on it. `tries` counts incorrect answers only.

    `partial` is the last close answer: the next one may complete it ("the unit? – miles").
    """

    question: Question
    tries: int = 0
    hints: int = 0
    closes: int = 0
    partial: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sitting of one learner over one bank: all that the next step of the talk depends on.

    `turn` counts the turns played: it is the idempotency key of the next one. `queue` holds the facts still to
    be asked, the next one first. `outcomes` holds (fact, outcome) in the order the facts were first settled.
    `returns` counts how often a missed fact has come back. `last` is the fact settled last, for "why?" and "where?",
    `contested` the last turn with a verdict but correct, for "I think my answer is right"; -1 when there is none.
    """

    id: str
    bank: str
    seed: int
    mode: Mode = "learn"
    phase: Phase = "asking"
    turn: int = 0
    asked: Asked | None = None
    queue: tuple[str, ...] = ()
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    returns: tuple[tuple[str, int], ...] = ()
    last: str = ""
    contested: int = -1
    total: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the talk: what was said to the tutor, what it said back, and what that settled.

    `appeals` is the turn whose verdict the learner asks a teacher to look at; -1 when none.
    """

    number: int
    said: str
    says: tuple[Say, ...]
    graded: Graded | None = None
    closed: Closed | None = None
    appeals: int = -1
