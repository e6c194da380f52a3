"""Checking a form as read: the configured rules, what must be filled, and whether it is the form that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import cel
from rapidfuzz import fuzz

from domain.forms.definition import Check, FormDefinition, Kind, Severity
from domain.forms.expressions import (
    BadExpressionError,
    Expression,
    compiled,
    context,
    evaluate,
    numbers_of,
    problem_of,
)
from domain.forms.headings import heading_key
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Reading, Row, Target
from domain.forms.values import show_number
from domain.thai import arabic

_SAME_NAME: Final = 92.0
_ROUNDING: Final = 1.0  # baht a total may be off
_UNREAD: Final = frozenset({"unreadable_number"})
_PLACES: Final = re.compile(r"\{(\w+)\}")
_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")
_NUMBER_ENDS: Final = " .)("


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What was asked for; None or empty: nobody said. `indicators`: (number, name) of every main row."""

    fiscal_year_be: int | None = None
    round: str | None = None
    subject_no: int | None = None
    indicators: tuple[tuple[str, str], ...] = ()


NOTHING_EXPECTED: Final = Expectation()


def problems_of(definition: FormDefinition) -> list[str]:
    """What is wrong with the expressions of a definition, for `check` of the configuration; empty when all is well."""
    found = [problem_of(check.rule, definition, bool) for check in definition.checks]
    found += [problem_of(column.derived, definition, float) for column in definition.columns if column.derived]
    known = {column.field for column in definition.columns}
    for check in definition.checks:
        unknown = sorted(set(_PLACES.findall(check.says)) - known)
        found += [f"{check.says!r}: no column {', '.join(unknown)}"] if unknown else []
    return [problem for problem in found if problem]


@dataclass(frozen=True, slots=True)
class _Compiled:
    check: Check
    expression: Expression
    needs: frozenset[str]


@once
def _checks(definition: FormDefinition) -> tuple[_Compiled, ...]:
    texts = {column.field for column in definition.columns if column.kind in {Kind.TEXT, Kind.LONG_TEXT}}
    made = []
    for check in definition.checks:
        expression = compiled(check.rule)
        made.append(_Compiled(check, expression, frozenset(check.needs) | (set(expression.fields) - texts)))
    return tuple(made)


def check_form(
    reading: Reading, definition: FormDefinition, expected: Expectation = NOTHING_EXPECTED
) -> tuple[Finding, ...]:
    """Everything wrong or doubtful about a form, the reader's own findings included, by row and column."""
    found = list(reading.findings)
    found += _about_form(reading, expected)
    found += _expected_rows(reading, definition, expected)
    where = context()
    unread = {finding.cell for finding in reading.findings if finding.code in _UNREAD}
    for row in reading.rows:
        found += _row_findings(reading, definition, row, where, unread)
    found += _total_findings(reading, definition, unread)
    unique = {(finding.sheet, finding.cell, finding.field, finding.code): finding for finding in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda finding: _order(finding, reading)))


def _order(finding: Finding, reading: Reading) -> tuple[object, ...]:
    place = _ADDRESS.fullmatch(finding.cell or "")
    row, column = (int(place[2]), (len(place[1]), place[1])) if place else (0, (0, ""))
    return (finding.sheet != reading.sheet, finding.sheet, row, column, finding.code, finding.field or "")


def _about_form(reading: Reading, expected: Expectation) -> Iterator[Finding]:
    """Whether year, round and subject are those asked for; only what the form states can be wrong."""
    pairs = (
        ("wrong_year", "fiscal_year_be", "year", reading.fiscal_year_be, expected.fiscal_year_be),
        ("wrong_round", "round", "round", reading.round, expected.round),
        ("wrong_subject", "subject_no", "subject", reading.subject_no, expected.subject_no),
    )
    for code, name, place, stated, asked in pairs:
        if stated is not None and asked is not None and stated != asked:
            cell = reading.titles.get(place)
            yield Finding(
                code=code, severity=Severity.ERROR, sheet=reading.sheet, cell=cell, field=name, seen=str(stated)
            )


def number_key(text: str) -> str:
    """An indicator's number for comparing: ๓.๑, 3.1 and ข้อ 3.1. are one."""
    return arabic(text).removeprefix("ข้อ").removeprefix("ที่").strip(_NUMBER_ENDS).replace(" ", "")


def _text_of(row: Row, field: str) -> str:
    cell = row.cells.get(field)
    return cell.text if cell else ""


def _expected_rows(reading: Reading, definition: FormDefinition, expected: Expectation) -> Iterator[Finding]:
    """Every indicator once: repeated numbers, and expected ones that are not there."""
    key = definition.column(definition.key)
    seen: dict[str, Row] = {}
    mains = [row for row in reading.rows if row.main]
    for row in mains:
        number = number_key(_text_of(row, definition.key)) or heading_key(_text_of(row, definition.name))
        if number and number in seen:
            cell = row.cells.get(definition.key) or row.cells.get(definition.name)
            yield Finding(
                code="duplicate", severity=Severity.ERROR, sheet=reading.sheet, cell=cell.address if cell else None,
                field=key.field, heading=key.heading, seen=_text_of(row, definition.key),
            )  # fmt: skip
        seen.setdefault(number, row)
    names = [heading_key(_text_of(row, definition.name)) for row in reading.rows]
    for number, name in expected.indicators:
        if number_key(number) not in seen and not _named(heading_key(name), names):
            yield Finding(
                code="missing", severity=Severity.ERROR, sheet=reading.sheet, field=key.field, heading=key.heading,
                seen=f"{number} {name}".strip(),
            )  # fmt: skip


def _named(name: str, names: list[str]) -> bool:
    return bool(name) and any(fuzz.ratio(name, other) >= _SAME_NAME for other in names)


def _row_findings(
    reading: Reading, definition: FormDefinition, row: Row, where: cel.Context, unread: set[str | None]
) -> Iterator[Finding]:
    if row.main:
        yield from _missing(reading, definition, row, unread)
    values = numbers_of(row, definition)
    failed = [
        check for check in _checks(definition) if check.needs <= values.keys() and not _holds(check, values, where)
    ]
    for item in failed:
        cell = row.cells.get(item.check.cell)
        if cell is not None:
            yield _of_check(reading, definition, item.check, row, cell)
    if not failed:
        yield from _band(reading, definition, row)


def _holds(item: _Compiled, values: Mapping[str, float | str], where: cel.Context) -> bool:
    """A rule that cannot be evaluated for a row says nothing about it (a mistake in it shows in `problems_of`)."""
    try:
        return evaluate(item.expression, values, where) is not False
    except (BadExpressionError, ArithmeticError):
        return True


def _missing(reading: Reading, definition: FormDefinition, row: Row, unread: set[str | None]) -> Iterator[Finding]:
    """Required cells left empty (error), or answered with a dash while others of the row are filled (warning)."""
    required = [
        (column, cell) for column in definition.columns if column.required and (cell := row.cells.get(column.field))
    ]
    nothing = all(cell.nil for _, cell in required)
    for column, cell in required:
        if cell.value is not None or cell.address in unread or nothing or (cell.nil and column.derived):
            continue
        severity = Severity.WARNING if cell.nil else Severity.ERROR
        yield Finding(
            code="missing", severity=severity, sheet=reading.sheet, cell=cell.address, field=column.field,
            heading=column.heading, seen=cell.text,
        )  # fmt: skip


def _of_check(reading: Reading, definition: FormDefinition, check: Check, row: Row, cell: Cell) -> Finding:
    return Finding(
        code=check.code,
        severity=check.severity,
        sheet=reading.sheet,
        cell=cell.address,
        field=check.cell,
        heading=definition.column(check.cell).heading,
        seen=cell.text,
        says=_PLACES.sub(lambda found: _shown(row, found[1]), check.says),
    )


def _shown(row: Row, field: str) -> str:
    value = row.value(field)
    if isinstance(value, Target):
        return f"{value.op or ''} {show_number(value.value)}".strip()
    if isinstance(value, int | float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _band(reading: Reading, definition: FormDefinition, row: Row) -> Iterator[Finding]:
    """A level that is not the one its per cent earns. Told only where the row's figures agree among themselves."""
    score = next((column for column in definition.columns if column.kind is Kind.SCORE), None)
    percent = next((column for column in definition.columns if column.kind is Kind.PERCENT), None)
    if not definition.scoring or score is None or percent is None:
        return
    earned, level, cell = row.value(percent.field), row.value(score.field), row.cells.get(score.field)
    if cell is None or not isinstance(earned, int | float) or not isinstance(level, int | float):
        return
    bands = sorted(definition.scoring, key=lambda band: band.at_least)
    right = next((band.level for band in reversed(bands) if round(earned, 2) >= band.at_least), None)
    if right is not None and level != right:
        yield Finding(
            code="inconsistent", severity=Severity.WARNING, sheet=reading.sheet, cell=cell.address, field=score.field,
            heading=score.heading, seen=cell.text,
        )  # fmt: skip


def _total_findings(reading: Reading, definition: FormDefinition, unread: set[str | None]) -> Iterator[Finding]:
    """Sums of money that are not the sum of the main rows, nor of all rows."""
    for field, total in reading.totals.items():
        column = definition.column(field)
        if column.kind is not Kind.MONEY or not isinstance(total.value, int | float):
            continue
        cells = {row.cells[field].address: row for row in reversed(reading.rows) if field in row.cells}
        if not cells or unread & cells.keys():
            continue
        amounts = [(row.main, value) for row in cells.values() if isinstance(value := row.value(field), int | float)]
        sums = (sum(value for main, value in amounts if main), sum(value for _, value in amounts))
        if all(abs(total.value - one) > _ROUNDING for one in sums):
            yield Finding(
                code="inconsistent", severity=Severity.WARNING, sheet=reading.sheet, cell=total.address, field=field,
                heading=column.heading, seen=total.text,
            )  # fmt: skip
