"""Words that point outside a sentence: "it", "this treaty", "yesterday".

Only what is nearly always a fault is told: a pronoun before which nothing has been named that it could stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PRONOUNS = frozenset("it its itself they them their theirs he him his she her hers we our ours".split())
_POINTERS = frozenset("this these those".split())
_DAYS = re.compile(
    r"(?:^|(?<=[a-z,;:] ))[\"'(]?((?:[Tt]his|[Ll]ast|[Nn]ext) (?:morning|afternoon|evening|night|week|month|year)"
    r"|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Nn]owadays|[Cc]urrently|[Rr]ight now|[Tt]hese days)\b"
)
_DATED = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'][^’']*[’'](?!\w)")
_EXPLETIVE = re.compile(
    r"\bit (?:is|was|be|has been|will be|would be|seems?|seemed|appears?|appeared)\b"
    r"|\bit (?:takes?|took|costs?)\b.*\bto\b"
    r"|\b(?:is|was|does|did|would|will|makes?|made|can|could) it\b.*\b(?:to|that|when|if|for)\b",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: "It was Bolton who …", "What made it hard to …"."""
_SUSPECTS = (
    _PRONOUNS | _POINTERS | frozenset("today yesterday tomorrow tonight nowadays currently now last next".split())
)
"""Most texts have none of these words, and need no closer look."""
_SMALL_WORD = re.compile("[a-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_LIGHT = frozenset(
    "a an and are as at be been but by can could did do does for from had has have how if in into is may might must "
    "not of on or shall should since so than that the then there to until was were what when where which why will "
    "with would after before during while although because under over about yes no only also why's according".split()
)
"""Words that no pronoun can stand for. "Who" is none of them: "Who said he would resign?" """


def unresolved_word(text: str) -> str:
    """Return the first word that cannot be understood from `text` alone, or nothing.

    >>> [unresolved_word(t) for t in ("It eliminated a class of weapons.", "This treaty was signed in 1987.",
    ...     "When did it take effect?", "Who signed it?", "Putin met Bolton today.")]
    ['It', 'This', 'it', 'it', 'today']
    >>> [unresolved_word(t) for t in ("It was Bolton who spoke.", "Russia accuses its rival.", "Where is the US?",
    ...     "Before it left, China spoke.", "What did Bolton say he would do?", "Those who sign are bound.")]
    ['', '', '', '', '', '']
    """
    if _SUSPECTS.isdisjoint(_SMALL_WORD.findall(text.lower())):
        return ""
    plain = _QUOTED.sub("X", text)
    if dangling := _dangling(plain):
        word, at = dangling
        hollow = any(m.start() <= at < m.end() for m in _EXPLETIVE.finditer(plain))
        return "" if hollow or _named_later(plain, at) else word
    day = _DAYS.search(plain)
    return day[1] if day and not _DATED.search(plain) else ""


def _dangling(plain: str) -> tuple[str, int] | None:
    """Return the first word that stands for something although nothing was named before it, and where it stands."""
    before: list[str] = []
    for match in _WORD.finditer(plain):
        word = match.group()
        if _points(word, plain[match.end() :]) and (all(map(_is_light, before)) or _who_did(before, word)):
            return word, match.start()
        if len(before) > 2 and not _is_light(word):
            return None
        before.append(word.lower())
    return None


def _points(word: str, rest: str) -> bool:
    """Tell whether a word stands for something else; "US" and "those who" do not."""
    small = word.lower()
    return (small in _PRONOUNS or small in _POINTERS) and not word.isupper() and not rest.startswith(" who")


def _who_did(before: Sequence[str], word: str) -> bool:
    """Tell whether this is the "it" of "Who signed it?", for which only a verb stands before."""
    return before[:1] == ["who"] and len(before) == 2 and word in ("it", "them")


def _is_light(word: str) -> bool:
    return word in _LIGHT or word.isdigit()


def _named_later(plain: str, at: int) -> bool:
    """Tell whether the sentence goes on after a comma, where the name may follow: "Before it left, China …"."""
    return bool(plain[:at].strip()) and "," in plain[at:].partition(". ")[0]
