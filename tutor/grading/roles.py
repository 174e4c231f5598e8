"""Who did what to whom: two names of the statement that have changed places around its verb."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.grading.phrases import Answer, Phrase
from tutor.grading.tables.relations import CAPITAL_OF, PEOPLE
from tutor.grading.tokens import Word

_PASSIVE = frozenset({"by", "from"})


def swapped(answer: Answer, told: Phrase) -> bool:
    """Tell whether two names stand around a shared verb the other way round.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> told = phrase("In 2014 Russia accused Ukraine of an attack.")
    >>> swapped(read("Ukraine accused Russia"), told), swapped(read("Ukraine was accused by Russia"), told)
    (True, False)
    """
    if sum(w.text in told.names or w.lemma in PEOPLE for w in answer.words) < 2:
        return False
    theirs = {_name(w): p for p, w in reversed(list(enumerate(told.words))) if w.text in told.names and not w.function}
    mine = {_name(w): p for p, w in enumerate(answer.words) if _name(w) in theirs}
    if len(mine) < 2:
        return False
    for one, at in mine.items():
        for two, beyond in mine.items():
            if (
                at < beyond
                and theirs[one] > theirs[two]
                and _verb_between(answer, (at, beyond), told, (theirs[two], theirs[one]))
            ):
                return True
    return False


def turned_round(answer: Answer, wording: Phrase) -> bool:
    """Tell whether subject and object of a wording's verb have changed places: the Earth hit an asteroid.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> turned_round(read("the Earth hit an asteroid"), phrase("An asteroid hit the Earth."))
    True
    """
    for at, verb in enumerate(wording.words):
        subject, target = _around(wording.words, at)
        if subject is None or target is None or verb.function or _alike(subject, target):
            continue
        for place in answer.places.get(verb.lemma, ()):
            doer, done_to = _around(answer.words, place)
            if doer and done_to and _alike(doer, target) and _alike(done_to, subject):
                return True
    return False


_STAND_INS = frozenset("they them he him she her we us you".split())
_BEFORE_VERB = frozenset("that which who could would will can may might had has have".split())
_BEFORE_NOUN = frozenset("the a an its their his her this some all".split())


def _around(words: Sequence[Word], at: int) -> tuple[Word | None, Word | None]:
    """Return the nouns right before and right after the verb at a place, articles and relatives skipped."""
    before, after = at - 1, at + 1
    if before > 0 and words[before].text in _BEFORE_VERB:
        before -= 1
    while after < len(words) and words[after].text in _BEFORE_NOUN:
        after += 1
    if before < 0 or after >= len(words) or not (_noun(words[before]) and _noun(words[after])):
        return None, None
    return words[before], words[after]


def _noun(one: Word) -> bool:
    return not one.function or one.text in _STAND_INS


def _alike(one: Word, two: Word) -> bool:
    if one.text in _STAND_INS:
        return two.text in _STAND_INS
    return one.lemma == two.lemma or bool(one.senses & two.senses)


def _name(one: Word) -> str:
    return PEOPLE.get(one.lemma, one.lemma)


def _verb_between(answer: Answer, here: tuple[int, int], told: Phrase, there: tuple[int, int]) -> bool:
    """Tell whether a word of both stands between the names in both, and neither sentence is turned round by "by"."""
    mine = answer.words[here[0] + 1 : here[1]]
    theirs = [w for w in told.words[there[0] + 1 : there[1]] if not w.function and w.text not in told.names]
    shared = any(not w.function and any(w.lemma == t.lemma or w.stem == t.stem for t in theirs) for w in mine)
    turned = any(w.text in _PASSIVE for w in mine) != any(w.text in _PASSIVE for w in told.words[there[0] : there[1]])
    return shared and not turned


_TURNS_VERB = frozenset("is are was were be been being gets got by from".split())


def crossed(answer: Answer, wording: Phrase) -> bool:
    """Tell whether what stands before and after a verb of the wording has changed places in the answer.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> crossed(read("the gas is sticky and traps the lava"), phrase("The sticky lava traps gas."))
    True
    """
    words = [w for w in wording.words if not w.function]
    places = {w: _places(w, answer) for w in words}
    for at, verb in enumerate(words[:-1]):
        here = answer.places.get(verb.lemma, ())
        if len(here) != 1 or verb.text in wording.names or not _verb_like(wording, verb):
            continue
        if _object_first(words[at + 1 :], places, answer, here[0]) and not _passive(wording, verb):
            return True
        came_after = any(places[w] and min(places[w]) > here[0] for w in words[:at])
        came_before = any(places[w] and max(places[w]) < here[0] for w in words[at + 1 :])
        if came_after and came_before and not _turned_by(answer.words, here[0]) and not _passive(wording, verb):
            return True
    return False


_OBJECTS = frozenset("them him it her us me you".split())


def _object_first(objects: Sequence[Word], places: dict[Word, list[int]], answer: Answer, at: int) -> bool:
    """Tell "the germ remembers them" where the germ is what is remembered."""
    doer, done_to = _around(answer.words, at)
    pronoun = at + 1 < len(answer.words) and answer.words[at + 1].text in _OBJECTS
    if doer is None and pronoun and at:
        doer = answer.words[at - 1]
    if doer is None or not (pronoun or (done_to is not None and _nations([done_to]))):
        return False
    return any(places[w] and answer.words[places[w][0]] is doer and w is not done_to for w in objects)


def _verb_like(wording: Phrase, one: Word) -> bool:
    """Tell an inflected verb, or a word between a noun and the article of the next."""
    if one.text != one.lemma:
        return not one.text.endswith("ing")
    at = wording.words.index(one)
    if at and wording.words[at - 1].text in _BEFORE_INFINITIVE:
        return True
    after = at + 2 if wording.words[at + 1].text in _PARTICLES and at + 2 < len(wording.words) else at + 1
    return not wording.words[at - 1].function and wording.words[after].text in _BEFORE_NOUN if at else False


_BEFORE_INFINITIVE = frozenset("to would could might may can will shall should must".split())
_PARTICLES = frozenset("out up off in away down over into".split())


def _places(one: Word, answer: Answer) -> list[int]:
    return [p for p, w in enumerate(answer.words) if not w.function and (w.lemma == one.lemma or one.senses & w.senses)]


def _turned_by(words: Sequence[Word], at: int) -> bool:
    """Tell a passive, or a noun: the verb is turned round or there is none."""
    return any(w.text in _TURNS_VERB for w in words[max(0, at - 2) : at + 3]) or (
        at > 0 and words[at - 1].text in _BEFORE_NOUN
    )


def _passive(wording: Phrase, verb: Word) -> bool:
    return _turned_by(wording.words, wording.words.index(verb))


def other_actor(answer: Answer, wordings: Sequence[Phrase]) -> bool:
    """Tell that another country does it than in every wording: the first one named, or the only one.

    >>> from tutor.grading.phrases import phrase
    >>> from tutor.grading.reading import read
    >>> other_actor(read("because America would break it"), [phrase("Russia would break it")])
    True
    """
    said = _nations(answer.words)
    meant = [set(_nations(w.words)) for w in wordings]
    union = set().union(*meant)
    if not said or said[0] in union or not union or "by" in answer.tokens:
        return False
    if sum(map(bool, meant)) * 2 < len(meant):
        return False
    if not union & set(said):
        return _leads(answer, said[0])
    later = next(p for p, w in enumerate(answer.words) if set(_nations([w])) & union)
    return any(w.text in _TOWARDS for w in answer.words[max(0, later - 2) : later])


def _leads(answer: Answer, nation: str) -> bool:
    """Tell a nation that its clause begins with: it is who does it, not who is told or hit."""
    place = next(p for p, w in enumerate(answer.words) if _nation(w) == nation)
    start = next((p for p in range(place, 0, -1) if answer.words[p - 1].text in ("why", "because", "that", "if")), 0)
    return all(w.function for w in answer.words[start:place])


_TOWARDS = frozenset("against with to from over than".split())


def _nations(words: Sequence[Word]) -> list[str]:
    """Return the countries named, under one name each; a capital stands for its country."""
    return [name for name in map(_nation, words) if name]


def _nation(one: Word) -> str:
    name = HOME.get(one.lemma) or PEOPLE.get(one.lemma) or one.lemma
    return name if name in CAPITAL_OF else next((same for same in one.same if same in CAPITAL_OF), "")


HOME = {capital: country for country, capital in CAPITAL_OF.items()}
