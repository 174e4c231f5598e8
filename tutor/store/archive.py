"""The file of a backup: a zip of one JSON Lines file for each table, the files of the questions, and a manifest.

It does not say which database it came from, and goes into either. A backup is looked at wholly before anything is
done with it: the manifest names every part with its size and its checksum.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from tutor.store import migrations
from tutor.store.codec import clean
from tutor.store.copying import Row, rows
from tutor.store.errors import Trouble
from tutor.store.shape import Column, fits, shape

MANIFEST = "manifest.json"
PROGRAM = "passage"
FORMAT = 1
MOST_FILES = 20_000
LARGEST_FILE = 50_000_000
"""Bytes of one file of the questions, and of the manifest."""

LONGEST_ROW = 20_000_000
_SWELLS, _FREE = 200, 10_000_000
"""A backup grows to a tenfold or twentyfold when it is unpacked, a bomb to a thousandfold."""

_CHUNK = 1 << 20


class NoBackup(Trouble):
    """The file is no backup that can be put back, and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a backup: bytes, checksum (SHA-256), and rows if it is a table."""

    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup: the version of the tables (0: none were there), when it was made, and every part."""

    program: str
    format: int
    schema: int
    made: str
    tables: dict[str, Part] = field(default_factory=dict)
    files: dict[str, Part] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, Part]:
        """Return every part by its name in the zip."""
        tables = {_table(name): part for name, part in self.tables.items()}
        return tables | {_file(name): part for name, part in self.files.items()}


_MANIFEST = TypeAdapter(Manifest)


def _table(name: str) -> str:
    return f"tables/{name}.jsonl"


def _file(name: str) -> str:
    return f"questions/{name}"


# --- writing ---------------------------------------------------------------------------------------


def write(path: Path, connection: Connection, version: int, files: Mapping[str, Path], now: datetime) -> Manifest:
    """Write a backup of a database of this version, and of files, whole or not at all. Raises NoBackup.

    Only its owner may read it: it holds what learners have answered.
    """
    written, of = path.with_name(f".{path.name}.tmp"), shape(migrations.STEPS[:version])
    try:
        with open(written, "wb", opener=_for_the_owner) as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
                tables = {n: _pack(packed, _table(n), _lines(rows(connection, n, c))) for n, c in of.items()}
                kept = {name: _pack(packed, _file(name), _chunks(file)) for name, file in files.items()}
                manifest = Manifest(PROGRAM, FORMAT, version, now.isoformat(timespec="seconds"), tables, kept)
                packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            out.flush()
            os.fsync(out.fileno())
        written.replace(path)
    except OSError as error:
        raise NoBackup(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            written.unlink()
    return manifest


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _pack(packed: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Part:
    digest, size, count = hashlib.sha256(), 0, 0
    with packed.open(name, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size, count = size + len(piece), count + 1
    return Part(size, digest.hexdigest(), count if name.startswith("tables/") else 0)


def _lines(found: Iterable[Row]) -> Iterator[bytes]:
    return (json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for row in found)


def _chunks(file: Path) -> Iterator[bytes]:
    if file.stat().st_size > LARGEST_FILE:
        raise NoBackup(f"{file} is larger than {LARGEST_FILE // 1_000_000} MB. Take it out of the folder of questions.")
    with file.open("rb") as source:
        yield from iter(lambda: source.read(_CHUNK), b"")


# --- reading ---------------------------------------------------------------------------------------


class Backup:
    """A backup that was looked at: every part is there, and is what was written."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest) -> None:
        self.manifest = manifest
        self._packed = packed

    def rows(self, name: str, columns: tuple[Column, ...]) -> Iterator[Row]:
        """Yield the rows of a table. Raises NoBackup at one that is none."""
        with self._packed.open(_table(name)) as part:
            for number, line in enumerate(iter(lambda: part.readline(LONGEST_ROW), b""), 1):
                yield _row(line, columns, f"{_table(name)}, line {number}")

    def files(self) -> dict[str, bytes]:
        """Return the files of the questions, by their names in the folder."""
        return {name: self._packed.read(_file(name)) for name in self.manifest.files}


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup and look at all of it. Raises NoBackup with what is wrong with it."""
    with _plainly(path):
        packed = zipfile.ZipFile(path)
    with packed:
        with _plainly(path):
            manifest = _checked(packed, path)
        yield Backup(packed, manifest)


def _checked(packed: zipfile.ZipFile, path: Path) -> Manifest:
    manifest = _manifest(packed, path)
    _fits_together(packed, manifest, path)
    for name, part in manifest.parts.items():
        with packed.open(name) as source:
            _same(source, part, name)
    return manifest


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NoBackup(f"{path} cannot be read as a backup: it is damaged, cut off or another kind of file.") from error
    except FileNotFoundError as error:
        raise NoBackup(f"There is no file {path}.") from error
    except OSError as error:
        raise NoBackup(f"{path} cannot be read: {error.strerror}.") from error


def _manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    foreign = f"{path} is a zip file, but no backup of Passage."
    try:
        info = packed.getinfo(MANIFEST)
    except KeyError as error:
        raise NoBackup(foreign) from error
    if info.file_size > LARGEST_FILE:
        raise NoBackup(foreign)
    try:
        found = _MANIFEST.validate_json(packed.read(info), strict=True)
    except ValidationError as error:
        raise NoBackup(foreign) from error
    if found.program != PROGRAM:
        raise NoBackup(foreign)
    if found.format != FORMAT:
        raise NoBackup(f"{path} was written by a newer Passage. Put it back with that one.")
    return found


def _fits_together(packed: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Check names and sizes, before anything is unpacked."""
    infos = packed.infolist()
    there = {info.filename: info.file_size for info in infos if info.filename != MANIFEST}
    if len(infos) > MOST_FILES or sum(i.file_size for i in infos) > _SWELLS * path.stat().st_size + _FREE:
        raise NoBackup(f"{path} would become too large when it is unpacked. Nothing was unpacked.")
    if len(there) + 1 != len(infos) or there != {name: part.size for name, part in manifest.parts.items()}:
        raise NoBackup(f"{path} is damaged: its parts are not those that it lists.")
    odd = next((name for name in manifest.files if not is_plain(name)), None)
    if odd is not None or any(part.size > LARGEST_FILE for part in manifest.files.values()):
        raise NoBackup(f"{path} holds a file that no backup of Passage holds. Nothing was unpacked.")


def is_plain(name: str) -> bool:
    r"""Tell whether a name stays inside the folder and is no hidden file.

    >>> [is_plain(n) for n in ("a.yaml", "sub/ä b.md", "../a", "/a", "a//b", ".a", "a\\b", "C:a", "", "a\0")]
    [True, True, False, False, False, False, False, False, False, False]
    """
    parts = PurePosixPath(name).parts
    inside = bool(parts) and "/".join(parts) == name and not any(part.startswith(".") for part in parts)
    return inside and clean(name) == name and name.isprintable() and not set(name) & set("\\:") and parts[0] != "/"


def _same(source: IO[bytes], part: Part, name: str) -> None:
    digest = hashlib.sha256()
    for piece in iter(lambda: source.read(_CHUNK), b""):
        digest.update(piece)
    if digest.hexdigest() != part.sha256:
        raise NoBackup(f"The backup is damaged: {name} is not what was written.")


def _row(line: bytes, columns: tuple[Column, ...], where: str) -> Row:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or set(found) != {c.name for c in columns}:
        raise NoBackup(f"The backup is damaged: {where} is no row of that table.")
    if odd := next((c.name for c in columns if not fits(found[c.name], c.kind)), None):
        raise NoBackup(f"The backup is damaged: {where} has an odd value in “{odd}”.")
    return found
