"""A blank's table: the rows we fill, the hints of the round before, the sums, and the looks that follow from typing."""

from __future__ import annotations

import re
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
_EQUALS: Final = re.compile(r'(\w+) == "([^"]+)"')
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
        row = Row(tuple(_cell(column, line, earlier, number, definition.key) for column in definition.columns))
        rows.append(Row(row.cells, max(least, fitted(row, widths))))
    return tuple(rows)


def _cell(column: Column, line: _Cells, earlier: Mapping[str, Value], number: int, key: str) -> Cell:
    known = line.get(column.field)
    if column.formula and known is None:
        return Cell(Formula(column.formula.replace("{row}", str(number))), look.computed(column.kind))
    if column.prefilled and line:
        return Cell(_drawn(known, column.kind), look.numbered() if column.field == key else look.printed(column.kind))
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
    places = {column.field: letter(number) for number, column in enumerate(definition.columns, start=1)}
    for column in definition.columns:
        if column.prefilled or column.formula:
            continue
        place = places[column.field]
        cell, cells = f"{place}{first}", f"{place}{first}:{place}{last}"
        when = _asked_when(column, places, first)
        if column.hinted:
            rule = f'LEFT({cell},{len(HINT_WORD)})="{HINT_WORD}"'
            if when:
                yield Shade(cells=cells, rule=f"AND({rule},{when})", color=look.HINT_INK, fill=look.ASKING, italic=True)
            yield Shade(cells=cells, rule=rule, color=look.HINT_INK, italic=True)
        if when:
            numbered = f"LEN(TRIM(${places[definition.key]}{first}))>0"
            yield Shade(cells=cells, rule=f"AND({numbered},{when},LEN(TRIM({cell}))=0)", fill=look.ASKING)


def _asked_when(column: Column, places: Mapping[str, str], row: int) -> str:
    """When a cell must be filled, as a formula; empty for never, or for what only the reader can tell."""
    if column.required:
        return "TRUE"
    found = _EQUALS.fullmatch(column.required_when.strip())
    return f'TRIM(${places[found[1]]}{row})="{found[2]}"' if found and found[1] in places else ""
