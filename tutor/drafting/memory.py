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
from tutor.drafting.people import People
from tutor.drafting.sexes import sex
from tutor.drafting.tables import HUMAN, SAME_THING, THING_HEADS
from tutor.model import Article
from tutor.text import words

_OFTEN = 3
"""Times that an article has to name a thing before "the treaty" may be it wherever it stands."""
_OF_SORTS = frozenset("island city town village kingdom river lake county province republic port peninsula".split())
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_PERSONAL = ("he", "she", "him", "her", "his")


@dataclass
class Memory:
    """What was said so far.

    `named` holds the names of each sort of thing; `introduced` the sorts that were spoken of without a name, `unnamed`
    and `another` those of which there is one more than those with a name. The rest
    is about the unit before, as far as it stands in the same paragraph: its subject, if that is known by name, and
    whether it was a pronoun there already; its only year; its objects; the people in it; the sexes of those of whom it
    speaks without a name. `cast` and `crowd` are these for the whole paragraph so far.
    """

    article: Article
    people: People
    named: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    counts: Counter[str] = field(default_factory=Counter)
    introduced: set[str] = field(default_factory=set)
    frequent: dict[str, bool] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    another: set[str] = field(default_factory=set)
    generic: dict[str, Mention] = field(default_factory=dict)
    described: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    topics: dict[str, Mention] = field(default_factory=dict)
    subject: Mention | None = None
    steady: bool = False
    year: Token | None = None
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
        self.strangers, self.cast, self.crowd = set(), [], set()
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

    def recognise(self, noun: Token) -> Mention | None:
        """Return, and remember, what "the company" is right behind a sentence on the company of the title."""
        lemma = noun.lemma_.lower()
        key, focus = SAME_THING.get(lemma, lemma), self.subject
        if key != "company" or focus is None or not self.is_topic(focus) or focus.head.ent_type_ == "PERSON":
            return None
        if focus.head.pos_ != "PROPN" or self.named.get(key):
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
            if token.pos_ == "NOUN" and (told := description(token)) is not None:
                self.described[lemma][_bare(told.text)] = told
                self.opening.append(title)
            elif token.pos_ == "NOUN" and (told := topic(token)) is not None:
                self.topics[lemma] = told

    def note(self, doc: Doc) -> None:
        """Take down what a unit speaks of."""
        self.people.note(doc)
        self.paragraph.append(doc)
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
                self._note_noun(token)

    def _note_noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        key = SAME_THING.get(lemma, lemma)
        article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
        if article == "another":
            self.another.add(key)
        if (mention := _name_of_sort(token)) is not None:
            self._name(key, mention)
        elif (token.pos_ == "PROPN" or _titled(token)) and (called := _called(token)) is not None:
            self._name(*called)
        elif (place := _named_of(token)) is not None:
            self._name(key, place)
        elif (told := description(token)) is not None:
            self.described[lemma].setdefault(_bare(told.text), told)
        elif token.tag_ == "NN" and article in ("a", "an") and any(lemma in m.lower() for m in self.named.get(key, {})):
            self.unnamed.add(key)
        elif token.pos_ == "NOUN" and article in ("a", "an", "another", ""):
            self.introduced.add(lemma)
        if _defines(token) and article in ("a", "an", "the") and (article != "the" or lemma not in self.introduced):
            self.generic.setdefault(lemma, _with_article(token))

    def _name(self, key: str, mention: Mention) -> None:
        self.named[key].setdefault(_bare(mention.text), mention)
        self.counts[mention.text] += 1

    def follow(self, doc: Doc, subject: Mention | None) -> None:
        """Take down whom the next sentence may call "he", and what "it"; `subject` is this one's, if known by name."""
        self.subject, self.steady = subject, _again(doc)
        self.year = only_year(doc)
        self.objects = tuple(t for t in doc if _rivals(t))
        self.persons = tuple(e.root for e in doc.ents if e.label_ == "PERSON")
        self.strangers = _unnamed(doc, subject)
        self.cast += self.persons
        self.crowd |= self.strangers


def only_year(tokens: Iterable[Token]) -> Token | None:
    """Return the year that these words name, None when they name none or several."""
    years = [t for t in tokens if t.ent_type_ == "DATE" and _YEAR.fullmatch(t.text)]
    return years[0] if len(years) == 1 else None


def _rivals(token: Token) -> bool:
    """Tell whether "it" may mean this rather than the subject: an object, or the subject of a second clause."""
    if token.head.dep_ == "conj" and token.dep_ in SUBJECTS and token.pos_ != "PRON":
        return True
    held = token.head.lemma_ == "have" and token.dep_ == "dobj"
    return token.dep_ in ("dobj", "dative") and token.head.dep_ in ("ROOT", "conj") and not held


def _again(doc: Doc) -> bool:
    """Tell whether a sentence goes on about what the one before was about: its subject is "it" or "they"."""
    return any(t.lower_ in ("it", "they") and t.dep_ in SUBJECTS and t.head.dep_ == "ROOT" for t in doc)


def _unnamed(doc: Doc, subject: Mention | None) -> set[str]:
    """Return the sexes ("he", "she", "" for either) of the single people that a sentence speaks of without a name."""
    found = set[str]()
    for token in doc:
        plural = token.tag_ == "NNS" or token.dep_ in ("attr", "appos", "compound", "nmod") or _titles(token)
        single = token.lemma_.lower() in HUMAN and not plural and not any(_is_name(c) for c in token.children)
        if single or (token.lower_ in _PERSONAL and subject is None):
            found.add(sex([token.lower_]))
    return found


def _titles(token: Token) -> bool:
    """Tell whether a word stands before a name: "the physician William Gilbert"."""
    return token.i + 1 < len(token.doc) and token.nbor().ent_type_ == "PERSON"


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


def _name_of_sort(token: Token) -> Mention | None:
    """Return "the INF treaty" or "the Erie Canal": a name that says of what sort it is."""
    article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    name = [t for t in token.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN" and _names_it(t, token)]
    person = token.ent_type_ == "PERSON" and token.lower_ not in THING_HEADS
    if not name or article not in ("the", "") or token.tag_ not in ("NN", "NNP") or person:
        return None
    return Mention((*(t for left in token.lefts for t in left.subtree if t.dep_ != "amod"), token), token)


def _names_it(name: Token, head: Token) -> bool:
    """Tell whether a word belongs to a name: it does in "the Harlow Trust", it does not in "the US budget"."""
    return name.ent_type_ != "GPE" or head.tag_ == "NNP"


def _called(token: Token) -> tuple[str, Mention] | None:
    """Return the sort and the name of "the ferry Marianne", or of "the Marianne, a ferry"."""
    doc, first = token.doc, token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if first > 1 and doc[first - 1].tag_ == "NN" and doc[first - 2].lower_ == "the":
        sort, mention = doc[first - 1], Mention(tuple(doc[first - 2 : token.i + 1]), token)
    else:
        found = _sort_beside(token)
        if found is None:
            return None
        sort, mention = found, _whole(token) if token.dep_ == "appos" else _with_article(token)
    lemma = sort.lemma_.lower()
    return (SAME_THING.get(lemma, lemma), mention) if lemma not in HUMAN else None


def _titled(token: Token) -> bool:
    """Tell whether common words are a name here: "her only book, The Winds of the South"."""
    return token.dep_ == "appos" and token.ent_type_ in ("WORK_OF_ART", "PRODUCT", "EVENT", "LAW")


def _sort_beside(token: Token) -> Token | None:
    """Return the noun that tells what a name names: "Tarnberg, a town", "her book, Winds", "Lumen is a company"."""
    beside = next((t for t in token.children if t.tag_ == "NN" and t.dep_ in ("compound", "appos")), None)
    if beside is not None:
        return beside
    if token.dep_ == "appos" and token.head.tag_ == "NN":
        return token.head
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.tag_ == "NN" and _has_article(c)), None)


def _has_article(noun: Token) -> bool:
    return any(c.lower_ in ("a", "an") for c in noun.lefts)


def _whole(name: Token) -> Mention:
    """Return a name with what belongs to it: "The Winds of the South"."""
    return Mention(tuple(t for t in name.subtree if t.text != ","), name)


def _named_of(token: Token) -> Mention | None:
    """Return "Skarra" of "the island of Skarra"."""
    if token.lemma_.lower() not in _OF_SORTS:
        return None
    of = next((c for c in token.children if c.lower_ == "of"), None)
    name = next((c for c in of.children if c.pos_ == "PROPN"), None) if of is not None else None
    if name is None or any(c.dep_ == "conj" for c in name.children):
        return None
    return Mention((*(t for t in name.lefts if t.dep_ == "compound"), name), name)


def _with_article(token: Token) -> Mention:
    """Return a noun with its article and the words between, but without what stands behind it."""
    own = [t for t in token.lefts if t.dep_ in ("det", "compound", "amod") and t.tag_ != "NN"]
    if token.pos_ == "NOUN":
        own = [t for t in token.lefts if t.dep_ in ("det", "compound", "amod")]
    return Mention((*(t for left in own for t in left.subtree), token), token)


def _defines(token: Token) -> bool:
    """Tell whether this is "The heart is a muscle …": from there on "the heart" is any heart."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ROOT":
        return False
    return verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "attr" for c in verb.children)
