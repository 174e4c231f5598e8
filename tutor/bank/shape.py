"""The file's shape: what may stand in a bank. The docstring of each field is its manual, in editors and in docs/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Discriminator, Field, StringConstraints, Tag

from tutor.model import Form, Kind, Status

MAX_TEXT = 1_000
"""Characters of one text."""
MAX_ANSWER = 300
"""Characters of one answer, right or wrong: nobody types more in one go."""
MAX_FACTS = 20_000
MAX_LIST = 200
"""Entries of one list or mapping within a fact."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ANSWER)]
Reply = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT)]


_SHAPES: Mapping[type, str] = {str: "text", list: "list", dict: "mapping"}


def _shape(value: object) -> str:
    return _SHAPES.get(type(value), "text")


_BY_SHAPE = Discriminator(_shape)
Texts = Annotated[
    Annotated[Text, Tag("text")] | Annotated[tuple[Text, ...], Field(max_length=MAX_LIST), Tag("list")], _BY_SHAPE
]
"""One text, or a list of texts."""
OneWording = Annotated[Wording, Tag("text")]
ListOfWordings = Annotated[tuple[Wording, ...], Field(max_length=MAX_LIST), Tag("list")]
Accepted = Annotated[OneWording | ListOfWordings, _BY_SHAPE]
"""One more wording of an answer, or a list of them, maybe empty."""
Item = Annotated[
    OneWording | Annotated[tuple[Wording, ...], Field(min_length=1, max_length=MAX_LIST), Tag("list")], _BY_SHAPE
]
"""One wording, or a list with one or more."""
Answer = Annotated[
    OneWording | Annotated[tuple[Item, ...], Field(min_length=1, max_length=MAX_LIST), Tag("list")], _BY_SHAPE
]
"""One wording, or a list of wordings and of lists of wordings."""
Replies = Annotated[dict[Wording, Reply], Field(max_length=MAX_LIST), Tag("mapping")]
Known = Annotated[OneWording | ListOfWordings | Replies, _BY_SHAPE]
"""One wording, a list of wordings, or wordings each with a reply."""
Forms = Annotated[
    Annotated[Form, Tag("text")] | Annotated[tuple[Form, ...], Field(max_length=5), Tag("list")], _BY_SHAPE
]
_STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShape:
    """Where the article's facts come from; shown under the article."""

    __pydantic_config__ = _STRICT

    title: Text = ""
    """Title of the original article."""
    publisher: Text = ""
    """Who published it."""
    author: Text = ""
    """Who wrote it."""
    date: Text = ""
    """When it appeared, as it should be shown."""
    url: Text = ""
    """Where it can be read."""
    licence: Text = ""
    """Under which licence its text may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShape:
    """One fact: a statement, the answer inside it, the quote that proves it."""

    __pydantic_config__ = _STRICT

    id: Id
    """A short name, never changed once learners have answered: their results hang on it."""
    fact: Text = ""
    """The statement: one full sentence that can be understood alone. Only a fact with `ask` can do without it."""
    answer: Answer
    """The answer as it stands in the statement, exactly once: that is the gap. A list gives the items of a list
    answer if each stands in the statement; otherwise it gives wordings of one answer, the first being shown."""
    ask: Text = ""
    """The question. Without it the statement is asked with a gap."""
    quote: Text
    """The article's own words that prove the fact; they stand in the article exactly once."""
    kind: Kind | None = None
    """What sort of answer it is: text, person, place, term, year, date, number, quantity, reason or list. Without it,
    lists, years, dates, numbers and quantities are found out; anything else is a text."""
    accept: Accepted = ()
    """Other right answers."""
    close: Known = ()
    """Answers on the way but not enough, each with what to ask back."""
    wrong: Known = ()
    """Known wrong answers, each with an optional reply. The first three are also the options of a choice."""
    why: Text = ""
    """The explanation after the answer, one or two sentences."""
    need: int | None = None
    """How many items of a list answer are enough. Without it, all of them."""
    must: Annotated[tuple[Item, ...], Field(max_length=MAX_LIST)] = ()
    """For a reason: the points an answer has to make, each a text or a list of wordings. All made is right,
    some made is close."""
    hints: Texts = ()
    """Hints of your own, given before the automatic ones."""
    forms: Forms = ()
    """Which forms of question may be asked, the preferred first: typed, gap, choice, truefalse, evidence."""
    order: bool = False
    """Whether the items of a list answer have to come in their order."""
    infer: bool = False
    """Whether the answer follows from the quote without standing in it."""
    status: Status = "live"
    """`live`, which is the default, or `draft`: checked but never asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankShape:
    """A question bank: the facts of one article."""

    __pydantic_config__ = _STRICT

    title: Text
    """The title learners see."""
    article: Text = ""
    """The article's file, beside the bank or in a folder below it. Without it: the bank's name with .md."""
    source: SourceShape = SourceShape()
    """Where the article's facts come from."""
    facts: Annotated[tuple[FactShape, ...], Field(max_length=MAX_FACTS, json_schema_extra={"minItems": 1})]
    """The facts, in the order of the article."""
