"""Single words of other languages: which languages have a word, and what it is in English."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tutor.grading.tables.calendar import MONTH
from tutor.grading.tables.endings import BASES, ELIDED, ENDINGS, LINKING, LONGEST, ONLY
from tutor.grading.tables.languages import SMALL, WORDS, names
from tutor.grading.tables.meanings import PHRASES
from tutor.grading.tokens import number_of
from tutor.text import is_word

_NOT_ENGLISH = frozenset(
    "der des les las los del della dei dans pour sur par sie zu ne het een zijn aan naar door ces ses leur au aux oder "
    "wenn als wie nur avec sans sous ont donde pero entre hasta desde sobre cuando como degli delle sono alla dello "
    "dal nel dell dall nell sull qu questo anche quando ook geen zonder onder tussen kogda chto kak dlya "
    "eto bez".split()
)
"""Words that are no English ones, whatever a large dictionary may say."""
ENGLISH = frozenset(
    "the of and because was were they it its to that is are with their for from by not which has have had been this "
    "there would could when who what than he she his her".split()
)
_PREFIXED = re.compile(
    r"(ab|an|auf|aus|bei|durch|ein|fern|fest|fort|frei|her|hin|los|mit|nach|statt|teil|um|vor|weg|weiter|wieder|zu|zuruck|zusammen)?"
    r"(?:ge|zu)([a-z]{3,})"
)
_UMLAUTS = re.compile("([aou])e")
LEAST = 4
"""Letters of a word that counts by itself."""
HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=1 << 16)
def languages_of(token: str) -> frozenset[str]:
    """Return the languages that have this word, none when English has it too; "names" for those of `names`."""
    if not token.isascii():
        return frozenset({"names"}) if HAN.search(token) else frozenset()
    if len(token) < 2 or not token[0].isalpha() or number_of(token) is not None or token in MONTH:
        return frozenset()
    head, mark, rest = token.partition("'")
    if mark and head in ELIDED:
        return languages_of(rest) & {"fr", "it"}
    bare = token.replace("'", "")
    if bare not in _NOT_ENGLISH and (token in ENGLISH or token in PHRASES or is_word(bare)):
        return frozenset()
    if english_name(bare):
        return frozenset({"names", *(language for language, table in WORDS.items() if bare in table)})
    found = frozenset(
        language for language in WORDS if bare in phrase_starts(language) or look_up(bare, language, LEAST)
    )
    return found or (frozenset({"names"}) if bare.removeprefix("u") in name_starts() else found)


@lru_cache(maxsize=1 << 14)
def look_up(word: str, language: str, least: int = 3) -> str:
    """Return the English of a word: as it stands, without its ending, or of its parts; else "".

    `least` is how many letters a stem and the parts of a compound have at least.
    """
    table = WORDS[language]
    if word in table:
        return table[word] if word in SMALL[language] else f"{table[word]} {_without_ending(word, language, LEAST)}"
    return (
        ("" if is_word(word) else english_name(word))
        or _without_ending(word, language, least)
        or (_german_form(word, least) if language == "de" else "")
        or (_compound(word, language, least) if language in ("de", "nl") else "")
    )


def _without_ending(word: str, language: str, least: int) -> str:
    """Return the English of the words that a form may come from, the most likely first: the shortest ending."""
    table, small, endings = WORDS[language], SMALL[language], ENDINGS[language]
    stems = [(word[-n:], word[:-n]) for n in range(1, min(LONGEST, len(word) - least) + 1) if word[-n:] in endings]
    found = [stem for _, stem in stems if stem in table]
    for ending, stem in stems:
        bases = ONLY.get((language, ending), BASES[language])
        found += [stem + base for base in bases if stem + base in table and len(stem + base) >= LEAST]
    return " ".join(table[one] for one in dict.fromkeys(found) if one not in small)


def _german_form(word: str, least: int) -> str:
    """Find "aufgebaut" by "aufbauen" and "haeuser" by "haus"."""
    plain = _UMLAUTS.sub(r"\1", word)
    if plain != word and (found := WORDS["de"].get(plain) or _without_ending(plain, "de", least)):
        return found
    prefixed = _PREFIXED.fullmatch(word)
    if not prefixed:
        return ""
    verb = (prefixed[1] or "") + prefixed[2]
    return WORDS["de"].get(verb) or _without_ending(verb, "de", least)


def _compound(word: str, language: str, least: int) -> str:
    """Return the English of both parts of a compound, joined by _: double_helix for doppelhelix.

    >>> _compound("doppelhelix", "de", 4), _compound("ostwind", "de", 3), _compound("lionheart", "nl", 4)
    ('double_helix', 'east_wind', '')
    """
    for cut in range(least, len(word) - least + 1):
        first, head = word[:cut], word[cut:]
        meant = _part(head, language) or (len(head) > LEAST and _without_ending(head, language, LEAST)) or ""
        for link in LINKING:
            part = first.removesuffix(link)
            if len(part) < least or part + link != first:
                continue
            before = _part(part, language)
            one, two = before or (meant and _same(part)), meant or (before and _same(head))
            if one and two and not (_same(part) and _same(head)):
                return " ".join(f"{a}_{b}" for a in one.split() for b in two.split())
    return ""


def _part(part: str, language: str) -> str:
    """Return the English of a part of a compound, a verb's without its ending."""
    table = WORDS[language]
    found = next((part + base for base in ("", "e", "en") if part + base in table), "")
    return table[found] if found and found not in SMALL[language] else ""


def _same(part: str) -> str:
    """Return a part that is the same in English: atom, helix."""
    return part if len(part) >= LEAST and is_word(part) else ""


@cache
def phrase_starts(language: str) -> frozenset[str]:
    """Return the first words of the phrases of a table."""
    return frozenset(phrase.split("_")[0] for phrase in WORDS[language] if "_" in phrase)


@cache
def name_starts() -> frozenset[str]:
    """Return the names, and the first words of those of several words."""
    return frozenset(name.split("_")[0] for name in names())


def english_name(word: str) -> str:
    """Return the English of a name, "" when it has none of its own."""
    return names().get(word) or names().get(word.removesuffix("desu"), "")
