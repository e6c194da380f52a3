"""Cells that cannot be understood alone, settled by what stands beside them in the same row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from domain.forms.definition import Column, FormDefinition, Kind, Severity
from domain.forms.expressions import derivations, derive
from domain.forms.periods import read_period
from domain.forms.reading_result import Cell, Finding, Target
from domain.forms.values import BROKEN, FRACTION, NOT_A_CHOICE, PERIOD, UNCLEAR, UNREADABLE

_AGREE: Final = 0.5  # per cent points: 88.5 stands for 88.51
_FULL: Final = 100.0
_CENT: Final = 2  # decimals of what we compute ourselves
_FINE: Final = 6
_PERCENT_UNITS: Final = frozenset({"ร้อยละ", "%", "เปอร์เซ็นต์"})


class Doubt(NamedTuple):
    """A cell to settle. `code` empty: nothing stands in a column that follows from others."""

    column: Column
    code: str
    uncalculated: Callable[[], bool] = bool


class Place(NamedTuple):
    """Where cells are settled: the sheet's name and the fiscal year its form states."""

    sheet: str
    definition: FormDefinition
    fiscal_year: int | None


_ERRORS: Final = frozenset({UNREADABLE, NOT_A_CHOICE})


def settle(place: Place, cells: dict[str, Cell], doubts: list[Doubt]) -> list[Finding]:
    """Settle a row's doubtful cells in place; what stays in doubt or was computed by us comes back as findings."""
    definition = place.definition
    findings = []
    for doubt in doubts:
        column = doubt.column
        expression = derivations(definition).get(column.field)
        derived = derive(expression, cells) if expression else None
        code = _period(cells, column, place) if doubt.code == PERIOD else _settled(cells, doubt, derived)
        if code:
            cell = cells[column.field]
            severity = Severity.ERROR if code in _ERRORS and not column.prefilled else Severity.WARNING
            findings.append(
                Finding(
                    code=code,
                    severity=severity,
                    sheet=place.sheet,
                    cell=cell.address,
                    field=column.field,
                    heading=column.heading,
                    seen=cell.text,
                )
            )
    return findings


def _settled(cells: dict[str, Cell], doubt: Doubt, derived: float | None) -> str:
    """Settle one cell; the code of what remains to be told, empty for nothing."""
    column, cell = doubt.column, cells[doubt.column.field]
    if doubt.code == FRACTION:
        return _fraction(cells, column, cell, derived)
    if doubt.code in {"", BROKEN} and column.derived:
        return _recomputed(cells, doubt, cell, derived)
    return UNREADABLE if doubt.code == BROKEN else doubt.code


def _period(cells: dict[str, Cell], column: Column, place: Place) -> str:
    """ต.ค. 69 – มี.ค. 70 where a day is asked for: its first day and, in the column of the end, its last."""
    cell = cells[column.field]
    period = read_period(cell.text, place.fiscal_year)
    if period is None:
        return UNREADABLE
    if column.range_to:
        cells[column.field] = cell._replace(value=period.first)
        end = cells.get(column.range_to)
        if end is not None and not end.text:
            cells[column.range_to] = end._replace(value=period.last)
        return ""
    ends = any(other.range_to == column.field for other in place.definition.columns)
    if not ends and period.first != period.last:
        return UNREADABLE
    cells[column.field] = cell._replace(value=period.last)
    return ""


def _recomputed(cells: dict[str, Cell], doubt: Doubt, cell: Cell, derived: float | None) -> str:
    """A formula nobody calculated is ours to compute, and so is an optional figure left out. Both are told.

    A formula that has nothing to compute from (0 of 0) says nothing, and nothing is asked.
    """
    broken = doubt.code == BROKEN or (doubt.column.required and doubt.uncalculated())
    if derived is None:
        if broken:
            cells[doubt.column.field] = Cell(None, cell.text, cell.address, nil=True)
        return ""
    if doubt.column.required and not broken:
        return ""
    value = round(derived, _CENT)
    cells[doubt.column.field] = Cell(int(value) if value.is_integer() else value, cell.text, cell.address)
    return "missing"


def _fraction(cells: dict[str, Cell], column: Column, cell: Cell, derived: float | None) -> str:
    """0.855 where a per cent is asked for: 85.5 if the neighbours prove it, asked about if nothing does."""
    if isinstance(cell.value, Target):
        if not any(cells[name].text in _PERCENT_UNITS for name in cells):
            return UNCLEAR
        target = Target(cell.value.op, round(cell.value.value * _FULL, _FINE))
        cells[column.field] = Cell(target, cell.text, cell.address)
        return UNCLEAR
    if not isinstance(cell.value, int | float) or column.kind is not Kind.PERCENT:
        return UNCLEAR
    value = cell.value * _FULL
    if derived is not None and abs(derived - value) <= _AGREE and abs(derived - value) < abs(derived - cell.value):
        value = round(value, _FINE)
        cells[column.field] = Cell(int(value) if value.is_integer() else value, cell.text, cell.address)
        return ""
    return "" if derived is not None and abs(derived - cell.value) <= _AGREE else UNCLEAR
