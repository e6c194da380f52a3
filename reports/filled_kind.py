"""What kind of file some bytes are, by what stands inside; a name or an extension says nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from domain.errors import UnreadableFileError

_ZIP: Final = b"PK\x03\x04"
_ENTRY: Final = b"PK\x01\x02"
_MOST_ENTRIES: Final = 20_000  # also of the archives within
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (b"%PDF", "pdf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "picture"),
    (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"Rar!", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"PK\x05\x06", "archive"),
    (b"MSCF", "archive"), (b"{\\rtf", "document"), (b"MIME-Version", "document"), (b"\x7fELF", "program"),
    (b"MZ", "program"), (b"\xca\xfe\xba\xbe", "program"), (b"dex\n", "program"), (b"#!", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "link"), (b"[InternetShortcut]", "link"), (b"OggS", "sound"), (b"ID3", "sound"),
    (b"\x1aE\xdf\xa3", "video"), (b"SQLite format 3", "database"), (b"wOF", "font"),
)  # fmt: skip
_HEIF: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_TAR_AT: Final = 257
_MEDIA_AT: Final = 4  # ISO media (HEIC, MP4) name themselves after a length
_IN_ARCHIVE: Final = (
    ("word/", "document"), ("ppt/", "slides"), ("visio/", "drawing"), ("Index/Tables/", "numbers"),
    ("Index/", "numbers"), ("Index.zip", "numbers"), ("AndroidManifest.xml", "program"), ("content.xml", "document"),
)  # fmt: skip
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER_STREAMS: Final = (
    ("WordDocument", "document"), ("PowerPoint Document", "slides"), ("VisioDocument", "drawing"),
    ("__substg1.0_", "mail"),
)  # fmt: skip
_HEAD: Final = 4096
_MOST: Final = 1 << 20
_MARKUP: Final = (
    b"<html",
    b"<table",
    b"<!doctype html",
    b"<head",
    b"<meta",
    b"<body",
    b"urn:schemas-microsoft-com:office:spreadsheet",
)


class FileKind(Enum):
    """The kinds that can be opened."""

    XLSX = auto()  # also with macros
    XLSB = auto()
    ODS = auto()
    XLS = auto()
    HTML = auto()  # also saved under .xls
    TEXT = auto()  # comma, tab, semicolon or pipe between cells


def kind_of(data: bytes) -> FileKind:
    """The kind of a file that is no zip; UnreadableFileError when it is nothing that holds a table, or is locked.

    The detail of not_a_table is what it is: pdf, picture, video, sound, document, slides, archive, numbers, program,
    link, text, page (HTML without a table), or another word.
    """
    if len(data) < _MOST and not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError("empty")
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    for magic, word in _OTHERS:
        if data.startswith(magic):
            raise UnreadableFileError("not_a_table", word)
    if data.startswith(b"ftyp", _MEDIA_AT):
        raise UnreadableFileError("not_a_table", "picture" if data[8:12] in _HEIF else "video")
    if data.startswith(b"BM") and bytes(4) in data[:10]:
        raise UnreadableFileError("not_a_table", "picture")
    if data.startswith(b"ustar", _TAR_AT):
        raise UnreadableFileError("not_a_table", "archive")
    head = data[:_HEAD].replace(b"\x00", b"").lower()
    return FileKind.HTML if any(mark in head for mark in _MARKUP) else FileKind.TEXT


def opened(data: bytes) -> zipfile.ZipFile | None:
    """The archive, None for bytes that are none; UnreadableFileError for one that is broken."""
    if not data.startswith(_ZIP):
        return None
    if data.count(_ENTRY) > _MOST_ENTRIES:  # before a list of them is made
        raise UnreadableFileError("too_large", "parts")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error


def kind_of_archive(archive: zipfile.ZipFile) -> FileKind:
    """The kind of a zip file by its parts."""
    names = archive.NameToInfo
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "mimetype" in names and archive.open("mimetype").read(len(_ODS)) == _ODS:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(_MOST):
            raise UnreadableFileError("encrypted", "ods")
        return FileKind.ODS
    if any(name.lower().endswith("workbook.xml") for name in names):
        return FileKind.XLSX
    raise UnreadableFileError("not_a_table", next((kind for mark, kind in _IN_ARCHIVE if _has(names, mark)), "archive"))


def _has(names: Iterable[str], mark: str) -> bool:
    return any(name.startswith(mark) for name in names)


def _kind_of_ole(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError("encrypted", "ole")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return FileKind.XLS
    for stream, kind in _OTHER_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnreadableFileError("not_a_table", kind)
    raise UnreadableFileError("damaged", "ole")
