"""Two spellings made equal: letter case, accents, scripts, dashes, quote marks and spaces fold away here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџ",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya e i i e g u j lj nj c dj dz".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρστυφχψως", "a v g d e z i th i k l m n x o p r s t y f ch ps o s".split(), strict=True)
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچگکیأإآئؤ",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a p ch g k i a i a i u".split(),
        strict=True,
    )
)
_HEBREW = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "a b g d h v z h t i k k l m m n n s a p f ts ts k r sh t".split(),
        strict=True,
    )
)
_LATIN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
_MARKS = {
    **dict.fromkeys("’‘‛′`´ʼʻ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("，、،", ","),
    **dict.fromkeys("。｡", "."),
    "×": " x ",
    "⁄": "/",
    "∼": "~",
    "≈": "~",
    "№": "no ",
}
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_ARABIC, **_HEBREW, **_LATIN, **_MARKS})
_FRACTION = re.compile("(?<=[0-9])(?=[¼½¾⅐-⅞])")
_POWER = re.compile("(?<=[0-9])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_WORD = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*|[^\W_]+(?:'[^\W_]+)*")
_HANGUL_LEADS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_HANGUL_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_HANGUL_TAILS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_KANA_SIGNS = {"ン": "n", "ー": "", "ッ": ""}


def _hangul(char: str) -> str:
    code = ord(char) - 0xAC00
    return _HANGUL_LEADS[code // 588] + _HANGUL_VOWELS[code % 588 // 28] + _HANGUL_TAILS[code % 28]


def _kana(char: str) -> str:
    """Read a kana by its Unicode name: the last word of KATAKANA LETTER MO is its sound."""
    if char in _KANA_SIGNS:
        return _KANA_SIGNS[char]
    return unicodedata.name(char, "").rsplit(" ", 1)[-1].lower()


def _romanised(char: str) -> str:
    """Spell a character of a script that has no table of its own."""
    if "가" <= char <= "힣":
        return _hangul(char)
    if "ぁ" <= char <= "ヺ" or char == "ー":
        return _kana(char)
    return _indic(char) if "\u0900" <= char <= "\u0dff" else char


def _indic(char: str) -> str:
    """Read a letter of an Indian script by its Unicode name; the sign that takes its vowel away is silent.

    >>> "".join(map(_indic, "गांधी"))
    'gaaandhaii'
    """
    name = unicodedata.name(char, "")
    if " LETTER " not in name and " VOWEL SIGN " not in name:
        return {"ANUSVARA": "n", "CANDRABINDU": "n"}.get(name.rsplit(" ", 1)[-1], "" if " SIGN " in name else char)
    return name.rsplit(" ", 1)[-1].lower()


def _is_mark(char: str) -> bool:
    """Accents, and characters that cannot be seen."""
    return char not in "\n\t" and unicodedata.category(char) in {"Mn", "Cf", "Cc", "Cs"}


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return the text in plain small Latin letters, punctuation kept, other scripts spelt as they sound.

    >>> fold("Röntgen’s “Путин”")
    'rontgen\\'s "putin"'
    >>> fold("5½ km²")
    '5 1/2 km2'
    """
    if text.isascii():
        return text.lower().replace("`", "'").replace("\0", "")
    text = _POWER.sub(lambda m: "^" + "".join(_SUPERSCRIPTS[c] for c in m[1]), _FRACTION.sub(" ", text))
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    if text.isascii():
        return text
    spelt = unicodedata.normalize("NFD", text.translate({ord(c): _romanised(c) for c in set(text)}))
    bare = spelt.translate({ord(c): None for c in set(spelt) if _is_mark(c)})
    return unicodedata.normalize("NFC", bare).translate(_TABLE)


def has_other_script(text: str) -> bool:
    """Tell whether some letter is not Latin: then its spelling here is ours, not the learner's.

    >>> has_other_script("Путин"), has_other_script("Müller")
    (True, False)
    """
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in text if not c.isascii())


def normal(text: str) -> str:
    """Return the normal form under which equal answers are grouped: folded, one space, no outer punctuation.

    >>> normal("  The “Novator”… ")
    'the "novator'
    >>> normal("MOSCOW!!") == normal("moscow")
    True
    """
    return " ".join(fold(text).split()).strip(" .,;:!?\"'()[]{}*_")


def squeezed(text: str) -> str:
    """Return folded letters and digits only, a decimal point or sign before a digit kept.

    >>> squeezed("New START") == squeezed("newstart")
    True
    >>> squeezed("2.5") == squeezed("25")
    False
    """
    folded = fold(text)
    if folded.isascii() and not _DIGIT.search(folded):
        return folded.translate(_BETWEEN_LETTERS)
    return "".join(_SQUEEZE.findall(folded))


_DIGIT = re.compile("[0-9]")
_BETWEEN_LETTERS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) not in "%$+#"}


_SQUEEZE = re.compile(r"[^\W_]|(?<=[0-9])[.,/:](?=[0-9])|(?<![^\s(])-(?=[0-9])|(?<=[0-9])-|(?<=[0-9] )-|[%$€£°+#]")


def words(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers.

    >>> words("Russia's 2 leaders")
    ("russia's", '2', 'leaders')
    """
    return tuple(_WORD.findall(fold(text)))


_IRREGULAR = {"rose": "rise", "fell": "fall", "felt": "feel", "saw": "see", "found": "find"}
_IRREGULAR |= {"left": "left", "won": "win", "broke": "break"}
"""Forms that the dictionary reads as another word."""


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """Return the English dictionary form, in small letters.

    >>> lemma("treaties")
    'treaty'
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    from simplemma import lemmatize  # noqa: PLC0415 - a dictionary of megabytes, read on first use

    return lemmatize(word, "en").lower()


@lru_cache(maxsize=1 << 16)
def is_word(word: str) -> bool:
    """Tell whether English has this word: then it is no slip of another one.

    >>> is_word("mitosis"), is_word("recieve")
    (True, False)
    """
    from simplemma import is_known  # noqa: PLC0415 - see lemma

    return is_known(word, "en") or is_known(word.capitalize(), "en")
