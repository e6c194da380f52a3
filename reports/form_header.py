"""The two header rows of a form, as its definition says; the blank and the summary print the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.forms.definition import Column
from reports.sheet import Cell, Row, height_for
from reports.styles import HEADING

_UPPER: Final = 26.0
_LOWER: Final = 68.0
_BOLD: Final = 0.85  # of the room is left to bold letters


def form_header(columns: Sequence[Column]) -> tuple[Row, Row]:
    """The upper row with groups merged across, and the lower one."""
    upper: list[Cell] = []
    lower: list[Cell] = []
    for index, column in enumerate(columns):
        lower.append(Cell(column.heading if column.group else None, HEADING))
        if not column.group:
            upper.append(Cell(column.heading, HEADING, 1, 2))
        elif index and columns[index - 1].group == column.group:
            upper.append(Cell(None, HEADING))
        else:
            upper.append(Cell(column.group, HEADING, _span(columns, index)))
    spans = [_height(cell.value, _widths(columns, place, cell)) for place, cell in enumerate(upper) if cell.across > 1]
    upper_height = max([_UPPER, *spans])
    tall = max(_height(c.heading, c.width) - (0 if c.group else upper_height) for c in columns)
    return Row(tuple(upper), height=upper_height), Row(tuple(lower), height=max(_LOWER, tall))


def _height(heading: object, width: float) -> float:
    return height_for(str(heading), width * _BOLD)


def _widths(columns: Sequence[Column], place: int, cell: Cell) -> float:
    return sum(column.width for column in columns[place : place + cell.across])


def _span(columns: Sequence[Column], start: int) -> int:
    end = start
    while end < len(columns) and columns[end].group == columns[start].group:
        end += 1
    return end - start
