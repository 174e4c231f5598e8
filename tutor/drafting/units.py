"""Sentences → units: stretches that can be parsed alone, without brackets, dashes and asides.

A small parser loses the main fact of a sentence to what is put in between; the asides are taken out before it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.model import SAME_MARKS, Article, Sentence

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z.&-]*[A-Z]s?")
_NAME = re.compile(r"[A-Z][\w'-]*(?: (?:of |the |and )?[A-Z0-9][\w'-]*){0,4}")
_DESCRIBED = re.compile(r"\b(?:a|an|another) (?:[a-z-]+ ){0,3}[a-z]+$")
"""What a name in brackets explains: "another big treaty (New START)"."""
_FOOTNOTE = re.compile(r"\s*\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|\s*—\s*|\s+—|(?<=[a-z,])–(?=[a-z])")
_HARD = re.compile(r";\s+|:\s+(?=(?:the|a|an|it|they|he|she|we|this|that|these|if|when|in|just)\b)", re.IGNORECASE)
_ASIDE = (
    r"(?:however|moreover|furthermore|meanwhile|nevertheless|nonetheless|consequently|therefore|thus|instead|indeed|"
    r"of course|in fact|in turn|in addition|for example|for instance|for one thing|for another|in other words|"
    r"as a result|by contrast|in contrast|on the other hand|on the one hand|at the same time|finally|lastly|firstly|"
    r"secondly|thirdly|if anything|after all|in short|that said|all in all|to be sure|interestingly|surprisingly|"
    r"not surprisingly|unsurprisingly|similarly|likewise|additionally|hence|still|besides|sadly|fortunately|"
    r"unfortunately|notably|importantly|again|overall|in general|generally|too|as well|then|next|also|accordingly|"
    r"in particular|in summary|as such|to date|so far|ultimately|eventually|today|"
    r"nowadays|currently|recently|in recent years|right now|"
    r"in recent decades|these days|at present|first|second|third|more recently|until recently|of late|perhaps)"
)
_OPENING = re.compile(rf"^(?:(?:and|but|so|yet|or)\s+(?![a-z]+ or\b),?\s*)?(?:{_ASIDE},\s+)*", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:and|but|so|yet|or|because(?=[^,]*$)),?\s+(?=[a-z\"'])", re.IGNORECASE)
_INSIDE = re.compile(rf",\s+(?:{_ASIDE}|meanwhile),(?=\s)|,\s+(?:{_ASIDE})(?=[.!;]|$)", re.IGNORECASE)
_NOWADAYS = re.compile(
    r"\s+(?:currently|nowadays|recently|today|in recent (?:years|decades|months|times)|right now|these days|at present|"
    r"of course|actually|also)\b(?=[\s,.]|$)(?!\s*'s\b)",
    re.IGNORECASE,
)
_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)"
)
_PART = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
_UNDATED = re.compile(
    rf"(?:^|,?\s+)(?:(?:[Ii]n|[Oo]n|[Ff]rom|[Uu]ntil|[Bb]y|[Ss]ince) (?:early |late |mid-)?{_DAY}{_PART}"
    rf"|(?:(?:[Ff]rom|[Bb]y|[Uu]ntil|[Ss]ince|[Ii]n|[Oo]ver|[Dd]uring|[Oo]f) )?"
    rf"(?:[Ll]ast|[Nn]ext|[Tt]his|earlier this|later this|(?:the )?(?:past|coming|previous)) "
    rf"(?:week|weekend|month|year|spring|summer|autumn|fall|winter|decade|night|morning|afternoon|evening|{_DAY}{_PART})"
    rf"|(?:(?:[Uu]ntil|[Ss]ince|[Bb]y) )?(?:[Yy]esterday|[Tt]omorrow|[Tt]onight){_PART})"
    rf"(?! \d|\s+of\b|,? \d{{4}})(?=[\s,.])(?:,? (?:\w+ )?(?:hours|days|weeks|months|years) "
    rf"(?:ahead|after|before|earlier|later)\b[^,.]*)?"
)
"""Times that only the day of writing, or the sentence before, makes clear."""
_NOT = re.compile(r"\b([A-Za-z]+)n't\b")
_SHORT = {"wo": "will", "ca": "can", "sha": "shall"}
_LONGEST = 700
"""Letters of a sentence that is worth parsing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence as it goes to the parser.

    `start` and `end` say where it stands in its paragraph; `short` are the abbreviations that stood in brackets, each
    with the words before it.
    """

    sentence: Sentence
    text: str
    start: int
    end: int
    short: tuple[tuple[str, str], ...] = ()


def units(article: Article) -> Iterator[Unit]:
    """Yield the units of an article, in reading order."""
    for sentence in article.sentences:
        yield from units_of(sentence)


def units_of(sentence: Sentence) -> Iterator[Unit]:
    """Yield the stretches of a sentence that can be read alone; none of a question, a cry or a torn one.

    >>> s = Sentence(1, 0, 75, "However, the river Nile – the longest – is wide (3 km); it floods every summer.")
    >>> [u.text for u in units_of(s)]
    ['the river Nile is wide.', 'it floods every summer.']
    """
    if len(sentence.text) > _LONGEST or not _sound(sentence.text):
        return
    for start, end, text in _stretches(sentence.text):
        clean, short = _without_brackets(text)
        if len(clean.split()) > 2:
            yield Unit(sentence, clean, sentence.start + start, sentence.start + end, short)


def _sound(text: str) -> bool:
    """Tell whether a sentence says something: whole, with its quotation marks closed, and no question."""
    plain = _FOOTNOTE.sub("", text.translate(SAME_MARKS))
    closed = plain.count('"') % 2 == 0 and plain.count("(") == plain.count(")") and "[" not in plain
    return closed and plain.rstrip("\"')").endswith((".", ":")) and "..." not in plain and "?" not in plain


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of the parts between semicolons, colons and single dashes; what two dashes enclose is
    left out.
    """
    for start, end in _split(text, _HARD):
        part = text[start:end]
        dashes = [m for m in _DASH.finditer(part) if not _in_bracket(part, m.start())]
        if len(dashes) == 2:
            first, last = dashes
            comma = "," if part[: first.start()].startswith("In ") and "," not in part[: first.start()] else ""
            yield start, end, f"{part[: first.start()]}{comma} {part[last.end() :]}"
        elif len(dashes) == 1:
            yield start, start + dashes[0].start(), part[: dashes[0].start()]
            yield start + dashes[0].end(), end, part[dashes[0].end() :]
        elif not dashes:
            yield start, end, part


def _split(text: str, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in mark.finditer(text):
        if not _in_bracket(text, match.start()) and text[: match.start()].count('"') % 2 == 0:
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _in_bracket(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _without_brackets(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text to parse and the abbreviations in it: a name in brackets takes the place of what it explains."""
    plain = _FOOTNOTE.sub("", text.translate(SAME_MARKS)).strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    clean, at, short = "", 0, list[tuple[str, str]]()
    plain = _tidied(plain)
    for match in _BRACKET.finditer(plain):
        clean += plain[at : match.start()]
        at = match.end()
        if _ABBREVIATION.fullmatch(match[1]):
            short.append((clean, match[1]))
        elif _NAME.fullmatch(match[1]) and (described := _DESCRIBED.search(clean)):
            clean = clean[: described.start()] + match[1]
            plain = plain[:at] + re.sub(r"^ that ", ", which ", plain[at:])
    clean = (clean + plain[at:]).rstrip(" ,:;")
    return clean if clean.endswith((".", '."')) else f"{clean}.", tuple(short)


def _tidied(text: str) -> str:
    """Return the text without words that only tie it to what stands before, or to the day it was written."""
    text = _CONJUNCTION.sub("", _OPENING.sub("", text))
    text = _UNDATED.sub("", _NOWADAYS.sub("", _INSIDE.sub("", text))).lstrip(" ,")
    return _NOT.sub(lambda m: f"{_SHORT.get(m[1].lower(), m[1])} not", text) if "n't" in text else text
