"""CEL expressions of a form definition: compiled once, evaluated over rows as doubles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cel

from domain.errors import TidtamError
from domain.forms.definition import FormDefinition, Kind
from domain.forms.once import once
from domain.forms.reading_result import Row, Target

FUNCTIONS: Final[dict[str, Callable[..., object]]] = {"abs": abs, "min": min, "max": max, "round": round}
_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_TRIAL: Final = 1.0


class BadExpressionError(TidtamError):
    """This CEL expression of a form cannot be used."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and the fields it asks for."""

    program: cel.Program
    fields: tuple[str, ...]


def compiled(source: str) -> Expression:
    """Compile; raises BadExpressionError with the parser's first line."""
    try:
        program = cel.compile(source)
    except ValueError as error:
        raise BadExpressionError(f"{source!r}: {str(error).splitlines()[0]}") from error
    return Expression(program, tuple(program.variables()))


def problem_of(source: str, definition: FormDefinition, result: type) -> str:
    """What is wrong with an expression, empty when nothing is: syntax, unknown fields or functions, its type."""
    try:
        expression = compiled(source)
        known = {column.field for column in definition.columns}
        unknown = sorted(set(expression.fields) - known)
        if unknown:
            return f"{source!r}: no column {', '.join(unknown)}"
        value = evaluate(expression, trial(definition), context())
    except (BadExpressionError, ArithmeticError) as error:
        return str(error)
    return "" if isinstance(value, result) else f"{source!r}: gives {type(value).__name__}, not {result.__name__}"


def trial(definition: FormDefinition) -> dict[str, float | str]:
    """A row to try expressions on."""
    return {column.field: "" if column.kind in _TEXTS else _TRIAL for column in definition.columns}


def context() -> cel.Context:
    """A context of its own for one form: contexts are changed by use."""
    return cel.Context(functions=FUNCTIONS)


def evaluate(expression: Expression, values: Mapping[str, float | str], where: cel.Context) -> object:
    """The expression's value over a row; raises BadExpressionError when it cannot be had."""
    try:
        where.update(dict(values))
        return expression.program.execute(where)
    except (RuntimeError, TypeError, ValueError) as error:
        raise BadExpressionError(f"{expression.program.source!r}: {str(error).splitlines()[0]}") from error


def numbers_of(row: Row, definition: FormDefinition) -> dict[str, float | str]:
    """A row's values for CEL: numbers and targets as doubles, texts as they are ("" for none); unread fields absent."""
    values: dict[str, float | str] = {}
    for column in definition.columns:
        cell = row.cells.get(column.field)
        if cell is None:
            continue
        value = cell.value
        if column.kind in _TEXTS:
            values[column.field] = value if isinstance(value, str) and not cell.nil else ""
        elif isinstance(value, Target):
            values[column.field] = float(value.value)
        elif isinstance(value, int | float):
            values[column.field] = float(value)
    return values


@once
def derivations(definition: FormDefinition) -> dict[str, Expression]:
    """Fields that follow from others, with how."""
    return {column.field: compiled(column.derived) for column in definition.columns if column.derived}


def derive(expression: Expression, values: Mapping[str, float | str]) -> float | None:
    """The derived number, None when something it needs was not read or it has no finite value."""
    if any(name not in values for name in expression.fields):
        return None
    try:
        value = evaluate(expression, values, context())
    except (BadExpressionError, ArithmeticError):
        return None
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
