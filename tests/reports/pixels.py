"""The pixels of a PNG, read without a library: 8 bits each of red, green, blue, alpha (PNG specification, 9)."""

from __future__ import annotations

import struct
import zlib

CHANNELS = 4


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def rows_of(png: bytes) -> list[bytes]:
    """Every row of pixels, four bytes each."""
    assert png[24:29] == bytes((8, 6, 0, 0, 0)), "eight bits, with alpha, not interlaced"
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, stride = zlib.decompress(data), size_of(png)[0] * CHANNELS
    rows = [bytes(stride)]
    for start in range(0, len(raw), stride + 1):
        rows.append(_unfiltered(raw[start], raw[start + 1 : start + 1 + stride], rows[-1]))
    return rows[1:]


def _unfiltered(kind: int, coded: bytes, above: bytes) -> bytes:
    if kind == 0:
        return coded
    if kind == 2:
        return bytes([(byte + up) & 255 for byte, up in zip(coded, above, strict=True)])
    row = bytearray(CHANNELS)
    over = bytes(CHANNELS) + above
    for index, byte in enumerate(coded):
        left, up, corner = row[index], over[index + CHANNELS], over[index]
        row.append((byte + _guess(kind, left, up, corner)) & 255)
    return bytes(row[CHANNELS:])


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 3:
        return (left + up) // 2
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner
