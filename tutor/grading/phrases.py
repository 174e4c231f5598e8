"""A wording, and an answer, ready to be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tutor.grading.tokens import Word, cut, is_word_like, word
from tutor.text import squeezed

_CAPITAL = re.compile(r"\b[A-Z][\w'’]*")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A wording of an answer: its words, those with content, and those that were written as names."""

    text: str
    squeezed: str
    tokens: tuple[str, ...]
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    names: frozenset[str]


def phrase(text: str) -> Phrase:
    """Compile a wording.

    >>> phrase("the New START treaty").content
    (new, start, treaty)
    """
    plain = without_brackets(text)
    tokens = tuple(cut(plain))
    every = tuple(word(t) for t in tokens if is_word_like(t))
    content = tuple(w for w in every if not w.function) or every
    names = frozenset(w for m in _CAPITAL.findall(plain) for w in cut(m))
    return Phrase(text, squeezed(text), tokens, every, content, names)


def without_brackets(text: str) -> str:
    """Drop what stands in brackets: it may be said or not.

    >>> without_brackets("from 1795 (until 1799)")
    'from 1795'
    """
    bare = re.sub(r"\s*[(\[][^()\[\]]{0,200}[)\]]", "", text).strip()
    return bare or text


@dataclass(slots=True, eq=False)
class Answer:
    """What a learner said, read once.

    `words` are the words of the claim in order, `at` their token places; `denied` are the word places that the
    learner negates; `places` finds a word by its dictionary form.
    """

    text: str
    tokens: list[str]
    words: list[Word]
    at: list[int]
    denied: frozenset[int]
    clause_denied: bool = False
    corrected: bool = False
    pleaded: bool = False
    places: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, one in enumerate(self.words):
            self.places.setdefault(one.lemma, []).append(place)
            if one.text != one.lemma:
                self.places.setdefault(one.text, []).append(place)

    @property
    def content(self) -> list[Word]:
        """Return the words with content."""
        return [w for w in self.words if not w.function]
