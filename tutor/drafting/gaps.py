"""Can a statement be asked of at all, and with a gap? Only if it stands alone around what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tutor.drafting.clauses import SUBJECTS
from tutor.drafting.tables import HUMAN
from tutor.drafting.wording.finding import only
from tutor.model import Kind

_TIMES = ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY")
_WHOSE = frozenset("work construction digging building rest police staff team club board crew".split())
"""Subjects of which only the article knows whose they are."""
_SOME = frozenset("some many several certain other few various".split())
_NAMING = ("oprd", "attr")
_LEAST = 5
"""Words around a gap."""
_MOST = 30
_MEASURED: frozenset[Kind] = frozenset({"year", "date", "number", "quantity"})


def tells(doc: Doc, items: Sequence[str]) -> bool:
    """Tell whether what is left without the answer says of what it tells: not so "There will be 60,000 books", "More
    than 200 varieties are known" and "Work will take 18 months".
    """
    inside = _inside(doc, items)
    around = [t for t in doc if t not in inside and not t.is_punct]
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((t for t in root.children if t.dep_ in SUBJECTS), None)
    if _names(around):
        return True
    if subject is None or any(t.dep_ == "expl" for t in root.children):
        return False
    if any(t.lower_ in _SOME for t in subject.lefts):
        return False
    counted = subject not in inside and any(subject.is_ancestor(t) for t in inside)
    alone = subject.pos_ == "NOUN" and not any(True for _ in subject.children)
    return not counted and not (alone and subject.lower_ in _WHOSE)


def _names(around: Sequence[Token]) -> bool:
    return any(t.pos_ == "PROPN" and t.ent_type_ not in _TIMES for t in around)


def fillable(doc: Doc, items: Sequence[str], kind: Kind) -> bool:
    """Tell whether a statement that tells something makes a fair gap with these words left out."""
    inside = _inside(doc, items)
    around = [t for t in doc if t not in inside and not t.is_punct]
    if kind == "reason" or not inside or not _LEAST <= len(around) <= _MOST:
        return False
    counted = kind in ("number", "quantity") and any(t.dep_ in SUBJECTS for t in inside)
    if counted:
        return False  # "___ of kimchi contain only 20 calories"
    return _definite(inside, items, kind) and _anchored(doc, inside, around) and not _dangling(inside, around)


def _inside(doc: Doc, items: Sequence[str]) -> set[Token]:
    """Return the words of the answer; none when an item does not stand there once."""
    spans = [only(doc, item) for item in items]
    return {t for span in spans if span is not None for t in span} if all(spans) else set()


def _definite(inside: set[Token], items: Sequence[str], kind: Kind) -> bool:
    """Tell whether the answer says something: a figure, a name, a term of several words, what one calls a thing."""
    if kind in _MEASURED or (kind != "text" and any(i[:1].isupper() or i[:1].isdigit() for i in items)):
        return True
    if len(items) > 1:
        return all(any(t.pos_ in ("NOUN", "PROPN") for t in inside if t.text in item.split()) for item in items)
    if any(t.dep_ == "attr" and t.i and _indefinite(t) for t in inside):
        return False  # "a grey liquid is a ___"
    full = [t for t in inside if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    called = any(t.dep_ == "oprd" for t in inside)
    return called or len(full) > 1


def _indefinite(noun: Token) -> bool:
    return any(t.lower_ in ("a", "an") or t.dep_ == "poss" for t in noun.lefts)


def _anchored(doc: Doc, inside: set[Token], around: Sequence[Token]) -> bool:
    """Tell whether a name stands around the gap, or the statement holds for things of a sort at any time."""
    root = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((t for t in root.children if t.dep_ in SUBJECTS), None)
    if subject is None or (subject not in inside and subject.pos_ == "NOUN" and _bare(subject, inside)):
        return False
    if subject in inside and any(t.dep_ in _NAMING for t in root.children) and not _known(doc, inside):
        return False
    return _names(around) or (_timeless(root) and subject not in inside and _sort(subject))


def _bare(subject: Token, inside: set[Token]) -> bool:
    """Tell whether the subject is "the council" or "a team": only the article knows which."""
    said = [t for t in subject.subtree if t not in inside and t != subject and t.dep_ not in ("det", "punct", "amod")]
    the = any(t.lower_ in ("the", "a", "an", "this", "another", "some") for t in subject.lefts)
    single = subject.tag_ == "NN" or any(t.lower_ == "the" for t in subject.lefts)
    return the and single and not said and not (_timeless(subject.head) and _sort(subject))


def _sort(subject: Token) -> bool:
    """Tell whether a noun names a sort of things: "coral", "tardigrades", "a tun", but not "the team"."""
    if subject.pos_ != "NOUN":
        return False
    return not any(t.lower_ in ("the", "these", "those") or t.tag_ == "PRP$" for t in subject.lefts) or any(
        t.dep_ in ("compound", "prep", "relcl") for t in subject.children
    )


def _timeless(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") or any(
        t.tag_ in ("VBZ", "VBP", "MD") for t in verb.lefts if t.dep_ in ("aux", "auxpass")
    )


def _known(doc: Doc, inside: set[Token]) -> bool:
    """Tell whether what is said of the gap is said of one thing: "the largest …", "the mayor of …", not "a …"."""
    attr = next((t for t in doc if t.dep_ in _NAMING and t not in inside), None)
    return attr is None or any(t.lower_ in ("the", "its", "his", "her") or t.dep_ == "poss" for t in attr.lefts)


def _dangling(inside: set[Token], around: Sequence[Token]) -> bool:
    """Tell whether a pronoun stays around the gap for which nobody has been named."""
    return any(t.tag_ in ("PRP", "PRP$") and t.dep_ != "expl" and not _named_before(t, inside, around) for t in around)


def _named_before(pronoun: Token, inside: set[Token], around: Sequence[Token]) -> bool:
    if pronoun.lower_ in ("i", "we", "you", "my", "our", "your", "me", "us"):
        return False
    nouns = [t for t in around if t.i < pronoun.i and t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"]
    if pronoun.lower_ in ("he", "she", "him", "her", "his", "hers"):
        nouns = [t for t in nouns if t.ent_type_ == "PERSON" or t.lemma_ in HUMAN]
    own = pronoun.tag_ == "PRP$" and any(t.dep_ in SUBJECTS for t in inside)
    return bool(nouns) or own
