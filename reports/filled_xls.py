"""Measuring the sheets of an old .xls file before it is parsed: compound file, workbook stream, cell records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from domain.errors import UnreadableFileError
from reports.filled_extent import Extent

_END: Final = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_HEADER: Final = 512
_DIFAT_IN_HEADER: Final = 109
_ENTRY: Final = 128
_SHORT_STREAM: Final = 4096  # shorter streams lie in the small sectors of the root entry
_SMALL: Final = 64
_ROOT: Final = 5
_STREAM: Final = 2
_NAMES: Final = ("Workbook", "Book", "WORKBOOK", "BOOK")

_BOF: Final = 0x0809
_LOCKED: Final = 0x002F
_MANY: Final = 0x00BD  # a run of numbers in one row; its last column stands at the end
_CELLS: Final = frozenset({0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x00D6, 0x0003, 0x0004, 0x0002})
_PLACE: Final = 4  # bytes of row and column


class _Compound:
    """A compound file: chains of sectors."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        self.fat = self._table()

    def sector(self, number: int) -> bytes:
        """The bytes of a sector."""
        start = _HEADER + number * self.size if self.size == _HEADER else (number + 1) * self.size
        return self.data[start : start + self.size]

    def _table(self) -> list[int]:
        fat: list[int] = []
        listed = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self.data, 76))
        following, left = struct.unpack_from("<I", self.data, 68)[0], len(self.data) // self.size
        while following < _END and left:
            more = self._numbers(following)
            listed += more[:-1]
            following, left = (more or [_END])[-1], left - 1
        for number in listed:
            if number < _END:
                fat += self._numbers(number)
        return fat

    def _numbers(self, sector: int) -> list[int]:
        body = self.sector(sector)
        return list(struct.unpack(f"<{len(body) // 4}I", body[: len(body) // 4 * 4]))

    def chain(self, number: int) -> bytes:
        """The bytes of a chain of sectors; a chain that bites its tail ends there."""
        found, seen = [], set[int]()
        while number < len(self.fat) and number not in seen:
            seen.add(number)
            found.append(self.sector(number))
            number = self.fat[number]
        return b"".join(found)

    def workbook(self) -> bytes:
        """The stream that holds the sheets."""
        directory = self.chain(struct.unpack_from("<I", self.data, 48)[0])
        entries = {}
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\x00")[0]
            start, size = struct.unpack_from("<II", directory, at + 116)
            entries["" if directory[at + 66] == _ROOT else name] = (start, size, directory[at + 66])
        start, size, kind = next((entries[name] for name in _NAMES if name in entries), (_END, 0, 0))
        if kind != _STREAM:
            raise UnreadableFileError("not_a_table", "unknown")
        return self.chain(start)[:size] if size >= _SHORT_STREAM else self._small(entries.get(""), start, size)

    def _small(self, root: tuple[int, int, int] | None, number: int, size: int) -> bytes:
        """A short stream, from the small sectors."""
        if root is None:
            return b""
        body = self.chain(root[0])
        table = self.chain(struct.unpack_from("<I", self.data, 60)[0])
        following = struct.unpack(f"<{len(table) // 4}I", table)
        found, seen = [], set[int]()
        while number < len(following) and number not in seen:
            seen.add(number)
            found.append(body[number * _SMALL : (number + 1) * _SMALL])
            number = following[number]
        return b"".join(found)[:size]


def check(data: bytes, max_rows: int, max_cells: int) -> None:
    """Refuse what is locked (encrypted), too far-reaching (too_large) or broken (damaged)."""
    try:
        for extent in _extents(_Compound(data).workbook()):
            if not extent.fits(max_rows, max_cells):
                raise UnreadableFileError("too_large", "xls")
    except struct.error as error:
        raise UnreadableFileError("damaged", str(error)) from error


def _extents(stream: bytes) -> Iterator[Extent]:
    """The extent of every sheet, after its last cell."""
    extent = Extent()
    at = 0
    while at + _PLACE <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += _PLACE
        if kind == _LOCKED:
            raise UnreadableFileError("encrypted", "xls")
        if kind == _BOF:
            yield extent
            extent = Extent()
        elif (kind in _CELLS or kind == _MANY) and size >= _PLACE and at + size <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at)
            last = struct.unpack_from("<H", stream, at + size - 2)[0] if kind == _MANY else column
            extent.reach(row, max(column, last))
        at += size
    yield extent
