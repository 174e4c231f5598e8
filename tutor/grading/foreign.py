"""Answers in other languages: their words read as the English ones that they stand for.

A word that is English too ("gift", "die", "rot") is read so only in an answer that is in that language beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tutor.grading.tables.calendar import MONTH
from tutor.grading.tables.endings import ELIDED
from tutor.grading.tables.languages import ADJECTIVES, NOUNS, SMALL, WORDS, names
from tutor.grading.tokens import number_of
from tutor.grading.vocabulary import ENGLISH, HAN, LEAST, english_name, languages_of, look_up, name_starts
from tutor.text import is_word

Own = Sequence[Collection[str]]
"""The words of the question, the key and the passage."""

_FIGURE = re.compile("[0-9]+")
_WITH_ZU = re.compile(
    "(?:ab|an|auf|aus|bei|ein|fern|fest|fort|her|hin|los|mit|nach|um|vor|weg|zuruck|zusammen)zu[a-z]+"
)
_NE = frozenset({"ne", "n"})
_LONGEST = 120
"""Characters of Chinese or Japanese that are read without a break."""


def in_english(tokens: list[str], own: Own = ()) -> list[str]:
    """Return the tokens of an answer with its foreign words in English; an English answer as it is.

    >>> in_english("weil die arbeiter knapp waren".split())
    ['because', 'the', 'worker', 'scarce', 'were']
    >>> in_english("the gift of a rat".split())
    ['the', 'gift', 'of', 'a', 'rat']
    """
    if not _has_strange(tokens, own):
        return tokens
    if any(map(HAN.search, tokens)):
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
        languages = languages_of(parts[at])
        found = (_phrase(parts, at, table) for table in (*map(WORDS.get, languages), names()) if table)
        size, meant = next((one for one in found if one[0]), (0, [])) if languages else (0, [])
        out += meant if size else _alone(parts[at], own)
        at += size or 1
    return out


def _has_strange(tokens: list[str], own: Own) -> bool:
    return any(map(languages_of, tokens)) and any(languages_of(t) and not _is_own(t, own) for t in tokens)


def _language(tokens: list[str], own: Own) -> str:
    """Return the language that an answer is in: by two words that are no English ones, or by all of its words."""
    said = [t for t in dict.fromkeys(tokens) if t[0].isalpha()]
    sure = [t for t in said if not _is_own(t, own)]
    votes = {language: sum(language in languages_of(t) for t in sure) for language in WORDS}
    most = max(votes.values())
    if not most:
        return ""
    best = max(WORDS, key=lambda one: (votes[one], sum(t in WORDS[one] for t in said)))
    english = sum(t in ENGLISH and t not in SMALL[best] for t in said)
    known = sum(bool("names" in languages_of(t) or look_up(t, best) or number_of(t)) for t in said)
    whole = len(said) > 1 and not english and known >= len(said) * (0.75 if len(said) > 3 else 1)
    return best if whole or (most > 1 and most > english) else ""


def _is_own(token: str, own: Own) -> bool:
    return any(token in words for words in own)


def _parts(token: str) -> list[str]:
    """Cut "l'eau" in two, and names of Chinese and Japanese out of what stands around them."""
    head, mark, rest = token.partition("'")
    if mark and rest and head in ELIDED and (languages_of(rest) or len(head) > 2 or head == "qu"):
        return [head, rest]
    if token.startswith("ual") and token[1:] in name_starts():  # Arabic writes "and" on the next word
        return ["and", token[1:]]
    return _cut_names(token) if not token.isascii() else [token]


def _elided(token: str, language: str) -> list[str]:
    """Cut "qu'on" in two, whatever stands behind the apostrophe."""
    head, mark, rest = token.partition("'")
    return [head, rest] if mark and rest and head in ELIDED and language in ("fr", "it") else [token]


def _cut_names(token: str) -> list[str]:
    known, out, at = names(), [], 0
    if not HAN.search(token):
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
    out = [t for at, t in enumerate(out) if t != "the" or not at or out[at - 1] != "only"]
    if language in ("fr", "es", "it", "pt"):
        out = _adjectives_first(_compared(out))
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


def _compared(out: list[str]) -> list[str]:
    """Make one word of "more light" where English has "lighter"."""
    for at in range(len(out) - 1):
        if out[at] == "more" and (longer := out[at + 1].removesuffix("e") + "er") in ADJECTIVES:
            out[at : at + 2] = ["", longer]
    return [t for t in out if t]


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
    if languages_of(token) and bare not in SMALL[language] and _is_own(token, own):
        return [token]
    found = look_up(bare, language)
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
    languages = languages_of(token)
    if not languages or (token.isascii() and (len(token) < LEAST or is_word(token))) or _is_own(token, own):
        return [token]
    found = [look_up(token.replace("'", ""), one) for one in WORDS if one in languages]
    return _chosen(" ".join([*found, english_name(token) or token]).split(), own).split("_")
