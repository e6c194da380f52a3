"""What summaries of filled tables share: the rows somebody answered, each answer as a cell, and where it stands."""

from __future__ import annotations

from typing import Final

from domain.forms.definition import Column, Kind
from domain.forms.reading_result import Cell as ReadCell
from domain.forms.reading_result import Row as ReadRow
from domain.thai import clock_time, local, long_date, thai_digits
from reports import summary_look as look
from reports.sheet import Cell
from reports.summary_data import Blank, Origin, SummaryData, SummaryLine, figure_in, number_of
from reports.summary_sources import Sources

NUMBERS: Final = {
    Kind.INTEGER: look.COUNT,
    Kind.NUMBER: look.DECIMAL,
    Kind.PERCENT: look.DECIMAL,
    Kind.MONEY: look.DECIMAL,
    Kind.SCORE: look.COUNT,
}


def moment(data: SummaryData) -> str:
    """Whose figures these are, as of when."""
    day = long_date(local(data.as_of).date())
    return f"{data.office_name}    ข้อมูล ณ วันที่ {day} เวลา {thai_digits(clock_time(data.as_of))}"


def named(column: Column) -> str:
    """A column with its group: ผลการดำเนินการ ร้อยละ."""
    return f"{column.group} {column.heading}".strip()


def answered(data: SummaryData, line: SummaryLine) -> tuple[ReadRow, ...]:
    """The rows in which anything was filled in; numbered lines left empty are none."""
    fields = [column.field for column in data.definition.columns if not column.prefilled]
    rows = line.received.rows if line.received else ()
    return tuple(row for row in rows if row.extra or any(row.cells[f].text for f in fields if f in row.cells))


def answer_cell(column: Column, found: ReadCell | None) -> Cell:
    """An answer as it is printed; where there is none, the word that tells so."""
    if found is None or not found.text:
        return Cell(None, look.TEXT) if column.prefilled else Cell(Blank.NOT_FILLED.value, look.BLANK)
    style = NUMBERS.get(column.kind)
    if style is None:
        return Cell(found.text, look.TEXT)
    number = number_of(found)
    if number is not None:
        whole = column.kind is Kind.NUMBER and float(number).is_integer()  # a number of people, not 200.00 of them
        return Cell(number, look.COUNT if whole else style)
    return Cell(Blank.NO_DATA.value, look.CENTRED) if found.nil else Cell(found.text, look.TEXT)


def trace_answer(
    sources: Sources, sheet: str, place: tuple[int, int], what: str, line: SummaryLine, answer: tuple[ReadCell, ReadRow]
) -> None:
    """Where an answer stands; what is no figure is not walked."""
    cell, row = answer
    figure = figure_in(cell, row)
    if figure.cells:
        sources.taken(sheet, place, what, line, figure)
    else:
        sources.seen(sheet, place, what, line, (Origin(cell.address, row.source, row.sheet),))
