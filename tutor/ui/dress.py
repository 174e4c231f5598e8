"""The stylesheet, title and icon, put into the page's head once instead of being sent again with every answer.

And our scripts: one brings a waiting page up to date when its connection is back, one sends answers in class.
"""

from __future__ import annotations

import base64
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#ffe98a"/>'
    '<path fill="#22262b" d="M13.5 7h10v2.4h-2V26h-2.6V9.4h-2.3V26H14v-9.2a4.9 4.9 0 0 1-.5-9.8z"/></svg>'
)
_ANEW = b"""
window.__streamlit = {HOST_CONFIG: {blockErrorDialogs: true}};
(() => {
  const Plain = window.WebSocket, page = document.documentElement;
  let before = false, acted = 0, cut;
  for (const kind of ["keydown", "pointerdown"])
    document.addEventListener(kind, event => { if (event.isTrusted) acted = Date.now(); }, true);
  const busy = () => Date.now() - acted < 2000
    || document.querySelector('.stApp[data-test-script-state="running"]');
  const ask = tries => {
    const anew = document.querySelector(".st-key-anew button");
    if (anew && !anew.disabled && !busy()) anew.click();
    else if (tries) setTimeout(ask, 100, tries - 1);
  };
  window.WebSocket = class extends Plain {
    constructor(...at) {
      super(...at);
      this.addEventListener("open", () => {
        clearTimeout(cut);
        page.classList.remove("cut");
        if (before) setTimeout(ask, 100, 300);
        before = true;
      });
      this.addEventListener("close", () => {
        clearTimeout(cut);
        if (before) cut = setTimeout(() => page.classList.add("cut"), 1000);
      });
    }
  };
})();
"""
"""A page that waits has nobody to press a button: when its connection was cut and is back, it asks what is new.

It does not while somebody is doing something there: what they do brings the page up to date as well, and a second
request would stop the first one, which may be an answer.

While it is cut for more than a moment, a quiet line says so (`.cut` in style.css). Streamlit's own window, which would
lie over the question and tell of a "status 503", is switched off in the way that hosts of Streamlit do it.
"""
_STYLE = (Path(__file__).parent / "style.css").read_bytes()
_ANSWER = (Path(__file__).parent / "answer.js").read_bytes()
_HEAD = b'<link rel="icon" href="data:image/svg+xml;base64,%s"><style>%s</style><script>%s\n%s</script></head>' % (
    base64.b64encode(_ICON.encode()),
    _STYLE,
    _ANEW,
    _ANSWER,
)
_CHANGES = (
    (b"<title>Streamlit</title>", b"<title>Passage</title>"),
    (
        b"shrink-to-fit=no",
        b"interactive-widget=resizes-content",
    ),  # a phone's keyboard makes the page smaller, not hidden
    (b'<link rel="shortcut icon" href="./favicon.png" />', b""),
    (b"</head>", _HEAD),
)
_CONDITIONS = (b"if-none-match", b"if-modified-since")


class Dress:
    """ASGI middleware: the page that Streamlit serves, in our clothes. Everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; hold a page back until it is whole, then send it dressed."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        # Streamlit's file alone decides about "not modified"; it knows nothing of a newer stylesheet.
        asked = [(name, value) for name, value in scope["headers"] if name not in _CONDITIONS]
        await self.app({**scope, "headers": asked}, receive, _Dressing(send))


class _Dressing:
    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_whole(self.start, dressed(self.body))

    async def _send_whole(self, start: Message, body: bytes) -> None:
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        for validator in ("etag", "last-modified"):
            del headers[validator]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def dressed(page: bytes) -> bytes:
    """Return Streamlit's page with our title, icon and stylesheet in its head.

    >>> dressed(b"<head><title>Streamlit</title></head>").startswith(b"<head><title>Passage</title><link")
    True
    """
    for theirs, ours in _CHANGES:
        page = page.replace(theirs, ours, 1)
    return page


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    return "text/html" in headers.get("content-type", "") and "content-encoding" not in headers
