"""Cells that cannot be understood alone, settled by what stands beside them in the same row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from domain.forms.definition import Column, FormDefinition, Kind, Severity
from domain.forms.expressions import derivations, derive
from domain.forms.reading_result import Cell, Finding, Target
from domain.forms.values import BROKEN, FRACTION, UNCLEAR, UNREADABLE

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


def settle(sheet: str, definition: FormDefinition, cells: dict[str, Cell], doubts: list[Doubt]) -> list[Finding]:
    """Settle a row's doubtful cells in place; what stays in doubt or was computed by us comes back as findings."""
    findings = []
    for doubt in doubts:
        column = doubt.column
        expression = derivations(definition).get(column.field)
        derived = derive(expression, cells) if expression else None
        code = _settled(cells, doubt, derived)
        if code:
            cell = cells[column.field]
            severity = Severity.ERROR if code == UNREADABLE and not column.prefilled else Severity.WARNING
            findings.append(
                Finding(
                    code=code,
                    severity=severity,
                    sheet=sheet,
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
