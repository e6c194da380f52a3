"""The pictures that lie on the sheets of an OpenDocument spreadsheet, as LibreOffice and Google save it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.errors import UnreadableFileError
from reports.filled_guard import guard
from reports.filled_kind import FileKind, kind_of_archive, opened
from reports.marked_xml import local_attributes, refusing_parser, run, split_name

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
_ROWS: Final = "table-row"
_CELLS: Final = ("table-cell", "covered-table-cell")
_CONTENT, _PARTS = "content.xml", "Pictures/"  # what stands elsewhere is a chart as a picture


@dataclass(frozen=True, slots=True)
class Lying:
    """A picture by its sheet and the cell it is tied to, from 0; what is tied to the page lies in the first cell."""

    sheet: str
    row: int
    column: int
    part: str


@dataclass(slots=True)
class _Reading:
    """Where the reader of `content.xml` is: rows and cells may stand for many."""

    found: list[Lying] = field(default_factory=list)
    sheet: str = ""
    row: int = 0
    column: int = 0
    _rows: int = 1
    _cells: int = 1

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local, told = split_name(name)[1], local_attributes(attributes)
        if local == "table" and "name" in told:
            self.sheet, self.row, self.column = told["name"], 0, 0
        elif local == _ROWS:
            self._rows, self.column = _count(told.get("number-rows-repeated")), 0
        elif local in _CELLS:
            self._cells = _count(told.get("number-columns-repeated"))
        elif local == "image" and self.sheet and (part := told.get("href", "").removeprefix("./")).startswith(_PARTS):
            self.found.append(Lying(self.sheet, self.row, self.column, part))

    def end(self, name: str) -> None:
        local = split_name(name)[1]
        if local == _ROWS:
            self.row, self.column = self.row + self._rows, 0
        elif local in _CELLS:
            self.column += self._cells


def ods_pictures(data: bytes) -> list[tuple[Lying, bytes]]:
    """The pictures of an ods file, sheet by sheet, from above; none in any other file.

    Raises UnreadableFileError for what cannot be unpacked.
    """
    archive = opened(data)
    if archive is None:
        return []
    try:
        with archive:
            if kind_of_archive(archive) is not FileKind.ODS:
                return []
            guard(archive, len(data))
            return list(_read(archive))
    except _BROKEN as error:
        raise UnreadableFileError("damaged", str(error)) from error


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[Lying, bytes]]:
    names = set(archive.namelist())
    if _CONTENT not in names:
        return
    reading = _Reading()
    parser = refusing_parser()
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    run(parser, archive.read(_CONTENT))
    sheets = {name: at for at, name in enumerate(dict.fromkeys(one.sheet for one in reading.found))}
    for one in sorted(reading.found, key=lambda one: (sheets[one.sheet], one.row, one.column)):
        if one.part in names:
            yield one, archive.read(one.part)


def _count(told: str | None) -> int:
    return int(told) if told is not None and told.isdigit() else 1
