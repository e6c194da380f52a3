"""Compiling 29,000 rows to xlsx beside bare openpyxl: python -m tests.benchmarks.bench_sheets."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from time import perf_counter

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from reports.sheet import Align, Cell, Row, Sheet, Style, letter
from reports.workbook import FONT, to_xlsx

ROWS = 29_000
ROUNDS = 2
WIDTHS = (8.0, 14.0, 34.0, 26.0, 12.0, 12.0, 12.0, 10.0, 14.0, 14.0, 14.0, 30.0)
TEXT = Style(border="808080")
CENTRE = Style(border="808080", align=Align.CENTER)
NUMBER = Style(border="808080", align=Align.RIGHT, number_format="#,##0.00")
GOOD = Style(border="808080", align=Align.RIGHT, number_format="#,##0.00", fill="E2F0D9", bold=True)
STYLES = (CENTRE, TEXT, TEXT, TEXT, NUMBER, NUMBER, GOOD, CENTRE, NUMBER, NUMBER, NUMBER, TEXT)
Line = tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Seconds for the same cells in the same styles."""

    ours: float
    bare: float


def lines() -> list[Line]:
    """A row a school, as a summary of the country has it."""
    return [
        (
            *(n + 1, f"{1_000_000 + n}", f"โรงเรียนบ้านทดสอบที่ {n}", "ตำบลสมมติ อำเภอตัวอย่าง", 200 + n % 50, 180 + n % 50),
            *(90.0 + n % 10, 5 - n % 3, 100_000.0 + n, 90_000.0 + n, 10_000.0, f"คำสั่งที่ {n}/๒๕๗๐"),
        )
        for n in range(ROWS)
    ]


def ours(data: list[Line]) -> bytes:
    """As the product does it, from plain values on."""
    rows = tuple(Row(tuple(map(Cell, line, STYLES))) for line in data)
    sheet = Sheet(name="สรุป", widths=WIDTHS, rows=rows)
    return to_xlsx([sheet], title="สรุป", made_at=datetime(2027, 4, 2, tzinfo=UTC))


def bare(data: list[Line]) -> bytes:
    """The library's own fast way: write-only, a named style a cell."""
    book = Workbook(write_only=True)
    page = book.create_sheet("สรุป")
    for number, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[letter(number)].width = width
    names = {style: f"style {n}" for n, style in enumerate(dict.fromkeys(STYLES))}
    for style, name in names.items():
        book.add_named_style(_named(style, name))
    wanted = [names[style] for style in STYLES]
    for line in data:
        cells = []
        for value, name in zip(line, wanted, strict=True):
            cell = WriteOnlyCell(page, value=value)
            cell.style = name
            cells.append(cell)
        page.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _named(style: Style, name: str) -> NamedStyle:
    side = Side(style="thin", color=f"FF{style.border}")
    return NamedStyle(
        name,
        font=Font(name=FONT, size=style.size, bold=style.bold),
        alignment=Alignment(horizontal=style.align.value, vertical="top", wrap_text=style.wrap),
        border=Border(left=side, right=side, top=side, bottom=side),
        fill=PatternFill("solid", fgColor=f"FF{style.fill}") if style.fill else PatternFill(),
        number_format=style.number_format,
    )


def measure() -> Compiled:
    """Both take turns; the medians."""
    data = lines()
    taken: dict[Callable[[list[Line]], bytes], list[float]] = {ours: [], bare: []}
    for _ in range(ROUNDS):
        for work, seconds in taken.items():
            start = perf_counter()
            work(data)
            seconds.append(perf_counter() - start)
    return Compiled(statistics.median(taken[ours]), statistics.median(taken[bare]))


if __name__ == "__main__":
    got = measure()
    print(got, f"{got.ours / got.bare:.2f} x")
