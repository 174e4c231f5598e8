"""What the report of a bank costs: `python -m tests.bench.reporting`, on SQLite and on PostgreSQL.

Classes of 100 and of 1,600 learners have answered every fact of the INF bank (100,000 answers), as in
`tests.bench.deciding`. The report is read, put into HTML and into sheets through what the page calls. Wall-clock times
of a busy machine say little: compare the CPU time of this process, which is all but the database's own.
"""

from __future__ import annotations

import argparse

from tests.bench.deciding import BANK, EVE, NOW, _fill, _homes, _took
from tutor import library
from tutor.actions import House
from tutor.reports import sheets
from tutor.reports.reading import report
from tutor.store import open_store
from tutor.ui import report_view


def main() -> None:
    """Measure both databases with classes of these sizes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, nargs="*", default=[100, 1600], help="how many (default 100 1600)")
    options = parser.parse_args()
    for count in options.learners:
        for url, folder in _homes():
            _measure(House(open_store(url), folder), count)


def _measure(house: House, count: int) -> None:
    bank = library.get(house.questions, BANK)
    assert bank
    assert bank.bank
    total = house.store.write(lambda c: _fill(c, bank.bank, count))
    print(f"\n{house.store.engine.dialect.name}: {count:,} learners, {total:,} answers {'clock':>20} {'CPU':>7}  ms")
    found = _took("the report", lambda: report(house, EVE, BANK, NOW))
    here = {"teach": "report", "bank": BANK}
    _took("as HTML", lambda: report_view.things(found) + report_view.table(found, hardest_first=True, here=here))
    _took("as sheets", lambda: sheets.facts(found) + sheets.answers(found))
    print(f"  {found.first}, {sum(item.apart is not None for item in found.items)} facts tell learners apart")
    house.store.close()


if __name__ == "__main__":
    main()
