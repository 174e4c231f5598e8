"""A wording, and an answer, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tutor.grading.polarity import denials, turned
from tutor.grading.tokens import Word, cut, is_word_like, word
from tutor.text import squeezed

_CAPITAL = re.compile(r"\b[A-Z][\w'’]*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A wording of an answer: its words, those with content, those it denies, those written as names."""

    text: str
    squeezed: str
    tokens: tuple[str, ...]
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    denied: frozenset[Word]
    names: frozenset[str]
    lemmas: frozenset[str]
    contrary: frozenset[Word]
    either: frozenset[Word]


def phrase(text: str) -> Phrase:
    """Compile a wording.

    >>> phrase("the New START treaty").content
    (new, start, treaty)
    """
    plain = without_brackets(text)
    tokens = tuple(cut(plain))
    at = [i for i, t in enumerate(tokens) if is_word_like(t)]
    every = tuple(word(tokens[i]) for i in at)
    content = tuple(dict.fromkeys(w for w in every if not w.function)) or every
    names = frozenset(w for m in _CAPITAL.findall(plain) for w in cut(m))
    denials_here = denials(tokens, at)
    denied = frozenset(every[p] for p in denials_here.reached - denials_here.before)
    after, before = turned(tokens, at)
    contrary = frozenset(every[p] for p in (denials_here.reached - denials_here.before) ^ after)
    open_ = frozenset(every[p] for p in denials_here.before | before)
    lemmas = frozenset(x for w in every for x in (w.lemma, w.text))
    return Phrase(text, squeezed(text), tokens, every, content, denied, names, lemmas, contrary, open_)


def without_brackets(text: str) -> str:
    """Drop what stands in brackets: it may be said or not.

    >>> without_brackets("from 1795 (until 1799)")
    'from 1795'
    """
    return _BRACKETS.sub("", text).strip() or text


def without_article(text: str) -> str:
    """Drop the article in front.

    >>> without_article("A republic")
    'republic'
    """
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text) or text


@dataclass(slots=True, eq=False)
class Answer:
    """What a learner said, read once.

    `words` are the words of the claim in order, `at` their token places; `denied` are the word places that the
    learner negates; `places` finds a word by its dictionary form; `strange` are places that may hold a slip;
    `senses` and `same` gather what the words mean, to rule out at once what none of them does; `found` keeps what was
    looked for already.
    """

    text: str
    tokens: list[str]
    words: list[Word]
    at: list[int]
    denied: frozenset[int]
    clause_denied: tuple[int, ...] = ()
    narrowly: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    corrected: bool = False
    pleaded: bool = False
    places: dict[str, list[int]] = field(default_factory=dict)
    senses: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)
    strange: list[int] = field(default_factory=list)
    turned: tuple[frozenset[int], frozenset[int]] | None = None
    found: dict[tuple[Word, bool, bool], object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, one in enumerate(self.words):
            if one.senses:
                self.senses |= one.senses
                self.same |= one.same
            if not one.function and one.value is None:
                self.strange.append(place)
            self.places.setdefault(one.lemma, []).append(place)
            if one.text != one.lemma:
                self.places.setdefault(one.text, []).append(place)

    @property
    def content(self) -> list[Word]:
        """Return the words with content."""
        return [w for w in self.words if not w.function]

    @property
    def contrary(self) -> frozenset[int]:
        """Return the places whose claim is that it is not so: denied, or turned round by "few" or "prevent"."""
        return self._turned()[0]

    @property
    def either(self) -> frozenset[int]:
        """Return the places of what a denial speaks of: the workers of "workers were not there"."""
        return self._turned()[1]

    def _turned(self) -> tuple[frozenset[int], frozenset[int]]:
        if self.turned is None:
            after, before = turned(self.tokens, self.at)
            self.turned = (self.denied - self.before) ^ after, self.before | before
        return self.turned

    def part(self, places: Iterable[int]) -> Answer:
        """Return the answer as if only these word places had been said."""
        kept = sorted(places)
        index = {place: i for i, place in enumerate(kept)}
        return Answer(
            self.text,
            self.tokens,
            [self.words[p] for p in kept],
            [self.at[p] for p in kept],
            frozenset(index[p] for p in kept if p in self.denied),
        )
