"""Text cut into words and marks, and what is known of each word, worked out once per word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from tutor.grading.sounds import sound
from tutor.grading.tables.calendar import MONTH_NAMES
from tutor.grading.tables.grammar import FUNCTION_WORDS, NEGATORS
from tutor.grading.tables.meanings import PHRASES, SAME, SECONDS, SENSES, SINGLE
from tutor.grading.tables.numbers import OFTEN_MISSPELT, ORDINAL, SCALE, SMALL
from tutor.grading.tables.units import UNIT
from tutor.text import fold, is_word, lemma

_TOKEN = re.compile(
    r"(?<![\w)])-?[0-9]+(?:[.,][0-9]+)*|[0-9]+(?:[.,][0-9]+)*|°[cfk]\b|[^\W\d_][^\W_]*(?:'[^\W_]+)*|[^\w\s]"
)
_GROUPS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])")
_YEAR_WITH_O = re.compile(r"\b([12])([0-9o])([0-9o])([0-9o])\b")
_DOTTED = re.compile(r"(?<![\w.])(?:[a-z]\.){2,6}(?![a-z]{2})")
_ROMAN = re.compile(r"(?=[ivxlc]{2}|[ivxlcdm]{4})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|v|x")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DIGIT = re.compile("[0-9]")
_WORD_LIKE = re.compile(r"[^\W_]")
_SPELT_LIKE = sorted(OFTEN_MISSPELT | {m.lower() for m in MONTH_NAMES if len(m) > 4})
_NO_SENSE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A folded word and what is known of it. `value` is the number it spells, `senses` the meanings it has."""

    text: str
    lemma: str
    stem: str
    senses: frozenset[str]
    same: frozenset[str]
    function: bool
    negator: bool
    known: bool
    sound: str
    value: float | None

    def __repr__(self) -> str:
        return self.text


def cut(text: str, most: int = 0) -> list[str]:
    """Return the folded words, numbers and marks of a text, thousands joined.

    Of more than `most` of them the last third and what comes first are kept.

    >>> cut("It's 300 000 km, or 5½ – Russia’s!")
    ["it's", '300000', 'km', ',', 'or', '5', '1', '/', '2', '-', "russia's", '!']
    """
    folded = fold(text)
    if "." in folded:
        folded = _DOTTED.sub(lambda m: m[0].replace(".", ""), folded)
    if _DIGIT.search(folded):
        folded = _GROUPS.sub(lambda m: re.sub("[ ']", "", m[0]), folded)
        folded = _YEAR_WITH_O.sub(lambda m: m[0].replace("o", "0"), folded)
    tokens = _TOKEN.findall(folded)
    if most and len(tokens) > most:
        tokens = [*tokens[: most * 2 // 3], ";", *tokens[-most // 3 :]]
    return merged(tokens)


def merged(tokens: list[str]) -> list[str]:
    """Replace the phrases that mean one thing by its one name ("soviet union" by "ussr")."""
    if not any(map(_starts_phrase, tokens)):
        return tokens
    out: list[str] = []
    at = 0
    while at < len(tokens):
        found = _phrase_at(tokens, at)
        if found is None:
            out.append(tokens[at])
            at += 1
        else:
            out += found[1]
            at += len(found[0])
    return out


@lru_cache(maxsize=1 << 16)
def _starts_phrase(token: str) -> bool:
    return token in PHRASES or _base(token) in PHRASES


def _phrase_at(tokens: list[str], at: int) -> tuple[tuple[str, ...], list[str]] | None:
    """Return the longest phrase that begins here, in its plain or its dictionary forms."""
    if not _starts_phrase(tokens[at]):
        return None
    first = tokens[at] if tokens[at] in PHRASES else _base(tokens[at])
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if SINGLE.isdisjoint((first,)) and SECONDS[first].isdisjoint((after, _base(after))):
        return None
    for row in PHRASES[first]:
        said = tokens[at + 1 : at + len(row[0])]
        if len(said) == len(row[0]) - 1 and all(map(_is_form, said, row[0][1:])):
            return row
    return None


def _is_form(token: str, meant: str) -> bool:
    return token == meant or _base(token) == meant


@lru_cache(maxsize=1 << 16)
def _base(token: str) -> str:
    return lemma(token) if token.isalpha() else token


@lru_cache(maxsize=1 << 16)
def word(text: str) -> Word:
    """Return what is known of one folded token; a possessive loses its ending.

    >>> word("russia's").lemma, word("six").value, word("xvi").value
    ('russia', 6.0, 16.0)
    """
    negator = text in NEGATORS or text.endswith("n't")
    bare = text.removesuffix("'s").replace("'", "") or text
    value = number_of(bare)
    base = bare if value is not None else lemma(bare)
    known = value is not None or bare in SENSES or bare in FUNCTION_WORDS or bare in UNIT or is_word(bare)
    if not known and value is None and len(bare) > 3:
        meant = _slip(bare)
        if meant:
            base, value = meant, number_of(meant)
    senses = SENSES.get(bare, _NO_SENSE) | SENSES.get(base, _NO_SENSE)
    same = SAME.get(bare) or SAME.get(base) or _NO_SENSE
    function = bare in FUNCTION_WORDS or text in FUNCTION_WORDS
    return Word(bare, base, stem(base), senses | same, same, function, negator, known, sound(bare), value)


def _slip(bare: str) -> str:
    """Return the number word or month that is misspelt by one letter: nothing else has so few neighbours."""
    return next((w for w in _SPELT_LIKE if abs(len(w) - len(bare)) < 2 and OSA.distance(w, bare) < 2), "")


@lru_cache(maxsize=1 << 16)
def number_of(token: str) -> float | None:
    """Return the number that one token spells: digits, a word, an ordinal, a Roman numeral.

    >>> number_of("2.5"), number_of("fourteenth"), number_of("iv"), number_of("civil")
    (2.5, 14.0, 4.0, None)
    """
    if token[-1:].isdigit() and (token[0].isdigit() or token[0] == "-"):
        return plain_number(token)
    value = SMALL.get(token, SCALE.get(token, ORDINAL.get(token)))
    if value is None and _ROMAN.fullmatch(token):
        return float(roman(token))
    return value


def plain_number(token: str) -> float | None:
    """Read figures: 1,500 and 300.000.000 are thousands, 2.5 and 2,5 decimals.

    >>> plain_number("1,500"), plain_number("300.000.000"), plain_number("2,5"), plain_number("14.07.1789")
    (1500.0, 300000000.0, 2.5, None)
    """
    if len(token) > 40:
        return None
    sign, digits = (-1.0, token[1:]) if token[0] == "-" else (1.0, token)
    parts = re.split("[.,]", digits)
    if not all(part.isdecimal() for part in parts):
        return None
    marks = {c for c in digits if c in ".,"}
    whole = all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(parts) == 1 or (whole and (len(parts) > 2 or marks == {","})):
        return sign * float("".join(parts))
    if len(parts) == 2:
        return sign * float(".".join(parts))
    if len(marks) == 2 and digits[-len(parts[-1]) - 1] == "." and all(len(p) == 3 for p in parts[1:-1]):
        return sign * float("".join(parts[:-1]) + "." + parts[-1])
    return None


def roman(token: str) -> int:
    """Read a Roman numeral.

    >>> roman("xvi")
    16
    """
    values = [_ROMAN_VALUE[c] for c in token]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


_ENDINGS = (
    "ern isations izations isation ization ational iveness fulness ousness ations ation itions ition ments ment "
    "ances ance ences ence ities ity ising izing ised ized ises izes ise ize ings ing ious ous ives ive ions ion "
    "ened ens en ers er ors or ed es ic ical al ly y s e"
).split()


_VERBAL = frozenset({"ing", "ed"})
_VOWEL = re.compile("[aeiouy]")


@lru_cache(maxsize=1 << 16)
def stem(base: str) -> str:
    """Return what a family of words shares: negotiate, negotiation, negotiating → negoti.

    >>> stem("respiration") == stem("respire"), stem("govern") == stem("government")
    (True, True)
    """
    for ending in _ENDINGS:
        kept = len(base) - len(ending)
        if base.endswith(ending) and (kept >= 4 or (kept == 3 and ending in _VERBAL and _VOWEL.search(base[:kept]))):
            base = base[: -len(ending)]
            break
    return base[:-2] if base.endswith("at") and len(base) > 6 else base.rstrip("ei") if len(base) > 4 else base


def is_word_like(token: str) -> bool:
    """Tell a word or number from a mark."""
    return token[0].isalnum() or bool(_WORD_LIKE.search(token))
