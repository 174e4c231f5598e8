"""Bytes on a disk → text that is safe to read on with; what is wrong with the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tutor.bank.flaws import Flaw, Spot, Stop

MAX_BANK = 8_000_000
"""Bytes of a bank file: ten thousand facts take half of it."""
MAX_ARTICLE = 4_000_000
MAX_BYTES_SHOWN = 20
"""Bad bytes and invisible characters told of in one file."""

# What is neither seen nor typed, breaks lines for YAML alone, or makes equal texts differ: not tab, CR or LF.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_INDENT = re.compile(r"^ *([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])\s*\S", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's bytes. Raises Stop when it is no readable file or larger than `limit`."""
    try:
        if path.is_dir():
            raise Stop((1, 1), "file", "this is a folder", "name a file in it")
        if path.exists() and not path.is_file():
            raise Stop((1, 1), "file", "this is no ordinary file", "name a text file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise Stop((1, 1), "file", "there is no such file", "check its name and folder") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Stop((1, 1), "file", f"this file cannot be read: {reason}", "check its name and permissions") from None
    return fitting(data, limit)


def fitting(data: bytes, limit: int = MAX_BANK) -> bytes:
    """Return the bytes. Raises Stop when there are more than `limit`."""
    if len(data) > limit:
        raise Stop((1, 1), "size", f"the file is larger than {limit // 1_000_000} MB", "split it into several")
    return data


def decode(data: bytes) -> tuple[str, list[Flaw]]:
    """Return the text of UTF-8 bytes, bad ones replaced, and a flaw for each bad byte.

    >>> decode(b"ok\\n caf\\xe9")[1][0].spot
    (2, 5)
    """
    if data.startswith(_UTF16):
        return "", [Flaw((1, 1), "encoding", "the file is saved as UTF-16", "save it again as UTF-8")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", "replace"), list(_bad_bytes(data))


def _bad_bytes(data: bytes) -> Iterator[Flaw]:
    at = 0
    for _ in range(MAX_BYTES_SHOWN):
        try:
            data[at:].decode("utf-8")
        except UnicodeDecodeError as error:
            bad = at + error.start
            meant = _as_windows(data[bad])
            message = f"the byte {data[bad]:02X} is not UTF-8{meant}"
            yield Flaw(_byte_spot(data, bad), "encoding", message, "save the file again as UTF-8")
            at = bad + 1
        else:
            return


def _as_windows(byte: int) -> str:
    sign = bytes([byte]).decode("cp1252", "ignore")
    return f"; in an old Windows file it would be {sign}" if sign.isprintable() and sign else ""


def _byte_spot(data: bytes, at: int) -> Spot:
    before = data[:at].decode("utf-8-sig", "replace").split("\n")
    return len(before), len(before[-1]) + 1


def clean(text: str) -> tuple[str, list[Flaw]]:
    """Return the text with invisible characters blanked, place for place, and a flaw for each.

    >>> clean("a: b\\0c")[0]
    'a: b c'
    """
    text = text.removeprefix("\ufeff")
    found = [_invisible(text, m.start()) for m in islice(INVISIBLE.finditer(text), MAX_BYTES_SHOWN)]
    return (INVISIBLE.sub(" ", text) if found else text), found


def _invisible(text: str, at: int) -> Flaw:
    message = f"an invisible character, U+{ord(text[at]):04X}"
    return Flaw(spot_at(text, at), "control", message, "delete it, or type the text again around this place")


def tabs(text: str) -> list[Flaw]:
    """Return a flaw for each line that is indented with anything but spaces; YAML cannot be read then."""
    return [_tab(text, m) for m in islice(_INDENT.finditer(text), MAX_BYTES_SHOWN)]


def _tab(text: str, match: re.Match[str]) -> Flaw:
    what = "a tab" if match[1] == "\t" else f"a special space, U+{ord(match[1]):04X},"
    return Flaw(spot_at(text, match.start(1)), "tab", f"{what} indents this line", "indent with ordinary spaces")


def spot_at(text: str, at: int) -> Spot:
    """Return line and column of a character.

    >>> spot_at("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
