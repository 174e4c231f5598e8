"""Names as they are heard, or spelt in another script: compared by their consonants, whole name against whole name."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from tutor.grading.phrases import Answer, Phrase, without_brackets
from tutor.grading.sounds import respelt, undoubled
from tutor.grading.spelling import is_slip
from tutor.grading.tokens import Word, word
from tutor.text import fold, words

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_]")
_SAME_SOUND = (
    (re.compile("tsch|tch|sch|sh|ch|zh|cz|sz|ts|tz|ss?i(?=o)|ti(?=o)|c(?=[eiy])|[zx]"), "s"),
    (re.compile("th(?=r)|ph|gh(?=$)|[vwf]|b"), "f"),
    (re.compile("kh|gh|ck|qu|[cgkqj]"), "k"),
    (re.compile("th|[dt]"), "t"),
    (re.compile("l"), "r"),
    (re.compile("[aeiouyhw'-]"), ""),
)
MOST_WORDS = 5
"""Words of a name that is heard as a whole."""


@lru_cache(maxsize=1 << 14)
def skeleton(text: str) -> str:
    """Return the consonants of a folded name in classes that accents and scripts mix up.

    >>> skeleton("carl fon frish") == skeleton("karl von frisch")
    True
    >>> skeleton("mitosis") == skeleton("meiosis")
    False
    """
    return undoubled(respelt(text.replace(" ", ""), _SAME_SOUND))


def heard_as(answer: Answer, wordings: tuple[Phrase, ...]) -> Phrase | None:
    """Return the wording that an answer of a few words sounds like, read aloud as a whole."""
    said = [w for w in answer.words if w.text not in _LITTLE]
    if not 0 < len(said) <= MOST_WORDS or answer.denied or any(w.value is not None for w in said):
        return None
    spelt = "".join(w.text for w in said)
    if len(said) == 1 and said[0].known:
        return None
    other_script = not _LATIN.search(answer.text) and bool(_OTHER_SCRIPT.search(answer.text))
    for wording in wordings:
        name = "".join(w.text for w in _aloud(wording.text))
        if _word_by_word(said, wording):
            return wording
        if name.isalpha() and not _other_words(said, wording) and _alike(fold(spelt), name, len(said), other_script):
            return wording
    return None


@lru_cache(maxsize=1 << 12)
def _aloud(text: str) -> tuple[Word, ...]:
    """Return the words of a wording as they are read: "czech republic", though it is known under one name."""
    return tuple(word(w) for w in words(without_brackets(text)) if w not in _LITTLE)


def _word_by_word(said: list[Word], wording: Phrase) -> bool:
    """Tell each word right or a slip of the one at its place, whatever the whole is called: sovjet union."""
    own = _aloud(wording.text)
    pairs = zip(said, own, strict=False)
    return len(said) == len(own) > 1 and all(a.text == b.text or is_slip(a, b) for a, b in pairs)


def _other_words(said: list[Word], wording: Phrase) -> bool:
    """Tell real words, none of which sounds like the name's word at its place: newt art is no New START."""
    own = _aloud(wording.text)
    if len(own) == 1 or not any(w.known for w in said):
        return False
    if len(own) != len(said):
        return all(w.known for w in said)
    pairs = [(a, b) for a, b in zip(said, own, strict=True) if a.known and a.text != b.text]
    return any(OSA.distance(skeleton(a.text), skeleton(b.text)) > len(b.text) // 6 for a, b in pairs)


_LITTLE = frozenset("the a an of it's its is was".split())


def _alike(spelt: str, name: str, parts: int, other_script: bool) -> bool:
    one, two = skeleton(spelt), skeleton(name)
    if other_script:
        return len(two) > 1 and OSA.distance(one, two) <= (len(two) > 4) + (len(two) > 8)
    if parts == 1:
        return one == two and len(two) > 1 and spelt[0] == name[0] and len(name) > 3 and OSA.distance(spelt, name) < 3
    if len(two) < 3 or spelt[0] == name[0] == "" or len(spelt) > 40:
        return False
    near = OSA.distance(spelt, name) <= max(3, len(name) * (0.75 if one == two and len(two) > 4 else 0.6))
    return near and (one == two or (len(two) > 5 and OSA.distance(one, two) <= 1 and _few_words(spelt, name)))


def _few_words(spelt: str, name: str) -> bool:
    return (spelt[:1] == name[:1] or len(name) > 14) and abs(len(spelt) - len(name)) < 4
