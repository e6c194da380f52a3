"""A plan workbook in the hands of its officer: cells, headings and sheets are changed and it is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.demo.district import district
from domain.plan import Plan, PlanProblem
from reports.plan_book import read_plan, write_plan

HEADING_ROW = 3


def clock(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment as spreadsheets have it: without a zone."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).replace(tzinfo=None)


def read(data: bytes) -> tuple[Plan | None, list[PlanProblem]]:
    return read_plan(data, works={"strategy"}, forms={"strategy"})


def edited(change: Callable[[Workbook], None]) -> bytes:
    """The district's workbook after a change."""
    book = load_workbook(BytesIO(write_plan(district())))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def column(page: Worksheet, heading: str) -> int:
    """The number of the column with that heading."""
    return next(cell.column for cell in page[HEADING_ROW] if cell.value == heading)


def typed(sheet: str, heading: str, row: int, value: float | str | datetime | None) -> bytes:
    """The district's workbook with one cell typed over."""

    def change(book: Workbook) -> None:
        page = book[sheet]
        page.cell(row, column(page, heading)).value = value

    return edited(change)


def told(data: bytes) -> list[tuple[str, str, str]]:
    """Where and what the problems are."""
    plan, problems = read(data)
    assert (plan is None) == bool(problems)
    return [(problem.sheet, problem.cell, problem.code) for problem in problems]
