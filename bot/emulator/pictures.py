"""Photos as LINE hands them on: without name and without what the camera wrote into them."""

from __future__ import annotations

_MAGIC = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}
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
