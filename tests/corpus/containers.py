"""The files a form arrives in. What a container cannot hold (formats, formulas, merges) is written as it would show."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.canvas import Canvas
from tests.reports.old_excel import compound, workbook_stream
from tests.samples.making import Drawing, to_csv, to_html, to_ods

FLAT = frozenset({"csv", "csv_cp874", "tsv", "html"})  # one sheet, texts alone
ONE_SHEET = FLAT | {"xls"}
SUFFIX = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "html": "xls", "csv": "csv", "csv_cp874": "csv", "tsv": "txt"}
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_OLD = {"≥": ">=", "≤": "<=", "\u200b": "", "\ufeff": "", "ー": "-"}  # signs Windows-874 does not have


def shown(value: Any, fmt: str, result: Any) -> Any:
    """What a cell shows where neither formulas nor formats are kept; numbers that no format changes stay numbers."""
    if isinstance(value, str) and value.startswith("=") and result is not None:
        value = result
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        year = day.year % 100 if fmt == "d/m/yy" else day.year
        return f"{day.day}/{day.month}/{year:02d}"
    if isinstance(value, int | float) and fmt.endswith("%"):
        return f"{value * 100:.{fmt.count('0') - 1}f}%"
    return value


def _text(value: Any, fmt: str, result: Any) -> str:
    told = shown(value, fmt, result)
    if isinstance(told, str):
        return told
    if "," in fmt:
        return f"{told:,.2f}" if fmt.endswith(".00") else f"{told:,}"
    decimals = 2 if fmt.endswith(".00") else 6
    return f"{told:.{decimals}f}".rstrip("0").rstrip(".") if isinstance(told, float) else str(told)


def drawing(canvas: Canvas, tell: Callable[[Any, str, Any], Any]) -> Drawing:
    """The canvas as a drawing of the older helpers."""
    height = max(row for row, _ in canvas.cells) + 1
    width = max(column for _, column in canvas.cells) + 1
    for (_, _), (bottom, right) in canvas.merges:
        height, width = max(height, bottom + 1), max(width, right + 1)
    lines: list[list[Any]] = [[""] * width for _ in range(height)]
    for (row, column), cell in canvas.cells.items():
        lines[row][column] = tell(*cell)
    return Drawing(tuple(map(tuple, lines)), tuple(canvas.merges), name=canvas.name, visible=canvas.visible)


def xlsx(canvases: list[Canvas]) -> bytes:
    """A workbook as a program writes it: formulas without values."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for canvas in canvases:
        _fill(book.create_sheet(canvas.name), canvas)
    target = io.BytesIO()
    book.save(target)
    return _still(target.getvalue())


def _still(data: bytes) -> bytes:
    """The same zip file without the moment it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(zipfile.ZipInfo(name), _MOMENT.sub(b"2026-10-01T00:00:00Z", body) if "core" in name else body)
    return target.getvalue()


def _fill(sheet: Worksheet, canvas: Canvas) -> None:
    last = max(canvas.columns.values(), default=0)
    for row in range(canvas.header_rows[0] if canvas.header_rows else 0, (canvas.line_rows or [0])[-1] + 1):
        for column in range(last + 1):
            sheet.cell(row + 1, column + 1).border = _BORDER
    for (row, column), (value, fmt, _) in canvas.cells.items():
        cell = sheet.cell(row + 1, column + 1)
        if isinstance(value, str) and value.startswith("=") and "(" not in value and not value[1:2].isupper():
            cell.value = value
            cell.data_type = "s"  # words that begin like a formula
        else:
            cell.value = value
        if fmt:
            cell.number_format = fmt
    for (top, left), (bottom, right) in canvas.merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    sheet.sheet_state = "visible" if canvas.visible else "hidden"


def xls(canvases: list[Canvas]) -> bytes:
    """An old workbook of one sheet, with its merged ranges."""
    canvas = canvases[0]
    told = drawing(canvas, shown)
    body = struct.pack("<H", len(canvas.merges))
    for (top, left), (bottom, right) in canvas.merges:
        body += struct.pack("<HHHH", top, bottom, left, right)
    return compound(workbook_stream(told.lines, struct.pack("<HH", 0x00E5, len(body)) + body))


def ods(canvases: list[Canvas]) -> bytes:
    """An OpenDocument spreadsheet."""
    return _still(to_ods(*(drawing(canvas, shown) for canvas in canvases if canvas.visible)))


def html(canvases: list[Canvas]) -> bytes:
    """A web page under an Excel name."""
    return to_html(drawing(canvases[0], _text))


def csv(canvases: list[Canvas], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """A text table."""
    told = drawing(canvases[0], _text)
    if encoding == "cp874":
        lines = tuple(tuple(_old(cell) for cell in line) for line in told.lines)
        told = Drawing(lines, told.merges, name=told.name)
    return to_csv(told, encoding, delimiter)


def _old(cell: Any) -> str:
    text = str(cell)
    for sign, plain in _OLD.items():
        text = text.replace(sign, plain)
    return text


PACKERS: dict[str, Callable[[list[Canvas]], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "html": html,
    "csv": csv,
    "csv_cp874": partial(csv, encoding="cp874"),
    "tsv": partial(csv, delimiter="\t"),
}


def pack(container: str, canvases: list[Canvas]) -> bytes:
    """The bytes of a file."""
    return PACKERS[container](canvases)
