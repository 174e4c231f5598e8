"""What a sentence denies: which words a "not", "without" or "lack of" reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.grading.tables.grammar import (
    AUXILIARIES,
    BREAKS,
    CLAUSE_NEGATORS,
    ENDING,
    PRONOUNS,
    TURNING,
    TURNING_BACK,
    UNDENYING,
)
from tutor.grading.tables.relations import OPPOSITES
from tutor.grading.tokens import word

_LACKING = frozenset({"lack", "absence", "abolition", "instead", "rather", "except"})
_LACKING_JOIN = frozenset({"of", "than", "to", "for"})
_ALL = frozenset("all anything anyone anybody everything everyone everybody every any each".split())
_SAVE = frozenset("but except excepting excluding bar save".split())
_SAVE_PHRASES = (("apart", "from"), ("other", "than"), ("aside", "from"))


@dataclass(frozen=True, slots=True)
class Denials:
    """Word places that are denied, and the negators that deny a whole clause.

    `narrow` is what is denied otherwise; `before` stands before a clause's negator: its subject is spoken of still.
    """

    reached: frozenset[int]
    clauses: tuple[int, ...]
    narrow: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()


_BEFORE_NOUN = frozenset("the a an its their his her this some all no both".split())
REACH = 12
"""Words on either side that a negation reaches at most."""
_NONE = Denials(frozenset(), ())


def denials(tokens: Sequence[str], at: Sequence[int]) -> Denials:
    """Return what a text denies; `at` holds the token places of its words.

    >>> tokens = "not putin , the one before him".split()
    >>> denials(tokens, [0, 1, 3, 4, 5, 6]).reached
    frozenset({1})
    """
    reached: set[int] = set()
    narrow: set[int] = set()
    before: set[int] = set()
    clauses: list[int] = []
    undone = _never_without(tokens)
    for place, token_at in enumerate(at):
        token = tokens[token_at]
        if token_at in undone:
            continue
        if _excepts(tokens, token_at):
            narrow.update(_listed_after(tokens, at, place))
        elif token in _LACKING:
            if tokens[token_at + 1 : token_at + 2] and tokens[token_at + 1] in _LACKING_JOIN:
                reached.update(_scope(tokens, at, place, False))
        elif word(token).negator and not _harmless(tokens, token_at):
            clause = _denies_clause(tokens, token_at)
            if clause:
                clauses.append(place)
            scope = _scope(tokens, at, place, clause)
            (reached if clause else narrow).update(scope)
            before.update(p for p in scope if p < place)
    before -= narrow
    reached |= narrow
    return (
        Denials(frozenset(reached), tuple(clauses), frozenset(narrow), frozenset(before))
        if reached or clauses
        else _NONE
    )


def _never_without(tokens: Sequence[str]) -> set[int]:
    """Return the places of a "not" and the "without" behind it, which undo each other: not over without help."""
    if "without" not in tokens:
        return set()
    found: set[int] = set()
    for at in (i for i, t in enumerate(tokens) if t == "without"):
        near = range(at - 1, max(-1, at - 9), -1)
        back = next((i for i in near if tokens[i] in BREAKS or word(tokens[i]).negator), -1)
        able = back >= 0 and tokens[back].replace("'", "")[:3] in ("can", "cou", "cud")  # can't move without a fall
        if back >= 0 and tokens[back] not in BREAKS and not able:
            found |= {back, at}
    return found


def _excepts(tokens: Sequence[str], at: int) -> bool:
    """Tell "anything but", "everybody except", "all towns apart from": what follows is not meant.

    >>> _excepts("every river but the angara".split(), 2), _excepts("nothing but water".split(), 1)
    (True, False)
    """
    if tokens[at] in _SAVE:
        return not _ALL.isdisjoint(tokens[max(0, at - 3) : at])
    return tuple(tokens[at : at + 2]) in _SAVE_PHRASES and not _ALL.isdisjoint(tokens[max(0, at - 4) : at])


def _listed_after(tokens: Sequence[str], at: Sequence[int], place: int) -> list[int]:
    """Return the places up to the end of the sentence: a list goes on after a comma."""
    reached = []
    for later in range(place + 1, min(len(at), place + REACH)):
        if _ENDS & set(tokens[at[later - 1] + 1 : at[later] + 1]):
            break
        reached.append(later)
    return reached


_ENDS = frozenset("; . ! ? because since so which who it".split())


def turned(tokens: Sequence[str], at: Sequence[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the word places that a word like "prevent" or "few" turns into their contrary, and those it stands behind.

    >>> turned("they prevent wars".split(), [0, 1, 2]), turned("workers were scarce".split(), [0, 1, 2])
    ((frozenset({2}), frozenset()), (frozenset(), frozenset({0, 1})))
    """
    after: set[int] = set()
    before: set[int] = set()
    for place, token_at in enumerate(at):
        lemma = word(tokens[token_at]).lemma
        ended = lemma in ENDING and _ends(tokens, token_at)
        if (
            ended
            or lemma in TURNING
            or _only_one_side(tokens, token_at)
            or lemma in TURNING_BACK
            or _keeps_from(tokens, token_at)
        ):
            scope = set(_scope(tokens, at, place, ended or lemma in TURNING_BACK))
            back = {p for p in scope if p < place}
            after ^= back if ended else scope - back
            before |= set() if ended else back
    return frozenset(after), frozenset(before)


def _ends(tokens: Sequence[str], at: int) -> bool:
    """Tell that something itself stops: nothing follows that it would stop."""
    if not at or tokens[at - 1] in _BEFORE_NOUN or word(tokens[at - 1]).value is not None:
        return False
    return (
        at + 1 == len(tokens) or tokens[at + 1] in BREAKS or tokens[at + 1] in ("at", "in", "during", "there", "then")
    )


def _only_one_side(tokens: Sequence[str], at: int) -> bool:
    """Tell "only men": not women."""
    return tokens[at] == "only" and at + 1 < len(tokens) and word(tokens[at + 1]).lemma in OPPOSITES


def _keeps_from(tokens: Sequence[str], at: int) -> bool:
    """Tell "keep … from": it prevents."""
    return word(tokens[at]).lemma == "keep" and "from" in tokens[at + 1 : at + 6]


def _harmless(tokens: Sequence[str], at: int) -> bool:
    """Tell that what follows still holds: not only, not until, not under 2; "no, it was" answers somebody."""
    if tokens[at + 1 : at + 2] and tokens[at + 1] in ("longer", "more"):
        return False
    if _asks_back(tokens, at) or _no_other(tokens[at + 1 : at + 6]):
        return True
    after = next((t for t in tokens[at + 1 : at + 3] if t not in ("the", "a", "yet")), "")
    return (
        after in UNDENYING
        or (after.endswith("er") and word(after).lemma != after)
        or list(tokens[at : at + 2]) == ["no", ","]
    )


def _no_other(after: Sequence[str]) -> bool:
    """Tell "none other than Geneva", "it can't be anything else than Geneva"."""
    return any(pair in (("other", "than"), ("else", "than"), ("else", "but")) for pair in pairwise(after))


def _asks_back(tokens: Sequence[str], at: int) -> bool:
    """Tell "hm, isn't it Geneva?": a question that hopes for yes."""
    if at > 3 or tokens[at].replace("'", "") not in _HOPING or tokens[at + 1 : at + 2] == []:
        return False
    return tokens[at + 1] in _ASKED_OF and all(word(t).function or t in ",." for t in tokens[:at])


_ASKED_OF = frozenset({"it", "that", "this", "he", "she", "they"})
_HOPING = frozenset("isnt wasnt arent werent".split())


def _denies_clause(tokens: Sequence[str], at: int) -> bool:
    bare = tokens[at].replace("'", "")
    if bare in ("neither", "nor"):
        return not AUXILIARIES.isdisjoint(tokens[at + 1 : at + 2])
    return bare in CLAUSE_NEGATORS or (bare == "not" and at > 0 and tokens[at - 1] in AUXILIARIES)


def _scope(tokens: Sequence[str], at: Sequence[int], place: int, clause: bool) -> list[int]:
    """Return the places from the negator to the end of its clause; before it too when it denies the verb."""
    reached = []
    for later in range(place + 1, min(len(at), place + REACH)):
        between = tokens[at[later - 1] + 1 : at[later] + 1]
        if between[-1] in ("not", "nor", "nobody", "nothing"):  # the next denial speaks for itself
            break
        if any(t in BREAKS for t in between) and not (later == place + 1 and between[-1] == "because"):
            break
        if tokens[at[later]] in PRONOUNS and (tokens[at[later - 1]] in ("and", "as") or not clause):
            break
        if not clause and tokens[at[later - 1]] == "and" and tokens[at[later]] in _BEFORE_NOUN:
            break  # drones without pilots, and the shield
        reached.append(later)
    for earlier in range(place - 1, max(-1, place - REACH), -1) if clause else ():
        if any(t in BREAKS or t == "and" for t in tokens[at[earlier] : at[earlier + 1]]):
            break
        reached.append(earlier)
    return reached
