"""A writer of the smallest old .xls file that can be read: one sheet of texts and numbers."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def cell(row: int, column: int, value: Any) -> bytes:
    """A cell record."""
    place = struct.pack("<HHH", row, column, 15)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def workbook_stream(lines: Sequence[Sequence[Any]], extra: bytes = b"", globals_extra: bytes = b"") -> bytes:
    """The records of a workbook with one sheet; `extra` goes among its cells."""
    cells = b"".join(
        cell(row, column, value) for row, line in enumerate(lines) for column, value in enumerate(line) if value != ""
    )
    name = "กลยุทธ์".encode("utf-16-le")
    before = _bof(0x0005) + globals_extra
    bound = 4 + 8 + len(name)
    position = len(before) + bound + 4
    sheet = _record(0x0085, struct.pack("<IHBB", position, 0, len(name) // 2, 1) + name)
    return before + sheet + _record(0x000A, b"") + _bof(0x0010) + cells + extra + _record(0x000A, b"")


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream."""
    stream += bytes(max(4096, -(-len(stream) // SECTOR) * SECTOR) - len(stream))
    count = len(stream) // SECTOR
    fats = -(-(count + 2) // 128)
    table = [FAT] * fats + [END] + [fats + 2 + at for at in range(count - 1)] + [END]
    fat = struct.pack(f"<{fats * 128}I", *table, *[FREE] * (fats * 128 - len(table)))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, fats, fats, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    difat = struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, fats + 1, len(stream)) + bytes(256)
    return header + difat + fat + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII16sIQQIII", text, len(text), kind, 1, FREE, FREE, child, bytes(16), 0, 0, 0, start, size, 0
    )  # fmt: skip
