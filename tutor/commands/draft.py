"""`python -m tutor draft ARTICLE`: an article in, a bank of draft facts out, for a person to read and accept."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tutor import bank as banks
from tutor.article import parse
from tutor.bank.edits import append_facts
from tutor.bank.saving import Unsaved, content, locked, save
from tutor.bank.sheet import Refused
from tutor.bank.writing import Unwritable, new_bank
from tutor.drafting.endpoint import KEY, endpoint
from tutor.drafting.endpoint import Refused as UnusableModel
from tutor.drafting.model import Cut, Drafted
from tutor.drafting.sources import Manuscript, load
from tutor.drafting.writing import entries
from tutor.model import Bank, Problem

_WIDTH = 30


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("draft", help="draft facts from an article, each with its proof")
    parser.add_argument(
        "article", type=Path, metavar="ARTICLE", help="a file (txt, md, html, pdf, docx), or - for a pipe"
    )
    parser.add_argument("-o", dest="bank", type=Path, metavar="BANK.yaml", help="the bank to write, or to add to")
    parser.add_argument("--limit", type=_count, metavar="N", help="the best N facts only")
    parser.add_argument("--keep-all", action="store_true", help="cut nothing that looks like no part of the article")
    parser.add_argument("--llm", metavar="URL", help=f"let a language model propose (OpenAI-compatible; key: {KEY})")
    parser.add_argument("--model", metavar="NAME", help="which model, with --llm")
    parser.set_defaults(run=_run)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _run(options: argparse.Namespace) -> int:
    try:
        return _draft(options)
    except (Unsaved, Unwritable, UnusableModel) as reason:
        return _failed(str(reason))


def _draft(options: argparse.Namespace) -> int:
    path = options.bank or (options.article.with_suffix(".yaml") if str(options.article) != "-" else None)
    if path is None or path.suffix != ".yaml":
        return _failed("say where the bank shall stand: -o NAME.yaml")
    found = load(options.article, keep_all=options.keep_all)
    if isinstance(found, Problem):
        return _failed(str(found))
    drafter = _drafter(options.llm, options.model)
    _tell(found)
    seen = content(path)
    known = banks.read(path, seen) if seen is not None else None
    if known is not None and known.bank is None:
        return _failed("\n".join(map(str, known.problems)) + f"\n{path} has errors: correct them first")
    return _written(path, seen, found, known.bank if known else None, partial(drafter, limit=options.limit))


def _drafter(url: str | None, model: str | None) -> Callable[..., Drafted]:
    """Return what drafts: our own rules, or a language model. Raises UnusableModel for an address that is none."""
    if url is None:
        from tutor.drafting.statements import draft  # noqa: PLC0415 - spaCy loads when something is to be drafted

        return draft
    if not model:
        raise UnusableModel("--llm needs --model, the name under which that server knows the model")
    from tutor.drafting import llm  # noqa: PLC0415 - as above

    return partial(llm.draft, endpoint=endpoint(url, model, os.environ))


def _written(
    path: Path, seen: bytes | None, found: Manuscript, bank: Bank | None, drafter: Callable[..., Drafted]
) -> int:
    """Draft, and write article and bank; nothing is on the disk before all of it is ready."""
    beside = path.with_suffix(".md")
    there = content(beside) if bank is None else None
    if (bank is not None and not _same(bank, found)) or (there is not None and not _holds(there, found)):
        return _failed(f"{path} belongs to another article: choose another name with -o")
    drafted = drafter(found.article, known=bank.facts if bank else (), progress=_bar(sys.stderr.isatty()))
    if seen is None:
        new = new_bank(_title(found, path), beside.name, entries(drafted.drafts), _source(found))
    else:
        told = append_facts(seen.decode(), entries(drafted.drafts, [f.id for f in bank.facts] if bank else ()))
        if isinstance(told, Refused):
            return _failed(told.why)
        new = told
    with locked(path.resolve().parent):
        if bank is None and there is None:
            save(beside, None, found.text.encode())
        save(path, seen, new.encode())
    for why, many in drafted.refused:
        print(f"left out: {many} × {why}", file=sys.stderr)
    print(summary(drafted, path, bank))
    return 0


def _same(bank: Bank, found: Manuscript) -> bool:
    """Tell whether the bank's article begins with what was handed in: then every quote stands there as well."""
    ours, theirs = ([p.text for p in a.paragraphs] for a in (found.article, bank.article))
    return theirs[: len(ours)] == ours


def _holds(there: bytes, found: Manuscript) -> bool:
    paragraphs = parse(there.decode("utf-8", "replace")).paragraphs
    return [p.text for p in paragraphs][: len(found.article.paragraphs)] == [p.text for p in found.article.paragraphs]


def _title(found: Manuscript, path: Path) -> str:
    return found.article.title or path.stem.replace("-", " ").capitalize()


def _source(found: Manuscript) -> dict[str, str]:
    return {key: value for key, value in asdict(found.source).items() if value}


# --- what is told on the way -----------------------------------------------------------------------


def _tell(found: Manuscript) -> None:
    if found.cut:
        print(cut_line(found.cut), file=sys.stderr)
    for warning in found.warnings:
        print(warning, file=sys.stderr)


def cut_line(cut: Cut) -> str:
    """Return what was left out, and how to keep it.

    >>> cut_line(Cut("More from us", 9))
    'cut at “More from us”, 9 paragraphs; --keep-all keeps them'
    """
    return f"cut at “{cut.cue}”, {_many(cut.paragraphs, 'paragraph')}; --keep-all keeps them"


def _bar(on_screen: bool) -> Callable[[int, int], None]:
    """Return what draws the progress: a bar that grows on a terminal, else a line for every quarter."""

    def grow(done: int, of: int) -> None:
        full = _WIDTH * done // of
        end = "\n" if done == of else ""
        print(f"\r{'█' * full}{'·' * (_WIDTH - full)} {done} of {of}", end=end, file=sys.stderr, flush=True)

    def count(done: int, of: int) -> None:
        if 4 * done // of > 4 * (done - 1) // of:
            print(f"{done} of {of}", file=sys.stderr)

    return grow if on_screen else count


def summary(drafted: Drafted, path: Path, known: Bank | None) -> str:
    """Return one line on what was written where, and what to do next."""
    count = f"{_many(len(drafted.drafts), 'new draft' if known else 'draft')}"
    cited = {d.paragraph for d in drafted.drafts}
    cited |= {f.citation.paragraph for f in known.facts if f.citation} if known else set()
    of = _many(len(drafted.article.paragraphs), "paragraph")
    return f"{path}: {count}; {len(cited)} of {of} have a fact. Read each draft, then delete its line “status: draft”."


def _many(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _failed(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
