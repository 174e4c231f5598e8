"""Makes tutor/grading/tables/wider.txt from WordNet 3.0's files (Debian: wordnet-base). By hand, once:

    python tests/tables/wider.py /usr/share/wordnet >> tutor/grading/tables/wider.txt   (below its licence)

A line is a thing and its wider names: what kind of thing it is (hypernyms, three steps at most) and, for places, what
they lie in (holonyms). Kept are the usual senses of concrete nouns, and wide words that texts really use.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from simplemma import is_known

CONCRETE = {5, 6, 8, 13, 14, 15, 17, 18, 19, 20, 26, 27}
"""WordNet's files of animals, artefacts, the body, food, groups, places, objects, persons, phenomena, plants, states,
substances."""
TOO_WIDE = frozenset(
    """entity abstraction thing object whole matter substance artifact unit organism being cause attribute state event
act process relation group measure quantity amount content feature condition quality property happening action
activity part piece portion component region location point area structure construction equipment device commodity
goods change possession phenomenon person individual someone somebody mortal soul set collection body way form shape
concept idea thought relative kin worker adult grownup female male juvenile leader expert intellectual communicator
creator perceiver observer traveler traveller contestant lover capitalist entertainer holder signal sign covering
cover container implement tool conveyance transport layer surface line extremity boundary space opening passage
enclosure creation product production work compound molecule element particle solid fluid mixture chemical agent
arrangement system period number figure document district municipality tract parcel land ground formation water
seaport port west occident orient string wind brass division eurasia message knowledge vertebrate mammalian herb
fabric material stuff lipid seat""".split()
)
SETTLED = frozenset(
    "city town country state nation continent island river lake mountain sea ocean province capital".split()
)

Synset = tuple[list[str], list[tuple[str, str]], int]


def synsets(folder: Path) -> dict[str, Synset]:
    """Return WordNet's nouns: offset → words, pointers to other nouns, number of the file."""
    found: dict[str, Synset] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        head = line.split(" | ")[0].split()
        end = 4 + 2 * int(head[3], 16)
        pointers = [(head[at], head[at + 1]) for at in range(end + 1, end + 1 + 4 * int(head[end]), 4)]
        found[head[0]] = head[4:end:2], pointers, int(head[1])
    return found


def counts(folder: Path) -> dict[str, dict[int, int]]:
    """Return how often each sense of a noun was met in tagged texts: lemma → number of the sense → times."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, number, times = line.split()
        lemma, rest = key.split("%")
        if rest[0] == "1":
            found[lemma][int(number)] = int(times)
    return found


def usual(senses: list[str], times: dict[int, int]) -> list[str]:
    """Return the one or two senses that a text is likely to mean."""
    most = max(times.values(), default=0)
    return [s for at, s in enumerate(senses[:2], 1) if at == 1 or (times.get(at, 0) and times[at] >= most / 4)]


def up(nouns: dict[str, Synset], start: str, marks: str, steps: int) -> list[str]:
    """Return the words met on the way up from a sense, the nearest first; a word that says nothing ends a way."""
    found, here = [], [start]
    for _ in range(steps):
        above = [to for sense in here for mark, to in nouns[sense][1] if mark in marks.split()]
        here = [to for to in above if not TOO_WIDE & {w.lower() for w in nouns[to][0]}]
        found += [w.lower() for to in above for w in nouns[to][0][:3] if to in here or w.lower() in SETTLED]
    return found


def nations(nouns: dict[str, Synset]) -> set[str]:
    """Return the countries and states: they may be named seldom and are meant all the same."""
    kinds = {at for at, (words, _, _) in nouns.items() if {"country", "state", "American_state"} & set(words)}
    kinds |= {at for at, (_, pointers, _) in nouns.items() if any(m == "@" and to in kinds for m, to in pointers)}
    return {
        w.lower() for words, ptr, _ in nouns.values() if any(m == "@i" and to in kinds for m, to in ptr) for w in words
    }


def main(folder: Path) -> None:
    """Print the table."""
    nouns, times = synsets(folder), counts(folder)
    met = {lemma: sum(each.values()) for lemma, each in times.items()} | dict.fromkeys(nations(nouns), 2)
    for line in sorted((folder / "index.noun").read_text(encoding="utf-8").splitlines()):
        parts = line.split()
        lemma, offsets = parts[0], [p for p in parts if len(p) == 8 and p.isdigit()]
        if line.startswith("  ") or not re.fullmatch("[a-z]{3,}(_[a-z]+)?", lemma):
            continue
        senses = [s for s in usual(offsets, times.get(lemma, {})) if nouns[s][2] in CONCRETE]
        places = [s for s in senses if any(mark == "#p" for mark, _ in nouns[s][1]) and nouns[s][0][0][0].isupper()]
        if not (met.get(lemma) or places or ("_" not in lemma and is_known(lemma, "en"))):
            continue
        wide = [w for s in senses for w in up(nouns, s, "@ @i", 3)] + [w for s in places for w in up(nouns, s, "#p", 4)]
        used = [w for w in dict.fromkeys(wide) if met.get(w) or is_known(w, "en") or w in SETTLED]
        kept = [w for w in used if w not in TOO_WIDE and w != lemma]
        if kept:
            print(lemma, *kept[:6])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
