"""Reading an answer: what is claimed, what is denied, what is only wrapping."""

from __future__ import annotations

import re

from tutor.grading.foreign import Own, in_english
from tutor.grading.phrases import Answer
from tutor.grading.polarity import denials
from tutor.grading.tables.wrapping import CORRECTIONS, EMPTY, PLEA, PLEA_WORDS, WRAPPING_STARTS
from tutor.grading.tokens import cut, is_word_like, word
from tutor.text import fold, normal

MAX_GIVEN = 2000
"""Characters of an answer that are graded."""

MAX_TOKENS = 160
"""Words and marks that are laid beside the key: the beginning and the end of a longer text."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_SPOKEN = re.compile(r"[^\W_]|[%$€£°]")


_UNKNOWING = ("idk ", "dunno ")


def no_answer(given: str) -> bool:
    """Tell whether nothing was answered: blank, marks or emoji only, "I don't know".

    >>> no_answer("idk :("), no_answer("🤷"), no_answer("2")
    (True, True, False)
    """
    if not _SPOKEN.search(given[:MAX_GIVEN]):
        return True
    if len(given) > 60:
        return False
    plain = " ".join(t for t in re.findall(r"[\w']+", normal(given[:200])))
    plain = plain.replace("'", "")
    return plain in EMPTY or (plain.startswith(_UNKNOWING) and all(word(t).function for t in plain.split()[1:]))


def read(given: str, own: Own = ()) -> Answer:
    """Read an answer; `own` are words that stay as they are: the passage's and the key's.

    >>> answer = read("its the xylem that does that, not the phloem")
    >>> [answer.words[place] for place in sorted(answer.denied)]
    [the, phloem]
    >>> read("Versailles - no, that is where they lived. Varennes!").words[-1]
    varennes
    """
    text = given[:MAX_GIVEN]
    tokens = cut(text.replace("\n", " ; "), MAX_TOKENS)
    pleaded = False
    if not PLEA_WORDS.isdisjoint(tokens):
        text, pleaded = _without_pleas(text)
        tokens = cut(text.replace("\n", " ; "), MAX_TOKENS) if pleaded else tokens
    tokens, corrected = _last_word(_unwrapped(in_english(tokens, own)))
    return claim(text, tokens, corrected, pleaded)


def claim(text: str, tokens: list[str], corrected: bool = False, pleaded: bool = False) -> Answer:
    """Return what these tokens of an answer claim and deny."""
    at = [i for i, t in enumerate(tokens) if is_word_like(t)]
    words = [word(tokens[i]) for i in at]
    denied = denials(tokens, at)
    return Answer(
        text, tokens, words, at, denied.reached, denied.clauses, denied.narrow, denied.before, corrected, pleaded
    )


def _without_pleas(text: str) -> tuple[str, bool]:
    """Drop the sentences that talk to the grader."""
    folded = fold(text)
    if not PLEA.search(folded):
        return text, False
    kept = [s for s in _SENTENCE.findall(folded) if not PLEA.search(s)]
    return "".join(kept), True


def _last_word(tokens: list[str]) -> tuple[list[str], bool]:
    """Keep what follows the last self-correction, when anything does."""
    for start in range(len(tokens) - 1, 0, -1):
        for marker in CORRECTIONS.get(tokens[start], ()):
            end = start + len(marker)
            if tuple(tokens[start:end]) == marker and _corrects(tokens, start, end, marker):
                return tokens[end:], True
    return tokens, False


def _corrects(tokens: list[str], start: int, end: int, marker: tuple[str, ...]) -> bool:
    """Something must follow; after a bare "no" only a short other answer ("no light, no sugar" is none)."""
    after = [t for t in tokens[end:] if is_word_like(t)]
    bare = len(marker) == 2 and marker[-1] == "no"
    if bare and after and after[0] in _BOUNDS:  # at least one, but no more than two
        return False
    return bool(after) and not (bare and (len(after) > 3 or "no" in tokens[:start]))


_BOUNDS = frozenset("more less fewer later earlier longer".split())


def _unwrapped(tokens: list[str]) -> list[str]:
    """Drop "um i think it's", "i'm not sure but", "i wanna say"."""
    if not any(token in WRAPPING_STARTS for token in tokens):
        return tokens
    out: list[str] = []
    at = 0
    while at < len(tokens):
        said = WRAPPING_STARTS.get(tokens[at], ())
        size = next((len(w) for w in said if tuple(tokens[at : at + len(w)]) == w and len(w) < len(tokens)), 0)
        if not size:
            out.append(tokens[at])
        at += size or 1
    return out if any(map(is_word_like, out)) else tokens
