"""Which question word: who, what, which noun, why, how. Times stand in `times`, numbers in `measures`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording import deeds, measures, times
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.sorts import is_spot, what_is
from tutor.drafting.wording.tables import (
    AGENTS,
    DEEDS,
    LOCATING,
    NO_PLACES,
    PEOPLE,
    PLURALS,
    SETTLEMENTS,
    class_of_name,
)
from tutor.drafting.wording.target import Target
from tutor.drafting.wording.who import by_noun, is_person, who
from tutor.model import Kind

_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_WHERE = frozenset("in at on near off inside outside beneath under behind above beside".split())
_INTO_WHAT = frozenset(
    "consist result believe participate engage specialise specialize invest involve interest aim look".split()
)
"""Verbs whose "in" or "at" does not tell a place: "What did it result in?"."""
_ON_PEOPLE = frozenset("defeat beat marry meet hire appoint employ recruit arrest sue".split())
_LANDS = frozenset("continent island".split())
_BECAUSE = frozenset("because due thanks owing".split())


def phrases(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Yield the phrases that can ask for the answer, the most telling first."""
    noun = target.head.tag_ == "VBG" and target.head.dep_ == "dobj"  # "backs manufacturing"
    if target.head.pos_ in ("VERB", "AUX") and target.prep is None and not noun:
        yield from deeds.phrases(target, kind)
    elif target.role == "number" or kind in ("number", "quantity") or measures.is_measure(target):
        yield from measures.phrases(target)
    elif kind in ("year", "date") or times.is_time(target):
        yield from times.phrases(target)
    elif target.many > 1:
        yield from _several(target, kind)
    else:
        yield from _things(target, kind)


def _things(target: Target, kind: Kind) -> Iterator[Phrase]:
    if target.head.dep_ == "oprd":
        yield Phrase(("what",), bare=True)
    elif target.prep is not None and target.told and target.prep.lower_ in _BECAUSE:
        yield Phrase(("why",), prep="drop")
    elif target.prep is not None and target.prep.i and target.prep.doc[target.prep.i - 1].lower_ in _BECAUSE:
        yield Phrase(("why",), prep="drop", gone=frozenset({target.prep.i - 1}))
    elif target.role in ("named", "titled", "before", "owner"):
        yield from by_noun(target, kind)
    elif is_person(target, kind):
        yield from who(target)
    elif target.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "VERB") or class_of_name(target.text):
        yield from _which(target, kind)


# --- things and places ------------------------------------------------------------------------------------


def _which(target: Target, kind: Kind) -> Iterator[Phrase]:
    what, prep = what_is(target), target.prep.lower_ if target.prep is not None else ""
    if not what and target.head.pos_ == "PROPN" and _does(target):
        yield from who(target)
        return
    within = _within(target) if prep else []
    gone = frozenset(t.i for t in within)
    if prep == "by" and (
        target.head.tag_ == "VBG" or (target.told and target.head.tag_ == "NN" and not target.head.n_lefts)
    ):
        yield Phrase(("how",), prep="drop")
        return
    if _copular(target) and what in AGENTS | _LANDS and _said_again(what, target):
        yield Phrase(("which",), bare=True)  # "Which was the first country that …"
        return
    if _copular(target) and what not in AGENTS:
        yield Phrase(("what",), bare=True)
    if what and not _said_again(what, target) and not (_copular(target) and what not in AGENTS | _LANDS):
        yield Phrase((f"which {what}", *within), lead=_preposition(prep, what), gone=gone)
    where = list(_where(target, kind, prep, what)) if prep in _WHERE | {"to", "from"} else []
    yield from (replace(phrase, gone=gone) for phrase in where)
    if not where and not (what and prep) and _is_thing(target, kind, what, prep):
        yield Phrase(("what",), bare=True, prep="strand")
        after = target.head.doc[target.unit[-1].i + 1 : target.unit[-1].i + 2]
        if prep in ("on", "against", "with", "from", "into") and after and after[0].pos_ == "ADP":
            yield Phrase(("what",), bare=True)


def _is_thing(target: Target, kind: Kind, what: str, prep: str) -> bool:
    """Tell whether "what" may ask for the answer: nobody asks so for people, teams, companies and places."""
    head = target.head
    grouped = head.ent_type_ in ("ORG", "NORP", "GPE") and head.head.lemma_ != "stand" and head.head.lower_ != "for"
    team = head.tag_ == "NNPS" and (kind == "text" or grouped or head.dep_ in ("nsubj", "nsubjpass"))
    if (what in AGENTS or kind == "place" or team) and not _copular(target):
        return False
    if prep in ("in", "at") and target.prep is not None and target.prep.head.lemma_ not in _INTO_WHAT:
        return False
    if target.span[0].lower_ in ("every", "each") and head.ent_type_ in ("DATE", "TIME"):
        return False
    if prep and (head.tag_ == "VBG" or target.lead or (target.told and any(t.like_num for t in target.span))):
        return False
    if (
        head.pos_ == "PROPN"
        and not what
        and not prep
        and re.search(r"[^s]s$", head.text)
        and target.unit[0].lower_ == "the"
    ):
        return _copular(target) or head.dep_ == "dobj"
    unsure = head.pos_ == "PROPN" and not what and kind == "text"
    acting = head.dep_ in ("nsubj", "pobj") and (not prep or prep == "by")
    if not any(c.isalpha() for c in target.text) or target.span[0].like_num or head.text.endswith(tuple("0123456789")):
        return False
    return not (unsure and (acting or head.ent_type_ in ("PERSON", "GPE", "NORP")))


def _does(target: Target) -> bool:
    """Tell whether an unknown name does, or is done, what only people and teams do: "Who defeated the Panthers?"."""
    verb = target.head.head if target.prep is None else target.prep.head
    place = target.head.dep_ in ("nsubj", "dobj") or (target.prep is not None and target.prep.dep_ == "agent")
    object_of = target.head.dep_ == "dobj"
    return place and verb.lemma_ in (_ON_PEOPLE if object_of else DEEDS)


def _preposition(prep: str, what: str) -> str:
    """Return the preposition that goes with the noun: in Africa, on which continent; at Albany, in which city."""
    if prep == "in" and what in ("continent", "planet"):
        return "on"
    return "in" if prep == "at" and what in SETTLEMENTS else ""


def _within(target: Target) -> list[Token]:
    """Return the "in Amsterdam" of "in the Rijksmuseum in Amsterdam"."""
    tail = next((t for t in target.head.rights if t.dep_ == "prep" and t.i == target.unit[-1].i + 1), None)
    inner = next((t for t in tail.rights if t.dep_ == "pobj"), None) if tail is not None else None
    if tail is None or inner is None or tail.lower_ not in ("in", "near") or inner.ent_type_ != "GPE":
        return []
    return sorted(tail.subtree, key=lambda t: t.i)


def _said_again(what: str, target: Target) -> bool:
    """Tell whether the rest of the sentence has the noun too: "Which lake is the deepest lake …" sounds silly."""
    others = (t for t in target.head.doc if t not in target.unit and t.lemma_.lower() == what)
    return any(not (t.i and t.doc[t.i - 1].lower_ == "other") for t in others)


def _copular(target: Target) -> bool:
    return target.head.head.lemma_ == "be" and target.head.dep_ in ("attr", "nsubj")


def _where(target: Target, kind: Kind, prep: str, what: str) -> Iterator[Phrase]:
    governor = target.prep.head if target.prep is not None else target.head
    if governor.pos_ not in ("VERB", "AUX") and not (prep in ("in", "at") and governor.dep_ == "dobj"):
        return
    if what in ("language", "war", "treaty", "battle", "religion", "currency"):
        return
    if target.head.lower_ in NO_PLACES:
        if target.head.lower_ in ("accident", "crash", "way", "manner"):
            yield Phrase(("how",), prep="drop")
        return
    placed = kind == "place" or (target.told and is_spot(target.head)) or target.head.ent_type_ in ("GPE", "FAC")
    if prep in _WHERE and (placed or governor.lemma_ in LOCATING or what in LOCATING):
        if not (prep == "on" and what in ("country", "city")):
            yield Phrase(("where",), prep="drop")
    elif placed and prep == "from" and governor.lemma_ in ("come", "travel", "move", "flee", "escape", "return"):
        yield Phrase(("where",), prep="strand")
    elif placed and prep == "to" and governor.lemma_ in ("go", "move", "travel", "flee", "return", "emigrate", "sail"):
        yield Phrase(("where",), prep="drop")


def _is_somebody(token: Token) -> bool:
    return token.lower_ in PEOPLE or (token.ent_type_ == "PERSON" and any(t.dep_ == "compound" for t in token.lefts))


def _several(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Ask for several things by their number: which two countries."""
    count = _COUNTS.get(target.many)
    if count is None:
        return
    items = [t for t in target.span if t == target.head or t.dep_ == "conj"]
    classes = {_class_of_item(t, target) for t in items}
    what = classes.pop() if len(classes) == 1 else ""
    if not what and any(t.lower_ in PEOPLE for t in items) and any(t.pos_ == "PROPN" for t in items):
        yield from who(target)
        return
    if not what and (kind == "person" or all(_is_somebody(t) for t in items)):
        what = "person"
    if target.head.dep_ == "oprd" or (target.head.dep_ == "attr" and not what):
        yield Phrase(("what",), bare=True)
        return
    if not what and target.prep is not None and target.prep.lower_ not in ("of", "with", "for", "into"):
        return
    if not what and target.prep is not None and target.prep.lower_ == "with" and _has_object(target.prep.head):
        return  # "With which three things did Boston send a train?"
    yield Phrase((f"which {count} {PLURALS.get(what) or f'{what}s'}" if what else f"which {count} things",))
    if not what and target.head.dep_ not in ("nsubj", "nsubjpass"):
        yield Phrase(("what",), bare=True, prep="strand")


def _has_object(governor: Token) -> bool:
    return governor.pos_ == "NOUN" or any(t.dep_ == "dobj" for t in governor.rights)


def _class_of_item(token: Token, target: Target) -> str:
    words = [t for t in token.lefts if t in target.span and t.dep_ in ("compound", "amod")]
    return class_of_name(" ".join(t.text for t in (*words, token)))
