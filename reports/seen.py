"""What a photo, a scan or a document turned out to be: told apart from the looking, which needs large libraries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.albums import Fault, Looked
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


@dataclass(frozen=True, slots=True)
class PrintCopy:
    """A JPEG for print with its pixels, and what was seen of the picture; `fault`: why there is none, else None."""

    data: bytes = b""
    wide: int = 0
    tall: int = 0
    looked: Looked | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class BookPicture:
    """A picture as it was put on a sheet. `cell`: where its upper left corner lies; `caption`: with its number."""

    sheet: str
    cell: str
    caption: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Shot:
    """What a photo shows: identities of our blanks, and its copy for print, None of what is no picture."""

    identities: tuple[Identity, ...] = ()
    copy: PrintCopy | None = None
