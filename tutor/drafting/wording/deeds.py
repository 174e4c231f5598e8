"""Questions for a whole clause: why something is so, what somebody wants to do, when something happens."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.target import Target
from tutor.model import Kind

_WISHING = frozenset(
    "want vote decide refuse plan try agree hope promise help learn begin threaten intend ask force order allow forbid "
    "tell teach persuade expect need have manage fail continue start attempt offer invite advise encourage".split()
)
"""Verbs whose infinitive says what is done, not what for."""
_SAYING = frozenset("say tell state add report think believe know".split())
_CLAIMING = frozenset("admit claim argue complain warn deny".split())
_MOMENT = ("when", "while", "before", "after", "until", "once")


def phrases(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Ask for a clause: why something is so, what somebody wants to do."""
    head = target.head
    mark = next((t for t in head.lefts if t.dep_ in ("mark", "aux")), None)
    if head.dep_ == "advcl" and mark is not None:
        yield from _why(target, mark)
    elif head.dep_ == "advcl" and (when := next((t for t in head.lefts if t.lower_ in _MOMENT), None)) is not None:
        if when == target.span[0]:
            yield Phrase(("when",))
    elif kind == "reason" and mark is not None and mark.tag_ == "TO" and head.head.lemma_ not in _WISHING | {"be"}:
        yield from _why(target, mark)
    elif head.dep_ == "ccomp" and _is_told(target):
        yield from _what_is_told(target)
    elif head.dep_ == "ccomp" and head.head.lemma_ in _SAYING | _CLAIMING:
        yield from _about(target)
    elif head.dep_ == "ROOT" and head.tag_ == "VB" and any(t.tag_ == "MD" for t in head.lefts):
        yield Phrase(("what",), instead="do")
    elif head.dep_ == "xcomp" and head.tag_ == "VB" and mark is not None and mark.tag_ == "TO":
        yield from _to_do(target, mark)


def _is_told(target: Target) -> bool:
    """Tell whether a whole "that …" or "how …" is the answer, its subject with it."""
    first = target.span[0]
    return any(t.dep_ in ("nsubj", "nsubjpass") and t in target.span for t in target.head.lefts) and (
        first.tag_ in ("WRB", "WP", "WDT") or (first.i > 0 and first.nbor(-1).lower_ == "that")
    )


def _what_is_told(target: Target) -> Iterator[Phrase]:
    """Ask for what somebody admitted or a law limits; "What did he say?" could be anything."""
    verb, that = target.head.head, target.span[0].i - 1
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    said = verb.lemma_ in _SAYING and not any(t.dep_ in ("advmod", "prep") for t in verb.children)
    anybody = subject is None or (subject.pos_ != "PROPN" and not any(True for _ in subject.children))
    if said or anybody:
        return
    told = target.span[0].tag_ not in ("WRB", "WP", "WDT")
    yield Phrase(("what",), bare=True, gone=frozenset({that}) if told else frozenset())


def _about(target: Target) -> Iterator[Phrase]:
    """Ask "What did they admit about the treaty?" for "They admitted that the treaty had its faults."."""
    head = target.head
    subject = next((t for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ == "PRON" or any(t.lower_ in ("ought", "should") for t in head.subtree):
        return
    words = sorted(subject.subtree, key=lambda t: t.i)
    told = frozenset(t.i for t in head.subtree) - target.indexes()
    if words[-1].i < target.first.i:
        yield Phrase(("what",), instead=f"about {words[0].doc[words[0].i : words[-1].i + 1].text}", gone=told)


def _why(target: Target, mark: Token) -> Iterator[Phrase]:
    gone = frozenset(t.i for t in mark.doc[mark.i : target.unit[0].i]) | {mark.i}
    governor = target.head.head
    if mark.lower_ == "to" and governor.lemma_ == "use" and any(t.dep_ == "auxpass" for t in governor.lefts):
        yield Phrase(("what",), gone=gone, instead="for")
        return
    if mark.lower_ == "because":
        yield Phrase(("why",), gone=gone)
    elif mark.lower_ == "to" and target.head.i > target.head.head.i:
        opened = mark.doc[max(mark.i - 2, 0) : mark.i].text.lower()
        before = (mark.i - 2, mark.i - 1) if opened in ("in order", "so as") else ()
        yield Phrase(("why",), gone=gone | frozenset(before))


def _to_do(target: Target, mark: Token) -> Iterator[Phrase]:
    """Ask for an infinitive: "What did the council vote to do?"; behind "was", "What was Bolton's task?"."""
    governor = target.head.head
    if any(t.dep_ == "dobj" for t in governor.rights) and governor.lemma_ not in _WISHING:
        return
    if governor.lemma_ == "be":
        yield Phrase(("what",), gone=frozenset({mark.i}))
    elif mark.i not in target.indexes() and governor.pos_ == "VERB":
        yield Phrase(("what",), instead="do")
    elif mark.i in target.indexes() and governor.pos_ == "VERB":
        yield Phrase(("what",), instead="to do")
