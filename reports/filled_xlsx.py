"""Guards and details of xlsx files: stray far cells cut before parsing, formats and formulas read when asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from domain.errors import UnreadableFileError
from domain.forms.grid import Details, address
from reports.filled_extent import is_near, measured, measured_xlsb, place_of

_STRAY: Final = 40  # cells with a value out of bounds that may be cut; more are a real table
_WIDEST: Final = 256  # columns
_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_NO_SHEETS: Final = (
    b"styles.xml", b"sharedStrings.xml", b"theme1.xml", b"workbook.xml", b"app.xml", b"core.xml",
    b"[Content_Types].xml",
)  # fmt: skip
_XML: Final = (".xml", ".XML")

_CELL: Final = re.compile(rb"<((?:\w+:)?)c\b([^<>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_REF: Final = re.compile(rb"\br=[\"']([^\"']*)[\"']")
_STYLE: Final = re.compile(rb"\bs=[\"']([0-9]+)[\"']")
_ERROR: Final = re.compile(rb"\bt=[\"']e[\"']")
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^<>]*>[^<]")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_NAME: Final = re.compile(rb"\bname=\"([^\"]*)\"|\bname='([^']*)'")
_RID: Final = re.compile(rb"\b\w+:id=[\"']([^\"']+)[\"']")
_ID: Final = re.compile(rb"\bId=[\"']([^\"']+)")
_TARGET: Final = re.compile(rb"\bTarget=[\"']([^\"']+)")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_CELL_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?xf\b[^<>]*>")
_FORMAT_ID: Final = re.compile(rb"numFmtId=[\"']([0-9]+)[\"']")
_CUSTOM: Final = re.compile(rb"<(?:\w+:)?numFmt\b[^<>]*>")
_CODE: Final = re.compile(rb"formatCode=\"([^\"]*)\"|formatCode='([^']*)'")
_PERCENT_IDS: Final = frozenset({9, 10})


def prepare(
    archive: zipfile.ZipFile, data: bytes, max_rows: int, max_cells: int
) -> tuple[bytes, Callable[[str], Details]]:
    """The bytes as they may be parsed safely, and the details of each sheet by its name.

    Raises UnreadableFileError when a sheet holds too large a table.
    """
    cut = dict(_cut(archive, max_rows, max_cells))
    if cut:
        data = _rewritten(archive, cut)
    book = _Book(data)
    return data, lambda name: XlsxDetails(book, name)


def _cut(archive: zipfile.ZipFile, max_rows: int, max_cells: int) -> Iterator[tuple[str, bytes]]:
    """Sheets with a few stray cells out of bounds, without them. Any part may turn out to be a sheet."""
    for part in _possible_sheets(archive):
        if part.endswith(".bin") and part.startswith("xl/worksheets/"):
            if not measured_xlsb(archive.read(part)).fits(max_rows, max_cells):
                raise UnreadableFileError("too_large", "sheet")
        elif part.endswith(_XML):
            xml = archive.read(part)
            if b"heetData" in xml and not is_near(xml) and not measured(xml).fits(max_rows, max_cells):
                yield part, _without_strays(xml, max_rows, max_cells)


def _possible_sheets(archive: zipfile.ZipFile) -> list[str]:
    """The parts that may be parsed as sheets: not the styles and texts, unless the workbook says they are sheets."""
    names = archive.namelist()
    if not {_BOOK, _RELATIONS} <= archive.NameToInfo.keys():
        return names
    relations, book = archive.read(_RELATIONS), archive.read(_BOOK)
    if b"&" in relations:
        return names
    for relation in _RELATION.findall(relations):
        target, ident = _TARGET.search(relation), _ID.search(relation)
        quoted = (b'"' + ident[1] + b'"', b"'" + ident[1] + b"'") if ident else ()
        if target and target[1].endswith(_NO_SHEETS) and any(mark in book for mark in quoted):
            return names
    return [name for name in names if not name.encode().endswith(_NO_SHEETS)]


def _without_strays(xml: bytes, max_rows: int, max_cells: int) -> bytes:
    """The sheet without cells far from its table; too_large when what is far is a table itself."""
    max_columns = max(1, min(_WIDEST, max_cells // max_rows))
    strays = 0

    def keep(found: re.Match[bytes]) -> bytes:
        nonlocal strays
        reference = _REF.search(found[2])
        row, column = place_of(reference[1].decode("ascii", "replace")) if reference else (0, 0)
        if row < max_rows and column < max_columns:
            return found[0]
        strays += bool(found[3] and _VALUE.search(found[3]))
        if strays > _STRAY:
            raise UnreadableFileError("too_large", "sheet")
        return b""

    kept = _CELL.sub(keep, xml)
    if not measured(kept).fits(max_rows, max_cells):
        raise UnreadableFileError("too_large", "sheet")
    return kept


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for part in archive.infolist():
            if not part.filename.startswith("xl/media/"):
                copy.writestr(part.filename, changed.get(part.filename) or archive.read(part))
    return target.getvalue()


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
    def sheets(self) -> dict[str, str]:
        """Sheet name -> the part that holds it; empty where the workbook is written in a way of its own."""
        targets = {}
        for relation in _RELATION.findall(self.part(_RELATIONS)):
            ident, target = _ID.search(relation), _TARGET.search(relation)
            if ident and target:
                targets[ident[1]] = target[1].decode("utf-8", "replace")
        parts = {}
        for sheet in _SHEET.findall(self.part(_BOOK)):
            name, ident = _NAME.search(sheet), _RID.search(sheet)
            path = targets.get(ident[1]) if ident else None
            if name and path:
                part = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
                parts[_unescape((name[1] or name[2] or b"").decode("utf-8", "replace"))] = part
        return parts

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

    def __init__(self, book: _Book, name: str) -> None:
        self._book, self._name = book, name

    @cached_property
    def _xml(self) -> bytes:
        return self._book.part(self._book.sheets.get(self._name, ""))

    def _cell(self, row: int, column: int) -> tuple[bytes, bytes]:
        """The attributes and the body of one cell, empty where there is none."""
        mark = f'r="{address(row, column)}"'.encode()
        at = self._xml.find(mark)
        found = _CELL.match(self._xml, self._xml.rfind(b"<", 0, at)) if at > 0 else None
        return (found[2], found[3] or b"") if found else (b"", b"")

    def is_percent(self, row: int, column: int) -> bool:
        """Whether the cell is drawn as a per cent."""
        style = _STYLE.search(self._cell(row, column)[0])
        return style is not None and int(style[1]) in self._book.percent_styles

    def is_uncalculated(self, row: int, column: int) -> bool:
        """Whether a formula stands there without a value, or with an error for one."""
        attributes, body = self._cell(row, column)
        if _ERROR.search(attributes):
            return True
        return _FORMULA.search(body) is not None and _VALUE.search(body) is None
