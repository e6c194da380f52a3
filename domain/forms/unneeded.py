"""National IDs that somebody wrote into a form: no form asks for them, so they are not kept with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.forms.definition import Severity
from domain.forms.reading_result import Cell, Finding, Page, Reading, Row, SmallTable
from domain.privacy import Kind, mask, may_hold_an_id

NOT_NEEDED: Final = "not_needed"  # the code of the finding; its sentence stands in wording
_ONLY: Final = frozenset({Kind.NATIONAL_ID})
_FEWEST: Final = 13  # characters


def without_national_ids(reading: Reading) -> Reading:
    """The reading with every national ID masked, in rows, labels, further sheets and findings; of rows each is told."""
    told = tuple(_told(reading))
    return replace(
        reading,
        parts=tuple(
            replace(
                part,
                rows=tuple(_without(row) for row in part.rows) if told else part.rows,
                meta={name: _masked(cell) for name, cell in part.meta.items()},
            )
            for part in reading.parts
        ),
        pages=tuple(_page(page) for page in reading.pages),
        findings=(*(replace(finding, seen=mask(finding.seen, _ONLY).text) for finding in reading.findings), *told),
    )


def _page(page: Page) -> Page:
    def table(one: SmallTable) -> SmallTable:
        return replace(one, rows=tuple(tuple(mask(text, _ONLY).text for text in row) for row in one.rows))

    values = {name: _masked(cell) for name, cell in page.values.items()}
    return replace(page, values=values, tables=tuple(table(one) for one in page.tables))


def _without(row: Row) -> Row:
    return replace(
        row,
        cells={name: _masked(cell) for name, cell in row.cells.items()},
        extra={heading: _masked(cell) for heading, cell in row.extra.items()},
    )


def _told(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        for name, cell in (*row.cells.items(), *row.extra.items()):
            if _masked(cell) is not cell:
                yield Finding(
                    code=NOT_NEEDED, severity=Severity.WARNING, sheet=row.sheet, cell=cell.address, field=name
                )


def _masked(cell: Cell) -> Cell:
    """The same cell when there is no national ID in it. A number that is one has no value any more."""
    if len(cell.text) < _FEWEST or not may_hold_an_id(cell.text):
        return cell
    text = mask(cell.text, _ONLY)
    if not text.found:
        return cell
    value = mask(cell.value, _ONLY).text if isinstance(cell.value, str) else None
    return cell._replace(value=value, text=text.text)
