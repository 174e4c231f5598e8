"""How learners come into a class: its code, the address as text, and as a QR code for phones."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
import streamlit as st

from tutor.classroom import Room
from tutor.ui.safe import text

_ONLY_HERE = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0", ""})  # noqa: S104 - names compared, nothing bound


def address(code: str) -> str:
    """Return the address of a class, on the server as this teacher's browser knows it."""
    here = urlsplit(st.context.url or "http://localhost/")
    return f"{here.scheme}://{here.netloc}{here.path.rstrip('/') or ''}/?class={code}"


def reaches_others(url: str) -> bool:
    """Tell whether another device can follow the address: not when the teacher's own machine is named in it.

    >>> reaches_others("http://localhost:8501/?class=K7MP4"), reaches_others("http://10.0.0.7:8501/?class=K7MP4")
    (False, True)
    """
    return (urlsplit(url).hostname or "") not in _ONLY_HERE


def short(url: str) -> str:
    """Return an address as people write it on a board.

    >>> short("https://passage.school.org/?class=K7MP4")
    'passage.school.org/?class=K7MP4'
    """
    return url.partition("://")[2]


def qr(url: str) -> str:
    """Return the address as a QR code: dark on white in every theme, because that is what phones read."""
    drawn = segno.make(url, error="m", micro=False).svg_data_uri(border=3, dark="#16181b", light="#ffffff", scale=8)
    return f'<img class="qr" src="{drawn}" alt="QR code of {text(short(url))}">'


def invitation(room: Room, size: str = "") -> str:
    """Return the code, the address and the QR code; `size` is a style of ours: "", "large" or "small"."""
    url = address(room.code)
    return (
        f'<section class="invitation {size}">{qr(url)}<div><p class="soft">Code</p><p class="code-big">{room.code}</p>'
        f'<p class="url">{text(short(url))}</p></div></section>'
    )


def warning(room: Room) -> str:
    """Return what the teacher has to know when nobody else can follow the address; "" when all is well."""
    if reaches_others(address(room.code)):
        return ""
    return (
        '<p class="soft">This address works on this machine only. Open this page by the address that other devices '
        "know: the terminal where Passage was started names it.</p>"
    )
