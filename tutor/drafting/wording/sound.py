"""The gate: a question that is not surely sound is not offered."""

from __future__ import annotations

import re
from itertools import takewhile

from spacy.tokens import Token

from tutor.checks.references import unresolved_word
from tutor.drafting.wording.clause import SUBJECTS, Clause
from tutor.drafting.wording.openness import too_open
from tutor.drafting.wording.phrase import Phrase
from tutor.drafting.wording.saying import dictionary_form
from tutor.drafting.wording.sorts import is_spot
from tutor.drafting.wording.tables import CLASSES, HOLDERS
from tutor.drafting.wording.target import Target
from tutor.text import lemma, words

LONGEST = 32
"""Words of a question that can still be taken in at one reading."""
_WEAK = frozenset(
    "a an the and or of in on at to by for from with as is are was were be been do does did has have had it its that "
    "which who whom whose what when where why how many much not no he she his her their they them first last".split()
)
_LEFT_OVER = re.compile(
    r"\b(?:the|a|an|and|or|than|his|her|its|their|very|because|that)\?$|\?.*\?|[(\[“][^)\]”]*\?$", re.IGNORECASE
)

_VERBLESS = re.compile(r"^(?:In which year|When) (?:was|were) [A-Z]\w*(?: [A-Z]\w*)*\?$|\buse\b.* to\?$")
"""A question whose verb went with an addition that the parser hung on it: "When was Lumen Works?"."""


def passes(question: str, phrase: Phrase, target: Target, clause: Clause) -> bool:
    """Tell whether a question may be offered."""
    kept = [t for t in (*clause.front, *clause.subject, *clause.rest) if t.i not in phrase.removed(target)]
    return not (
        len(question.split()) > LONGEST
        or _LEFT_OVER.search(question)
        or _gives_away(question, phrase, target)
        or _badly_set(question)
        or (phrase.bare and target.first in clause.subject and any(t in clause.subject for t in kept))
        or _deep_in_a_noun(phrase, target)
        or _misread(clause)
        or _VERBLESS.search(question)
        or _stranded_badly(phrase, target, clause, kept)
        or unresolved_word(question)
        or _out_of_a_description(target, clause)
        or _of_two_stories(target, kept)
        or _in_a_row(target)
        or any(t.lower_ in ("no", "nobody", "nothing", "none") for t in clause.subject)
        or _points_nowhere(phrase, target, clause, kept)
        or too_open(phrase, target, clause, kept)
    )


def _badly_set(question: str) -> bool:
    """Tell whether marks show that the sentence was more than one clause, or was torn: dashes, semicolons, quotes."""
    if question.count("“") != question.count("”") or question.count('"') % 2:
        return True
    return bool(
        re.search(r"[;–—]|:(?!\d)| - |\b(?:this|these|those|such)\b(?! (?:as|who))", question.replace("“", '"'))
    )


def _misread(clause: Clause) -> bool:
    """Tell whether a second verb has no subject: "Honey found in tombs was still edible", taken for finding honey."""
    seconds = [t for t in clause.verb.rights if t.dep_ == "ccomp" and t.tag_ in ("VBD", "VBZ", "VBP")]
    return any(not any(t.dep_ in SUBJECTS for t in second.lefts) for second in seconds)


def _deep_in_a_noun(phrase: Phrase, target: Target) -> bool:
    """Tell whether "who" or "what" would be pulled out of a noun's own phrase: "From whom … with money?"."""
    prep = target.prep
    if prep is None or (not phrase.bare and phrase.words[0] != "whom") or _subject_matter(target):
        return False
    loose = prep.doc[prep.i - 1]
    if prep.lower_ == "from" and loose.dep_ == "pobj" and loose.head.dep_ == "prep":
        return True
    return prep.head.pos_ in ("NOUN", "PROPN") and prep.head.lower_ not in HOLDERS


def _stranded_badly(phrase: Phrase, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether a preposition is left before another one: "What was Frida injured in at the age …"."""
    if phrase.prep != "strand" or target.prep is None or target.prep.i >= target.first.i:
        return False
    if target.first in clause.front:
        return True
    after = next((t for t in kept if t.i > target.first.i), None)
    if after is None or after.pos_ != "ADP":
        return False
    return after.lower_ != "during" and not any(t.ent_type_ in ("DATE", "TIME") for t in after.children)


def _gives_away(question: str, phrase: Phrase, target: Target) -> bool:
    """Tell whether the question has the answer's own words: a name in any part, otherwise half of them."""
    own = {lemma(w) for p in phrase.words for w in words(str(p))}
    asked = {lemma(w) for w in words(question)} - own
    names = {lemma(w) for t in target.span if t.pos_ == "PROPN" for w in words(t.text)} - own - CLASSES
    told = {lemma(w) for t in target.span for w in words(t.text)} - own - _WEAK
    shared = told & asked
    if target.role == "number":
        return False
    return any(not dictionary_form(w).islower() for w in (names - _WEAK) & asked) or (
        bool(told) and 2 * len(shared) > len(told)
    )


def _in_a_row(target: Target) -> bool:
    """Tell whether the answer's place is one of two: "killed 1,836 people in Holland and 307 in England"."""
    if target.prep is None:
        return False
    after = target.head.doc[target.unit[-1].i + 1 : target.unit[-1].i + 3]
    more = len(after) == 2 and after[0].lower_ == "and" and after[1].pos_ == "NUM"
    return more or any(t.dep_ == "conj" for t in target.prep.rights)


def _subject_matter(target: Target) -> bool:
    """Tell whether the answer says what an agreement, a book or a war was about: "an agreement on arms control"."""
    prep = target.prep
    return (
        prep is not None
        and prep.lower_ in ("on", "about", "against")
        and prep.head.dep_ == "attr"
        and target.head.pos_ == "NOUN"
        and not is_spot(target.head)
    )


def _out_of_a_description(target: Target, clause: Clause) -> bool:
    """Tell whether the answer stands inside "a Roman fort on the River Tyne", or "all of Europe"."""
    outer = target.prep.head if target.prep is not None else target.head
    if outer.pos_ in ("DET", "PRON") or (
        outer.pos_ == "ADJ" and target.prep is not None and target.prep.lower_ == "of"
    ):
        return True
    above = takewhile(lambda t: t != clause.verb, target.head.ancestors)
    over = [] if _subject_matter(target) else [t for t in above if t.dep_ == "attr"]
    sorts = any(attr.tag_ == "NNS" and not any(t.dep_ in ("det", "poss") for t in attr.lefts) for attr in over)
    return sorts or any(t.lower_ in ("a", "an") for attr in over for t in attr.lefts)


def _of_two_stories(target: Target, kept: list[Token]) -> bool:
    """Tell whether a second person, or year, is told of in the same breath: "by Scheele …, and Priestley …"."""
    sort = target.head.ent_type_
    beside = [t for t in kept if t.dep_ == "conj" and t.ent_type_ == sort and t.head.ent_type_ != sort]
    return sort in ("PERSON", "DATE") and bool(beside)


def _points_nowhere(phrase: Phrase, target: Target, clause: Clause, kept: list[Token]) -> bool:
    """Tell whether a pronoun stays whose noun has gone with the answer, or whose noun nobody has named."""
    verb = clause.verb
    if clause.head.lower_ in ("it", "he", "she", "they") and verb.lemma_ != "take":
        return True
    about_subject = clause.head in target.unit
    for token in kept:
        if (
            token.tag_ not in ("PRP", "PRP$")
            or token.dep_ == "expl"
            or token.lower_ in ("i", "we", "you", "our", "your")
        ):
            continue
        if token.lower_ == "it" and token.head == verb and verb.lemma_ == "take":
            continue
        if (
            token.tag_ == "PRP"
            and token.dep_ in ("dobj", "pobj", "dative")
            and not token.text.endswith(("self", "selves"))
        ):
            return True
        named = token not in clause.subject and clause.head.pos_ != "PRON"
        before = [t for t in kept if t.i < token.i and t.pos_ in ("NOUN", "PROPN")]
        if not before and not named and not (about_subject and not phrase.instead):
            return True
    return False
