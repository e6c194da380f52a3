"""The identity a blank form carries inside: which debt it is for. Not a secret, and never a right to anything."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SHAPE = re.compile(r"TT1\|([\w.-]+)\|([\w.-]*)\|([\w.-]+)\|v(\d+)\|([0-9a-f]{8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identity:
    """Codes of the requirement, the subject (may be empty) and the owing unit, and the form's version."""

    requirement: str
    subject: str
    unit: str
    version: int

    def encode(self) -> str:
        """The text put into the file: TT1|ST-2570-R6|ST3|SUPERVISION|v1|checksum."""
        body = f"TT1|{self.requirement}|{self.subject}|{self.unit}|v{self.version}"
        return f"{body}|{zlib.crc32(body.encode()):08x}"


def find_identity(text: str) -> Identity | None:
    """The identity standing anywhere in `text`, None if there is none or its checksum is wrong."""
    return next(find_identities(text), None)


def find_identities(text: str) -> Iterator[Identity]:
    """Every identity in `text` whose checksum is right, in their order."""
    for found in _SHAPE.finditer(text):
        identity = Identity(found[1], found[2], found[3], int(found[4]))
        if identity.encode() == found[0]:
            yield identity
