"""A workbook as plain values: what a file holds once nobody needs to know which kind of file it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Protocol

Raw = str | int | float | bool | date | datetime | time | timedelta | None
Merge = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, (row, column) from 0, both inside

_LETTERS: Final = 26


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The A1 address of a cell; row and column from 0."""
    return f"{letters(column)}{row + 1}"


class Details(Protocol):
    """What a cell shows beside its value. Asked only where a value alone is not clear."""

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell is drawn as a per cent: 0.855 in it means 85.5."""
        ...

    def is_uncalculated(self, row: int, column: int) -> bool:
        """Whether a formula stands there that no program has calculated, or could."""
        ...


class NoDetails:
    """Of a file that keeps values only (CSV, HTML)."""

    def is_percent(self, row: int, column: int) -> bool:
        """No formats are kept."""
        del row, column
        return False

    def is_uncalculated(self, row: int, column: int) -> bool:
        """No formulas are kept."""
        del row, column
        return False


NO_DETAILS: Final = NoDetails()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet. `rows` start at cell A1 and may differ in length; an empty cell is "" or None."""

    name: str
    rows: Sequence[Sequence[Raw]]
    visible: bool = True
    merges: Sequence[Merge] = ()
    details: Details = NO_DETAILS

    def value(self, row: int, column: int) -> Raw:
        """What stands in a cell, None when nothing does. Only the first cell of a merged range has a value."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        found = self.rows[row][column]
        return None if found == "" else found

    def merged_across(self, row: int) -> dict[int, int]:
        """For cells of `row` covered by a range that starts in this row: column -> the range's first column."""
        return {
            column: left
            for (top, left), (_, right) in self.merges
            if top == row and right > left
            for column in range(left, right + 1)
        }

    def merged_down(self, first: int, last: int) -> dict[tuple[int, int], int]:
        """For cells below the first of a merged range, rows `first` to `last`: (row, column) -> the range's first row.

        Only the range's first column: a name drawn across three columns is one name, not three.
        """
        return {
            (row, left): top
            for (top, left), (bottom, _) in self.merges
            if bottom > top >= first
            for row in range(top + 1, min(bottom, last) + 1)
        }


@dataclass(frozen=True, slots=True)
class Grid:
    """A workbook: its sheets in their order. `marks`: texts from outside the cells that may hold an identity."""

    sheets: tuple[Sheet, ...]
    marks: tuple[str, ...] = ()
