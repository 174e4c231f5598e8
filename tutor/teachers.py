"""Who is a teacher: a passcode, how often it may be guessed, and the pass that a browser gets for it. No screens here.

A pass is a time and some dice, signed with a key that is made from the passcode: every replica that knows the
passcode knows the passes of the others, and a new passcode ends them all.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

SIGNED_IN_FOR = timedelta(hours=12)
"""A school day; after that the passcode is asked for again."""

_LETTERS = "cdfhjkmnprtvwxy34679"
"""No vowels, so no words; nothing that looks or sounds like something else."""

_GROUPS, _GROUP = 3, 4  # 52 random bits, and a dash where the eye wants one
_FORGET_AT = 10_000  # addresses; an attacker's must not fill the memory


class NotATeacher(Exception):  # noqa: N818 - nobody's mistake: a pass has expired, or somebody tries a door
    """Somebody else asked for what only a teacher may do; nothing was done."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody whom the server has found to be a teacher, `until` when that holds, and the name of their account.

    Actions that only a teacher may do take one and look at it again: `must_teach`.
    """

    until: datetime
    name: str = ""


def is_teacher(teacher: Teacher | None, now: datetime) -> bool:
    """Tell whether this is a teacher still.

    >>> is_teacher(Teacher(datetime(2026, 1, 1, tzinfo=UTC)), datetime(2026, 1, 2, tzinfo=UTC)), is_teacher(None, None)
    (False, False)
    """
    return teacher is not None and now < teacher.until


def must_teach(teacher: Teacher | None, now: datetime) -> None:
    """Raise NotATeacher unless this is a teacher still; the first line of every action for teachers."""
    if not is_teacher(teacher, now):
        raise NotATeacher


# --- the passcode ----------------------------------------------------------------------------------


def own_passcode(folder: Path) -> str:
    """Return the passcode kept in `folder`, made at the first call: a file that only its owner may read.

    Of several processes that start at once, one makes it. A file that was emptied gets a new one: an empty file must
    not mean an empty passcode.
    """
    file = folder / "teacher-passcode"
    if not (file.is_file() and file.read_text("utf-8").strip()):
        folder.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        _write_once(file, new_passcode())
    return file.read_text("utf-8").strip()


def _write_once(file: Path, words: str) -> None:
    """Write a private file whole; leave it alone when another process was faster."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(words)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def new_passcode() -> str:
    """Return a passcode that nobody guesses and everybody can type.

    >>> len(new_passcode())
    14
    """
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def same(given: str, passcode: str) -> bool:
    """Compare in a time that tells nothing of where the two differ, nor of their lengths.

    >>> same(" rain-hat ", "rain-hat"), same("rain", "rain-hat"), same("", "")
    (True, False, False)
    """
    digests = [hashlib.sha256(code.strip().encode("utf-8", "surrogatepass")).digest() for code in (given, passcode)]
    return hmac.compare_digest(*digests) and bool(passcode.strip())


def is_staff(address: str, staff: Sequence[str]) -> bool:
    """Tell whether a checked e-mail address is on the list: addresses, or `@domain` for everybody there.

    >>> is_staff("Ann@School.org", ["ann@school.org"]), is_staff("bo@school.org", ["@school.org"])
    (True, True)
    >>> is_staff("bo@notschool.org", ["@school.org"]), is_staff("", ["@school.org"])
    (False, False)
    """
    address = address.strip().casefold()
    name, at, domain = address.rpartition("@")
    return bool(name and at) and bool({address, f"@{domain}"} & {listed.casefold() for listed in staff})


# --- the pass --------------------------------------------------------------------------------------


def new_pass(passcode: str, now: datetime) -> str:
    """Return a pass that holds for `SIGNED_IN_FOR`: `seconds.dice.signature`, fit for a cookie."""
    told = f"{int((now + SIGNED_IN_FOR).timestamp())}.{secrets.token_urlsafe(9)}"
    return f"{told}.{_signature(told, passcode)}"


def read_pass(shown: str, passcode: str, now: datetime) -> Teacher | None:
    """Return the teacher who shows this pass; None when it was not signed by us, or has expired."""
    told, _, signature = shown.rpartition(".")
    if not shown.isascii() or not hmac.compare_digest(signature, _signature(told, passcode)):
        return None
    until = datetime.fromtimestamp(int(told.partition(".")[0]), UTC)
    return Teacher(until) if now < until else None


def _signature(told: str, passcode: str) -> str:
    return hmac.new(_key(passcode), told.encode(), "sha256").hexdigest()


@cache
def _key(passcode: str) -> bytes:
    """Return the key, made slowly: who steals a pass cannot try passcodes against it by the million."""
    return hashlib.scrypt(passcode.strip().encode("utf-8", "surrogatepass"), salt=b"passage teacher", n=2**14, r=8, p=1)


# --- how often somebody may guess ------------------------------------------------------------------


@dataclass
class Limit:
    """At most `most` tries within `seconds`, for each who tries. Times are passed in, in seconds of any clock."""

    most: int
    seconds: float
    _tries: dict[str, list[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, who: str, now: float) -> float:
        """Count one try of `who` and return 0; or, when they have had their tries, the seconds until the next.

        >>> limit = Limit(2, 60)
        >>> [limit.wait("ann", now) for now in (0, 10, 15, 61)]
        [0, 0, 45, 0]
        """
        with self._lock:
            recent = [at for at in self._tries.get(who, []) if now - at < self.seconds]
            if len(recent) >= self.most:
                return self.seconds - (now - recent[-self.most])
            if len(self._tries) >= _FORGET_AT:
                self._tries = {key: times for key, times in self._tries.items() if now - times[-1] < self.seconds}
            self._tries[who] = [*recent, now]
            return 0

    def forgive(self, who: str) -> None:
        """Forget the tries of somebody who has shown that they know."""
        with self._lock:
            self._tries.pop(who, None)
