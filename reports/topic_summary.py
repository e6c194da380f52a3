"""The workbook for an agency: a sheet for each topic it asks about, what is still awaited, sources.

The manual, work 2, step 3: what goes to an inspector, in the form's own columns. A topic that nobody sent says so.
"""

from __future__ import annotations

import re
from typing import Final

from domain.forms.definition import Column
from domain.forms.reading_result import Row as ReadRow
from domain.thai import clock_time, local, short_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.answer_rows import NUMBERS, answer_cell, answered, moment, named, trace_answer
from reports.form_header import form_header
from reports.sheet import Cell, Paper, Row, Sheet, spread
from reports.summary_data import Blank, SummaryData, SummaryLine
from reports.summary_missing import missing
from reports.summary_sources import Sources

_NAME_LIMIT: Final = 31  # characters of a sheet's name
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
_HEADING_ROW: Final = 5


def compile_topics(data: SummaryData, sources: Sources | None = None) -> list[Sheet]:
    """The sheets of an agency's topics in their order; the same data gives the same. `sources`: to gather traces in."""
    sources = sources if sources is not None else Sources()
    topics = [_topic(data, sources, line) for line in data.ordered()]
    return [*topics, missing(data), sources.sheet(data)]


def sheet_name(line: SummaryLine) -> str:
    """เรื่อง๑ อาหารกลางวัน: the number makes it the only one of that name."""
    name = f"เรื่อง{thai_digits(str(line.subject_no))} {line.subject_title}"
    return _NOT_IN_NAMES.sub(" ", name)[:_NAME_LIMIT].strip()


def _topic(data: SummaryData, sources: Sources, line: SummaryLine) -> Sheet:
    name, columns = sheet_name(line), data.definition.columns
    kept = answered(data, line)
    extra = tuple(dict.fromkeys(heading for row in kept for heading in row.extra))
    wide = len(columns) + len(extra)
    rows = [
        Row(spread(data.title, styles.TITLE, wide), height=34),
        Row(spread(moment(data), styles.SUBTITLE, wide), height=28),
        Row(spread(data.subject(line), look.BAND, wide), height=30),
        Row(spread(_whose(line), look.STATE[line.standing], wide), height=28),
        *_headings(data, extra),
    ]
    if not kept:
        rows.append(Row(spread(_why_none(line), look.BLANK, wide), height=36))
    for read in kept:
        rows.append(_row(data, extra, read))
        _trace(data, sources, (name, len(rows)), line, read)
    return Sheet(
        name=name,
        widths=(*(column.width for column in columns), *(28.0 for _ in extra)),
        rows=tuple(rows),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW + 1), footer=f"{data.office_name} {data.code}"),
        freeze=f"A{_HEADING_ROW + 2}",
        tab=styles.GREEN if line.standing == "in" else styles.RED,
    )


def _headings(data: SummaryData, extra: tuple[str, ...]) -> tuple[Row, Row]:
    """The form's own two header rows, and behind them the columns that the unit added."""
    upper, lower = form_header(data.definition.columns)
    more = tuple(Cell(heading, styles.HEADING, 1, 2) for heading in extra)
    below = tuple(Cell(None, styles.HEADING) for _ in extra)
    return Row((*upper.cells, *more), height=upper.height), Row((*lower.cells, *below), height=lower.height)


def _whose(line: SummaryLine) -> str:
    joint = f" ร่วมกับ {', '.join(line.joint_units)}" if line.joint_units else ""
    told = f"{line.unit}{joint}    {line.state_text}"
    if line.received is None:
        return told
    at = local(line.received.submitted_at)
    return f"{told}    ส่งเมื่อ {short_date(at.date())} {clock_time(at)}    เลขรับ {line.received.receipt_no}"


def _why_none(line: SummaryLine) -> str:
    if line.excused:
        return line.state_text
    return Blank.NOT_RECEIVED.value if line.received is None else Blank.NOT_FILLED.value


def _row(data: SummaryData, extra: tuple[str, ...], read: ReadRow) -> Row:
    own = [_cell(column, read) for column in data.definition.columns]
    return Row((*own, *(Cell((read.extra[h].text if h in read.extra else "") or None, look.TEXT) for h in extra)))


def _cell(column: Column, read: ReadRow) -> Cell:
    """An answer; what need not be filled in and was not stays empty: the sheet goes to the agency."""
    found = read.cells.get(column.field)
    if not column.required and (found is None or not found.text):
        return Cell(None, look.TEXT)
    return answer_cell(column, found)


def _trace(data: SummaryData, sources: Sources, at: tuple[str, int], line: SummaryLine, read: ReadRow) -> None:
    sheet, row = at
    about = read.cells.get(data.definition.name)
    what = about.text[:40] if about else ""
    for place, column in enumerate(data.definition.columns, start=1):
        found = read.cells.get(column.field)
        if column.kind in NUMBERS and found is not None and found.text:
            trace_answer(sources, sheet, (row, place), f"{what} {named(column)}".strip(), line, (found, read))
