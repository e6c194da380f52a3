"""Checking a form as read: the configured rules, what must be filled, sums, and whether it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.forms.answered import unanswered
from domain.forms.asked import NOTHING_EXPECTED, Expectation, about_form, expected_rows
from domain.forms.definition import Band, Column, FormDefinition, Kind, Severity
from domain.forms.expressions import (
    TEXTS,
    BadExpressionError,
    Evaluator,
    Expression,
    Values,
    cel_value,
    compiled,
    evaluate,
)
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Part, Reading, Row
from domain.forms.rules import RowRules, problems_of, rules_of, told
from domain.forms.schools import about_units
from domain.forms.values import NOT_A_CHOICE, UNREADABLE

__all__ = ["Expectation", "check_form", "problems_of"]

_UNREAD: Final = frozenset({UNREADABLE, NOT_A_CHOICE})
_ROUNDING: Final = 1.0  # baht a total may be off
_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a definition is asked of every row."""

    rules: RowRules
    required: tuple[Column, ...]
    sometimes: tuple[tuple[Column, Expression], ...]  # required only in rows where it holds
    texts: frozenset[str]  # fields that are texts in expressions
    score: Column | None
    percent: Column | None
    bands: tuple[Band, ...]  # the highest first


@once
def _plan(definition: FormDefinition) -> _Plan:
    columns = definition.columns
    return _Plan(
        rules=rules_of(definition),
        required=tuple(column for column in columns if column.required and not column.required_when),
        sometimes=tuple((one, compiled(one.required_when)) for one in columns if one.required_when),
        texts=frozenset(column.field for column in columns if column.kind in TEXTS),
        score=next((column for column in columns if column.kind is Kind.SCORE), None),
        percent=next((column for column in columns if column.kind is Kind.PERCENT), None),
        bands=tuple(sorted(definition.scoring, key=lambda band: -band.at_least)),
    )


def check_form(
    reading: Reading, definition: FormDefinition, expected: Expectation = NOTHING_EXPECTED
) -> tuple[Finding, ...]:
    """Everything wrong or doubtful about a form, the reader's own findings included, by row and column."""
    found = list(reading.findings)
    found += about_form(reading, definition, expected)
    found += expected_rows(reading, definition, expected)
    found += about_units(reading, definition, expected.units)
    found += unanswered(reading, definition)
    plan, evaluator = _plan(definition), Evaluator()
    unread = {(finding.sheet, finding.cell) for finding in reading.findings if finding.code in _UNREAD}
    for part in reading.parts:
        year = expected.fiscal_year_be or part.fiscal_year_be
        for row in part.rows:
            if row.main:
                found += _missing(plan, row, unread)
            failed = plan.rules.failed(row, evaluator, year)
            for check in failed:
                cell = row.cells.get(check.cell)
                found += [told(check, definition, row.sheet, row, cell)] if cell else []
            if not failed and plan.bands:
                found += _band(plan, row)
        found += _totals(part, definition, unread)
    unique = {(finding.sheet, finding.cell, finding.field, finding.code): finding for finding in reversed(found)}
    order = {part.sheet: place for place, part in enumerate(reading.parts)}
    return tuple(sorted(unique.values(), key=lambda finding: _order(finding, order)))


def _order(finding: Finding, sheets: Mapping[str, int]) -> tuple[object, ...]:
    place = _ADDRESS.fullmatch(finding.cell or "")
    row, column = (int(place[2]), (len(place[1]), place[1])) if place else (0, (0, ""))
    at = sheets.get(finding.sheet, len(sheets))
    return (at, finding.sheet, row, column, finding.code, finding.field or "")


def _finding(sheet: str, column: Column, cell: Cell, code: str, severity: Severity) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        sheet=sheet,
        cell=cell.address,
        field=column.field,
        heading=column.heading,
        seen=cell.text,
    )


def _missing(plan: _Plan, row: Row, unread: set[tuple[str, str | None]]) -> list[Finding]:
    """Required cells left empty (error), or answered with a dash while others of the row are filled (warning)."""
    required = plan.required + _sometimes(plan, row) if plan.sometimes else plan.required
    empty = [
        (column, cell)
        for column in required
        if (cell := row.cells.get(column.field)) and cell.value is None and (row.sheet, cell.address) not in unread
    ]
    if not empty or (len(empty) == len(required) and all(cell.nil for _, cell in empty)):
        return []
    return [
        _finding(row.sheet, column, cell, "missing", Severity.WARNING if cell.nil else Severity.ERROR)
        for column, cell in empty
        if not (cell.nil and (column.derived or column.dash_is_zero))
    ]


def _sometimes(plan: _Plan, row: Row) -> tuple[Column, ...]:
    """The columns that this row has to fill because of what stands in others of it."""
    values = {
        name: value
        for name, cell in row.cells.items()
        if (value := cel_value(cell, is_text=name in plan.texts)) is not None
    }
    return tuple(column for column, when in plan.sometimes if _holds(when, values))


def _holds(expression: Expression, values: Values) -> bool:
    if not set(expression.fields) <= values.keys():
        return False
    try:
        return evaluate(expression, {name: values[name] for name in expression.fields}) is True
    except (BadExpressionError, ArithmeticError):
        return False


def _band(plan: _Plan, row: Row) -> list[Finding]:
    """A level that is not the one its per cent earns. Told only where the row's figures agree among themselves."""
    if not plan.bands or plan.score is None or plan.percent is None:
        return []
    earned, cell = row.value(plan.percent.field), row.cells.get(plan.score.field)
    if cell is None or not isinstance(earned, int | float) or not isinstance(cell.value, int | float):
        return []
    right = next((band.level for band in plan.bands if round(earned, 2) >= band.at_least), cell.value)
    return [] if cell.value == right else [_finding(row.sheet, plan.score, cell, "inconsistent", Severity.WARNING)]


def _totals(part: Part, definition: FormDefinition, unread: set[tuple[str, str | None]]) -> Iterator[Finding]:
    """Sums of money that are not the sum of the main rows, nor of all rows."""
    for field, total in part.totals.items():
        column = definition.column(field)
        if column.kind is not Kind.MONEY or not isinstance(total.value, int | float):
            continue
        cells = {row.cells[field].address: row for row in reversed(part.rows) if field in row.cells}
        if not cells or any((part.sheet, at) in unread for at in cells):
            continue
        amounts = [(row.main, value) for row in cells.values() if isinstance(value := row.value(field), int | float)]
        sums = (sum(value for main, value in amounts if main), sum(value for _, value in amounts))
        if all(abs(total.value - one) > _ROUNDING for one in sums):
            yield _finding(part.sheet, column, total, "inconsistent", Severity.WARNING)
