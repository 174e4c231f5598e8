"""What drafting gives and costs: facts, coverage, human answers hit, speed beside the bare parse, growth, memory.

    python tests/bench/drafting.py [FILE …]

Each file is an article, or a set of articles with human questions in the SQuAD format (.json). Without one: the
articles in tests/articles. Quality itself is for people to judge: `python -m tutor draft` writes what they read.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tutor.article import parse  # noqa: E402
from tutor.drafting.gate import passes  # noqa: E402
from tutor.drafting.parsing import model  # noqa: E402
from tutor.drafting.sources import Manuscript, load  # noqa: E402
from tutor.drafting.statements import draft  # noqa: E402
from tutor.model import Article  # noqa: E402
from tutor.text import normal  # noqa: E402

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True)
class Text:
    """An article, and what people answered when they were asked about it."""

    name: str
    article: Article
    answers: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(p.text.split()) for p in self.article.paragraphs)


def texts(path: Path) -> Iterator[Text]:
    """Yield the articles of a file."""
    if path.suffix == ".json":
        for entry in json.loads(path.read_text("utf-8"))["data"]:
            title = entry["title"].replace("_", " ")
            article = parse("\n\n".join(p["context"] for p in entry["paragraphs"]), title, plain=True)
            yield Text(title, article, tuple(q["answers"][0]["text"] for p in entry["paragraphs"] for q in p["qas"]))
        return
    found = load(path)
    if isinstance(found, Manuscript):
        yield Text(path.stem, found.article)
    else:
        print(found, file=sys.stderr)


def told(text: Text) -> tuple[int, int, int, int, int]:
    """Return drafts, those asked in words, those the gate lets through, sentences covered, human answers hit."""
    found = draft(text.article).drafts
    keys = {normal(item[0]) for d in found for item in d.answer}
    return (
        len(found),
        sum(bool(d.asks) for d in found),
        sum(not passes(d, text.article) for d in found),
        len({d.quote for d in found}),
        sum(normal(answer) in keys for answer in text.answers),
    )


def of_size(every: Sequence[Text], size: int) -> Article:
    """Return an article of so many words: the texts again and again, with other names each time."""
    paragraphs: list[str] = []
    words = copy = 0
    while words < size:
        for paragraph in (p.text for t in every for p in t.article.paragraphs):
            other = re.sub(
                r"(?<=[a-z,] )([A-Z][a-z]{3,})",
                rf"\1{'abcdefghijklmnopqrstuvwxyz'[copy % 26] * (copy // 26 + 1)}",
                paragraph,
            )
            paragraphs.append(other if copy else paragraph)
            words += len(paragraph.split())
            if words >= size:
                break
        copy += 1
    return parse("\n\n".join(paragraphs), plain=True)


def renamed(paragraph: str, copy: int) -> str:
    """Return a paragraph whose names have other endings in each copy: no quote may stand there twice."""
    ending = "abcdefghijklmnopqrstuvwxyz"[copy % 26] * (copy // 26 + 1) if copy else ""
    return re.sub(r"(?<=[a-z,] )([A-Z][a-z]{3,})", rf"\1{ending}", paragraph)


def main(paths: Sequence[str]) -> None:
    """Print the tables."""
    files = [Path(p) for p in paths] or sorted((ROOT / "tests/articles").glob("*.md"))
    every = [text for path in files for text in texts(path)]
    model()
    print(f"{'article':32} words drafts /100w asked sound sentences      human answers")
    sums = [0] * 8
    for text in every:
        drafts, asked, sound, covered, hit = told(text)
        sentences = len(text.article.sentences)
        row = (text.words, drafts, asked, sound, covered, sentences, hit, len(text.answers))
        sums = [a + b for a, b in zip(sums, row, strict=True)]
        line(text.name, row)
    line("all", tuple(sums))
    cost([of_size(every, size) for size in SIZES])


def line(name: str, row: Sequence[int]) -> None:
    """Print one row of the first table."""
    words, drafts, asked, sound, covered, sentences, hit, answers = row
    human = f"{hit}/{answers} {hit / answers:4.0%}" if answers else "-"
    share = covered / max(1, sentences)
    counts = f"{words:5} {drafts:6} {100 * drafts / words:5.1f} {asked:5} {sound:5}"
    print(f"{name[:32]:32} {counts} {covered:4}/{sentences:<4} {share:4.0%} {human}")


def cost(articles: Sequence[Article]) -> None:
    """Print what drafting costs beside the bare parse of the same words, in the same run.

    The bare parse comes last: it keeps more in memory at a time than drafting ever does.
    """
    drafted = [spent(lambda article=article: len(draft(article).drafts)) for article in articles]
    for article, (whole, drafts, memory) in zip(articles, drafted, strict=True):
        words = sum(len(p.text.split()) for p in article.paragraphs)
        bare, _, _ = spent(lambda article=article: sum(1 for _ in model().pipe(p.text for p in article.paragraphs)))
        print(
            f"{words:7} words: bare parse {bare:6.2f} s, drafting {whole:6.2f} s = {whole / bare:4.2f} ×, "
            f"{words / whole:6.0f} words/s, {drafts} drafts, at most {memory:4.0f} MB so far"
        )


def spent(work: Callable[[], int]) -> tuple[float, int, float]:
    """Return the seconds of CPU that a piece of work takes, its result, and the most memory used so far, in MB."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
