"""What becomes of the lines of a file, as HTML: marked by − and +, which colours only repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.editing.patch import Hunk
from tutor.ui.safe import text

MOST = 400
"""Lines shown of one change."""


def difference(change: Sequence[Hunk], label: str = "What changes") -> str:
    """Return a change with a line above and below each place, and the numbers that the lines have in the new file.

    >>> html = difference([Hunk(0, 0, (), ("a\\n",), ("b\\n",), ())])
    >>> html.count("<li")
    2
    """
    rows = [row for hunk in change for row in _rows(hunk)]
    more = f'<p class="soft">And {len(rows) - MOST} more lines.</p>' if len(rows) > MOST else ""
    return f'<ol class="difference" tabindex="0" aria-label="{text(label)}">{"".join(rows[:MOST])}</ol>{more}'


def counted(change: Sequence[Hunk]) -> str:
    """Return how many lines come and go.

    >>> counted([Hunk(0, 0, (), ("a\\n",), ("b\\n", "c\\n"), ())])
    '2 lines added, 1 removed'
    """
    come, gone = sum(len(hunk.come) for hunk in change), sum(len(hunk.gone) for hunk in change)
    return f"{come} line{'' if come == 1 else 's'} added, {gone} removed"


def _rows(hunk: Hunk) -> Iterator[str]:
    yield from (_row("", hunk.at - n, line) for n, line in zip([0], hunk.above[-1:], strict=False))
    yield from (_row("gone", hunk.start + n + 1, line) for n, line in enumerate(hunk.gone))
    yield from (_row("come", hunk.at + n + 1, line) for n, line in enumerate(hunk.come))
    yield from (_row("", hunk.at + len(hunk.come) + 1, line) for line in hunk.below[:1])


_SIGNS = {"gone": ("−", "removed: "), "come": ("+", "added: "), "": ("", "")}


def _row(look: str, number: int, line: str) -> str:
    sign, heard = _SIGNS[look]
    words = text(line.rstrip("\r\n")) or "&nbsp;"
    told = f'<span class="sr">{heard}</span>' if heard else ""
    return (
        f'<li{f" class={look}" if look else ""}><span class="no" aria-hidden="true">{number}</span>'
        f'<span class="sign" aria-hidden="true">{sign}</span>{told}<code>{words}</code></li>'
    )
