"""Answers in other languages: their words read as the English ones that they stand for.

A word that is English too ("gift", "die", "rot") is read so only in an answer that is in that language beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from tutor.grading.tables.calendar import MONTH
from tutor.grading.tables.endings import BASES, ELIDED, ENDINGS, LINKING
from tutor.grading.tables.languages import ADJECTIVES, NOUNS, SMALL, WORDS, names
from tutor.grading.tables.meanings import PHRASES
from tutor.grading.tokens import number_of
from tutor.text import is_word

Own = Sequence[Collection[str]]
"""The words of the question, the key and the passage."""

_NOT_ENGLISH = frozenset(
    "der des les las los del della dei dans pour sur par sie zu ne het een zijn aan naar door ces ses leur au aux oder "
    "wenn als wie nur avec sans sous ont donde pero entre hasta desde sobre cuando como degli delle sono alla dello "
    "dal nel questo anche quando ook geen zonder onder tussen kogda chto kak dlya eto bez".split()
)
"""Words that are no English ones, whatever a large dictionary may say."""
_ENGLISH = frozenset(
    "the of and because was were they it its to that is are with their for from by not which has have had been this "
    "there would could when who what than he she his her".split()
)
_MIXED = re.compile(r"[\u3400-\u9fff]")
_FIGURE = re.compile("[0-9]+")
_PREFIXED = re.compile(
    r"(ab|an|auf|aus|bei|durch|ein|fern|fest|fort|frei|her|hin|los|mit|nach|statt|teil|um|vor|weg|weiter|wieder|zu|zuruck|zusammen)?"
    r"(?:ge|zu)([a-z]{3,})"
)
_WITH_ZU = re.compile(
    "(?:ab|an|auf|aus|bei|ein|fern|fest|fort|her|hin|los|mit|nach|um|vor|weg|zuruck|zusammen)zu[a-z]+"
)
_UMLAUTS = re.compile("([aou])e")
_NE = frozenset({"ne", "n"})
_LONGEST = 120
"""Characters of Chinese or Japanese that are read without a break."""
_LEAST = 4
"""Letters of a word that counts by itself."""


def in_english(tokens: list[str], own: Own = ()) -> list[str]:
    """Return the tokens of an answer with its foreign words in English; an English answer as it is.

    >>> in_english("weil die arbeiter knapp waren".split())
    ['because', 'the', 'worker', 'scarce', 'were']
    >>> in_english("the gift of a rat".split())
    ['the', 'gift', 'of', 'a', 'rat']
    """
    if not _has_strange(tokens, own):
        return tokens
    if any(map(_MIXED.search, tokens)):
        return word_by_word(tokens, own)
    parts = [part for token in tokens for part in _parts(token)]
    language = _language(parts, own)
    return _translated(parts, language, own) if language else tokens


def word_by_word(tokens: list[str], own: Own = ()) -> list[str]:
    """Return the tokens with each word that is no English one in English, whatever stands beside it.

    >>> word_by_word("it must be wasserstoff".split())
    ['it', 'must', 'be', 'hydrogen']
    """
    if not _has_strange(tokens, own):
        return tokens
    parts, out, at = [part for token in tokens for part in _parts(token)], [], 0
    while at < len(parts):
        size, meant = _phrase(parts, at, names())
        out += meant if size else _alone(parts[at], own)
        at += size or 1
    return out


def _has_strange(tokens: list[str], own: Own) -> bool:
    return any(map(_strange, tokens)) and any(_strange(t) and not _is_own(t, own) for t in tokens)


def _language(tokens: list[str], own: Own) -> str:
    """Return the language that an answer is in: by two words that are no English ones, or by all of its words."""
    said = [t for t in dict.fromkeys(tokens) if t[0].isalpha()]
    sure = [t for t in said if not _is_own(t, own)]
    votes = {language: sum(language in _strange(t) for t in sure) for language in WORDS}
    most = max(votes.values())
    if not most:
        return ""
    best = max(WORDS, key=lambda one: (votes[one], sum(t in WORDS[one] for t in said)))
    english = sum(t in _ENGLISH and t not in WORDS[best] for t in said)
    whole = len(said) > 1 and all(t in WORDS[best] or _strange(t) & {best, "names"} for t in said)
    return best if whole or (most > 1 and most > english) else ""


def _is_own(token: str, own: Own) -> bool:
    return any(token in words for words in own)


@lru_cache(maxsize=1 << 16)
def _strange(token: str) -> frozenset[str]:
    """Return the languages that have this word, none when English has it too; "names" for those of `names`."""
    if not token.isascii():
        return frozenset({"names"}) if _MIXED.search(token) else frozenset()
    if len(token) < 2 or not token[0].isalpha() or number_of(token) is not None or token in MONTH:
        return frozenset()
    head, mark, rest = token.partition("'")
    if mark and head in ELIDED:
        return _strange(rest) & {"fr", "it"}
    bare = token.replace("'", "")
    if bare not in _NOT_ENGLISH and (token in _ENGLISH or token in PHRASES or is_word(bare)):
        return frozenset()
    if _name(bare):
        return frozenset({"names", *(language for language, table in WORDS.items() if bare in table)})
    found = frozenset(language for language in WORDS if _look_up(bare, language, _LEAST))
    return found or (frozenset({"names"}) if bare.removeprefix("u") in _name_starts() else found)


@lru_cache(maxsize=1 << 14)
def _look_up(word: str, language: str, least: int = 3) -> str:
    """Return the English of a word: as it stands, without its ending, or of its parts; else "".

    `least` is how many letters a stem and the parts of a compound have at least.
    """
    table = WORDS[language]
    if word in table:
        return table[word]
    return (
        ("" if is_word(word) else _name(word))
        or _without_ending(word, language, least)
        or (_german_number(word) if language == "de" else "")
        or (_german_form(word, least) if language == "de" else "")
        or (_compound(word, language, least) if language in ("de", "nl") else "")
    )


def _without_ending(word: str, language: str, least: int) -> str:
    table, small = WORDS[language], SMALL[language]
    for ending in ENDINGS[language]:
        stem = word.removesuffix(ending)
        if len(stem) == len(word) or len(stem) < least:
            continue
        for base in BASES[language]:
            if len(stem + base) >= _LEAST and stem + base in table and stem + base not in small:
                return table[stem + base]
    return ""


def _german_number(word: str) -> str:
    """Read "sechsundvierzig" as 46."""
    one, _, ten = word.partition("und")
    units, tens = 1.0 if one == "ein" else number_of(one), number_of(ten)
    return str(int(units + tens)) if units and tens and units < 10 <= tens else ""


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
        meant = _part(head, language) or (len(head) > _LEAST and _without_ending(head, language, _LEAST))
        for link in LINKING if meant else ():
            part = first.removesuffix(link)
            before = _part(part, language) if len(part) >= least and part + link == first else ""
            if before and not (is_word(part) and is_word(head)):
                return " ".join(f"{one}_{two}" for one in before.split() for two in str(meant).split())
    return ""


def _part(part: str, language: str) -> str:
    """Return the English of a part of a compound, a verb's without its ending; "atom" is the same in both languages."""
    table = WORDS[language]
    for base in ("", "e", "en"):
        if part + base in table and part + base not in SMALL[language]:
            return table[part + base]
    return part if len(part) >= _LEAST and is_word(part) else ""


@cache
def _name_starts() -> frozenset[str]:
    return frozenset(name.split("_")[0] for name in names())


def _name(word: str) -> str:
    return names().get(word) or names().get(word.removesuffix("desu"), "")


def _parts(token: str) -> list[str]:
    """Cut "l'eau" in two, and names of Chinese and Japanese out of what stands around them."""
    head, mark, rest = token.partition("'")
    if mark and head in ELIDED and _strange(rest):
        return [head, rest]
    if token.startswith("ual") and token[1:] in _name_starts():  # Arabic writes "and" on the next word
        return ["and", token[1:]]
    return _cut_names(token) if not token.isascii() else [token]


def _elided(token: str, language: str) -> list[str]:
    """Cut "qu'on" in two, whatever stands behind the apostrophe."""
    head, mark, rest = token.partition("'")
    return [head, rest] if mark and rest and head in ELIDED and language in ("fr", "it") else [token]


def _cut_names(token: str) -> list[str]:
    known, out, at = names(), [], 0
    if not _MIXED.search(token):
        return [token]
    while at < min(len(token), _LONGEST):
        figure = _FIGURE.match(token, at)
        longest = min(len(token) - at, 12)
        size = next((n for n in range(longest, 0, -1) if token[at : at + n] in known), 0) if not figure else 0
        end = figure.end() if figure else at + size
        if end > at:
            out.append(token[at:end])
        at = max(end, at + 1)
    return out or [token]


def _translated(tokens: list[str], language: str, own: Own) -> list[str]:
    """Return an answer that is all in one language in English."""
    tokens = _verbs_forward(tokens) if language == "de" else [p for t in tokens for p in _elided(t, language)]
    out: list[str] = []
    at = 0
    while at < len(tokens):
        size, meant = _phrase(tokens, at, WORDS[language])
        out += meant if size else _meant(tokens[at], language, own)
        at += size or 1
    if language in ("fr", "es", "it", "pt"):
        out = _adjectives_first(out)
    return _one_no(tokens, out) if language == "fr" else [t for t in out if t != "'"]


def _verbs_forward(tokens: list[str]) -> list[str]:
    """Put the verb of "um ... zu ..." where English has it.

    >>> _verbs_forward("um die wand zu bauen , aber".split())
    ['um', 'bauen', 'die', 'wand', ',', 'aber']
    """
    out = list(tokens)
    for start in [at for at, said in enumerate(tokens) if said == "um"]:
        end = next((at for at in range(start, len(out)) if not out[at][0].isalnum()), len(out))
        plain = end - start > 3 and out[end - 2] == "zu"
        if plain or (end - start > 2 and _WITH_ZU.fullmatch(out[end - 1])):
            out[start + 1 : end] = [out[end - 1], *out[start + 1 : end - (2 if plain else 1)]]
    return out


def _adjectives_first(out: list[str]) -> list[str]:
    """Put an adjective before its noun.

    >>> _adjectives_first("the charge electric moves".split())
    ['the', 'electric', 'charge', 'moves']
    """
    for at in range(1, len(out)):
        if out[at] in ADJECTIVES and out[at - 1] in NOUNS and out[at] not in NOUNS:
            out[at - 1 : at + 1] = [out[at], out[at - 1]]
    return out


def _phrase(tokens: list[str], at: int, table: dict[str, str]) -> tuple[int, list[str]]:
    """Return the longest phrase of the table that begins here: how many tokens, and its English."""
    for size in range(min(4, len(tokens) - at), 1, -1):
        joined = "_".join(tokens[at : at + size])
        if joined in table:
            return size, table[joined].split()[0].split("_")
    return 0, []


def _meant(token: str, language: str, own: Own) -> list[str]:
    """Return the English of one word: in the sense that the passage uses, else in its first."""
    bare = token.replace("'", "")
    if not token[0].isalpha() or (bare not in SMALL[language] and (number_of(token) is not None or token in MONTH)):
        return [token]
    if _strange(token) and bare not in SMALL[language] and _is_own(token, own):
        return [token]
    found = _look_up(bare, language)
    return [t for t in _chosen(found.split(), own).split("_") if t] if found else [token]


def _chosen(options: list[str], own: Own) -> str:
    for option in options:
        if all(_is_own(o, own) or _is_own(o + "s", own) for o in option.split("_")):
            return option
    return options[0]


def _one_no(tokens: list[str], out: list[str]) -> list[str]:
    """Let a "ne" before the verb do for the "pas" behind it."""
    if _NE.isdisjoint(tokens):
        return out
    silent = {"not", "never", "no", "more"} if "plus" in tokens else {"not", "never", "no"}
    return ["not" if t in _NE else t for t in out if t not in silent]


def _alone(token: str, own: Own) -> list[str]:
    """Return the English of a foreign word among English ones, or by itself."""
    languages = _strange(token)
    if not languages or (len(token) < _LEAST and token.isascii()) or _is_own(token, own):
        return [token]
    found = [_look_up(token.replace("'", ""), one) for one in WORDS if one in languages]
    return _chosen(" ".join([*found, _name(token) or token]).split(), own).split("_")
