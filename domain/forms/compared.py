"""A form beside what the same unit sent before: the round before, and other works of the same year in the same form.

The rules stand in the form's definition (`compared`), as CEL: population is the row's own figure, was_population that
of the same row in the round before, sister_population that of the same row in a sister form; same_year says whether the
round before is of the same fiscal year. A rule is asked only where everything it names was read. What does not hold is
a warning unless the rule says otherwise: figures may jump, but somebody should have seen it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.forms.definition import FORM_YEAR, Check, FormDefinition, Severity
from domain.forms.expressions import (
    BEFORE,
    SAME_YEAR,
    SISTER,
    TEXTS,
    BadExpressionError,
    Evaluator,
    Expression,
    Values,
    cel_value,
    compiled,
    with_doubles,
)
from domain.forms.matching import row_keys
from domain.forms.once import once
from domain.forms.reading_result import Finding, Row
from domain.forms.rules import PLACES, shown


@dataclass(frozen=True, slots=True)
class Beside:
    """What a form is compared with: rows of the round before, those of sister forms, and the years.

    `year` is the form's own fiscal year, `same_year` whether the round before is of it.
    """

    was: tuple[Row, ...] = ()
    same_year: bool = False
    year: int = 0
    sisters: tuple[tuple[Row, ...], ...] = ()


def compare(rows: Sequence[Row], definition: FormDefinition, beside: Beside) -> tuple[Finding, ...]:
    """What does not fit, row by row. Rows taken over from an earlier file were compared when that came."""
    rules = _rules(definition)
    if not rules or not (beside.was or beside.sisters):
        return ()
    was = row_keys(beside.was, definition)
    sisters = [row_keys(one, definition) for one in beside.sisters]
    found: list[Finding] = []
    for key, row in row_keys(rows, definition).items():
        if row.source or not row.main:
            continue
        named = {"": row, BEFORE: was.get(key), SISTER: next((one[key] for one in sisters if key in one), None)}
        found += _in_row(rules, definition, named, {SAME_YEAR: beside.same_year, FORM_YEAR: float(beside.year)})
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Rule:
    check: Check
    expression: Expression
    names: frozenset[str]


@once
def _rules(definition: FormDefinition) -> tuple[_Rule, ...]:
    found = []
    for check in definition.compared:
        expression = compiled(with_doubles(check.rule, definition))
        found.append(_Rule(check, expression, frozenset(check.needs) | frozenset(expression.fields)))
    return tuple(found)


def _in_row(
    rules: Sequence[_Rule], definition: FormDefinition, named: Mapping[str, Row | None], years: Values
) -> Iterator[Finding]:
    row = named[""]
    for rule in rules:
        read = {name: _value(name, named, definition) for name in rule.names - years.keys()}
        if row is None or None in read.values():
            continue
        values: Values = {**years, **{name: value for name, value in read.items() if value is not None}}
        cell = row.cells.get(rule.check.cell)
        if cell is not None and not _holds(rule.expression, values):
            yield Finding(
                code=rule.check.code,
                severity=severity_of(rule.check),
                sheet=row.sheet,
                cell=cell.address,
                field=rule.check.cell,
                heading=definition.column(rule.check.cell).heading,
                seen=cell.text,
                says=PLACES.sub(lambda place: _said(place[1], named), rule.check.says),
            )


def severity_of(check: Check) -> Severity:
    """Of a rule that compares: a warning, unless its own block says otherwise."""
    return check.severity if "severity" in check.model_fields_set else Severity.WARNING


def _split(name: str) -> tuple[str, str]:
    """was_population: whose figure (was_), and which (population)."""
    prefix = next((prefix for prefix in (BEFORE, SISTER) if name.startswith(prefix)), "")
    return prefix, name.removeprefix(prefix)


def _value(name: str, named: Mapping[str, Row | None], definition: FormDefinition) -> float | str | None:
    prefix, field = _split(name)
    row = named[prefix]
    cell = row.cells.get(field) if row else None
    if cell is None:
        return None
    column = definition.column(field)
    return 0.0 if cell.nil and column.dash_is_zero else cel_value(cell, is_text=column.kind in TEXTS)


def _holds(expression: Expression, values: Values) -> bool:
    """A rule that cannot be reckoned for a row says nothing about it."""
    evaluator = Evaluator()
    evaluator.load(values)
    try:
        return evaluator.value(expression) is not False
    except (BadExpressionError, ArithmeticError):
        return True


def _said(name: str, named: Mapping[str, Row | None]) -> str:
    prefix, field = _split(name)
    row = named[prefix]
    return shown(row, field) if row else ""
