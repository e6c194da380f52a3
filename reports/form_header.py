"""The two header rows of a form, as its definition says; the blank and the summary print the same."""

from __future__ import annotations

from collections.abc import Sequence

from domain.forms.definition import Column
from reports.sheet import Cell, Row
from reports.styles import HEADING


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
    return Row(tuple(upper), height=26), Row(tuple(lower), height=68)


def _span(columns: Sequence[Column], start: int) -> int:
    end = start
    while end < len(columns) and columns[end].group == columns[start].group:
        end += 1
    return end - start
