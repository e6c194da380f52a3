"""Videos and voice: what can be read from their first boxes (ISO 14496-12)."""

from __future__ import annotations

_MVHD = b"mvhd"
_FIELDS = {0: (12, 4), 1: (20, 8)}  # version: where timescale begins after the four letters, and the duration's bytes


def sound_type(data: bytes) -> str:
    """Return the MIME type of a sound by its first bytes: MPEG-4 as LINE's app records it, otherwise MP3."""
    return "audio/x-m4a" if data[4:8] == b"ftyp" else "audio/mpeg"


def duration(data: bytes) -> int | None:
    """Return an MPEG-4 file's length in milliseconds; None when it does not tell."""
    at = data.find(_MVHD) + len(_MVHD)
    version = data[at] if len(_MVHD) <= at < len(data) else None
    if version not in _FIELDS:
        return None
    start, width = _FIELDS[version]
    scale = int.from_bytes(data[at + start : at + start + 4], "big")
    length = int.from_bytes(data[at + start + 4 : at + start + 4 + width], "big")
    return round(length * 1000 / scale) if scale else None
