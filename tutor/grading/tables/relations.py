"""Which words are opposites, which are wider terms, which place lies in which country."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


def _lines(name: str) -> Iterator[str]:
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


def _opposites(*names: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (line for name in names for line in _lines(name)):
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


@lru_cache(maxsize=1 << 14)
def wider(*lemmas: str) -> frozenset[str]:
    """Return the words for what kind of thing a name is, and for where it lies.

    >>> sorted(wider("petrol"))
    ['fuel', 'hydrocarbon']
    """
    found = _WIDER.get("_".join(lemmas)) or _WIDER.get(lemmas[-1], "")
    return frozenset(found.replace("_", " ").split()) if found else frozenset()


def _places() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    """Return place → what it lies in, country or region → capital, adjective or people → country."""
    homes: dict[str, tuple[str, ...]] = {}
    capital_of: dict[str, str] = {}
    people: dict[str, str] = {}
    for line in _lines("places.txt"):
        (name,), names, capitals, others = (part.split() for part in f"{line}||".split("|")[:4])
        for capital in capitals[:1]:
            capital_of.setdefault(name, capital)
        for place in {*capitals, *others} - {name}:
            homes[place] = (*homes.get(place, ()), name)
        for one in names:
            people.setdefault(one, name)
            people.setdefault(one + "s", name)  # the dictionary does not know the Danes
    return homes, capital_of, people


def _countries() -> dict[str, str]:
    """Return place → its country now: of a town in a region that of the region."""
    found = {}
    for place, homes in _HOMES.items():
        home = homes[0]
        while home in _HOMES:
            home = _HOMES[home][0]
        found[place] = home
    return found


def homes(place: str) -> frozenset[str]:
    """Return all that a place lies in.

    >>> sorted(homes("manchester")), sorted(homes("danzig"))
    (['england', 'uk'], ['germany', 'poland'])
    """
    near = _HOMES.get(place, ())
    return frozenset(near).union(*map(homes, near))


FIRST_NAMES = frozenset(name for line in _lines("first_names.txt") for name in line.split())
"""First names that are met in texts for schools and in the news."""
OPPOSITES = _opposites("opposites.txt", "contraries.txt", "antonyms.txt")
DECIDING = frozenset(_opposites("opposites.txt"))
"""Words on which a reason turns: without "lower" it may as well say "raise"."""
BROADER = _broader()
_WIDER = _wider()
_HOMES, CAPITAL_OF, PEOPLE = _places()
COUNTRY_OF = _countries()
PLACES = CAPITAL_OF.keys() | COUNTRY_OF.keys()
"""Every town, region and country that has a capital or lies in another one."""
