"""What of a form settles one debt: all of it, a sheet, or some rows, with what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.forms.asked import number_key
from domain.forms.definition import FormDefinition, Per
from domain.forms.identity import Identity
from domain.forms.reading_result import Finding, Part, Reading, Row
from domain.forms.schools import beside_unit

_AGENCY: Final = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One debt's worth of a form.

    `subject`: the number or code of what it is about, as stated; `row_subject`: that all its rows' numbers begin with,
    or "". `unit_text`, `unit_code`, `unit_beside` (its district): who reports, as
    stated; `agency`: the code of who asks. `place`: where it stands in the file, to be shown (a
    sheet, or a row's name); "" for a whole form.
    """

    form: str
    reading: Reading
    fiscal_year_be: int | None
    round: str | None
    subject: str | None
    unit_text: str
    unit_code: str = ""
    unit_beside: str = ""
    agency: str = ""
    row_subject: str = ""
    identity: Identity | None = None
    place: str = ""


def portions(reading: Reading, definition: FormDefinition) -> tuple[Portion, ...]:
    """The debts' worth a form holds, in its own order. A form without rows is one portion."""
    if definition.per is Per.SHEET:
        found = [_of_part(reading, part, part.sheet if len(reading.parts) > 1 else "") for part in reading.parts]
    elif definition.per is Per.ROW:
        found = list(_of_rows(reading, definition))
    else:
        found = []
    return tuple(found) or (_whole(reading, definition),)


def _whole(reading: Reading, definition: FormDefinition) -> Portion:
    first = reading.first
    rows = reading.rows
    return Portion(
        form=reading.form,
        reading=reading,
        fiscal_year_be=first.fiscal_year_be,
        round=first.round,
        subject=first.subject,
        unit_text=first.unit_text or _text(rows[0] if rows else None, definition.unit_field),
        agency=first.said.get(_AGENCY, ""),
        row_subject=_row_subject(rows, definition),
        identity=reading.identity,
    )


def _row_subject(rows: Sequence[Row], definition: FormDefinition) -> str:
    """What the numbers of all main rows begin with."""
    if not definition.key_holds_subject:
        return ""
    numbers = [number_key(_text(row, definition.key)) for row in rows if row.main]
    begin = {number.partition(".")[0] for number in numbers if "." in number}
    return begin.pop() if len(begin) == 1 else ""


def _of_part(reading: Reading, part: Part, place: str) -> Portion:
    return Portion(
        form=reading.form,
        reading=replace(reading, parts=(part,), findings=_findings_on(reading, part.sheet)),
        fiscal_year_be=part.fiscal_year_be,
        round=part.round,
        subject=part.subject,
        unit_text=part.unit_text or reading.first.unit_text,
        agency=part.said.get(_AGENCY, ""),
        identity=reading.identity,
        place=place,
    )


def _findings_on(reading: Reading, sheet: str) -> tuple[Finding, ...]:
    """Of this sheet, and of sheets that are nobody's."""
    others = {part.sheet for part in reading.parts} - {sheet}
    return tuple(finding for finding in reading.findings if finding.sheet not in others)


def _of_rows(reading: Reading, definition: FormDefinition) -> Iterator[Portion]:
    """Rows of one unit and subject together, in the order they first stand in."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in reading.rows:
        key = tuple(_text(row, field) for field in (definition.unit_code_field, definition.unit_field,
                                                    definition.subject_field))  # fmt: skip
        grouped.setdefault((key[0], key[1], key[2]), []).append(row)
    for (code, unit, subject), rows in grouped.items():
        yield _of_some(reading, definition, rows, code, unit, subject)


def _of_some(
    reading: Reading, definition: FormDefinition, rows: list[Row], code: str, unit: str, subject: str
) -> Portion:
    here = {cell.address for row in rows for cell in row.cells.values()}
    theirs = {cell.address for row in reading.rows for cell in row.cells.values()} - here
    first = reading.first
    part = replace(first, rows=tuple(rows))
    findings = tuple(finding for finding in reading.findings if finding.cell not in theirs)
    return Portion(
        form=reading.form,
        reading=replace(reading, parts=(part,), findings=findings),
        fiscal_year_be=first.fiscal_year_be,
        round=first.round,
        subject=subject or first.subject,
        unit_text=unit or first.unit_text,
        unit_code=code,
        unit_beside=beside_unit(rows[0], definition),
        agency=first.said.get(_AGENCY, ""),
        identity=reading.identity,
        place=_text(rows[0], definition.name),
    )


def _text(row: Row | None, field: str) -> str:
    cell = row.cells.get(field) if row and field else None
    value = cell.value if cell else None
    return value if isinstance(value, str) else cell.text if cell and not cell.nil else ""
