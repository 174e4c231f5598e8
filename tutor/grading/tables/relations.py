"""Which words are opposites, which are wider terms, which place lies in which country."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def _lines(name: str) -> Iterator[str]:
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("opposites.txt"):
        left, right = (side.split() for side in line.split("|"))
        for side, other in ((left, right), (right, left)):
            for word in side:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others - {word}) for word, others in found.items()}


def _broader() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _lines("broader.txt"):
        wide, *narrow = line.split()
        found[wide] = found.get(wide, frozenset()) | frozenset(narrow)
    return found


def _wider() -> dict[str, str]:
    """Return a thing's wider names as they stand in the file: most of the 17,000 are never looked at."""
    return dict(line.split(" ", 1) for line in _lines("wider.txt"))


def wider(*lemmas: str) -> frozenset[str]:
    """Return the words for what kind of thing a name is, and for where it lies.

    >>> sorted(wider("petrol"))
    ['fuel', 'hydrocarbon']
    """
    found = _WIDER.get("_".join(lemmas)) or _WIDER.get(lemmas[-1], "")
    return frozenset(found.replace("_", " ").split()) if found else frozenset()


def _places() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return place → country, country → capital, adjective or people → country."""
    country_of: dict[str, str] = {}
    capital_of: dict[str, str] = {}
    people: dict[str, str] = {}
    for line in _lines("places.txt"):
        country, adjectives, capitals, others = (part.split() for part in line.split("|"))
        name = country[0]
        capital_of.setdefault(name, capitals[0])
        for place in (*capitals, *others):
            country_of.setdefault(place, name)
        for adjective in adjectives:
            people.setdefault(adjective, name)
    return country_of, capital_of, people


OPPOSITES = _opposites()
BROADER = _broader()
_WIDER = _wider()
COUNTRY_OF, CAPITAL_OF, PEOPLE = _places()
