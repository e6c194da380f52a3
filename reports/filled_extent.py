"""How far a sheet reaches, measured before parsing: one cell at XFD1048576 must not fill the memory.

The parser lays a sheet out as a full rectangle, so the rectangle is measured here with a reader that keeps nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from domain.errors import UnreadableFileError

_LETTERS: Final = 26
_FAR_AWAY: Final = 1 << 40  # a place that cannot be understood is as far as can be

# A cell not written as spreadsheet programs write it, or further than Z999. A cell that names its own place needs no
# row to be placed.
_ODD_CELL: Final = re.compile(rb'<c(?! r="[A-Z][0-9]{1,3}")')
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_SHEET_DATA: Final = b"<sheetData"

# Record types of .xlsb: a row, and the cells within it, each beginning with its number.
_XLSB_ROW: Final = 0
_XLSB_CELLS: Final = range(1, 12)
_VARINT_BITS: Final = 7
_VARINT_MORE: Final = 0x80
_SIZE_BYTES: Final = 4


@dataclass(slots=True)
class Extent:
    """Rows and columns up to the last cell."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take in a cell, from 0."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)

    def fits(self, max_rows: int, max_cells: int) -> bool:
        """Whether the rectangle is within bounds."""
        return self.rows <= max_rows and self.rows * self.columns <= max_cells


def column_number(name: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    number = 0
    for letter in name.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def place_of(reference: str) -> tuple[int, int]:
    """Row and column from 0 of an A1 reference; far away when it is none."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found[2]) - 1, column_number(found[1])) if found else (_FAR_AWAY, _FAR_AWAY)


def is_near(xml: bytes) -> bool:
    """Whether a sheet is plainly small: every cell within Z999, written in the usual way. Quick, never wrongly yes."""
    start, end = xml.find(_SHEET_DATA), xml.rfind(b"</sheetData")
    if start < 0 or end < start or xml.count(_SHEET_DATA) != 1:
        return False
    return xml.find(b":c", start, end) < 0 and _ODD_CELL.search(xml, start, end) is None


def measured(xml: bytes) -> Extent:
    """The extent of a sheet's XML, however it is written; UnreadableFileError when it is no XML."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(xml, True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise UnreadableFileError("damaged", str(error)) from error
    return walk.extent


def _refuse_entity(*_: object) -> None:
    raise UnreadableFileError("damaged", "entities")


class _Walk:
    """Follows rows and cells, with or without references of their own."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        name = tag.rpartition(" ")[2]
        if name == "row":
            told = attributes.get("r", "")
            self.row = int(told) - 1 if told.isascii() and told.isdigit() else self.row + 1
            self.column = -1
        elif name == "c":
            self.column += 1
            if "r" in attributes:
                row, self.column = place_of(attributes["r"])
                self.row = max(self.row, row)
            self.extent.reach(self.row, self.column)


def measured_xlsb(data: bytes) -> Extent:
    """The extent of a binary sheet (.xlsb)."""
    extent, row = Extent(), 0
    for kind, at, size in _records(data):
        if size < _SIZE_BYTES:
            continue
        number = int.from_bytes(data[at : at + _SIZE_BYTES], "little")
        if kind == _XLSB_ROW:
            row = number
        elif kind in _XLSB_CELLS:
            extent.reach(row, number)
    return extent


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of a binary part: type, where its body is, how long."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, _SIZE_BYTES)
        yield kind, at, size
        at += size


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for step in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & ~_VARINT_MORE) << (_VARINT_BITS * step)
        if not byte & _VARINT_MORE:
            break
    return value, at
