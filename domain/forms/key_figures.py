"""The few figures of a form that whoever reviews it looks at first: results and scores by row, money in all.

Which they are follows from the columns' kinds, so that a form the office taught has them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from domain.forms.changes import label_of
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.reading_result import Row

_BY_ROW: Final = 2  # columns
_IN_ALL: Final = 2
_RESULTS: Final = (Kind.PERCENT, Kind.SCORE)
_COUNTS: Final = (Kind.INTEGER, Kind.NUMBER)


class Amount(NamedTuple):
    """A figure under its heading, without what stands in brackets there."""

    heading: str
    value: float


class Figures(NamedTuple):
    """What of a form is told at a glance: rows by what they are called, and sums of money (baht)."""

    rows: tuple[tuple[str, tuple[Amount, ...]], ...]
    sums: tuple[Amount, ...]


def key_figures(rows: Sequence[Row], definition: FormDefinition) -> Figures:
    """The figures of the main rows; of a row with none of them nothing is told."""
    main = [row for row in rows if row.main]
    columns = _told_by_row(definition)
    by_row = [(label_of(row, definition), _amounts(row, columns)) for row in main]
    money = [column for column in definition.columns if column.kind is Kind.MONEY][:_IN_ALL]
    sums = [(column, [amount.value for row in main for amount in _amounts(row, [column])]) for column in money]
    return Figures(
        tuple((label, amounts) for label, amounts in by_row if amounts),
        tuple(Amount(_short(column), sum(values)) for column, values in sums if values),
    )


def _told_by_row(definition: FormDefinition) -> list[Column]:
    asked = [column for column in definition.columns if not column.prefilled]
    results = [column for column in asked if column.kind in _RESULTS]
    return (results or [column for column in asked if column.kind in _COUNTS])[:_BY_ROW]


def _amounts(row: Row, columns: Sequence[Column]) -> tuple[Amount, ...]:
    found = [(column, row.cells.get(column.field)) for column in columns]
    return tuple(
        Amount(_short(column), float(cell.value))
        for column, cell in found
        if cell is not None and isinstance(cell.value, int | float)
    )


def _short(column: Column) -> str:
    return column.heading.split("(", maxsplit=1)[0].strip() or column.heading
