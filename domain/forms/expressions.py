"""CEL expressions of a form definition: compiled once, evaluated over rows as doubles."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import cel

from domain.errors import TidtamError
from domain.forms.definition import FORM_YEAR, FormDefinition, Kind
from domain.forms.once import once
from domain.forms.reading_result import Cell, Target
from domain.thai import fiscal_year_be


def _fiscal_year_of(day: float) -> float:
    """The Buddhist fiscal year of a day given as its ordinal."""
    return float(fiscal_year_be(date.fromordinal(int(day))))


FUNCTIONS: Final[dict[str, Callable[..., object]]] = {
    "abs": abs, "min": min, "max": max, "round": round, "fiscal_year_of": _fiscal_year_of,
}  # fmt: skip
TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.CHOICE})
BEFORE: Final = "was_"  # of the same row in the unit's round before
SISTER: Final = "sister_"  # of the same unit's form in another work of the year
SAME_YEAR: Final = "same_year"  # whether the round before is of the same fiscal year
_TRIAL: Final = 1.0
_WORDS: Final = re.compile(
    r""" "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | \.?[A-Za-z_]\w* """, re.VERBOSE
)  # texts whole, members with dot

Values = dict[str, float | str]  # field -> what CEL sees


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


def with_doubles(source: str, definition: FormDefinition) -> str:
    """The expression with its number fields made doubles inside CEL.

    Handing over a whole number as an int and converting it there is eight times as fast as handing over a float.
    """
    numbers = {column.field for column in definition.columns if column.kind not in TEXTS}
    return _WORDS.sub(lambda found: f"double({found[0]})" if found[0] in numbers else found[0], source)


def problem_of(source: str, definition: FormDefinition, result: type, *, compared: bool = False) -> str:
    """What is wrong with an expression, empty when nothing is: syntax, unknown fields or functions, its type."""
    known = trial(definition, compared=compared)
    try:
        expression = compiled(source)
        unknown = sorted(set(expression.fields) - known.keys())
        if unknown:
            return f"{source!r}: no column {', '.join(unknown)}"
        value = evaluate(expression, known)
    except (BadExpressionError, ArithmeticError) as error:
        return str(error)
    return "" if isinstance(value, result) else f"{source!r}: gives {type(value).__name__}, not {result.__name__}"


def trial(definition: FormDefinition, *, compared: bool = False) -> Values:
    """A row to try expressions on; `compared`: with the figures of the round before and of the sister form."""
    values: Values = {column.field: "" if column.kind in TEXTS else _TRIAL for column in definition.columns}
    if compared:
        numbers = [name for name, value in values.items() if value == _TRIAL]
        values |= {f"{beside}{name}": _TRIAL for beside in (BEFORE, SISTER) for name in numbers}
        values[SAME_YEAR] = True
    return values | {FORM_YEAR: _TRIAL}


class Evaluator:
    """Evaluates over one row after another. One for each form: it keeps the row it was given last."""

    def __init__(self) -> None:
        self._context = cel.Context(functions=FUNCTIONS)

    def load(self, values: Values) -> None:
        """Take a row's values."""
        self._context.update(values)

    def value(self, expression: Expression) -> object:
        """The expression's value over the row; raises BadExpressionError when it cannot be had."""
        try:
            return expression.program.execute(self._context)
        except (RuntimeError, TypeError, ValueError) as error:
            raise BadExpressionError(f"{expression.program.source!r}: {str(error).splitlines()[0]}") from error


def evaluate(expression: Expression, values: Values) -> object:
    """The expression's value over one row's values; raises BadExpressionError when it cannot be had."""
    evaluator = Evaluator()
    evaluator.load(values)
    return evaluator.value(expression)


def cel_value(cell: Cell, *, is_text: bool) -> float | str | None:
    """A cell for CEL: numbers, targets and days as doubles, None when unread; texts as they are, "" for none or nil."""
    value = cell.value
    if is_text:
        return value if isinstance(value, str) and not cell.nil else ""
    if isinstance(value, Target):
        return float(value.value)
    if isinstance(value, date):
        return float(value.toordinal())
    return float(value) if isinstance(value, int | float) else None


@once
def derivations(definition: FormDefinition) -> dict[str, Expression]:
    """Fields that follow from others, with how."""
    return {column.field: compiled(column.derived) for column in definition.columns if column.derived}


def derive(expression: Expression, cells: Mapping[str, Cell]) -> float | None:
    """The derived number, None when something it needs was not read or it has no finite value."""
    values: Values = {}
    for name in expression.fields:
        cell = cells.get(name)
        number = cel_value(cell, is_text=False) if cell else None
        if number is None:
            return None
        values[name] = number
    try:
        value = evaluate(expression, values)
    except (BadExpressionError, ArithmeticError):
        return None
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
