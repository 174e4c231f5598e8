"""In CI a browser or database test that cannot run is a failure, not a skip: green must mean that it ran."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

MUST_RUN = ("browser", "database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test marked `browser` or `database` into a failure when CI is set."""
    report = yield
    mark = next(filter(item.get_closest_marker, MUST_RUN), None)
    if os.environ.get("CI") and mark and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a {mark} test was skipped in CI: {call_reason(report)}"
    return report


def call_reason(report: pytest.TestReport) -> str:
    """Return why the test was skipped: pytest keeps it as the third of (file, line, reason)."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole test file (`importorskip`) into a failure when CI is set."""
    report = yield
    if os.environ.get("CI") and report.skipped and isinstance(collector, pytest.Module):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: the whole file was skipped in CI: {report.longrepr}"
    return report
