"""What an article has spoken of so far, so that "he" and "the treaty" can be given back their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tutor.drafting.descriptions import description, topic
from tutor.drafting.grammar import SUBJECTS
from tutor.drafting.mention import Mention
from tutor.drafting.naming import called, defines, name_of_sort, named_of, titled, with_article
from tutor.drafting.people import People
from tutor.drafting.sexes import sex
from tutor.drafting.tables import HUMAN, SAME_THING
from tutor.model import Article
from tutor.text import words

_OFTEN = 3
"""Times that an article has to name a thing before "the treaty" may be it wherever it stands."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_TOWNS = frozenset("city town village country island".split())
_BODIES = _TOWNS | frozenset(
    "company network club band university school organisation organization agency bank newspaper channel airline "
    "charity museum brewery orchestra".split()
)
"""What the article's title may name, and the text then call "the club"."""
_MAKING = frozenset(
    "develop invent design write publish found build paint compose create launch establish devise".split()
)
"""What somebody does of whom the thing is then called theirs."""
_PERSONAL = ("he", "she", "him", "her", "his")


@dataclass
class Memory:
    """What was said so far.

    Sorts of things, by the noun: `named` holds the names of each, `described` and `topics` what tells one without a
    name (`opening` are the first paragraph and the title, whose descriptions hold everywhere), `introduced` are those
    spoken of without a name, `single` with "a", `sorts` without an article; of those in `unnamed` and `another` there
    is one more than those with a name; `generic` are defined as such. `made` says in this paragraph who made what.

    The rest is about the unit before, as far as it stands in the same paragraph: its subject, if that is known by name,
    and whether it was a pronoun there already (`steady`); its only year; its nouns and objects; the people in it; the
    sexes of those of whom it speaks without a name. `cast` and `crowd` are these two for the paragraph so far.
    """

    article: Article
    people: People
    named: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    counts: Counter[str] = field(default_factory=Counter)
    introduced: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    frequent: dict[str, bool] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    another: set[str] = field(default_factory=set)
    generic: dict[str, Mention] = field(default_factory=dict)
    described: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    topics: dict[str, Mention] = field(default_factory=dict)
    made: dict[str, Mention | None] = field(default_factory=dict)
    subject: Mention | None = None
    steady: bool = False
    year: Token | None = None
    nouns: list[Token] = field(default_factory=list)
    objects: tuple[Token, ...] = ()
    persons: tuple[Token, ...] = ()
    strangers: set[str] = field(default_factory=set)
    cast: list[Token] = field(default_factory=list)
    crowd: set[str] = field(default_factory=set)
    paragraph: list[Doc] = field(default_factory=list)
    opening: list[Doc] = field(default_factory=list)
    opened: bool = False

    def forget(self) -> None:
        """Begin a paragraph: nothing in it was spoken of yet."""
        self.subject, self.steady, self.year, self.objects, self.persons = None, False, None, (), ()
        self.strangers, self.cast, self.crowd, self.made = set(), [], set(), {}
        if self.paragraph and not self.opened:
            self.opening += self.paragraph
            self.opened = True
        self.paragraph = []

    def is_topic(self, mention: Mention) -> bool:
        """Tell whether the article's title names this."""
        title = set(words(self.article.title))
        names = [t for t in mention.tokens if t.pos_ == "PROPN"]
        short = "".join(t.text[0] for t in names).lower()
        return short in title or any(len(t.text) > 2 and t.lower_ in title for t in names)

    def thing(self, sort: str) -> Mention | None:
        """Return the only thing of this sort that has a name: "treaty" → the INF treaty."""
        key = SAME_THING.get(sort, sort)
        found = self._here(list(self.named.get(key, {}).values()))
        if not found or key in self.another or not all(_same(found[0], other) for other in found[1:]):
            return None
        best = max(found, key=lambda m: self.counts[m.text])
        if any(map(self.is_topic, found)):
            return best
        present = any(m.head.doc in self.paragraph for m in found) or any(self._often(_core(m)) for m in found)
        return best if present and key not in self.unnamed else None

    def _here(self, found: list[Mention]) -> list[Mention]:
        """Return the names that the article's title tells, if the others are not spoken of in this paragraph."""
        topics = [m for m in found if self.is_topic(m)]
        away = all(m in topics or m.head.doc not in self.paragraph for m in found)
        return topics if topics and away else found

    def described_by(self, noun: Token) -> Mention | None:
        """Return what "the station" is if this paragraph, the first one or the title describes one only."""
        lemma = noun.lemma_.lower()
        if noun.tag_ != "NN" or lemma in self.another:
            return None
        found = list(self.described.get(lemma, {}).values())
        if not found and lemma in self.topics:
            return self.topics[lemma] if _within(noun, self.topics[lemma]) else None
        near = len(found) == 1 and (found[0].head.doc in self.paragraph or found[0].head.doc in self.opening)
        return found[0] if near and lemma not in self.introduced and _within(noun, found[0]) else None

    def made_by(self, noun: Token) -> Mention | None:
        """Return "Brill's method" for "the method", when this paragraph says that Brill developed one."""
        owner = self.made.get(noun.lemma_.lower())
        own = [t for t in noun.lefts if t.dep_ != "det"]
        return Mention((noun,), noun, owner) if owner is not None and noun.tag_ == "NN" and not own else None

    def _note_made(self, subject: Mention | None) -> None:
        """Take down who made what, by the name of the maker; a thing that is spoken of twice is nobody's."""
        for noun in self.nouns:
            if noun.tag_ == "NN" and any(c.lower_ in ("a", "an") for c in noun.lefts):
                made = noun.dep_ == "dobj" and noun.head.lemma_ in _MAKING and noun.head.dep_ == "ROOT"
                named = subject is not None and subject.head.pos_ == "PROPN" and subject.owner is None
                lemma = noun.lemma_.lower()
                self.made[lemma] = subject if made and named and lemma not in self.made else None

    def recognise(self, noun: Token) -> Mention | None:
        """Return, and remember, what "the company" is right behind a sentence on the company of the title."""
        lemma = noun.lemma_.lower()
        key, focus = SAME_THING.get(lemma, lemma), self.subject
        if key not in _BODIES or focus is None or not self.is_topic(focus) or self.named.get(key):
            return None
        person = focus.head.ent_type_ == "PERSON" or focus.head.text in self.people.full
        if focus.head.pos_ != "PROPN" or (person and len(focus.tokens) == 1) or lemma in self.introduced:
            return None
        if (focus.head.ent_type_ == "GPE") != (key in _TOWNS):
            return None
        self._name(key, focus)
        return focus

    def _often(self, name: str) -> bool:
        if name not in self.frequent:
            self.frequent[name] = sum(p.text.count(name) for p in self.article.paragraphs) >= _OFTEN
        return self.frequent[name]

    def entitle(self, title: Doc) -> None:
        """Take down what the article's title describes: "The flood of 1953 and the Delta Works"."""
        for token in title:
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN" and (told := description(token, title=True)) is not None:
                self.described[lemma][_bare(told.text)] = told
                self.opening.append(title)
            elif token.pos_ == "NOUN" and (told := topic(token)) is not None:
                self.topics[lemma] = told

    def note(self, doc: Doc) -> None:
        """Take down what a unit speaks of."""
        self.people.note(doc)
        self.paragraph.append(doc)
        self.nouns = [t for t in doc if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"]
        for noun in self.nouns:
            self._note_noun(noun)

    def _note_noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        key = SAME_THING.get(lemma, lemma)
        article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
        if article == "another":
            self.another.add(key)
        if (mention := name_of_sort(token, self.article.title)) is not None:
            self._name(key, mention)
        elif (token.pos_ == "PROPN" or titled(token)) and (sort := called(token)) is not None:
            self._name(*sort)
        elif (place := named_of(token)) is not None:
            self._name(key, place)
        elif (told := description(token)) is not None:
            self.described[lemma].setdefault(_bare(told.text), told)
        elif token.tag_ == "NN" and article in ("a", "an") and any(lemma in m.lower() for m in self.named.get(key, {})):
            self.unnamed.add(key)
        elif token.pos_ == "NOUN" and article in ("a", "an", "another", ""):
            (self.single if article else self.sorts).add(lemma)
            self.introduced.add(lemma)
        if defines(token) and article in ("a", "an", "the") and (article != "the" or lemma not in self.introduced):
            self.generic.setdefault(lemma, with_article(token))

    def _name(self, key: str, mention: Mention) -> None:
        self.named[key].setdefault(_bare(mention.text), mention)
        self.counts[mention.text] += 1

    def follow(self, doc: Doc, subject: Mention | None) -> None:
        """Take down whom the next sentence may call "he", and what "it"; `subject` is this one's, if known by name."""
        self.subject, self.steady = subject, _again(doc[:].root)
        self.year = only_year(doc)
        self._note_made(subject)
        self.objects = tuple(t for t in self.nouns if _rivals(t))
        self.persons = tuple(e.root for e in doc.ents if e.label_ == "PERSON")
        self.strangers = _unnamed(self.nouns)
        if subject is None:
            self.strangers |= {sex([t.lower_]) for t in doc if t.lower_ in _PERSONAL}
        self.cast += self.persons
        self.crowd |= self.strangers


def only_year(doc: Doc, end: int | None = None) -> Token | None:
    """Return the year that these words name, up to the token at `end`; None when they name none or several."""
    dates = (t for e in doc.ents if e.label_ == "DATE" for t in e if end is None or t.i < end)
    years = [t for t in dates if _YEAR.fullmatch(t.text)]
    return years[0] if len(years) == 1 else None


def _rivals(token: Token) -> bool:
    """Tell whether "it" may mean this rather than the subject: an object, or the subject of a second clause."""
    dep, verb = token.dep_, token.head
    if dep in SUBJECTS:
        return verb.dep_ == "conj"
    return dep in ("dobj", "dative") and verb.dep_ in ("ROOT", "conj") and (dep != "dobj" or verb.lemma_ != "have")


def _again(root: Token) -> bool:
    """Tell whether a sentence goes on about what the one before was about: its subject is "it" or "they"."""
    return any(t.dep_ in SUBJECTS and t.lower_ in ("it", "they") for t in root.lefts)


def _unnamed(nouns: Iterable[Token]) -> set[str]:
    """Return the sexes ("he", "she", "" for either) of the single people that a sentence speaks of without a name."""
    return {sex([t.lower_]) for t in nouns if t.lemma_.lower() in HUMAN and _single(t)}


def _single(noun: Token) -> bool:
    """Tell whether a noun means one person, whose name does not stand beside it."""
    if noun.tag_ == "NNS" or noun.dep_ in ("attr", "appos", "compound", "nmod"):
        return False
    before_name = noun.i + 1 < len(noun.doc) and noun.nbor().ent_type_ == "PERSON"
    return not before_name and not any(_is_name(c) for c in noun.rights)


def _is_name(token: Token) -> bool:
    return token.dep_ == "appos" and token.ent_type_ == "PERSON"


def _within(noun: Token, described: Mention) -> bool:
    """Tell whether a noun has no words before it but those of a description."""
    told = {t.lower_ for t in described.tokens}
    return all(t.lower_ in told or t.dep_ == "det" for t in noun.lefts)


def _same(first: Mention, second: Mention) -> bool:
    """Tell whether two names are one thing's: "Intermediate Nuclear Forces treaty", "INF treaty"."""
    ours, theirs = ([t.text for t in m.tokens if t.pos_ == "PROPN"] for m in (first, second))
    return set(ours) <= set(theirs) or set(theirs) <= set(ours) or _initials(ours, theirs) or _initials(theirs, ours)


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return bool(short) and "".join(w[0] for w in long if w[0].isupper()).startswith("".join(short))


def _bare(text: str) -> str:
    return text.removeprefix("the ").removeprefix("The ")


def _core(mention: Mention) -> str:
    """Return the words by which a name is met again: "Marianne", "INF treaty"."""
    proper = [t for t in mention.tokens if t.pos_ == "PROPN"]
    return proper[0].text if len(proper) == 1 and mention.head in proper else _bare(mention.text)
