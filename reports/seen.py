"""What a photo, a scan or a document turned out to be: told apart from the looking, which needs large libraries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.forms.identity import Identity


class Kind(StrEnum):
    """What some bytes are. `OTHER`: nothing that is evidence by itself, such as a table or a program."""

    PICTURE = "picture"
    PDF = "pdf"
    DOCUMENT = "document"  # Word, Writer, slides
    VIDEO = "video"
    SOUND = "sound"
    ARCHIVE = "archive"  # of files, which are not looked into
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found. `pages`: of a PDF, 0 where it cannot be opened; `identities`: each once, the surest first."""

    kind: Kind
    pages: int = 0
    identities: tuple[Identity, ...] = ()
