"""Photos as LINE hands them on: without name and without what the camera wrote into them."""

from __future__ import annotations

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"
_MAGIC = {b"\xff\xd8\xff": "image/jpeg", _PNG: "image/png", b"GIF8": "image/gif"}
_SCAN = 0xDA
_JFIF = 0xE0
_LAST_APPLICATION = 0xEF
_COMMENT = 0xFE
_MARKER = 0xFF


def picture_type(data: bytes) -> str | None:
    """Return the MIME type by the first bytes; None when it is no picture."""
    return next((mime for magic, mime in _MAGIC.items() if data.startswith(magic)), None)


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG without EXIF and comments (LINE keeps neither); anything else, or a damaged one, as it is."""
    if picture_type(data) != "image/jpeg":
        return data
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == _MARKER:
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            return b"".join([*kept, data[at:]])
        if not (_JFIF < marker <= _LAST_APPLICATION or marker == _COMMENT):
            kept.append(data[at:end])
        at = end
    return data


def grey_still(width: int = 240, height: int = 135) -> bytes:
    """Return a plain grey PNG: it stands for the still of a video, which nothing here can decode."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x99" * width) * height)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return _PNG + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
