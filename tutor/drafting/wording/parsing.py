"""Statements as the parser reads them, without what misleads it."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from tutor.drafting.parsing import model, one_sentence

_CLEFT = re.compile(r"It (?:is|was) ((?:the |an? )?[\w' -]+?) (?:that|who|which) (.+)")
_LETTER_STOP = re.compile(r"(?<= [A-Z])\.$")
_NUMBERED = re.compile(r"[A-Z][a-z]+ I\b")
_FIRST = re.compile(r"(?<=[a-z] )I(?=[ ,.;:)]|$)")


def masked(text: str) -> tuple[str, tuple[str, str]]:
    """Return the text with what misleads the parser written otherwise, and how to write it back.

    The "I" of "World War I lasted" is taken for a person, and the stop after "vitamin C." for part of a name.

    >>> masked("World War I lasted more than four years.")
    ('World War VIII lasted more than four years.', ('VIII', 'I'))
    """
    text = _LETTER_STOP.sub(" .", text)
    if "VIII" in text or not _NUMBERED.search(text):
        return text, ("VIII", "VIII")
    return _FIRST.sub("VIII", text), ("VIII", "I")


def straightened(statement: str) -> str:
    """Return "It was X that did Y." as "X did Y.", which asks for X in better words.

    >>> straightened("It was the American side that complained.")
    'The American side complained.'
    """
    match = _CLEFT.fullmatch(statement)
    return f"{match[1][:1].upper()}{match[1][1:]} {match[2]}" if match else statement


def parse(text: str) -> Doc:
    """Return the text as spaCy parses it, as one sentence."""
    nlp = model()
    return nlp(one_sentence(nlp.make_doc(text)))
