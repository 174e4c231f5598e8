"""What an article has spoken of so far: the names, so that "he" and "the treaty" can be given back their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

SAME_THING = {
    word: group[0]
    for group in (
        ("treaty", "agreement", "pact", "accord", "deal", "convention"),
        ("company", "firm", "corporation", "manufacturer"),
        ("war", "conflict"),
        ("university", "college"),
        ("bridge", "viaduct"),
        ("film", "movie"),
        ("book", "novel"),
        ("ship", "vessel"),
    )
    for word in group
}
"""Words with which an article varies the name of one thing."""
HUMAN = frozenset(
    "man woman boy girl father mother brother sister son daughter wife husband uncle aunt teacher friend student king "
    "queen president minister emperor prince princess leader doctor lawyer artist writer author scientist engineer "
    "general officer captain bishop pope monk nurse worker farmer colleague cousin professor partner rival assistant "
    "child baby person patient master servant judge mayor governor director manager owner player actor "
    "neighbour neighbor grandfather grandmother nephew niece".split()
)
_PERSONAL = frozenset({"PERSON"})
_PLACES = frozenset(
    {"GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase as it stands in the article: its words and its head."""

    tokens: tuple[Token, ...]
    head: Token

    @property
    def text(self) -> str:
        return "".join(t.text_with_ws for t in self.tokens).strip()


@dataclass
class Memory:
    """What was said so far. `subject` and `objects` are those of the unit before, as far as it is in the paragraph."""

    people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, Mention] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    titled: dict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    introduced: set[str] = field(default_factory=set)
    vague: set[str] = field(default_factory=set)
    generic: set[str] = field(default_factory=set)
    subject: Mention | None = None
    objects: tuple[Token, ...] = ()
    persons: tuple[Mention, ...] = ()
    humans: bool = False

    def forget(self) -> None:
        """Begin a paragraph: nothing in it was spoken of yet."""
        self.subject, self.objects, self.persons, self.humans = None, (), (), False

    def person(self, surname: str) -> Mention | None:
        """Return the full name of the only person known so far who is called that."""
        full = self.people.get(surname, set())
        return self.names[next(iter(full))] if len(full) == 1 else None

    def named(self, head: str) -> Mention | None:
        """Return the only thing of this sort that has a name: "treaty" → the INF treaty."""
        if SAME_THING.get(head, head) in self.vague:
            return None
        known = _distinct(self.titled.get(SAME_THING.get(head, head), {}))
        return max(known, key=lambda m: self.counts[m.text]) if known else None


def _distinct(mentions: dict[str, Mention]) -> list[Mention]:
    """Return the mentions if all are names of one thing: "Intermediate Nuclear Forces treaty", "INF treaty"."""
    found = list(mentions.values())
    if not all(_same(found[0], other) for other in found[1:]):
        return []
    return found


def _same(first: Mention, second: Mention) -> bool:
    ours, theirs = ([t.text for t in m.tokens if t.pos_ == "PROPN"] for m in (first, second))
    return set(ours) <= set(theirs) or set(theirs) <= set(ours) or _initials(ours, theirs) or _initials(theirs, ours)


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    return "".join(w[0] for w in long if w[0].isupper()).startswith("".join(short)) and bool(short)


def note(memory: Memory, doc: Doc) -> None:
    """Take down what a unit speaks of."""
    for ent in doc.ents:
        if ent.label_ == "PERSON" and len(ent) > 1 and all(t.pos_ == "PROPN" for t in ent):
            mention = Mention(tuple(ent), ent.root)
            memory.names.setdefault(ent.text, mention)
            memory.people[ent[-1].text].add(ent.text)
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            _note_noun(memory, token)


def _note_noun(memory: Memory, token: Token) -> None:
    lemma = token.lemma_.lower()
    key = SAME_THING.get(lemma, lemma)
    article = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    name = [t for t in token.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN" and t.ent_type_ != "GPE"]
    if name and article in ("the", "") and token.tag_ in ("NN", "NNP"):
        mention = Mention((*(t for left in token.lefts for t in left.subtree if t.dep_ != "amod"), token), token)
        memory.titled[key].setdefault(mention.text.removeprefix("the ").removeprefix("The "), mention)
        memory.counts[mention.text] += 1
    elif article in ("a", "an", "another") and key in memory.titled:
        memory.vague.add(key)
    elif token.pos_ == "NOUN" and article in ("a", "an", "another", ""):
        memory.introduced.add(lemma)
    if article == "the" and token.dep_ in ("nsubj", "nsubjpass") and _defines(token) and lemma not in memory.introduced:
        memory.generic.add(lemma)


def _defines(token: Token) -> bool:
    """Tell whether this is "The heart is a muscle …": from there on "the heart" is any heart."""
    verb = token.head
    return verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "attr" for c in verb.children)


def follow(memory: Memory, doc: Doc, subject: Mention | None) -> None:
    """Take down whom the next sentence may call "he", and what "it"; `subject` is this one's, if known by name."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    memory.subject = subject
    memory.objects = tuple(t for t in doc if t.dep_ in ("dobj", "dative") and t.pos_ in ("NOUN", "PROPN"))
    memory.persons = tuple(Mention(tuple(e), e.root) for e in doc.ents if e.label_ in _PERSONAL and root is not None)
    memory.humans = any(t.lemma_.lower() in HUMAN and t.dep_ not in ("attr", "appos", "compound") for t in doc)
