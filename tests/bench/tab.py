"""A browser tab without the browser: it speaks Streamlit's own websocket protocol, so hundreds fit on one machine.

It does what the page in a browser does: fetches the page (and keeps its cookie), opens the websocket, runs the
script, remembers large messages so that the server may name them by hash, and sends what is typed or clicked.
"""

from __future__ import annotations

import asyncio
import http.client
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

TEXTS = {"markdown", "heading", "html", "alert", "text"}
SECONDS_TO_ANSWER = 60


@dataclass(frozen=True)
class Widget:
    """A button or the chat's input as it stands on the page; `key` is the name that the page's code gave it."""

    id: str
    kind: str
    fragment: str

    @property
    def key(self) -> str:
        """Return the name at the end of the id, as in "$$ID-0123-start-inf-treaty"."""
        return self.id.split("-", 2)[-1]


def visit(url: str) -> str:
    """Fetch the page as a browser does first; return the Cookie header it is to send from now on."""
    page = http.client.HTTPConnection(urlsplit(url).netloc, timeout=SECONDS_TO_ANSWER)
    page.request("GET", "/", headers={"Accept": "text/html"})
    reply = page.getresponse()
    reply.read()
    page.close()
    return "; ".join(c.split(";")[0] for c in reply.headers.get_all("Set-Cookie", []))


class Tab:
    """One tab on `url`. `text` is what the page's last run wrote; `problems` what went wrong, in words."""

    def __init__(self, url: str) -> None:
        self.url, self.text, self.problems = url, "", list[str]()
        self._socket: ClientConnection
        self._cookie = ""
        self._page, self._query, self._widgets = "", "", dict[tuple[int, ...], Widget]()
        self._cache: dict[str, ForwardMsg] = {}

    async def open(self) -> None:
        """Load the page: its cookie, its websocket, its first run."""
        self._cookie = await asyncio.to_thread(visit, self.url)
        await self.back()

    async def back(self) -> None:
        """Connect, as at first or as somebody who was cut off, and have the page drawn."""
        host = urlsplit(self.url).netloc
        self._socket = await connect(
            f"ws://{host}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            additional_headers={"Cookie": self._cookie},
            origin=f"http://{host}",  # type: ignore[arg-type]
            compression=None,
            max_size=None,
            ping_interval=None,
        )
        await self._run(WidgetState())

    async def close(self) -> None:
        """Leave, as a closed laptop does."""
        await self._socket.close()

    @property
    def can_type(self) -> bool:
        """Tell whether the page has its chat: a page that could not take a line shows a notice in its place."""
        return any(w.kind == "chat_input" for w in self._widgets.values())

    async def type(self, text: str) -> float:
        """Type `text` into the chat; return the seconds until the page was drawn."""
        widget = self._find("chat_input")
        state = WidgetState(id=widget.id)
        state.chat_input_value.data = text
        return await self._run(state, widget.fragment)

    async def press(self, key: str) -> float:
        """Press the button with this key; return the seconds until the page was drawn."""
        widget = self._find("button", key)
        return await self._run(WidgetState(id=widget.id, trigger_value=True), widget.fragment)

    def _find(self, kind: str, key: str = "") -> Widget:
        for widget in self._widgets.values():
            if widget.kind == kind and key in {"", widget.key}:
                return widget
        raise LookupError(f"no {kind} {key} on the page, but {[w.key for w in self._widgets.values()]}")

    async def _run(self, state: WidgetState, fragment: str = "") -> float:
        began = time.perf_counter()
        await self._socket.send(self._request(state, fragment))
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            await self._read_one_run()
        return time.perf_counter() - began

    def _request(self, state: WidgetState, fragment: str) -> bytes:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_script_hash, rerun.fragment_id, rerun.query_string = self._page, fragment, self._query
        rerun.cached_message_hashes.extend(self._cache)
        rerun.context_info.timezone, rerun.context_info.locale, rerun.context_info.url = "UTC", "en-US", self.url
        if state.id:
            rerun.widget_states.widgets.append(state)
        return bytes(message.SerializeToString())

    async def _read_one_run(self) -> None:
        """Take the server's messages until the run that was asked for, or the one it passed on to, has ended."""
        written: list[str] = []
        seen: set[tuple[int, ...]] = set()
        ended, redrawn = False, frozenset[str]()  # the fragments that this run draws; none: the whole page
        while not ended:
            message = self._received(ForwardMsg.FromString(await self._socket.recv(decode=False)))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
                redrawn = frozenset(message.metadata.run.fragment_ids)
                written.clear()
                seen.clear()
            elif kind == "delta":
                seen.add(self._draw(message, written))
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished":
                ended = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        kept = self._widgets.items()
        self._widgets = {at: w for at, w in kept if at in seen or (redrawn and w.fragment not in redrawn)}
        self.text = "\n".join(written)

    def _received(self, message: ForwardMsg) -> ForwardMsg:
        """Return the message itself, or the one from this tab's memory that it names."""
        if message.WhichOneof("type") != "ref_hash":
            if message.metadata.cacheable and message.hash:
                self._cache[message.hash] = message
            return message
        known = ForwardMsg()
        known.CopyFrom(self._cache[message.ref_hash])
        known.metadata.CopyFrom(message.metadata)
        return known

    def _draw(self, message: ForwardMsg, written: list[str]) -> tuple[int, ...]:
        """Put one element in its place on the page; return the place."""
        path = tuple(message.metadata.delta_path)
        self._widgets.pop(path, None)
        if message.delta.WhichOneof("type") != "new_element":
            return path
        kind = message.delta.new_element.WhichOneof("type") or ""
        element: Any = getattr(message.delta.new_element, kind, None)
        if kind in TEXTS:
            written.append(element.body)
        elif kind == "exception":
            self.problems.append(f"{element.type}: {element.message}")
        elif kind in {"button", "chat_input"} and not element.disabled:
            self._widgets[path] = Widget(element.id, kind, message.delta.fragment_id)
        return path
