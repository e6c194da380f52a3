"""What a photo, a scan or a document is, and the identities of our blanks in it: QR codes seen, small print read.

Figures cannot be read from a picture; which debt it belongs to can. Nothing here is believed because of a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from domain.forms.identity import Identity, find_identities
from reports import evidence_documents as documents
from reports.evidence_pictures import codes_in
from reports.order_words import order_in
from reports.seen import Kind, Seen

_MOST_IDENTITIES: Final = 5
_BY_START: Final = {
    Kind.PICTURE: (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    Kind.DOCUMENT: (b"{\\rtf",),
    Kind.ARCHIVE: (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh"),
}
_HEIF: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_SOUNDS: Final = (b"M4A ", b"M4B ")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_DOCUMENTS: Final = ("WordDocument", "PowerPoint Document")
_OLD_TABLES: Final = ("Workbook", "Book")
_OLD_MOST: Final = 32 * 1024 * 1024  # bytes of an old document that are searched


def look(data: bytes) -> Seen:
    """The kind of these bytes and the identities in them, whatever somebody may have sent; never raises for it.

    Bounded: pictures by their pixels, a PDF by its first pages, a document by what it may unpack to.
    """
    kind = _kind_of(data)
    match kind:
        case Kind.PICTURE:
            return Seen(kind, identities=_few(codes_in(data)))
        case Kind.PDF:
            pages, texts = documents.read_pdf(data)
            return Seen(kind, pages, _few(texts))
        case Kind.DOCUMENT if data.startswith(_OLE):
            return Seen(kind, identities=_few(_of_old_document(data)))
        case Kind.DOCUMENT:
            return Seen(kind, identities=_few(documents.texts_and_codes(data)), order=order_in(data))
        case _:
            return Seen(kind)


def _few(texts: Iterator[str]) -> tuple[Identity, ...]:
    """The first identities in these texts, each once."""
    found = (identity for text in texts for identity in find_identities(text))
    return tuple(islice(dict.fromkeys(islice(found, 100 * _MOST_IDENTITIES)), _MOST_IDENTITIES))


def _kind_of(data: bytes) -> Kind:
    if data[4:8] == b"ftyp":
        return _kind_of_media(data[8:12])
    if data.startswith(b"PK\x03\x04"):
        return Kind(documents.kind_of_zip(data))
    if data.startswith(_OLE):
        return Kind.DOCUMENT if _is_old_document(data) else Kind.OTHER
    if data.startswith(b"RIFF"):
        return Kind.PICTURE if data[8:12] == b"WEBP" else Kind.OTHER
    if b"%PDF-" in data[:1024]:  # as readers do: there may be something before it
        return Kind.PDF
    return next((kind for kind, starts in _BY_START.items() if data.startswith(starts)), Kind.OTHER)


def _kind_of_media(brand: bytes) -> Kind:
    if brand in _HEIF:
        return Kind.PICTURE
    return Kind.SOUND if brand in _SOUNDS else Kind.VIDEO


def _is_old_document(data: bytes) -> bool:
    return _names(data, _OLD_DOCUMENTS) and not _names(data, _OLD_TABLES)


def _names(data: bytes, streams: tuple[str, ...]) -> bool:
    return any(name.encode("utf-16-le") in data for name in streams)


def _of_old_document(data: bytes) -> Iterator[str]:
    """Letters of one byte and of two stand in these files."""
    yield data[:_OLD_MOST].replace(b"\x00", b"").decode("latin-1")
