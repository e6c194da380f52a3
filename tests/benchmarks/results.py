"""The figures of one run as a page: docs/benchmarks.md. What they mean stands in docs/figures.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
MARKS = {True: "met", False: "**short**", None: ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. `met` None: shown for comparison, no target."""

    what: str
    figure: str
    target: str
    beside: str
    met: bool | None = None


def machine() -> str:
    """What was measured on: processor, cores, memory, and what the program runs on."""
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"
    except OSError:
        described, memory = [], "memory unknown"
    named = next((line.split(":", 1)[1].strip() for line in described if line.startswith("model name")), "")
    runs_on = f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}"
    return (
        f"{named or platform.machine()}, {os.cpu_count()} cores, {memory}; {runs_on}, SQLite {sqlite3.sqlite_version}"
    )


def page(figures: Sequence[Figure], *, on: date, seconds: float, load: float) -> str:
    """The page. `load`: of the last five minutes; above the number of cores, others were at work too."""
    short = [one for one in figures if one.met is False]
    met = sum(one.met is True for one in figures)
    told = f"{met} targets met, {len(short)} short" + (": " if short else ".")
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`, all in one run: single times are the machine's, ratios are what counts. What is",
        "measured, and why, stands in [figures.md](figures.md); what grows with offices in [scale.md](scale.md).",
        "",
        f"{on:%d %b %Y}, {seconds:.0f} s. {machine()}. Load of the last five minutes: {load:.1f}.",
        "",
        told + "; ".join(one.what for one in short) + ("." if short else ""),
        "",
        "| What | Figure | Target | | Beside |",
        "|---|---|---|---|---|",
        *(
            f"| {' | '.join(_cell(text) for text in (one.what, one.figure, one.target, MARKS[one.met], one.beside))} |"
            for one in figures
        ),
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
