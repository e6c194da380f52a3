"""What a run tells at its end besides what failed. Tests hand it over as properties, which also come from helpers."""

from __future__ import annotations

from _pytest.terminal import TerminalReporter

REQUESTS = "requests held against LINE's description"  # a number
FIGURES = "figures"  # a plain dict of names to numbers, for it travels from one process to another


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Add the requests of all tests up, and show the figures of each test that has some."""
    reports = [report for outcome in terminalreporter.stats.values() for report in outcome]
    ended = [report for report in reports if getattr(report, "when", "") == "teardown"]
    told = [(report.nodeid, name, value) for report in ended for name, value in report.user_properties]
    if requests := sum(value for _, name, value in told if name == REQUESTS):
        terminalreporter.write_line(f"{requests} {REQUESTS}")
    for test, name, figures in told:
        if name == FIGURES:
            line = ", ".join(f"{what} {count}" for what, count in sorted(figures.items()))
            terminalreporter.write_line(f"{test}\n  {line}")
