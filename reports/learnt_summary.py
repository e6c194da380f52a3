"""The workbook of a form that the office taught: who has sent, all rows with all their columns, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, Kind
from domain.forms.reading_result import Row as ReadRow
from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.answer_rows import NUMBERS, answer_cell, answered, moment, named, trace_answer
from reports.form_header import form_header
from reports.sheet import Cell, Paper, Row, Sheet, address, spread
from reports.summary_data import (
    Blank,
    SummaryData,
    SummaryLine,
    counted,
    sum_of,
    timing,
    total,
)
from reports.summary_missing import missing
from reports.summary_sources import Sources

OVERVIEW: Final = "สรุปภาพรวม"
ROWS: Final = "ข้อมูลทุกแถว"
_FIRST: Final = (
    ("ที่", 6.0),
    ("หน่วยงาน", 34.0),
    ("สถานะ", 16.0),
    ("ส่งเมื่อ", 14.0),
    ("ตรงเวลา/ล่าช้า", 16.0),
    ("แถวที่ตอบ", 10.0),
    ("ข้อสังเกต (จุด)", 10.0),
)
_LEAD: Final = (("หน่วยงาน", 30.0), ("เลขรับ", 14.0))
_HEADING_ROW: Final = 3
_SUMMED: Final = {Kind.INTEGER: look.COUNT, Kind.MONEY: look.DECIMAL}


def compile_learnt(data: SummaryData) -> list[Sheet]:
    """The four sheets; the same data gives the same sheets."""
    sources = Sources()
    return [_overview(data, sources), _rows(data, sources), missing(data), sources.sheet(data)]


def _summed(data: SummaryData) -> tuple[Column, ...]:
    """The columns whose figures can be added up: what units fill in as counts and money."""
    return tuple(column for column in data.definition.columns if column.kind in _SUMMED and not column.prefilled)


def _overview(data: SummaryData, sources: Sources) -> Sheet:
    """A row for each unit: where it stands, and the sums of its figures."""
    lines, summed = data.ordered(), _summed(data)
    wide = len(_FIRST) + len(summed)
    kept = counted(lines)
    headings = [*(heading for heading, _ in _FIRST), *(f"{named(column)} (รวม)" for column in summed)]
    told = f"ส่งแล้ว {len(kept)} จาก {len(lines)} หน่วย    กำหนดส่ง {long_date(local(data.due_at).date())}"
    rows = [
        Row(spread(data.title, styles.TITLE, wide), height=34),
        Row(spread(thai_digits(f"{moment(data)}    {told}"), styles.SUBTITLE, wide), height=28),
        Row(tuple(Cell(heading, styles.HEADING) for heading in headings)),
    ]
    for number, line in enumerate(lines, start=1):
        figures = [total(line, column.field) for column in summed]
        rows.append(
            _unit(
                data, number, line, [look.figure_cell(f, _SUMMED[c.kind]) for f, c in zip(figures, summed, strict=True)]
            )
        )
        for at, (column, figure) in enumerate(zip(summed, figures, strict=True), start=len(_FIRST) + 1):
            sources.taken(OVERVIEW, (len(rows), at), f"{named(column)} (รวม)", line, figure)
    rows.append(_totals(lines, summed))
    for at, column in enumerate(summed, start=len(_FIRST) + 1):
        each = [(n, line, total(line, column.field)) for n, line in enumerate(lines, start=1) if line in kept]
        parts = [(line, one, address(_HEADING_ROW + n, at)) for n, line, one in each if one.number is not None]
        whole = sum_of([one for _, one, _ in parts])
        sources.together(OVERVIEW, (len(rows), at), f"{named(column)} (รวมทุกหน่วย)", whole, parts)
    return Sheet(
        name=OVERVIEW,
        widths=(*(width for _, width in _FIRST), *(max(15.0, column.width) for column in summed)),
        rows=tuple(rows),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{data.office_name} {data.code}"),
        freeze=f"C{_HEADING_ROW + 1}",
        tab=styles.GREEN,
    )


def _unit(data: SummaryData, number: int, line: SummaryLine, figures: list[Cell]) -> Row:
    received = line.received
    when = local(received.submitted_at) if received else None
    sent = f"{short_date(when.date())}\n{clock_time(when)}" if when else Blank.NOT_RECEIVED.value
    blank = Cell(Blank.NOT_RECEIVED.value, look.BLANK)
    return Row(
        (
            Cell(number, look.CENTRED),
            Cell(line.unit, look.TEXT),
            look.state_cell(line.state_text, line.standing),
            Cell(sent, look.CENTRED if received else look.BLANK),
            Cell(timing(data, line), look.CENTRED),
            Cell(len(answered(data, line)), look.COUNT) if received else blank,
            Cell(received.warnings, look.COUNT) if received else blank,
            *figures,
        )
    )


def _totals(lines: tuple[SummaryLine, ...], summed: tuple[Column, ...]) -> Row:
    kept = counted(lines)
    label = thai_digits(f"รวมเฉพาะที่รับแล้ว {len(kept)} จาก {len(lines)} หน่วย")
    sums = [sum_of([total(line, column.field) for line in kept]) for column in summed]
    cells = [Cell(str(f.value), look.TOTAL_BLANK) if f.number is None
             else Cell(round(f.number, 2), look.TOTAL_COUNT if c.kind is Kind.INTEGER else look.TOTAL_DECIMAL)
             for f, c in zip(sums, summed, strict=True)]  # fmt: skip
    return Row((*spread(label, look.TOTAL_LABEL, len(_FIRST)), *cells), height=28)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of the sheet of rows: the form's own, then those that units added."""

    columns: tuple[Column, ...]
    extra: tuple[str, ...]


def _rows(data: SummaryData, sources: Sources) -> Sheet:
    """All rows of all units, stacked, with the form's own columns and, behind them, those that units added."""
    columns = data.definition.columns
    extra = tuple(dict.fromkeys(h for line in data.ordered() for row in answered(data, line) for h in row.extra))
    layout = _Layout(columns, extra)
    added = [
        Column(field=f"x{n}", heading=heading, group="คอลัมน์ที่หน่วยงานเพิ่ม", width=28) for n, heading in enumerate(extra)
    ]
    lead = [Column(field=f"l{n}", heading=heading, width=width) for n, (heading, width) in enumerate(_LEAD)]
    every = (*lead, *columns, *added)
    wide = len(every)
    rows = [
        Row(spread(data.title, styles.TITLE, wide), height=34),
        Row(spread(moment(data), styles.SUBTITLE, wide), height=28),
        *form_header(every),
    ]
    for line in data.ordered():
        if line.received is None:
            rows.append(_awaited(line, wide))
            continue
        for read in answered(data, line):
            rows.append(_row(layout, line, read))
            _trace(layout, data, sources, len(rows), line, read)
    return Sheet(
        name=ROWS,
        widths=tuple(column.width for column in every),
        rows=tuple(rows),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW + 1), footer=f"{data.office_name} {data.code}"),
        freeze=f"{address(_HEADING_ROW + 2, len(_LEAD) + 1)}",
        tab="2563EB",
    )


def _awaited(line: SummaryLine, wide: int) -> Row:
    return Row((Cell(line.unit, look.TEXT), *spread(Blank.NOT_RECEIVED.value, look.BLANK, wide - 1)))


def _row(layout: _Layout, line: SummaryLine, read: ReadRow) -> Row:
    receipt = line.received.receipt_no if line.received else ""
    own = [answer_cell(column, read.cells.get(column.field)) for column in layout.columns]
    more = [Cell((read.extra[h].text if h in read.extra else "") or None, look.TEXT) for h in layout.extra]
    return Row((Cell(line.unit, look.TEXT), Cell(receipt, look.TEXT), *own, *more))


def _trace(layout: _Layout, data: SummaryData, sources: Sources, row: int, line: SummaryLine, read: ReadRow) -> None:
    name = read.cells.get(data.definition.name)
    about = name.text[:40] if name else ""
    for at, column in enumerate(layout.columns, start=len(_LEAD) + 1):
        found = read.cells.get(column.field)
        if column.kind in NUMBERS and found is not None and found.text:
            trace_answer(sources, ROWS, (row, at), f"{about} {named(column)}".strip(), line, (found, read))
    for at, heading in enumerate(layout.extra, start=len(_LEAD) + len(layout.columns) + 1):
        if heading in read.extra:
            trace_answer(sources, ROWS, (row, at), f"{about} {heading}".strip(), line, (read.extra[heading], read))
