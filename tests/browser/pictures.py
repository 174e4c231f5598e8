"""Takes the pictures of README.md anew: a lesson on the INF Treaty, desktop and phone.

    .venv/bin/python -m tests.browser.pictures

It answers every question rightly until the one about the missiles' range, gives that one in the wrong unit, then right.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, Server
from tests.browser.visit import DESKTOP, PHONE, Visit, context
from tutor import library

UNTIL = "Which range of missiles"
TALK = ("300 to 3300 km", "between 300 and 3,300 miles")


def main() -> None:
    """Start a server of our own, play the lesson twice, and write docs/screenshot*.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        shutil.copytree(ROOT / "questions", Path(folder) / "questions")
        server = Server(Path(folder)).start()
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            take(chromium, server.url, "screenshot.png", viewport=DESKTOP)
            take(chromium, server.url, "screenshot-phone.png", viewport=PHONE, device_scale_factor=1.5)
        finally:
            chromium.close()
            server.kill()


def take(chromium: Browser, url: str, name: str, **choices: object) -> None:
    """Play up to the picture, and take it."""
    learner = Visit(context(chromium, **choices).new_page(), url).start("inf-treaty")
    for fact in facts():
        if UNTIL in learner.question.inner_text():
            break
        learner.say(fact)
    for words in TALK:
        learner.say(words)
    learner.page.mouse.move(0, 0)
    learner.page.wait_for_timeout(500)
    learner.page.screenshot(path=ROOT / "docs" / name)


def facts() -> list[str]:
    """The right answers in the bank's order."""
    shelved = library.get(ROOT / "questions", "inf-treaty")
    if shelved is None or shelved.bank is None:
        raise SystemExit("questions/inf-treaty.yaml cannot be read: python -m tutor check questions")
    return [fact.key for fact in shelved.bank.live]


if __name__ == "__main__":
    main()
