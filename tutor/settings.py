"""What a host may set, and what holds when it sets nothing. The environment is passed in, never looked up here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

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
    log: Literal["text", "json"] = "text"
    metrics_token: str = field(default="", repr=False)
    backups: Path | None = None

    @property
    def data(self) -> Path:
        """Return the folder of what Passage makes for itself: where its SQLite file is, else `data` beside the code."""
        scheme, found, path = self.database_url.partition(":///")
        return Path(path).absolute().parent if found and scheme == "sqlite" else HOME / "data"


def settings(environ: Mapping[str, str]) -> Settings:
    """Read what `environ` sets: TUTOR_QUESTIONS, _DATABASE_URL, _TEACHER_PASSCODE, _STAFF, _KEEP_DAYS, _LOG, _BACKUPS
    and _METRICS_TOKEN. Unset or empty means the default. Raises ValueError for what is none of a setting's values.

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
        log=_form(environ.get("TUTOR_LOG") or default.log),
        metrics_token=environ.get("TUTOR_METRICS_TOKEN", "").strip(),
        backups=Path(folder) if (folder := environ.get("TUTOR_BACKUPS")) else None,
    )


def _days(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise ValueError(f"TUTOR_KEEP_DAYS is {written!r}. Write a number of days, such as 365.")
    return int(written)


def _form(written: str) -> Literal["text", "json"]:
    forms: dict[str, Literal["text", "json"]] = {"text": "text", "json": "json"}
    if written not in forms:
        raise ValueError(f"TUTOR_LOG is {written!r}. Write json or text.")
    return forms[written]
