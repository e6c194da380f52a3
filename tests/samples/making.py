"""Strategy forms made for tests: a drawing of the sheet, ways people mangle it, and the containers it arrives in."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import yaml
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from domain.forms.definition import FormDefinition
from domain.forms.grid import Merge

HEAD_UPPER = (
    "ที่", "ตัวชี้วัด", "หน่วยนับ", "ค่าเป้าหมาย", "ผลการดำเนินงาน", "", "", "", "งบประมาณ (บาท)", "", "",
    "วิธีดำเนินงาน/กิจกรรมสำคัญ", "ปัญหา อุปสรรค", "ข้อเสนอแนะ", "ร่องรอย/หลักฐาน", "หมายเหตุ",
)  # fmt: skip
HEAD_LOWER = (
    "", "", "", "", "จำนวนทั้งหมด", "จำนวนที่ดำเนินการได้", "ร้อยละ", "ระดับคะแนน (๑–๕)", "ได้รับจัดสรร", "ใช้ไป", "คงเหลือ",
    "", "", "", "", "",
)  # fmt: skip
ROW_31 = (
    "๓.๑", "ร้อยละของนักเรียนชั้น ป.๑ ที่อ่านออกเขียนได้", "ร้อยละ", "ร้อยละ 85 ขึ้นไป", "๑,๒๔๕", "1,102 คน", "๘๘.๕๑", "ระดับ ๔",
    "150,000.-", "๑๔๙,๓๐๐", "", "1) ประชุมครู\n2) นิเทศ ๓ ครั้ง", "–", "ควรจัดสรรงบเพิ่ม", "คําสั่งที่ ๔๕/๒๕๖๙", "ข้อมูล ณ 31 มีค 70",
)  # fmt: skip
ROW_32 = (
    "3.2", "ค่าเฉลี่ยผลการทดสอบ NT ป.๓ เพิ่มขึ้น", "คะแนน", "≥+๑", 40, 36, 90, 5, "-", "—", "-", "นิเทศ", "ไม่มี", "N/A",
    "แฟ้ม ๑", "",
)  # fmt: skip
ROW_33 = (
    "๓.๓", "จำนวนครูที่ได้รับการพัฒนาการจัดการเรียนรู้เชิงรุก", "คน", "ไม่น้อยกว่า ๔๐๐", "๕๐๐ คน", "สี่ร้อยห้าสิบ", "90 %", "ดีมาก",
    "฿12,500", "12,500 บาท", 0, "อบรม", "ไม่มีปัญหา", "", "https://drive.example.invalid/d/1", "",
)  # fmt: skip
SUB_ROW = ("", "๓.๑.๑ โรงเรียนขนาดเล็ก", "ร้อยละ", "", 10, 7, 70.0, 3, "", "", "", "", "", "", "", "")


@dataclass(frozen=True)
class Drawing:
    """A sheet as drawn: its lines, its merged ranges, the cells drawn as per cents. Rows and columns from 0."""

    lines: tuple[tuple[Any, ...], ...]
    merges: tuple[Merge, ...] = ()
    percents: frozenset[tuple[int, int]] = frozenset()
    name: str = "กลยุทธ์ที่ ๓"
    visible: bool = True
    header_at: int = 5

    def with_cell(self, row: int, column: int, value: Any) -> Drawing:
        """The same with another value in one cell."""
        lines = [list(line) for line in self.lines]
        lines[row][column] = value
        return replace(self, lines=tuple(map(tuple, lines)))

    def moved(self, down: int = 0, right: int = 0) -> Drawing:
        """The same lower and further right: title rows added, a blank first column."""
        blank = ("",) * right
        lines = ((),) * down + tuple(blank + line for line in self.lines)
        merges = tuple(((t + down, x + right), (b + down, r + right)) for (t, x), (b, r) in self.merges)
        percents = frozenset((row + down, column + right) for row, column in self.percents)
        return replace(self, lines=lines, merges=merges, percents=percents, header_at=self.header_at + down)


@dataclass(frozen=True)
class Story:
    """What the form says above its table."""

    title: str = "แบบติดตามผลการดำเนินงานตามกลยุทธ์ สพฐ. ประจำปีงบประมาณ พ.ศ. ๒๕๗๐"
    place: str = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑ รอบ ๖ เดือน (๑ ตุลาคม ๒๕๖๙ – ๓๑ มีนาคม ๒๕๗๐)"
    subject: str = "กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา"
    unit: str = "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    reporter: str = "นางสาวฝน ตัวอย่างรัตน์"
    phone: Any = "๐๐๐-๐๐๐๐๐๐๐"
    date: Any = "๒ เม.ย. ๗๐"
    version: str = "แบบ กย.๑ v๑"


def draw(
    rows: Sequence[Sequence[Any]] = (ROW_31, ROW_32, ROW_33),
    story: Story | None = None,
    *,
    upper: Sequence[str] = HEAD_UPPER,
    lower: Sequence[str] = HEAD_LOWER,
    total: Sequence[Any] | None = None,
) -> Drawing:
    """A filled form as the office prints it: titles, labels, two heading rows, data, sums, signatures."""
    told = story or Story()
    width = len(upper)
    labels = ["กลุ่มภารกิจ", "", told.unit, *[""] * 4, "ผู้รายงาน", told.reporter, *[""] * 3, "โทรศัพท์", told.phone, "", ""]
    dates = ["วันที่รายงาน", "", told.date, *[""] * 4, "ฉบับที่", told.version, *[""] * 7]
    lines: list[tuple[Any, ...]] = [
        (told.title,), (told.place,), (told.subject,), tuple(labels), tuple(dates), tuple(upper), tuple(lower),
    ]  # fmt: skip
    lines += [tuple(row) for row in rows]
    if total is not None:
        lines.append(tuple(total))
    lines += [(), ("ลงชื่อ................................ผู้รายงาน",), (f"({told.reporter})",)]
    merges: list[Merge] = [((row, 0), (row, width - 1)) for row in range(3)]
    merges += [((5, 4), (5, 7)), ((5, 8), (5, 10)), ((3, 0), (3, 1)), ((3, 2), (3, 6))]
    merges += [((5, column), (6, column)) for column in range(width) if column < len(lower) and not lower[column]]
    full = tuple(line + ("",) * (width - len(line)) for line in lines)
    return Drawing(full, tuple(merges))


def to_xlsx(*drawings: Drawing, extra: dict[str, str] | None = None) -> bytes:
    """An xlsx workbook, one sheet for each drawing; `extra`: very hidden sheets with one text in A1."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for drawing in drawings:
        _fill(book.create_sheet(drawing.name), drawing)
    for name, text in (extra or {}).items():
        sheet = book.create_sheet(name)
        sheet["A1"] = text
        sheet.sheet_state = "veryHidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def _fill(sheet: Worksheet, drawing: Drawing) -> None:
    for row, line in enumerate(drawing.lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(row, column)
            if row > drawing.header_at:  # the office's blanks have a border round every cell of the table
                cell.border = _BORDER
            if value != "":
                cell.value = value
                if (row - 1, column - 1) in drawing.percents:
                    cell.number_format = "0.0%"
    for (top, left), (bottom, right) in drawing.merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    sheet.sheet_state = "visible" if drawing.visible else "hidden"


def to_csv(drawing: Drawing, encoding: str = "cp874", delimiter: str = ",") -> bytes:
    """A text table, as a spreadsheet program exports it."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows(drawing.lines)
    return target.getvalue().encode(encoding, "replace")


def _covered(drawing: Drawing) -> dict[tuple[int, int], tuple[int, int]]:
    """First cells of merged ranges with their spans; (0, 0) for the cells they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in drawing.merges:
        for row in range(top, bottom + 1):
            spans |= {(row, column): (0, 0) for column in range(left, right + 1)}
        spans[top, left] = (bottom - top + 1, right - left + 1)
    return spans


def to_html(drawing: Drawing) -> bytes:
    """An HTML page, as systems export it under the name .xls."""
    spans = _covered(drawing)
    lines = []
    for row, line in enumerate(drawing.lines):
        cells = []
        for column, value in enumerate(line):
            down, across = spans.get((row, column), (1, 1))
            if down:
                text = html.escape(str(value)).replace("\n", "<br>") or "&nbsp;"
                cells.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><head><meta charset=utf-8></head><body><table>{''.join(lines)}</table></body></html>".encode()


def to_ods(*drawings: Drawing) -> bytes:
    """An OpenDocument spreadsheet with the repeats LibreOffice writes."""
    tables = "".join(_ods_table(drawing) for drawing in drawings)
    names = "office table text"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
                   "META-INF/manifest.xml": MANIFEST})  # fmt: skip


MANIFEST = (
    b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" '
    b'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    b"</manifest:manifest>"
)


def _ods_table(drawing: Drawing) -> str:
    spans = _covered(drawing)
    rows = []
    for row, line in enumerate(drawing.lines):
        cells = [_ods_cell(value, spans.get((row, column), (1, 1)), (row, column) in drawing.percents)
                 for column, value in enumerate(line)]  # fmt: skip
        cells.append('<table:table-cell table:number-columns-repeated="16000"/>')
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows.append(f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>')
    return f"<table:table table:name={quoteattr(drawing.name)}>{''.join(rows)}</table:table>"


def _ods_cell(value: Any, span: tuple[int, int], percent: bool) -> str:
    down, across = span
    if not down:
        return "<table:covered-table-cell/>"
    spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if span != (1, 1) else ""
    if value == "":
        return f"<table:table-cell{spans}/>"
    if isinstance(value, int | float):
        kind = "percentage" if percent else "float"
        told = f'office:value-type="{kind}" office:value="{value}"'
        return f"<table:table-cell{spans} {told}><text:p>{value}</text:p></table:table-cell>"
    if isinstance(value, str) and value.startswith("="):
        return f"<table:table-cell{spans} table:formula={quoteattr('of:' + value)}/>"
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell{spans} office:value-type="string">{text}</table:table-cell>'


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return target.getvalue()


def changed_part(data: bytes, name: str, body: bytes) -> bytes:
    """The same zip file with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped(parts | {name: body})


def part_of(data: bytes, name: str) -> bytes:
    """One part of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@cache
def definitions() -> dict[str, FormDefinition]:
    """The forms of the product's own configuration."""
    told = yaml.safe_load((Path(__file__).parents[2] / "config.yaml").read_text("utf-8"))
    return {name: FormDefinition(**form) for name, form in told["forms"].items()}
