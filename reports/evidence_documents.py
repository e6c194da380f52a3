"""Identities in PDF files and in the zip files of word processors: text searched, pictures looked at."""

from __future__ import annotations

import io
import re
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from reports.evidence_pictures import codes_in, codes_on

PAGES: Final = 5  # of a PDF that are looked at: the blank's code stands on every page of it
_LONGEST_EDGE: Final = 2_200  # pixels a page is drawn with: 190 dots an inch on A4
_LARGEST_PAGE: Final = 14_400  # points; more than that is no sheet of paper
_PDFIUM: Final = threading.Lock()  # the library is not made for several threads

_DOCUMENTS: Final = ("word/document.xml", "ppt/presentation.xml")
_PROGRAMS: Final = ("[Content_Types].xml", "Index/Document.iwa", "META-INF/MANIFEST.MF")  # not made by hand
_OPEN_DOCUMENTS: Final = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.presentation",
)
_TEXTS: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*)\.xml|ppt/slides/slide\d+\.xml|content\.xml|styles\.xml"
)
_PICTURES: Final = ("word/media/", "ppt/media/", "Pictures/")
_MOST_TEXTS, _MOST_PICTURES = 40, 8
_MOST_BYTES: Final = 16 * 1024 * 1024  # unpacked, of one part
_MOST_PARTS: Final = 5_000
_TAG: Final = re.compile(r"<[^<>]*>")
_BROKEN_ZIP: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def read_pdf(data: bytes) -> tuple[int, Iterator[str]]:
    """How many pages a PDF has, 0 where it cannot be opened, and the texts in its first ones: printed, or in codes."""
    import pypdfium2  # noqa: PLC0415 - its library takes memory and is for PDF files alone

    with _PDFIUM:
        try:
            opened = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return 0, iter(())
        try:
            pages = len(opened)
            texts = [text for number in range(min(pages, PAGES)) for text in _of_page(opened, number)]
        except pypdfium2.PdfiumError:
            pages, texts = 0, []
        finally:
            opened.close()
    return pages, iter(texts)


def _of_page(opened: Any, number: int) -> Iterable[str]:
    """The printed text of a page; and what its QR codes say, where it is drawn."""
    page = opened[number]
    try:
        printed = page.get_textpage()
        text = str(printed.get_text_bounded())
        printed.close()
        longest = max(page.get_size())
        drawn = page.render(scale=_LONGEST_EDGE / longest, grayscale=True) if 0 < longest < _LARGEST_PAGE else None
        codes = list(codes_on(drawn.to_pil().convert("L"))) if drawn is not None else []
    finally:
        page.close()
    return [text, *codes]


def kind_of_zip(data: bytes) -> str:
    """`document`: of a word processor or a program for slides; `archive`: files put together; or `other`."""
    archive = _archive(data)
    if archive is None:
        return "other"
    with archive:
        names = archive.NameToInfo
        if any(name in names for name in _DOCUMENTS):
            return "document"
        kind = _part(archive, "mimetype") if "mimetype" in names else b""
    if kind.startswith(_OPEN_DOCUMENTS):
        return "document"
    return "other" if kind or any(name in names for name in _PROGRAMS) else "archive"


def texts_and_codes(data: bytes) -> Iterator[str]:
    """The texts of such a file without its tags, and then what the QR codes in its pictures say."""
    archive = _archive(data)
    if archive is None:
        return
    with archive:
        names = [part.filename for part in archive.infolist()]
        for name in [name for name in names if _TEXTS.fullmatch(name)][:_MOST_TEXTS]:
            yield _TAG.sub("", _part(archive, name).decode("utf-8", "replace"))
        for name in [name for name in names if name.startswith(_PICTURES)][:_MOST_PICTURES]:
            yield from codes_in(_part(archive, name))


def parts_of(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """The parts with these names that such a file has."""
    archive = _archive(data)
    if archive is None:
        return {}
    with archive:
        return {name: _part(archive, name) for name in names if name in archive.NameToInfo}


def _archive(data: bytes) -> zipfile.ZipFile | None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_ZIP:
        return None
    return archive if len(archive.infolist()) <= _MOST_PARTS else None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of a part; none where it is locked or broken."""
    try:
        with archive.open(name) as stream:
            return stream.read(_MOST_BYTES)
    except _BROKEN_ZIP:
        return b""
