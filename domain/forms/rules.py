"""The configured checks of a row: CEL rules compiled once, told in the office's own sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Check, FormDefinition
from domain.forms.expressions import (
    TEXTS,
    BadExpressionError,
    Evaluator,
    Expression,
    Values,
    cel_value,
    compiled,
    problem_of,
    with_doubles,
)
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Row, Target
from domain.forms.values import show_number

PLACES: Final = re.compile(r"\{(\w+)\}")


def problems_of(definition: FormDefinition) -> list[str]:
    """What is wrong with the expressions of a definition, for `check` of the configuration; empty when all is well."""
    found = [problem_of(check.rule, definition, bool) for check in definition.checks]
    found += [problem_of(column.derived, definition, float) for column in definition.columns if column.derived]
    known = {column.field for column in definition.columns}
    for check in definition.checks:
        unknown = sorted(set(PLACES.findall(check.says)) - known)
        found += [f"{check.says!r}: no column {', '.join(unknown)}"] if unknown else []
    return [problem for problem in found if problem]


@dataclass(frozen=True, slots=True)
class _Rule:
    check: Check
    expression: Expression
    needs: frozenset[str]


class RowRules:
    """The rules of one form. A row is asked all its rules at once, and one by one only when something fails."""

    def __init__(self, definition: FormDefinition) -> None:
        self._rules = []
        for check in definition.checks:
            expression = compiled(with_doubles(check.rule, definition))
            self._rules.append(_Rule(check, expression, frozenset(check.needs) | frozenset(expression.fields)))
        used = frozenset[str]().union(*(rule.needs for rule in self._rules))
        self._fields = [(column.field, column.kind in TEXTS) for column in definition.columns if column.field in used]
        self._usable: dict[tuple[str, ...], tuple[list[_Rule], Expression | None]] = {}

    def failed(self, row: Row, evaluator: Evaluator) -> list[Check]:
        """The checks that do not hold for a row; one whose fields were not all read is not asked."""
        values: Values = {}
        for field, is_text in self._fields:
            cell = row.cells.get(field)
            if cell is None:
                continue
            value = cell.value
            if isinstance(value, int | float) and not is_text:
                values[field] = value
            elif (told_value := cel_value(cell, is_text=is_text)) is not None:
                values[field] = told_value
        usable, together = self._of(tuple(values))
        if together is None:
            return []
        evaluator.load(values)
        if _holds(together, evaluator, unsure=False):
            return []
        return [rule.check for rule in usable if not _holds(rule.expression, evaluator, unsure=True)]

    def _of(self, read: tuple[str, ...]) -> tuple[list[_Rule], Expression | None]:
        """The rules that can be asked when these fields were read, and all of them as one expression."""
        found = self._usable.get(read)
        if found is None:
            usable = [rule for rule in self._rules if rule.needs.issubset(read)]
            source = " && ".join(f"({rule.expression.program.source})" for rule in usable)
            found = self._usable[read] = usable, compiled(source) if usable else None
        return found


def _holds(expression: Expression, evaluator: Evaluator, *, unsure: bool) -> bool:
    """A rule that cannot be evaluated for a row says nothing about it (a mistake in it shows in `problems_of`)."""
    try:
        value = evaluator.value(expression)
    except (BadExpressionError, ArithmeticError):
        return unsure
    return value is not False


@once
def rules_of(definition: FormDefinition) -> RowRules:
    """The form's rules, compiled once."""
    return RowRules(definition)


def told(check: Check, definition: FormDefinition, sheet: str, row: Row, cell: Cell) -> Finding:
    """A check that failed, with its figures in its sentence."""
    return Finding(
        code=check.code,
        severity=check.severity,
        sheet=sheet,
        cell=cell.address,
        field=check.cell,
        heading=definition.column(check.cell).heading,
        seen=cell.text,
        says=PLACES.sub(lambda found: shown(row, found[1]), check.says),
    )


def shown(row: Row, field: str) -> str:
    """A figure of a row as a sentence shows it."""
    value = row.value(field)
    if isinstance(value, Target):
        return f"{value.op or ''} {show_number(value.value)}".strip()
    if isinstance(value, int | float):
        whole = f"{value:,.2f}"
        return whole.rstrip("0").rstrip(".")
    return "" if value is None else str(value)
