"""Where an article ends and the page around it goes on: told by a cue alone on its line, and by nothing else.

Cutting where the subject seems to change would damage every third article that is clean: that is only said (strays.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor import article as articles
from tutor.drafting.model import Cut

_THINGS = r"(?:articles?|stories|news|posts?|reads?|reading|links?|content|topics?|coverage|videos?|headlines)"
_CUES = (
    r"more from\b.{0,60}",
    rf"more (?:{_THINGS}|like this|to read|to explore|(?:on|about) this (?:story|topic))(?: from .{{1,40}})?",
    rf"related(?: {_THINGS})?",
    r"(?:what to )?(?:read|watch|see|up) next",
    r"read (?:also|this next)",
    rf"recommended(?: {_THINGS}| for you| by .{{1,30}})?",
    rf"most (?:read|popular|viewed|shared|recent)(?: {_THINGS})?|trending(?: now)?",
    rf"(?:popular|trending|latest|top|featured|recent|sponsored|promoted|other) {_THINGS}(?: (?:in|from) .{{1,40}})?",
    r"(?:you|readers) (?:may|might|could)(?: also)? (?:like|enjoy|be interested in)(?: .{1,30})?",
    r"(?:editors?['’]?s?|our) (?:picks?|choice)",
    r"don['’]t miss",
    r"(?:from )?(?:around|across) the web",
    r"(?:paid|partner) content",
    r"(?:leave|post) a (?:comment|reply)|comments(?: \(\d+\))?|join the (?:conversation|discussion)",
    r"share this(?: article| story| page| post)?",
    r"about the authors?",
    r"see also|external links|further reading|notes and references|references|bibliography|works cited",
)
_CUE = re.compile("|".join(f"(?:{cue})" for cue in _CUES), re.IGNORECASE)
_DRESS = " \t#*_\\:>»→–—-|"
"""What may stand around a cue: Markdown's marks, a colon, an arrow."""
_LONGEST = 90
_ENDED = re.compile(r"[.!?]$")


def is_cue(line: str) -> bool:
    """Tell whether a line is nothing but the words over what is no part of an article.

    >>> [is_cue(line) for line in ("## More from GZERO Media", "Related:", "More from him came later.", "Top")]
    [True, True, False, False]
    """
    if len(line) > _LONGEST:
        return False
    words = line.strip(_DRESS)
    return bool(_CUE.fullmatch(words)) and not _ENDED.search(words)


def cut(text: str) -> tuple[str, Cut | None]:
    """Return Markdown up to its first cue after the first third, and what was left out.

    >>> text, left_out = cut("Cats purr. Dogs bark. Owls hoot.\\n\\n**Read next**\\n\\nBuy it.\\n")
    >>> text, left_out
    ('Cats purr. Dogs bark. Owls hoot.\\n', Cut(cue='Read next', paragraphs=1))
    """
    at = next((at for at, line in _alone(text) if at * 3 > len(text) and is_cue(line)), None)
    if at is None:
        return text, None
    cue, _, rest = text[at:].partition("\n")
    left_out = len(articles.parse(rest).paragraphs)
    return (text[:at].rstrip() + "\n", Cut(cue.strip(_DRESS), left_out)) if left_out else (text, None)


def _alone(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, line) of each line under a blank one, and of each heading."""
    at, blank = 0, True
    for line in text.splitlines(keepends=True):
        if (blank or line.startswith("#")) and line.strip():
            yield at, line.strip()
        blank = not line.strip()
        at += len(line)
