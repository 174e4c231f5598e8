"""The part of a wording that answers by itself: Dhaka in "Dhaka, Bangladesh", either side of "A or B"."""

from __future__ import annotations

import re

from tutor.grading.tables.relations import CAPITAL_OF, PLACES
from tutor.text import is_word

_SPLIT = re.compile(
    r"\s+(?:or|aka|a\.k\.a\.|also known as|also called|accept)\s+|\s+/\s+|\s*[(\[]\s*(?:or|aka|accept)?\s*|[)\]]"
)
_TAIL = re.compile(r",\s+(?!and\b|or\b)|\s+(?:who|which|whose|where|by|in|at|on|from|near)\s+")
_BY = re.compile(r"\s+by\s+(?=[A-Z])|[\s-](?:[Uu]pon|on)[\s-](?=[A-Z])")
_OF = re.compile(r"\s+of\s+")
_DESCRIBED = re.compile(
    r"(?:[a-z][\w-]*\s+)+(?:(?:city|continent|island|state|country|planet|river|town) of )?(?=[A-Z])"
)
_LISTED = re.compile(r",.*(?:,|\band\b|&)|\band\b")


def cores(text: str, person: bool) -> list[str]:
    """Return what else of a wording is a whole answer.

    >>> cores("Bodega Bay, California", False)
    ['Bodega Bay']
    >>> cores("The International Whaling Commission or IWC", False)
    ['The International Whaling Commission', 'IWC']
    >>> cores("the physician George Huntington", True)
    ['George Huntington']
    >>> cores("carbon dioxide and water", False)
    []
    """
    found = [part.strip() for part in _SPLIT.split(text)] if _SPLIT.search(text) else []
    for part in found or [text]:
        name = _DESCRIBED.match(part)
        if (
            name
            and not name[0].endswith((" of ", " in ", " from ", " against ", " by "))
            and part[name.end() :].istitle()
        ):
            found.append(part[name.end() :])
        head = _head(part, person)
        if head:
            found.append(head)
    return [part for part in dict.fromkeys(found) if len(part) > 1 and part != text and re.search(r"[^\W\d_]", part)]


def _head(text: str, person: bool) -> str:
    """Return what stands before a comma or a preposition when that is a name."""
    named = _BY.split(text, maxsplit=1)[0]
    if named != text:
        return named
    if _LISTED.search(text) and not _is_address(text):
        return ""
    for pattern in (_TAIL, _OF) if person else (_TAIL,):
        head = pattern.split(text, maxsplit=1)[0].strip()
        if _is_title(text[len(head) :]):
            continue
        if head != text and re.search(r"[A-Z][\w’'.]*$", head) and not re.fullmatch(r"[A-Z]\.?|The", head):
            return head
    return ""


def _is_title(rest: str) -> bool:
    """Tell a title with a comma in it from a place and what it lies in: Impression, Sunrise."""
    words = rest.strip(" ,").split()
    return rest.startswith(",") and len(words) == 1 and words[0].lower() not in PLACES and is_word(words[0].lower())


def _is_address(text: str) -> bool:
    """Tell a place with what it lies in: Toronto, Ontario, Canada."""
    parts = [part.strip().lower() for part in text.split(",")]
    return " and " not in text and parts[-1] in CAPITAL_OF and parts[0] not in CAPITAL_OF


def leading_name(text: str) -> str:
    """Return the name that a sentence about it begins with, else "".

    >>> leading_name("Secretariat, who in 1973 won the Triple Crown")
    'Secretariat'
    """
    head = re.match(
        r"(?:[Tt]o |[Bb]y |[Ii]n )?((?:[A-Z][\w’'.-]*\s?){1,4}),\s+(?:who|which|whose|where|in|the|a|an)\s", text
    )
    return head[1].strip() if head else ""
