"""Heading rows as one path for each column: the words over a column from the top down, merged or merely drawn so."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Final

from domain.forms.grid import Raw, Sheet
from domain.forms.values import as_text
from domain.thai import arabic

MOST_ROWS: Final = 4  # of headings
_ORDINAL: Final = re.compile(r"\(?\s*([0-9]{1,2})\s*\)?(?:\s*=.*)?")  # (5) = (4) / (3)
_FEWEST_ORDINALS: Final = 2

Path = tuple[str, ...]


def shown(raw: Raw) -> str:
    """A cell as a heading: text or a year; nothing for dates, times and truth values."""
    if raw is None or isinstance(raw, bool | date | time | timedelta):
        return ""
    return as_text(raw).replace("\n", " ").strip()


class Headings:
    """The heading cells of some rows of a sheet, asked many times while the heading is looked for."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._covered = {
            (row, column): (top, left)
            for (top, left), (bottom, right) in sheet.merges
            if (bottom - top) * (right - left) < 100_000  # noqa: PLR2004 - a merge over the whole sheet is no heading
            for row in range(top, min(bottom, top + 60) + 1)
            for column in range(left, min(right, 255) + 1)
        }

    def source(self, row: int, column: int) -> tuple[int, int]:
        """The cell whose words a cell shows: its own, or the first of the range merged over it."""
        return self._covered.get((row, column), (row, column))

    def own(self, row: int, column: int) -> str:
        """What stands in the cell itself."""
        return shown(self._sheet.value(row, column))

    def width(self, rows: range) -> int:
        """How many columns these rows have."""
        return max((len(self._sheet.rows[row]) for row in rows if row < len(self._sheet.rows)), default=0)

    def paths(self, rows: range) -> dict[int, Path]:
        """For each column that has a heading in these rows: its words from the top down, each cell once."""
        levels = [self._level(rows, row) for row in rows]
        found: dict[int, Path] = {}
        for column in range(self.width(rows)):
            cells: list[tuple[int, int]] = []
            for level in levels:
                cell = level.get(column)
                if cell is not None and cell not in cells:
                    cells.append(cell)
            words = tuple(text for cell in cells if (text := self.own(*cell)))
            if words:
                found[column] = words
        return found

    def _level(self, rows: range, row: int) -> dict[int, tuple[int, int]]:
        """The cell that each column shows in one row. A group's heading reaches on over unmerged neighbours."""
        level: dict[int, tuple[int, int]] = {}
        reaching: tuple[int, int] | None = None
        for column in range(self.width(rows)):
            source = self.source(row, column)
            if source[0] >= rows.start and self.own(*source):
                level[column] = source
                merged = source in self._covered
                reaching = None if merged or not self._has_below(rows, row, column) else source
            elif reaching is not None and source == (row, column) and self._has_below(rows, row, column):
                level[column] = reaching
            else:
                reaching = None
        return level

    def _has_below(self, rows: range, row: int, column: int) -> bool:
        return any(self.own(lower, column) for lower in range(row + 1, rows.stop))


def counts_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), ๑ ๒ ๓, or (3) = (2)/(1)."""
    if row >= len(sheet.rows):
        return False
    texts = [text for raw in sheet.rows[row] if (text := shown(raw))]
    found = [_ORDINAL.fullmatch(arabic(text)) for text in texts]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < _FEWEST_ORDINALS or len(numbers) != len(texts):
        return False
    return numbers[0] <= _FEWEST_ORDINALS and all(later == earlier + 1 for earlier, later in pairwise(numbers))
