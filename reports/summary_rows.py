"""The sheet of all indicators, stacked by strategy, with targets and results as the units gave them."""

from __future__ import annotations

from typing import Final

from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.reading_result import Cell as ReadCell
from domain.forms.reading_result import Row as ReadRow
from domain.plan import PlanIndicator
from domain.thai import clock_time, local, short_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.form_header import form_header
from reports.sheet import Cell, Paper, Row, Sheet, Style, spread
from reports.summary_data import Blank, SummaryData, SummaryLine, figure_in, not_in_file, number_of
from reports.summary_sources import Sources

NAME: Final = "รายตัวชี้วัด"
_HEADING_ROW: Final = 3
_NUMBERS: Final = {
    Kind.INTEGER: look.COUNT,
    Kind.NUMBER: look.DECIMAL,
    Kind.PERCENT: look.DECIMAL,
    Kind.MONEY: look.DECIMAL,
    Kind.SCORE: look.COUNT,
}


def indicator_rows(data: SummaryData, sources: Sources) -> Sheet:
    """Draw the sheet and note where each number comes from."""
    columns = data.definition.columns
    wide = len(columns)
    title = f"ผลการดำเนินงานรายตัวชี้วัด ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} {data.round_name}"
    moment = f"{data.office_name}    ข้อมูล ณ {short_date(local(data.as_of).date())} {clock_time(data.as_of)}"
    rows = [
        Row(spread(thai_digits(title), styles.TITLE, wide), height=34),
        Row(spread(thai_digits(moment), styles.SUBTITLE, wide), height=28),
        *form_header(columns),
    ]
    for line in data.ordered():
        rows.append(Row(spread(_band(data, line), look.BAND, wide), height=28))
        for read in line.received.rows if line.received else ():
            rows.append(Row(tuple(_cell(column, read) for column in columns)))
            _trace(data.definition, sources, len(rows), line, read)
        word = Blank.NOT_FILLED if line.received else Blank.NOT_RECEIVED
        rows += [_absent(data.definition, indicator, word) for indicator in not_in_file(data, line)]
    return Sheet(
        name=NAME,
        widths=tuple(column.width for column in columns),
        rows=tuple(rows),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW + 1), footer=f"{data.office_name} {data.code}"),
        freeze=f"C{_HEADING_ROW + 2}",
        tab="2563EB",
    )


def _band(data: SummaryData, line: SummaryLine) -> str:
    parts = [data.subject(line), line.unit, line.state_text]
    if line.received:
        at = local(line.received.submitted_at)
        parts.append(f"ส่งเมื่อ {short_date(at.date())} {clock_time(at)}")
    return "    ".join(parts)


def _style(column: Column) -> Style:
    return _NUMBERS.get(column.kind, look.TEXT)


def _cell(column: Column, read: ReadRow) -> Cell:
    found = read.cells.get(column.field)
    if column.kind not in _NUMBERS:
        return Cell((found.text if found else "") or None, look.TEXT)
    if found is None or (found.value is None and not found.nil):
        return Cell(Blank.NOT_FILLED.value, look.BLANK) if read.main else Cell(None, styles.TEXT)
    return _number_cell(column, found)


def _number_cell(column: Column, found: ReadCell) -> Cell:
    if found.nil:
        return Cell(Blank.NO_DATA.value, look.CENTRED)
    number = number_of(found)
    return Cell(found.text, look.TEXT) if number is None else Cell(number, _style(column))


def _absent(definition: FormDefinition, indicator: PlanIndicator, word: Blank) -> Row:
    printed = {definition.key: indicator.no, definition.name: indicator.name}
    printed |= {"unit": indicator.unit, "target": indicator.target}
    return Row(
        tuple(
            Cell(printed.get(column.field) or None, look.TEXT)
            if column.kind not in _NUMBERS
            else Cell(word.value, look.BLANK)
            for column in definition.columns
        )
    )


def _trace(definition: FormDefinition, sources: Sources, row: int, line: SummaryLine, read: ReadRow) -> None:
    key = read.cells.get(definition.key)
    for number, column in enumerate(definition.columns, start=1):
        found = read.cells.get(column.field)
        if column.kind in _NUMBERS and found is not None and (found.nil or found.value is not None):
            what = f"{key.text if key else ''} {column.heading}".strip()
            sources.taken(NAME, (row, number), what, line, figure_in(found, read))
