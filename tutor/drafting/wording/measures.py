"""How many, how long, how much, what percentage: the phrases that ask for numbers and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.tables import MEASURES, SHARES
from tutor.drafting.wording.target import Target

_SIZES = frozenset("long high tall wide deep thick old far heavy large big fast".split())
_LATER = ("later", "earlier", "after", "before")
_HOW = {"away": "how far away", "ago": "how long ago"}
_TIME = frozenset("second minute hour day night week fortnight month year decade century".split())
_WAY = frozenset("kilometre kilometer km mile metre meter m foot yard light-year".split())
_MASS = frozenset("kilogram kilogramme kg gram gramme g tonne ton pound ounce lb".split())
_LASTING = frozenset("last take live spend sleep rest work run reign rule serve wait stay continue go remain".split())
_MOVING = frozenset("travel run walk fly go stretch extend flow swim march sail drive jump throw".split())
_PAYING = frozenset("cost pay spend earn charge raise invest donate lose make owe receive collect borrow save".split())
_UNITS = {"km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "g": "grams"}
_ABOUT = frozenset("about around roughly approximately nearly almost some".split())
_BOUNDS = ("more than", "less than", "fewer than", "at least", "at most", "up to", "over", "under")
_MONEY = re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|yen|rupees?|francs?|roubles?|pence|cents)\b")
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpercent")
_OFTEN = re.compile(
    r"(?:(?:about|roughly|around) )?(?:once|twice|every|(?:three|four|five|six|\d+) times)\b"
    r".*\b(?:second|minute|day|week|month|year|hour|decade)s?$"
)


def is_measure(target: Target) -> bool:
    """Tell whether the answer is a quantity or a share, although its kind does not say so."""
    text = target.text
    if _PERCENT.search(text) or (_MONEY.search(text) and any(c.isdigit() for c in text)) or _OFTEN.match(text):
        return True
    if target.span[-1].lower_ == "times" and len(target.span) > 1:
        return True
    changed = target.prep is not None and target.prep.lower_ == "by" and SHARES.fullmatch(target.head.text)
    while_long = target.head.lemma_ in _TIME and target.head.head.lemma_ in _LASTING and target.head.dep_ == "dobj"
    if changed or while_long or (SHARES.search(text) and _behind(target, "of")):
        return True
    return any(t.like_num for t in target.span) and target.head.ent_type_ in ("QUANTITY", "MONEY", "PERCENT")


def phrases(target: Target) -> Iterator[Phrase]:
    """Yield the phrases that ask for this number or quantity, the best first."""
    if target.role == "number":
        yield from _how_many(target)
    elif target.role == "measure" and target.noun is not None:
        yield from _of_noun(target.noun)
    elif target.head.dep_ == "attr" and (subject := _subject(target)) is not None:
        if subject.lower_ in MEASURES | {"time", "record", "limit", "gap", "margin", "lifespan", "duration", "size"}:
            yield Phrase(("what",))
        elif _size_behind(target) is not None:
            yield from _size(target)
    elif _OFTEN.match(target.text):
        yield Phrase(("how often",), prep="drop")
    elif _PERCENT.search(target.text):
        yield from _percentage(target)
    elif _MONEY.search(target.text) and any(t.like_num for t in target.span):
        yield from _money(target)
    elif SHARES.search(target.text):
        yield from _share(target)
    else:
        yield from _size(target)


def _compared(target: Target) -> list[Token]:
    """Return the "as big as Russia's" behind "ten times"."""
    behind = list(target.head.doc[target.unit[-1].i + 1 :])
    if target.span[-1].lower_ != "times" or not behind or behind[0].lower_ != "as":
        return []
    big = behind[0].head
    return [t for t in behind if big.is_ancestor(t) or t == big] if big.pos_ in ("ADJ", "ADV") else []


def _subject(target: Target) -> Token | None:
    return next((t for t in target.head.head.lefts if t.dep_ == "nsubj"), None)


def _of_noun(noun: Token) -> Iterator[Phrase]:
    """Ask with the measure's own noun: what area, at what temperature, at what age."""
    governor = noun.head if noun.dep_ == "pobj" else None  # none can be asked out of "missiles with a range of …"
    loose = governor is not None and (governor.lower_ == "with" or governor.head.pos_ in ("NOUN", "PROPN"))
    if loose or any(t.dep_ not in ("det", "amod", "compound") for t in noun.lefts):
        return
    words = [t for t in noun.lefts if t.dep_ != "det"]
    yield Phrase(("what", *words, noun))


def _how_many(target: Target) -> Iterator[Phrase]:
    """Ask for a number by what it counts: "how many moons"."""
    noun = target.noun
    if noun is None:
        return
    if noun.tag_ not in ("NNS", "NNPS") and noun.lower_ not in ("people", "species", "men", "women"):
        return
    before = [t.lower_ for t in target.unit if t.i < target.span[0].i]
    behind = [t for t in target.unit if t.i > target.span[-1].i]
    if any(t.lower_ == "most" or t.tag_ == "JJS" for t in behind):
        return  # "the two most prominent families"
    if noun.dep_ == "npadvmod" and noun.head.lower_ in _SIZES:
        yield Phrase(("how", noun.head), gone=frozenset({noun.head.i}))
        return
    home = target.prep is not None and target.prep.head.lower_ == "home"
    if (lead := _lead(before)) and (lead in _ABOUT | {"the"} or target.prep is None):
        opening = [lead] if lead != "the" else []
        yield Phrase((*opening, "how many", *behind), prep="strand" if home else "front")


def _lead(before: list[str]) -> str:
    """Return what stands before "how many": "about", "more than"; "the" stands for nothing, "" for a refusal."""
    before = [w for w in before if w not in ("just", "only", "exactly")]
    text = " ".join(before)
    if not before or before[0] in ("the", "all", "these", "those", "his", "her", "its", "their"):
        return "the" if len(before) < 2 else ""
    if text in _ABOUT:
        return "about" if text == "some" else text
    return text if text in _BOUNDS else ""


def _percentage(target: Target) -> Iterator[Phrase]:
    lead = _lead([t.lower_ for t in target.unit if t.i < target.span[0].i])
    before = [lead] if lead != "the" else []
    if lead and (tail := _behind(target, "of")):
        yield Phrase((*before, "what percentage", *tail), gone=frozenset(t.i for t in tail))
    elif lead and target.prep is not None and target.prep.lower_ != "of":
        yield Phrase((*before, "what percentage"))


def _share(target: Target) -> Iterator[Phrase]:
    prep = target.prep.lower_ if target.prep is not None else ""
    if prep == "by":
        yield Phrase(("how much",))
    elif (tail := _behind(target, "of")) and prep not in ("to", "of"):
        yield Phrase(("what share", *tail), gone=frozenset(t.i for t in tail))


def _behind(target: Target, prep: str) -> list[Token]:
    """Return the phrase that follows the answer at once and opens with this preposition."""
    after = target.head.doc[target.unit[-1].i + 1 : target.unit[-1].i + 2]
    return sorted(after[0].subtree, key=lambda t: t.i) if after and after[0].lower_ == prep else []


def _money(target: Target) -> Iterator[Phrase]:
    verb = target.head.head if target.prep is None else target.prep.head
    if target.prep is not None and target.prep.lower_ == "of":
        return
    if verb.lemma_ in _PAYING or target.head.dep_ == "npadvmod" or verb.lemma_ in ("be", "sell", "buy", "purchase"):
        yield Phrase(("how much",), prep="strand" if _verbal(verb) else "front")
    if target.prep is not None:
        yield Phrase(("how much",))
        yield Phrase(("how much money",))
    elif target.head.dep_ == "dobj":
        yield Phrase(("how much money",))


def _verbal(verb: Token) -> bool:
    return verb.pos_ == "VERB"


def _size_behind(target: Target) -> Token | None:
    """Return the "long" of "twelve characters long", which the parser hangs on the verb."""
    after = target.head.doc[target.unit[-1].i + 1 : target.unit[-1].i + 2]
    return after[0] if after and after[0].dep_ == "acomp" and after[0].lower_ in _SIZES else None


def _size(target: Target) -> Iterator[Phrase]:
    if compared := _compared(target):
        yield Phrase(("how many times", *compared), gone=frozenset(t.i for t in compared))
    unit = _unit_word(target)
    if unit is None:
        return
    if (size := _size_behind(target)) is not None:
        yield Phrase(("how", size), gone=frozenset({size.i}))
    elif target.head.dep_ == "npadvmod" and (beside := list(_beside(target, unit))):
        yield from beside
    elif not _rowed(target.head.head):
        yield from _plain(target, unit)


def _rowed(governor: Token) -> bool:
    """Tell whether a measure is one of several: "363 miles long, 40 feet wide and only four feet deep"."""
    return governor.dep_ == "conj" or (governor.pos_ == "ADJ" and any(t.dep_ == "conj" for t in governor.rights))


def _beside(target: Target, unit: Token) -> Iterator[Phrase]:
    """Yield the phrase for a measure before another word: "73 miles long", "four days after the war", "26 km away"."""
    governor = target.head.head
    behind = [t for t in governor.subtree if t.i >= governor.i]
    if _rowed(governor):
        return
    if governor.pos_ == "ADP" and unit.lemma_.lower() in _WAY:  # "130 metres inside a mountain"
        to = [t for t in governor.doc[max(target.first.i - 1, 0) : target.first.i] if t.lower_ == "to"]
        yield Phrase(("how far", *behind), gone=frozenset(t.i for t in (*to, *behind)))  # "rose to 4 metres above …"
    elif governor.lower_ in _LATER:
        yield Phrase(("how many", unit, *behind), gone=frozenset(t.i for t in behind))
    elif governor.lower_ in _HOW:
        yield Phrase((_HOW[governor.lower_],), gone=frozenset({governor.i}))
    elif governor.lower_ in _SIZES:
        yield Phrase(("how", governor), gone=frozenset({governor.i}))


def _plain(target: Target, unit: Token) -> Iterator[Phrase]:
    two = any(t.dep_ == "cc" for t in target.unit)  # "eleven hours and five minutes"
    if not _bounds(target):
        yield from _special(target, unit.lemma_.lower(), alone=two or target.unit[-1] == unit)
    if not two:
        yield from _generic(target, unit)


def _bounds(target: Target) -> bool:
    """Tell whether "more than" or "up to" stands before the answer, outside it."""
    return " ".join(t.lower_ for t in target.unit if t.i < target.span[0].i) in _BOUNDS


def _special(target: Target, unit: str, *, alone: bool) -> Iterator[Phrase]:
    verb = target.head.head if target.prep is None else target.prep.head
    prep = target.prep.lower_ if target.prep is not None else ""
    if alone and unit in _TIME and prep in ("", "for") and (verb.lemma_ in _LASTING or prep == "for"):
        yield Phrase(("for how long",) if prep == "for" and verb.lemma_ not in _LASTING else ("how long",), prep="drop")
    elif unit in _WAY and prep in ("", "for", "over") and verb.lemma_ in _MOVING:
        yield Phrase(("how far",), prep="drop")
    elif unit in _MASS and verb.lemma_ == "weigh":
        yield Phrase(("how much",))
    elif prep == "in" and unit in _TIME and verb.lemma_ in _MOVING | {"complete", "finish", "cover"}:
        yield Phrase(("what time",))
    elif prep == "at" and re.search(r"\bper\b|/h|mph|\ban hour\b", target.text):
        yield Phrase(("what speed",))
    elif re.search(r"degrees|°", target.text) and prep in ("at", "to", "below", "above"):
        yield Phrase(("what temperature",))


def _generic(target: Target, unit: Token) -> Iterator[Phrase]:
    """Ask by the unit: "how many miles"; grammatical wherever the quantity stood."""
    if target.prep is not None and target.prep.lower_ == "of":
        return
    if unit.tag_ not in ("NNS", "NN") or not target.text[:1].strip("$€£¥"):
        return
    name = _UNITS.get(unit.lower_, unit.lower_)
    behind = [t for t in target.unit if t.i > unit.i]
    if any(t.text == "," for t in behind) or _on_the_map(target):
        return
    before = [t.lower_ for t in target.unit if t.i < target.span[0].i]
    if name.endswith("s") and (lead := _lead(before)):
        adjectives = [
            t for t in target.unit if t.i < unit.i and t.dep_ == "amod" and t.pos_ == "ADJ" and not t.like_num
        ]
        adjectives = [t for t in adjectives if t.lower_ not in ("more", "less", "least", "most", "fewer")]
        yield Phrase((*([lead] if lead != "the" else []), "how many", *adjectives, name, *behind))


def _on_the_map(target: Target) -> bool:
    """Tell whether a distance only says where: "is centred 25 miles south of the border"."""
    after = target.head.doc[target.unit[-1].i + 1 : target.unit[-1].i + 2]
    return bool(after) and after[0].lower_ in ("north", "south", "east", "west", "from", "upstream", "downstream")


def _unit_word(target: Target) -> Token | None:
    """Return the word that names the unit: the head of a phrase that has a number in it."""
    has_number = any(t.like_num or t.pos_ == "NUM" or t.lower_ in ("a", "an") for t in target.span)
    return target.head if has_number and target.head.pos_ in ("NOUN", "PROPN") else None
