"""Whether each row of a form names a unit that there is, by its code, its name and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from domain.forms.definition import FormDefinition, Severity
from domain.forms.reading_result import Cell, Finding, Reading, Row
from domain.units.known import Found, KnownUnit, Naming, Nobody
from domain.units.names import find_unit_beside

UNKNOWN: str = "unknown_school"


class _Said(NamedTuple):
    """What a row says of its unit."""

    code: Cell | None
    name: Cell | None
    beside: tuple[str, ...]  # district, cluster: what tells namesakes apart


def about_units(reading: Reading, definition: FormDefinition, units: Sequence[KnownUnit]) -> Iterator[Finding]:
    """Rows whose unit is not known, may be two, or has another's code. Nothing where no unit is known at all."""
    if not units or not definition.unit_code_field or not definition.unit_field:
        return
    seen: dict[int, Row] = {}
    for row in reading.rows:
        said = _said(row, definition)
        unit, wrong = _named(said, units)
        if wrong is not None:
            field = definition.unit_code_field if wrong is said.code else definition.unit_field
            yield _finding(row, definition, field, wrong, UNKNOWN)
        elif unit is not None and unit.id in seen and definition.unit_code_field in definition.unique:
            cell = said.code if said.code and said.code.text else said.name
            field = definition.unit_code_field if cell is said.code else definition.unit_field
            if cell is not None:
                yield _finding(row, definition, field, cell, "duplicate")
        if unit is not None:
            seen.setdefault(unit.id, row)


class Unplaced(StrEnum):
    """Why it cannot be said whose a row is."""

    NOBODY = "nobody"  # no unit of that code or name
    UNSURE = "unsure"  # several units of that name
    CONTRADICTS = "contradicts"  # the code is of another unit than the name


def unit_of(row: Row, definition: FormDefinition, units: Sequence[KnownUnit]) -> KnownUnit | Unplaced | None:
    """Whose a row is: by its code first, then by its name and what stands beside it. None for a row that names none.

    A name that nobody bears does not gainsay a code; that of another unit does.
    """
    said = _said(row, definition)
    by_code = _of_code(said.code, units) if said.code else None
    by_name = _by_name(said.name.text, said.beside, units) if said.name else Nobody()
    if isinstance(by_name, Nobody):
        if by_code is not None:
            return by_code
        return None if said.code is None and said.name is None else Unplaced.NOBODY
    meant = (by_name.unit,) if isinstance(by_name, Found) else by_name.units
    if by_code is not None:
        return by_code if by_code in meant else Unplaced.CONTRADICTS
    return by_name.unit if isinstance(by_name, Found) else Unplaced.UNSURE


def _finding(row: Row, definition: FormDefinition, field: str, cell: Cell, code: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        sheet=row.sheet,
        cell=cell.address,
        field=field,
        heading=definition.column(field).heading,
        seen=cell.text,
    )


def _said(row: Row, definition: FormDefinition) -> _Said:
    beside = tuple(cell.text for name in definition.unit_beside if (cell := _filled(row, name)))
    return _Said(_filled(row, definition.unit_code_field), _filled(row, definition.unit_field), beside)


def beside_unit(row: Row, definition: FormDefinition) -> str:
    """What stands beside the unit's name in its row and tells namesakes apart."""
    return " ".join(cell.text for name in definition.unit_beside if (cell := row.cells.get(name)) and not cell.nil)


def _filled(row: Row, field: str) -> Cell | None:
    cell = row.cells.get(field)
    return cell if cell is not None and cell.text and not cell.nil else None


def _named(said: _Said, units: Sequence[KnownUnit]) -> tuple[KnownUnit | None, Cell | None]:
    """The unit a row is about, and the cell that is wrong about it."""
    if said.code is None and said.name is None:
        return None, None
    by_code = _of_code(said.code, units) if said.code else None
    if said.name is None:
        return by_code, said.code if by_code is None else None
    by_name = _by_name(said.name.text, said.beside, units)
    if said.code is None or by_code is None:
        sure = by_name.unit if isinstance(by_name, Found) else None
        return sure, said.name if sure is None else said.code
    if isinstance(by_name, Nobody):
        return by_code, said.name
    meant = (by_name.unit,) if isinstance(by_name, Found) else by_name.units
    return by_code, None if by_code in meant else said.code


def _of_code(cell: Cell, units: Sequence[KnownUnit]) -> KnownUnit | None:
    return next((unit for unit in units if cell.value in unit.codes), None)


def _by_name(name: str, beside: tuple[str, ...], units: Sequence[KnownUnit]) -> Naming:
    """By the name and all that stands beside it; where that contradicts itself, by the one thing that decides."""
    together = find_unit_beside(name, " ".join(beside), units)
    if isinstance(together, Found):
        return together
    told = [find_unit_beside(name, place, units) for place in beside]
    sure = {one.unit.id: one for one in told if isinstance(one, Found)}
    return next(iter(sure.values())) if len(sure) == 1 else together
