"""What people wrote, made safe to show: in our own HTML, and in the labels of Streamlit's buttons."""

from __future__ import annotations

import html
import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:=&^\"'/])")
_BREAKS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JOINER = "\u2060"
"""WORD JOINER: takes no room, and keeps two letters from being read as a sign (`->`, `:smile:`)."""


class Html(str):
    """HTML that is ready to be shown. Streamlit would otherwise look through all of it to dedent it, in every run."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def text(raw: str) -> str:
    """Return `raw` as HTML text: shown as it was typed, never a tag. What no page can show becomes `\ufffd`.

    >>> text("<b>1 & 2</b>\\0")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;\ufffd'
    """
    sound = raw.encode("utf-8", "replace").decode()
    return html.escape(_CONTROL.sub("\ufffd", sound), quote=True)


def inline(raw: str) -> str:
    """Return `raw` for the middle of a sentence of ours: its reading direction stays its own.

    >>> inline("Moscow")
    '<bdi>Moscow</bdi>'
    """
    return f"<bdi>{text(raw)}</bdi>"


def label(raw: str) -> str:
    """Return `raw` as the label of a button, where Streamlit reads Markdown: every sign stands for itself.

    >>> label("300 miles")
    '300 miles'
    >>> label("*a*").replace(_JOINER, "")
    '\\\\*a\\\\*'
    """
    flat = _BREAKS.sub(" ", _CONTROL.sub("\ufffd", raw.encode("utf-8", "replace").decode())).strip()
    return _MARKS.sub(rf"\\\1{_JOINER}", flat)


def named(words: str, what: str) -> str:
    """Return the label of a button that shows our `words`, and is heard with `what` it is about.

    The style sheet hides the grey part of a button whose key begins with `say-` from the eyes only.

    >>> named("Accept", "Rome")
    'Accept :gray[Rome]'
    """
    return f"{words} :gray[{label(what)}]"
