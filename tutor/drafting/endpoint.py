"""An OpenAI-compatible endpoint, asked over HTTP with the standard library: one question, one answer, all bounded."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.parse import urlsplit

KEY = "TUTOR_LLM_KEY"
"""The environment's name for the key. It is read when needed, never stored, logged or shown."""
MAX_ANSWER = 400_000
"""Bytes of one answer."""
_AT_ONCE = 16_384


class Refused(Exception):  # noqa: N818 - not ours: the address, the key or the model is wrong, or the server is away
    """The endpoint cannot be used; the text is a plain sentence, without the key."""


class Silent(Refused):
    """One question was not answered, or not in time: another may be."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers, which one, and for how many seconds an answer is waited for."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120

    def ask(self, system: str, user: str) -> str:
        """Return what the model says. Raises Refused, and Silent when asking again makes sense."""
        said = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        body = json.dumps({"model": self.model, "messages": said, "temperature": 0, "stream": False}).encode()
        try:
            return _content(json.loads(self._post(body)))
        except urllib.error.HTTPError as error:
            error.close()
            _refuse(error.code)
        except (OSError, HTTPException) as error:  # a time-out is an OSError too
            late = isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)
            raise Silent("the model took too long" if late else "the model's server cannot be reached") from None
        except (ValueError, RecursionError):
            raise Silent("the model's server sent something that is no answer") from None

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "User-Agent": "passage"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        asked = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - see `endpoint`
        end = time.monotonic() + self.seconds
        with urllib.request.build_opener(_NoRedirects).open(asked, timeout=self.seconds) as answer:
            return _read(answer, end)


def endpoint(url: str, model: str, environ: Mapping[str, str], seconds: float = 120) -> Endpoint:
    """Return the endpoint at an http(s) address, such as `http://localhost:11434/v1`. Raises Refused for any other.

    >>> endpoint("http://localhost:11434/v1/", "small", {}).url
    'http://localhost:11434/v1/chat/completions'
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise Refused("--llm takes an address that begins with http:// or https://")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise Refused(f"the address takes no name, password or question mark; the key goes into {KEY}")
    path = url.rstrip("/").removesuffix("/chat/completions")
    return Endpoint(f"{path}/chat/completions", model, environ.get(KEY, "").strip(), seconds)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The key goes to the address that was typed, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the redirection becomes an error."""


def _read(answer: Any, end: float) -> bytes:
    """Return the whole answer; a server that drips is cut off as one that is silent."""
    data = b""
    while piece := answer.read1(_AT_ONCE):
        data += piece
        if len(data) > MAX_ANSWER:
            raise Silent("the model's server sent far too much")
        if time.monotonic() > end:
            raise TimeoutError
    return data


def _content(answer: Any) -> str:
    """Return the text of a chat completion. Raises ValueError when it is none."""
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise ValueError from None
    if not isinstance(content, str):
        raise ValueError
    return content


def _refuse(code: int) -> NoReturn:
    if code in (401, 403):
        raise Refused(f"the model's server wants a key that it knows: set {KEY}")
    if code in (400, 404, 405, 422):
        raise Refused("the model's server knows no such model or address: look at --llm and --model")
    if code < 400:
        raise Refused("the model's server sends us elsewhere: give --llm the address itself")
    raise Silent(f"the model's server is in trouble (HTTP {code})")
