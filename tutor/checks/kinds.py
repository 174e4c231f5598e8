"""What sort of answer it is, when the author does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.grading.tables.units import UNIT
from tutor.model import Kind, Wordings
from tutor.text import fold

_YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
_FIGURE = r"[-+−]?\d+(?:[.,\s'’]\d+)*"
_SCALE = r"(?:\s*(?:hundred|thousand|million|billion|trillion|bn)\b|[mk]\b)?"
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|some|nearly|almost|over|under|up to|at least|more than|less than) (?=\S*\d)"
)
_DECADE = re.compile(r"(?:the )?\d+s")
_NUMBER = re.compile(rf"{_FIGURE}{_SCALE}")
_QUANTITY = re.compile(
    rf"(?P<money>[$€£¥])?\s*{_FIGURE}{_SCALE}(?:\s*(?:to|and|-)\s*[$€£¥]?{_FIGURE}{_SCALE})?[\s-]*(?P<unit>\S*)(?:\s\S+)?"
)
_SPELT = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
)
_NUMBER_WORD = _SPELT | frozenset("first second third half quarter dozen once twice tenth most all none".split())
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|{_MONTH}\s\d{{4}}|\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{2,4}}"
)


def kind_of(text: str) -> Kind:
    """Return the kind that an answer's looks give away.

    >>> [kind_of(t) for t in ("1987", "4 June 2025", "2,600", "twenty-one", "300 to 3,300 miles", "1950s")]
    ['year', 'date', 'number', 'number', 'quantity', 'text']
    """
    plain = _ABOUT.sub("", fold(text).strip())
    if _YEAR.fullmatch(plain):
        return "year"
    if _DATE.fullmatch(plain):
        return "date"
    if _NUMBER.fullmatch(plain) or _is_spelt(plain):
        return "number"
    return "quantity" if is_quantity(plain) else "text"


def is_quantity(plain: str) -> bool:
    """Tell whether a folded text is a number, or a range, with a unit."""
    first, _, last = plain.rpartition(" ")
    if _is_spelt(first) and last in UNIT:
        return True
    match = _QUANTITY.fullmatch(plain)
    return bool(match and (match["money"] or (match["unit"] in UNIT and not _DECADE.fullmatch(plain))))


def looks_like(kind: Kind, text: str) -> bool:
    """Tell whether an answer can be of this kind: for those that need figures, whether it has any.

    >>> looks_like("year", "the year before"), looks_like("number", "more than half"), looks_like("term", "arms")
    (False, True, True)
    """
    if kind not in ("year", "date", "number", "quantity"):
        return True
    plain = fold(text)
    return any(c.isdigit() for c in plain) or bool(_NUMBER_WORD.intersection(re.findall(r"[a-z]+", plain)))


def is_unit(word: str) -> bool:
    """Tell whether a folded word is a unit; a single letter may be anything.

    >>> is_unit("miles"), is_unit("s"), is_unit("%")
    (True, False, True)
    """
    return word == "times" or (word in UNIT and (len(word) > 1 or not word.isalpha()))


def has_unit(text: str) -> bool:
    """Tell whether a unit or the sign of a currency stands in the text.

    >>> has_unit("$350 billion"), has_unit("2,600-mile"), has_unit("12 m"), has_unit("48")
    (True, True, True, False)
    """
    plain = fold(text)
    return (
        is_quantity(plain)
        or bool(re.search("[$€£¥%]", plain))
        or any(map(is_unit, re.findall(r"[a-z]+[0-9]?|(?<=[0-9])[a-z]", plain)))
    )


def counted_in(number: str, statement: str) -> str:
    """Return the unit that stands behind the number in the statement, or nothing.

    >>> counted_in("2,600", "The border is 2,600 miles long."), counted_in("48", "From 48 states.")
    ('miles', '')
    """
    match = re.search(rf"(?<!\w){re.escape(number)}[\s-]+(\w+)", statement)
    return match[1] if match and is_unit(fold(match[1])) else ""


def _is_spelt(plain: str) -> bool:
    return bool(plain) and set(re.split(r"[\s-]+", plain)) <= _SPELT | {"and"}


def is_list(elements: Sequence[str | Wordings], kind: Kind | None, need: int | None, told: str) -> bool:
    """Tell whether a list of answers holds the items of one answer, and not wordings of it.

    It does when the author says so, or when each stands in a place of its own in `told`, the statement.

    >>> is_list(["one", "two"], None, None, "First one, then two."), is_list(["Trump", "Donald Trump"], None, None,
    ...     "Donald Trump announced it.")
    (True, False)
    """
    if kind == "list" or need is not None or any(not isinstance(e, str) for e in elements):
        return True
    return kind is None and len(elements) > 1 and _side_by_side([str(e) for e in elements], told)


def _side_by_side(texts: Sequence[str], told: str) -> bool:
    """Tell whether each text stands in `told` outside the others; the longest take their places first."""
    for text in sorted(texts, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", told)
        if not found:
            return False
        told = told[: found.start()] + "\0" * len(text) + told[found.end() :]
    return True
