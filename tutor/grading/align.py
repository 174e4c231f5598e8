"""Laying an answer beside a wording: which of its words are there, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tutor.grading.phrases import Answer
from tutor.grading.sounds import sound
from tutor.grading.spelling import is_slip, joined_slip
from tutor.grading.tokens import Word

How = Literal["same", "spelt", "joined", "sense", "family"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of the wording found in the answer: at which places, and how."""

    word: Word
    places: tuple[int, ...]
    how: How


@dataclass(slots=True)
class Alignment:
    """What of a wording was found. `share` weighs the words by how much they tell."""

    hits: list[Hit] = field(default_factory=list)
    missing: list[Word] = field(default_factory=list)

    @property
    def places(self) -> set[int]:
        """Return every place of the answer that matched."""
        return {p for hit in self.hits for p in hit.places}

    @property
    def share(self) -> float:
        """Return the share of the wording's words that were found, 0 to 1."""
        total = len(self.hits) + len(self.missing)
        return len(self.hits) / total if total else 0.0

    @property
    def spelt(self) -> list[Word]:
        """Return the words that were there but misspelt."""
        return [hit.word for hit in self.hits if hit.how in ("spelt", "joined")]


def align(
    wanted: tuple[Word, ...],
    answer: Answer,
    taken: frozenset[str] = frozenset(),
    loose: bool = False,
    names: frozenset[str] = frozenset(),
) -> Alignment:
    """Find each wanted word in what the answer claims; `loose` lets related words do, as in a retelling."""
    out = Alignment()
    for one in wanted:
        hit = find(one, answer, taken, loose)
        if hit is None:
            out.missing.append(one)
        else:
            out.hits.append(hit)
    if out.hits and out.missing and names:
        _initials(out, answer, names)
    return out


def find(wanted: Word, answer: Answer, taken: frozenset[str], loose: bool) -> Hit | None:
    """Find one word: itself, its number, its other names, a slip of it, run-together words, its family."""
    exact = [p for p in answer.places.get(wanted.lemma, ()) if p not in answer.denied]
    if exact:
        return Hit(wanted, tuple(exact), "same")
    if wanted.value is not None:
        return _by_value(wanted, answer)
    sense = [
        p
        for p, w in enumerate(answer.words)
        if w.senses
        and not w.senses.isdisjoint(wanted.senses)
        and p not in answer.denied
        and (loose or _one_thing(w, wanted))
    ]
    if sense:
        return Hit(wanted, tuple(sense), "sense")
    for place, given in enumerate(answer.words):
        if place not in answer.denied and not given.function and is_slip(given, wanted, taken):
            return Hit(wanted, (place,), "spelt")
    return _run_together(wanted, answer) or (_family(wanted, answer) if loose else None)


def _one_thing(given: Word, wanted: Word) -> bool:
    return any(not sense.startswith("~") for sense in given.senses & wanted.senses)


def _by_value(wanted: Word, answer: Answer) -> Hit | None:
    places = [p for p, w in enumerate(answer.words) if w.value == wanted.value and p not in answer.denied]
    return Hit(wanted, tuple(places), "same") if places else None


def _run_together(wanted: Word, answer: Answer) -> Hit | None:
    """Find "moss cow" for moscow: neighbours that read as one word."""
    if len(wanted.text) < 5:
        return None
    words = answer.words
    for place in range(len(words) - 1):
        joined = words[place].text + words[place + 1].text
        if (words[place].function and len(words[place].text) < 3) or place in answer.denied:
            continue
        if abs(len(joined) - len(wanted.text)) < 4 and joined_slip(joined, wanted, sound(joined)):
            return Hit(wanted, (place, place + 1), "joined")
    return None


def _family(wanted: Word, answer: Answer) -> Hit | None:
    """Find a word of the same family: infects for infected, government for governed."""
    places = [
        p for p, w in enumerate(answer.words) if len(w.stem) > 2 and w.stem == wanted.stem and p not in answer.denied
    ]
    return Hit(wanted, tuple(places), "family") if places else None


def _initials(out: Alignment, answer: Answer, names: frozenset[str]) -> None:
    """Let a single letter stand for a name's word once another word of it is there: V. Putin."""
    letters = {w.text: p for p, w in enumerate(answer.words) if len(w.text) == 1}
    for missing in [w for w in out.missing if w.text in names and w.text[0] in letters]:
        out.missing.remove(missing)
        out.hits.append(Hit(missing, (letters[missing.text[0]],), "same"))
