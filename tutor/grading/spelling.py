"""When is a strange word a slip of the one meant?"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA

from tutor.grading.sounds import consonants, respelt, sound, undoubled
from tutor.grading.tables.homophones import HOMOPHONES
from tutor.grading.tokens import Word


def slips(length: int) -> int:
    """Return how many letters may be wrong in a word of this length.

    >>> slips(3), slips(6), slips(11)
    (0, 1, 2)
    """
    return 0 if length < 4 else 1 if length < 8 else 2


def is_slip(given: Word, meant: Word, taken: frozenset[str] = frozenset()) -> bool:
    """Tell whether `given` is `meant` misspelt: near in letters or in sound, and no word of its own.

    `taken` are words that mean something else here: the article's, the other answers'.

    >>> from tutor.grading.tokens import word
    >>> is_slip(word("boltan"), word("bolton")), is_slip(word("meiosis"), word("mitosis"))
    (True, False)
    """
    one, two = given.text, meant.text
    if not (one.isalpha() and two.isalpha()) or meant.value is not None:
        return False
    if _variant(one) == _variant(two):
        return True
    if given.known or one in taken:
        return _homophones(given, meant) and one not in taken
    if len(two) < 4 and not one.endswith("s"):
        return len(two) == 3 and len(one) in (3, 4) and given.sound == meant.sound and _hard(one) == _hard(two)
    edits = OSA.distance(one, two, score_cutoff=6)
    if edits <= slips(len(two)) or _sounds_alike(given, meant, edits) or _jumbled(one, two, edits):
        return True
    several = len(one) > 2 and one[-1] == "s" != two[-1]  # roks, egs
    return several and sound(one[:-1]) == meant.sound and OSA.distance(one[:-1], two) < 2


_VARIANTS = (
    (re.compile("^oe|(?<=[^ao])oe(?=[a-z]{3})|ae(?=[a-z]{3})"), "e"),
    (re.compile("our(?=$|s|ed|ing|ite)"), "or"),
    (re.compile("is(?=e|ing|ation|ed|es|er)"), "iz"),
    (re.compile("(?<=[^aeiou])re(?=s?$)"), "er"),
    (re.compile("ogue(?=s?$)"), "og"),
    (re.compile("ll(?=ed|ing|er)"), "l"),
)


@lru_cache(maxsize=1 << 14)
def _variant(word: str) -> str:
    """Return one spelling for what Britain and America spell differently.

    >>> _variant("oesophagus") == _variant("esophagus"), _variant("harbour") == _variant("harbor")
    (True, True)
    """
    return respelt(word, _VARIANTS) if len(word) > 5 else word


def _hard(short: str) -> str:
    """Return the letters that initials differ by: IOC is not IWC."""
    return undoubled(short.translate({ord(c): None for c in "aeiouy"}))


def _jumbled(one: str, two: str, edits: int) -> bool:
    """Tell a long word with all its letters, or all but one, in a muddle."""
    if len(two) < 8 or edits > 4 or one[0] != two[0] or abs(len(one) - len(two)) > 1:
        return False
    return (Counter(one) - Counter(two)).total() + (Counter(two) - Counter(one)).total() <= 1


def _homophones(given: Word, meant: Word) -> bool:
    """Two words of the language that are read aloud exactly alike."""
    if HOMOPHONES.get(given.text, given.text) == HOMOPHONES.get(meant.text, meant.text):
        return True
    return len(given.text) > 3 and _aloud(given.text) == _aloud(meant.text)


_SAME_VOWELS = (
    (re.compile("(?:ur|ir|er|ear)(?=[^aeiouy]|$)"), "er"),
    (re.compile("ie?(?=$)|y|ie"), "i"),
    (re.compile("ai|ay|ei|ey"), "ai"),
    (re.compile("ck|c(?=[^eih]|$)"), "k"),
    (re.compile("ph"), "f"),
)


@lru_cache(maxsize=1 << 14)
def _aloud(word: str) -> str:
    """Return one spelling for vowels that are spoken alike: burn for Bern, dandy for Dandi.

    >>> _aloud("burn") == _aloud("bern"), _aloud("barn") == _aloud("bern")
    (True, False)
    """
    return undoubled(respelt(word, _SAME_VOWELS))


def _sounds_alike(given: Word, meant: Word, edits: int) -> bool:
    one, two = consonants(given.sound), consonants(meant.sound)
    if given.sound == meant.sound and len(meant.sound) > 2:
        return edits <= max(3, len(meant.text) * 0.8)
    if one == two:
        return len(one) > 1 and edits <= max(2, len(meant.text) // 2 - 1)
    if len(meant.text) < 6 or edits > 3 or edits > len(meant.text) * 0.4:
        return False
    return len(two) > 3 and OSA.distance(one, two) <= 1 and one[0] == two[0]


def swapped_letters(given: Word, meant: Word) -> bool:
    """Tell a real word that is still a slip where its neighbour fits: letters swapped, or the same sound.

    >>> from tutor.grading.tokens import word
    >>> swapped_letters(word("strat"), word("start")), swapped_letters(word("nu"), word("new"))
    (True, True)
    """
    one, two = given.text, meant.text
    if one[0] != two[0] or given.value is not None or meant.value is not None:
        return False
    return (len(one) > 3 and sorted(one) == sorted(two) and OSA.distance(one, two) == 1) or (
        given.sound == meant.sound and (one[-1] != "s" or two.endswith("ss")) and not given.function
    )


def joined_slip(joined: str, meant: Word, sound_of: str) -> bool:
    """Tell whether words run together read as the one meant: moss cow, robes pierre."""
    if joined == meant.text:
        return True
    return (
        len(meant.text) > 4
        and consonants(sound_of) == consonants(meant.sound)
        and abs(len(joined) - len(meant.text)) < 4
    )
