"""The part of a wording that answers by itself: Dhaka in "Dhaka, Bangladesh", either side of "A or B"."""

from __future__ import annotations

import re

_SPLIT = re.compile(
    r"\s+(?:or|aka|a\.k\.a\.|also known as|also called|accept)\s+|\s+/\s+|\s*[(\[]\s*(?:or|aka|accept)?\s*|[)\]]"
)
_TAIL = re.compile(r",\s+(?!and\b|or\b)|\s+(?:who|which|whose|where|by|in|at|on|from|near)\s+")
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
    return [part for part in dict.fromkeys(found) if len(part) > 1 and part != text and re.search(r"\w", part)]


def _head(text: str, person: bool) -> str:
    """Return what stands before a comma or a preposition when that is a name."""
    if _LISTED.search(text):
        return ""
    for pattern in (_TAIL, _OF) if person else (_TAIL,):
        head = pattern.split(text, maxsplit=1)[0].strip()
        if head != text and re.search(r"[A-Z][\w’'.]*$", head) and not re.fullmatch(r"[A-Z]\.?|The", head):
            return head
    return ""
