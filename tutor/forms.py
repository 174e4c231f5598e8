"""A fact → questions in its forms; the same seed gives the same question. An unsound form is not offered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

from tutor.article import sentence_of
from tutor.grading.tables.relations import wider
from tutor.model import Bank, Fact, Form, Kind, Question, Sentence
from tutor.text import lemma, normal, words

BLANK = "_____"
OPTIONS = 4
_ALL: tuple[Form, ...] = ("typed", "gap", "choice", "truefalse", "evidence")
_COMPARABLE: frozenset[Kind] = frozenset({"person", "place", "year", "date", "number", "quantity"})
"""Kinds whose answers can stand in for each other as distractors; a text or a term need not even fit the sentence."""


def offered(fact: Fact, bank: Bank) -> tuple[Form, ...]:
    """Return the sound forms of a fact, the preferred first: the author's, else typed before gap before the rest."""
    wished = tuple(form for form in fact.forms if sound(fact, bank, form))
    return wished or tuple(form for form in _ALL if sound(fact, bank, form)) or ("typed",)


def preferred(fact: Fact, bank: Bank) -> Form:
    """Return the first of the offered forms, without trying the others."""
    return next((form for form in (*fact.forms, *_ALL) if sound(fact, bank, form)), "typed")


def sound(fact: Fact, bank: Bank, form: Form) -> bool:
    """Tell whether a fact can fairly be asked in this form."""
    return _SOUND[form](fact, bank)


def ask(fact: Fact, bank: Bank, form: Form, seed: int) -> Question:
    """Return the question that asks `fact` in `form`; options are drawn and shuffled by `seed` and the fact's id."""
    rng = random.Random(f"{seed}:{fact.id}:{form}")  # noqa: S311 - shuffled options, no secret
    return _MAKERS[form](fact, bank, rng)


def distractors(fact: Fact, bank: Bank) -> tuple[str, ...]:
    """Return wrong options for a choice: the author's wrong answers first, then answers of the same kind."""
    return tuple(_distractors(fact, bank))


def gapped(fact: Fact) -> str:
    """Return the statement with its answer blanked, or "" when that is not a fair question.

    >>> gapped(Fact("x", "The treaty was signed in 1987.", (("1987",),), "signed in 1987"))
    'The treaty was signed in _____.'
    """
    text = fact.fact
    for first, *_ in fact.answer:
        pattern = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)")
        if len(pattern.findall(text)) != 1:
            return ""
        text = pattern.sub(BLANK, text)
    return text if len(re.findall(r"\w+", text.replace(BLANK, ""))) >= 3 else ""


# --- which forms are sound -------------------------------------------------------------------------


def _typed(fact: Fact, _: Bank) -> bool:
    return bool(fact.ask)


def _gap(fact: Fact, _: Bank) -> bool:
    return fact.kind != "reason" and fact.need == len(fact.answer) and bool(gapped(fact))


def _choice(fact: Fact, bank: Bank) -> bool:
    return len(fact.answer) == 1 and bool(_stem(fact)) and len(_wrong_options(fact, bank)) == OPTIONS - 1


def _truefalse(fact: Fact, _: Bank) -> bool:
    # Only the author's own wrong answers are known to make the statement false.
    return fact.kind in _COMPARABLE | {"term"} and len(fact.answer) == 1 and bool(fact.wrong) and bool(gapped(fact))


def _evidence(fact: Fact, bank: Bank) -> bool:
    return fact.citation is not None and not fact.infer and len(_other_sentences(fact, bank)) >= OPTIONS - 1


_SOUND: Mapping[Form, Callable[[Fact, Bank], bool]] = {
    "typed": _typed,
    "gap": _gap,
    "choice": _choice,
    "truefalse": _truefalse,
    "evidence": _evidence,
}


# --- the questions ---------------------------------------------------------------------------------


def _stem(fact: Fact) -> str:
    return fact.ask or gapped(fact)


def _ask_typed(fact: Fact, _: Bank, __: random.Random) -> Question:
    return Question(fact.id, "typed", _stem(fact) or fact.fact)


def _ask_gap(fact: Fact, _: Bank, __: random.Random) -> Question:
    return Question(fact.id, "gap", gapped(fact))


def _ask_choice(fact: Fact, bank: Bank, rng: random.Random) -> Question:
    key = fact.answer[0][0]
    wrong = _wrong_options(fact, bank)
    return _shuffled(Question(fact.id, "choice", _stem(fact)), key, wrong, rng)


def _ask_truefalse(fact: Fact, _: Bank, rng: random.Random) -> Question:
    true = rng.random() < 0.5
    claim = fact.fact if true else gapped(fact).replace(BLANK, rng.choice(sorted(fact.wrong)))
    return Question(fact.id, "truefalse", f"True or false? {claim}", ("True", "False"), 0 if true else 1)


def _ask_evidence(fact: Fact, bank: Bank, rng: random.Random) -> Question:
    proof = _proof(fact, bank)
    others = _other_sentences(fact, bank)
    near = sorted(others, key=lambda s: (abs(s.paragraph - proof.paragraph), s.start))[: 2 * OPTIONS]
    wrong = tuple(s.text for s in rng.sample(near, OPTIONS - 1))
    stem = f"Which sentence of the article says so? {fact.fact}"
    return _shuffled(Question(fact.id, "evidence", stem), proof.text, wrong, rng)


_MAKERS: Mapping[Form, Callable[[Fact, Bank, random.Random], Question]] = {
    "typed": _ask_typed,
    "gap": _ask_gap,
    "choice": _ask_choice,
    "truefalse": _ask_truefalse,
    "evidence": _ask_evidence,
}


def _shuffled(bare: Question, key: str, wrong: tuple[str, ...], rng: random.Random) -> Question:
    options = [key, *wrong]
    rng.shuffle(options)
    return Question(bare.fact, bare.form, bare.stem, tuple(options), options.index(key))


# --- what else could be picked ---------------------------------------------------------------------


def _wrong_options(fact: Fact, bank: Bank) -> tuple[str, ...]:
    return tuple(islice(_distractors(fact, bank), OPTIONS - 1))


def _distractors(fact: Fact, bank: Bank) -> Iterator[str]:
    """Yield wrong options one by one: a choice takes three, and a large bank has thousands."""
    seen = {normal(w) for item in fact.answer for w in (*item, *fact.accept)}
    for option in chain(fact.wrong, _siblings(fact, bank)):
        if (spelling := normal(option)) not in seen:
            seen.add(spelling)
            yield option


def _siblings(fact: Fact, bank: Bank) -> Iterator[str]:
    """Yield the answers of other facts that could be taken for this one's and are not said beside it."""
    statement, key = fact.fact, fact.answer[0][0]
    if fact.kind not in _COMPARABLE or limited(statement, key, fact.kind):
        return
    if _ONGOING.search(statement.partition(key)[0].rstrip()):
        return  # "since 1950": another year may lie in the time told of
    beside = normal(f"{fact.fact} {fact.ask} {_proof(fact, bank).text}")
    for other in _by_kind(bank).get(fact.kind, ()):
        rival = other.answer[0][0]
        if other.id != fact.id and _alike(fact, rival) and f" {normal(rival)} " not in f" {beside} ":
            yield rival


def _alike(fact: Fact, rival: str) -> bool:
    """Tell whether a rival is of the same sort, and no part of the answer: no country beside a city, no role beside a
    name, no other unit.
    """
    answer = fact.answer[0][0]
    key, other = words(answer), words(rival)
    if set(key) <= set(other) or set(other) <= set(key):
        return False
    if fact.kind == "quantity":
        return key[-1:] == other[-1:]
    if fact.kind == "place":
        return bool(sort_of_place(answer)) and sort_of_place(answer) == sort_of_place(rival)
    return fact.kind != "person" or answer[:1].isupper() == rival[:1].isupper()


def sort_of_place(name: str) -> str:
    """Return what a place is, by its name or by what is known of it; "" when nothing tells.

    >>> [sort_of_place(name) for name in ("Moscow", "Russia", "Europe", "Mill Street", "the harbour")]
    ['city', 'country', 'continent', 'street', '']
    """
    spelt = [word for word in words(name) if word != "the"]
    if len(spelt) > 1 and spelt[-1] in _SORTS and name.rsplit(maxsplit=1)[-1][0].isupper():
        return spelt[-1]
    known = wider(*spelt) if spelt and name.removeprefix("the ")[0].isupper() else frozenset()
    return next((sort for sort in _SORTS if sort in known), "")


_SORTS = tuple(
    "country city town village continent river lake sea ocean island mountain desert volcano planet state province "
    "county street road avenue lane square park bridge station harbour valley district hall house".split()
)


def limited(statement: str, answer: str, kind: Kind) -> bool:
    """Tell whether the figure or time of a statement is only a limit: another could be as true.

    >>> limited("More than 40 ships wait.", "40", "number"), limited("By 1950 it had a school.", "1950", "year")
    (True, True)
    >>> limited("About 40 ships wait.", "40", "number"), limited("It opened in 1950.", "1950", "year")
    (False, False)
    """
    before, _, behind = statement.partition(answer)
    if kind in ("year", "date"):
        opened = _OPEN_TIME.search(before.rstrip()) or _OPEN_TIME.match(answer.split(maxsplit=1)[0])
        return bool(opened or _LIMIT_BEHIND.match(behind))
    heads = (" ".join(answer.split()[:n]) for n in (1, 2, 3))
    return any(_LIMIT.search(text) for text in (before.rstrip(), *heads)) or bool(_LIMIT_BEHIND.match(behind))


_LIMIT = re.compile(
    r"\b(?:more than|over|at least|upwards of|no fewer than|no less than|less than|fewer than|under|up to|at most|"
    r"no more than|as (?:many|much|few|little|high|low|long) as|within|above|below|beyond|only|every|"
    r"(?:from|between)\b[^,]*\b(?:to|and))$",
    re.IGNORECASE,
)
"""More than 40 is more than 30 too, and nobody knows whether it is more than 60."""
_LIMIT_BEHIND = re.compile(
    r" (?:\w+ )?(?:to|and|or) [\d−-]|"
    r"(?: \w+){0,4} (?:or (?:earlier|later|older|younger|more|less|fewer|so|over|under)|at least|at most|and more)\b"
)
_OPEN_TIME = re.compile(
    r"\b(?:by|before|after|between|from|as early as|as late as|(?:between|from)\b.*\b(?:and|to))$", re.IGNORECASE
)
"""What makes other years true as well: "by 1950" holds for 1960."""
_ONGOING = re.compile(r"\b(?:since|until|till)$", re.IGNORECASE)


def _by_kind(bank: Bank) -> Mapping[Kind, tuple[Fact, ...]]:
    kept = bank.kept.get("by_kind")
    if kept is None:
        grouped: dict[Kind, list[Fact]] = {}
        for fact in bank.live:
            if len(fact.answer) == 1:
                grouped.setdefault(fact.kind, []).append(fact)
        kept = bank.kept["by_kind"] = {kind: tuple(facts) for kind, facts in grouped.items()}
    return kept  # type: ignore[return-value]  # bank.kept holds whatever its makers put there


def _proof(fact: Fact, bank: Bank) -> Sentence:
    if fact.citation is None:
        return Sentence(0, 0, 0, fact.quote)
    return sentence_of(bank.article, fact.citation)


def _other_sentences(fact: Fact, bank: Bank) -> list[Sentence]:
    """Return nearby sentences that do not say what the fact says: none of its answers, less than half of its words."""
    proof = _proof(fact, bank)
    claim = {lemma(w) for w in words(fact.fact) if len(w) > 3}
    answers = [f" {normal(w)} " for item in fact.answer for w in item]
    return [s for s in _near(bank, proof) if not (_overlaps(s, proof) or _says(s, answers, claim))]


def _near(bank: Bank, proof: Sentence) -> Iterator[Sentence]:
    first, last = max(1, proof.paragraph - 3), min(len(bank.article.paragraphs), proof.paragraph + 3)
    return (s for n in range(first, last + 1) for s in bank.article.paragraph(n).sentences)


def _overlaps(sentence: Sentence, proof: Sentence) -> bool:
    return sentence.paragraph == proof.paragraph and sentence.start < proof.end and proof.start < sentence.end


def _says(sentence: Sentence, answers: list[str], claim: set[str]) -> bool:
    told = f" {normal(sentence.text)} "
    shared = claim & {lemma(w) for w in words(sentence.text)}
    return any(a in told for a in answers) or 2 * len(shared) > len(claim)
