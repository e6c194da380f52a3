"""Whether every row that a learnt blank prints has been answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.forms.definition import FormDefinition, Severity
from domain.forms.keys import heading_key
from domain.forms.reading_result import Finding, Reading

UNANSWERED: Final = "unanswered"


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
