"""A zip file refused before it is unpacked: too many parts, too large, growing too much, locked."""

from __future__ import annotations

import zipfile
from typing import Final

from domain.errors import UnreadableFileError

MAX_PARTS: Final = 2_000
MAX_BYTES: Final = 24 * 1024 * 1024  # all parts a reader opens, unpacked: five thousand full rows need a third
MAX_RATIO: Final = 250
_RATIO_FROM: Final = 8 * 1024 * 1024  # smaller parts may be as regular as they like
_DEFLATE_LIMIT: Final = 1_032  # no deflate stream grows by more
_CHUNK: Final = 1 << 20
_PICTURES: Final = ("xl/media/", "Pictures/")


def guard(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse what would unpack to more than a form can hold, whatever its directory claims."""
    every = archive.infolist()
    parts = [part for part in every if not part.filename.startswith(_PICTURES)]
    if len(every) > MAX_PARTS or sum(part.compress_size for part in every) > size:
        raise UnreadableFileError("too_large", "parts")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError("encrypted", "zip")
    if sum(part.file_size for part in parts) > MAX_BYTES or any(map(_is_bomb, parts)):
        raise UnreadableFileError("too_large", "unpacked")
    if sum(part.compress_size for part in parts) * _DEFLATE_LIMIT > MAX_BYTES:
        _measure(archive, parts)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(_RATIO_FROM, part.compress_size * MAX_RATIO)


def _measure(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack once, counting and keeping nothing: a directory may lie about sizes."""
    total = 0
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_BYTES:
                    raise UnreadableFileError("too_large", "unpacked")
