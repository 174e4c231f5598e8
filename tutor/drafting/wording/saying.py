"""Pieces of a sentence, put into another order and written as a sentence again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from tutor.drafting.wording.tables import ALSO_NAMES, PEOPLES, class_of_name
from tutor.grading.tables.relations import wider

Piece = Token | str
"""A word of the statement, or one that the question adds."""

_SMALL = frozenset(
    "a an the this these those that each every some many most all both few several no one two three four five six "
    "seven eight nine ten in on at by from to of for with without within during before after since until under over "
    "between among through throughout across along behind beyond near inside outside despite because although while "
    "when if as once there it he she they we you his her its their our your my another other any half about around "
    "according more less only not even until upon like unlike what who which where why how instead".split()
)
"""Words that are written small wherever they do not open a sentence."""
_OPENERS = frozenset("new old great north south east west northern southern eastern western royal united saint".split())
"""Common words that open a name when another capital letter follows: New START, Great Britain."""
_NAMED = frozenset("PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE".split())
_COMMON_SORTS = ("gas", "metal", "colour", "season", "vitamin", "hormone", "currency")
_MAKING = frozenset("write direct publish compose paint star film illustrate".split())
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\(\s*\)"), ""),
    (re.compile(r"\s+([,;:.?!)\]”])"), r"\1"),
    (re.compile(r"([(\[“])\s+"), r"\1"),
    (re.compile(r"[,;](?:\s*[,;])+"), ","),
    (re.compile(r"[,;:–—-]+\s*$"), ""),
    (re.compile(r"^[\s,;:–—-]+"), ""),
    (re.compile(r"\s+"), " "),
)


def question(pieces: Iterable[Piece]) -> str:
    """Return the pieces as a question: first letter large, a question mark behind."""
    text = join(pieces)
    for pattern, new in _TIDY:
        text = pattern.sub(new, text)
    return text[:1].upper() + text[1:].strip() + "?"


def join(pieces: Iterable[Piece]) -> str:
    """Return the pieces as text, spaced as they were where neighbours are still neighbours."""
    text, before = "", None
    for piece in pieces:
        word = piece if isinstance(piece, str) else written(piece)
        text += word if not text or _clings(before, piece) else f" {word}"
        before = piece
    return text


def _clings(before: Piece | None, piece: Piece) -> bool:
    """Tell whether no space belongs between two pieces."""
    if isinstance(before, Token) and isinstance(piece, Token) and piece.i == before.i + 1:
        return not before.whitespace_
    return isinstance(piece, Token) and piece.text in ("'s", "’s", "'", "’", "n't", "n’t", "%")


def written(token: Token) -> str:
    """Return a word as it is written inside a sentence: the first one loses its capital unless it is a name's."""
    return small_first(token) if token.i == token.sent.start else token.text


def small_first(token: Token) -> str:
    """Return the first word of a sentence as it is written further inside."""
    text = token.text
    if text.lower() in _SMALL:
        return text if _opens_title(token) else text.lower()
    return text if is_name(token) else text[:1].lower() + text[1:]


def _opens_title(token: Token) -> bool:
    """Tell whether "The" belongs to a name: The Hague; to a title that somebody wrote: The Lord of the Rings."""
    if token.doc[token.i + 1 : token.i + 2].text == "Hague":
        return True
    return token.ent_type_ == "WORK_OF_ART" and token.sent.root.lemma_ in _MAKING


def is_name(token: Token) -> bool:
    """Tell whether the first word of a sentence keeps its capital letter further inside."""
    text = token.text
    if text == "I" or any(c.isupper() or c == "." for c in text[1:]):
        return True
    if text.lower() in PEOPLES:
        return True
    if text.lower() in _OPENERS and token.doc[token.i + 1 : token.i + 2].text[:1].isupper():
        return True
    numbered = token.tag_ == "NNP" and token.doc[token.i + 1 : token.i + 2].text.isdigit()  # Sputnik 1
    if numbered or _is_somebody(token):
        return True
    if token.tag_ not in ("NNP", "NNPS") and token.ent_type_ not in _NAMED:
        return token.pos_ in ("NOUN", "PROPN") and not dictionary_form(text.lower())
    return not (_stands_alone(token) and _is_common(token))


def _is_somebody(token: Token) -> bool:
    """Tell whether a pronoun shows that the sentence opens with a person: "Thoreau refused to pay his taxes"."""
    bare = token.tag_ in ("NN", "NNP") and token.dep_ in ("nsubj", "nsubjpass") and not token.n_lefts
    return bare and any(t.lower_ in ("he", "his", "him", "she", "her") for t in token.sent)


def _stands_alone(token: Token) -> bool:
    """Tell whether no second word of a name follows, nor a title's: "Tea was …", but not "Frida Kahlo was …"."""
    after = token.doc[token.i + 1 : token.i + 2].text
    named = class_of_name(token.text) not in ("", *_COMMON_SORTS)
    return not (token.dep_ == "compound" and after[:1].isupper()) and not named


def _is_common(token: Token) -> bool:
    """Tell whether the first word is no name: tea, mitochondria, but neither Moscow nor Bolton."""
    small = token.text.lower()
    entry = dictionary_form(small)
    if not entry.islower() or token.ent_type_ in ("GPE", "NORP", "LOC", "FAC"):
        return False
    plural = entry != small and small.endswith(("s", "a", "i"))
    sort_known = token.ent_type_ != "PERSON" or bool(wider(small))
    return plural or (sort_known and small not in ALSO_NAMES and entry == small)


def dictionary_form(small: str) -> str:
    """Return a word as the dictionary has it, a name with its capital letter; "" for a word that it has not.

    >>> [dictionary_form(w) for w in ("nations", "moscow", "hadrian")]
    ['nation', 'Moscow', '']
    """
    from simplemma import is_known, lemmatize  # noqa: PLC0415 - a dictionary of megabytes, read on first use

    return lemmatize(small, "en") if is_known(small, "en") else ""
