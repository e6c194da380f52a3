"""Reading a filled form out of a workbook: which form, which sheet, which columns, which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.forms.answered import about_extra, with_extra
from domain.forms.definition import FormDefinition, Severity
from domain.forms.grid import Grid, Sheet, letters
from domain.forms.headings import Header
from domain.forms.identity import Identity, find_identity
from domain.forms.layered import header_of
from domain.forms.reading_result import Cell, Finding, Part, Reading
from domain.forms.rows import Table, read_table
from domain.forms.titles import Heading, read_heading

_TITLED: Final = 0.35  # share of the form's headings that is enough beside its title
_UNTITLED: Final = 0.7
_MARK: Final = "TT1|"


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet that holds a form."""

    sheet: Sheet
    definition_name: str
    definition: FormDefinition
    header: Header
    heading: Heading

    def rank(self, year: int | None) -> tuple[object, ...]:
        """What makes one sheet better than another: seen, of the year asked for, the newest, the most complete."""
        own = self.heading.fiscal_year_be
        return (
            self.sheet.visible,
            year is not None and own == year,
            own or 0,
            self.heading.is_title,
            self.header.share,
        )


def read_form(
    grid: Grid, definitions: Mapping[str, FormDefinition], *, fiscal_year_be: int | None = None
) -> Reading | None:
    """The filled form in a workbook, None when no sheet holds a known form.

    Of several sheets the visible one wins, then the one of `fiscal_year_be` (if the caller knows which year is asked
    for), then the newest; the others that hold data are named in the findings.
    """
    found = list(_forms(grid, definitions))
    if not found:
        return None
    best = max(found, key=lambda one: one.rank(fiscal_year_be))
    table = read_table(best.sheet, best.definition, best.header)
    others = [one for one in found if one is not best]
    return _reading(grid, best, table, others)


def _forms(grid: Grid, definitions: Mapping[str, FormDefinition]) -> Iterator[_Found]:
    for sheet in grid.sheets:
        candidates = [one for name, definition in definitions.items() if (one := _form_on(sheet, name, definition))]
        if candidates:
            yield max(candidates, key=lambda one: (one.heading.is_title, one.header.fit))


def _form_on(sheet: Sheet, name: str, definition: FormDefinition) -> _Found | None:
    header = header_of(sheet, definition)
    if header is None or header.share < _TITLED:
        return None
    if definition.key not in header.columns and definition.name not in header.columns:
        return None
    heading = read_heading(sheet, definition, header.rows[0])
    if not heading.is_title and header.share < _UNTITLED:
        return None
    return _Found(sheet, name, definition, header, heading)


def _reading(grid: Grid, best: _Found, table: Table, others: list[_Found]) -> Reading:
    heading = best.heading
    unit = heading.meta.get("unit")
    rows, extra = with_extra(best.sheet, best.header, table.rows)
    findings = [*table.findings, *_lost_columns(best), *_left_over(best, others), *about_extra(best.sheet.name, extra)]
    part = Part(
        sheet=best.sheet.name,
        title=heading.title,
        fiscal_year_be=heading.fiscal_year_be,
        round=heading.round,
        subject=None if heading.subject_no is None else str(heading.subject_no),
        unit_text=unit.text if unit else "",
        meta=heading.meta,
        columns={column.field: letters(best.header.columns[column.field]) for column in best.definition.columns
                 if column.field in best.header.columns},
        header_rows=tuple(row + 1 for row in best.header.rows),
        rows=rows,
        titles=heading.places,
        totals=table.totals,
        extra=extra,
    )  # fmt: skip
    return Reading(
        form=best.definition_name, parts=(part,), identity=_identity(grid, best.sheet), findings=tuple(findings)
    )


def _lost_columns(best: _Found) -> Iterator[Finding]:
    """A column of the form that the file no longer has."""
    for column in best.definition.columns:
        if column.field not in best.header.columns:
            yield Finding(
                code="missing",
                severity=Severity.ERROR if column.required else Severity.WARNING,
                sheet=best.sheet.name,
                field=column.field,
                heading=column.heading,
            )


def _left_over(best: _Found, others: list[_Found]) -> Iterator[Finding]:
    """Sheets of the same form that were not read: of another year, of another subject, or a second copy with data."""
    for other in others:
        own, left = best.heading, other.heading
        if left.fiscal_year_be and own.fiscal_year_be and left.fiscal_year_be != own.fiscal_year_be:
            code, name, seen = "wrong_year", "fiscal_year_be", str(left.fiscal_year_be)
        elif left.subject_no and own.subject_no and left.subject_no != own.subject_no:
            code, name, seen = "wrong_subject", "subject", str(left.subject_no)
        elif not other.sheet.visible or not _filled(other):
            continue
        else:
            code, name, seen = "duplicate", "", other.sheet.name
        yield Finding(code=code, severity=Severity.WARNING, sheet=other.sheet.name, field=name or None, seen=seen)


def _filled(found: _Found) -> bool:
    table = read_table(found.sheet, found.definition, found.header)
    typed = [column.field for column in found.definition.columns if not column.prefilled and not column.derived]
    return any(_has(row.cells.get(name)) for row in table.rows for name in typed)


def _has(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text)


def _identity(grid: Grid, sheet: Sheet) -> Identity | None:
    """The identity in the form's own sheet; else the only one elsewhere in the file."""
    own = next(_identities(sheet), None)
    if own is not None:
        return own
    elsewhere = {identity for other in grid.sheets if other is not sheet for identity in _identities(other)}
    return elsewhere.pop() if len(elsewhere) == 1 else None


def _identities(sheet: Sheet) -> Iterator[Identity]:
    for row in sheet.rows:
        for raw in row:
            if isinstance(raw, str) and _MARK in raw:
                identity = find_identity(raw)
                if identity is not None:
                    yield identity


def with_findings(reading: Reading, findings: tuple[Finding, ...]) -> Reading:
    """The same reading with these findings in place of its own."""
    return replace(reading, findings=findings)
