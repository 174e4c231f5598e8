"""What a passage says of a name right beside it."""

from __future__ import annotations

import re

from tutor.grading.phrases import phrase
from tutor.grading.tokens import Word

_BREAK = re.compile(r"[.;:!?()]|, (?:but|and) |\b(?:while|whereas)\b")


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])")


def around(told: str, wordings: list[str]) -> frozenset[str]:
    """Return the dictionary forms and stems of the sentence that names the key, and of the one after it.

    >>> sorted(around("Ada wrote notes. A friend of hers built it. It was big.", ["Ada"]) & {"friend", "big"})
    ['friend']
    """
    parts = _SENTENCE.split(told)
    folded = [part.lower() for part in parts]
    found: set[str] = set()
    for at, part in enumerate(folded):
        if any(text and text.lower() in part for text in wordings):
            for one in phrase(" ".join(parts[at : at + 2])).words:
                found |= {one.lemma, one.stem, *one.senses} if not one.function else set()
    return frozenset(found)


def beside(told: str, wordings: list[str]) -> tuple[Word, ...]:
    """Return the words around the key in its own clause: "Russia's president, Vladimir Putin".

    >>> beside("The Scottish doctor Alexander Fleming found it.", ["Alexander Fleming"])[:2]
    (scottish, doctor)
    """
    folded = told.lower()
    for text in wordings:
        at = folded.find(text.lower())
        if at >= 0 and text:
            before = _BREAK.split(told[max(0, at - 80) : at])[-1].split()[-5:]
            after = _BREAK.split(told[at + len(text) : at + len(text) + 120])[0]
            after = after if re.match(r"\s*(?:,|who|which|that|is|was|-|–)", after) else ""
            return tuple(w for w in phrase(" ".join(before) + " " + after).words if not w.function)
    return ()
