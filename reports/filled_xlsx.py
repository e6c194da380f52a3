"""Guards and details of xlsx files: bombs refused before parsing, stray far cells cut, formats read when asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from domain.errors import UnreadableFileError
from domain.forms.grid import Details

MAX_PARTS: Final = 2_000
MAX_BYTES: Final = 60 * 1024 * 1024  # all parts a reader opens, unpacked
MAX_RATIO: Final = 250
_RATIO_FROM: Final = 8 * 1024 * 1024  # smaller parts may be as regular as they like
_DEFLATE_LIMIT: Final = 1_032  # no deflate stream grows by more
_STRAY: Final = 40  # cells with a value out of bounds that may be cut; more are a real table
_CHUNK: Final = 1 << 20
_LETTERS: Final = 26

# Any reference past column Z or row 999: only then is it worth measuring the sheet.
_FAR: Final = re.compile(rb"r=[\"'](?:[A-Z]{2,}[0-9]|[A-Z][0-9]{4,})")
_CELL: Final = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_REF: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_STYLE: Final = re.compile(rb"\bs=[\"']([0-9]+)[\"']")
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_NAME: Final = re.compile(rb"\bname=\"([^\"]*)\"|\bname='([^']*)'")
_RID: Final = re.compile(rb"\b\w+:id=[\"']([^\"']+)[\"']")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_FORMAT_ID: Final = re.compile(rb"numFmtId=[\"']([0-9]+)[\"']")
_CUSTOM: Final = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_CODE: Final = re.compile(rb"formatCode=\"([^\"]*)\"|formatCode='([^']*)'")
_PERCENT_IDS: Final = frozenset({9, 10})


def prepare(data: bytes, max_rows: int, max_cells: int) -> tuple[bytes, dict[str, Details]]:
    """The bytes as they may be parsed safely, and the details of each sheet by name.

    Raises UnreadableFileError when the file unpacks to too much or holds too large a table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            guard(archive, len(data))
            cut = dict(_cut(archive, max_rows, max_cells))
            names = _sheet_parts(archive)
            if cut:
                data = _rewritten(archive, cut)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFileError("damaged", str(error)) from error
    book = _Book(data)
    return data, {name: XlsxDetails(book, part) for name, part in names.items()}


def guard(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse what would unpack to more than a form can hold, whatever its directory claims."""
    parts = [part for part in archive.infolist() if not part.filename.startswith(("xl/media/", "Pictures/"))]
    if len(archive.infolist()) > MAX_PARTS or sum(part.compress_size for part in archive.infolist()) > size:
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


def _cut(archive: zipfile.ZipFile, max_rows: int, max_cells: int) -> Iterator[tuple[str, bytes]]:
    """Sheets with a few stray cells out of bounds, without them."""
    for part in archive.namelist():
        if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
            continue
        xml = archive.read(part)
        if _FAR.search(xml) is None:
            continue
        rows, columns = _extent(xml)
        if rows <= max_rows and rows * columns <= max_cells:
            continue
        yield part, _without_strays(xml, max_rows, max_cells, part)


def column_number(name: bytes) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    number = 0
    for letter in name:
        number = number * _LETTERS + letter - ord("A") + 1
    return number - 1


def _extent(xml: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell that holds something."""
    rows = columns = 0
    for found in _CELL.finditer(xml):
        place = _REF.search(found[2])
        if place and found[3]:
            rows, columns = max(rows, int(place[2])), max(columns, column_number(place[1]) + 1)
    return rows, columns


def _without_strays(xml: bytes, max_rows: int, max_cells: int, part: str) -> bytes:
    """The sheet without cells far from its table; too_large when what is far is a table itself."""
    max_columns = max(1, min(256, max_cells // max_rows))
    strays = 0

    def keep(found: re.Match[bytes]) -> bytes:
        nonlocal strays
        place = _REF.search(found[2])
        if place is None or (int(place[2]) <= max_rows and column_number(place[1]) < max_columns):
            return found[0]
        strays += bool(found[3] and _VALUE.search(found[3]))
        return b""

    kept = _CELL.sub(keep, xml)
    if strays > _STRAY:
        raise UnreadableFileError("too_large", part)
    return kept


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for part in archive.infolist():
            if not part.filename.startswith("xl/media/"):
                copy.writestr(part.filename, changed.get(part.filename) or archive.read(part))
    return target.getvalue()


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> the part that holds it; empty where the workbook is written in a way of its own."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        ident, target = re.search(rb"\bId=[\"']([^\"']+)", relation), re.search(rb"\bTarget=[\"']([^\"']+)", relation)
        if ident and target:
            targets[ident[1]] = target[1].decode("utf-8", "replace")
    parts = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml")):
        name, ident = _NAME.search(sheet), _RID.search(sheet)
        target_path = targets.get(ident[1]) if ident else None
        if name and target_path:
            part = target_path.lstrip("/") if target_path.startswith("/") else f"xl/{target_path}"
            parts[_unescape((name[1] or name[2] or b"").decode("utf-8", "replace"))] = part
    return parts


def _unescape(text: str) -> str:
    for code, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(code, letter)
    return text


class _Book:
    """The styles of one workbook, read when somebody asks."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def part(self, name: str) -> bytes:
        """A part's bytes, nothing where there is none."""
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                return archive.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
            return b""

    @cached_property
    def percent_styles(self) -> frozenset[int]:
        """The cell styles that draw a number as a per cent."""
        xml = self.part("xl/styles.xml")
        ids = set(_PERCENT_IDS)
        for custom in _CUSTOM.findall(xml):
            code, ident = _CODE.search(custom), _FORMAT_ID.search(custom)
            if code and ident and b"%" in (code[1] or code[2] or b""):
                ids.add(int(ident[1]))
        formats = _CELL_FORMATS.search(xml)
        found = [_FORMAT_ID.search(one) for one in _FORMAT.findall(formats[0])] if formats else []
        return frozenset(place for place, ident in enumerate(found) if ident and int(ident[1]) in ids)


class XlsxDetails:
    """How one sheet draws its cells; the file is read again at the first question."""

    def __init__(self, book: _Book, part: str) -> None:
        self._book, self._part = book, part

    @cached_property
    def _cells(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        percent: set[tuple[int, int]] = set()
        uncalculated: set[tuple[int, int]] = set()
        styles = self._book.percent_styles
        for found in _CELL.finditer(self._book.part(self._part)):
            place, style, body = _REF.search(found[2]), _STYLE.search(found[2]), found[3] or b""
            if place is None:
                continue
            at = int(place[2]) - 1, column_number(place[1])
            if style and int(style[1]) in styles:
                percent.add(at)
            if _FORMULA.search(body) and not _VALUE.search(body):
                uncalculated.add(at)
        return percent, uncalculated

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell is drawn as a per cent."""
        return (row, column) in self._cells[0]

    def is_uncalculated(self, row: int, column: int) -> bool:
        """Whether a formula stands there without a value."""
        return (row, column) in self._cells[1]
