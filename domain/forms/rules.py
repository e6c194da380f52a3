"""The configured checks of a row: CEL rules compiled once, told in the office's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.forms.definition import FORM_YEAR, Check, FormDefinition
from domain.forms.expressions import (
    TEXTS,
    BadExpressionError,
    Evaluator,
    Expression,
    Values,
    cel_value,
    compiled,
    problem_of,
    trial,
    with_doubles,
)
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Row, Target
from domain.forms.values import show_number
from domain.thai import short_date

PLACES: Final = re.compile(r"\{(\w+)\}")
_COMPARED: Final = re.compile(r"""([a-z]\w*)\s*[=!]=\s*(["'])(.*?)\2""")


def problems_of(definition: FormDefinition) -> list[str]:
    """What is wrong with the expressions of a definition, for `check` of the configuration; empty when all is well."""
    found = [problem_of(check.rule, definition, bool) for check in definition.checks]
    found += [problem_of(check.rule, definition, bool, compared=True) for check in definition.compared]
    for column in definition.columns:
        found += [problem_of(column.derived, definition, float)] if column.derived else []
        found += [problem_of(column.required_when, definition, bool)] if column.required_when else []
    for checks, known in (
        (definition.checks, trial(definition)),
        (definition.compared, trial(definition, compared=True)),
    ):
        for check in checks:
            unknown = sorted((set(PLACES.findall(check.says)) | set(check.needs)) - known.keys())
            found += [f"{check.says!r}: no column {', '.join(unknown)}"] if unknown else []
    return [*(problem for problem in found if problem), *_strange_words(definition)]


def _strange_words(definition: FormDefinition) -> Iterator[str]:
    """Texts compared with a choice that are none of its words: they could never be equal."""
    choices = {column.field: column.choices for column in definition.columns if column.choices}
    sources = [check.rule for check in (*definition.checks, *definition.compared)]
    sources += [column.required_when for column in definition.columns]
    for source in sources:
        for field, _, word in _COMPARED.findall(source):
            if field in choices and word and word not in choices[field]:
                yield f"{source!r}: {word} is no choice of {field}"


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
        self._dated = FORM_YEAR in used
        self._fields = [
            (column.field, column.kind in TEXTS, column.dash_is_zero)
            for column in definition.columns
            if column.field in used
        ]
        self._usable: dict[tuple[str, ...], tuple[list[_Rule], Expression | None]] = {}

    def failed(self, row: Row, evaluator: Evaluator, form_year: int | None = None) -> list[Check]:
        """The checks that do not hold for a row; one whose fields were not all read is not asked."""
        values: Values = {FORM_YEAR: float(form_year)} if self._dated and form_year else {}
        for field, is_text, dash_is_zero in self._fields:
            cell = row.cells.get(field)
            if cell is None:
                continue
            value = cell.value
            if isinstance(value, int | float) and not is_text:
                values[field] = value
            elif (told_value := cel_value(cell, is_text=is_text)) is not None:
                values[field] = told_value
            elif dash_is_zero and cell.nil:
                values[field] = 0
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
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | float):
        whole = f"{value:,.2f}"
        return whole.rstrip("0").rstrip(".")
    return "" if value is None else str(value)
