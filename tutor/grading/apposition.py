"""What a passage says of a name right beside it."""

from __future__ import annotations

import re

from tutor.grading.phrases import phrase
from tutor.grading.tokens import Word

_BREAK = re.compile(r"[.;:!?()]|, (?:but|and) |\b(?:while|whereas)\b")


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
