"""What a host may set, and what holds when it sets nothing. The environment is passed in, never looked up here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`questions` is the folder of banks; `database_url` names the SQLite file or the PostgreSQL database.

    `passcode` is the teachers'; empty: Passage makes one. `staff` holds the e-mail addresses (or `@domain`) of those
    who are teachers when they sign in with an account. `keep_days` is how long a class is kept after its last use.
    """

    questions: Path = HOME / "questions"
    database_url: str = f"sqlite:///{HOME / 'data' / 'passage.db'}"
    passcode: str = ""
    staff: tuple[str, ...] = ()
    keep_days: int = 365

    @property
    def data(self) -> Path:
        """Return the folder of what Passage makes for itself: where its SQLite file is, else `data` beside the code."""
        scheme, found, path = self.database_url.partition(":///")
        return Path(path).absolute().parent if found and scheme == "sqlite" else HOME / "data"


def settings(environ: Mapping[str, str]) -> Settings:
    """Read TUTOR_QUESTIONS, TUTOR_DATABASE_URL, TUTOR_TEACHER_PASSCODE, TUTOR_STAFF and TUTOR_KEEP_DAYS from `environ`.

    Unset or empty means the default. Raises ValueError when the days are no number of days.

    >>> chosen = settings({"TUTOR_QUESTIONS": "banks", "TUTOR_DATABASE_URL": "", "TUTOR_STAFF": "ann@x.org, @y.org"})
    >>> chosen.questions, chosen.staff
    (PosixPath('banks'), ('ann@x.org', '@y.org'))
    """
    default = Settings()
    return Settings(
        questions=Path(environ.get("TUTOR_QUESTIONS") or default.questions),
        database_url=environ.get("TUTOR_DATABASE_URL") or default.database_url,
        passcode=environ.get("TUTOR_TEACHER_PASSCODE", "").strip(),
        staff=tuple(environ.get("TUTOR_STAFF", "").replace(",", " ").split()),
        keep_days=_days(environ.get("TUTOR_KEEP_DAYS") or str(default.keep_days)),
    )


def _days(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise ValueError(f"TUTOR_KEEP_DAYS is {written!r}. Write a number of days, such as 365.")
    return int(written)
