"""A learner at a browser, in the words of the tests: what they do on a page, and what they see."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocket, expect

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
FOR_EVERYBODY = pytest.mark.parametrize(
    ("size", "scheme"), [(None, "light"), (PHONE, "dark")], ids=["desktop", "a phone in the dark"]
)
"""What a page is looked at with: every size and every colour once. The lessons are looked at in all four ways."""

_CHANCE = re.compile(rb"[0-9a-f]{16,}|127\.0\.0\.1:\d+")
"""Digests and ports: any year may stand in them by chance."""


class Visit:
    """One tab. Notes every address it asks for and every frame its websocket receives."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.requests: list[str] = []
        self.frames: list[bytes] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    # --- going ---

    def open(self, place: str = "") -> Visit:
        self.page.goto(f"{self.url}/{place}")
        expect(self.page.get_by_role("heading").first).to_be_visible(timeout=15_000)
        return self

    def start(self, bank: str = "harbour") -> Visit:
        self.open()
        self.page.locator(f".st-key-start-{bank} button").click()
        expect(self.question).to_be_visible()
        return self

    def reload(self) -> Visit:
        self.page.reload()
        expect(self.page.get_by_role("heading").first).to_be_visible(timeout=15_000)
        return self

    # --- saying ---

    @property
    def box(self) -> Locator:
        """Where words are typed: the chat's in a lesson, the answer's in a class."""
        return self.page.get_by_test_id("stChatInputTextArea").or_(self.page.locator("form.answer textarea"))

    def say(self, words: str) -> Visit:
        """Type and press Enter; wait until the reply is drawn."""
        before = str(self.newest.get_attribute("data-turn"))
        self.box.fill(words)
        self.box.press("Enter")
        expect(self.newest).not_to_have_attribute("data-turn", before)
        return self

    def press(self, name: str) -> Visit:
        """Press a button that says something; wait until the reply is drawn."""
        seen = self.page.locator(".room.lesson").inner_text()
        self.button(name).click()
        expect(self.page.locator(".room.lesson")).not_to_have_text(seen, use_inner_text=True)
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    # --- seeing ---

    @property
    def question(self) -> Locator:
        """The open question, which stands below the talk."""
        return self.page.locator(".open")

    @property
    def turns(self) -> Locator:
        return self.page.locator(".turn")

    @property
    def newest(self) -> Locator:
        return self.turns.last

    @property
    def words(self) -> str:
        """All that is on screen."""
        return self.page.locator(".stApp").inner_text()

    def sees(self, words: str) -> Visit:
        expect(self.newest).to_contain_text(words)
        return self

    def is_asked(self, words: str) -> Visit:
        expect(self.question).to_contain_text(words)
        return self

    def told(self, words: str) -> bool:
        """Tell whether any frame so far held these words."""
        return any(words.encode() in _CHANCE.sub(b"", frame) for frame in self.frames)

    def fits(self) -> bool:
        """Tell whether nothing makes the page scroll sideways."""
        return bool(
            self.page.evaluate(
                "() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll("
                "'.stMain, .talk, .page, .open, .stBottom')].every(e => e.scrollWidth <= e.clientWidth + 1)"
            )
        )

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, frame: bytes | str) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else frame.encode())


def context(browser: Browser, **choices: object) -> BrowserContext:
    """A browser of its own: its own cookies, its own size."""
    opened = browser.new_context(**{"viewport": DESKTOP, **choices})  # type: ignore[arg-type]
    opened.set_default_timeout(10_000)
    return opened


def close(opened: BrowserContext) -> None:
    with suppress(Exception):
        opened.close()


def in_view(part: Locator) -> bool:
    """Tell whether all of `part` can be seen without scrolling, under nothing else."""
    return bool(
        part.evaluate(
            "e => { const r = e.getBoundingClientRect(), t = e.closest('.talk')?.getBoundingClientRect();"
            "return r.top >= (t ? t.top : 0) - 1 && r.bottom <= (t ? t.bottom : innerHeight) + 1"
            " && r.right <= innerWidth + 1 }"
        )
    )
