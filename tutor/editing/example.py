"""What a new bank begins with: a small example, or a first fact made from an article that was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tutor import bank as banks
from tutor.bank.writing import Unwritable, new_bank
from tutor.checks.view import standing
from tutor.model import Article, Sentence

TITLE = "The mill at Lowbridge"
ARTICLE = """\
# The mill at Lowbridge

The mill at Lowbridge was built in 1786 by Martha Keel, a baker who was tired of waiting for flour.

Its wheel was four metres high and turned two stones. When the river froze, in January and February, the mill stood
still.

The mill closed in 1931, because the railway brought cheaper flour from the coast.
"""
_BANK = """\
# yaml-language-server: $schema=bank.schema.json
# An example to start from. Change what you like, and write facts of your own in the same way.

title: The mill at Lowbridge
article: {name}.md

facts:
  - id: built                       # short, and never changed: results hang on it
    fact: The mill at Lowbridge was built in 1786.
    answer: 1786                    # stands in the statement exactly once: that is the gap
    ask: In which year was the mill at Lowbridge built?
    quote: The mill at Lowbridge was built in 1786    # word for word from the article, where it stands once
    accept: [in 1786]               # also right
    wrong:                          # known wrong answers, each with what to say to it
      1931: In that year it closed.
    why: Martha Keel built it, a baker who was tired of waiting for flour.

  - id: wheel
    fact: The wheel of the mill was four metres high.
    answer: four metres
    ask: How high was the wheel of the mill?
    quote: Its wheel was four metres high

  - id: closed
    fact: The mill at Lowbridge closed because the railway brought cheaper flour.
    answer: the railway brought cheaper flour
    ask: Why did the mill at Lowbridge close?
    quote: because the railway brought cheaper flour
"""
_REMARK = """\
facts:
  # This first fact is a draft, made from a sentence of your article: nobody is asked it. Reword it, write an ask: line
  # with the question, and delete the line status: draft. Every further fact is written in the same way.
"""
_TRIES = 60
_WORD = re.compile(r"\d[\d.,]*\d|\w[\w'’-]+")


def example(name: str) -> str:
    """Return the text of the example bank, for an article of this name."""
    return _BANK.format(name=name)


def first(title: str, name: str, article: Article) -> str | None:
    """Return the text of a bank with a first fact, a draft; None when the article has no sentence that will do."""
    for fact in islice(_facts(article), _TRIES):
        try:
            text = new_bank(title, f"{name}.md", [fact])
        except Unwritable:
            continue
        if banks.parse(text, f"{name}.yaml", article).bank:
            return text.replace("facts:\n", _REMARK, 1)
    return None


def _facts(article: Article) -> Iterator[dict[str, str]]:
    """Yield facts that a sentence may make, each with one of its words as the answer."""
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            for word in _answers(sentence):
                told = " ".join(sentence.text.split())
                yield {"id": "first", "status": "draft", "fact": told, "answer": word, "quote": told}


def _answers(sentence: Sentence) -> list[str]:
    """Return a sentence's words that stand in it once, figures first, then names, then the longest."""
    words = _WORD.findall(sentence.text)[1:]
    alone = [w for w in dict.fromkeys(words) if len(w) > 2 and len(list(standing(w, sentence.text))) == 1]
    return sorted(alone, key=lambda w: (not w[0].isdigit(), not w[0].isupper(), -len(w)))[:3] if len(words) > 5 else []
