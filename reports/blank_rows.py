"""A blank's table: the rows we fill, the hints of the round before, the sums, and the looks that follow from typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.hints import HINT_WORD, hint_text
from domain.forms.reading_result import Value
from domain.forms.values import NUMERIC
from reports import blank_look as look
from reports.blank_issue import BlankIssue
from reports.sheet import Cell, Formula, Row, Shade, fitted, letter, spread

_LINE: Final = 21.0
_Cells = Mapping[str, str | float]


def lines_of(definition: FormDefinition, issue: BlankIssue) -> tuple[_Cells, ...]:
    """The rows with what we fill, and empty ones up to the least the form has."""
    missing = definition.layout.least_rows - len(issue.rows)
    return (*issue.rows, *({} for _ in range(missing)))


def data(definition: FormDefinition, issue: BlankIssue, first: int) -> tuple[Row, ...]:
    """The rows of the table, the first of them at row `first`."""
    widths = tuple(column.width for column in definition.columns)
    least = definition.layout.lines * _LINE + 2
    rows = []
    for number, line in enumerate(lines_of(definition, issue), start=first):
        earlier = issue.previous.get(str(line.get(definition.key, "")), {}) if line else {}
        row = Row(tuple(_cell(column, line, earlier, number) for column in definition.columns))
        rows.append(Row(row.cells, max(least, fitted(row, widths))))
    return tuple(rows)


def _cell(column: Column, line: _Cells, earlier: Mapping[str, Value], number: int) -> Cell:
    known = line.get(column.field)
    if column.formula and known is None:
        return Cell(Formula(column.formula.replace("{row}", str(number))), look.computed(column.kind))
    if column.prefilled and line:
        return Cell(_drawn(known, column.kind), look.printed(column.kind))
    if known is None and column.hinted and (hint := hint_text(earlier.get(column.field))):
        return Cell(hint, look.hinted(column.kind))
    return Cell(_drawn(known, column.kind), look.typed(column.kind))


def _drawn(value: str | float | None, kind: Kind) -> str | float | None:
    """Numbers as numbers where the column holds numbers; no empty text."""
    if isinstance(value, str) and value.isdecimal() and kind in NUMERIC:
        return int(value)
    return None if value == "" else value


def totals(columns: tuple[Column, ...], first: int) -> Row:
    """The sums of money."""
    leading = max(1, next((i for i, column in enumerate(columns) if not column.prefilled), 1))
    cells = [*spread("รวม", look.TOTAL_LABEL, leading)]
    for number, column in enumerate(columns[leading:], start=leading + 1):
        if column.kind is not Kind.MONEY:
            cells.append(Cell(None, look.TOTAL_LABEL))
            continue
        # Up to the row above, wherever that is: a row inserted last is still counted, which a plain range would miss.
        area = f"{letter(number)}{first}:INDEX({letter(number)}:{letter(number)},ROW()-1)"
        cells.append(Cell(Formula(f'=IF(COUNT({area})=0,"",SUM({area}))'), look.TOTAL))
    return Row(tuple(cells), height=26)


def shades(definition: FormDefinition, first: int, last: int) -> Iterator[Shade]:
    """Hints in grey italics, and required cells in yellow until they are filled."""
    keys = [number for number, column in enumerate(definition.columns, start=1) if column.field == definition.key]
    for number, column in enumerate(definition.columns, start=1):
        cell, cells = f"{letter(number)}{first}", f"{letter(number)}{first}:{letter(number)}{last}"
        asked = column.required and not column.prefilled and not column.formula
        if column.hinted and not column.prefilled:
            rule = f'LEFT({cell},{len(HINT_WORD)})="{HINT_WORD}"'
            yield Shade(cells=cells, rule=rule, color=look.HINT_INK, fill=look.ASKING if asked else "", italic=True)
        if asked and keys:
            rule = f"AND(LEN(TRIM(${letter(keys[0])}{first}))>0,LEN(TRIM({cell}))=0)"
            yield Shade(cells=cells, rule=rule, fill=look.ASKING)
