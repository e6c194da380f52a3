"""Reading a filled form out of a workbook: which form, which sheet, which columns, which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.forms.definition import FormDefinition, Per, Severity
from domain.forms.extra import about_extra
from domain.forms.fingerprint import fingerprints_of
from domain.forms.grid import Grid, Sheet, letters
from domain.forms.headings import Header
from domain.forms.hints import is_hint
from domain.forms.identity import Identity, find_identity
from domain.forms.layered import header_of
from domain.forms.pages import read_captions, read_foot, read_pages
from domain.forms.reading_result import Cell, Finding, Part, Reading
from domain.forms.rows import Table, read_table
from domain.forms.titles import Heading, read_heading

_TITLED: Final = 0.35  # share of the form's headings that is enough beside its title
_UNTITLED: Final = 0.7
_TITLE_COUNTS: Final = 0.3  # as much as a third of the headings
_NO_OTHER: Final = 0.9  # so like one form that no other is tried
_MARK: Final = "TT1|"


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet that holds a form."""

    sheet: Sheet
    definition_name: str
    definition: FormDefinition
    header: Header
    heading: Heading

    @property
    def likeness(self) -> float:
        """How much it looks like this form rather than another."""
        return self.header.fit + (_TITLE_COUNTS if self.heading.is_title else 0)

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

    def table(self) -> Table:
        """The rows of the sheet."""
        return read_table(self.sheet, self.definition, self.header, self.heading.fiscal_year_be)


def read_form(
    grid: Grid, definitions: Mapping[str, FormDefinition], *, fiscal_year_be: int | None = None
) -> Reading | None:
    """The filled form in a workbook, None when no sheet holds a known form.

    Of several sheets the visible one wins, then the one of `fiscal_year_be` (if the caller knows which year is asked
    for), then the newest. Of a form with a sheet for each subject, all visible sheets of that year with answers are
    read, in their order. The others that hold data are named in the findings.
    """
    found = list(_forms(grid, definitions))
    if not found:
        return None
    best = max(found, key=lambda one: one.rank(fiscal_year_be))
    read = [(one, one.table()) for one in found if one is best or _beside(one, best)]
    kept = [(one, table) for one, table in read if one is best or _answered(one, table)]
    if len(kept) > 1 and not _answered(best, next(table for one, table in kept if one is best)):
        kept = [(one, table) for one, table in kept if one is not best]  # an empty sheet speaks for nobody
    return _reading(grid, kept, [one for one in found if all(one is not taken for taken, _ in read)])


def _beside(one: _Found, best: _Found) -> bool:
    """Whether a sheet is a further part of the same form."""
    return (
        best.definition.per is Per.SHEET
        and one.definition is best.definition
        and one.sheet.visible
        and (one.heading.fiscal_year_be or best.heading.fiscal_year_be) == best.heading.fiscal_year_be
    )


def _forms(grid: Grid, definitions: Mapping[str, FormDefinition]) -> Iterator[_Found]:
    fingerprints = fingerprints_of(definitions)
    for sheet in grid.sheets:
        candidates: list[_Found] = []
        for name in fingerprints.likeliest(sheet):
            one = _form_on(sheet, name, definitions[name])
            candidates += [one] if one else []
            if one and one.likeness >= _NO_OTHER:
                break
        if candidates:
            yield max(candidates, key=lambda one: one.likeness)


def _form_on(sheet: Sheet, name: str, definition: FormDefinition) -> _Found | None:
    header = header_of(sheet, definition)
    if header is None or header.share < _TITLED:
        return None
    if definition.key not in header.columns and definition.name not in header.columns:
        return None
    heading = read_heading(sheet, definition, header)
    if not heading.is_title and header.share < _UNTITLED:
        return None
    return _Found(sheet, name, definition, header, heading)


def _reading(grid: Grid, kept: list[tuple[_Found, Table]], others: list[_Found]) -> Reading:
    """The parts in the order of their sheets, with everything the reader has to tell."""
    first = kept[0][0]
    findings: list[Finding] = []
    for one, table in kept:
        findings += [*table.findings, *_lost_columns(one)]
        if one.definition.header_depth:
            findings += about_extra(one.sheet.name, table.extra)
    findings += [*_left_over(first, others), *_said_twice(kept)]
    tables = frozenset(one.sheet.name for one, _ in kept) | {one.sheet.name for one in others}
    return Reading(
        form=first.definition_name,
        parts=tuple(_part(one, table) for one, table in kept),
        identity=_identity(grid, first.sheet),
        findings=tuple(findings),
        pages=tuple(read_pages(grid, first.definition, tables)),
        captions=read_captions(grid, first.definition, tables),
    )


def _part(found: _Found, table: Table) -> Part:
    heading, columns = found.heading, found.header.columns
    meta = heading.meta
    if found.definition.foot_labels:
        foot = read_foot(found.sheet, found.definition, table.end)
        meta = {**foot, **{name: cell for name, cell in meta.items() if cell.text or name not in foot}}
    unit = meta.get("unit")
    return Part(
        sheet=found.sheet.name,
        title=heading.title,
        fiscal_year_be=heading.fiscal_year_be,
        round=heading.round,
        subject=heading.subject,
        unit_text=unit.text if unit else "",
        meta=meta,
        columns={
            column.field: letters(columns[column.field])
            for column in found.definition.columns
            if column.field in columns
        },
        header_rows=tuple(row + 1 for row in found.header.rows),
        rows=table.rows,
        titles=heading.places,
        said=heading.said,
        totals=table.totals,
        extra=table.extra,
    )


def _said_twice(kept: list[tuple[_Found, Table]]) -> Iterator[Finding]:
    """Two sheets about the same subject."""
    seen: set[str] = set()
    for one, _ in kept:
        subject = one.heading.subject
        if subject is not None and subject in seen:
            yield Finding(
                code="duplicate",
                severity=Severity.WARNING,
                sheet=one.sheet.name,
                cell=one.heading.places.get("subject"),
                field="subject",
                seen=one.sheet.name,
            )
        seen |= {subject} if subject is not None else set()


def _lost_columns(found: _Found) -> Iterator[Finding]:
    """A column of the form that the file no longer has."""
    for column in found.definition.columns:
        if column.field not in found.header.columns:
            yield Finding(
                code="missing",
                severity=Severity.ERROR if column.required else Severity.WARNING,
                sheet=found.sheet.name,
                field=column.field,
                heading=column.heading,
            )


def _left_over(best: _Found, others: list[_Found]) -> Iterator[Finding]:
    """Sheets of the same form that were not read: of another year, of another subject, or a second copy with data."""
    for other in others:
        own, left = best.heading, other.heading
        if left.fiscal_year_be and own.fiscal_year_be and left.fiscal_year_be != own.fiscal_year_be:
            code, name, seen = "wrong_year", "fiscal_year_be", str(left.fiscal_year_be)
        elif left.subject and own.subject and left.subject != own.subject:
            code, name, seen = "wrong_subject", "subject", left.subject
        elif not other.sheet.visible or not _answered(other, other.table()):
            continue
        else:
            code, name, seen = "duplicate", "", other.sheet.name
        yield Finding(code=code, severity=Severity.WARNING, sheet=other.sheet.name, field=name or None, seen=seen)


def _answered(found: _Found, table: Table) -> bool:
    """Whether a person has written anything into the rows."""
    typed = [column.field for column in found.definition.columns if not column.prefilled and not column.derived]
    return any(_has(row.cells.get(name)) for row in table.rows for name in typed)


def _has(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text) and (cell.value is not None or not is_hint(cell.text))


def _identity(grid: Grid, sheet: Sheet) -> Identity | None:
    """The identity in the form's own sheet; else the only one in other sheets, else the only one outside all cells."""
    own = next(_identities(sheet), None)
    if own is not None:
        return own
    elsewhere = {identity for other in grid.sheets if other is not sheet for identity in _identities(other)}
    elsewhere = elsewhere or {identity for mark in grid.marks if (identity := find_identity(mark))}
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
