"""Which question word: who, what, which noun, why, how. Times stand in `times`, numbers in `measures`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tutor.drafting.wording import measures, times
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.tables import (
    AGENTS,
    CLASSES,
    KIN,
    LOCATING,
    NO_PLACES,
    PEOPLE,
    PLURALS,
    PREPOSED,
    SETTLEMENTS,
    class_of_name,
)
from tutor.drafting.wording.target import Target
from tutor.model import Kind

_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_WHERE = frozenset("in at on near inside outside beneath under behind above beside".split())
_BY_TRADE = re.compile(r"\w{3,}(?:ologist|graph(?:er)|ician|arian|ist|eer)s?")
_INTO_WHAT = frozenset(
    "consist result believe participate engage specialise specialize invest involve interest aim look".split()
)
"""Verbs whose "in" or "at" does not tell a place: "What did it result in?"."""
_WISHING = frozenset(
    "want vote decide refuse plan try agree hope promise help learn begin threaten intend ask force order allow forbid "
    "tell teach persuade expect need have manage fail continue start attempt offer invite advise encourage".split()
)
"""Verbs whose infinitive says what is done, not what for."""
_MOMENT = ("when", "while", "before", "after", "until", "once")
_BECAUSE = frozenset("because due thanks owing".split())


def phrases(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Yield the phrases that can ask for the answer, the most telling first."""
    if target.head.pos_ in ("VERB", "AUX") and target.prep is None:
        yield from _deeds(target, kind)
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
    elif target.role in ("named", "titled", "before", "owner"):
        yield from _by_noun(target, kind)
    elif is_person(target, kind):
        yield from _who(target)
    elif target.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "VERB") or class_of_name(target.text):
        yield from _which(target, kind)


# --- people --------------------------------------------------------------------------------------------


def is_person(target: Target, kind: Kind) -> bool:
    """Tell whether the answer is a person, or people."""
    head = target.head
    if kind == "person" or head.lower_ in PEOPLE:
        return True
    if head.ent_type_ == "NORP" and head.text.endswith("s"):
        return head.pos_ in ("PROPN", "NOUN")
    if _BY_TRADE.fullmatch(head.lower_) and head.pos_ == "NOUN":
        return True
    named = head.ent_type_ == "PERSON" and head.pos_ == "PROPN" and len(target.span) > 1
    return kind == "text" and named and target.unit[0].dep_ != "det" and not what_is(target)


def _who(target: Target) -> Iterator[Phrase]:
    if target.prep is not None and (target.lead or target.prep.lower_ == "as"):
        return
    if target.prep is not None:
        yield Phrase(("whom",))
    elif target.head.dep_ in ("dobj", "dative", "iobj"):
        yield Phrase(("whom",), bare=True)
        yield Phrase(("who",), bare=True)
    else:
        yield Phrase(("who",), bare=True)


def _by_noun(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Ask with the noun that stands by the name: which painter, which island, whose administration."""
    noun = target.noun
    if noun is None:
        return
    if target.role == "owner":
        yield from _whose(target, kind)
    elif target.role == "before" and is_person(target, kind):
        yield Phrase(("whose", noun))
    else:
        words = [t for t in target.unit if t.i <= noun.i and t not in target.span]
        words = [t for t in words if t.dep_ not in ("det", "punct", "poss", "case")]
        kin = noun.lower_ in KIN
        if not kin and not any(t.like_num for t in words) and _role_says_enough(words, target):
            yield Phrase(("which", *(_plain(t) for t in words)))
        if is_person(target, kind) and (kin or target.role == "titled"):
            yield from _who(target)


def _role_says_enough(words: list[Token], target: Target) -> bool:
    """Tell whether a noun can follow "which": a common one, or a title written large before its name."""
    return bool(words) and (words[-1].pos_ == "NOUN" or target.role == "titled")


def _plain(token: Token) -> Token | str:
    """Return a title as it is written without its name: Prime Minister → prime minister."""
    return token.lower_ if token.text.istitle() and token.lower_ in CLASSES | PEOPLE | {"prime", "vice"} else token


def _whose(target: Target, kind: Kind) -> Iterator[Phrase]:
    tail = [t for t in target.unit if t.i > target.span[-1].i and t.tag_ != "POS"]
    if is_person(target, kind):
        yield Phrase(("whose", *tail))
    elif what := what_is(target):
        yield Phrase((f"which {what}'s", *tail))


# --- things and places ------------------------------------------------------------------------------------


def _which(target: Target, kind: Kind) -> Iterator[Phrase]:
    what, prep = what_is(target), target.prep.lower_ if target.prep is not None else ""
    within = _within(target) if prep else []
    gone = frozenset(t.i for t in within)
    if prep == "by" and target.head.tag_ == "VBG":
        yield Phrase(("how",), prep="drop")
        return
    if _copular(target) and what not in AGENTS:
        yield Phrase(("what",), bare=True)
    if what and not _said_again(what, target):
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
    if prep and (head.tag_ == "VBG" or target.lead or (target.told and any(t.like_num for t in target.span))):
        return False
    unsure = head.pos_ == "PROPN" and not what and kind == "text"
    acting = head.dep_ in ("nsubj", "pobj") and (not prep or prep == "by")
    if not any(c.isalpha() for c in target.text) or head.text.endswith(tuple("0123456789")):
        return False
    return not (unsure and (acting or head.ent_type_ in ("PERSON", "GPE", "NORP")))


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
    if target.head.lower_ in NO_PLACES:
        if target.head.lower_ in ("accident", "crash", "way", "manner"):
            yield Phrase(("how",), prep="drop")
        return
    placed = kind == "place" or target.told or target.head.ent_type_ in ("GPE", "FAC")
    if prep in _WHERE and (placed or governor.lemma_ in LOCATING or what in LOCATING):
        if not (prep == "on" and what in ("country", "city")):
            yield Phrase(("where",), prep="drop")
    elif placed and prep == "from" and governor.lemma_ in ("come", "travel", "move", "flee", "escape", "return"):
        yield Phrase(("where",), prep="strand")
    elif placed and prep == "to" and governor.lemma_ in ("go", "move", "travel", "flee", "return", "emigrate", "sail"):
        yield Phrase(("where",), prep="drop")


def what_is(target: Target) -> str:
    """Return the noun that says what the answer is: a country, a treaty, a river; "" when nothing says so."""
    words = [t for t in target.span if t.dep_ not in ("det", "punct")]
    while words and words[0].pos_ in ("ADP", "DET"):
        words = words[1:]
    if not words:
        return ""
    known = class_of_name(words[0].doc[words[0].i : words[-1].i + 1].text) or class_of_name(target.text)
    return known or _class_inside(words)


def _class_inside(words: list[Token]) -> str:
    """Return the class noun of a name: Lake Baikal, River Tyne, Treaty of Versailles, Nobel Prize in Physics."""
    if len(words) < 2 or not words[0].text[:1].isupper():
        return ""
    if words[0].lower_ in PREPOSED:
        return PREPOSED[words[0].lower_]
    small = next((n for n, w in enumerate(words) if n and not w.text[:1].isupper() and not w.like_num), len(words))
    last = words[small - 1]
    if last.like_num or re.fullmatch(r"[IVX]+", last.text):
        last = words[max(small - 2, 0)]
    return last.lower_ if last.lower_ in CLASSES and last.text[:1].isupper() else ""


def _several(target: Target, kind: Kind) -> Iterator[Phrase]:
    """Ask for several things by their number: which two countries."""
    count = _COUNTS.get(target.many)
    if count is None:
        return
    items = [t for t in target.span if t == target.head or t.dep_ == "conj"]
    classes = {_class_of_item(t, target) for t in items}
    what = classes.pop() if len(classes) == 1 else ""
    if not what and any(t.lower_ in PEOPLE for t in items) and any(t.pos_ == "PROPN" for t in items):
        yield from _who(target)
        return
    if not what and (kind == "person" or all(t.ent_type_ == "PERSON" or t.lower_ in PEOPLE for t in items)):
        what = "person"
    if target.head.dep_ == "oprd" or (target.head.dep_ == "attr" and not what):
        yield Phrase(("what",), bare=True)
        return
    if not what and target.prep is not None and target.prep.lower_ not in ("of", "with", "for", "into"):
        return
    yield Phrase((f"which {count} {PLURALS.get(what) or f'{what}s'}" if what else f"which {count} things",))
    if not what and target.head.dep_ not in ("nsubj", "nsubjpass"):
        yield Phrase(("what",), bare=True, prep="strand")


def _class_of_item(token: Token, target: Target) -> str:
    words = [t for t in token.lefts if t in target.span and t.dep_ in ("compound", "amod")]
    return class_of_name(" ".join(t.text for t in (*words, token)))


# --- deeds and reasons --------------------------------------------------------------------------------------


def _deeds(target: Target, kind: Kind) -> Iterator[Phrase]:
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
    elif head.dep_ == "ROOT" and head.tag_ == "VB" and any(t.tag_ == "MD" for t in head.lefts):
        yield Phrase(("what",), instead="do")
    elif head.dep_ == "xcomp" and head.tag_ == "VB" and mark is not None and mark.tag_ == "TO":
        yield from _to_do(target, mark)


def _why(target: Target, mark: Token) -> Iterator[Phrase]:
    gone = frozenset(t.i for t in mark.doc[mark.i : target.unit[0].i]) | {mark.i}
    if mark.lower_ == "because":
        yield Phrase(("why",), gone=gone)
    elif mark.lower_ == "to" and target.head.i > target.head.head.i:
        before = [t.i for t in mark.doc[max(mark.i - 2, 0) : mark.i] if t.lower_ in ("in", "order", "so", "as")]
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
