"""How a word sounds: two spellings that are read aloud alike share a key."""

from __future__ import annotations

import re
from functools import lru_cache

Rules = tuple[tuple[re.Pattern[str], str], ...]
_RULES: Rules = (
    (re.compile("(?<=[a-z]{3})(?:[iy]?ev|ov|ow|off|eff|yov)$"), "av"),
    (re.compile("^(?:kn|gn|pn)"), "n"),
    (re.compile("^wr"), "r"),
    (re.compile("^(?:ps|cs)"), "s"),
    (re.compile("^x"), "z"),
    (re.compile("tch|tsch|tia(?=l)|tj"), "C"),
    (re.compile("sch(?=[aeiou])|ti(?=on|ous|ate)|ssi(?=on)|ci(?=al|ous|an|ate)|shi(?=on|ate)|sh"), "S"),
    (re.compile("dge?"), "j"),
    (re.compile("igh|eigh"), "i"),
    (re.compile("ough|augh"), "o"),
    (re.compile("ph|gh(?=$)"), "f"),
    (re.compile("ch(?=[rl])|ck|q(?:u)?|kh|gh"), "k"),
    (re.compile("ch"), "C"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("g(?=[eiy])"), "j"),
    (re.compile("c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("th"), "t"),
    (re.compile("wh"), "w"),
    (re.compile("mb$"), "m"),
    (re.compile("z"), "s"),
    (re.compile("(?<=[aeiou])[hw]|(?<=[aeiou])y(?=$|[^aeiou])|h(?=[^aeiou]|$)"), ""),
    (re.compile("(?<=[aeiouy])r(?=$)"), "r"),
)
_VOWELS = re.compile("[aeiouy]+")
_SILENT_R = re.compile("(?<=a)r(?!a)|(?<=^)r(?=[^a])")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return the sound key: consonants by class, each run of vowels an 'a', no final vowel.

    >>> sound("clorofill") == sound("chlorophyll"), sound("zylem") == sound("xylem")
    (True, True)
    >>> sound("mitosis") == sound("meiosis")
    False
    """
    if not word.isalpha() or not word.isascii() or len(word) > 40:
        return word
    return undoubled(_VOWELS.sub("a", respelt(word, _RULES))).removesuffix("a")


@lru_cache(maxsize=1 << 16)
def consonants(key: str) -> str:
    """Return a sound key without its inner vowels, and r only before one: what voices of all accents share.

    >>> consonants(sound("pootin")) == consonants(sound("putin"))
    True
    """
    return undoubled(key[:1] + _SILENT_R.sub("", key[1:]).replace("a", ""))


def respelt(word: str, rules: Rules) -> str:
    """Return a word with each pattern, in order, written as it is heard."""
    for pattern, heard in rules:
        word = pattern.sub(heard, word)
    return word


def undoubled(word: str) -> str:
    """Return a word without letters said twice.

    >>> undoubled("fusst")
    'fust'
    """
    return _DOUBLE.sub(r"\1", word)
