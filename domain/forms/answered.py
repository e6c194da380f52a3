"""Whether every row that a learnt blank prints has been answered, and what stands in columns the form does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.forms.definition import FormDefinition, Severity
from domain.forms.grid import Sheet, letters
from domain.forms.headings import Header
from domain.forms.keys import heading_key
from domain.forms.reading_result import Cell, Finding, Reading, Row
from domain.forms.values import as_text

EXTRA_COLUMN: Final = "extra_column"
UNANSWERED: Final = "unanswered"
_MOST_EXTRA: Final = 30


def unanswered(reading: Reading, definition: FormDefinition) -> Iterator[Finding]:
    """Printed rows of a learnt form in which nothing was filled in; a dash is an answer."""
    asked = {heading_key(row.name) for row in definition.printed}
    fields = [column.field for column in definition.columns if not column.prefilled]
    if not asked or not fields:
        return
    name = definition.column(definition.name)
    for row in reading.rows:
        cell = row.cells.get(definition.name)
        if cell is None or heading_key(cell.text) not in asked:
            continue
        if not any(row.cells[field].text for field in fields if field in row.cells):
            yield Finding(
                code=UNANSWERED,
                severity=Severity.ERROR,
                sheet=row.sheet,
                cell=cell.address,
                field=name.field,
                heading=name.heading,
                seen=cell.text,
            )


def is_blank(reading: Reading, definition: FormDefinition) -> bool:
    """Whether nothing at all was filled into a learnt form: then it is the blank itself, and no answer to it."""
    fields = [column.field for column in definition.columns if not column.prefilled]
    answers = (row.cells[field].text for row in reading.rows for field in fields if field in row.cells)
    return bool(definition.header_depth) and not any(answers) and not any(row.extra for row in reading.rows)


def with_extra(sheet: Sheet, header: Header, rows: Sequence[Row]) -> tuple[tuple[Row, ...], Mapping[str, str]]:
    """The rows with what stands in other columns than the form's, and those columns: heading -> letter.

    A column without a heading counts where anything stands in it, and is called by its letter.
    """
    places = _extra_places(sheet, header, rows)
    found = {heading: at for heading, at in places.items() if any(_cell(sheet, row, at).text for row in rows)}
    if not found:
        return tuple(rows), {}
    kept = tuple(
        replace(row, extra={heading: cell for heading, at in found.items() if (cell := _cell(sheet, row, at)).text})
        for row in rows
    )
    return kept, {heading: letters(at) for heading, at in found.items()}


def _extra_places(sheet: Sheet, header: Header, rows: Sequence[Row]) -> dict[str, int]:
    own = set(header.columns.values())
    width = max((len(sheet.rows[row.number - 1]) for row in rows), default=0)
    places: dict[str, int] = {}
    for at in range(width):
        if at in own or len(places) >= _MOST_EXTRA:
            continue
        heading = header.headings.get(at) or f"คอลัมน์ {letters(at)}"
        places[heading if heading not in places else f"{heading} ({letters(at)})"] = at
    return places


def _cell(sheet: Sheet, row: Row, at: int) -> Cell:
    text = as_text(sheet.value(row.number - 1, at))
    return Cell(text or None, text, f"{letters(at)}{row.number}")


def about_extra(sheet: str, extra: Mapping[str, str]) -> Iterator[Finding]:
    """A word about each column the form does not have: it is kept, and shown."""
    for heading, letter in extra.items():
        yield Finding(code=EXTRA_COLUMN, severity=Severity.WARNING, sheet=sheet, heading=heading, seen=letter)
