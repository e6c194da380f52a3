"""A new workbook of the values of a table that came as anything else: old Excel, OpenDocument, CSV, a web page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from openpyxl.utils.datetime import to_excel

from domain.forms.grid import Grid, Raw
from domain.forms.grid import Sheet as Table
from reports.filled_form import MAX_CELLS, open_grid
from reports.sheet import Align, Cell, Paper, Row, Sheet, Style, Value, Visibility
from reports.styles import INK, LINE
from reports.workbook import to_xlsx

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same table gives the same bytes
_NARROWEST: Final = 8.0
_WIDEST: Final = 42.0
_SAMPLED: Final = 400  # rows
_NAME_LIMIT: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CLOSED: Final = (1900, 9999)  # years that a workbook can hold

_TEXT: Final = Style(border=LINE, color=INK)
_NUMBER: Final = Style(border=LINE, color=INK, align=Align.RIGHT)
_PERCENT: Final = Style(border=LINE, color=INK, align=Align.RIGHT, number_format="0.00%")
_DATE: Final = Style(border=LINE, color=INK, number_format="dd/mm/yyyy")
_MOMENT: Final = Style(border=LINE, color=INK, number_format="dd/mm/yyyy hh:mm")
_TIME: Final = Style(border=LINE, color=INK, number_format="hh:mm:ss")
_SPAN: Final = Style(border=LINE, color=INK, number_format="[h]:mm:ss")


def redrawn(data: bytes) -> tuple[bytes, dict[str, str]]:
    """The table as a workbook, and what its sheets are called there. Raises UnreadableFileError."""
    grid = open_grid(data, "marked")
    names = _names(grid)
    sheets = [_sheet(table, name) for table, name in zip(grid.sheets, names, strict=True)]
    told = {table.name: name for table, name in zip(grid.sheets, names, strict=True)}
    return to_xlsx(sheets, title="", made_at=_MADE), told


def _names(grid: Grid) -> list[str]:
    """Names a workbook takes: short, without some signs, no two alike."""
    names: list[str] = []
    for number, table in enumerate(grid.sheets, start=1):
        plain = _NOT_IN_NAMES.sub(" ", table.name).strip().strip("'")[:_NAME_LIMIT]
        taken = {name.casefold() for name in names}
        if not plain or plain.casefold() in taken:
            plain = f"{plain[: _NAME_LIMIT - 6]} ({number})".strip()
        names.append(plain)
    return names


def _sheet(table: Table, name: str) -> Sheet:
    widths = _widths(table)
    spans = _spans(table)
    rows = []
    for number, raws in enumerate(table.rows):
        cells = [_cell(table, number, column, raw) for column, raw in enumerate(raws)]
        rows.append(Row(_spanned(cells, spans.get(number, {}))))
    shown = Visibility.SHOWN if table.visible else Visibility.HIDDEN
    return Sheet(
        name=name, widths=widths, rows=tuple(rows), paper=Paper(center=False), visibility=shown, gridlines=True
    )


def _cell(table: Table, row: int, column: int, raw: Raw) -> Cell | None:
    if raw is None or raw == "":
        return None
    value, style = _value(raw)
    if style is _NUMBER and table.details.is_percent(row, column):
        style = _PERCENT
    return Cell(value, style)


def _value(raw: Raw) -> tuple[Value, Style]:
    """A value with the look that keeps its kind."""
    if isinstance(raw, str):
        return raw, _TEXT
    if isinstance(raw, bool | int | float):
        return raw, _NUMBER
    if isinstance(raw, timedelta):
        return raw / timedelta(days=1), _SPAN
    if isinstance(raw, time):
        return timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second) / timedelta(days=1), _TIME
    return _dated(raw) if raw else ("", _TEXT)


def _dated(raw: date) -> tuple[Value, Style]:
    first, last = _CLOSED
    if not first <= raw.year <= last:
        return raw.isoformat(), _TEXT
    number = float(to_excel(raw))  # type: ignore[no-untyped-call]
    return number, _MOMENT if number % 1 else _DATE


def _spanned(cells: list[Cell | None], spans: Mapping[int, tuple[int, int]]) -> tuple[Cell | None, ...]:
    """The cells of a row with its merged ranges: first column -> how far across and down."""
    for column, (across, down) in spans.items():
        if column < len(cells):
            value, style, *_ = cells[column] or Cell(None, _TEXT)
            cells[column] = Cell(value, style, across=across, down=down)
    return tuple(cells)


def _spans(table: Table) -> dict[int, dict[int, tuple[int, int]]]:
    """The merged ranges by their first row, without those that lie on another: Excel opens no file that has them."""
    taken: set[tuple[int, int]] = set()
    spans: dict[int, dict[int, tuple[int, int]]] = {}
    for (top, left), (bottom, right) in table.merges:
        across, down = right - left + 1, bottom - top + 1
        if across * down <= 1 or len(taken) + across * down > MAX_CELLS:
            continue
        covered = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if taken.isdisjoint(covered):
            taken |= covered
            spans.setdefault(top, {})[left] = across, down
    return spans


def _widths(table: Table) -> tuple[float, ...]:
    """Widths that suit the longest line of each column, within reason; merged cells do not count."""
    merged = {(top, column) for (top, left), (_, right) in table.merges for column in range(left, right + 1)}
    widths: list[float] = []
    for number, row in enumerate(table.rows[:_SAMPLED]):
        widths += [_NARROWEST] * (len(row) - len(widths))
        for column, raw in enumerate(row):
            if raw not in (None, "") and (number, column) not in merged:
                longest = max(map(len, str(raw).split("\n")))
                widths[column] = max(widths[column], min(_WIDEST, longest * 0.9 + 2))
    return tuple(widths)
