"""Takes the pictures of docs/teachers.md anew: the walk of that page, pressing the buttons that it names.

    .venv/bin/python -m tests.browser.pictures_teachers

It drafts from an article, mends a fact, leads a class and reads its report, on a server and with banks of its own. One
learner sits at a phone; the others answer from another process.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, expect, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, Server
from tests.browser.staff import answer, come_in, sign_in
from tests.browser.visit import PHONE, Visit, context
from tutor.actions import House
from tutor.classes import attending
from tutor.store import open_store
from tutor.store.classes import Said

PICTURES = ROOT / "docs/pictures"
ARTICLE = ROOT / "tests/articles/history-canal.md"
SIZE = {"width": 1280, "height": 1040}
SLOW = 90_000
MARGIN = 40
"""Pixels below the last thing on a page."""

DRAFTS = 10
"""Drafts that are accepted: what a first class needs."""

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Esi", "Finn", "Gita", "Hugo", "Ida", "Jon", "Kim")
"""Those at no browser; Mia sits at the phone."""

ANSWERS: tuple[Sequence[str], ...] = (
    ["Albany"] * 5 + ["albanny", "New York City", "New York City", *["the capital of New York State"] * 3],
    ["363 miles"] * 3 + ["584 km", "about 360 miles", *["40 feet"] * 5, "I don't know"],
    ["83"] * 9 + ["eighty-three", "80"],
)
"""What they say to the first three questions, in the order of their names."""


class Benches:
    """The learners at no browser."""

    def __init__(self, server: Server, code: str) -> None:
        self.house, self.code = House(open_store(server.database), server.questions), code
        for name in NAMES:
            attending.join(self.house, name, code, name, datetime.now(UTC), secrets.randbelow)

    def say(self, words: Sequence[str]) -> None:
        for name, given in zip(NAMES, words, strict=True):
            room = attending.look(self.house, name, self.code).room
            attending.answer(self.house, name, self.code, Said(room.at, room.vote, given), datetime.now(UTC))


def main() -> None:
    """Start a server of our own, walk through it, and write docs/pictures/*.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        shutil.copytree(ROOT / "questions", Path(folder) / "questions")
        server = Server(Path(folder)).start()
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            walk(chromium, server)
        finally:
            chromium.close()
            server.kill()


def walk(chromium: Browser, server: Server) -> None:
    """Do what docs/teachers.md says, in its order."""
    teacher = sign_in(Visit(context(chromium, viewport=SIZE).new_page(), server.url), server)
    bank = draft(teacher)
    mend(teacher, bank)
    code = open_class(teacher)
    lead(chromium, teacher, Benches(server, code), code)
    teacher.open(f"?teach=report&bank={bank}&class={code}")
    take(teacher, "report", teacher.page.get_by_role("heading", name="First, this"))


def draft(teacher: Visit) -> str:
    """Paste an article, accept its first drafts; return the name of the bank."""
    teacher.open("?teach=draft")
    teacher.page.get_by_label("Paste the article").fill(ARTICLE.read_text("utf-8"))
    teacher.button("Draft facts").click()
    take(teacher, "review", teacher.button("Accept Shortcut A"))
    for left in range(DRAFTS):
        expect(teacher.button("Accept Shortcut A")).to_have_count(1)
        teacher.button("Accept Shortcut A").click()
        expect(teacher.page.get_by_text(f"{left + 1} question{'s' if left else ''} asked")).to_be_visible()
    return teacher.page.url.rpartition("=")[2]


def mend(teacher: Visit, bank: str) -> None:
    """Give a fact a question and another right answer, save it, and try an answer."""
    teacher.open(f"?teach=banks&bank={bank}&tab=one-fact&fact=when-erie-canal-opened")
    box = teacher.page.get_by_label("Question; without one the statement is asked with a gap")
    box.fill("How long was the Erie Canal when it opened?")
    box.press("Tab")
    take(teacher, "one-fact", teacher.button("Save this fact"))
    teacher.button("Save this fact").click()
    expect(teacher.page.get_by_text("The fact is saved.")).to_be_visible()
    teacher.open(f"?teach=banks&bank={bank}&tab=try-it&fact=when-erie-canal-opened")
    teacher.page.get_by_label("An answer").fill("about 360 miles")
    take(teacher, "try-it", teacher.page.get_by_text("near-number"))


def open_class(teacher: Visit) -> str:
    teacher.open("?teach=classes")
    teacher.page.get_by_label("Text").click()
    teacher.page.get_by_role("option", name="The building of the Erie Canal").click()
    teacher.button("Open the class").click()
    return teacher.page.locator(".code-big").inner_text()


def lead(chromium: Browser, teacher: Visit, benches: Benches, code: str) -> None:
    """Lead the class through its first three questions; accept an answer on the way."""
    phone = Visit(context(chromium, viewport=PHONE, device_scale_factor=1.5).new_page(), teacher.url)
    come_in(phone, code, "Mia")
    take(teacher, "board", teacher.page.get_by_text("Here: 12"))
    wall = Visit(teacher.page.context.new_page(), teacher.url)
    wall.page.goto(f"{teacher.url}/?teach=projector&class={code}")
    teacher.button("Start").click()
    answer(phone, "the capital of New York State")
    benches.say(ANSWERS[0])
    expect(teacher.page.get_by_text("12 of 12 have answered")).to_be_visible()
    teacher.button("Lock the answers").click()
    expect(teacher.button("Reveal the answer")).to_be_visible()
    take(wall, "projector", wall.page.locator(".groups"))
    teacher.page.get_by_text("Accept or reject an answer").click()
    rulings = teacher.page.get_by_role("button", name="Accept", exact=True)
    expect(rulings).to_have_count(2)
    take(teacher, "accept", rulings.last)
    rulings.first.click()
    expect(teacher.page.get_by_text("counts as right now")).to_be_visible(timeout=SLOW)
    teacher.button("Reveal the answer").click()
    take(phone, "phone", phone.page.get_by_text("Yes"))
    for given in ANSWERS[1:]:
        teacher.button("Next question").click()
        expect(teacher.button("Lock the answers")).to_be_visible()
        benches.say(given)
        teacher.button("Lock the answers").click()
        teacher.button("Reveal the answer").click()


def take(seen: Visit, name: str, there: Locator) -> None:
    """Take a picture once `there` is to be seen."""
    expect(there).to_be_visible(timeout=SLOW)
    seen.page.mouse.move(0, 0)
    seen.page.wait_for_timeout(1_500)
    picture = cut(Image.open(BytesIO(seen.page.screenshot())).convert("RGB"))
    picture.quantize(128, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def cut(picture: Image.Image) -> Image.Image:
    """Cut the empty bottom of a page away."""
    empty = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    drawn = ImageChops.difference(picture, empty).getbbox() or (0, 0, *picture.size)
    return picture.crop((0, 0, picture.width, min(picture.height, drawn[3] + MARGIN)))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    main()
