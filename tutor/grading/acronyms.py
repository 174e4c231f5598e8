"""Initials for names and names for initials, in both directions."""

from __future__ import annotations

from functools import lru_cache

from tutor.grading.align import Alignment, Hit
from tutor.grading.phrases import Answer, Phrase


def spelt_out(aligned: Alignment, answer: Answer, wording: Phrase) -> None:
    """Let "strategic arms reduction treaty" stand for START, and NPT for the words it abbreviates."""
    for missing in [w for w in aligned.missing if 2 <= len(w.text) <= 7 and w.text.upper() in wording.text]:
        run = _expansion(missing.text, answer)
        if run:
            aligned.missing.remove(missing)
            aligned.hits.append(Hit(missing, run, "same"))
    if len(aligned.missing) > 1 and len(aligned.missing) == len(wording.content):
        _abbreviated(aligned, answer, wording)


def _abbreviated(aligned: Alignment, answer: Answer, wording: Phrase) -> None:
    initials = {"".join(w.text[0] for w in words) for words in (wording.content, wording.words)}
    for place, given in enumerate(answer.words):
        if given.text in initials and not given.function and place not in answer.denied and len(given.text) > 1:
            aligned.hits += [Hit(w, (place,), "same") for w in aligned.missing]
            aligned.missing.clear()
            return


def _expansion(letters: str, answer: Answer) -> tuple[int, ...]:
    """Return a run of words, two at least, whose first letters spell the name."""
    words = answer.words
    for start, first in enumerate(words):
        if first.text[0] != letters[0] or first.function:
            continue
        for end in range(start + 2, min(start + 8, len(words)) + 1):
            run = tuple(w.text for w in words[start:end] if not w.function)
            if len(run) > 1 and _spells(letters, run):
                return tuple(range(start, end))
    return ()


@lru_cache(maxsize=1024)
def _spells(letters: str, words: tuple[str, ...]) -> bool:
    """Tell whether each word gives one or more of its first letters, in order.

    >>> _spells("start", ("strategic", "arms", "reduction", "treaty"))
    True
    """
    if not words:
        return not letters
    head, rest = words[0], words[1:]
    for size in range(1, min(3, len(letters) - len(rest)) + 1):
        if not letters.startswith(head[:size]):
            return False
        if _spells(letters[size:], rest):
            return True
    return False
