"""The nouns of drafting: frozen values, no spaCy in sight."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.model import Article, Citation, Fact, Kind, Wordings


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as the program proposes it; a person reads it before it is asked.

    `answer`, `kind`, `accept`, `need`, `order`, `infer` and `must` mean what they mean in a `Fact`. `quote` stands in
    the article literally and once, in paragraph ¶`paragraph`. `asks` are wordings of its question, the best first;
    without one the statement is asked with a gap. `wrong` are plausible wrong answers. `score` says how good the draft
    looks: higher is better.
    """

    statement: str
    answer: tuple[Wordings, ...]
    kind: Kind
    quote: str
    paragraph: int
    asks: Wordings = ()
    wrong: Wordings = ()
    accept: Wordings = ()
    must: tuple[Wordings, ...] = ()
    need: int = 1
    order: bool = False
    infer: bool = False
    score: float = 0.0

    @property
    def key(self) -> str:
        """Return the answer as it is shown: first wordings, joined.

        >>> Draft("A and B met.", (("A",), ("B",)), "list", "A and B met", 1).key
        'A; B'
        """
        return "; ".join(item[0] for item in self.answer)

    def fact(self, fact_id: str, citation: Citation | None = None) -> Fact:
        """Return the fact that a bank would hold, as a draft under this id.

        >>> Draft("Rain fell in Rome.", (("Rome",),), "place", "Rain fell in Rome", 1).fact("rain").status
        'draft'
        """
        return Fact(
            id=fact_id,
            fact=self.statement,
            answer=self.answer,
            quote=self.quote,
            ask=self.asks[0] if self.asks else "",
            kind=self.kind,
            accept=self.accept,
            wrong=dict.fromkeys(self.wrong, ""),
            need=self.need,
            must=self.must,
            order=self.order,
            infer=self.infer,
            status="draft",
            citation=citation,
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out of a text as not belonging to the article: from the line `cue` on, so many paragraphs."""

    cue: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting an article came to: the drafts, the best first, and why others were refused, with how many."""

    article: Article
    drafts: tuple[Draft, ...]
    refused: tuple[tuple[str, int], ...] = ()
    cut: Cut | None = None
