"""How large a picture really is, read from its own bytes."""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF markers; the three others in the range are tables


def picture_size(data: bytes) -> tuple[str, int, int] | None:
    """Return (MIME type, width, height) of a PNG or JPEG; None for anything else or a damaged one."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:  # noqa: PLR2004 - IHDR ends its size there
        width, height = struct.unpack(">II", data[16:24])
        return "image/png", width, height
    size = _jpeg_size(data) if data.startswith(_JPEG) else None
    return None if size is None else ("image/jpeg", *size)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == _MARKER:
        if data[at + 1] == _MARKER:  # padding before a marker
            at += 1
            continue
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
