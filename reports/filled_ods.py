"""Guards and details of OpenDocument spreadsheets: repeats that would fill the memory, per cents, merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from domain.errors import UnreadableFileError
from domain.forms.grid import NO_DETAILS, Details, Merge

_TABLE: Final = "table:table"
_ROW: Final = "table:table-row"
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})


@dataclass(slots=True)
class OdsDetails:
    """How one sheet draws its cells."""

    percent: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell holds a per cent."""
        return (row, column) in self.percent

    def is_uncalculated(self, row: int, column: int) -> bool:
        """Whether a formula stands there without a value."""
        return (row, column) in self.uncalculated


class _Walk:
    """One pass over content.xml: positions with their repeats, bounded."""

    def __init__(self, max_rows: int, max_cells: int) -> None:
        self.max_rows, self.room = max_rows, max_cells
        self.sheets: dict[str, OdsDetails] = {}
        self.sheet = OdsDetails()
        self.row = self.column = 0
        self.row_repeat = 1
        self.filled = 0  # column after the last filled cell of this row

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag == _TABLE:
            self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), OdsDetails())
            self.row = 0
        elif tag == _ROW:
            self.row_repeat = _count(attributes.get("table:number-rows-repeated"))
            self.column = self.filled = 0
        elif tag in _CELLS:
            self._cell(attributes)

    def end(self, tag: str) -> None:
        """A tag closes; a filled row counts as often as it repeats."""
        if tag != _ROW:
            return
        if self.filled:
            self.room -= self.filled * self.row_repeat
            if self.room < 0 or self.row + self.row_repeat > self.max_rows:
                raise UnreadableFileError("too_large", "ods")
        self.row += self.row_repeat

    def _cell(self, attributes: dict[str, str]) -> None:
        repeat = _count(attributes.get("table:number-columns-repeated"))
        kind = attributes.get("office:value-type", "")
        at = self.row, self.column
        if kind or "table:formula" in attributes:
            self.filled = self.column + repeat
        if kind == "percentage" and repeat * self.row_repeat <= self.room:
            self.sheet.percent |= {(self.row, self.column + step) for step in range(repeat)}
        if "table:formula" in attributes and not kind:
            self.sheet.uncalculated.add(at)
        down, across = (
            _count(attributes.get("table:number-rows-spanned")),
            _count(attributes.get("table:number-columns-spanned")),
        )
        if (down > 1 or across > 1) and down * across <= self.room:
            self.sheet.merges.append((at, (self.row + down - 1, self.column + across - 1)))
        self.column += repeat


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() else 1


def _refuse_entity(*_: object) -> None:
    raise UnreadableFileError("damaged", "entities")


def details_of(archive: zipfile.ZipFile, max_rows: int, max_cells: int) -> Callable[[str], Details]:
    """The details of each sheet by its name; UnreadableFileError when the sheets would hold too much."""
    walk = _Walk(max_rows, max_cells)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.EntityDeclHandler = _refuse_entity
    try:
        with archive.open("content.xml") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise UnreadableFileError("damaged", str(error)) from error
    return lambda name: walk.sheets.get(name, NO_DETAILS)
