"""Finds the sheets and headings of a plan workbook, in whatever order people put them, and gives rows as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from domain.plan import PlanProblem
from domain.thai import for_matching
from reports.plan_cells import Raw, as_text
from reports.plan_columns import SHEETS, PlanColumn, PlanSheet
from reports.sheet import address

_HEADING_WITHIN: Final = 15  # rows from the top
_MOST_ROWS: Final = 50_000
_ALIKE: Final = 60  # per cent; what may be meant by another word


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a sheet: its cells by field, and where each of them stands."""

    sheet: PlanSheet
    row: int
    cells: Mapping[str, Raw]
    columns: Mapping[str, int]

    def address(self, name: str) -> str:
        """Where that field stands, A1; the row's first cell if the sheet has no such column."""
        return address(self.row, self.columns.get(name, 1))

    def text(self, name: str) -> str:
        """The field as text, empty if there is none."""
        return as_text(self.cells.get(name))


@dataclass(slots=True)
class Problems:
    """Every mistake found so far."""

    found: list[PlanProblem] = field(default_factory=list)

    def at(self, record: Record, name: str, code: str, *, seen: str = "", expected: str = "") -> None:
        """Note a mistake in one field of one row."""
        self.sheet(record.sheet.name, record.address(name), code, seen=seen, expected=expected)

    def sheet(self, sheet: str, cell: str, code: str, *, seen: str = "", expected: str = "") -> None:
        """Note a mistake anywhere."""
        self.found.append(PlanProblem(sheet=sheet, cell=cell, code=code, seen=seen, expected=expected))


def read_tables(data: bytes, problems: Problems) -> dict[str, list[Record]]:
    """The rows of every sheet of the plan, by the sheet's proper name."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        present = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        grids = {name: page.to_python(skip_empty_area=False, nrows=_MOST_ROWS) for name, page in present.items()}
    except (CalamineError, OSError, ValueError, EOFError):
        problems.sheet("", "", "not_a_workbook")
        return {}
    tables = {}
    for sheet in SHEETS:
        name = _named(sheet, grids)
        if name is not None:
            tables[sheet.name] = list(_records(sheet, grids[name], problems))
        elif sheet.required:
            problems.sheet(
                sheet.name, "", "sheet_missing", seen=_nearest(sheet.name, _unknown(grids)), expected=sheet.name
            )
    return tables


def _named(sheet: PlanSheet, grids: Mapping[str, object]) -> str | None:
    wanted = {for_matching(name) for name in (sheet.name, *sheet.aliases)}
    return next((name for name in grids if for_matching(name) in wanted), None)


def _unknown(grids: Mapping[str, object]) -> list[str]:
    known = {for_matching(name) for sheet in SHEETS for name in (sheet.name, *sheet.aliases)}
    return [name for name in grids if for_matching(name) not in known]


def _nearest(word: str, others: Sequence[str]) -> str:
    found = process.extractOne(word, others, scorer=ratio, processor=for_matching, score_cutoff=_ALIKE)
    return found[0] if found else ""


def _records(sheet: PlanSheet, grid: Sequence[Sequence[Raw]], problems: Problems) -> Iterator[Record]:
    heading = _heading_row(sheet, grid)
    headings = [as_text(cell) for cell in grid[heading]] if grid else []
    columns = _columns(sheet, headings, heading + 1, problems)
    for number, row in enumerate(grid[heading + 1 :], start=heading + 2):
        cells = {name: row[column - 1] for name, column in columns.items() if column <= len(row)}
        if any(as_text(cell) for cell in cells.values()):
            yield Record(sheet, number, cells, columns)


def _heading_row(sheet: PlanSheet, grid: Sequence[Sequence[Raw]]) -> int:
    """The row that holds most of the headings, counted from 0; a title and a note may stand above."""
    known = {key for column in sheet.columns for key in _keys(column)}
    scores = [len({for_matching(as_text(cell)) for cell in row} & known) for row in grid[:_HEADING_WITHIN]]
    return scores.index(max(scores)) if scores else 0


def _keys(column: PlanColumn) -> tuple[str, ...]:
    return tuple(for_matching(word) for word in (column.heading, *column.aliases))


def _columns(sheet: PlanSheet, headings: list[str], row: int, problems: Problems) -> dict[str, int]:
    """Column numbers by field: exact headings first, so that an alias never takes another column's place."""
    found: dict[str, int] = {}
    keys = [for_matching(text) for text in headings]
    taken: set[int] = set()
    for exact in (True, False):
        for column in sheet.columns:
            wanted = _keys(column)[:1] if exact else _keys(column)[1:]
            places = [n for n, key in enumerate(keys, start=1) if key and key in wanted and n not in taken]
            if not places or (not exact and column.field in found):
                continue
            found[column.field] = places[0]
            taken.update(places)
            for place in places[1:]:
                problems.sheet(sheet.name, address(row, place), "duplicate", seen=headings[place - 1], expected="")
    spare = [text for n, text in enumerate(headings, start=1) if text and n not in taken]
    for column in sheet.columns:
        if column.required and column.field not in found:
            seen = _nearest(column.heading, spare)
            problems.sheet(sheet.name, address(row, 1), "heading_missing", seen=seen, expected=column.heading)
    return found
