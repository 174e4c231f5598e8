"""What a host may set, and what holds when it sets nothing. The environment is passed in, never looked up here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`questions` is the folder of banks; `database_url` names the SQLite file or the PostgreSQL database."""

    questions: Path = HOME / "questions"
    database_url: str = f"sqlite:///{HOME / 'data' / 'passage.db'}"


def settings(environ: Mapping[str, str]) -> Settings:
    """Read TUTOR_QUESTIONS and TUTOR_DATABASE_URL from `environ`; unset or empty means the default.

    >>> settings({"TUTOR_QUESTIONS": "banks", "TUTOR_DATABASE_URL": ""}).questions
    PosixPath('banks')
    """
    default = Settings()
    return Settings(
        questions=Path(environ.get("TUTOR_QUESTIONS") or default.questions),
        database_url=environ.get("TUTOR_DATABASE_URL") or default.database_url,
    )
