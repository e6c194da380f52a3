"""Identities that stand outside the cells of a file: in its document properties and its hidden names.

They are what is left when somebody cut away every cell of ours; programs keep the one or the other.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final

_MARK: Final = re.compile(rb"TT1\|[\w.|-]{1,300}", re.ASCII)
_WIDE: Final = "TT1|".encode("utf-16-le")
_WIDE_LENGTH: Final = 600
_PARTS: Final = ("docProps/custom.xml", "xl/workbook.xml", "meta.xml")
_MOST: Final = 1 << 20


def marks_of_archive(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """What looks like an identity in the properties and names of an xlsx or ods file."""
    found: list[str] = []
    for part in _PARTS:
        if part in archive.NameToInfo:
            with archive.open(part) as content:
                found += _marks(content.read(_MOST))
    return tuple(dict.fromkeys(found))


def marks_of_bytes(data: bytes) -> tuple[str, ...]:
    """What looks like an identity anywhere in a file of old Excel, in letters of one byte or of two."""
    found = _marks(data)
    at = data.find(_WIDE)
    while at >= 0:
        found += _marks(data[at : at + _WIDE_LENGTH].decode("utf-16-le", "replace").encode("ascii", "replace"))
        at = data.find(_WIDE, at + 1)
    return tuple(dict.fromkeys(found))


def _marks(content: bytes) -> list[str]:
    return [mark.decode("ascii") for mark in _MARK.findall(content)]
