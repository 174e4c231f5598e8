"""Wrong answers that could be taken for right: others of the same kind, and never one that makes a true statement.

What might be true is left out, at the price of offering none: a part or a whole of the right place, another name of
the same thing, somebody who stands in the same role, a limit that holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from tutor.drafting import figures
from tutor.drafting.wording.parsing import parse
from tutor.drafting.wording.tables import CLASSES, class_of_name, names_of
from tutor.forms import limited
from tutor.grading import Reference, grade, prepare
from tutor.grading.tables.relations import wider
from tutor.model import Article, Fact, Kind
from tutor.places import places
from tutor.text import lemma, normal, words

MOST = 4
"""Wrong answers that are worth having: a choice shows three."""
_YEAR = re.compile(r"\b\d{4}\b")
_EXACT = re.compile(r"\b(?:since|until)$", re.IGNORECASE)
_NO_PERSON = CLASSES | {"storm", "hurricane", "story", "house", "award", "system"}
_AGAIN = frozenset(
    "win host visit ravage strike hit flood tour perform hold play beat devastate attack raid review study examine "
    "survey report warn say tell sell buy raise meet travel celebrate gather score earn award broadcast lecture give "
    "return produce lend teach criticise criticize protest demonstrate".split()
)
"""Verbs of what happens again and again: another year may be as true."""
_THRESHOLD = frozenset("can could may might survive die need require withstand tolerate suffice enough keep".split())
"""Words with which a figure is only the least or the most: who dies from 5 grays dies from 15 as well."""
_SCARCE = re.compile(r"\b(?:only|no|not|never|first|once|one|n't)\b")
_AGE = re.compile(r"century|\d0s\b")
_COUNT = re.compile(
    r"(?:(?:about|around|up to|some|nearly|almost|(?:more|less) than|at least) )?[$€£]?\d[\d,.]*(?: \w+){0,3}$"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\b"
)
_LASTING = frozenset(
    "live work have know rule reign serve exist use remain own belong stay study teach hold run play".split()
)
_SETTLED = frozenset(
    "found discover invent write paint compose design build bear die assassinate murder defeat sink succeed "
    "replace create name begin end locate lie flow rise conquer sign announce sculpt direct publish "
    "coin introduce patent crown marry elect appoint launch".split()
)
"""Verbs of what is done once, by one: another name makes the statement false."""
_COMMON = frozenset(
    "a an the and or of in on at by to for from with as is are was were be been has have had do does did it its that "
    "which who his her their year years people more most other first new city country time part after before".split()
)


@dataclass(frozen=True)
class _Told:
    """A statement, its answer, and what there is to find others in."""

    statement: str
    answer: str
    kind: Kind
    article: Article
    others: tuple[tuple[str, Kind], ...]
    doc: Doc

    @property
    def before(self) -> str:
        """Return what stands before the answer."""
        return self.statement.partition(self.answer)[0].rstrip()

    @property
    def root(self) -> Token:
        """Return the statement's verb."""
        return next(self.doc.sents).root


def wrongs(  # noqa: PLR0913 - a draft's parts, and where to look
    statement: str,
    answer: str,
    kind: Kind,
    article: Article,
    others: Iterable[tuple[str, Kind]] = (),
    *,
    doc: Doc | None = None,
) -> tuple[str, ...]:
    """Return plausible wrong answers, none that could make the statement true; () when none is sure.

    `others` are the article's other answers with their kinds, `doc` the statement as it was parsed, if it was.
    """
    if statement.count(answer) != 1 or limited(statement, answer, kind):
        return ()
    told = _Told(statement, answer, kind, article, tuple(others), doc if doc is not None else parse(statement))
    if _nested(told):
        return ()
    return tuple(islice(_incorrect(told), MOST))


def _incorrect(told: _Told) -> Iterator[str]:
    """Yield the candidates that the grader calls incorrect; it reads the fact only when there is one."""
    reference: Reference | None = None
    for wrong in dict.fromkeys(_maker(told)(told)):
        reference = reference or prepare(Fact("x", told.statement, ((told.answer,),), told.statement, kind=told.kind))
        if grade(wrong, reference).name == "incorrect":
            yield wrong


def _nested(told: _Told) -> bool:
    """Tell whether the answer only narrows something down, or stands in a row: "land deforested since 1970"."""
    at = told.statement.index(told.answer)
    inside = [t for t in told.doc if at <= t.idx < at + len(told.answer)]
    head = next((t for t in inside if t.head not in inside or t.head == t), None)
    if head is None or any(t.dep_ == "conj" for t in head.children):
        return True
    path = [head, *head.ancestors]
    loose = [
        t for t in path if t.dep_ in ("relcl", "acl", "conj") and (t.dep_ != "conj" or t.pos_ not in ("VERB", "AUX"))
    ]
    return bool(loose) or (told.kind == "year" and told.root.lemma_ in _AGAIN)


def _maker(told: _Told) -> Callable[[_Told], Iterator[str]]:
    if told.kind in ("year", "date") or _AGE.search(told.answer):
        return _times
    if told.kind in ("number", "quantity") or _COUNT.match(told.answer):
        return _counts
    return _names


# --- numbers -------------------------------------------------------------------------------------------------


def _times(told: _Told) -> Iterator[str]:
    if limited(told.statement, told.answer, "year"):
        return
    others = figures.other_dates(told.answer, _years(told.article), lasting=_lasts(told))
    span = _EXACT.search(told.before)
    if span is None:
        yield from others
    elif _began_then(told, span.group().lower()) and not _SCARCE.search(told.statement):
        yield from (other for other in others if _outside(other, told.answer, span.group().lower()))


def _years(article: Article) -> frozenset[str]:
    """Return the years that an article names; looked for once."""
    found = article.kept.get("years")
    if not isinstance(found, frozenset):
        every = (year for p in article.paragraphs for year in _YEAR.findall(p.text))
        found = article.kept["years"] = frozenset(every)
    return found


def _began_then(told: _Told, preposition: str) -> bool:
    """Tell whether a state began or ended with this time: who has been mayor since 2016 was not mayor in 1999, but
    who has warned since 2016 may well have warned before.
    """
    return preposition == "until" or told.root.lemma_ in _LASTING | {"be", "lead", "head", "chair"}


def _outside(other: str, answer: str, preposition: str) -> bool:
    """Tell whether a time lies where the statement does not hold: before a "since", after an "until"."""
    new, right = (re.search(r"\d{4}", text) for text in (other, answer))
    return bool(new and right) and (new.group() < right.group()) == (preposition == "since")  # type: ignore[union-attr]


def _counts(told: _Told) -> Iterator[str]:
    if limited(told.statement, told.answer, "quantity") or any(t.lemma_.lower() in _THRESHOLD for t in told.doc):
        return
    if told.answer.endswith("times") or re.search(r"\d (?:to|and) \d", told.answer):
        return  # who has won seven times has won four times; what a range takes in, a wider one does
    behind = told.statement.partition(told.answer)[2][:12]
    share = bool(re.search(r"%|per ?cent", told.answer + behind))
    yield from figures.other_figures(told.answer, most=99 if share else 1e18)


def _lasts(told: _Told) -> bool:
    """Tell whether what is told may have been so in other years too: "lived there in 1923", but not "since 1923"."""
    verb = told.root
    passive = any(t.dep_ == "auxpass" for t in verb.lefts)
    return (verb.lemma_ in _LASTING or (verb.lemma_ == "be" and not passive)) and not _EXACT.search(told.before)


# --- names ---------------------------------------------------------------------------------------------------


def _names(told: _Told) -> Iterator[str]:
    what = class_of_name(told.answer)
    if (not what and told.kind != "person") or not _one_only(told):
        return
    text = f" {normal(told.statement)} "
    for name in dict.fromkeys((*_of_kind(told, what), *_in_article(told.article, what))):
        fresh = f" {normal(name)} " not in text and not _shares_role(name, told)
        if fresh and _apart(name, told.answer):
            yield name


def _one_only(told: _Told) -> bool:
    """Tell whether the statement holds for one thing only: done once, or the first, the capital, the largest."""
    verb = told.root
    near = [t for t in told.doc if t.text in told.answer.split() and verb in (t.head, t.head.head, t.head.head.head)]
    if not near or any(t.dep_ in ("neg", "conj") for t in verb.children):
        return False
    if verb.lemma_ == "be":
        return any(_only_one(t) for t in verb.children if t.dep_ in ("attr", "nsubj"))
    return verb.lemma_ in _SETTLED


def _only_one(noun: Token) -> bool:
    """Tell whether a noun phrase names one thing only: "the first …", "the capital of …", "Kenya's first president"."""
    owned = any(t.lower_ == "the" or t.dep_ == "poss" for t in noun.lefts)
    single = any(t.tag_ == "JJS" or t.lower_ in ("first", "last", "only") for t in noun.lefts)
    return owned and (single or noun.lower_ in ("capital", "currency", "founder", "inventor", "author", "mayor"))


def _of_kind(told: _Told, what: str) -> Iterator[str]:
    for name, sort in told.others:
        same = sort == "person" if told.kind == "person" else bool(what) and class_of_name(name) == what
        if same and len(name) < 40 and not _NO_PERSON.intersection(words(name)):
            yield name


def _in_article(article: Article, what: str) -> Iterator[str]:
    """Yield the well-known names of this sort that the article has: its other countries, its other cities."""
    found = article.kept.get(f"names: {what}")
    if not isinstance(found, tuple):
        found = article.kept[f"names: {what}"] = tuple(_looked_up(article, what)) if what else ()
    yield from found


def _looked_up(article: Article, what: str) -> Iterator[str]:
    for name in names_of(what):
        parts = re.findall(r"\w+", name)
        if len(name) > 2 and all(part in article.words for part in parts) and next(places(article, name), None):
            yield name


def _apart(name: str, answer: str) -> bool:
    """Tell whether two names are surely two things: no shared word, no initials, neither lying in the other."""
    left, right = set(words(name)) - _COMMON, set(words(answer)) - _COMMON
    if left & right or not left or not right or _initials(name) == answer.upper() or _initials(answer) == name.upper():
        return False
    inside = wider(*words(name)) | wider(*words(answer))
    if {"_".join(words(name)), "_".join(words(answer))} & {w.replace(" ", "_") for w in inside}:
        return False
    both = {normal(name), normal(answer)}
    return not any(both <= same for same in _SAME)


_SAME = tuple(
    frozenset(line.split("|"))
    for line in (
        "russia|soviet union|ussr",
        "england|britain|great britain|united kingdom|uk|scotland|wales",
        "germany|west germany|east germany|prussia",
        "united states|us|u.s|usa|america|united states of america|washington",
        "china|taiwan|hong kong",
        "netherlands|holland",
        "czechia|czech republic|czechoslovakia",
        "yugoslavia|serbia",
        "the hague|hague",
        "istanbul|constantinople",
        "israel|palestine",
        "korea|north korea|south korea",
        "european union|eu|europe",
        "united nations|un|league of nations",
        "burma|myanmar",
        "st petersburg|leningrad|st. petersburg",
        "new york|new york city",
        "stalingrad|volgograd",
    )
)
"""Names for the same place at other times, or for a part of it."""


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[:1].isupper())


_EVERYWHERE = 100
"""Places of a name that are looked at; of one that stands in more, nobody can be sure."""


def _shares_role(name: str, told: _Told) -> bool:
    """Tell whether the article says something like the statement of the other name as well."""
    claim = {lemma(w) for w in words(told.statement) if len(w) > 3} - _COMMON
    spots = list(islice(places(told.article, name), _EVERYWHERE))
    said = (_sentence(told.article, number, start) for number, start, _ in spots)
    shared = (claim & {lemma(w) for w in words(text)} for text in said)
    return len(spots) == _EVERYWHERE or any(len(both) > 1 or both & _SETTLED for both in shared)


def _sentence(article: Article, number: int, at: int) -> str:
    return next((s.text for s in article.paragraph(number).sentences if s.start <= at < s.end), "")
