"""What kind of file some bytes are, by what stands inside; a name or an extension says nothing."""

from __future__ import annotations

import io
import zipfile
from enum import Enum, auto
from typing import Final

from domain.errors import UnreadableFileError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (b"%PDF", "pdf"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "riff"),
    (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"), (b"MIME-Version", "mhtml"), (b"\x7fELF", "program"), (b"MZ", "program"),
    (b"PK\x05\x06", "empty zip"), (b"BZh", "bzip2"),
)  # fmt: skip
_MEDIA_AT: Final = 4  # ISO media (HEIC, MP4) name themselves after a length
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_WORD_STREAMS: Final = ("WordDocument", "PowerPoint Document", "VisioDocument", "__substg1.0_")
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
    """The kind of a file that is no zip; UnreadableFileError when it is nothing that holds a table, or is locked."""
    if len(data) < _MOST and not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError("empty")
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    for magic, word in _OTHERS:
        if data.startswith(magic):
            raise UnreadableFileError("not_a_table", word)
    if data[_MEDIA_AT:].startswith(b"ftyp") or (data.startswith(b"BM") and bytes(4) in data[:10]):
        raise UnreadableFileError("not_a_table", "picture")
    head = data[:_HEAD].replace(b"\x00", b"").lower()
    return FileKind.HTML if any(mark in head for mark in _MARKUP) else FileKind.TEXT


def opened(data: bytes) -> zipfile.ZipFile | None:
    """The archive, None for bytes that are none; UnreadableFileError for one that is broken."""
    if not data.startswith(_ZIP):
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        office = any(mark in data[:_HEAD] for mark in (b"xl/", b"[Content_Types].xml", b"_rels/.rels", _ODS))
        raise UnreadableFileError("damaged" if office else "not_a_table", str(error)) from error


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
    raise UnreadableFileError("not_a_table", "zip")


def _kind_of_ole(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError("encrypted", "ole")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return FileKind.XLS
    if any(name.encode("utf-16-le") in data for name in _WORD_STREAMS):
        raise UnreadableFileError("not_a_table", "ole")
    raise UnreadableFileError("damaged", "ole")
