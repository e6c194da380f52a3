"""Checking a form as read: the configured rules, what must be filled, sums, and whether it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.forms.answered import unanswered
from domain.forms.asked import NOTHING_EXPECTED, Expectation, about_form, expected_rows
from domain.forms.definition import Band, Column, FormDefinition, Kind, Severity
from domain.forms.expressions import Evaluator
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Reading, Row
from domain.forms.rules import RowRules, problems_of, rules_of, told
from domain.forms.values import UNREADABLE

__all__ = ["Expectation", "check_form", "problems_of"]

_ROUNDING: Final = 1.0  # baht a total may be off
_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a definition is asked of every row."""

    rules: RowRules
    required: tuple[Column, ...]
    score: Column | None
    percent: Column | None
    bands: tuple[Band, ...]  # the highest first


@once
def _plan(definition: FormDefinition) -> _Plan:
    columns = definition.columns
    return _Plan(
        rules=rules_of(definition),
        required=tuple(column for column in columns if column.required),
        score=next((column for column in columns if column.kind is Kind.SCORE), None),
        percent=next((column for column in columns if column.kind is Kind.PERCENT), None),
        bands=tuple(sorted(definition.scoring, key=lambda band: -band.at_least)),
    )


def check_form(
    reading: Reading, definition: FormDefinition, expected: Expectation = NOTHING_EXPECTED
) -> tuple[Finding, ...]:
    """Everything wrong or doubtful about a form, the reader's own findings included, by row and column."""
    found = list(reading.findings)
    found += about_form(reading, expected)
    found += expected_rows(reading, definition, expected)
    found += unanswered(reading, definition)
    plan, evaluator = _plan(definition), Evaluator()
    unread = {finding.cell for finding in reading.findings if finding.code == UNREADABLE}
    for row in reading.rows:
        if row.main:
            found += _missing(reading, plan, row, unread)
        failed = plan.rules.failed(row, evaluator)
        for check in failed:
            cell = row.cells.get(check.cell)
            found += [told(check, definition, row.sheet, row, cell)] if cell else []
        if not failed:
            found += _band(reading, plan, row)
    found += _totals(reading, definition, unread)
    unique = {(finding.sheet, finding.cell, finding.field, finding.code): finding for finding in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda finding: _order(finding, reading)))


def _order(finding: Finding, reading: Reading) -> tuple[object, ...]:
    place = _ADDRESS.fullmatch(finding.cell or "")
    row, column = (int(place[2]), (len(place[1]), place[1])) if place else (0, (0, ""))
    return (finding.sheet != reading.first.sheet, finding.sheet, row, column, finding.code, finding.field or "")


def _finding(reading: Reading, column: Column, cell: Cell, code: str, severity: Severity) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        sheet=reading.first.sheet,
        cell=cell.address,
        field=column.field,
        heading=column.heading,
        seen=cell.text,
    )


def _missing(reading: Reading, plan: _Plan, row: Row, unread: set[str | None]) -> list[Finding]:
    """Required cells left empty (error), or answered with a dash while others of the row are filled (warning)."""
    empty = [
        (column, cell)
        for column in plan.required
        if (cell := row.cells.get(column.field)) and cell.value is None and cell.address not in unread
    ]
    if not empty or (len(empty) == len(plan.required) and all(cell.nil for _, cell in empty)):
        return []
    return [
        _finding(reading, column, cell, "missing", Severity.WARNING if cell.nil else Severity.ERROR)
        for column, cell in empty
        if not (cell.nil and column.derived)
    ]


def _band(reading: Reading, plan: _Plan, row: Row) -> list[Finding]:
    """A level that is not the one its per cent earns. Told only where the row's figures agree among themselves."""
    if not plan.bands or plan.score is None or plan.percent is None:
        return []
    earned, cell = row.value(plan.percent.field), row.cells.get(plan.score.field)
    if cell is None or not isinstance(earned, int | float) or not isinstance(cell.value, int | float):
        return []
    right = next((band.level for band in plan.bands if round(earned, 2) >= band.at_least), cell.value)
    return [] if cell.value == right else [_finding(reading, plan.score, cell, "inconsistent", Severity.WARNING)]


def _totals(reading: Reading, definition: FormDefinition, unread: set[str | None]) -> Iterator[Finding]:
    """Sums of money that are not the sum of the main rows, nor of all rows."""
    for field, total in reading.first.totals.items():
        column = definition.column(field)
        if column.kind is not Kind.MONEY or not isinstance(total.value, int | float):
            continue
        cells = {row.cells[field].address: row for row in reversed(reading.rows) if field in row.cells}
        if not cells or unread & cells.keys():
            continue
        amounts = [(row.main, value) for row in cells.values() if isinstance(value := row.value(field), int | float)]
        sums = (sum(value for main, value in amounts if main), sum(value for _, value in amounts))
        if all(abs(total.value - one) > _ROUNDING for one in sums):
            yield _finding(reading, column, total, "inconsistent", Severity.WARNING)
