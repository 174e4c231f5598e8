"""What an article has spoken of so far, so that "he" and "the treaty" can be given back their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tutor.drafting.mention import Mention
from tutor.drafting.people import People
from tutor.drafting.tables import HUMAN, SAME_THING, THING_HEADS
from tutor.model import Article
from tutor.text import words

_OFTEN = 3
"""Times that an article has to name a thing before "the treaty" may be it wherever it stands."""
_OF_SORTS = frozenset("island city town village kingdom river lake county province republic port peninsula".split())
_PERSONAL = ("he", "she", "him", "her", "his")


@dataclass
class Memory:
    """What was said so far.

    `named` holds the names of each sort of thing; `introduced` the sorts that were spoken of without a name, `unnamed`
    and `another` those of which there is one more than those with a name. The rest
    is about the unit before, as far as it stands in the same paragraph: its subject, if that is known by name; its
    objects; the people in it; and whether it speaks of people without naming them.
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
    subject: Mention | None = None
    objects: tuple[Token, ...] = ()
    persons: tuple[Token, ...] = ()
    strangers: bool = False
    paragraph: list[Doc] = field(default_factory=list)

    def forget(self) -> None:
        """Begin a paragraph: nothing in it was spoken of yet."""
        self.subject, self.objects, self.persons, self.strangers, self.paragraph = None, (), (), False, []

    def is_topic(self, mention: Mention) -> bool:
        """Tell whether the article's title names this."""
        title = set(words(self.article.title))
        names = [t for t in mention.tokens if t.pos_ == "PROPN"]
        short = "".join(t.text[0] for t in names).lower()
        return short in title or any(len(t.text) > 2 and t.lower_ in title for t in names)

    def thing(self, sort: str) -> Mention | None:
        """Return the only thing of this sort that has a name: "treaty" → the INF treaty."""
        key = SAME_THING.get(sort, sort)
        found = list(self.named.get(key, {}).values())
        if not found or key in self.another or not all(_same(found[0], other) for other in found[1:]):
            return None
        best = max(found, key=lambda m: self.counts[m.text])
        if any(map(self.is_topic, found)):
            return best
        present = any(m.head.doc in self.paragraph for m in found) or any(self._often(_core(m)) for m in found)
        return best if present and key not in self.unnamed else None

    def _often(self, name: str) -> bool:
        if name not in self.frequent:
            self.frequent[name] = sum(p.text.count(name) for p in self.article.paragraphs) >= _OFTEN
        return self.frequent[name]

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
        elif token.pos_ == "PROPN" and (called := _called(token)) is not None:
            self._name(*called)
        elif (place := _named_of(token)) is not None:
            self._name(key, place)
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
        self.subject = subject
        self.objects = tuple(t for t in doc if t.dep_ in ("dobj", "dative") and t.head.dep_ in ("ROOT", "conj"))
        self.persons = tuple(e.root for e in doc.ents if e.label_ == "PERSON")
        self.strangers = any(
            t.lemma_.lower() in HUMAN and t.dep_ not in ("attr", "appos", "compound") for t in doc
        ) or (subject is None and any(t.lower_ in _PERSONAL for t in doc))


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
    name = [t for t in token.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN" and t.ent_type_ != "GPE"]
    person = token.ent_type_ == "PERSON" and token.lower_ not in THING_HEADS
    if not name or article not in ("the", "") or token.tag_ not in ("NN", "NNP") or person:
        return None
    return Mention((*(t for left in token.lefts for t in left.subtree if t.dep_ != "amod"), token), token)


def _called(token: Token) -> tuple[str, Mention] | None:
    """Return the sort and the name of "the ferry Marianne", or of "the Marianne, a ferry"."""
    doc, first = token.doc, token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if first > 1 and doc[first - 1].tag_ == "NN" and doc[first - 2].lower_ == "the":
        sort, mention = doc[first - 1], Mention(tuple(doc[first - 2 : token.i + 1]), token)
    else:
        beside = (t for t in token.children if t.tag_ == "NN" and t.dep_ in ("compound", "appos"))
        found = next(beside, None)
        if found is None:
            return None
        sort, mention = found, _with_article(token)
    lemma = sort.lemma_.lower()
    return (SAME_THING.get(lemma, lemma), mention) if lemma not in HUMAN else None


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
