"""What a photo, a scan or a document turned out to be: told apart from the looking, which needs large libraries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.forms.identity import Identity
from domain.order_papers import OrderPaper


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
    """What was found. `pages`: of a PDF, 0 where it cannot be opened; `identities`: each once, the surest first.

    `order`: that a document is, if it is one that appoints committees.
    """

    kind: Kind
    pages: int = 0
    identities: tuple[Identity, ...] = ()
    order: OrderPaper | None = None
