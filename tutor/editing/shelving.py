"""Whole banks: made, copied, given another title, uploaded, put into the archive and brought back.

A bank's id is the name of its file, and learners' results hang on it: so it never changes, and no name is given twice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor import article as articles
from tutor import bank as banks
from tutor import library
from tutor.actions import House
from tutor.bank import saving
from tutor.bank.cases import cases_path
from tutor.bank.edits import Refused, set_head, set_title
from tutor.bank.files import MAX_ARTICLE, MAX_BANK
from tutor.bank.naming import file_name
from tutor.bank.sheet import reading
from tutor.editing import example
from tutor.editing.opening import Unsaved, content, shelved
from tutor.editing.saving import put
from tutor.library import Shelved
from tutor.model import Problem
from tutor.store.revisions import Revision
from tutor.teachers import Teacher, must_teach

ARCHIVE = "archive"
"""The folder in the folder of banks where banks wait that learners do not see."""


@dataclass(frozen=True, slots=True)
class Added:
    """An upload: the bank's id, or "" and what is in the way."""

    bank: str
    problems: tuple[Problem, ...] = ()


# --- new banks -------------------------------------------------------------------------------------


def new(house: House, teacher: Teacher | None, title: str, article: str, now: datetime) -> str:
    """Make a bank from a title and an article, or from the example when both are empty; return its id.

    Raises NotATeacher and Unsaved.
    """
    must_teach(teacher, now)
    title, article = " ".join(title.split()), article.replace("\r\n", "\n").strip()
    if not title and not article:
        name = file_name(example.TITLE, _taken(house))
        return _write(house, name, example.example(name), example.ARTICLE)
    if not title or not article:
        raise Unsaved("A new bank needs a title and an article.")
    name = file_name(title, _taken(house))
    text = example.first(title, name, articles.parse(article))
    if text is None:
        raise Unsaved("There is no sentence in that article that a fact can be made of. Is all of it there?")
    return _write(house, name, text, f"{article}\n")


def copy(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> str:
    """Copy a bank and its article under another name, and return the copy's id. Raises NotATeacher, Gone, Unsaved."""
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    text = _text(path)
    title = str((reading(text.removeprefix("\ufeff")) or {}).get("title", bank_id))  # type: ignore[union-attr]
    name = file_name(title, _taken(house))
    article = content(_article(path, text))
    renamed = _edited(set_title(text, f"{title} (copy)"))
    return _write(house, name, _edited(_with_article(renamed, f"{name}.md")), article.decode())


def retitle(house: House, teacher: Teacher | None, bank_id: str, title: str, now: datetime) -> Revision:
    """Give a bank another title; its file keeps its name. Raises NotATeacher, Gone, Unsaved, StoreUnavailable."""
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    before = content(path)
    if not (title := " ".join(title.split())):
        raise Unsaved("A bank needs a title.")
    after = _edited(set_title(_text(path), title)).encode()
    if saving.new_errors(banks.read(path, before).problems, banks.read(path, after).problems):
        raise Unsaved("That cannot be a title: it is too long, or has a character that no bank may have.")
    return put(house, teacher, bank_id, path, before, after, now, "title")


def add(  # noqa: PLR0913, PLR0917 - an action's arguments are the whole of what it depends on
    house: House, teacher: Teacher | None, file: str, data: bytes, article: bytes | None, now: datetime
) -> Added:
    """Add an uploaded bank, with its article unless that is here already. Nothing is written while it has an error.

    The name of the file becomes the bank's, if it is free (`name_of`). Raises NotATeacher and Unsaved.
    """
    must_teach(teacher, now)
    name = name_of(file)
    if name in _taken(house):
        raise Unsaved(f"There is a file of the name {name} here already. Give yours another name.")
    if len(data) > MAX_BANK or len(article or b"") > MAX_ARTICLE:
        raise Unsaved("That is too large: a bank may have 8 MB, and an article 4 MB.")
    if article is None:
        loaded = banks.read(house.questions / f"{name}.yaml", data)
    else:
        data, loaded = _tried(name, data, article)
    if loaded.bank is None:
        return Added("", tuple(p for p in loaded.problems if p.level == "error"))
    _save_all(house.questions, {f"{name}.md": article, f"{name}.yaml": data})
    return Added(name)


def name_of(file: str) -> str:
    """Return the id that a file of this name gets.

    >>> name_of("My Bank.yaml"), name_of("../../x.yml")
    ('my-bank', 'x')
    """
    return file_name(Path(file).stem, ())


def _tried(name: str, data: bytes, article: bytes) -> tuple[bytes, banks.Loaded]:
    """Check a bank with its article in a folder of their own, and return it with the article's name in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.with_suffix(".md").write_bytes(article)
        try:
            renamed = _with_article(data.decode(), f"{name}.md")
            data = data if isinstance(renamed, Refused) else renamed.encode()
        except UnicodeDecodeError:
            pass  # the loader says where
        return data, banks.read(path, data)


def _with_article(text: str, name: str) -> str | Refused:
    """Return the text of a bank that names this article, or none: then it is the one of the bank's own name."""
    data = reading(text.removeprefix("\ufeff"))
    return set_head(text, "article", name) if isinstance(data, dict) and data.get("article") else text


# --- the archive -----------------------------------------------------------------------------------


def archived(house: House, teacher: Teacher | None, now: datetime) -> tuple[Shelved, ...]:
    """Return the banks in the archive. Raises NotATeacher."""
    must_teach(teacher, now)
    return library.shelf(house.questions / ARCHIVE)


def archive(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> None:
    """Put a bank away, with its article and decisions; results stay in the database. Raises NotATeacher, Unsaved."""
    must_teach(teacher, now)
    _move(house.questions, house.questions / ARCHIVE, shelved(house, bank_id).path.name)


def restore(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> str:
    """Bring a bank back from the archive, and with it everybody's place in it; return its id.

    Raises NotATeacher and Unsaved.
    """
    must_teach(teacher, now)
    name = f"{bank_id}.yaml"
    if name not in {on_shelf.path.name for on_shelf in archived(house, teacher, now)}:
        raise Unsaved("That bank is not in the archive any more.")
    _move(house.questions / ARCHIVE, house.questions, name)
    return bank_id


def _move(source: Path, target: Path, name: str) -> None:
    """Move a bank's files: all are there before the first one goes, and the bank comes last and goes first."""
    bank = source / name
    article = _article(bank, _text(bank))
    together = [bank, cases_path(bank), article]
    held = {path.relative_to(source): data for path in together if (data := saving.content(path)) is not None}
    target.mkdir(exist_ok=True)
    _save_all(target, {str(file): data for file, data in reversed(held.items())})
    going = [file for file in held if source / file != article or not _shared(source, bank, article)]
    with _plainly(source):
        for file in going:
            saving.save(source / file, held[file], None)


def _shared(folder: Path, bank: Path, article: Path) -> bool:
    others = (on_shelf.path for on_shelf in library.shelf(folder) if on_shelf.path != bank)
    return any(_article(other, _text(other)) == article for other in others)


# --- files -----------------------------------------------------------------------------------------


def files(house: House, teacher: Teacher | None, bank_id: str, now: datetime) -> dict[str, bytes]:
    """Return a bank's files by their names, to be downloaded. Raises NotATeacher, Gone and Unsaved."""
    must_teach(teacher, now)
    path = shelved(house, bank_id).path
    data = content(path)
    article = _article(path, data.decode("utf-8", "replace"))
    found = {path.name: data, article.name: saving.content(article), cases_path(path).name: _cases(path)}
    return {name: held for name, held in found.items() if held is not None}


def _cases(path: Path) -> bytes | None:
    return saving.content(cases_path(path))


def _text(path: Path) -> str:
    try:
        return content(path).decode()
    except UnicodeDecodeError as why:
        raise Unsaved(f"{path.name} is not saved as UTF-8.") from why


def _article(path: Path, text: str) -> Path:
    """Return the file of a bank's article: the one that it names, if that lies in its folder, else that of its name."""
    data = reading(text.removeprefix("\ufeff"))
    named = path.parent / str((isinstance(data, dict) and data.get("article")) or f"{path.stem}.md")
    inside = named.resolve().is_relative_to(path.parent.resolve())
    return named if inside else path.with_suffix(".md")


def _edited(text: str | Refused) -> str:
    if isinstance(text, Refused):
        raise Unsaved(f"The bank's file cannot be changed here: {text.why}.")
    return text


def _taken(house: House) -> set[str]:
    """Return the names that files have, also in the archive: an id is never given to another bank."""
    folders = (house.questions, house.questions / ARCHIVE)
    return {file.name.partition(".")[0] for folder in folders if folder.is_dir() for file in folder.iterdir()}


def _write(house: House, name: str, text: str, article: str) -> str:
    _save_all(house.questions, {f"{name}.md": article.encode(), f"{name}.yaml": text.encode()})
    return name


def _save_all(folder: Path, wanted: dict[str, bytes | None]) -> None:
    """Write files that are not there yet, in this order; nothing that is there is overwritten."""
    with _plainly(folder):
        there = {name: saving.content(folder / name) for name in wanted}
        if other := next((n for n, data in there.items() if data not in (None, wanted[n])), None):
            raise Unsaved(f"There is another file of the name {other} already. Nothing was written.")
        for name, data in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            saving.save(folder / name, there[name], data)


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Keep others from saving in a folder meanwhile; what the keeper of the files says is for the screen."""
    try:
        with saving.locked(folder.resolve()):
            yield
    except saving.Unsaved as why:
        raise Unsaved(str(why)) from why
