"""What the files of a new text are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from tutor.text import fold

_NAME = 40  # letters of a file's name


def file_name(title: str, taken: Iterable[str]) -> str:
    """Return a name for the files of a text: small Latin letters, figures and hyphens, unlike those `taken`.

    >>> file_name("The Éire–UK border, 1921", ["the-eire-uk-border-1921"])
    'the-eire-uk-border-1921-2'
    """
    words = "-".join(re.findall(r"[a-z0-9]+", fold(title).replace("'", "")))[:_NAME].strip("-") or "text"
    used = set(taken)
    return words if words not in used else next(n for k in count(2) if (n := f"{words}-{k}") not in used)
