"""Hints from the citation: where to look, the author's own, then the cited sentence with its answer blanked."""

from __future__ import annotations

import re

from tutor.article import sentence_of
from tutor.dialogue import phrases
from tutor.forms import BLANK
from tutor.model import Bank, Fact, Say, Sentence
from tutor.text import lemma, normal, words

_SHORT = 3
"""Letters; "the" and "of" give nothing away."""

_WORDS_LEFT = 3
"""A sentence with fewer words left is no hint, only a riddle."""


def ladder(fact: Fact, bank: Bank) -> tuple[str, ...]:
    """Return every hint of a fact, from the gentlest to the last before the answer."""
    if fact.citation is None:
        return fact.hints
    paragraph = bank.article.paragraph(fact.citation.paragraph)
    last = _blanked(fact, sentence_of(bank.article, fact.citation).text)
    heading = "" if _names_answer(paragraph.heading, fact) else paragraph.heading
    return (phrases.where(paragraph.number, heading), *fact.hints, *((last,) if last else ()))


def hint(fact: Fact, bank: Bank, used: int) -> Say | None:
    """Return the next hint after `used` ones, None when there is no more."""
    rungs = ladder(fact, bank)
    return Say("hint", rungs[used]) if used < len(rungs) else None


def hidden(fact: Fact, bank: Bank) -> frozenset[Sentence]:
    """Return the sentences that would give this fact's question away: the cited one, and all that name its answer."""
    kept = bank.kept.get(f"hidden {fact.id}")
    if not isinstance(kept, frozenset):
        kept = bank.kept[f"hidden {fact.id}"] = frozenset(s for s in bank.article.sentences if _tells(s, fact))
    return kept


def _tells(sentence: Sentence, fact: Fact) -> bool:
    cited = fact.citation
    if cited and sentence.paragraph == cited.paragraph and sentence.start < cited.end and cited.start < sentence.end:
        return True
    told = f" {normal(sentence.text)} "
    return any(f" {normal(w)} " in told for item in fact.answer for w in item)


def _names_answer(heading: str, fact: Fact) -> bool:
    """Tell whether a heading gives the answer away: “Three reasons for leaving” names who would leave."""
    answer = {lemma(w) for item in fact.answer for wording in item for w in words(wording) if len(w) > _SHORT}
    return any(lemma(w) in answer for w in words(heading))


def _blanked(fact: Fact, sentence: str) -> str:
    wordings = sorted((w for item in fact.answer for w in item), key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in wordings)
    text = re.sub(pattern, BLANK, sentence, flags=re.IGNORECASE)
    left = len(re.findall(r"\w+", text.replace(BLANK, "")))
    return f"“{text}”" if left >= _WORDS_LEFT else ""
