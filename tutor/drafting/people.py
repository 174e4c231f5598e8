"""The people of an article: full names for last names, and the one whom it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from tutor.drafting.mention import Mention
from tutor.drafting.tables import HUMAN, THING_HEADS
from tutor.model import Article

_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_FEWEST = 3
"""Pronouns from which on an article may be about one person."""


@dataclass
class People:
    """Who was named so far. `main` is the person whom the article is about, once the first sentence has said so."""

    article: Article
    full: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    main: Mention | None = None
    sentences: int = 0

    @property
    def hero(self) -> Mention | None:
        """Return the main person if the pronouns of the article are nearly all theirs."""
        return self.main if self.pronouns else None

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Return the pronouns of the hero: those of the one sex of whom the article speaks nearly always."""
        text = "\n".join(p.text for p in self.article.paragraphs)
        he, she = len(_HE.findall(text)), len(_SHE.findall(text))
        if max(he, she) < _FEWEST or min(he, she) > 0.15 * max(he, she):
            return frozenset()
        return frozenset(("she", "her", "hers", "herself") if she > he else ("he", "him", "his", "himself"))

    def entitle(self, title: Doc) -> None:
        """Take the person whom the article's title names for its hero, if the article speaks of one often enough."""
        whole = next((m for m in _full_names(title) if len(m.tokens) == len(title)), None)
        if whole is not None and self._spoken_of(whole.tokens[-1].text) >= _FEWEST:
            self.main = whole
            self.full[whole.tokens[-1].text][whole.text] = whole

    def _spoken_of(self, name: str) -> int:
        return sum(p.text.count(name) for p in self.article.paragraphs)

    def note(self, doc: Doc) -> None:
        """Take down the full names in a unit."""
        self.sentences += 1
        for mention in _full_names(doc):
            if mention.head.ent_type_ == "PERSON" or mention.tokens[-1].text in self.full or self._is_title(mention):
                self.full[mention.tokens[-1].text].setdefault(mention.text, mention)
        if self.sentences <= 2 and self.main is None:
            self.main = _introduced(doc)

    def named(self, last: str) -> Mention | None:
        """Return the only person known so far who is called that; the hero needs no first name."""
        if self.hero is not None and self.hero.tokens[-1].text == last:
            return self.hero
        known = list(self.full.get(last, {}).values())
        return known[0] if len(known) == 1 and known[0].head.ent_type_ == "PERSON" else None

    def of(self, person: Token) -> Mention | None:
        """Return the full name of a person who is named here, by the first name that stands there if one does."""
        first = [c.text for c in person.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
        whole = self.full.get(person.text, {}).get(" ".join((*first, person.text)))
        if whole is not None or (known := self.named(person.text)) is None:
            return whole
        return known if not first or first[-1] in known.text.split() else None

    def _is_title(self, mention: Mention) -> bool:
        return mention.text == self.article.title


def _full_names(doc: Doc) -> Iterator[Mention]:
    """Yield the runs of two to four proper nouns that can be a person's name."""
    start = 0
    while start < len(doc):
        end = start
        while (
            end < len(doc)
            and _in_name(doc[end])
            and (end == start or doc[end].ent_iob_ != "B" or not doc[end - 1].ent_type_)
        ):
            end += 1
        if 2 <= end - start <= 4 and doc[end - 1].lower_ not in THING_HEADS:
            yield Mention(tuple(doc[start:end]), doc[end - 1])
        start = max(end, start + 1)


def _in_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "") and token.lower_ not in HUMAN


def _introduced(doc: Doc) -> Mention | None:
    """Return the person with whom an article begins: "Emmy Noether was a German mathematician"."""
    for mention in _full_names(doc):
        verb = mention.head.head
        told = [c.lemma_.lower() for c in verb.children if c.dep_ == "attr"]
        is_person = mention.head.ent_type_ == "PERSON" or any(word in HUMAN for word in told)
        if mention.head.dep_ in ("nsubj", "nsubjpass") and verb.dep_ == "ROOT" and is_person:
            return mention
    return None
