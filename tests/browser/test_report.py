"""The report and the worksheet in a real browser: after a class, on paper, for everybody."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.staff import sign_in
from tests.browser.test_access import faults
from tests.browser.visit import FOR_EVERYBODY, Visit
from tests.reported import class_of
from tutor.actions import House
from tutor.store import open_store

pytestmark = pytest.mark.browser
A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on whose harbour 25 learners have answered."""
    running = Server(tmp_path_factory.mktemp("report")).start()
    house = House(open_store(running.database), running.questions)
    class_of(house, "harbour", 25)
    house.store.close()
    yield running
    running.kill()


def on_paper(teacher: Visit) -> list[str]:
    """The text of each page as it comes out of the printer: A4, without backgrounds."""
    printed = teacher.page.pdf(prefer_css_page_size=True, print_background=False)
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages} == {A4}
    return [" ".join(page.extract_text().split()) for page in pages]


def test_after_class_a_teacher_sees_what_to_mend_and_goes_there(teacher, school):
    teacher.page.get_by_role("link", name="Report").click()
    expect(teacher.page.get_by_text("25 learners")).to_be_visible()
    expect(teacher.page.locator(".facts")).to_be_visible()
    bars = teacher.page.get_by_role("img", name="right first time")
    assert bars.count() > 6
    assert "the true share lies between" in str(bars.first.get_attribute("aria-label"))
    with teacher.page.expect_download() as coming:
        teacher.button("Questions (CSV)").click()
    assert coming.value.suggested_filename == "harbour-questions.csv"
    teacher.page.get_by_role("link", name="Hardest first").click()
    expect(teacher.page.get_by_role("link", name="Hardest first")).to_have_attribute("aria-current", "true")
    teacher.page.locator(".thing").first.get_by_role("link", name="Edit").click()
    expect(teacher.page).to_have_url(f"{school.url}/?teach=banks&bank=harbour&tab=text&fact=oil")
    assert not teacher.errors


def test_a_worksheet_on_paper_is_a_page_without_answers_and_its_key_another(teacher):
    teacher.open("?teach=print&bank=harbour")
    expect(teacher.page.get_by_label("Worksheet", exact=True)).to_be_visible()
    sheet, key = on_paper(teacher)
    assert sheet.startswith("The light at Port Ellan Worksheet")
    assert "1874" in key
    assert "¶" in key
    assert "¶" not in sheet
    for words in ("Passage", "Sign out", "How many", "Report"):
        assert words not in sheet + key
    teacher.page.get_by_text("The article too").click()
    expect(teacher.page.get_by_label("The text", exact=True)).to_be_visible()
    assert len(on_paper(teacher)) == 3


def test_the_report_on_paper_has_all_of_it_and_nothing_to_press(teacher):
    teacher.open("?teach=report&bank=harbour")
    expect(teacher.page.locator(".facts")).to_be_visible()
    pages = on_paper(teacher)
    assert 1 < len(pages) < 6
    assert "25 learners" in pages[0]
    assert "Every question" in " ".join(pages)
    assert "Print a worksheet" not in " ".join(pages)
    assert "Sign out" not in " ".join(pages)


def test_nobody_else_gets_a_key(visit, school):
    somebody = visit(school.url).open("?teach=print&bank=harbour")
    expect(somebody.page.get_by_label("Passcode")).to_be_visible()
    assert not somebody.told("Where it says so")


@FOR_EVERYBODY
def test_the_pages_are_for_everybody(visit, school, scheme, size):
    teacher = sign_in(visit(school.url, color_scheme=scheme, **({"viewport": size} if size else {})), school)
    teacher.open("?teach=report&bank=harbour")
    expect(teacher.page.locator(".facts")).to_be_visible()
    found = {"report": faults(teacher.page)}
    assert teacher.fits()
    teacher.open("?teach=print&bank=harbour")
    expect(teacher.page.get_by_label("Worksheet", exact=True)).to_be_visible()
    found["print"] = faults(teacher.page)
    assert teacher.fits()
    assert {page: lines for page, lines in found.items() if lines} == {}
