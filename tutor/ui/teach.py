"""The teachers' side: the pages that only teachers see, and the way between them.

To add a page, write a module with `show(house, teacher)` and give it a line in `PAGES`; its address is `/?teach=NAME`,
its heading is drawn here. `show` is called only for a teacher: that has been looked at in this very run. A fragment
runs without this page, so it asks `signin.teacher()` again; and every action for teachers takes the `Teacher` and
looks again itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from tutor.actions import House
from tutor.teachers import Teacher
from tutor.ui import answers, banks, classes, draft, frame, printing, projector, report, signin
from tutor.ui.safe import text


class Page(NamedTuple):
    """A teacher's page: its name in the band and on top of itself, and what draws the rest.

    A `bare` page stands alone: no band, no heading, and no way to it from the others' band.
    """

    name: str
    show: Callable[[House, Teacher], None]
    bare: bool = False


PAGES: Mapping[str, Page] = {
    "classes": Page("Classes", classes.show),
    "projector": Page("Projector", projector.show, bare=True),
    "answers": Page("Answers", answers.show),
    "banks": Page("Banks", banks.show),
    "draft": Page("Draft", draft.show),
    "report": Page("Report", report.show),
    "print": Page("Print", printing.show, bare=True),
}
"""Name in the address → page, in the order of the band. An unknown name leads to the first."""


def show(house: House) -> None:
    """Draw the page that the address names, for a teacher; for anybody else, the way in."""
    teacher = signin.teacher()
    if teacher is None or signin.leaving():
        signin.show()
        return
    here = st.query_params["teach"]
    page = PAGES.get(here) or next(iter(PAGES.values()))
    if not page.bare:
        st.html(band(page.name))
    page.show(house, teacher)


def band(here: str) -> str:
    """Return the band of the teachers' pages, and the name of this one."""
    ways = "".join(_way(name, page, here) for name, page in PAGES.items() if not page.bare)
    return f'{frame.band(end=f"<span class=ways>{ways}</span>{signin.out_form()}")}<h1 class="top">{text(here)}</h1>'


def _way(name: str, page: Page, here: str) -> str:
    current = ' aria-current="page"' if page.name == here else ""
    return f'<a href="{frame.address({"teach": name})}" target="_self"{current}>{text(page.name)}</a>'
